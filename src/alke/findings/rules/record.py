"""Record: the newest value is the highest or the lowest of its series, or for at least eight years.

Only what shows as higher or lower counts. The series starts after its last declared break and has at least eight
numbers. A series that moves one way sets a record every year; then the record weighs little, and one that ends a longer
wait weighs more. A series of months or quarters gets no record, because the season would make it; neither does
what can be negative, whose largest value may be the smallest loss, or a sample survey in an area under its
`rank_minimum`, where chance would make it.
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.base.periods import Period
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.findings.rounding import rounded

NAME = "record"
ENOUGH = 8  # numbers in a series, and years without such a value


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``highest``, ``lowest``, ``highest_since`` or ``lowest_since``."""
    latest = context.latest
    if latest is None or latest.period.frequency != "A" or context.signed:
        return
    if context.small_survey(latest.period):
        return
    series = [
        (value.period, rounded(value.number, context.indicator.decimals))
        for value in context.series.series(context.area)
        if value.number is not None and not context.broken(value.period, latest.period)
    ]
    if len(series) < ENOUGH:
        return
    *earlier, (period, own) = series
    for up, word in ((True, "highest"), (False, "lowest")):
        rivals = [when for when, number in earlier if (number >= own if up else number <= own)]
        if not rivals:
            before = [number for _, number in earlier]
            repeated = before[-1] == (max(before) if up else min(before))
            yield _record(context, period, word, earlier[0][0], 0.25 if repeated else 1.0)
        elif period.year - rivals[-1].year >= ENOUGH:
            yield _record(context, period, f"{word}_since", rivals[-1], 0.75)


def _record(context: Context, period: Period, case: str, since: Period, new: float) -> Finding:
    length = min(1.0, (period.year - since.year) / 30)
    parts = {"size": round(length, 3), "new": new}
    return context.finding(NAME, case, period, {"value": context.ref(period)}, facts={"since": str(since)}, score=parts)
