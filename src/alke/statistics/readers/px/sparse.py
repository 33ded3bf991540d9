"""Rows with KEYS in a PX file: each begins with the values or codes it is for, and rows may be left out.

What a left-out row means differs between offices (zeros by the format's own text, no data in practice), so its
cells get a mark of their own. Leaves out the reading of single cells.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from alke.statistics.cube import Axis, Numbers, Statuses
from alke.statistics.readers.px.cells import Cells, Unreadable, cell, tokens, unreadable
from alke.statistics.readers.px.header import Header, same
from alke.statistics.readers.px.marks import ABSENT, SIGNS

_ALWAYS = 4_000_000
_NEVER = 250_000_000


def keyed_axes(header: Header, names: Sequence[str]) -> dict[int, str]:
    """The places of the axes that rows name, each with CODES or VALUES."""
    found = {}
    for place, name in enumerate(names):
        told = header.one("KEYS", "", name)
        if told:
            kind = told.text.strip().upper()
            if kind not in ("CODES", "VALUES"):
                fix = 'Write KEYS("region")=CODES; or =VALUES;'
                what = f"expected CODES or VALUES, found {kind[:40]!r}"
                raise header.source.error(what, at=told.at, keyword=told.name[:120], fix=fix)
            found[place] = kind
    return found


def read_rows(header: Header, start: int, axes: tuple[Axis, ...], keyed: dict[int, str]) -> Cells:
    """The cells of a file with KEYS, in the order of the axes.

    Raises:
        InputError: when a row's keys are unknown, a row is too short, or the table is absurdly larger than the file.
    """
    source, shape = header.source, [len(axis) for axis in axes]
    count = math.prod(shape)
    if count > min(_NEVER, max(_ALWAYS, 64 * len(source.data))):
        what = f"the variables make {count} cells, but the file has only {len(source.data)} bytes"
        raise source.error(what, at=start, keyword="DATA", fix="Check the lists of VALUES")
    order = [*keyed, *(place for place in range(len(axes)) if place not in keyed)]
    width = math.prod(shape[place] for place in order[len(keyed) :])
    signs = {sign.encode(): number for number, sign in enumerate([*SIGNS, ABSENT.sign])}
    numbers = np.full((count // width, width), np.nan)
    statuses = np.full(numbers.shape, len(SIGNS), np.uint8)
    _fill(_Rows(header, start, [(axes[place], kind) for place, kind in keyed.items()]), signs, numbers, statuses)

    def in_order(cells: npt.NDArray[Any]) -> npt.NDArray[Any]:
        full = cells.reshape([shape[place] for place in order])
        return np.ascontiguousarray(full.transpose(np.argsort(order))).reshape(-1)

    return Cells(in_order(numbers), in_order(statuses), list(signs))


def _fill(rows: _Rows, signs: dict[bytes, int], numbers: Numbers, statuses: Statuses) -> None:
    """Put the cells of every row in its place."""
    source, width = rows.source, numbers.shape[1]
    seen = np.zeros(len(numbers), bool)
    for first in rows.stream:
        row = rows.place(first)
        if seen[row]:
            source.warn(
                "a row with these keys was there before; the later one counts", at=first.start(), keyword="DATA"
            )
        seen[row] = True
        for column in range(width):
            match = rows.next(f"the row has {column} cells, expected {width}", first)
            try:
                numbers[row, column], statuses[row, column] = cell(match[0], signs)
            except Unreadable as problem:
                raise unreadable(source, match.start(), problem) from None


class _Rows:
    """The tokens of the data part and what the keys at the beginning of a row stand for."""

    def __init__(self, header: Header, start: int, keyed: list[tuple[Axis, str]]) -> None:
        self.source = header.source
        self.stream = tokens(header.source.data, start)
        self._decode = header.decode
        self._axes = [axis for axis, _ in keyed]
        self._places = [_places(header, axis, kind) for axis, kind in keyed]

    def place(self, first: re.Match[bytes]) -> int:
        """The row that the keys from `first` on name."""
        row, match = 0, first
        for number, (axis, places) in enumerate(zip(self._axes, self._places, strict=True)):
            if number:
                match = self.next("the row has too few keys", first)
            key = self._text(match)
            if key not in places:
                what = f"the key {key[:60]!r} is not a value of {axis.code!r}"
                fix = "Every row begins with one key for each variable with KEYS; the row before may be short or long"
                raise self.source.error(what, at=match.start(), keyword="DATA", fix=fix)
            row = row * len(axis) + places[key]
        return row

    def next(self, what: str, first: re.Match[bytes]) -> re.Match[bytes]:
        """The next token, or an error at the row's beginning."""
        match = next(self.stream, None)
        if match is None:
            fix = "The file is cut short; fetch it again"
            raise self.source.error(what, at=first.start(), keyword="DATA", fix=fix)
        return match

    def _text(self, match: re.Match[bytes]) -> str:
        """A key; pieces of string that touch are one string with quotes in it."""
        text = match[0][1:-1] if match[0][:1] == b'"' else match[0]
        while match[0][:1] == b'"' and self.source.data[match.end() : match.end() + 1] == b'"':
            match = self.next("the row has too few keys", match)
            text += b'"' + match[0][1:-1]
        return same(self._decode(text))


def _places(header: Header, axis: Axis, kind: str) -> dict[str, int]:
    texts = axis.codes if kind == "CODES" else axis.labels[header.base]
    return {same(text): place for place, text in reversed(list(enumerate(texts)))}
