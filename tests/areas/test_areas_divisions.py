"""Sums to regions in the division of any year."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.areas import REGIONS, Level, areas, parent
from alke.areas.divisions import current, membership, moves, municipalities, statement
from alke.areas.names import resolve
from alke.areas.register import FIRST, LAST, division, register, successors, years
from alke.base.errors import InputError
from alke.base.languages import Language

CODES = sorted({code for code, place in register().items() if place.level is Level.MUNICIPALITY} | set(successors()))
ANY_YEAR = st.integers(FIRST, LAST)
LEVELS = st.sampled_from(list(Level))


@pytest.fixture(scope="module")
def population(shared: Path) -> dict[str, int]:
    """31.12.2018 by municipality."""
    path = shared / "data/stats/population/population_municipality_1972-2018.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        return {
            resolve(row["alue"]).code: int(row["vakiluku"])
            for row in csv.DictReader(file)
            if row["Vuosi"] == "2018" and row["alue"] != "KOKO MAA"
        }


def _sums(population: dict[str, int], year: int) -> dict[str, int]:
    member = membership(list(population), Level.REGION, year)
    assert not member.unknown
    assert not member.partial
    assert not member.mixed
    sums = np.bincount(member.rows, weights=list(population.values()), minlength=len(member.targets))
    return dict(zip(member.targets, sums.astype(int).tolist(), strict=True))


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_the_regions_of_any_division_sum_to_the_whole_country(population: dict[str, int], year: int) -> None:
    sums = _sums(population, year)
    assert tuple(sums) == REGIONS
    assert sum(sums.values()) == 5_517_919


def test_regions_of_the_2018_division_are_the_published_ones(population: dict[str, int]) -> None:
    sums = _sums(population, 2018)
    # Statistics Finland, population structure 31.12.2018.
    assert (sums["MK01"], sums["MK18"], sums["MK21"]) == (1_671_024, 73_061, 29_789)


def test_two_divisions_differ_by_the_moved_municipalities_only(population: dict[str, int]) -> None:
    old, new = _sums(population, 2013), _sums(population, LAST)
    for move in moves():
        old[move.from_area] -= population[move.municipality]
        old[move.to_area] += population[move.municipality]
    assert old == new


def test_six_municipalities_changed_region() -> None:
    told = [(move.names.fi, move.from_area, move.to_area, move.year) for move in moves()]
    assert told == [
        ("Vaala", "MK18", "MK17", 2016),
        ("Heinävesi", "MK10", "MK12", 2021),
        ("Iitti", "MK08", "MK07", 2021),
        ("Isokyrö", "MK15", "MK14", 2021),
        ("Joroinen", "MK10", "MK11", 2021),
        ("Kuhmoinen", "MK13", "MK06", 2021),
    ]
    assert [move.names.fi for move in moves("MK10")] == ["Heinävesi", "Joroinen"]
    assert moves("MK19") == ()


@given(codes=st.lists(st.sampled_from(CODES), unique=True), level=LEVELS, year=ANY_YEAR)
def test_membership_is_a_partition(codes: list[str], level: Level, year: int) -> None:
    if year not in years(level):
        with pytest.raises(InputError):
            membership(codes, level, year)
        return
    member = membership(codes, level, year)
    assert len(member.rows) == len(codes)
    assert member.rows.max(initial=-1) < len(member.targets)
    assert {code for code, row in zip(codes, member.rows, strict=True) if row < 0} == set(member.partial)
    assert np.bincount(member.rows[member.rows >= 0]).sum() == len(codes) - len(member.partial)


@given(codes=st.permutations(CODES), cut=st.integers(0, len(CODES)), year=ANY_YEAR)
def test_a_place_does_not_depend_on_what_else_is_asked(codes: list[str], cut: int, year: int) -> None:
    whole, part = membership(codes, Level.REGION, year), membership(codes[:cut], Level.REGION, year)
    assert whole.rows[:cut].tolist() == part.rows.tolist()


@given(level=LEVELS, year=ANY_YEAR)
def test_the_municipalities_of_a_year_are_shared_out_among_its_areas(level: Level, year: int) -> None:
    if year in years(level):
        held = [code for place in areas(level, year) for code in municipalities(place.code, year)]
        assert len(held) == len(set(held))
        assert set(held) == set(division(level, year))


def test_an_abolished_municipality_follows_to_its_successor_but_not_before_it_was_abolished() -> None:
    assert current("KU838", 2014) == ("KU838",)
    assert current("KU838", 2015) == ("KU423",)
    assert current("KU588") == ("KU507",)
    member = membership(["838", "KU423"], Level.MUNICIPALITY, 2026)
    assert [member.targets[row] for row in member.rows] == ["KU423", "KU423"]


def test_every_abolished_municipality_ends_in_one_that_exists() -> None:
    assert all(current(code, LAST) for code in successors())


def test_a_divided_municipality_is_placed_where_all_its_parts_are_and_otherwise_told_as_partial() -> None:
    member = membership(["KU003", "KU782"], Level.REGION, 2026)
    assert len(successors()["KU003"]) == 4
    assert member.targets[member.rows[0]] == "MK06"
    assert member.partial == ("KU782",)
    assert membership(["KU003"], Level.MUNICIPALITY, 2026).partial == ("KU003",)


def test_a_municipality_that_later_took_over_one_from_elsewhere_is_told_as_mixed() -> None:
    assert membership(["KU297"], Level.SUBREGION, 2016).mixed == ("KU297",)  # Juankoski was in Koillis-Savo
    assert membership(["KU297", "KU174"], Level.SUBREGION, 2016).mixed == ()
    assert membership(["KU297"], Level.SUBREGION, 2017).mixed == ()


def test_what_is_no_municipality_is_told_as_unknown() -> None:
    member = membership(["MK01", "KU091", "nonsense", "999"])
    assert member.unknown == ("MK01", "nonsense", "999")
    assert member.rows.tolist() == [-1, 0, -1, -1]


def test_membership_tells_the_moves_of_its_own_municipalities() -> None:
    assert [move.municipality for move in membership(["KU142", "KU091"]).moved] == ["KU142"]


def test_a_parent_holds_all_of_an_area_or_there_is_none() -> None:
    assert parent("KU142", "MK", 2020) == "MK08"
    assert parent("KU142", "MK", 2021) == "MK07"
    assert parent("SK182", "MK") == "MK18"
    assert parent("HVA01", "MK") == "MK01"
    assert parent("MK18", "EVK") == "EVK09"
    assert parent("MK18", "SSS") == "SSS"
    assert parent("TA10", "MK") is None  # Kainuu and Koillismaa
    assert parent("KU838", "MK", 2026) is None


@pytest.mark.parametrize(
    ("language", "year", "told"),
    [
        (
            Language.FI,
            2026,
            "Maakuntajako 1.1.2026. Iitti on luettu Päijät-Hämeen maakuntaan koko aikasarjassa "
            "(Kymenlaakso vuoteen 2020 asti).",
        ),
        (
            Language.SV,
            2026,
            "Landskapsindelningen 1.1.2026. Itis har räknats till Päijänne-Tavastland i hela tidsserien "
            "(Kymmenedalen till och med 2020).",
        ),
        (
            Language.EN,
            2026,
            "Regional division of 1 January 2026. Iitti is counted in Päijät-Häme throughout the series "
            "(Kymenlaakso until the end of 2020).",
        ),
        (
            Language.FI,
            2018,
            "Maakuntajako 1.1.2018. Iitti on luettu Kymenlaakson maakuntaan koko aikasarjassa "
            "(Päijät-Häme vuodesta 2021).",
        ),
    ],
)
def test_a_statement_tells_what_moved(language: Language, year: int, told: str) -> None:
    assert statement(moves("MK07"), language, year) == told


def test_a_statement_of_sub_regions_names_their_division() -> None:
    told = statement(moves("SK151"), Language.FI, 2026, "SK")
    assert told.startswith("Seutukuntajako 1.1.2026. Isokyrö on luettu Seinäjoen seutukuntaan koko aikasarjassa")
    assert "Laihia on luettu Vaasan seutukuntaan" in told
