"""Plain CSV and XLSX under a mapping. Places and figures are invented."""

from __future__ import annotations

import gzip
import io
import math
from dataclasses import fields
from pathlib import Path

import pytest
from openpyxl import Workbook

from alke.base.errors import AlkeError, InputError
from alke.statistics.cube import Cube, Mark, Reason, Role
from alke.statistics.readers import mapped
from alke.statistics.readers.mapping import AxisMapping, Mapping, mapping_of

LONG = "Knro,Kunta,Kuukausi,Luku\n901,Kaukala,2006M01,10\n901,Kaukala,2006M02,..\n902,Lähelä,2006M01,12.5\n"
LONG_MAPPING = {
    "table": "tyo",
    "title": "Työttömät",
    "axes": [
        {"code": "Alue", "role": "area", "column": "Knro", "label": "Kunta"},
        {"code": "Kuukausi", "role": "time", "column": "Kuukausi", "names": {"fi": "Kuukausi", "sv": "Månad"}},
        {"code": "Tiedot", "role": "content", "value": "tyottomat", "unit": "henkilöä", "decimals": {"tyottomat": 0}},
    ],
    "values": "Luku",
    "missing": {"..": "not_available"},
}
WIDE = "Region;2017;2018;note\nNear;1,5;2\nFar;x;4 000;hm\n"
WIDE_MAPPING = {
    "axes": [
        {"code": "Year", "role": "time"},
        {"code": "Area", "role": "area", "column": "Region", "codes": {"Far": "X1"}},
    ],
    "values": {"match": r"\d{4}"},
    "decimal": ",",
    "thousands": " ",
    "missing": {"x": "confidential"},
    "meanings": {"x": "hidden"},
    "language": "en",
}


def read(text: str | bytes, mapping: dict) -> Cube:
    data = text.encode() if isinstance(text, str) else text
    return mapped.read_bytes(data, mapping_of(mapping, where="m.yaml"), path="file.csv")


def refusal(text: str | bytes, mapping: dict) -> str:
    with pytest.raises(AlkeError) as caught:
        read(text, mapping)
    assert caught.value.where
    return str(caught.value)


