"""Reading an input's cells from kept tables: a `Selection` of one vintage, and the stack of all that may hold it.

A `Reading` knows for every area and period which cells of the table it is made of, so the same object gives both the
numbers (`block`) and, for one number, its source cells (`cells`). Leaves out formulas (`formula.py`) and area codes
(`places.py`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from alke.base.errors import InputError
from alke.base.periods import Period
from alke.indicators import places
from alke.indicators.catalogue import Input, Selection
from alke.indicators.formula import NIL, NOT_AVAILABLE, NUMBER, REASONS, Cells
from alke.statistics.cube import Axis, Cube, Reason, Role
from alke.statistics.matching import first, fold, is_total, means, total, whole
from alke.statistics.store import Store, Vintage

# Which reason a sum gives when its members lack a number for several: the one that says most first.
_SAYS_MOST = (
    Reason.CONFIDENTIAL,
    Reason.NOT_YET,
    Reason.NOT_AVAILABLE,
    Reason.NOT_APPLICABLE,
    Reason.LESS_THAN_HALF,
    Reason.OTHER,
    Reason.NIL,
)
_WEIGHT = np.array([_SAYS_MOST[::-1].index(r) + 1 if r in _SAYS_MOST else 0 for r in REASONS], np.uint8)
_BY_WEIGHT = np.array([NUMBER, *(REASONS.index(r) for r in _SAYS_MOST[::-1])], np.uint8)


class Holdings:
    """The vintages that a computation may see, with their cubes opened once."""

    def __init__(self, store: Store, vintages: Iterable[Vintage]) -> None:
        self._store = store
        self.vintages = tuple(sorted(vintages, key=lambda v: (v.retrieved, v.updated, v.id), reverse=True))
        self._cubes: dict[str, Cube] = {}
        self._rows: dict[tuple[str, bool], places.Rows] = {}

    def of(self, selection: Selection) -> list[Vintage]:
        """The vintages that a selection accepts, newest first."""
        return [v for v in self.vintages if v.source == selection.source and v.table in selection.tables]

    def cube(self, vintage: Vintage) -> Cube:
        """The table of a vintage."""
        if vintage.id not in self._cubes:
            self._cubes[vintage.id] = self._store.cube(vintage)
        return self._cubes[vintage.id]

    def rows(self, vintage: Vintage, *, summed: bool) -> places.Rows:
        """Which rows of the vintage's table make up each area."""
        key = (vintage.id, summed)
        if key not in self._rows:
            self._rows[key] = places.rows(self.cube(vintage), vintage, summed=summed)
        return self._rows[key]


