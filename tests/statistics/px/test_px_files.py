"""Real PX files of eight offices, and deliberately broken ones: cell counts, refusals, warnings, round trips."""

from __future__ import annotations

from pathlib import Path

import pytest
from px_samples import same_cells

from alke.base.errors import InputError
from alke.statistics.cube import Reason, Role
from alke.statistics.readers.px import read, read_file
from alke.statistics.writers.px import to_bytes

CELLS = {
    "finland/datInSFexample6_1.px": 54,
    "finland/datInSFexample6_3.px": 72,
    "finland/datInSFexampleA_5.px": 48,
    "finland/statfin_117c_fi_sv_en.px": 18,
    "finland/statfin_ehk_pxt_005_en.px.gz": 3_394_872,
    "foreign/bfs_px-x-0602000000_107.px": 60_800,
    "foreign/cso_CNA12-20130121.px": 6_888,
    "foreign/eurostat_life_expectancy_keys.px": 72,
    "foreign/greenland_BEXSTA_windows_1252.px": 7_200,
    "foreign/greenland_TUX01.px": 396,
    "foreign/ine_1001.px": 504,
    "foreign/ine_14001.px": 8_064,
    "foreign/pxR_example.px": 10_488,
    "foreign/pxmake_no_timeval_or_codes2.px": 8,
    "foreign/pxmake_semicolon_in_values.px": 4,
    "foreign/pxwebapi_TAB001.px": 5_940,
    "foreign/pxwebapi_TAB002.px": 19_800,
    "foreign/pxwebapi_TAB004.px": 4_312,
    "foreign/scb_TAB2017.px": 870,
    "foreign/ssb_06913_TIMEVAL_long.px": 24,
    "foreign/ssb_06913_TIMEVAL_short.px": 24,
    "foreign/scb_example/Hierarchies__BE0101A1hier.px": 9_984,
    "foreign/scb_example/Hierarchies__GeneveEUhierarch.px": 58,
    "foreign/scb_example/Maxvariabler__10variabler.PX": 17_920,
    "foreign/scb_example/Month__PR0101B3.px": 324,
    "foreign/scb_example/NPM__BE0101F1datasymbols.px": 24,
    "foreign/scb_example/NPM__BE0101F1nilSymbol.px": 48,
    "foreign/scb_example/NPM__BE0101F1nolang.px": 48,
    "foreign/scb_example/Population__BE0101A1.px": 33_936,
    "foreign/scb_example/Population__Fotnoter.px": 3_240,
    "foreign/scb_example/Quarter__HA0201E8.px": 117,
    "foreign/scb_example/datanotecell__Transmengde.px": 27_300,
    "foreign/scb_example/keys__BE0101F1symbnotkeys.px": 48,
    "foreign/scb_example/keys__BE101ACEkeys.px": 8_064,
    "foreign/scb_example/multilanguage__BE0101F1langensvfiolikacelln.px": 48,
    "foreign/scb_example/percent__BE0101A1proc.px": 96,
}
SCB = "foreign/scb_example/error__"
REFUSED = {
    "fatal__BE0101F1errorStub.px": ("line 15", "keyword STUB"),
    "fatal__BE0101F1errormissingValues.px": ('VALUES("age") is missing', "keyword STUB"),
    "fatal__BE0101F1missingData.px": ("DATA is missing", "keyword DATA"),
    "fatal__BE0101F1missingStubHeading.px": ("both STUB and HEADING are missing", "keyword STUB"),
}
WARNED = {
    "continue__BE0101F1errorCellnote.px": ("line 80", 'CELLNOTE("*","20","*","*")'),
    "continue__BE0101F1errorTimeval.px": ("line 23", 'TIMEVAL("period")'),
    "multilang__BE0101F1ensvdescerror.px": ("line 14", "DESCRIPTION[svx]"),
}


def folder(shared: Path) -> Path:
    return shared / "data" / "px"