def workbook(*rows: list, merged: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def test_a_long_table_has_its_axes_labels_units_and_texts():
    cube = read(LONG, LONG_MAPPING)
    assert cube.shape == (2, 2, 1)
    assert cube.axis(Role.AREA).label("901", "fi") == "Kaukala"
    assert cube.axis(Role.TIME).names == {"fi": "Kuukausi", "sv": "Månad"}
    assert cube.axis(Role.CONTENT).units == {"tyottomat": "henkilöä"}
    assert (cube.table, cube.titles) == ("tyo", {"fi": "Työttömät"})
    assert cube.cell(Alue="902", Kuukausi="2006M01", Tiedot="tyottomat")[0] == 12.5


def test_a_sign_is_what_the_mapping_says_and_an_absent_row_not_available():
    cube = read(LONG, LONG_MAPPING)
    assert cube.cell(Alue="901", Kuukausi="2006M02", Tiedot="tyottomat")[1] == Mark("..", Reason.NOT_AVAILABLE)
    assert cube.cell(Alue="902", Kuukausi="2006M02", Tiedot="tyottomat")[1] == Mark("", Reason.NOT_AVAILABLE)


def test_wide_headings_are_an_axis_in_the_mappings_order():
    cube = read(WIDE, WIDE_MAPPING)
    assert [axis.code for axis in cube.axes] == ["Year", "Area"]
    assert cube.cell(Year="2017", Area="Near")[0] == 1.5
    assert cube.cell(Year="2018", Area="X1")[0] == 4000
    assert cube.cell(Year="2017", Area="X1")[1] == Mark("x", Reason.CONFIDENTIAL, "hidden")


def test_a_recoded_text_becomes_the_label():
    assert read(WIDE, WIDE_MAPPING).axis("Area").label("X1", "en") == "Far"


def test_value_columns_can_be_given_codes():
    mapping = WIDE_MAPPING | {"values": {"2017": "first", "2018": "second"}}
    assert read(WIDE, mapping).axis("Year").codes == ("first", "second")


def test_a_status_column_marks_numbers_and_empty_cells():
    text = "Alue,value,status\nA,1,p\nB,,...\nC,3,\n"
    mapping = {
        "axes": [{"code": "Alue", "column": "Alue"}],
        "values": "value",
        "status": "status",
        "missing": {"...": "confidential"},
    }
    cube = read(text, mapping)
    assert cube.cell(Alue="A") == (1, Mark("p", Reason.PRELIMINARY))
    assert cube.cell(Alue="B")[1] == Mark("...", Reason.CONFIDENTIAL)
    assert cube.cell(Alue="C")[1].sign == ""


def test_header_last_and_delimiter_are_as_told():
    text = "A title, with commas\n\nAlue|Luku\nA|1\nB|2\nSum|3\n"
    mapping = {"axes": [{"code": "Alue", "column": "Alue"}], "values": "Luku", "header": 3, "last": 5, "delimiter": "|"}
    assert read(text, mapping).numbers.tolist() == [1, 2]


def test_a_workbook_is_read_with_whole_codes_and_exact_numbers():
    data = workbook(["Alue", "Vuosi", "Luku"], ["A", 2018, 0.1], ["B", 2018.0, None])
    mapping = {
        "axes": [{"code": "Alue", "column": "Alue"}, {"code": "Vuosi", "role": "time", "column": "Vuosi"}],
        "values": "Luku",
    }
    cube = read(data, mapping)
    assert cube.axis("Vuosi").codes == ("2018",)
    assert cube.cell(Alue="A", Vuosi="2018")[0] == 0.1
    assert math.isnan(cube.cell(Alue="B", Vuosi="2018")[0])


MERGED = (["Alue", "Vuosi", "Luku"], ["A", 2018, 1], [None, 2019, 2])
MERGED_AXES = [{"code": "Alue", "column": "Alue"}, {"code": "Vuosi", "column": "Vuosi"}]


def test_merged_cells_are_carried_down_where_the_mapping_says_so():
    axes = [MERGED_AXES[0] | {"merged": True}, MERGED_AXES[1]]
    assert read(workbook(*MERGED, merged="A2:A3"), {"axes": axes, "values": "Luku"}).numbers.tolist() == [[1, 2]]


def test_merged_cells_are_else_refused_with_their_row():
    message = refusal(workbook(*MERGED, merged="A2:A3"), {"axes": MERGED_AXES, "values": "Luku"})
    assert "line 3, keyword column 'Alue'" in message
    assert "merged: true" in message


def test_a_formula_that_was_never_computed_is_refused_with_its_cell():
    data = workbook(["Alue", "Luku"], ["A", "=1+1"])
    message = refusal(data, {"axes": [{"code": "Alue", "column": "Alue"}], "values": "Luku"})
    assert "line 2, keyword column B: the formula '=1+1' has no computed value" in message


def test_a_sheet_that_is_not_there_names_the_nearest():
    data = workbook(["Alue", "Luku"], ["A", 1])
    mapping = {"axes": [{"code": "Alue", "column": "Alue"}], "values": "Luku", "sheet": "Sheeet"}
    assert "Did you mean Sheet" in refusal(data, mapping)


def test_a_broken_workbook_is_refused():
    mapping = {"axes": [{"code": "Alue", "column": "Alue"}], "values": "Luku"}
    assert "workbook is broken" in refusal(b"PK\x03\x04 and no more", mapping)
    whole = workbook(["Alue", "Luku"], ["A", 1])
    for cut in range(100, len(whole), 500):
        refusal(whole[:cut], mapping)


def test_a_text_among_the_numbers_is_refused_with_line_and_column():
    assert "line 3, keyword column 'Luku': 'many' stands" in refusal(LONG.replace("..", "many"), LONG_MAPPING)


def test_two_rows_of_one_key_are_refused_with_both_lines():
    assert "lines 2 and 5 have the same key" in refusal(LONG + "901,Kaukala,2006M01,3\n", LONG_MAPPING)


def test_a_column_that_is_not_there_names_the_nearest():
    mapping = LONG_MAPPING | {"values": "Luky"}
    assert "Did you mean Luku" in refusal(LONG, mapping)


def test_a_heading_that_stands_twice_is_refused():
    assert "stands 2 times" in refusal(
        "Alue,Luku,Luku\nA,1,2\n", {"axes": [{"code": "Alue", "column": "Alue"}], "values": "Luku"}
    )


def test_a_wrong_encoding_is_refused_with_its_byte():
    with pytest.raises(InputError, match="byte 21"):
        read(
            "Alue,Luku\nKaukala,1\nLäh,2\n".encode("cp1252"),
            {"axes": [{"code": "A", "column": "Alue"}], "values": "Luku", "encoding": "utf-8"},
        )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"axis": []}, "Did you mean axes"),
        ({"axes": []}, "axes are not told"),
        ({"axes": [{"role": "area", "column": "Knro"}]}, "code is not told"),
        ({"axes": [{"code": "A", "role": "aera", "column": "Knro"}]}, "Did you mean area"),
        ({"axes": [{"code": "A", "colum": "Knro"}]}, "Did you mean column"),
        ({"axes": [{"code": "A", "column": "Knro", "value": "x"}]}, "exclude each other"),
        ({"axes": [{"code": "A"}, {"code": "B"}]}, "neither column nor value"),
        ({"axes": [{"code": "A", "value": "x"}]}, "no axis has a column"),
        ({"axes": [{"code": "A", "column": "Knro"}, {"code": "A", "value": "x"}]}, "stands twice"),
        ({"values": ["Luku", "Knro"]}, "no axis for their headings"),
        ({"values": None}, "values are not told"),
        ({"values": {"match": "["}}, "no regular expression"),
        ({"missing": {"x": "hidden"}}, "unknown reason"),
        ({"header": -1}, "whole number"),
        ({"header": 99}, "no heading on line 99"),
        ({"decimal": "x"}, "point or a comma"),
        ({"title": ["x"]}, "fields with values"),
    ],
)
def test_a_broken_mapping_is_refused_with_its_field(change, told):
    assert told in refusal(LONG, LONG_MAPPING | change)


