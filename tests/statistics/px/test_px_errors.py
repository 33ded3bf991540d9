"""PX files that are refused, and what the refusal says; and those read with a warning."""

from __future__ import annotations

import contextlib

import pytest
from px_samples import KEYS, TINY, with_line

from alke.base.errors import InputError
from alke.statistics.readers.px import read, read_file


def refusal(data: bytes | str) -> str:
    with pytest.raises(InputError) as caught:
        read(data.encode() if isinstance(data, str) else data, path="koe.px")
    assert caught.value.fix, "a refusal says how to mend it"
    assert str(caught.value).startswith("koe.px")
    return str(caught.value)


def warning(data: bytes) -> str:
    return " ".join(w for w in read(data, path="koe.px").warnings if "UTF-8" not in w)


def test_missing_stub_and_heading_are_refused() -> None:
    said = refusal(TINY.replace('STUB="Alue";\nHEADING="Vuosi";\n', ""))
    assert "both STUB and HEADING are missing" in said


def test_missing_values_name_the_variable_and_the_line_that_asks_for_it() -> None:
    said = refusal(TINY.replace('VALUES("Alue")="Koko saari","Pohjoispää";\n', ""))
    assert "line 11" in said
    assert 'VALUES("Alue") is missing' in said


def test_a_misspelt_variable_names_the_nearest() -> None:
    said = refusal(TINY.replace('STUB="Alue"', 'STUB="Aleu"'))
    assert "'Alue'" in said


def test_missing_data_is_refused() -> None:
    assert "DATA is missing" in refusal(TINY.split("DATA=")[0])


def test_a_lost_quote_in_stub_names_the_line() -> None:
    said = refusal(TINY.replace('STUB="Alue"', 'STUB="Al"ue"'))
    assert "line 11, keyword STUB" in said


def test_a_lost_quote_in_a_text_is_stepped_over_with_a_warning() -> None:
    said = warning(TINY.replace('SUBJECT-AREA="Koe"', 'SUBJECT-AREA="Koe').encode())
    assert "line 7, keyword SUBJECT-AREA" in said


def test_too_few_cells_say_how_many() -> None:
    said = refusal(TINY.replace("100 101", "100"))
    assert "make 4 cells, but DATA has 3" in said
    assert "line 17" in said


def test_too_many_cells_say_how_many() -> None:
    assert "make 4 cells, but DATA has 5" in refusal(TINY.replace("100 101", "100 101 102"))


def test_a_token_that_is_no_cell_names_its_line() -> None:
    said = refusal(TINY.replace("-40.5", "forty"))
    assert "line 19" in said
    assert "found 'forty" in said


@pytest.mark.parametrize("token", ["1,5", "1 234", "1e999", "0x10", "1_000", "nan", "inf", "--1", "1-2", "1.2.3", "x"])
def test_a_strange_number_is_never_guessed(token: str) -> None:
    refusal(TINY.replace("-40.5", token))


def test_codes_of_another_length_are_refused() -> None:
    assert "1 codes for 2 values (line 13)" in refusal(TINY.replace('"SSS","MK91"', '"SSS"'))


def test_a_variable_named_twice_is_refused() -> None:
    assert "names a variable twice" in refusal(TINY.replace('HEADING="Vuosi"', 'HEADING="Alue"'))


def test_an_empty_file_and_a_page_of_html_are_no_px() -> None:
    assert "empty" in refusal(b"")
    assert "not a PX file" in refusal("<html><body>Service unavailable</body></html>")


def test_a_cut_gzip_is_refused() -> None:
    refusal_bytes = b"\x1f\x8b\x08\x00" + b"\x00" * 20
    with pytest.raises(InputError):
        read(refusal_bytes, path="koe.px")


