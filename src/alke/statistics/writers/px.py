"""A Cube → PX in UTF-8, in all its languages, so that PxWeb can show it and our reader gives the same cube back.

What only PX can say and the reader kept in ``extra["px"]`` is written back as it was, where it still names something in
the cube. Then the writer asks the reader what it would understand of that header and adds what is lacking: the role of
an axis as VARIABLE-TYPE, and a mark that PX has no words for as ALKE-MARK, which others pass over.

A cell without a number is written as one to six dots or a dash, so a table can have six such kinds and nil, no more. A
mark on a number (``p``) becomes DATANOTECELL, for a whole category where all its numbers have it. Not kept: the zone in
`updated`, the publisher and the licence (PX has no place for them), and a content axis gets decimals where it had none.
Leaves out the layout's widths.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from alke.base.errors import AlkeError
from alke.base.files import whole_file
from alke.statistics.cube import Cube, Reason
from alke.statistics.readers.px.marks import ABSENT, DOTS, NIL
from alke.statistics.readers.px.statements import quoted
from alke.statistics.writers.px_header import Head, header

_BATCH = 1 << 16
_EXACT = 2.0**53
_NATURAL = {Reason.NOT_APPLICABLE: ".", Reason.NOT_AVAILABLE: "..", Reason.CONFIDENTIAL: "...", Reason.NIL: NIL}


def write(cube: Cube, target: Path | str | BinaryIO) -> None:
    """Write a cube to a file (whole or not at all) or to an open binary file.

    Raises:
        AlkeError: when PX cannot hold the cube: no axis, an empty axis, an infinite number, more than six kinds of
            cells without a number besides nil.
    """
    if isinstance(target, (str, Path)):
        with whole_file(Path(target)) as part, part.open("wb") as sink:
            write(cube, sink)
        return
    _check(cube)
    tokens = _tokens(cube)
    head = header(cube, tokens)
    target.write(head.text.encode("utf-8", "replace"))
    for rows in _rows(cube, tokens, head):
        target.write(rows.encode("utf-8", "replace"))
    target.write(b";\n")


def to_bytes(cube: Cube) -> bytes:
    """The cube as the bytes of a PX file; as `write`."""
    sink = io.BytesIO()
    write(cube, sink)
    return sink.getvalue()


def _check(cube: Cube) -> None:
    if not cube.axes or not cube.size:
        raise AlkeError("the table has no cells", where=cube.table, fix="PX needs at least one variable with one value")
    if np.isinf(cube.numbers).any():
        raise AlkeError(
            "an infinite number cannot be written to PX", where=cube.table, fix="Write CSV or Parquet instead"
        )


def _tokens(cube: Cube) -> list[str]:
    """What stands in the file for each mark: dots or a dash for marks without a number, else ""."""
    used = [place for place in range(1, len(cube.marks)) if (cube.statuses == place).any()]
    open_ = [place for place in used if not cube.marks[place].reason.has_number]
    tokens = [""] * len(cube.marks)
    free = [*DOTS, NIL]
    for wanted in (lambda mark: mark.sign, lambda mark: _NATURAL.get(mark.reason, "")):
        for place in open_:
            token = wanted(cube.marks[place])
            if not tokens[place] and token in free:
                tokens[place] = token
                free.remove(token)
    free = [token for token in free if token != NIL]
    for place in open_:
        if cube.marks[place] == ABSENT and _leaves_out_rows(cube, place):
            tokens[place] = ABSENT.sign
        elif not tokens[place]:
            if not free:
                kinds = ", ".join(repr(cube.marks[place].sign) for place in open_)
                what = f"PX can hold six kinds of cells without a number besides the dash, the table has more: {kinds}"
                raise AlkeError(what, where=cube.table, fix="Join some of the marks, or write JSON-stat or CSV instead")
            tokens[place] = free.pop(0)
    return tokens


def row_order(cube: Cube) -> tuple[list[int], int]:
    """The axes' places, those that name a row with KEYS first, and how many these are."""
    keys = cube.extra.get("px", {}).get("keys", {})
    keyed = [place for place, axis in enumerate(cube.axes) if axis.code in keys]
    return [*keyed, *(place for place in range(len(cube.axes)) if place not in keyed)], len(keyed)


def _in_rows(cube: Cube, cells: Any, order: list[int], keyed: int) -> Any:
    moved = np.ascontiguousarray(cells.transpose(order))
    width = int(np.prod(moved.shape[keyed:], dtype=np.int64))
    return moved.reshape(-1, width)


def _leaves_out_rows(cube: Cube, place: int) -> bool:
    """Whether the cells that the file left out are still whole rows."""
    order, keyed = row_order(cube)
    absent = _in_rows(cube, cube.statuses == place, order, keyed)
    return keyed > 0 and bool((absent.any(axis=1) == absent.all(axis=1)).all())


def _rows(cube: Cube, tokens: list[str], head: Head) -> Iterator[str]:
    """The data part, a batch at a time."""
    order, keyed = row_order(cube)
    if keyed:
        numbers, statuses = (_in_rows(cube, cells, order, keyed) for cells in (cube.numbers, cube.statuses))
        absent = tokens.index(ABSENT.sign) if ABSENT.sign in tokens else -1
        codes = [[quoted(code) for code in cube.axes[place].codes] for place in order[:keyed]]
        for row, keys in enumerate(itertools.product(*codes)):
            if statuses[row, 0] != absent:
                yield ",".join(keys) + "," + " ".join(_cells(numbers[row], statuses[row], tokens)) + "\n"
        return
    width = int(np.prod(cube.shape[head.stub :], dtype=np.int64))
    numbers, statuses = cube.numbers.reshape(-1, width), cube.statuses.reshape(-1, width)
    step = max(1, _BATCH // width)
    for at in range(0, len(numbers), step):
        texts = _cells(numbers[at : at + step].ravel(), statuses[at : at + step].ravel(), tokens)
        yield "".join(" ".join(texts[row : row + width]) + "\n" for row in range(0, len(texts), width))


def _cells(numbers: Any, statuses: Any, tokens: list[str]) -> list[str]:
    there = ~np.isnan(numbers)
    whole = there & (np.abs(numbers) < _EXACT)
    whole[whole] = (np.floor(numbers[whole]) == numbers[whole]) & ~((numbers[whole] == 0) & np.signbit(numbers[whole]))
    texts = list(map(str, np.where(whole, numbers, 0.0).astype(np.int64).tolist()))
    for place in np.flatnonzero(there & ~whole).tolist():
        texts[place] = number_text(float(numbers[place]))
    for place in np.flatnonzero(~there).tolist():
        texts[place] = f'"{tokens[statuses[place]]}"'
    return texts


def number_text(number: float) -> str:
    """The shortest digits that read back as the same number, without an exponent."""
    text = repr(number)
    if "e" in text:
        return np.format_float_positional(number, unique=True, trim="-")
    return text.removesuffix(".0")
