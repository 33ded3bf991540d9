"""The register against the publisher's yearly classification."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from pathlib import Path

import pytest

import alke.areas
from alke.areas import COUNTRY, MAINLAND, REGIONS, Level, area, areas, find
from alke.areas.register import FIRST, LAST, division, register, successors, years
from alke.base.errors import InputError, UnknownCodeError
from alke.base.languages import Language

# Level, column of the key, digits of the code.
COLUMNS = [
    (Level.REGION, "maakunta", 2),
    (Level.SUBREGION, "seutukunta", 3),
    (Level.MAJOR, "suuralue", 1),
    (Level.WELLBEING, "hyvinvointialue", 2),
    (Level.EMPLOYMENT, "tyollisyysalue", 2),
    (Level.ELY, "ely", 2),
    (Level.EVK, "evk", 2),
]


@pytest.fixture(scope="module")
def key(shared: Path) -> list[dict[str, str]]:
    path = shared / "data/reference/municipality_key_2013-2026.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_municipality_of_every_year_is_where_the_publisher_has_it(key: list[dict[str, str]]) -> None:
    wrong, compared = [], 0
    for level, column, digits in COLUMNS:
        for year in range(FIRST, LAST + 1):
            told = {
                f"KU{row['kunta'].zfill(3)}": level.value + row[f"{column}_code"].zfill(digits)
                for row in key
                if row["year"] == str(year) and row[f"{column}_code"]
            }
            ours = division(level, year) if year in years(level) else {}
            wrong += [(level, year, code) for code in told.keys() | ours.keys() if told.get(code) != ours.get(code)]
            compared += len(told)
    assert not wrong
    assert compared > 20_000


def test_the_municipalities_of_every_year_are_the_publishers(key: list[dict[str, str]]) -> None:
    for year in range(FIRST, LAST + 1):
        told = {f"KU{row['kunta'].zfill(3)}" for row in key if row["year"] == str(year)}
        assert set(division(Level.MUNICIPALITY, year)) == told


def test_names_are_the_publishers_newest_in_three_languages(key: list[dict[str, str]]) -> None:
    wrong = []
    for level, column, digits in [(Level.MUNICIPALITY, "municipality", 3), *COLUMNS]:
        for row in key:  # in the order of years, so the newest name is compared last
            number = row["kunta"] if level is Level.MUNICIPALITY else row[f"{column}_code"]
            code = level.value + number.zfill(digits)
            newest = (area(code).until or LAST) if number else None
            if str(newest) != row["year"]:
                continue
            told = {lang: " ".join(row[f"{column}_name_{lang}"].split()) for lang in Language}
            wrong += [(code, lang) for lang in Language if area(code).official[lang] != told[lang]]
    assert not wrong


def test_every_name_of_every_year_is_found_on_its_level(key: list[dict[str, str]]) -> None:
    lost = set()
    for level, column, digits in [(Level.MUNICIPALITY, "municipality", 3), *COLUMNS]:
        for row in key:
            number = row["kunta"] if level is Level.MUNICIPALITY else row[f"{column}_code"]
            for language in Language if number else ():
                name = row[f"{column}_name_{language}"]
                found = find(name, language, level)
                if found is None or found.code != level.value + number.zfill(digits):
                    lost.add((level, number, name))
    assert not lost


def test_there_are_as_many_areas_each_year_as_the_publisher_counts(shared: Path) -> None:
    level_of = {
        "kunta": Level.MUNICIPALITY,
        "seutukunta": Level.SUBREGION,
        "maakunta": Level.REGION,
        "suuralue": Level.MAJOR,
        "ely": Level.ELY,
    }
    compared = 0
    with (shared / "data/reference/number_of_regions_by_year.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            year, level = int(row["year"]), level_of[row["region_level"]]
            if year >= FIRST:
                ours = len(areas(level, year)) if year in years(level) else 0
                assert ours == int(row["number_of_regions"]), row
                compared += 1
    assert compared == 45


def test_the_nuts_codes_of_a_region_are_the_publishers(key: list[dict[str, str]]) -> None:
    by_region: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in key:
        if row["nuts3_code"]:
            by_region[f"MK{row['maakunta_code'].zfill(2)}", row["year"]][row["nuts3_code"]] += 1
    for (code, year), codes in by_region.items():
        nuts = codes.most_common(1)[0][0]  # a moved municipality keeps its old NUTS region until the next NUTS version
        assert (found := find(nuts)) is not None
        assert found.code == code
        if year == str(LAST):
            facts = area(code).region
            assert facts is not None
            assert facts.nuts3 == nuts


def test_the_tile_grid_has_a_place_for_each_region(shared: Path) -> None:
    with (shared / "data/reference/region_tile_grid.csv").open(encoding="utf-8-sig") as file:
        told = {f"MK{row['code'].zfill(2)}": (int(row["row"]), int(row["col"])) for row in csv.DictReader(file)}
    assert {code: facts.tile for code in REGIONS if (facts := area(code).region)} == told
    assert len(set(told.values())) == 19


def test_municipalities_merged_before_2013_go_where_the_publisher_says(shared: Path) -> None:
    told = defaultdict(set)
    with (shared / "data/reference/abolished_municipalities.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["joiner"] != row["joinee"] and row["joiner"] != "KU321":  # Jääski, ceded in 1944
                told[row["joiner"]].add(row["joinee"])
    assert {code: set(successors()[code]) for code in told} == told
    assert set(successors()) - set(told) == {"KU588"}  # Pertunmaa, 2025, is later than the list


def test_there_are_nineteen_regions_and_aland_is_not_on_the_mainland() -> None:
    assert len(REGIONS) == 19
    assert set(REGIONS) - set(MAINLAND) == {"MK21"}
    assert area(COUNTRY).level is Level.COUNTRY


def test_an_unknown_code_names_the_nearest() -> None:
    with pytest.raises(UnknownCodeError, match="Did you mean MK21"):
        area("MK20")


@pytest.mark.parametrize(("level", "year"), [("MK", 2012), ("MK", 2027), ("TA", 2024), ("ELY", 2026)])
def test_a_year_without_a_division_is_refused_with_the_years_there_are(level: str, year: int) -> None:
    with pytest.raises(InputError, match="Choose a year from"):
        areas(level, year)


def test_the_data_tell_their_publisher_and_licence() -> None:
    folder = Path(alke.areas.__file__).with_name("data")
    for name in ("regions.csv", "municipalities.csv", "others.csv", "earlier.csv"):
        first = (folder / name).read_text("utf-8").splitlines()[0]
        assert "Statistics Finland" in first
        assert "CC BY 4.0" in first


def test_a_code_is_its_level_and_a_number() -> None:
    assert all(code.startswith(place.level.value) for code, place in register().items())
