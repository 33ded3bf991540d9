"""Measures: what a shown number is, recomputed from values for any `Ref`.

Leaves out which numbers are worth showing (`findings/`) and the source cells under them (`lineage.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from typing import Protocol

from alke.areas import MAINLAND
from alke.base.errors import UnknownCodeError
from alke.base.periods import Period
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Measure, Ref, Values


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


def rests_on(ref: Ref) -> tuple[Ref, ...]:
    """The addresses of the plain values that a number is worked out of, its own first."""
    own = Ref(ref.indicator, ref.area, ref.period, ref.kind)
    match ref.measure:
        case Measure.VALUE:
            return (own,)
        case Measure.CHANGE | Measure.CHANGE_PERCENT:
            # A projected value's change is counted from what was observed, not from an earlier projected value.
            return (own, Ref(ref.indicator, ref.area, Period.parse(ref.other)))
        case Measure.GAP | Measure.PERCENT_OF:
            return (own, Ref(ref.indicator, ref.other, ref.period, ref.kind))
        case Measure.GAP_MEDIAN | Measure.RANK | Measure.RANK_LOWEST:
            mainland = [Ref(ref.indicator, area, ref.period, ref.kind) for area in MAINLAND]
            return (own, *(other for other in mainland if other != own))
        case Measure.COUNT:
            return tuple(Ref(ref.indicator, area, ref.period, ref.kind) for area in MAINLAND)


def work_out(ref: Ref, numbers: Mapping[Ref, float | None]) -> float | None:
    """The number of an address from the plain values of `rests_on(ref)`; None when a value it needs is missing."""
    mainland = [
        number
        for area in MAINLAND
        if (number := numbers.get(Ref(ref.indicator, area, ref.period, ref.kind))) is not None
    ]
    if ref.measure is Measure.COUNT:
        return float(len(mainland))
    needed = rests_on(ref)
    own = numbers.get(needed[0])
    if own is None:
        return None
    if ref.measure is Measure.VALUE:
        return own
    if ref.measure is Measure.RANK:
        return 1.0 + sum(number > own for number in mainland) if ref.area in MAINLAND else None
    if ref.measure is Measure.RANK_LOWEST:
        return 1.0 + sum(number < own for number in mainland) if ref.area in MAINLAND else None
    if ref.measure is Measure.GAP_MEDIAN:
        return own - median(mainland) if mainland else None
    other = numbers.get(needed[1])
    if other is None:
        return None
    if ref.measure in (Measure.CHANGE, Measure.GAP):
        return own - other
    if other == 0:
        return None
    return 100 * own / other if ref.measure is Measure.PERCENT_OF else 100 * (own - other) / abs(other)


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
    for area in (ref.area, ref.other if ref.measure in (Measure.GAP, Measure.PERCENT_OF) else ref.area):
        if area not in values.rows:
            raise UnknownCodeError("area", area, values.areas, where=ref.indicator)
    return work_out(ref, {each: values.number(each.area, each.period, each.kind) for each in rests_on(ref)})


def crosses_break(indicator: Indicator, first: Period, last: Period) -> bool:
    """Whether a declared break lies between two periods, so that no change may be computed between them."""
    low, high = sorted((first, last))
    return any(low < each.period <= high for each in indicator.breaks)
