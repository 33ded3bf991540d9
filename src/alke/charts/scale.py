"""Scales: round ticks, when an axis starts at zero, and labels that do not cover one another. Leaves out drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise


@dataclass(frozen=True)
class Scale:
    """A linear scale from numbers to px, with its ticks.

    Attributes:
        low, high: Numbers at the ends.
        start, end: Their places in px; `end` may lie before `start` (a vertical axis).
        ticks: Round numbers within the ends.
        step: Between two ticks.
    """

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()
    step: float = 1.0

    def __call__(self, number: float) -> float:
        """The place of a number in px."""
        return self.start + (number - self.low) * self.per_unit

    @cached_property
    def per_unit(self) -> float:
        """How many px one unit takes."""
        return (self.end - self.start) / (self.high - self.low)

    @property
    def from_zero(self) -> bool:
        """Whether zero is on the scale."""
        return self.low <= 0 <= self.high

    @cached_property
    def decimals(self) -> int:
        """How many decimals tell two ticks apart."""
        whole = (places for places in range(12) if abs(round(self.step, places) - self.step) < self.step * 1e-6)
        return next(whole, 12)


def round_step(span: float, count: int) -> float:
    """The step 1, 2, 2.5 or 5 × 10ⁿ that cuts `span` into about `count` parts."""
    raw = span / max(count, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= raw * 0.999)


def fit(
    numbers: Iterable[float], start: float, end: float, *, count: int = 4, zero: bool = False, tight: bool = False
) -> Scale:
    """A scale for numbers, ends at ticks or, when `tight`, at the numbers with a little air.

    Zero is on it when asked for, or when the least number is under a third of the largest: an axis may leave zero out
    only where keeping it would flatten what there is to see.
    """
    known = list(numbers)
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if low == high:
        spread = abs(low) * 0.1 or 1.0
        low, high = low - spread, high + spread
        if known and min(known) >= 0:
            low = max(low, 0.0)
    if zero or 0 <= low < high / 3:
        low = min(low, 0.0)
    if zero or low / 3 < high <= 0:
        high = max(high, 0.0)
    # Numbers that computing alone tells apart, or that are next to nothing, still need a span.
    high = max(high, low + max(abs(low) * 1e-9, 1e-200))
    step = round_step(high - low, count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(index * step, 12) if step > 1e-9 else index * step for index in range(first, last + 1))
    if tight:
        air = (high - low) * 0.04
        low, high = low - (air if low else 0), high + (air if high else 0)
        inside = tuple(tick for tick in ticks if low <= tick <= high)
        return Scale(low, high, start, end, inside, step)
    return Scale(ticks[0], ticks[-1], start, end, ticks, step)


def year_ticks(first: float, last: float, count: int) -> list[int]:
    """Round years from first to last, both ends' neighbourhood included, at most about `count`."""
    start, end = math.ceil(first - 1e-9), math.floor(last + 1e-9)
    if end <= start:
        return [start] if end == start else []
    step = next(
        (step for step in (1, 2, 5, 10, 20, 25, 50) if (end - start) / step <= count),
        100,
    )
    return [year for year in range(start, end + 1) if year % step == 0] or [start, end]


def apart(centres: Sequence[float], widths: Sequence[float], gap: float = 6.0) -> list[int]:
    """Which of labels in a row may be written so that none touches another: the ends first, then from the left."""
    kept: list[int] = []
    ends = [0, len(centres) - 1] if len(centres) > 1 else list(range(len(centres)))
    for index in (*ends, *range(1, len(centres) - 1)):
        if all(abs(centres[index] - centres[other]) >= (widths[index] + widths[other]) / 2 + gap for other in kept):
            kept.append(index)
    return sorted(kept)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres for labels beside one another's wanted places: none covers another, all between low and high if they fit.

    Order is kept. Blocks that touch are merged and set at the mean of what they want, as in isotonic regression.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    blocks: list[list[float]] = []  # [top edge, total height]; members in order
    members: list[list[int]] = []
    for index in order:
        blocks.append([wanted[index] - heights[index] / 2, heights[index]])
        members.append([index])
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] > blocks[-1][0]:
            group = members[-2] + members.pop()
            members[-1] = group
            blocks.pop()
            total, tops = 0.0, []
            for member in group:
                tops.append(wanted[member] - heights[member] / 2 - total)
                total += heights[member]
            blocks[-1] = [sum(tops) / len(tops), total]
        blocks[-1][0] = max(low, min(blocks[-1][0], high - blocks[-1][1]))
    places = [0.0] * len(wanted)
    edge = low
    for (top, _), group in zip(blocks, members, strict=True):
        edge = max(edge, top)
        for member in group:
            places[member] = edge + heights[member] / 2
            edge += heights[member]
    return places


Box = tuple[float, float, float, float]  # left, top, right, bottom


class Placer:
    """Finds free places for labels in a plot: first come, first served."""

    def __init__(self, bounds: Box) -> None:
        self.bounds = bounds
        self._taken: list[Box] = []
        self._lines: list[Box] = []  # x and y of the left end, x and y of the right end

    def take(self, box: Box) -> None:
        """Keep a place free of labels."""
        self._taken.append(box)

    def take_line(self, points: Sequence[tuple[float, float]]) -> None:
        """Keep a line through points, from left to right, free of labels."""
        self._lines += [(*start, *end) for start, end in pairwise(points)]

    def free(self, box: Box) -> bool:
        """Whether a box lies within the bounds and covers nothing taken."""
        left, top, right, bottom = box
        low, high, far, deep = self.bounds
        if left < low or top < high or right > far or bottom > deep:
            return False
        for taken in self._taken:
            if left < taken[2] and taken[0] < right and top < taken[3] and taken[1] < bottom:
                return False
        return not any(x2 >= left and x1 <= right and _crosses(box, x1, y1, x2, y2) for x1, y1, x2, y2 in self._lines)

    def place(self, candidates: Sequence[Box]) -> int | None:
        """The first free candidate, taken; None when there is none."""
        for index, box in enumerate(candidates):
            if self.free(box):
                self.take(box)
                return index
        return None


def _crosses(box: Box, x1: float, y1: float, x2: float, y2: float) -> bool:
    """Whether a line that lies within the box's left and right at some place passes through it, with 2 px of air."""
    slope = (y2 - y1) / (x2 - x1) if x2 > x1 else 0.0
    start = y1 + slope * (max(box[0], x1) - x1)
    end = y1 + slope * (min(box[2], x2) - x1)
    return min(start, end) < box[3] + 2 and max(start, end) > box[1] - 2
