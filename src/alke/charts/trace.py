"""One area's line through time: what is observed, what is projected, where the line breaks. Leaves out drawing."""

from __future__ import annotations

from dataclasses import dataclass

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


def segments(values: list[Value], breaks: tuple[Period, ...] = ()) -> list[list[Value]]:
    """Runs of values with a number, in consecutive periods, not reaching over a break."""
    runs: list[list[Value]] = []
    before: Value | None = None
    for value in values:
        if value.number is None:
            before = None
            continue
        over = before is not None and any(before.period < period <= value.period for period in breaks)
        if before is None or over or value.period.back(1) != before.period:
            runs.append([])
        runs[-1].append(value)
        before = value
    return runs


def comparable(indicator: Indicator, main: Trace, others: list[Trace]) -> tuple[list[Trace], list[Trace]]:
    """Those that can share the axis, and those that cannot: a count of another magnitude would flatten the line."""
    if not indicator.additive or not main.known():
        return others, []
    size = max(abs(value.number or 0) for value in main.known())
    near: list[Trace] = []
    far: list[Trace] = []
    for trace in others:
        own = max((abs(value.number or 0) for value in trace.known()), default=size)
        (near if size <= own * OUT_OF_SCALE and own <= size * OUT_OF_SCALE else far).append(trace)
    return near, far
