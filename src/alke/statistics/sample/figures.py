"""The numbers of an embedded table: a CSV file whose header names the axes, one of which lies in the columns.

An axis with one category is left out of the file. Every cell is written: a number, ``..`` where the publisher gives
none, or ``.`` where there cannot be one. Leaves out what the table is (`description.py`).
"""

from __future__ import annotations

import csv
import io
import math
import re
from itertools import product
from pathlib import Path

import numpy as np

from alke.base.errors import AlkeError, InputError, nearest, place
from alke.base.periods import Period
from alke.statistics.cube import PLAIN, Axis, Mark, Numbers, Reason, Statuses
from alke.statistics.sample.description import Meta, read_text, time_axis

MARKS = (PLAIN, Mark("..", Reason.NOT_AVAILABLE), Mark(".", Reason.NOT_APPLICABLE))
_STATUS = {mark.sign: status for status, mark in enumerate(MARKS) if mark.sign}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def row_axes(meta: Meta) -> list[str]:
    """The codes of the axes that name a row, in the file's order."""
    codes = [axis.code for axis in meta.axes[:-1]] + [meta.time, meta.axes[-1].code]
    left_out = {axis.code for axis in meta.axes if len(axis) == 1} | {meta.columns, ""}
    return [code for code in codes if code not in left_out]


def read_figures(path: Path, meta: Meta) -> tuple[tuple[Axis, ...], Numbers, Statuses]:
    """The axes (area, classes, time if any, content), numbers and statuses of a table.

    Raises:
        InputError: when a row or cell is missing, doubled, unknown or no number; names the file and the line.
    """
    rows = _rows(path)
    keys = row_axes(meta)
    header = rows[0][1] if rows else []
    if header[: len(keys)] != keys:
        raise InputError(
            f"the header is {','.join(header[: len(keys)])!r}",
            where=place(path, line=1),
            fix=f"It begins with {','.join(keys)}",
        )
    body = rows[1:]
    axes = meta.axes
    if meta.time:
        in_columns = meta.columns == meta.time
        written = header[len(keys) :] if in_columns else dict.fromkeys(row[keys.index(meta.time)] for _, row in body)
        axes = (*meta.axes[:-1], time_axis(meta.time, _periods(tuple(written), path)), meta.axes[-1])
    column_axis = next(axis for axis in axes if axis.code == meta.columns)
    if tuple(header[len(keys) :]) != column_axis.codes:
        wrong = next((code for code in header[len(keys) :] if code not in column_axis.codes), "")
        raise InputError(
            f"unknown column {wrong!r}" if wrong else f"the columns are not the categories of {meta.columns} in order",
            where=place(path, line=1),
            fix=f"The columns are {', '.join(column_axis.codes[:6])} …",
        )
    return axes, *_cells(path, body, keys, axes, column_axis)


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The file's rows, each with the number of the line it ends on."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        return [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        where = place(path, line=reader.line_num)
        raise InputError(f"not readable as CSV: {error}", where=where, fix="Mend the quotes") from None


def _periods(codes: tuple[str, ...], path: Path) -> tuple[str, ...]:
    try:
        parsed = [Period.parse(code) for code in codes]
    except AlkeError as error:
        raise InputError(error.what, where=place(path, line=1), fix=error.fix) from None
    if not parsed or any(later <= earlier for earlier, later in zip(parsed, parsed[1:], strict=False)):
        raise InputError("the periods do not ascend", where=place(path, line=1), fix="Write each once, oldest first")
    return codes


def _cells(
    path: Path, body: list[tuple[int, list[str]]], keys: list[str], axes: tuple[Axis, ...], column_axis: Axis
) -> tuple[Numbers, Statuses]:
    shape = tuple(len(axis) for axis in axes)
    column_place = axes.index(column_axis)
    numbers = np.full(shape, np.nan)
    statuses = np.zeros(shape, np.uint8)
    by_code = {axis.code: axis for axis in axes}
    positions = {axis.code: axis.positions for axis in axes}
    seen: dict[tuple[str, ...], int] = {}
    for line, row in body:
        where = place(path, line=line)
        if len(row) != len(keys) + len(column_axis):
            raise InputError(
                f"{len(row)} fields", where=where, fix=f"A row has {len(keys)} codes and {len(column_axis)} cells"
            )
        coordinates = dict(zip(keys, row, strict=False))
        for code, category in coordinates.items():
            if category not in positions[code]:
                near = nearest(category, by_code[code].codes)
                fix = f"Did you mean {near}" if near else f"Known: {', '.join(by_code[code].codes[:8])}"
                raise InputError(f"unknown {code} {category!r}", where=where, fix=fix)
        key = tuple(row[: len(keys)])
        if key in seen:
            raise InputError(f"{','.join(key)} stands on line {seen[key]} too", where=where, fix="Leave one of them")
        seen[key] = line
        index = tuple(
            slice(None) if place_ == column_place else positions[axis.code].get(coordinates.get(axis.code, ""), 0)
            for place_, axis in enumerate(axes)
        )
        cells = [_cell(cell, where) for cell in row[len(keys) :]]
        numbers[index] = [number for number, _ in cells]
        statuses[index] = [status for _, status in cells]
    for key in product(*(by_code[code].codes for code in keys)):
        if key not in seen:
            last = body[-1][0] if body else 1
            raise InputError(f"no row for {','.join(key)}", where=place(path, line=last), fix="Add it")
    return numbers, statuses


def _cell(text: str, where: str) -> tuple[float, int]:
    if _NUMBER.fullmatch(text):
        return float(text), 0
    if text in _STATUS:
        return math.nan, _STATUS[text]
    raise InputError(f"{text!r} is no number", where=where, fix="Write a number, or .. where there is none")