def test_a_missing_file_says_so(tmp_path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_file(tmp_path / "none.px")


def test_unknown_keys_in_a_row_name_the_line() -> None:
    said = refusal(KEYS.replace('"S","women"', '"W","women"'))
    assert "line 16" in said
    assert "'W' is not a value" in said


def test_a_short_row_with_keys_is_refused() -> None:
    assert "is not a value" in refusal(KEYS.replace('"men",1 2', '"men",1'))
    assert "the row has 1 cells, expected 2" in refusal(KEYS.replace('3 ".."', "3"))


def test_keys_that_are_neither_codes_nor_values_are_refused() -> None:
    assert "expected CODES or VALUES" in refusal(KEYS.replace("=CODES", "=NAMES"))


@pytest.mark.timeout(60)
def test_absurd_dimensions_are_refused_before_memory_is_taken() -> None:
    many = ",".join(f'"{n}"' for n in range(3000))
    text = TINY.replace('"Koko saari","Pohjoispää"', many).replace('CODES("Alue")="SSS","MK91";\n', "")
    for place in range(4):
        text = text.replace("STUB=", f'VALUES("v{place}")={many};\nSTUB="v{place}",', 1)
    assert "cells, but DATA has 4" in refusal(text)
    keyed = text.replace("DATA=", 'KEYS("Alue")=VALUES;\nDATA=')
    assert "but the file has only" in refusal(keyed)


def test_more_variables_than_an_array_can_have_are_refused() -> None:
    names = ",".join(f'"v{n}"' for n in range(100))
    assert "names 101 variables" in refusal(TINY.replace('STUB="Alue"', f"STUB={names}"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('CELLNOTE("*")="x";', "names 1 values for 2 variables"),
        ('CELLNOTE("*","1900")="x";', "'1900' is not a value"),
        ('VALUENOTE("Alue","Itä")="x";', "is no value"),
        ('NOTE("Ikä")="x";', "is no variable"),
        ('TIMEVAL("Ikä")=TLIST(A1),"2000";', "neither STUB nor HEADING"),
        ('DESCRIPTION[svx]="x";', "svx"),
        ("SHOWDECIMALS=lots;", "'lots' is not a number of decimals"),
    ],
)
def test_what_can_be_overlooked_is_read_with_a_warning_naming_line_and_keyword(line: str, said: str) -> None:
    data = with_line(TINY.replace('LANGUAGE="fi";', 'LANGUAGE="fi";LANGUAGES="fi","sv";CONTVARIABLE="Alue";'), line)
    heard = warning(data)
    assert said in heard
    assert "line 17" in heard
    assert line.split("=")[0].split("(")[0] in heard


def test_a_wrong_timeval_is_read_with_a_warning() -> None:
    said = warning(TINY.replace('TLIST(A1),"2023","2024"', 'TLIST(A1),"2023"').encode())
    assert 'line 15, keyword TIMEVAL("Vuosi"): lists 1 periods for 2 values' in said


def test_a_language_with_another_number_of_labels_keeps_the_others() -> None:
    text = TINY.replace('LANGUAGE="fi";', 'LANGUAGE="fi";LANGUAGES="fi","sv";')
    cube = read(with_line(text, 'VALUES[sv]("Alue")="Hela ön";'))
    assert cube.axis("Alue").labels.keys() == {"fi"}
    assert any("1 labels for 2 values" in warning for warning in cube.warnings)


@pytest.mark.timeout(60)
def test_thousands_of_warnings_are_told_in_short() -> None:
    lines = "\n".join(f'CELLNOTE("{n}")="x";' for n in range(20_000))
    cube = read(with_line(TINY, lines))
    assert len(cube.warnings) < 100


@pytest.mark.timeout(60)  # a hang is a failure
@pytest.mark.parametrize("piece", ['"', '";', "(" * 5, "=;", "A", " ", "\n", 'A="b"', '"a" ', "[[", "A(", ';"'])
def test_repeated_pieces_never_make_it_hang(piece: str) -> None:
    for text in (piece * 100_000, TINY.replace("DATA=", piece * 50_000 + "DATA="), TINY + piece * 100_000):
        with contextlib.suppress(InputError):
            read(text.encode())
