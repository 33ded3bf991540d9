"""What the reader gives, and what it says of a broken file."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alke.areas import COUNTRY, REGIONS, area
from alke.base.errors import AlkeError, InputError, UnknownCodeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.base.units import units
from alke.statistics.cube import Reason, Role
from alke.statistics.sample import FOLDER, cube, meta, read, tables

NOT_IN_THE_UNITS = {"thousand_persons", "m2", "km2"}  # units of an input only, never of an indicator


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a table with one text replaced in its numbers or its description."""

    def make(old: str, new: str, *, name: str = "population", ending: str = "csv") -> Path:
        for each in ("csv", "yaml"):
            shutil.copy(FOLDER / f"{name}.{each}", tmp_path)
        path = tmp_path / f"{name}.{ending}"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return tmp_path / f"{name}.csv"

    return make


@pytest.mark.parametrize("name", tables())
def test_every_table_says_who_published_it_where_when_and_under_which_licence(name: str) -> None:
    told = meta(name)
    assert told.licence == "CC BY 4.0"
    assert told.publisher[Language.FI]
    assert date.fromisoformat(told.collected) <= date(2026, 11, 24)
    assert all(source.statistic[Language.SV] and source.edition for source in told.sources)
    assert cube(name).table == name
    assert cube(name).sources["fi"].startswith(told.publisher[Language.FI])
    assert told.derivation[Language.SV] in cube(name).notes["sv"]
    assert told.division_name[Language.EN] in cube(name).notes["en"]


@pytest.mark.parametrize("name", tables())
def test_every_axis_and_category_is_named_in_three_languages(name: str) -> None:
    for axis in cube(name).axes:
        assert set(axis.names) == {*Language}
        if axis.role is not Role.TIME:
            assert set(axis.labels) == {*Language}
            assert all(label for labels in axis.labels.values() for label in labels)


@pytest.mark.parametrize("name", tables())
def test_areas_are_the_whole_country_and_the_regions(name: str) -> None:
    codes = cube(name).axis(Role.AREA).codes
    assert codes in ((COUNTRY, *REGIONS), REGIONS, (COUNTRY,))
    assert cube(name).axis(Role.AREA).label(codes[-1], "sv") == area(codes[-1]).names[Language.SV]


@pytest.mark.parametrize("name", tables())
def test_units_are_known(name: str) -> None:
    content = cube(name).axis(Role.CONTENT)
    assert set(content.units) == set(content.codes)
    assert set(content.units.values()) <= set(units()) | NOT_IN_THE_UNITS


@pytest.mark.parametrize("name", tables())
def test_periods_are_periods_in_order(name: str) -> None:
    times = [axis for axis in cube(name).axes if axis.role is Role.TIME]
    periods = [Period.parse(code) for code in times[0].codes] if times else []
    assert periods == sorted(set(periods))


def test_a_year_without_figures_is_absent_and_a_missing_figure_is_said_to_be_not_available() -> None:
    population = cube("population")
    assert "2020" not in population.axis("vuosi").codes
    _, mark = population.cell(alue="MK18", vuosi="2024", tiedot="population_15_64")
    assert mark.reason is Reason.NOT_AVAILABLE


def test_a_sum_is_withheld_only_where_withheld_municipalities_could_change_it_by_more_than_five_per_cent() -> None:
    table = cube("employment_service")
    gone = [
        (region, month)
        for region in table.axis("alue").codes
        for month in table.axis("kuukausi").codes
        if table.cell(alue=region, kuukausi=month, tiedot="unemployed")[1].reason is Reason.NOT_AVAILABLE
    ]
    assert {region for region, _ in gone} == {"MK21"}


def test_a_projection_says_that_it_is_one() -> None:
    assert (meta("projection_2019").kind, meta("projection_2019").variant) == ("projection", "2019")
    assert (meta("population").kind, meta("population").variant) == ("observed", "")


def test_a_table_without_time_holds_for_every_period() -> None:
    assert [axis.role for axis in cube("area_km2").axes] == [Role.AREA, Role.CONTENT]


