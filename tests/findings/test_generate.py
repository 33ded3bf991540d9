from __future__ import annotations

from pathlib import Path

import pytest

from alke.areas import COUNTRY, REGIONS
from alke.base.errors import AlkeError
from alke.base.periods import Period
from alke.findings import find, from_record, generate
from alke.findings.generate import ensure, put_sample
from alke.findings.generate import generate as make
from alke.indicators.generation import Generation
from alke.statistics import sample
from alke.statistics.store import Store
from tests.indicators.factories import entry, everywhere, put, source, table, write_catalogue

CATALOGUE = {
    "population": entry(inputs={"population": source("11re")}),
    "jobs": entry(inputs={"population": source("115b")}),
    "absent": entry(inputs={"population": source("none")}),
}
YEARS = [str(year) for year in range(2000, 2019)]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with two tables and a catalogue of three indicators, and no embedded figures."""
    monkeypatch.setattr(sample, "tables", lambda: ())
    monkeypatch.setattr(generate, "FOLDER", write_catalogue(tmp_path / "catalogue", CATALOGUE))
    store = Store(tmp_path / "statistics")
    for place, name in enumerate(("11re", "115b")):
        grown = {
            code: [100.0 + place + n * (len(code) + int(code[2:]) % 7) for n in range(19)] for code in everywhere({})
        }
        put(store, table(grown, YEARS), name)
    return tmp_path


def test_values_and_findings_are_made_together(home: Path) -> None:
    generation = make(home)
    assert generation.number == 1
    assert generation.ids_with_values() == ("jobs", "population")
    held = {key: generation.values(key) for key in generation.catalogue}
    for area in (COUNTRY, "MK18"):
        found = [from_record(each) for each in generation.finding_records(area)]
        assert found == find(held, generation.catalogue, area)
    assert all(generation.finding_records(area) for area in REGIONS)


def test_without_a_change_the_current_generation_stays(home: Path) -> None:
    assert make(home).number == make(home).number == 1


def test_a_new_vintage_makes_a_new_generation_and_only_what_reads_it_is_computed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(home)
    put(Store(home / "statistics"), table({"SSS": [7.0]}, ["2019"]), "115b", at="2026-02-01")
    computed: list[str] = []
    true = generate.compute
    monkeypatch.setattr(generate, "compute", lambda each, held: (computed.append(each.id), true(each, held))[1])
    generation = make(home)
    assert (generation.number, computed) == (2, ["jobs"])
    assert generation.values("jobs").at("SSS", Period(2019)).number == 7
    assert generation.values("population").at("MK18", Period(2018)).number is not None


@pytest.mark.parametrize("later", [0, 1])
@pytest.mark.parametrize("changed", ["115b", "11re"])
def test_what_was_kept_and_what_was_computed_anew_is_as_if_all_were_computed(
    home: Path, tmp_path: Path, changed: str, later: int
) -> None:
    make(home)
    rows = {code: [500.0 - n * (int(code[2:]) % 11) for n in range(19)] for code in everywhere({})}
    years = [str(int(year) + later) for year in YEARS]
    put(Store(home / "statistics"), table(rows, years), changed, at="2026-02-01")
    partly = make(home)
    (home / "values" / "current").unlink()
    wholly = make(home)
    assert (partly.number, wholly.number) == (2, 3)
    for area in (COUNTRY, *REGIONS):
        assert partly.finding_records(area) == wholly.finding_records(area)


def test_a_changed_catalogue_file_makes_a_new_generation(home: Path) -> None:
    make(home)
    write_catalogue(home / "catalogue", {"jobs": entry(inputs={"population": source("115b")}, decimals=1)})
    generation = make(home)
    assert (generation.number, generation.catalogue["jobs"].decimals) == (2, 1)


def test_a_broken_catalogue_changes_nothing(home: Path) -> None:
    make(home)
    write_catalogue(home / "catalogue", {"jobs": entry(unit="nothing")})
    with pytest.raises(AlkeError, match=r"jobs\.yaml"):
        make(home)
    assert Generation.current(home).number == 1


def test_ensure_computes_once(home: Path) -> None:
    started: list[int] = []
    assert ensure(home, started=lambda: started.append(1)).number == 1
    assert ensure(home, started=lambda: started.append(1)).number == 1
    assert started == [1]


def test_ensure_computes_when_the_program_has_changed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure(home)
    monkeypatch.setattr(generate, "engine", lambda: "another version")
    assert ensure(home).number == 2


def test_the_embedded_figures_are_a_source_like_any_other(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, again = put_sample(store), put_sample(store)
    assert {vintage.table for vintage in first} == set(sample.tables())
    assert all(vintage.new for vintage in first)
    assert not any(vintage.new for vintage in again)
    population = store.latest("sample", "population")
    assert population is not None
    assert (population.publisher, population.licence, population.division) == (
        "Statistics Finland",
        "CC BY 4.0",
        "2026",
    )
    assert population.derivation["fi"]


def test_an_older_edition_of_the_embedded_figures_is_not_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sample, "tables", lambda: ("population",))
    monkeypatch.setattr(generate, "FOLDER", home / "few")
    taken = {"from": [{"source": "sample", "tables": ["population"], "take": {"content": [["population"]]}}]}
    write_catalogue(home / "few", {"population": entry(inputs={"population": taken})})
    store = Store(home / "statistics")
    put(store, table({"SSS": [1.0]}, ["1800"], content="population"), "population", source="sample", at="2027-01-01")
    assert Period(1800) not in make(home).values("population").periods()
