"""One area's line through time: what is observed, what is projected, where the line breaks. Leaves out drawing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from alke.base.periods import Period
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Value, Values

OUT_OF_SCALE = 5  # a count this many times larger or smaller is not drawn on the same axis


def place_in_time(period: Period) -> float:
    """Where a period stands on a time axis: a year at its number, a part of a year at its middle."""
    if period.frequency == "A":
        return float(period.year)
    return period.end - (period.end - period.back(1).end) / 2


@dataclass(frozen=True)
class Trace:
    """One area's line.

    Attributes:
        observed: Oldest first, those without a number among them.
        projected: The same of the projection.
    """

    area: str
    observed: list[Value]
    projected: list[Value]

    @classmethod
    def of(cls, values: Values, area: str) -> Trace:
        """The line of an area, without periods before its first or after its last number."""
        return cls(area, _trimmed(values.series(area)), _trimmed(values.series(area, Kind.PROJECTION)))

    def known(self) -> list[Value]:
        """Everything that has a number, in order of drawing."""
        return [value for value in [*self.observed, *self.projected] if value.number is not None]


def _trimmed(values: list[Value]) -> list[Value]:
    known = [index for index, value in enumerate(values) if value.number is not None]
    return values[known[0] : known[-1] + 1] if known else []


def pace(values: list[Value]) -> int:
    """How many periods lie between neighbours at least: 1 for a yearly series, 5 for one taken every fifth year."""
    size = {"A": 1, "Q": 4, "M": 12}
    places = [value.period.year * size[value.period.frequency] + value.period.part for value in values]
    return min((after - before for before, after in pairwise(places) if after > before), default=1)


def segments(values: list[Value], breaks: tuple[Period, ...] = ()) -> list[list[Value]]:
    """Runs of values with a number, at the series' own pace, not reaching over a break."""
    step = pace(values)
    runs: list[list[Value]] = []
    before: Value | None = None
    for value in values:
        if value.number is None:
            before = None
            continue
        over = before is not None and any(before.period < period <= value.period for period in breaks)
        if before is None or over or value.period.back(step) != before.period:
            runs.append([])
        runs[-1].append(value)
        before = value
    return runs


def gaps(values: list[Value]) -> list[Period]:
    """Periods between the first and the last number that have none, whether the table names them or not."""
    known = {value.period for value in values if value.number is not None}
    if not known:
        return []
    step, period, missing = pace(values), min(known), []
    while period < max(known):
        if period not in known:
            missing.append(period)
        period = period.back(-step)
    return missing


def comparable(indicator: Indicator, main: Trace, others: list[Trace]) -> tuple[list[Trace], list[Trace]]:
    """Those that can share the axis, and those that cannot: a count of another magnitude would flatten the line.

    A count that is always zero, such as the whole country's balance of moves within it, says nothing and is in neither.
    """
    if not indicator.additive or not main.known():
        return others, []
    size = max(abs(value.number or 0) for value in main.known())
    near: list[Trace] = []
    far: list[Trace] = []
    for trace in others:
        own = max(abs(value.number or 0) for value in trace.known())
        if own:
            (near if size <= own * OUT_OF_SCALE and own <= size * OUT_OF_SCALE else far).append(trace)
    return near, far
