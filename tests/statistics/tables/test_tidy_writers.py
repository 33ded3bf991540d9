"""Cubes written as CSV, Parquet and XLSX, and read again."""

from __future__ import annotations

import io

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import assume, given, settings
from openpyxl import load_workbook

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role
from alke.statistics.readers import jsonstat, mapped, px
from alke.statistics.readers.mapping import mapping_of
from alke.statistics.writers import Form, to_bytes, write
from alke.statistics.writers.csv import columns, number_text
from tests.statistics.jsonstat.cubes import cell_marks, cubes


def small(**changes) -> Cube:
    made = {
        "axes": (Axis("Alue", Role.AREA, ("X1", "X,2")), Axis("Vuosi", Role.TIME, ("2018",))),
        "numbers": np.array([[1.0], [np.nan]]),
        "statuses": np.array([[0], [1]], np.uint8),
        "marks": (PLAIN, Mark("..", Reason.NOT_AVAILABLE)),
    }
    return Cube(**(made | changes))


def mapping_for(cube: Cube):
    """The mapping that reads a tidy table of a cube."""
    heads = columns(cube)[:-2]
    return mapping_of(
        {
            "axes": [
                {"code": axis.code, "role": str(axis.role), "column": head}
                for axis, head in zip(cube.axes, heads, strict=True)
            ],
            "values": "value",
            "status": "status",
            "missing": {mark.sign: str(mark.reason) for mark in cube.marks if mark.sign},
            "delimiter": ",",
        },
        where="test",
    )


def plain_signs(cube: Cube) -> bool:
    """One reason per sign, which is all that a tidy table can tell."""
    return len({mark.sign for mark in cube.marks}) == len(cube.marks)


def test_csv_has_codes_value_and_status():
    assert to_bytes(small(), "csv") == b'Alue,Vuosi,value,status\r\nX1,2018,1,\r\n"X,2",2018,,..\r\n'


def test_a_dimension_called_value_gets_an_underscore():
    axes = (Axis("value", Role.CLASS, ("a", "b")), Axis("status", Role.CLASS, ("c",)))
    assert columns(small(axes=axes)) == ["value_", "status_", "value", "status"]
    table = pq.read_table(io.BytesIO(to_bytes(small(axes=axes), "parquet")))
    assert table.column_names == ["value_", "status_", "value", "status"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5.0, "5"),
        (0.1, "0.1"),
        (-0.0, "-0.0"),
        (1e22, "1e+22"),
        (2.0**53, "9007199254740992.0"),
        (float("nan"), ""),
        (1 / 3, "0.3333333333333333"),
    ],
)
def test_numbers_are_the_shortest_digits_that_read_back(number, text):
    assert number_text(number) == text


@settings(max_examples=80, deadline=None)
@given(cubes())
def test_any_cube_comes_back_from_csv(cube):
    assume(plain_signs(cube))
    back = mapped.read_bytes(to_bytes(cube, "csv"), mapping_for(cube))
    assert [(axis.code, axis.role, axis.codes) for axis in back.axes] == [
        (axis.code, axis.role, axis.codes) for axis in cube.axes
    ]
    assert back.numbers.tobytes() == cube.numbers.tobytes()
    assert [(m.sign, m.reason) for m in cell_marks(back)] == [(m.sign, m.reason) for m in cell_marks(cube)]


@settings(max_examples=30, deadline=None)
@given(cubes())
def test_any_cube_comes_back_from_a_workbook_to_sixteen_digits(cube):
    assume(plain_signs(cube) and not (np.abs(cube.numbers) > 1e307).any())
    back = mapped.read_bytes(to_bytes(cube, "xlsx"), mapping_for(cube))
    assert [axis.codes for axis in back.axes] == [axis.codes for axis in cube.axes]
    np.testing.assert_allclose(back.numbers, cube.numbers, rtol=1e-15, atol=0)
    assert [m.sign for m in cell_marks(back)] == [m.sign for m in cell_marks(cube)]


@settings(max_examples=50, deadline=None)
@given(cubes())
def test_any_cube_is_the_same_rows_in_parquet(cube):
    table = pq.read_table(io.BytesIO(to_bytes(cube, "parquet"))).to_pydict()
    names = list(table)
    assert names == columns(cube)
    numbers = [np.nan if number is None else number for number in table["value"]]
    assert np.array(numbers, dtype=np.float64).tobytes() == cube.numbers.tobytes()
    assert table["status"] == [mark.sign for mark in cell_marks(cube)]
    places = np.indices(cube.shape).reshape(len(cube.axes), -1)
    for axis, name, place in zip(cube.axes, names, places, strict=False):
        assert table[name] == [axis.codes[at] for at in place]


@pytest.mark.parametrize("form", ["csv", "parquet", "json-stat", "px", "xlsx"])
def test_every_form_is_written_to_a_file(tmp_path, form):
    write(small(), tmp_path / "out", form)
    assert (tmp_path / "out").stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_px_and_json_stat_are_read_by_their_readers():
    for back in (px.read(to_bytes(small(), "px")), *jsonstat.read(to_bytes(small(), "json-stat"))):
        assert back.axis("Alue").codes == ("X1", "X,2")
        assert back.numbers.tobytes() == small().numbers.tobytes()


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    (tmp_path / "out.csv").write_text("old")
    monkeypatch.setattr("alke.statistics.writers.csv.number_text", lambda number: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(small(), tmp_path / "out.csv", "csv")
    assert (tmp_path / "out.csv").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_an_unknown_form_names_the_nearest():
    with pytest.raises(AlkeError, match="Did you mean parquet"):
        Form.parse("parket")


def test_a_workbook_tells_names_and_source_in_the_readers_language():
    cube = small(
        axes=(
            Axis(
                "Alue",
                Role.AREA,
                ("X1", "X2"),
                names={"fi": "Alue", "sv": "Område"},
                labels={"sv": ("Fjärran", "Nära")},
            ),
            small().axes[1],
        ),
        titles={"fi": "Otsikko", "sv": "Rubriken"},
        licence="CC BY 4.0",
    )
    book = load_workbook(io.BytesIO(to_bytes(cube, "xlsx", language=Language.SV)))
    assert book.sheetnames == ["Tal", "Koder", "Källa"]
    assert [cell.value for cell in book["Koder"][2]] == ["Alue", "Område", "X1", "Fjärran"]
    told = {row[0].value: row[1].value for row in book["Källa"].iter_rows(min_row=2)}
    assert told["Rubrik"] == "Rubriken"
    assert told["Licens"] == "CC BY 4.0"
    assert told["Tecken .."] == "uppgift saknas"


def test_a_code_that_looks_like_a_formula_stays_a_text():
    book = load_workbook(
        io.BytesIO(to_bytes(small(axes=(Axis("A", Role.CLASS, ("=1+1", "#N/A")), small().axes[1])), "xlsx"))
    )
    cells = [row[0] for row in book["Luvut"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), ("#N/A", "s")]


def test_a_table_of_more_rows_than_a_sheet_is_refused():
    axes = tuple(Axis(code, Role.CLASS, tuple(map(str, range(1100)))) for code in "ab")
    cube = Cube(axes, np.zeros((1100, 1100)), np.zeros((1100, 1100), np.uint8))
    with pytest.raises(AlkeError, match="do not fit"):
        to_bytes(cube, "xlsx")