def test_every_file_is_spoken_of_here(shared: Path) -> None:
    there = {str(p.relative_to(folder(shared))) for p in folder(shared).rglob("*") if p.is_file()}
    assert there == {*CELLS, *(SCB + name for name in (*REFUSED, *WARNED))}


@pytest.mark.parametrize("name", CELLS)
def test_a_well_formed_file_has_its_cells_and_comes_back_the_same(name: str, shared: Path) -> None:
    cube = read_file(folder(shared) / name)
    assert cube.size == CELLS[name]
    assert all("UTF-8" in warning for warning in cube.warnings)
    if cube.size > 1_000_000:  # the writing of the largest is not worth its seconds here
        return
    back = read(to_bytes(cube))
    assert same_cells(cube, back)
    for field in ("axes", "marks", "table", "titles", "sources", "notes", "updated"):
        assert getattr(back, field) == getattr(cube, field), field
    lost = [s for s in cube.extra["px"]["statements"] if s not in back.extra["px"]["statements"] and s[3] != '""']
    assert [s[0] for s in lost if not s[0].startswith("DATASYMBOL")] == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_fatally_broken_file_is_refused_by_what_is_broken(name: str, shared: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_file(folder(shared) / (SCB + name))
    for said in REFUSED[name]:
        assert said in str(caught.value)
    assert caught.value.fix


@pytest.mark.parametrize("name", WARNED)
def test_a_file_broken_in_a_detail_is_read_with_a_warning(name: str, shared: Path) -> None:
    cube = read_file(folder(shared) / (SCB + name))
    assert cube.size == 48
    assert len(cube.warnings) == 1
    for said in WARNED[name]:
        assert said in cube.warnings[0]


def test_all_ways_of_reading_the_largest_file_agree(shared: Path) -> None:
    data = (folder(shared) / "finland/statfin_ehk_pxt_005_en.px.gz").read_bytes()
    ways = [read(data, way=way) for way in ("blocks", "kernel")]
    for other in ways[1:]:
        assert ways[0].numbers.tobytes() == other.numbers.tobytes()
        assert (ways[0].statuses == other.statuses).all()
    # The file's first cells, as they stand in it.
    assert ways[0].statuses.ravel()[:3].tolist() == [1, 1, 0]
    assert ways[0].numbers.ravel()[2] == 325.3
    assert ways[0].marks[1].reason is Reason.NOT_APPLICABLE


def test_a_row_that_ends_in_a_semicolon_is_read_right(shared: Path) -> None:
    cube = read_file(folder(shared) / "foreign/ine_14001.px")
    assert cube.numbers[0, 0].ravel().tolist() == [162743, 131818, 1600, 29325, 162743, 133675, 930, 28138]


def test_statfin_in_three_languages(shared: Path) -> None:
    cube = read_file(folder(shared) / "finland/statfin_117c_fi_sv_en.px")
    content = cube.axis(Role.CONTENT)
    assert content.codes == ("maara", "kulj", "liik")
    assert content.units["maara"] == "Tuhatta tonnia"
    assert content.labels["sv"][0] == "Godsmängd, 1 000 ton"
    assert cube.axis(Role.TIME).names == {"fi": "Vuosi", "sv": "År", "en": "Year"}
    assert cube.updated == "2023-04-18T08:00"
    assert cube.table == "statfin_kttav_pxt_117c"


def test_eurostats_missing_row_has_no_numbers(shared: Path) -> None:
    cube = read_file(folder(shared) / "foreign/eurostat_life_expectancy_keys.px")
    mark = cube.cell(TIME="2010", GEO="IT", AGE="Y30", ISCED97="ED0-2")[1]
    assert mark.sign == "absent"
    assert cube.cell(TIME="2007", GEO="SE", AGE="Y80", ISCED97="ED5_6")[0] == 7.8
    assert (cube.statuses > 0).sum() == 9