@dataclass(frozen=True)
class Reading:
    """One vintage under one selection.

    Attributes:
        rows: Rows of the table's area axis that make up each area.
        columns: Places on its time axis that make up each period, none for a table without time, which holds always.
        picks: Place of each class axis and the categories to be summed on it.
        mean: A period is the mean of its columns, not their sum.
    """

    vintage: Vintage
    cube: Cube
    rows: places.Rows
    columns: Mapping[Period, tuple[int, ...]]
    picks: tuple[tuple[int, tuple[int, ...]], ...]
    scale: float
    mean: bool

    @property
    def timeless(self) -> bool:
        """Whether the table has no time axis, so that its numbers hold for every period."""
        return not any(axis.role is Role.TIME for axis in self.cube.axes)

    @cached_property
    def block(self) -> Cells:
        """The numbers, areas × periods (× one column when timeless), in the order of `rows` and `columns`."""
        roles = [axis.role for axis in self.cube.axes]
        order = [place for place, role in enumerate(roles) if role is Role.AREA]
        order += [place for place, role in enumerate(roles) if role is Role.TIME]
        order += [place for place, _ in self.picks]
        chosen = [np.asarray(self._chosen(place)) for place in range(len(roles))]
        index = np.ix_(*chosen)
        numbers = np.transpose(self.cube.numbers[index], order)
        marks = np.transpose(self.cube.statuses[index], order)
        lead = (-1 if Role.AREA in roles else 1, numbers.shape[int(Role.AREA in roles)] if Role.TIME in roles else 1)
        rows = numbers.shape[0] if Role.AREA in roles else 1
        shape = (rows, lead[1], -1)
        cells = _marked(numbers.reshape(shape), marks.reshape(shape), self.cube)
        cells = _total(cells, 2)
        cells = _joined([_total(cells.take((list(members),)), 0) for members in self.rows.members.values()], 0)
        if not self.timeless:
            cells = _joined([self._period(cells, places_) for places_ in self.columns.values()], 1)
        return Cells(cells.numbers * self.scale, cells.reasons, cells.preliminary)

    def _chosen(self, place: int) -> Sequence[int]:
        picked = dict(self.picks)
        return picked.get(place, range(len(self.cube.axes[place])))

    def _period(self, cells: Cells, columns: tuple[int, ...]) -> Cells:
        total = _total(cells.take((slice(None), list(columns))), 1)
        return Cells(total.numbers / len(columns), total.reasons, total.preliminary) if self.mean else total

    def cells(self, area: str, period: Period) -> list[tuple[int, ...]]:
        """The places in the cube of the cells that an area's number in a period is made of."""
        columns = () if self.timeless else self.columns[period]
        picked = dict(self.picks)
        choices: list[Sequence[int]] = []
        for place, axis in enumerate(self.cube.axes):
            if axis.role is Role.AREA:
                choices.append(self.rows.members[area])
            elif axis.role is Role.TIME:
                choices.append(columns)
            else:
                choices.append(picked[place])
        return list(itertools.product(*choices))

    def share(self, period: Period) -> float:
        """What each cell is multiplied by before they are summed."""
        return self.scale / len(self.columns[period]) if self.mean and not self.timeless else self.scale


@dataclass(frozen=True)
class Stack:
    """All readings of an input, laid over each other cell by cell.

    Attributes:
        cells: Areas × periods.
        origin: Which of `readings` each cell comes from, −1 where none has it.
        lag: How many periods earlier the table was read.
    """

    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    cells: Cells
    origin: npt.NDArray[np.int16]
    readings: tuple[Reading, ...]
    lag: int
    years: Mapping[str, str] = field(default_factory=dict)

    def at(self, area: str, period: Period) -> tuple[Reading, Period] | None:
        """The reading an area's number in a period comes from, and the period in its table."""
        if area not in self.areas or period not in self.periods:
            return None
        place = int(self.origin[self.areas.index(area), self.periods.index(period)])
        return None if place < 0 else (self.readings[place], period.back(self.lag))

    def over(self, areas: Sequence[str], periods: Sequence[Period]) -> tuple[Cells, npt.NDArray[np.int16]]:
        """The cells and origins of other areas and periods, "not available" where the stack has none."""
        shape = (len(areas), len(periods))
        numbers, reasons = np.full(shape, np.nan), np.full(shape, NOT_AVAILABLE, np.uint8)
        preliminary, origin = np.zeros(shape, bool), np.full(shape, -1, np.int16)
        row = {area: place for place, area in enumerate(self.areas)}
        column = {period: place for place, period in enumerate(self.periods)}
        rows = [(i, row[a]) for i, a in enumerate(areas) if a in row]
        columns = [(j, column[p]) for j, p in enumerate(periods) if p in column]
        if rows and columns:
            to = np.ix_([i for i, _ in rows], [j for j, _ in columns])
            of = np.ix_([i for _, i in rows], [j for _, j in columns])
            numbers[to], reasons[to] = self.cells.numbers[of], self.cells.reasons[of]
            preliminary[to], origin[to] = self.cells.preliminary[of], self.origin[of]
        return Cells(numbers, reasons, preliminary), origin


