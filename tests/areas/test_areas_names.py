"""Finding an area by what a publisher calls it."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.areas import Level, find, resolve
from alke.areas.register import register
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("KOKO MAA", "SSS"),
        ("Koko maa", "SSS"),
        ("WHOLE COUNTRY", "SSS"),
        ("Hela landet", "SSS"),
        ("SSS", "SSS"),
        ("MK01 Uusimaa", "MK01"),
        ("MK18", "MK18"),
        ("01", "MK01"),
        ("South Karelia", "MK09"),
        ("Etelä-Savo", "MK10"),
        ("Södra Österbotten", "MK14"),
        ("Päijänne–Tavastland", "MK07"),
        ("Ahvenanmaa - Åland", "MK21"),
        ("Åland", "MK21"),
        ("Kainuun maakunta", "MK18"),
        ("Landskapet Åland", "MK21"),
        ("LÄNSI-TURUNMAA", "KU445"),
        ("Northern Savonia", "MK11"),
        ("FI1D8", "MK18"),
        ("FI1D4", "MK18"),
        ("FI19", "SA3"),
        ("FI1B1 Helsinki-Uusimaa", "MK01"),
        ("Maarianhamina - Mariehamn", "KU478"),
        ("091 Helsinki", "KU091"),
        ("091 Helsingfors", "KU091"),
        ("091", "KU091"),
        ("KU091", "KU091"),
        ("ku091", "KU091"),
        ("  Helsinki ", "KU091"),
        ("Pedersöre", "KU599"),
        ("Koski Tl", "KU284"),
        ("Pertunmaa", "KU588"),
        ("011 Helsinki", "SK011"),
        ("Kajaanin seutukunta", "SK182"),
        ("Kainuun hyvinvointialue", "HVA20"),
        ("Lapin elinvoimakeskus", "EVK10"),
        ("Nylands ELY-central", "ELY01"),
    ],
)
def test_a_publishers_name_is_found(name: str, code: str) -> None:
    assert resolve(name).code == code


@pytest.mark.parametrize("name", ["", "Helsnki", "18-24", "18 vuotta", "2018", "00100 Helsinki", "MK01 Kainuu", "1"])
def test_what_is_no_area_or_contradicts_itself_is_not_found(name: str) -> None:
    assert find(name) is None


@given(
    name=st.text() | st.from_regex(r"\A(MK|KU|SK|FI)?[0-9٠-٩]{1,4}[ -]?\w*\Z"), level=st.sampled_from([None, *Level])
)
def test_any_text_is_an_area_of_the_level_or_none(name: str, level: Level | None) -> None:
    found = find(name, level=level)
    assert found is None or level is None or found.level is level


def test_of_namesakes_the_region_comes_first_unless_a_level_is_asked_for() -> None:
    assert resolve("Norra Savolax").code == "MK11"
    assert resolve("Norra Savolax", level="SK").code == "SK111"
    assert resolve("Kajaani").code == "KU205"
    assert resolve("Kajaani", level=Level.SUBREGION).code == "SK182"
    assert resolve("18", level=Level.WELLBEING).code == "HVA18"


def test_a_name_in_the_language_asked_for_comes_before_a_namesake_in_another() -> None:
    assert resolve("Norra Savolax", Language.SV).code == "MK11"
    assert resolve("Helsinki-Uusimaa").code == "MK01"
    assert resolve("Helsinki-Uusimaa", level=Level.MAJOR).code == "SA1"
    assert resolve("Alavus", Language.SV).code == "KU010"  # its Swedish name until 2019, Alavo since


def test_an_unknown_name_is_an_error_that_names_the_nearest_and_the_place() -> None:
    with pytest.raises(UnknownCodeError, match=r"file\.csv, line 3: unknown area 'Helsnki'\. Did you mean Helsinki"):
        resolve("Helsnki", where="file.csv, line 3")


def test_every_area_is_found_by_its_code_and_by_its_own_names_on_its_level() -> None:
    twins = {("SK111", Language.SV)}  # the classification calls both Ylä-Savo and Pohjois-Savo "Norra Savolax"
    for code, place in register().items():
        assert resolve(code).code == code
        for language in Language:
            if (code, language) not in twins:
                assert resolve(place.names[language], language, place.level).code == code


def test_all_311_municipalities_of_2018_are_joined_by_name(shared: Path) -> None:
    stats = shared / "data/stats"
    with gzip.open(stats / "population/population_municipality_1972-2018.csv.gz", "rt", encoding="utf-8-sig") as file:
        rebuilt = {row["alue"] for row in csv.DictReader(file)}
    lines = (stats / "population/005_11re_2018.csv").read_text("latin-1").splitlines()[3:]
    published = {row[0] for row in csv.reader(lines) if row}
    for names in (rebuilt, published):
        joined = {resolve(name).code for name in names}
        assert len(names) == len(joined) == 312
        assert {code for code in joined if code != "SSS"} == {
            place.code for place in register().values() if place.level is Level.MUNICIPALITY and place.existed(2018)
        }


@pytest.mark.parametrize(
    ("path", "column", "encoding"),
    [
        ("key_figures/key_figures_municipalities.csv", "Region 2021", "latin-1"),
        ("key_figures/key_figures_regions.csv", "Region 2021", "latin-1"),
        ("key_figures/kuntien_avainluvut_2006-2016.csv", "Alue", "utf-8-sig"),
        ("labour/labour_force_survey_regions_2011-.csv", "Region 2011", "latin-1"),
        ("migration/statfin_intermunicipal_flows_1990-2018.csv.gz", "Tulokunta", "utf-8-sig"),
        ("projection/statfin_projection2019_municipality_age.csv.gz", "alue", "utf-8-sig"),
        ("labour/tem_unemployed_vacancies_monthly_2006-2019.csv.gz", "Knro", "utf-8-sig"),
        ("../reference/municipality_central_localities.csv", "teksti", "utf-8-sig"),
    ],
)
def test_every_area_of_a_published_table_is_joined(shared: Path, path: str, column: str, encoding: str) -> None:
    file = shared / "data/stats" / path
    with gzip.open(file, "rt", encoding=encoding) if path.endswith("gz") else file.open(encoding=encoding) as lines:
        names = {row[column] for row in csv.DictReader(lines)}
    assert len({resolve(name).code for name in names}) == len(names) > 18


@pytest.mark.parametrize(
    ("file", "properties"),
    [
        ("nls_kuntarajat_2021-23.geojson", ("NATCODE", "NAMEFIN", "NAMESWE")),
        ("nls_maakuntarajat.geojson", ("NATCODE", "NAMEFIN", "NAMESWE")),
    ],
)
def test_every_boundary_is_joined_by_code_and_by_either_name(
    shared: Path, file: str, properties: tuple[str, ...]
) -> None:
    features = json.loads((shared / "data/boundaries" / file).read_text("utf-8"))["features"]
    for feature in features:
        assert len({resolve(feature["properties"][name]).code for name in properties}) == 1
