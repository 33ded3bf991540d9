"""Of what the change of the jobs consists: three numbers that sum to it, told only where the industries are whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from alke.base.languages import Language
from alke.findings.find import find
from alke.findings.finding import Finding
from alke.indicators.measure import measure, rests_on
from alke.indicators.shift_share import INDUSTRIES, parts
from alke.language.sentences import sentence
from tests.findings import fictional


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
