"""Convergence: whether a region nears the country or parts from it, and whether the regions near one another.

Of a region: the size of its gap to the country has a tested trend over eight to twenty years. Of the whole country:
the spread of the mainland regions (standard deviation of rates and of money per head) has one (σ), or the regions that
began lower have grown more (β, rank correlation by Kendall). A trend is tested as in `findings.signal`. Refuses
nothing; tells nothing of counts, which reflect size, of what can be negative, or of sample surveys.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.areas import COUNTRY, MAINLAND
from alke.findings import score, signal
from alke.findings.context import Context, is_country
from alke.findings.finding import Finding
from alke.indicators.values import Measure, Ref, Value

NAME = "convergence"
_LONGEST = 20  # years looked at
_BETA_AT = 0.01


def find(context: Context) -> Iterator[Finding]:
    """Of a region ``nearer_…`` or ``further_…``; of the country ``spread_…`` or ``lower_grew_more``."""
    run = context.unbroken[-_LONGEST:]
    if context.amount or context.signed or context.indicator.survey or len(run) < signal.ENOUGH:
        return
    if is_country(context.area):
        yield from _spread(context, run)
        yield from _beta(context, run)
    else:
        yield from _gap(context, run)


def _gap(context: Context, run: tuple[Value, ...]) -> Iterator[Finding]:
    country = [context.series.number(COUNTRY, value.period) for value in run]
    if None in country:
        return
    gaps = np.array([value.number for value in run], dtype=np.float64) - np.array(country, dtype=np.float64)
    way = signal.trend(np.abs(gaps))
    if not way or np.sign(gaps[0]) != np.sign(gaps[-1]):
        return
    first, latest = run[0].period, run[-1].period
    refs = {
        "value": context.ref(latest),
        "gap": context.ref(latest, Measure.GAP, COUNTRY),
        "gap_before": context.ref(first, Measure.GAP, COUNTRY),
    }
    if context.looks_same(abs(float(gaps[0])), abs(float(gaps[-1]))) or context.zero(float(gaps[-1])):
        return
    parts = {
        "size": score.part(float(abs(gaps[-1]) - abs(gaps[0])), 2 * score.spread(context.mainland(latest))),
        "lasting": score.part(len(run), _LONGEST),
    }
    side = "above" if gaps[-1] > 0 else "below"
    case = f"{'further' if way > 0 else 'nearer'}_{side}"
    yield context.finding(NAME, case, latest, refs, facts={"since": str(first)}, score=parts)


def _spread(context: Context, run: tuple[Value, ...]) -> Iterator[Finding]:
    refs = [Ref(context.indicator.id, context.area, value.period, measure=Measure.SPREAD) for value in run]
    spreads = [context.number(ref) for ref in refs]
    if None in spreads:
        return
    numbers = np.array(spreads, dtype=np.float64)
    way = signal.trend(numbers)
    if not way or context.looks_same(float(numbers[0]), float(numbers[-1])):
        return
    parts = {"size": score.part(float(numbers[-1] / numbers[0]) - 1, 0.5), "lasting": score.part(len(run), _LONGEST)}
    case = "spread_wider" if way > 0 else "spread_narrower"
    facts = {"since": str(run[0].period)}
    both = {"spread": refs[-1], "spread_before": refs[0]}
    yield context.finding(NAME, case, run[-1].period, both, facts=facts, score=parts)


def _beta(context: Context, run: tuple[Value, ...]) -> Iterator[Finding]:
    if not context.ratio_scale:
        return
    first, last = context.mainland(run[0].period), context.mainland(run[-1].period)
    if np.isnan(first).any() or np.isnan(last).any() or (first <= 0).any():
        return
    growth = ((last - first) / first)[np.argsort(first, kind="stable")]
    lower, upper = growth[: len(MAINLAND) // 2], growth[len(MAINLAND) // 2 :]
    if signal.kendall(growth) > _BETA_AT or np.median(lower) <= np.median(upper) or growth.min() <= 0:
        return
    facts = {"since": str(run[0].period)}
    parts = {"size": 0.5, "lasting": score.part(len(run), _LONGEST)}
    refs = {"value": context.ref(run[-1].period)}
    yield context.finding(NAME, "lower_grew_more", run[-1].period, refs, facts=facts, score=parts)
