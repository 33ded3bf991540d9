"""StatFin's CSV exports: shape, codes, marks, and what is refused. Places and figures are invented."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.base.errors import InputError
from alke.statistics.cube import Cube, Reason, Role
from alke.statistics.readers import statfin_csv

WIDE = """"11zz -- Väestö iän ja sukupuolen mukaan alueittain, 2018"

"Alue";"Ikä";"Miehet 2018 Väestö 31.12.";"Naiset 2018 Väestö 31.12."
"KOKO MAA";"0";10;12
"KOKO MAA";"1";11;13
"091 Kaukala";"0";1;".."
"091 Kaukala";"1";"-";4
"""


def read(text: str, encoding: str = "cp1252") -> Cube:
    return statfin_csv.read(text.encode(encoding), path="file.csv")


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.where.startswith("file.csv")
    assert caught.value.fix
    return str(caught.value)


def test_a_wide_export_has_its_axes():
    cube = read(WIDE)
    assert [(axis.code, axis.role) for axis in cube.axes] == [
        ("Alue", Role.AREA),
        ("Ikä", Role.CLASS),
        ("Sukupuoli", Role.CLASS),
        ("Vuosi", Role.TIME),
        ("Tiedot", Role.CONTENT),
    ]
    assert cube.cell(Alue="091", Ikä="1", Sukupuoli="Naiset", Vuosi="2018", Tiedot="Väestö 31.12.")[0] == 4


def test_title_and_table_come_from_the_first_line():
    cube = read(WIDE)
    assert cube.table == "11zz"
    assert cube.titles == {"fi": "11zz -- Väestö iän ja sukupuolen mukaan alueittain, 2018"}


def test_an_areas_code_before_its_name_is_its_code():
    area = read(WIDE).axis(Role.AREA)
    assert area.codes == ("KOKO MAA", "091")
    assert area.label("091", "fi") == "Kaukala"


def test_areas_without_codes_keep_their_names_as_codes():
    assert read(WIDE.replace("091 Kaukala", "Kaukala")).axis(Role.AREA).codes == ("KOKO MAA", "Kaukala")


def test_dots_are_marks_and_no_numbers():
    cube = read(WIDE)
    number, mark = cube.cell(Alue="091", Ikä="0", Sukupuoli="Naiset", Vuosi="2018", Tiedot="Väestö 31.12.")
    assert math.isnan(number)
    assert (mark.sign, mark.reason) == ("..", Reason.NOT_AVAILABLE)
    assert Reason.NIL in [mark.reason for mark in cube.marks]


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        (".", Reason.NOT_APPLICABLE),
        ("..", Reason.NOT_AVAILABLE),
        ("...", Reason.CONFIDENTIAL),
        ("-", Reason.NIL),
        ("....", Reason.OTHER),
    ],
)
def test_every_sign_has_statfins_meaning(sign, reason):
    assert reason in [mark.reason for mark in read(WIDE.replace('".."', f'"{sign}"')).marks[1:]]


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1", "utf-8-sig", "utf-8", "utf-16"])
def test_every_encoding_is_found_out(encoding):
    assert read(WIDE, encoding).axis("Ikä").code == "Ikä"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_separator_is_found_out(separator):
    assert read(WIDE.replace(";", separator)).shape == (2, 2, 2, 1, 1)


def test_line_ends_of_windows_and_no_last_line_end():
    assert read(WIDE.replace("\n", "\r\n").rstrip()).size == 8


def test_decimal_commas_between_semicolons_are_read():
    assert 10.5 in read(WIDE.replace(";10;", ";10,5;")).numbers


def test_a_long_table_has_one_content():
    cube = read('"Year","Region","Unemployed"\n"2018","MK01 Nearland",5\n"2019","MK01 Nearland",6\n')
    assert [axis.role for axis in cube.axes] == [Role.TIME, Role.AREA, Role.CONTENT]
    assert cube.axis(Role.AREA).codes == ("MK01",)
    assert cube.languages == ("en",)


def test_without_quotes_whole_numbers_that_rows_need_are_keys():
    cube = read("alue,vuosi,ika,vaesto\n" + "".join(f"{a},2019,{n},{n * 3}\n" for a in "AB" for n in range(5)))
    assert [axis.code for axis in cube.axes] == ["alue", "vuosi", "ika", "Tiedot"]


def test_quoted_whole_numbers_are_codes():
    cube = read('"Postinumero","Luku"\n"00100",5\n"00120",6\n')
    assert cube.axes[0].codes == ("00100", "00120")


def test_a_key_that_no_row_has_is_not_available():
    cube = read('"Alue","Vuosi","Luku"\n"A","2018",1\n"B","2019",2\n')
    number, mark = cube.cell(Alue="A", Vuosi="2019", Tiedot="Luku")
    assert math.isnan(number)
    assert (mark.sign, mark.reason) == ("", Reason.NOT_AVAILABLE)


def test_lines_below_the_table_are_notes():
    assert read(WIDE + '\n"Lähde: Tilastokeskus"\n').notes == {"fi": ("Lähde: Tilastokeskus",)}


def test_a_name_with_a_separator_and_a_line_break_in_quotes_is_one_cell():
    cube = read(WIDE.replace("091 Kaukala", "Kaukala; eli\nKauko"))
    assert "Kaukala; eli\nKauko" in cube.axis(Role.AREA).codes


def test_two_rows_of_one_key_are_refused_with_both_lines():
    assert "lines 4 and 8 have the same key (Alue, Ikä)" in refusal(WIDE + '"KOKO MAA";"0";1;2\n')


def test_a_row_of_another_width_is_refused_with_its_line():
    assert "line 8: 3 cells where the heading has 4" in refusal(WIDE + '"X";"0";1\n')


def test_a_text_among_numbers_is_refused_with_its_line_and_column():
    rows = "".join(f'"A{n}","2018",{n}\n' for n in range(20))
    assert "line 22, keyword column 'Luku': 'x' stands" in refusal(f'"Alue","Vuosi","Luku"\n{rows}"B","2018",x\n')


def test_broken_quotes_are_refused_with_their_line():
    assert "line 7" in refusal(WIDE.replace('"091 Kaukala";"1"', '"091 "Kaukala";"1"'))


def test_a_table_of_words_points_to_the_mapping():
    assert "mapping" in refusal("name,text\na,b\nc,d\n")


@pytest.mark.parametrize("text", ["", "\n\n", "only a title\n", "a,b\n", "\x00\x01,\x02\n1,2\n"])
def test_what_is_no_table_is_refused(text):
    refusal(text)


def test_columns_that_do_not_cross_are_refused_before_they_are_made():
    rows = "".join(f'"{n}","n{n}","m{n}",{n}\n' for n in range(300))
    assert "300 (Knro) × 300 (Kunta) × 300 (Muu) cells for 300 rows" in refusal('"Knro","Kunta","Muu","Luku"\n' + rows)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=3)), max_size=5))
def test_any_bytes_put_in_are_read_or_refused(changes):
    data = bytearray(WIDE.encode("cp1252"))
    for at, put in changes:
        at %= len(data)
        data[at : at + 1] = put
    try:
        statfin_csv.read(bytes(data), path="file.csv")
    except InputError as error:
        assert error.where.startswith("file.csv")
