"""Any file that Alke reads is known by its content."""

from __future__ import annotations

import gzip
import json

import pytest

from alke.base.errors import InputError
from alke.statistics.readers import form_of, read, unpacked
from tests.statistics.jsonstat.test_jsonstat_reading import dataset

PX = b'CHARSET="ANSI";\nMATRIX="x";\nTITLE="t";\nSTUB="A";\nHEADING="B";\nVALUES("A")="a";\nVALUES("B")="b";\nDATA=1;\n'


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (PX, "", "px"),
        (b'AXIS-VERSION="2013";', "x.txt", "px"),
        (b'LANGUAGE="fi";\nTITLE="a,b";', "", "px"),
        (b"\xef\xbb\xbf" + PX, "", "px"),
        (b"\r\n  {", "x.px", "json-stat"),
        (b"\xef\xbb\xbf{}", "", "json-stat"),
        (b'"Alue";"Vuosi"\n', "", "csv"),
        ('"11re -- Väestö"\n'.encode("cp1252"), "x.csv", "csv"),
        ("a,b\n".encode("utf-16"), "", "csv"),
        (b"a\tb\n", "x.csv.gz", "csv"),
    ],
)
def test_the_content_tells_the_format(data, name, form):
    assert form_of(data, path=name) == form


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0 old xls", b"%PDF-1.7, a", b"<html>, </html>", b"plain words", b"\x00\x01\x02,"]
)
def test_what_is_not_known_lists_what_can_be_read(data):
    with pytest.raises(InputError, match="Alke reads PX, JSON-stat"):
        form_of(data, path="file")


def test_an_empty_file_says_so():
    with pytest.raises(InputError, match="empty"):
        form_of(b" \n", path="file")


def test_a_workbook_asks_for_a_mapping():
    with pytest.raises(InputError, match="--mapping"):
        form_of(b"PK\x03\x04", path="file.xlsx")


def test_a_gzip_of_any_format_is_read(tmp_path):
    for name, data in {
        "a.px.gz": PX,
        "b.json.gz": json.dumps(dataset()).encode(),
        "c": b'"Alue","Luku"\n"A",1\n',
    }.items():
        (tmp_path / name).write_bytes(gzip.compress(data))
        assert read(tmp_path / name)[0].size > 0


def test_a_gzip_of_several_members_is_read_whole():
    assert unpacked(gzip.compress(b"a") + gzip.compress(b"b")) == b"ab"


def test_a_gzip_that_is_cut_is_refused():
    with pytest.raises(InputError, match="cut short"):
        unpacked(gzip.compress(b"abc" * 1000)[:-9])


def test_a_gzip_that_unpacks_without_measure_is_refused():
    with pytest.raises(InputError, match="unpacks to more than"):
        unpacked(gzip.compress(b"\x00" * 3_000_000), most=1 << 20)


def test_a_file_that_is_not_there_is_refused_with_its_name(tmp_path):
    with pytest.raises(InputError, match="nothing.px: cannot be read"):
        read(tmp_path / "nothing.px")


def test_the_error_of_a_reader_names_the_file(tmp_path):
    (tmp_path / "broken.json").write_bytes(b'{"value":')
    with pytest.raises(InputError, match="broken.json, byte 9"):
        read(tmp_path / "broken.json")
