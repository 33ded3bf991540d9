"""One area's line through time: what is observed, what is projected, where the line breaks. Leaves out drawing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import sub

from alke.areas import COUNTRY, REGIONS
from alke.base.periods import Period
from alke.findings.rounding import rounded
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Value, Values

_A_YEAR = {"A": 1, "Q": 4, "M": 12}
OUT_OF_SCALE = 5  # a count this many times larger or smaller is not drawn on the same axis
SUM = 2  # a whole country this many times its largest region is a sum of them


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

    @cached_property
    def known(self) -> list[Value]:
        """Everything that has a number, in order of drawing."""
        return [value for value in [*self.observed, *self.projected] if value.number is not None]

    @cached_property
    def ends(self) -> list[Value]:
        """First and last of what is observed and of what is projected: all others lie between them in time."""
        return [value for part in (self.observed, self.projected) if part for value in (part[0], part[-1])]

    @cached_property
    def missing(self) -> list[Period]:
        """Observed periods without a number between the first and the last that have one."""
        return gaps(self.observed)


def _trimmed(values: list[Value]) -> list[Value]:
    known = [index for index, value in enumerate(values) if value.number is not None]
    return values[known[0] : known[-1] + 1] if known else []


def _ordinal(period: Period) -> int:
    """Periods of one frequency, counted."""
    return period.year * _A_YEAR[period.frequency] + period.part


def pace(values: list[Value]) -> int:
    """How many periods lie between neighbours at least: 1 for a yearly series, 5 for one taken every fifth year."""
    places = [_ordinal(value.period) for value in values]
    return max(1, min(map(sub, places[1:], places), default=1))


def segments(values: list[Value], breaks: tuple[Period, ...] = ()) -> list[list[Value]]:
    """Runs of values with a number, at the series' own pace, not reaching over a break."""
    step = pace(values)
    walls = [period.end for period in breaks]
    runs: list[list[Value]] = []
    expected, end = -1, 0.0
    for value in values:
        if value.number is None:
            expected = -1
            continue
        place = _ordinal(value.period)
        over = walls and any(end < wall <= value.period.end for wall in walls)
        if place != expected or over:
            runs.append([])
        runs[-1].append(value)
        expected = place + step
        end = value.period.end if walls else 0.0
    return runs


def gaps(values: list[Value]) -> list[Period]:
    """Periods between the first and the last number that have none, whether the table names them or not."""
    known = [value.period for value in values if value.number is not None]
    step = pace(values)
    if not known or (_ordinal(known[-1]) - _ordinal(known[0])) // step + 1 == len(known):
        return []
    missing: list[Period] = []
    for before, after in pairwise(known):
        count = (_ordinal(after) - _ordinal(before)) // step
        missing += [before.back(-step * place) for place in range(1, count)]
    return missing


def is_sum(values: Values, indicator: Indicator) -> bool:
    """Whether the whole country's number is the sum of the regions' and so no level to compare one region with.

    Some counts are taken as published and not declared additive: a country far beyond every region tells them.
    """
    if indicator.additive:
        return True
    for period in reversed(values.periods()):
        country = values.number(COUNTRY, period)
        if country:
            found = (values.number(code, period) for code in REGIONS)
            known = [abs(number) for number in found if number is not None]
            return len(known) > 1 and abs(country) > SUM * max(known)
    return False


def shows(value: Value, indicator: Indicator) -> bool:
    """Whether a value has a number that does not show as nil, so that a percentage can be reckoned from it."""
    return value.number is not None and rounded(value.number, indicator.decimals) != 0


def comparable(count: bool, main: Trace, others: list[Trace]) -> tuple[list[Trace], list[Trace]]:
    """Those that can share the axis, and those that cannot: a count of another magnitude would flatten the line.

    A count that is always zero, such as the whole country's balance of moves within it, says nothing and is in neither.
    """
    if not count or not main.known:
        return others, []
    size = max(abs(value.number or 0) for value in main.known)
    near: list[Trace] = []
    far: list[Trace] = []
    for trace in others:
        own = max(abs(value.number or 0) for value in trace.known)
        if own:
            (near if size <= own * OUT_OF_SCALE and own <= size * OUT_OF_SCALE else far).append(trace)
    return near, far
