"""The cells behind DATA of a PX file: the slow, obvious tokenizer that tells what is right, and a fast one's choice.

Cells are separated by white space, commas and semicolons (some offices end every row with one). A cell is a number, one
to six dots or a dash with or without quotes, or any other mark in quotes. The fast readers give the same or nothing:
what they cannot read, the tokenizer here reads or refuses. Leaves out rows with KEYS (`sparse`) and what marks mean.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from alke.base.errors import InputError
from alke.statistics.cube import Numbers, Statuses
from alke.statistics.readers.px.marks import SIGNS
from alke.statistics.readers.px.source import Source

Way = Literal["auto", "slow", "blocks", "kernel"]
# Importing Numba costs as much as reading 20 million cells in blocks; once it is there, the kernel is worth it earlier.
KERNEL_FROM, KERNEL_FROM_COLD = 2_000_000, 20_000_000
BLOCKS_FROM = 200

_TOKEN = re.compile(rb'"[^"]*+"|[^\x00-\x20,;"]++|"')
_NUMBER = re.compile(rb"[+-]?(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][+-]?[0-9]{1,4})?+")
_LONGEST_NUMBER = 400
_MOST_SIGNS = 250


@dataclass
class Cells:
    """The cells in file order, and the sign that each status number stands for."""

    numbers: Numbers
    statuses: Statuses
    signs: list[bytes] = field(default_factory=lambda: [sign.encode() for sign in SIGNS])


class Unreadable(ValueError):  # noqa: N818 - it is caught and turned into an InputError with its place
    """A token that is no cell."""


def read_cells(source: Source, start: int, count: int, way: Way = "auto") -> Cells:
    """The `count` cells from the byte `start` on.

    Raises:
        InputError: when a token is no cell or there are more or fewer than `count`.
    """
    # A cell and what separates it are two bytes: nothing is allocated for cells that cannot be there.
    if count > (len(source.data) - start) // 2 + 1:
        raise wrong_count(source, start, count)
    if way == "kernel" or (way == "auto" and count >= (KERNEL_FROM if "numba" in sys.modules else KERNEL_FROM_COLD)):
        from alke.statistics.readers.px.kernel import read_with_kernel

        cells = read_with_kernel(source.data, start, count)
        if cells is not None:
            return cells
    if way in ("kernel", "blocks") or (way == "auto" and count >= BLOCKS_FROM):
        from alke.statistics.readers.px.blocks import read_in_blocks

        cells = read_in_blocks(source.data, start, count)
        if cells is not None:
            return cells
    return read_slowly(source, start, count)


def read_slowly(source: Source, start: int, count: int) -> Cells:
    """The same, token by token."""
    cells = Cells(np.empty(count), np.empty(count, np.uint8))
    signs = {sign: place for place, sign in enumerate(cells.signs)}
    numbers, statuses, found = cells.numbers, cells.statuses, 0
    for match in tokens(source.data, start):
        if found == count:
            raise wrong_count(source, start, count)
        try:
            numbers[found], statuses[found] = cell(match[0], signs)
        except Unreadable as problem:
            raise unreadable(source, match.start(), problem) from None
        found += 1
    if found != count:
        raise wrong_count(source, start, count)
    cells.signs = list(signs)
    return cells


def tokens(data: bytes, start: int) -> Iterator[re.Match[bytes]]:
    """The tokens of the data part; a string keeps its quotes."""
    return _TOKEN.finditer(data, start)


def cell(token: bytes, signs: dict[bytes, int]) -> tuple[float, int]:
    """The number (NaN when none) and status number of a token; a new sign is added to `signs`.

    Raises:
        Unreadable: when the token is no cell.
    """
    quoted = len(token) > 1 and token[:1] == token[-1:] == b'"' and token.count(b'"') == 2
    text = token[1:-1].strip() if quoted else token
    if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text):
        number = float(text)
        if number in (np.inf, -np.inf):
            raise Unreadable("the number is too large")
        return number, 0
    status = signs.get(text, 0) if quoted or text.decode("latin-1") in SIGNS else 0
    if not text or not status:
        if not quoted or not text:
            raise Unreadable("expected a number, dots or a mark in quotes")
        if len(signs) >= _MOST_SIGNS:
            raise Unreadable(f"more than {_MOST_SIGNS} different marks")
        status = signs[text] = len(signs)
    return np.nan, status


def unreadable(source: Source, at: int, problem: Unreadable) -> InputError:
    """The error for a token that is no cell."""
    token = source.data[at : at + 24].split(b"\n")[0].decode("ascii", "replace")
    fix = 'Write numbers with a decimal point, and marks in quotes, such as ".."'
    return source.error(f"{problem}, found {token!r}", at=at, keyword="DATA", fix=fix)


def wrong_count(source: Source, start: int, count: int) -> InputError:
    """The error for too many or too few cells, which counts them."""
    found = sum(1 for _ in tokens(source.data, start))
    what = f"the variables make {count} cells, but DATA has {found}"
    fix = "The file is cut short; fetch it again" if found < count else "Check VALUES: a value may be missing there"
    return source.error(what, at=start, keyword="DATA", fix=fix)
