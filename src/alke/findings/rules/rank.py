"""Rank: the place among the eighteen mainland regions, with ties and with the gap in units.

One period for all: the newest in which every mainland region has a number. The gap is told with every place, because a
place alone makes a tenth of a point look like a defeat: for the first and the last to the region next to it, otherwise
to the regions' median (for the population to the next region, since a median of sizes says little). Regions that show
the same number are told together. Åland is never ranked; its distance from the median is told apart. The place is
counted from the nearer end.

Where the publisher gives intervals, the place is told only of a region whose interval meets no other region's; of the
others it is refused. Refuses a place also when the regions have no period in common. A sample survey without intervals
is not ranked, since its order may be chance; where an area's population is under the indicator's `rank_minimum` that is
said. Nor are counts ranked, which merely reflect size; the population is, as the measure of size itself, and a balance
is, because its sign is worth knowing.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.areas import MAINLAND, REGIONS
from alke.base.periods import Period
from alke.findings import score
from alke.findings.because import Because
from alke.findings.context import POPULATION, Context, Numbers, ranked
from alke.findings.finding import Finding
from alke.indicators.values import Measure, Ref

NAME = "rank"
_PLACES = 3.0  # places moved in a year that are wholly new


def find(context: Context) -> Iterator[Finding]:
    """At most one finding (``first``, ``last``, ``high``, ``low``, ``apart_…`` for Åland), or a refusal."""
    if context.latest is None or context.area not in REGIONS:
        return
    if context.area in MAINLAND and context.small_survey(context.latest.period):
        minimum = context.indicator.rank_minimum
        yield context.refusal(NAME, Because.SURVEY_SMALL, context.latest.period, minimum=minimum)
    if context.uncertain(context.latest.period) and context.area in MAINLAND:
        yield _clear(context, context.latest.period)
        return
    if not ranked(context.indicator, context.series):
        return
    period = context.series.latest_common(MAINLAND)
    if period is None:
        yield context.refusal(NAME, Because.MIXED_PERIODS, context.latest.period)
    elif context.area not in MAINLAND:
        yield from _apart(context, period)
    else:
        yield _placed(context, period)


def _clear(context: Context, latest: Period) -> Finding:
    """The place of a region whose published interval meets no other region's; otherwise a refusal."""
    period = context.series.latest_common(MAINLAND)
    if period is None:
        return context.refusal(NAME, Because.MIXED_PERIODS, latest)
    others = (area for area in MAINLAND if area != context.area)
    if any(context.overlap(context.area, period, other, period) for other in others):
        return context.refusal(NAME, Because.OVERLAP, period)
    return _placed(context, period)


def _apart(context: Context, period: Period) -> Iterator[Finding]:
    refs = {"value": context.ref(period), "gap": context.ref(period, Measure.GAP_MEDIAN)}
    if context.amount or context.number(refs["value"]) is None:
        return
    gap = context.number(refs["gap"]) or 0.0
    case = "apart_same" if context.zero(gap) else "apart_above" if gap > 0 else "apart_below"
    parts = {"unusual": score.unusual(context.number(refs["value"]) or 0.0, context.mainland(period))}
    yield context.finding(NAME, case, period, refs, score=parts)


def _placed(context: Context, period: Period) -> Finding:
    numbers = context.mainland(period)
    own = float(numbers[MAINLAND.index(context.area)])
    above, below = int((numbers > own).sum()), int((numbers < own).sum())
    high = above <= below
    refs = {
        "value": context.ref(period),
        "rank": context.ref(period, Measure.RANK if high else Measure.RANK_LOWEST),
        "count": context.ref(period, Measure.COUNT),
    }
    same = [
        area
        for area, number in zip(MAINLAND, numbers.tolist(), strict=True)
        if area != context.area and context.looks_same(number, own)
    ]
    facts: dict[str, str | int] = {"same": ",".join(same)} if same else {}
    first = min(above, below) == 0
    if not same and (first or context.indicator.id == POPULATION):
        nearest = _nearest(numbers, own, high=high)
        refs["next_gap"] = context.ref(period, Measure.GAP, nearest)
        facts["next"] = nearest
    else:
        _median(context, period, refs, facts)
    case = ("first" if high else "last") if first else ("high" if high else "low")
    return context.finding(NAME, case, period, refs, facts=facts, score=_score(context, period, numbers, own))


def _nearest(numbers: Numbers, own: float, *, high: bool) -> str:
    """The next region towards the nearer end, or, at that end, the next one inwards."""
    outwards = {float(number): area for area, number in zip(MAINLAND, numbers, strict=True) if number != own}
    beyond = [number for number in outwards if (number > own) == high]
    if beyond:
        return outwards[min(beyond) if high else max(beyond)]
    return outwards[max(outwards) if high else min(outwards)]


def _median(context: Context, period: Period, refs: dict[str, Ref], facts: dict[str, str | int]) -> None:
    gap = context.number(context.ref(period, Measure.GAP_MEDIAN))
    if gap is None:
        return
    if context.zero(gap):
        facts["at_median"] = 1
    else:
        refs["median_gap"] = context.ref(period, Measure.GAP_MEDIAN)


def _score(context: Context, period: Period, numbers: Numbers, own: float) -> dict[str, float]:
    """An end of the order weighs more than its middle; a place that was another a year ago is new."""
    extreme = score.part(abs(int((numbers > own).sum()) - int((numbers < own).sum())), len(MAINLAND) - 1.0)
    before = context.mainland(period.back(1))
    then = float(before[MAINLAND.index(context.area)])
    places = 0 if np.isnan(before).any() else abs(int((before > then).sum()) - int((numbers > own).sum()))
    moved = score.part(places, _PLACES)
    if context.indicator.id == POPULATION:
        return {"size": extreme, "new": moved}
    return {"size": extreme, "unusual": score.unusual(own, numbers), "new": moved}
