"""A Cube → tidy CSV (RFC 4180, UTF-8): a column per dimension code, then value and status.

Numbers are the shortest digits that read back as the same number, whole ones without a point; a cell without a number
has an empty value and the publisher's sign as status. Leaves out labels and texts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from alke.statistics.cube import Cube

_BATCH = 100_000
_EXACT = 2.0**53


def write(cube: Cube, sink: BinaryIO) -> None:
    """Write the cube's rows to an open file, a batch at a time."""
    sink.write((",".join(map(_quoted, columns(cube))) + "\r\n").encode())
    for batch in _batches(cube):
        sink.write(batch.encode())


def columns(cube: Cube) -> list[str]:
    """The headings: dimension codes, with underscores added to what would clash, then value and status."""
    names: list[str] = []
    for axis in cube.axes:
        name = axis.code
        while name in ("value", "status", *names):
            name += "_"
        names.append(name)
    return [*names, "value", "status"]


def number_text(number: float) -> str:
    """The shortest digits of a number, none for NaN; a whole number without a point."""
    if number != number:
        return ""
    if number.is_integer() and abs(number) < _EXACT and (number or not np.signbit(number)):
        return str(int(number))
    return repr(number)


def _batches(cube: Cube) -> Iterator[str]:
    keys = itertools.product(*([_quoted(code) for code in axis.codes] for axis in cube.axes))
    signs = [_quoted(mark.sign) for mark in cube.marks]
    numbers, statuses = cube.numbers.ravel(), cube.statuses.ravel()
    for start in range(0, len(numbers), _BATCH):
        end = min(start + _BATCH, len(numbers))
        cells = zip(numbers[start:end].tolist(), statuses[start:end].tolist(), strict=True)
        rows = zip(itertools.islice(keys, end - start), cells, strict=True)
        yield "".join(f"{','.join((*key, number_text(number), signs[mark]))}\r\n" for key, (number, mark) in rows)


def _quoted(text: str) -> str:
    """A field in quotes where it holds a separator, a quote or a line break."""
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
