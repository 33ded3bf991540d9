"""Of what the change of the jobs consists: three numbers that sum to it, told only where the industries are whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from alke.base.languages import Language
from alke.findings.find import find
from alke.findings.finding import Finding
from alke.findings.generate import findings, generate
from alke.indicators.catalogue import FOLDER
from alke.indicators.generation import Generation
from alke.indicators.lineage import lineage, recompute
from alke.indicators.measure import measure, rests_on
from alke.indicators.shift_share import INDUSTRIES, parts
from alke.language.sentences import sentence
from alke.statistics.cube import Role
from alke.statistics.store import Store
from tests.findings import fictional
from tests.indicators.factories import axis, cube, put


def told(other: bool = True, area: str = "MK18", without: str = "", broken: str = "") -> list[Finding]:
    catalogue, values = fictional.jobs_by_industry(other=other)
    if without:
        values[without] = fictional.values(catalogue[without], {})
    if broken:
        catalogue["jobs"] = replace(catalogue["jobs"], breaks=fictional.broken(broken))
    return [each for each in find(values, catalogue, area) if each.rule == "shift_share"]


def test_the_parts_are_told_with_numbers_that_sum_to_the_change() -> None:
    (finding,) = told()
    numbers = finding.numbers
    assert finding.case == "parts"
    assert numbers["change"] == 200
    assert numbers["as_country"] + numbers["mix"] + numbers["own"] == pytest.approx(200)
    assert numbers["as_country"] == pytest.approx(150)  # 6,000 jobs at the country's 2.5 per cent
    assert numbers["own"] == pytest.approx(100)  # trade: 2,300 against 2,200


def test_the_numbers_are_those_of_the_pure_computation() -> None:
    _, values = fictional.jobs_by_industry()
    first, last = values["jobs"].periods()[0], values["jobs"].periods()[-1]
    rows = [
        [values[each].number(area, at) or 0.0 for each in INDUSTRIES]
        for area in ("MK18", "SSS")
        for at in (first, last)
    ]
    expected = parts(*rows)
    (finding,) = told()
    assert finding.numbers["as_country"] == pytest.approx(expected.country)
    assert finding.numbers["mix"] == pytest.approx(expected.mix)
    assert finding.numbers["own"] == pytest.approx(sum(expected.own))


def test_every_number_rests_on_values_of_all_the_industries_it_is_worked_out_of() -> None:
    _, values = fictional.jobs_by_industry()
    (finding,) = told()
    for slot, count in (("change", 1), ("as_country", 1), ("own", 16), ("mix", 16)):
        needed = rests_on(finding.refs[slot])
        assert len({ref.indicator for ref in needed}) == count, slot
        assert all(measure(values, ref) is not None for ref in needed), slot


def test_industries_that_changed_as_in_the_country_are_told_to_be_alike() -> None:
    (finding,) = told(other=False)
    assert finding.case == "alike"
    assert finding.numbers["own"] == pytest.approx(0)


@pytest.mark.parametrize(
    "silent", [{"area": "SSS"}, {"without": "jobs-by-industry-q"}, {"broken": "2016"}, {"area": "MK01"}]
)
def test_nothing_is_told_of_the_country_of_a_part_or_over_a_break(silent: dict[str, str]) -> None:
    assert told(**silent) == []  # type: ignore[arg-type]


def test_nothing_is_told_where_the_industries_do_not_add_up_to_all_jobs() -> None:
    catalogue, values = fictional.jobs_by_industry()
    layer = values["jobs"].layers[0]
    more = replace(values["jobs"], layers=(replace(layer, numbers=np.asarray(layer.numbers + 7)),))
    assert [each for each in find(values | {"jobs": more}, catalogue, "MK18") if each.rule == "shift_share"] == []


@pytest.mark.parametrize("language", list(Language))
def test_the_sentence_shows_the_three_parts_with_their_signs_and_the_unit_once(language: Language) -> None:
    catalogue, _ = fictional.jobs_by_industry()
    (finding,) = told()
    text = str(sentence(finding, language, catalogue))
    assert text.count("+") + text.count("\N{MINUS SIGN}") == 4
    assert sum(text.count(word) for word in ("työpaikkaa", " arbetsplatser ", " jobs ")) <= 2


def ingested(home: Path) -> Generation:
    """A generation of a made-up table 115h: jobs of six years in Kainuu and the whole country, by section."""
    folder = home / "catalogue"
    folder.mkdir(parents=True)
    for name in ("population", "jobs", "jobs-by-industry"):
        lines = (FOLDER / f"{name}.yaml").read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(("related:", "same_as:"))]
        (folder / f"{name}.yaml").write_text("\n".join(kept) + "\n", "utf-8")
    sections, years = [*"ABCDEFGHIJKLMNOPQRSTUX"], [str(year) for year in range(2017, 2023)]
    rows = {
        area: [
            [base * (5 + place) + step * (place % 5 - 1) * pace for place in range(len(sections))] for step in range(6)
        ]
        for area, base, pace in (("SSS", 1000, 40), ("MK18", 20, 1))
    }
    cells = [[[[[sum(year)]], *([[each]] for each in year)] for year in rows[area]] for area in rows]
    axes = (
        axis("Työpaikan alue", Role.AREA, rows),
        axis("Vuosi", Role.TIME, years),
        axis("Toimiala", Role.CLASS, ["SSS", *sections]),
        axis("Sukupuoli", Role.CLASS, ["SSS"]),
        axis("Tiedot", Role.CONTENT, ["tyolliset3"]),
    )
    put(Store(home / "statistics"), cube(axes, cells), "115h")
    return generate(home, catalogue=folder)


def test_of_an_ingested_table_every_part_leads_to_its_cells_and_gives_the_same_number(tmp_path: Path) -> None:
    made = ingested(tmp_path)
    (finding,) = [each for each in findings(made, "MK18") if each.rule == "shift_share"]
    numbers = finding.numbers
    assert numbers["as_country"] + numbers["mix"] + numbers["own"] == pytest.approx(numbers["change"])
    for slot, ref in finding.refs.items():
        found = lineage(made, ref)
        assert recompute(found) == pytest.approx(numbers[slot]), slot
        assert {vintage.table for vintage in found.vintages} == {"115h"}
    sections = {
        each.code
        for step in lineage(made, finding.refs["own"]).steps
        for cell in step.inputs
        for each in cell.coordinates
        if each.axis == "Toimiala"
    }
    assert sections == {"SSS", *"ABCDEFGHIJKLMNOPQRSTUX"}
