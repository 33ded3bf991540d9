"""``alke convert``: any reader to any writer."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner

from alke.base.errors import AlkeError
from alke.cli.convert import command
from alke.statistics.readers import read
from tests.statistics.jsonstat.cubes import assert_same
from tests.statistics.jsonstat.test_jsonstat_reading import dataset


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.json"
    path.write_text(json.dumps(dataset(status={"3": ".."})), "utf-8")
    return path


def convert(*words, code=0):
    result = CliRunner().invoke(command, [str(word) for word in words])
    if code == 0:
        assert result.exception is None, result.output
    return result


def refused(*words) -> str:
    result = CliRunner().invoke(command, [str(word) for word in words])
    assert isinstance(result.exception, AlkeError)
    return str(result.exception)


def test_json_stat_becomes_tidy_csv(table, tmp_path):
    convert(table, "--to", "csv", "-o", tmp_path / "out.csv")
    rows = list(csv.DictReader((tmp_path / "out.csv").open(newline="", encoding="utf-8")))
    assert rows[1] == {"Alue": "X1", "Vuosi": "2018", "Tiedot": "vaesto", "value": "2.5", "status": ""}
    assert rows[3] == {"Alue": "X2", "Vuosi": "2018", "Tiedot": "vaesto", "value": "", "status": ".."}


def test_through_px_and_back_nothing_is_lost(table, tmp_path):
    convert(table, "--to", "px", "-o", tmp_path / "out.px")
    convert(tmp_path / "out.px", "--to", "json-stat", "-o", tmp_path / "back.json")
    (first,), (back,) = read(table), read(tmp_path / "back.json")
    assert back.numbers.tobytes() == first.numbers.tobytes()
    assert [axis.codes for axis in back.axes] == [axis.codes for axis in first.axes]
    assert [axis.role for axis in back.axes] == [axis.role for axis in first.axes]
    convert(table, "--to", "json-stat", "-o", tmp_path / "again.json")
    assert_same(read(tmp_path / "again.json")[0], first)


def test_a_dash_writes_to_the_standard_output(table):
    assert convert(table, "--to", "csv", "-o", "-").stdout_bytes.startswith(b"Alue,Vuosi,Tiedot,value,status\r\n")


def test_parquet_does_not_go_to_the_standard_output(table):
    assert "not text" in refused(table, "--to", "parquet", "-o", "-")


def test_several_tables_become_numbered_files(tmp_path):
    path = tmp_path / "two.json"
    path.write_text(json.dumps({"class": "collection", "link": {"item": [dataset(), dataset()]}}))
    convert(path, "--to", "csv", "-o", tmp_path / "out.csv")
    assert sorted(found.name for found in tmp_path.glob("out*")) == ["out-1.csv", "out-2.csv"]
    assert "2 tables" in refused(path, "--to", "csv", "-o", "-")


def test_a_plain_csv_goes_with_its_mapping(tmp_path):
    (tmp_path / "t.csv").write_text("Where,What\nA,1\n")
    (tmp_path / "m.yaml").write_text("axes:\n  - {code: Alue, column: Where}\nvalues: What\n")
    result = convert(tmp_path / "t.csv", "--mapping", tmp_path / "m.yaml", "--to", "csv", "-o", "-")
    assert result.stdout_bytes == b"Alue,value,status\r\nA,1,\r\n"


def test_warnings_go_to_the_standard_error(tmp_path):
    path = tmp_path / "t.json"
    path.write_text(json.dumps(dataset(value=["1", 2, 3, 4])))
    result = convert(path, "--to", "csv", "-o", "-")
    assert "warning" in result.stderr
    assert "warning" not in result.stdout


def test_a_broken_file_leaves_nothing_behind(tmp_path):
    path = tmp_path / "broken.json"
    path.write_bytes(b'{"class":"dataset"')
    assert "byte" in refused(path, "--to", "csv", "-o", tmp_path / "out.csv")
    assert [found.name for found in tmp_path.iterdir()] == ["broken.json"]


def test_a_form_that_is_not_known_is_refused_by_its_name(table):
    assert "'xml' is not one of" in CliRunner().invoke(command, [str(table), "--to", "xml", "-o", "x"]).output
