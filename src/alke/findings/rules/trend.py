"""Trend: a direction that the newest years share beyond chance, with its typical yearly change.

Looks at the newest eight to twenty yearly values without a break. `findings.signal.trend` decides: the order of the
numbers (Mann–Kendall), the slope without any one year, and whether the series merely wanders. The change told is Theil
and Sen's, the median of the changes between all pairs of years, which one odd year does not move.

Refuses a series of three to seven years, because it is too short to test, and one cut by a declared break. Tells
nothing of what can be negative (a balance has no growth), nor of a sample survey in an area under its `rank_minimum`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.findings import score, signal
from alke.findings.because import Because
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.indicators.values import Measure

NAME = "trend"
LONGEST = 20  # years looked at
_REFUSED_FROM = 3  # years under which nobody would look for a trend


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``rises`` or ``falls``; or a refusal."""
    latest = context.latest
    if latest is None or latest.period.frequency != "A" or context.signed or context.small_survey(latest.period):
        return
    run = context.unbroken[-LONGEST:]
    if len(run) < signal.ENOUGH:
        if len(run) >= _REFUSED_FROM:
            yield context.refusal(NAME, Because.TREND_SHORT, latest.period, since=str(run[0].period))
        return
    numbers = np.array([value.number for value in run], dtype=np.float64)
    way = signal.trend(numbers)
    slope = context.ref(latest.period, Measure.SLOPE, run[0].period)
    if not way or context.zero(context.number(slope) or 0.0):
        return
    refs = {"value": context.ref(latest.period), "slope": slope}
    facts = {"since": str(run[0].period)}
    case = "rises" if way > 0 else "falls"
    yield context.finding(NAME, case, latest.period, refs, facts=facts, score=_score(context, numbers))


def _score(context: Context, numbers: signal.Numbers) -> dict[str, float]:
    """As large as what the years add up to, against the value itself or the spread of the regions."""
    whole = float(numbers[-1] - numbers[0])
    middle = float(np.median(np.abs(numbers)))
    size = score.part(whole, 0.25 * middle) if context.ratio_scale else score.part(whole, 2 * _spread(context))
    return {"size": size, "lasting": score.part(len(numbers), LONGEST)}


def _spread(context: Context) -> float:
    latest = context.latest
    return score.spread(context.mainland(latest.period)) if latest is not None else 0.0