def readings(wanted: Input, selection: Selection, holdings: Holdings, *, summed: bool) -> list[Reading]:
    """What each vintage that a selection accepts gives for an input, newest first; those without it left out."""
    found = []
    for vintage in holdings.of(selection):
        cube = holdings.cube(vintage)
        picks = _picks(cube, selection)
        if picks is None:
            continue
        rows = holdings.rows(vintage, summed=summed)
        columns, windowed = _columns(cube, wanted.window)
        if rows.members and (columns or not any(axis.role is Role.TIME for axis in cube.axes)):
            mean = windowed and wanted.window == "mean12"
            found.append(Reading(vintage, cube, rows, columns, picks, selection.scale, mean))
    return found


def stack(wanted: Input, holdings: Holdings, *, summed: bool, periods: Iterable[Period] = ()) -> Stack:
    """Lay an input's readings over each other.

    Among vintages of one selection the newest that has the cell decides, number or not: what a publisher withdraws is
    not shown from an older vintage. Between selections a number wins over a reason. A series is never mixed of two
    territories: an area has the borders that the reading with its newest period gives it, and others are not used.

    Args:
        wanted: The input.
        holdings: The kept tables that may be used.
        summed: Whether municipalities may be summed to regions.
        periods: Periods to give a table without time, when every reading is such.
    """
    groups = [readings(wanted, selection, holdings, summed=summed) for selection in wanted.selections]
    flat = tuple(reading for group in groups for reading in group)
    dated = {period.back(-wanted.lag) for reading in flat for period in reading.columns}
    all_periods = tuple(sorted(dated or set(periods), key=lambda p: (p.end, p.frequency)))
    areas = places.ordered({area for reading in flat for area in reading.rows.members})
    row = {area: place for place, area in enumerate(areas)}
    column = {period: place for place, period in enumerate(all_periods)}
    shape = (len(areas), len(all_periods))
    numbers, reasons = np.full(shape, np.nan), np.full(shape, NOT_AVAILABLE, np.uint8)
    preliminary, origin = np.zeros(shape, bool), np.full(shape, -1, np.int16)
    years = _years(flat)
    place = 0
    for group in groups:
        decided = np.zeros(shape, bool)
        for reading in group:
            kept = [
                (i, row[area])
                for i, area in enumerate(reading.rows.members)
                if places.same_territory(area, years[area], reading.rows.year[area])
            ]
            block = reading.block
            if reading.timeless:
                block = block.take((slice(None), [0] * len(all_periods)))
                steps = [(j, j) for j in range(len(all_periods))]
            else:
                steps = [(j, column[p.back(-wanted.lag)]) for j, p in enumerate(reading.columns)]
            of = np.ix_([i for i, _ in kept], [j for j, _ in steps])
            to = np.ix_([i for _, i in kept], [j for _, j in steps])
            free = ~decided[to] & (reasons[to] != NUMBER) & ((origin[to] < 0) | (block.reasons[of] == NUMBER))
            numbers[to] = np.where(free, block.numbers[of], numbers[to])
            reasons[to] = np.where(free, block.reasons[of], reasons[to])
            preliminary[to] = np.where(free, block.preliminary[of], preliminary[to])
            origin[to] = np.where(free, place, origin[to])
            decided[to] = True
            place += 1
    return Stack(areas, all_periods, Cells(numbers, reasons, preliminary), origin, flat, wanted.lag, years)


def _years(found: Iterable[Reading]) -> dict[str, str]:
    """The division that each area is meant in: that of the reading with the newest period, the first of equals."""
    years: dict[str, str] = {}
    ends: dict[str, float] = {}
    for reading in found:
        end = max((period.end for period in reading.columns), default=0.0)
        for area, year in reading.rows.year.items():
            if end > ends.get(area, -1.0):
                years[area], ends[area] = year, end
    return years