def test_a_mapping_file_that_is_no_yaml_is_refused_with_its_line(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_text("axes:\n  - {code: [\n")
    with pytest.raises(InputError, match="m.yaml, line"):
        mapped.load(path)


def test_the_examples_of_the_documentation_work(tmp_path):
    page = (Path(__file__).parents[3] / "docs/mapping.md").read_text("utf-8")
    long, wide = (part.split("```")[0] for part in page.split("```yaml\n")[1:])
    (tmp_path / "long.yaml").write_text(long, "utf-8")
    (tmp_path / "wide.yaml").write_text(wide, "utf-8")
    table = next(part for part in page.split("```\n") if part.startswith("Knro"))
    cube = mapped.read_bytes(table.encode(), mapped.load(tmp_path / "long.yaml"))
    assert cube.shape == (1, 2, 1)
    assert mapped.read_bytes(b"Region,1980,1981\nKainuu,1,2\n", mapped.load(tmp_path / "wide.yaml")).shape == (1, 2)


def test_every_field_of_a_mapping_is_documented():
    page = (Path(__file__).parents[3] / "docs/mapping.md").read_text("utf-8")
    for field in (*fields(AxisMapping), *fields(Mapping)):
        assert f"`{field.name}`" in page, field.name


def test_an_area_table_of_the_employment_service_is_read(shared):
    data = gzip.decompress(
        (shared / "data/stats/labour/tem_unemployed_vacancies_monthly_2006-2019.csv.gz").read_bytes()
    )
    mapping = {
        "axes": [
            {"code": "Alue", "role": "area", "column": "Knro", "label": "Kunta"},
            {"code": "Kuukausi", "role": "time", "column": "Kuukausi"},
            {"code": "Tiedot", "role": "content"},
        ],
        "values": ["Tyottomat", "Tyovoima"],
    }
    cube = read(data, mapping)
    assert cube.shape == (311, 165, 2)
    assert cube.cell(Alue="020", Kuukausi="2006M01", Tiedot="Tyottomat")[0] == 1068
