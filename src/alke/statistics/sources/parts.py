"""A table asked for in parts: cut under a server's limit, checked part by part, and put together again as if whole.

Leaves out how a part is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from alke.base.errors import SourceError
from alke.statistics.cube import PLAIN, Axis, Cube, Mark

Block = tuple[range, ...]
_T = TypeVar("_T")
_MARKS = 255


class ChangedError(SourceError):
    """The publisher updated the table while its parts were fetched."""


def blocks(shape: Sequence[int], limit: int) -> Iterator[Block]:
    """Cut a table into blocks of at most `limit` cells, in order, along its longest axis and then the next."""

    def cut(block: Block) -> Iterator[Block]:
        size = math.prod(map(len, block))
        longest = max(range(len(block)), key=lambda place: len(block[place]), default=0)
        if size <= limit or len(block[longest]) <= 1:
            yield block
            return
        whole = block[longest]
        step = max(1, limit // (size // len(whole)))
        for start in range(0, len(whole), step):
            yield from cut((*block[:longest], whole[start : start + step], *block[longest + 1 :]))

    yield from cut(tuple(range(length) for length in shape))


def fitted(part: Cube, asked: Sequence[tuple[str, tuple[str, ...]]], *, where: str) -> Cube:
    """A part with its axes and categories in the order asked for.

    Args:
        part: What came.
        asked: Variable code and category codes of each axis.
        where: Where it came from, for errors.

    Raises:
        SourceError: when it is not exactly what was asked for.
    """
    codes = {axis.code: axis for axis in part.axes}
    fix = "Fetch again; if it stays, the publisher has changed the table or its service"
    if set(codes) != {code for code, _ in asked}:
        what = f"variables {', '.join(code for code, _ in asked)} were asked for, {', '.join(codes)} came"
        raise SourceError(what, where=where, fix=fix)
    numbers, statuses = part.numbers, part.statuses
    order = [part.axis_place(code) for code, _ in asked]
    numbers, statuses = numbers.transpose(order), statuses.transpose(order)
    axes = []
    for place, (code, wanted) in enumerate(asked):
        axis = codes[code]
        if axis.codes != wanted:
            if set(axis.codes) != set(wanted):
                raise SourceError(f"variable {code}: {_difference(wanted, axis.codes)}", where=where, fix=fix)
            positions = axis.positions
            index = [positions[each] for each in wanted]
            numbers, statuses = numbers.take(index, place), statuses.take(index, place)
            labels = {language: tuple(texts[i] for i in index) for language, texts in axis.labels.items()}
            axis = replace(axis, codes=wanted, labels=labels)
        axes.append(axis)
    return part.with_(axes=tuple(axes), numbers=numbers, statuses=statuses)


def _difference(wanted: Sequence[str], came: Sequence[str]) -> str:
    absent, extra = [c for c in wanted if c not in set(came)], [c for c in came if c not in set(wanted)]
    words = [f"{len(absent)} of the categories asked for did not come ({', '.join(absent[:3])} …)"] if absent else []
    words += [f"{len(extra)} came that were not asked for ({', '.join(extra[:3])} …)"] if extra else []
    return " and ".join(words)


def joined(axes: Sequence[Axis], parts: Sequence[tuple[Block, Cube]], *, where: str) -> Cube:
    """The whole table of its fitted parts, the same as if it had come whole.

    Raises:
        ChangedError: when the parts are of different updates.
        SourceError: when they use more marks than a table can hold.
    """
    updates = {part.updated for _, part in parts}
    if len(updates) > 1:
        what = f"the table was updated while it was being fetched ({' and '.join(sorted(updates))})"
        raise ChangedError(what, where=where, fix="Fetch it again")
    shape = tuple(map(len, axes))
    numbers, places = np.empty(shape), np.zeros(shape, np.int64)
    every: dict[Mark, int] = {PLAIN: 0}
    for block, part in parts:
        at = np.ix_(*block)
        table = np.array([every.setdefault(mark, len(every)) for mark in part.marks])
        numbers[at], places[at] = part.numbers, table[part.statuses]
    marks = _in_order(tuple(every), places)
    if len(marks) > _MARKS:
        fix = "A table of texts is no statistic; take another"
        raise SourceError(f"{len(marks)} different marks stand in the cells", where=where, fix=fix)
    table = np.zeros(len(every), np.uint8)
    for place, mark in enumerate(marks):
        table[every[mark]] = place
    first = parts[0][1]
    content = [
        _united(axis, [(block[place], part.axes[place]) for block, part in parts]) for place, axis in enumerate(axes)
    ]
    warnings = tuple(dict.fromkeys(warning for _, part in parts for warning in part.warnings))
    return first.with_(
        axes=tuple(content), numbers=numbers, statuses=table[places], marks=marks, warnings=warnings, extra={}
    )


def _in_order(marks: Sequence[Mark], places: npt.NDArray[np.int64]) -> tuple[Mark, ...]:
    """The marks in use: signs in the order in which they first stand in the table, a sign's own kinds together."""
    used, first = np.unique(places, return_index=True)
    seen: dict[str, int] = {"": -1}
    for place in used[np.argsort(first)].tolist():
        seen.setdefault(marks[place].sign, len(seen))
    rest = [marks[place] for place in used.tolist() if place]
    return (PLAIN, *sorted(rest, key=lambda mark: (seen[mark.sign], not mark.reason.has_number, str(mark))))


def _united(axis: Axis, parts: Sequence[tuple[range, Axis]]) -> Axis:
    """The axis as the table's description has it, with what only the data tell of it."""
    units: dict[str, str] = {}
    decimals: dict[str, int] = {}
    parents: dict[str, str] = {}
    names: dict[str, str] = {}
    labels: dict[str, list[str]] = {}
    for block, part in parts:
        units |= part.units
        decimals |= part.decimals
        parents |= part.parents
        names |= part.names
        for language, texts in part.labels.items():
            whole = labels.setdefault(language, list(axis.codes))
            whole[block.start : block.stop] = texts
    order = axis.positions
    return replace(
        axis,
        names={**names, **axis.names},
        labels={**{language: tuple(texts) for language, texts in labels.items()}, **axis.labels},
        units=_sorted({**units, **axis.units}, order),
        decimals=_sorted({**decimals, **axis.decimals}, order),
        parents=parents or axis.parents,
    )


def _sorted(values: Mapping[str, _T], order: Mapping[str, int]) -> dict[str, _T]:
    return dict(sorted(values.items(), key=lambda item: order.get(item[0], 0)))
