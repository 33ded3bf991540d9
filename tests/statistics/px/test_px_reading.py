"""What the PX reader takes from a file: axes, languages, roles, texts, layouts."""

from __future__ import annotations

import gzip

import numpy as np
import pytest
from px_samples import KEYS, STATFIN, TINY, same_cells, with_line

from alke.statistics.cube import Mark, Reason, Role
from alke.statistics.readers.px import read, read_file
from alke.statistics.readers.px.time import periods


def test_a_small_table_is_read_cell_by_cell() -> None:
    cube = read(TINY.encode())
    assert cube.numbers.tolist()[0] == [100, 101]
    assert cube.cell(Alue="MK91", Vuosi="2023") == (-40.5, cube.marks[0])
    assert cube.cell(Alue="MK91", Vuosi="2024")[1] == Mark("..", Reason.NOT_AVAILABLE)
    assert cube.axis("Alue").labels["fi"] == ("Koko saari", "Pohjoispää")
    assert (cube.table, cube.titles["fi"]) == ("koe", "Asukkaat muuttujina Alue ja Vuosi")


def test_statfin_of_2026_has_roles_units_decimals_and_three_languages() -> None:
    cube = read(STATFIN.encode())
    assert [axis.code for axis in cube.axes] == ["alue_23_20260101", "timeperiod_y", "contentscode"]
    assert [axis.role for axis in cube.axes] == [Role.AREA, Role.TIME, Role.CONTENT]
    content = cube.axis(Role.CONTENT)
    assert content.units == {"vaesto": "lukumäärä", "muutos": "%"}
    assert content.decimals == {"vaesto": 0, "muutos": 1}
    assert cube.languages == ("fi", "sv", "en")
    assert cube.axis(Role.AREA).names == {"fi": "Alue", "sv": "Område", "en": "Area"}
    assert cube.axis(Role.AREA).label("MK91", "en") == "MK91 North End"
    assert cube.axis(Role.AREA).label("MK91", "fi") == 'MK91 Pohjoispää; "Pää"'
    assert cube.table == "statfin_koe_pxt_99xx"
    assert cube.updated == "2026-04-01T08:00"
    assert cube.notes["fi"] == ('Ensimmäinen rivi##toinen; kolmas = "viimeinen"', "Pakollinen huomautus")
    assert cube.sources == {"fi": "Tilastokeskus, koe", "sv": "Statistikcentralen, prov"}
    assert cube.warnings == ()


def test_unknown_keywords_are_kept() -> None:
    kept = {statement[0]: statement[3] for statement in read(STATFIN.encode()).extra["px"]["statements"]}
    assert kept["ATTRIBUTE-ID"] == '"a","b"'
    assert kept["OFFICIAL-STATISTICS"] == "YES"
    assert kept["CONTACT"].startswith('"Kukaan##')


def test_finnish_dots_have_statistics_finlands_meaning() -> None:
    cube = read(STATFIN.encode())
    assert [(mark.sign, mark.reason) for mark in cube.marks[1:]] == [
        (".", Reason.NOT_APPLICABLE), ("..", Reason.NOT_AVAILABLE), ("...", Reason.CONFIDENTIAL),
    ]  # fmt: skip


def test_a_gzipped_file_is_read_as_it_is() -> None:
    assert same_cells(read(gzip.compress(TINY.encode())), read(TINY.encode()))


def test_a_file_is_read_by_its_path(tmp_path) -> None:
    path = tmp_path / "koe.px"
    path.write_bytes(TINY.encode())
    assert read_file(path).size == 4


@pytest.mark.parametrize(("absent", "stub"), [("STUB", 0), ("HEADING", 2)])
def test_one_of_stub_and_heading_may_be_absent(absent: str, stub: int) -> None:
    other = {"STUB": "HEADING", "HEADING": "STUB"}[absent]
    text = TINY.replace('STUB="Alue";\nHEADING="Vuosi";', f'{other}="Alue","Vuosi";')
    cube = read(text.encode())
    assert same_cells(cube, read(TINY.encode()))
    assert cube.extra["px"]["stub"] == stub


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    assert same_cells(read(STATFIN.replace("\n", end).encode()), read(STATFIN.encode()))


def test_statements_may_stand_on_one_line_with_blanks_anywhere() -> None:
    text = TINY.replace(";\n", "; ").replace("=", " = ").replace('("', ' ( "').replace('","', '" , "')
    assert same_cells(read(text.encode()), read(TINY.encode()))


def test_a_string_may_go_on_after_a_line_break_or_a_blank() -> None:
    cube = read(with_line(TINY, 'NOTE="one "\n"two " "three";'))
    assert cube.notes["fi"] == ("one two three",)


def test_a_final_semicolon_may_be_missing() -> None:
    assert same_cells(read(TINY.rstrip(";\n").encode()), read(TINY.encode()))


def test_rows_may_end_in_semicolons_and_cells_in_commas_or_tabs() -> None:
    text = TINY.replace("100 101\n", "100,101;\n").replace('-40.5 ".."\n;', '-40.5\t"..";;\x1a')
    assert same_cells(read(text.encode()), read(TINY.encode()))


def test_dots_need_no_quotes() -> None:
    assert same_cells(read(TINY.replace('".."', "..").encode()), read(TINY.encode()))


@pytest.mark.parametrize(
    ("written", "number"),
    [("1E3", 1000.0), ("1.5e-3", 0.0015), ("+7", 7.0), (".5", 0.5), ("5.", 5.0), ("-0", -0.0), ('"12"', 12.0),
     ("12345678901234567890.125", 12345678901234567890.125), ("0.1000000000000000055", 0.1)],
)  # fmt: skip
def test_a_number_may_be_written_so(written: str, number: float) -> None:
    cube = read(TINY.replace("-40.5", written).encode())
    assert cube.numbers[1, 0].tobytes() == np.float64(number).tobytes()


