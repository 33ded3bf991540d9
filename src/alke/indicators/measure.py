"""Measures: what a shown number is, recomputed from values for any `Ref`.

Leaves out which numbers are worth showing (`findings/`) and the source cells under them (`lineage.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import fsum
from statistics import median, pstdev
from typing import Protocol

from alke.areas import COUNTRY, MAINLAND
from alke.base.errors import UnknownCodeError
from alke.base.periods import Period
from alke.indicators import shift_share
from alke.indicators.catalogue import Indicator
from alke.indicators.slope import theil_sen
from alke.indicators.targets import target_of
from alke.indicators.values import Kind, Measure, Ref, Values


class HasValues(Protocol):
    """Anything that gives an indicator's values by id, such as a generation."""

    def values(self, indicator: str, /) -> Values:
        """The values of an indicator."""
        ...


Source = Mapping[str, Values] | Callable[[str], Values] | HasValues


def getter(source: Source) -> Callable[[str], Values]:
    """A function from an indicator's id to its values."""
    if isinstance(source, Mapping):
        known: Mapping[str, Values] = source

        def get(indicator: str) -> Values:
            if indicator not in known:
                raise UnknownCodeError("indicator", indicator, known)
            return known[indicator]

        return get
    return source if callable(source) else source.values


class Number(Protocol):
    """The plain value at an area, period and kind: of the address's own indicator, or of another one that is named."""

    def __call__(self, area: str, period: Period, kind: Kind, indicator: str = "", /) -> float | None:
        """The number, None when there is none."""
        ...


def rests_on(ref: Ref) -> tuple[Ref, ...]:
    """The addresses of the plain values that a number is worked out of, its own first."""
    needed: dict[Ref, None] = {}

    def note(area: str, period: Period, kind: Kind, indicator: str = "", /) -> float:
        needed[Ref(indicator or ref.indicator, area, period, kind)] = None
        return 1.0

    work_out(ref, note)
    return tuple(needed)


def work_out(ref: Ref, number: Number) -> float | None:
    """The number of an address; None when a value it needs is missing.

    Args:
        ref: The address.
        number: Gives plain values.
    """
    if ref.measure is Measure.TARGET:
        return target_of(ref).goal
    if ref.measure is Measure.COUNT:
        return float(len(_mainland(ref, number)))
    if ref.measure is Measure.SPREAD:
        mainland = _mainland(ref, number)
        return pstdev(mainland) if len(mainland) == len(MAINLAND) else None
    own = number(ref.area, ref.period, ref.kind)
    if own is None or ref.measure is Measure.VALUE:
        return own
    if ref.measure is Measure.RANK:
        return 1.0 + sum(each > own for each in _mainland(ref, number)) if ref.area in MAINLAND else None
    if ref.measure is Measure.RANK_LOWEST:
        return 1.0 + sum(each < own for each in _mainland(ref, number)) if ref.area in MAINLAND else None
    if ref.measure is Measure.GAP_MEDIAN:
        mainland = _mainland(ref, number)
        return own - median(mainland) if mainland else None
    if ref.measure is Measure.SLOPE:
        return _slope(ref, number)
    if ref.measure is Measure.GAP_GROUP:
        group = [found for area in ref.others if (found := number(area, ref.period, ref.kind)) is not None]
        return own - median(group) if group and len(group) == len(ref.others) else None
    if ref.measure in (Measure.AS_COUNTRY, Measure.MIX, Measure.OWN):
        return _structure(ref, number)
    return _compared(ref, own, number)


def _compared(ref: Ref, own: float, number: Number) -> float | None:
    """A change, an index, a gap or a percentage: the own value against one other, or against a target."""
    if ref.measure is Measure.GAP_TARGET:
        goal = target_of(ref).goal
        return None if goal is None else own - goal
    if ref.measure in (Measure.CHANGE, Measure.CHANGE_PERCENT, Measure.INDEX):
        # A projected value's change is counted from what was observed, not from an earlier projected value.
        other = number(ref.area, Period.parse(ref.other), Kind.OBSERVED)
    else:
        other = number(ref.other, ref.period, ref.kind)
    if other is None:
        return None
    if ref.measure in (Measure.CHANGE, Measure.GAP):
        return own - other
    if other == 0:
        return None
    return 100 * own / other if ref.measure in (Measure.PERCENT_OF, Measure.INDEX) else 100 * (own - other) / abs(other)


def _structure(ref: Ref, number: Number) -> float | None:
    """A part of a change of jobs: the country's, the mix of industries, or the industries' own."""
    before = Period.parse(ref.other)

    def rest(indicator: str) -> float | None:
        places = ((ref.area, before), (ref.area, ref.period), (COUNTRY, before), (COUNTRY, ref.period))
        numbers = [number(area, period, ref.kind, indicator) for area, period in places]
        known = [each for each in numbers if each is not None]
        return shift_share.beyond(*known) if len(known) == len(places) else None

    if ref.measure is Measure.AS_COUNTRY:
        own, earlier, beyond = number(ref.area, ref.period, ref.kind), number(ref.area, before, ref.kind), rest("")
        return None if own is None or earlier is None or beyond is None else own - earlier - beyond
    beyond_each = [rest(industry) for industry in shift_share.INDUSTRIES]
    known = [each for each in beyond_each if each is not None]
    if len(known) < len(beyond_each) or ref.measure is Measure.OWN:
        return fsum(known) if len(known) == len(beyond_each) else None
    beyond = rest("")
    return None if beyond is None else beyond - fsum(known)


def _slope(ref: Ref, number: Number) -> float | None:
    first, periods = Period.parse(ref.other), [ref.period]
    while first < periods[-1]:
        periods.append(periods[-1].back(1))
    numbers = [number(ref.area, period, ref.kind) for period in reversed(periods)]
    slope = theil_sen([float("nan") if each is None else each for each in numbers])
    return None if slope != slope else slope


def _mainland(ref: Ref, number: Number) -> list[float]:
    return [found for area in MAINLAND if (found := number(area, ref.period, ref.kind)) is not None]


def measure(source: Source, ref: Ref) -> float | None:
    """The number of an address, recomputed from values; None when a value it needs has no number.

    Whether a change may be shown at all is another question: see `crosses_break`.

    Args:
        source: Values by indicator id: a mapping, a function or a generation.
        ref: The address.

    Raises:
        UnknownCodeError: when the indicator or an area is unknown.
    """
    values = getter(source)(ref.indicator)
    for area in (ref.area, *ref.others):
        if area not in values.rows:
            raise UnknownCodeError("area", area, values.areas, where=ref.indicator)
    get = getter(source)

    def number(area: str, period: Period, kind: Kind, indicator: str = "", /) -> float | None:
        return (get(indicator) if indicator else values).number(area, period, kind)

    return work_out(ref, number)


def crosses_break(indicator: Indicator, first: Period, last: Period) -> bool:
    """Whether a declared break lies between two periods, so that no change may be computed between them."""
    low, high = sorted((first, last))
    return any(low < each.period <= high for each in indicator.breaks)