def _marked(numbers: npt.NDArray[np.float64], marks: npt.NDArray[np.uint8], cube: Cube) -> Cells:
    meaning = [mark.reason for mark in cube.marks]
    reasons = np.array([NUMBER if r.has_number else REASONS.index(r) for r in meaning], np.uint8)[marks]
    reasons = np.where((reasons == NUMBER) & np.isnan(numbers), NOT_AVAILABLE, reasons).astype(np.uint8)
    preliminary = np.array([reason is Reason.PRELIMINARY for reason in meaning])[marks]
    starred = [
        j for axis in cube.axes if axis.role is Role.TIME for j, code in enumerate(axis.codes) if code[-1:] == "*"
    ]
    if starred:
        preliminary[:, starred] = True
    return Cells(numbers, reasons, preliminary)


def _total(cells: Cells, axis: int) -> Cells:
    """The sum over an axis: a missing member's reason instead of a partial sum, and nil (exactly none) as nothing."""
    if cells.numbers.shape[axis] == 1:
        return cells.take((slice(None),) * axis + (0,))
    nil = (cells.reasons == NIL).all(axis)
    weights = np.where(cells.reasons == NIL, 0, _WEIGHT[cells.reasons]).max(axis)
    reasons = np.where(nil, NIL, _BY_WEIGHT[weights]).astype(np.uint8)
    numbers = np.where(np.isnan(cells.numbers), 0.0, cells.numbers).sum(axis)
    numbers = np.where(reasons == NUMBER, numbers, np.nan)
    return Cells(numbers, reasons, cells.preliminary.any(axis) & (reasons == NUMBER))


def _joined(parts: list[Cells], axis: int) -> Cells:
    return Cells(
        np.stack([part.numbers for part in parts], axis),
        np.stack([part.reasons for part in parts], axis),
        np.stack([part.preliminary for part in parts], axis),
    )


def _picks(cube: Cube, selection: Selection) -> tuple[tuple[int, tuple[int, ...]], ...] | None:
    """The categories to sum on each axis but area and time; None when the table lacks one that is asked for."""
    picks = []
    asked = dict(selection.take)
    for place, axis in enumerate(cube.axes):
        if axis.role in (Role.AREA, Role.TIME):
            continue
        key = next((key for key in asked if means(key, axis)), None)
        groups = asked.pop(key) if key is not None else None
        found = [total(axis)] if groups is None else [_category(axis, accepted) for accepted in groups]
        if not all(found):
            return None
        picks.append((place, tuple(category for each in found for category in each)))
    return None if asked else tuple(picks)


def _category(axis: Axis, accepted: Sequence[str]) -> tuple[int, ...]:
    """The category that accepted codes name; the categories that make it up, for a total; none when it is not there."""
    found = first(axis, accepted)
    if found is not None:
        return (found,)
    if is_total(accepted):
        return whole(axis)
    label = fold(axis.codes[0])
    if axis.role is Role.CONTENT and len(axis) == 1 and " " in label:
        # A format without codes gives the content's name instead: "Väestö 31.12." for the code vaesto.
        return (0,) if any(re.match(rf"{re.escape(fold(word))}\b", label) for word in accepted) else ()
    return ()


def _columns(cube: Cube, window: str) -> tuple[dict[Period, tuple[int, ...]], bool]:
    axis = next((axis for axis in cube.axes if axis.role is Role.TIME), None)
    if axis is None:
        return {}, False
    found: dict[Period, tuple[int, ...]] = {}
    for place, code in enumerate(axis.codes):
        period = _period(axis, code)
        if period is not None:
            found[period] = (place,)
    if not window or not any(period.frequency == "M" for period in found):
        return found, False
    years: dict[int, dict[int, int]] = {}
    for period, (place,) in found.items():
        if period.frequency == "M":
            years.setdefault(period.year, {})[period.part] = place
    return {Period(y): tuple(m[i] for i in range(1, 13)) for y, m in sorted(years.items()) if len(m) == 12}, True


def _period(axis: Axis, code: str) -> Period | None:
    for text in (code, axis.label(code, "fi")):
        try:
            return Period.parse(text)
        except InputError:
            continue
    return None