def test_labels_are_codes_where_codes_are_absent_and_equal_ones_are_numbered() -> None:
    text = TINY.replace('CODES("Alue")="SSS","MK91";\n', "").replace('"Koko saari","Pohjoispää"', '"Sama","Sama"')
    assert read(text.encode()).axis("Alue").codes == ("Sama", "Sama (2)")


def test_timeval_gives_codes_where_labels_are_no_periods() -> None:
    text = TINY.replace('VALUES("Vuosi")="2023","2024"', 'VALUES("Vuosi")="kevät","kesä"')
    text = text.replace('TLIST(A1),"2023","2024"', 'TLIST(Q1),"20231","20232"')
    assert read(text.encode()).axis("Vuosi").codes == ("2023Q1", "2023Q2")


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ('TLIST(A1),"2003","2004"', ("2003", "2004")),
        ('TLIST(A1, "1999"-"2001")', ("1999", "2000", "2001")),
        ('TLIST(A1),"1999"-"2001"', ("1999", "2000", "2001")),
        ('TLIST(Q1),"20034","20041"', ("2003Q4", "2004Q1")),
        ('TLIST(M1,"200311"-"200402")', ("2003M11", "2003M12", "2004M01", "2004M02")),
        ('TLIST(K),"2015K1"', ("2015Q1",)),
        ('TLIST(W1),"201501"', ("2015W01",)),
    ],
)
def test_timeval_is_understood_in_all_its_forms(raw: str, found: tuple[str, ...]) -> None:
    assert periods(raw) == found


@pytest.mark.parametrize("raw", ['"2003"', "TLIST(X9)", 'TLIST(A1),"soon"', 'TLIST(Q1),"20035"', 'TLIST(A1,"9"-"1")'])
def test_a_malformed_timeval_says_what_is_wrong(raw: str) -> None:
    assert isinstance(periods(raw), str)


def test_a_hierarchy_gives_parents() -> None:
    cube = read(with_line(TINY, 'HIERARCHIES("Alue")="SSS","SSS":"MK91";'))
    assert cube.axis("Alue").parents == {"MK91": "SSS"}


def test_a_circular_hierarchy_is_left_out_with_a_warning() -> None:
    cube = read(with_line(TINY, 'HIERARCHIES("Alue")="SSS":"MK91","MK91":"SSS";'))
    assert cube.axis("Alue").parents == {}
    assert any("above itself" in warning for warning in cube.warnings)


def test_the_map_tells_the_area_and_names_the_code_list() -> None:
    text = TINY.replace("Alue", "Paikka").replace("SSS", "a").replace("MK91", "b")
    assert read(text.encode()).axes[0].role is Role.CLASS
    told = read(with_line(text, 'MAP("Paikka")="island_2024";')).axes[0]
    assert (told.role, told.codelist) == (Role.AREA, "island_2024")


def test_rows_with_keys_fill_the_product_of_the_dimensions() -> None:
    cube = read(KEYS.encode())
    assert cube.shape == (2, 2, 2)
    assert cube.numbers[0, 0].tolist() == [1, 2]
    assert cube.cell(region="S", sex="women", year="2023")[0] == 3
    assert cube.cell(region="N", sex="women", year="2023")[1].sign == "absent"
    assert (cube.statuses == [m.sign for m in cube.marks].index("absent")).sum() == 4


def test_keys_may_be_given_for_some_variables_only() -> None:
    text = KEYS.replace('KEYS("region")=CODES;\n', "").split("DATA=")[0] + 'DATA=\n"women",1 2 3 4\n"men",5 6 7 8;'
    cube = read(text.encode())
    assert cube.cell(region="S", sex="women", year="2023")[0] == 3
    assert cube.cell(region="N", sex="men", year="2024")[0] == 6


def test_a_note_on_a_cell_marks_its_number() -> None:
    cube = read(with_line(TINY, 'DATANOTECELL("*","2024")="p";'))
    assert cube.cell(Alue="SSS", Vuosi="2024") == (101, Mark("p", Reason.PRELIMINARY))
    assert cube.cell(Alue="SSS", Vuosi="2023")[1].sign == ""
    assert cube.cell(Alue="MK91", Vuosi="2024")[1].sign == ".."


def test_a_second_language_without_names_of_its_own_still_has_its_labels() -> None:
    text = TINY.replace('LANGUAGE="fi";', 'LANGUAGE="fi";LANGUAGES="fi","sv";')
    cube = read(with_line(text, 'VALUES[sv]("Alue")="Hela ön","Norra ändan";'))
    assert cube.axis("Alue").label("MK91", "sv") == "Norra ändan"


def test_datasymbols_tell_the_meaning_by_their_words() -> None:
    cube = read(with_line(TINY.replace('"fi"', '"en"'), 'DATASYMBOL2="Confidential, not available to anyone";'))
    assert cube.marks[1] == Mark("..", Reason.CONFIDENTIAL, "Confidential, not available to anyone")


def test_dots_of_an_office_that_does_not_tell_keep_their_meaning_open() -> None:
    assert read(TINY.replace('"fi"', '"is"').encode()).marks[1] == Mark("..", Reason.OTHER)


def test_any_quoted_mark_is_kept_with_its_sign() -> None:
    assert read(TINY.replace('".."', '"not asked"').encode()).marks[1].sign == "not asked"


def test_zero_is_a_number_and_a_dash_is_nil() -> None:
    cube = read(TINY.replace("100 101", '0 "-"').encode())
    assert cube.numbers[0, 0] == 0
    assert cube.cell(Alue="SSS", Vuosi="2024")[1] == Mark("-", Reason.NIL)
