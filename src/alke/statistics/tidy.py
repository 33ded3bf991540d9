"""A Cube as a tidy Arrow table: one column per axis, then `value` and `status`. Leaves out files and other shapes.

Axis columns are dictionaries, and the places in them repeat, so a pattern is made once and its buffer stands in every
chunk where it repeats: ten million rows of five axes cost little more than the numbers, which are not copied either.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pyarrow as pa

    from alke.statistics.cube import Cube

_CHUNK = 1 << 17  # rows of a chunk, about: fewer make more chunks, more make larger patterns
_BITS = 1 << 17  # numbers looked at together, a multiple of eight


def to_arrow(cube: Cube) -> pa.Table:
    """The cube's cells as rows in the axes' order.

    Returns:
        A table with a dictionary column of category codes for each axis, named by the axis' code, `value` (float64,
        null where the cell has no number) and `status` (dictionary of the marks' signs, "" for a plain number).
        An axis that is itself called `value` or `status`, or as one before it, gets an underscore.
    """
    import pyarrow as pa

    split = _split(cube.shape)
    rows = math.prod(cube.shape[split:])
    chunks = math.prod(cube.shape[:split]) if rows else 0
    columns: dict[str, Any] = {}
    for place, axis in enumerate(cube.axes):
        indices = _outer(cube.shape, place, split, rows) if place < split else _inner(cube.shape, place, split, chunks)
        columns[_free(axis.code, columns)] = _dictionary(indices, axis.codes, len(axis))
    columns["value"], columns["status"] = _values(cube), _statuses(cube)
    return pa.table(columns)


def _free(name: str, taken: Collection[str]) -> str:
    while name in ("value", "status", *taken):
        name += "_"
    return name


def _split(shape: tuple[int, ...]) -> int:
    """The first axis that lies within a chunk; those before it are constant in it."""
    place, rows = len(shape), 1
    while place and rows * shape[place - 1] <= _CHUNK:
        place -= 1
        rows *= shape[place]
    return place


def _small(size: int) -> np.dtype[Any]:
    return np.dtype(np.int8 if size <= 127 else np.int16 if size <= 32767 else np.int32)


def _plain(array: npt.NDArray[Any]) -> Any:
    """A NumPy array as an Arrow array, not copied; `pyarrow.array` would do the same but imports pandas for it."""
    import pyarrow as pa

    return pa.Array.from_buffers(pa.from_numpy_dtype(array.dtype), len(array), [None, pa.py_buffer(array)])


def _texts(texts: Sequence[str]) -> Any:
    """Texts as an Arrow array, without pandas as above."""
    import pyarrow as pa

    encoded = [text.encode("utf-8", "replace") for text in texts]
    ends = np.cumsum([0, *map(len, encoded)], dtype=np.int32)
    return pa.Array.from_buffers(pa.string(), len(encoded), [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))])


def _inner(shape: tuple[int, ...], place: int, split: int, chunks: int) -> list[Any]:
    """One pattern, the same in every chunk."""
    before, after = math.prod(shape[split:place]), math.prod(shape[place + 1 :])
    pattern = np.tile(np.repeat(np.arange(shape[place], dtype=_small(shape[place])), after), before)
    return [_plain(pattern)] * chunks


def _outer(shape: tuple[int, ...], place: int, split: int, rows: int) -> list[Any]:
    """Chunks of one category each, the same buffer for the same category."""
    dtype = _small(shape[place])
    constant = [_plain(np.full(rows, category, dtype)) for category in range(shape[place])]
    before, after = math.prod(shape[:place]), math.prod(shape[place + 1 : split])
    return [constant[category] for _ in range(before) for category in range(shape[place]) for _ in range(after)]


def _dictionary(indices: list[Any], texts: tuple[str, ...], size: int) -> Any:
    import pyarrow as pa

    dictionary = _texts(texts)
    kind = pa.dictionary(pa.from_numpy_dtype(_small(size)), pa.string())
    return pa.chunked_array(
        [pa.DictionaryArray.from_arrays(index, dictionary, safe=False) for index in indices], type=kind
    )


def _values(cube: Cube) -> Any:
    """The numbers, not copied, with a bit each for whether there is one."""
    import pyarrow as pa

    numbers = np.ascontiguousarray(cube.numbers).reshape(-1)
    there = np.empty((numbers.size + 7) // 8, np.uint8)
    for at in range(0, numbers.size, _BITS):
        bits = np.packbits(~np.isnan(numbers[at : at + _BITS]), bitorder="little")
        there[at // 8 : at // 8 + bits.size] = bits
    buffers = [pa.py_buffer(there), pa.py_buffer(numbers)]
    return pa.Array.from_buffers(pa.float64(), numbers.size, buffers)


def _statuses(cube: Cube) -> Any:
    """The marks' signs; marks with one sign and several reasons are one here."""
    import pyarrow as pa

    signs = list(dict.fromkeys(mark.sign for mark in cube.marks))
    statuses = np.ascontiguousarray(cube.statuses).reshape(-1)
    if len(signs) < len(cube.marks):
        statuses = np.array([signs.index(mark.sign) for mark in cube.marks], np.uint8)[statuses]
    return pa.DictionaryArray.from_arrays(_plain(statuses), _texts(signs), safe=False)