def test_an_unknown_table_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownCodeError, match="Did you mean population"):
        cube("popluation")


def test_the_list_of_tables_says_what_the_descriptions_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[3] / "tools")
    tool = importlib.import_module("build_sample")
    assert (FOLDER / "TABLES.md").read_text("utf-8") == tool.tables_page()


def test_the_document_names_every_table() -> None:
    page = (Path(__file__).parents[3] / "docs" / "embedded-figures.md").read_text("utf-8")
    assert [name for name in tables() if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\nMK01,population,", "\nMK03,population,", r"population\.csv, line 4: unknown alue 'MK03'"),
        ("\nMK01,population,", "\nMK02,population,", r"line 6: MK02,population stands on line 4 too"),
        (",4653401,", ",4653x01,", r"population\.csv, line 2: '4653x01' is no number"),
        (",4653401,", ",", r"population\.csv, line 2: 51 fields"),
        ("alue,tiedot,", "alue,content,", r"population\.csv, line 1: the header is 'alue,content'"),
        (",1973,", ",1972,", r"population\.csv, line 1: the periods do not ascend"),
        (",1973,", ",l973,", r"population\.csv, line 1: 'l973' is not a period"),
    ],
)
def test_broken_numbers_are_refused_with_file_and_line(
    broken: Callable[..., Path], old: str, new: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read(broken(old, new))


def test_a_truncated_file_is_refused_with_the_row_it_lacks(broken: Callable[..., Path]) -> None:
    path = broken("alue", "alue")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), "utf-8")
    with pytest.raises(InputError, match=r"population\.csv, line 40: no row for MK21,population_15_64"):
        read(path)


def test_an_empty_file_is_refused(broken: Callable[..., Path]) -> None:
    path = broken("alue", "alue")
    path.write_text("")
    with pytest.raises(InputError, match="line 1: the header is ''"):
        read(path)


def test_bytes_that_are_no_utf8_are_refused(broken: Callable[..., Path]) -> None:
    path = broken("alue", "alue")
    path.write_bytes(b"alue,\xe4")
    with pytest.raises(InputError, match="byte 5: not UTF-8"):
        read(path)


def test_columns_that_are_no_categories_are_refused(broken: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match=r"area_km2\.csv, line 1: unknown column 'landd'"):
        read(broken(",land,", ",landd,", name="area_km2"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("publisher: statfin", "publisher: statfi", r"population\.yaml: unknown publisher 'statfi'. Did you mean"),
        ("publisher: statfin\n", "", r"population\.yaml: the field publisher is missing"),
        ("sv: Folkmängd 31.12, ", "", r"population\.yaml, field title: the text lacks sv"),
        ("kind: observed", "kind: guessed", r"population\.yaml: kind is 'guessed'"),
        ("table: 11re,", "tabel: 11re,", r"population\.yaml, field sources: a source cannot be read"),
        ("statistic: vaerak", "statistic: vaerek", r"field sources: unknown statistic 'vaerek'. Did you mean vaerak"),
        ("  tiedot:", "  sisalto:", r"population\.yaml, field axes: the axes lack tiedot"),
        ("title: {fi", "title: {fi: [", r"population\.yaml, line \d+: not readable as YAML"),
        ("    population:", "    population: x #", r"population\.yaml, content population"),
    ],
)
def test_a_broken_description_is_refused_with_file_and_field(
    broken: Callable[..., Path], old: str, new: str, said: str
) -> None:
    with pytest.raises(AlkeError, match=said):
        read(broken(old, new, ending="yaml"))


@pytest.mark.parametrize("ending", ["csv", "yaml"])
@given(st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_is_refused_or_read_never_a_crash(
    broken: Callable[..., Path], ending: str, data: st.DataObject
) -> None:
    path = broken("", "", name="labour_force_survey", ending=ending).with_suffix(f".{ending}")
    text = path.read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 40))
    path.write_text(text[:start] + data.draw(st.text(max_size=8)) + text[start + length :], "utf-8")
    try:
        read(path.with_suffix(".csv"))
    except AlkeError as error:
        assert "labour_force_survey." in str(error) or "common.yaml" in str(error)
