"""A cube as a tidy Arrow table."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from px_samples import STATFIN, TINY

from alke.statistics import tidy
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role
from alke.statistics.readers.px import read
from alke.statistics.tidy import to_arrow


def test_every_cell_is_a_row_with_its_codes_value_and_status() -> None:
    assert to_arrow(read(TINY.encode())).to_pylist() == [
        {"Alue": "SSS", "Vuosi": "2023", "value": 100.0, "status": ""},
        {"Alue": "SSS", "Vuosi": "2024", "value": 101.0, "status": ""},
        {"Alue": "MK91", "Vuosi": "2023", "value": -40.5, "status": ""},
        {"Alue": "MK91", "Vuosi": "2024", "value": None, "status": ".."},
    ]


@pytest.mark.parametrize("chunk", [1, 2, 3, 8, 1000])
@pytest.mark.parametrize("shape", [(), (1,), (7,), (2, 3), (3, 1, 2), (2, 3, 4, 5), (200, 2)])
def test_codes_repeat_rightly_whatever_the_chunks(chunk: int, shape: tuple[int, ...], monkeypatch) -> None:
    monkeypatch.setattr(tidy, "_CHUNK", chunk)
    axes = tuple(Axis(f"a{n}", Role.CLASS, tuple(f"{n}-{c}" for c in range(size))) for n, size in enumerate(shape))
    monkeypatch.setattr(tidy, "_BITS", 8)
    cube = Cube(axes, np.arange(np.prod(shape), dtype=float).reshape(shape), np.zeros(shape, np.uint8))
    table = to_arrow(cube)
    table.validate(full=True)
    for place, cell in enumerate(np.ndindex(*shape)):
        row = table.slice(place, 1).to_pylist()[0]
        assert [row[axis.code] for axis in axes] == [axis.codes[c] for axis, c in zip(axes, cell, strict=True)]
        assert row["value"] == place


def test_an_axis_called_value_gets_an_underscore() -> None:
    axes = (Axis("value", Role.CLASS, ("a",)), Axis("status", Role.CLASS, ("b",)))
    table = to_arrow(Cube(axes, np.ones((1, 1)), np.zeros((1, 1), np.uint8)))
    assert table.column_names == ["value_", "status_", "value", "status"]


def test_marks_of_one_sign_are_one_status() -> None:
    marks = (PLAIN, Mark("x", Reason.OTHER), Mark("x", Reason.NIL))
    cube = Cube(
        (Axis("a", Role.CLASS, ("1", "2", "3")),), np.array([1, np.nan, np.nan]), np.array([0, 1, 2], np.uint8), marks
    )
    assert to_arrow(cube).column("status").to_pylist() == ["", "x", "x"]


def test_a_table_without_cells_has_its_columns() -> None:
    cube = Cube((Axis("a", Role.CLASS, ()),), np.empty(0), np.empty(0, np.uint8))
    assert to_arrow(cube).column_names == ["a", "value", "status"]
    assert to_arrow(cube).num_rows == 0


def test_other_libraries_read_it() -> None:
    import polars as pl

    frame = pl.from_arrow(to_arrow(read(STATFIN.encode())))
    assert frame.filter(pl.col("contentscode") == "vaesto")["value"].sum() == 4020


def test_neither_reading_nor_tidying_imports_what_it_does_not_need() -> None:
    heavy = "{'pandas', 'numba', 'polars', 'django'}"
    code = (
        "import sys; from alke.statistics.readers.px import read; from alke.statistics.tidy import to_arrow\n"
        f"assert 'pyarrow' not in sys.modules\nto_arrow(read({TINY.encode()!r}))\nprint({heavy} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"
