"""Encodings of PX files: declared, undeclared, declared wrongly, broken."""

from __future__ import annotations

import pytest
from px_samples import TINY

from alke.statistics.readers.px import read

NORTH = "Pohjoispää"


def label(data: bytes) -> str:
    return read(data).axis("Alue").labels["fi"][1]


@pytest.mark.parametrize(
    ("page", "encoding"),
    [("windows-1252", "cp1252"), ("Windows-1252", "cp1252"), ("iso-8859-1", "latin-1"), ("iso-8859-15", "iso-8859-15"),
     ("utf-8", "utf-8"), ("1252", "cp1252"), ("windows-1257", "cp1257")],
)  # fmt: skip
def test_the_code_page_tells_the_encoding(page: str, encoding: str) -> None:
    text = TINY.replace('CHARSET="ANSI";', f'CHARSET="ANSI";CODEPAGE="{page}";')
    assert label(text.encode(encoding)) == NORTH


def test_ansi_without_a_code_page_is_windows_1252() -> None:
    assert label(TINY.replace("Pohjoispää", "“Pohjoispää” €").encode("cp1252")) == "“Pohjoispää” €"


def test_utf8_that_says_it_is_ansi_is_read_as_utf8_with_a_warning() -> None:
    cube = read(TINY.encode("utf-8"))
    assert cube.axis("Alue").labels["fi"][1] == NORTH
    assert "line 1, keyword CHARSET: the bytes are UTF-8" in cube.warnings[0]


def test_iso_8859_15_has_the_euro() -> None:
    text = TINY.replace('CHARSET="ANSI";', 'CHARSET="ANSI";CODEPAGE="iso-8859-15";').replace("henkilöä", "€")
    cube = read(text.encode("iso-8859-15"))
    assert ["UNITS", "", [], '"€"'] in cube.extra["px"]["statements"]


def test_a_file_without_charset_may_be_of_dos() -> None:
    assert label(TINY.replace('CHARSET="ANSI";\n', "").encode("cp850")) == NORTH


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert label(mark + TINY.encode(encoding)) == NORTH


def test_bytes_of_no_encoding_are_shown_as_unknown_with_a_warning() -> None:
    cube = read(TINY.encode("cp1252").replace("ää".encode("cp1252"), b"\x81\x8d"))
    assert cube.axis("Alue").labels["fi"][1] == "Pohjoisp\ufffd\ufffd"
    assert any("line 13" in warning and "0x81" in warning for warning in cube.warnings)


@pytest.mark.parametrize("page", ["klingon", "hex", "rot13", "utf-16", "idna", "", "\x00"])
def test_an_unusable_code_page_is_guessed_around(page: str) -> None:
    assert label(TINY.replace('CHARSET="ANSI";', f'CHARSET="ANSI";CODEPAGE="{page}";').encode("cp1252")) == NORTH
