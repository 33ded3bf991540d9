"""Reading PX, the file format of PxWeb and PC-Axis, from any office and any of its versions, into a Cube.

`read` takes bytes and gives a `Cube`; what cannot be understood without guessing is refused with its line and keyword,
and what can be overlooked is read with a warning. Texts stay as the publisher wrote
them (``#`` breaks a line in notes).

What has no place in a Cube is kept for `alke.statistics.writers.px` in ``cube.extra["px"]``: `language` (the first
one), `stub` (how many axes stand in the stub), `keys` (axis code → CODES or VALUES, for rows with KEYS), `notex` (the
notes that are NOTEX, by language) and `statements` (keyword, language, keys and value of every other statement).

Leaves out the PxWeb API (`sources`) and finding out what format a file has (`readers`).
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from alke.base.errors import InputError
from alke.statistics.cube import Axis, Cube
from alke.statistics.readers.px.axes import axes
from alke.statistics.readers.px.cells import Cells, Way, read_cells
from alke.statistics.readers.px.encoding import decoder
from alke.statistics.readers.px.header import Header
from alke.statistics.readers.px.marks import marks_in_use
from alke.statistics.readers.px.notes import check_notes, mark_cells
from alke.statistics.readers.px.source import opened
from alke.statistics.readers.px.sparse import keyed_axes, read_rows
from alke.statistics.readers.px.statements import scan
from alke.statistics.readers.px.texts import extra, notes, sources, table, titles, updated

__all__ = ["read", "read_file"]


def read_file(path: Path | str) -> Cube:
    """The table in a PX file, gzipped or not.

    Raises:
        InputError: when the file cannot be opened or read.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(
            f"the file cannot be opened ({error.strerror})", where=str(path), fix="Check its name"
        ) from error
    return read(data, path=str(path))


def read(data: bytes, *, path: str = "", way: Way = "auto") -> Cube:
    """The table in the bytes of a PX file.

    Args:
        data: The whole file, gzipped or not.
        path: Its name, for messages.
        way: How cells are read: "auto" by size, or one way for tests and benches. All give the same.

    Raises:
        InputError: when the file cannot be understood: says where, what was expected and how to mend it.
    """
    source = opened(data, path)
    raw, start = scan(source)
    header = Header(source, raw, decoder(source, raw, start))
    made, names, stub = axes(header)
    keyed = keyed_axes(header, names)
    count = math.prod(len(axis) for axis in made)
    cells = read_rows(header, start, made, keyed) if keyed else read_cells(source, start, count, way)
    return _cube(header, made, cells, stub, {made[place].code: kind for place, kind in keyed.items()})


def _cube(header: Header, made: tuple[Axis, ...], cells: Cells, stub: int, keys: dict[str, str]) -> Cube:
    shape = tuple(len(axis) for axis in made)
    marks = marks_in_use(header, cells)
    statuses = cells.statuses.reshape(shape)
    check_notes(header, made)
    marks = mark_cells(header, made, statuses, marks)
    kept: dict[str, Any] = {"px": extra(header, stub, keys)}
    return Cube(
        axes=made,
        numbers=np.ascontiguousarray(cells.numbers.reshape(shape)),
        statuses=statuses,
        marks=marks,
        table=table(header),
        titles=titles(header),
        sources=sources(header),
        notes=notes(header),
        updated=updated(header),
        warnings=tuple(header.source.warnings),
        extra=kept,
    )
