"""Contradiction: two official series of one thing moved in opposite directions over the same year.

The pairs are those that readers take for one: the labour force survey's rates beside the registers'. Neither is wrong;
they count different people. Refuses nothing; a sample survey in an area under its `rank_minimum` is not set against
anything, since its change is mostly chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.findings import score
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.findings.rounding import rounded
from alke.indicators.values import Measure, Ref

NAME = "contradiction"
PAIRS = {
    "unemployed-share-tem": "unemployment-rate-lfs",
    "employed-residents": "employed-lfs",
}
_DECIMALS = 1  # in which a survey's change must show
_YEARS = 5  # a year's change of a survey is mostly chance


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``up_down`` (this series rose, the other fell) or ``down_up``."""
    other = context.values.get(PAIRS.get(context.indicator.id, ""))
    if other is None or context.area not in other.areas:
        return
    period = context.series.latest_common((context.area,))
    newest = other.latest(context.area)
    if period is None or newest is None:
        return
    period = min(period, newest.period)
    before = period.back(_YEARS)
    refs = {
        "value": context.ref(period),
        "change": context.ref(period, Measure.CHANGE, before),
        "other_change": Ref(other.indicator, context.area, period, measure=Measure.CHANGE, other=str(before)),
    }
    numbers = {slot: context.number(ref) for slot, ref in refs.items()}
    if None in numbers.values() or context.broken(before, period) or not _large(context):
        return
    own, theirs = numbers["change"] or 0.0, numbers["other_change"] or 0.0
    if own * theirs >= 0 or context.zero(own) or rounded(theirs, _DECIMALS) == 0:
        return
    facts = {"since": str(before), "other": other.indicator}
    parts = {"unusual": 1.0, "size": score.part(own, 2 * score.spread(context.mainland(period)))}
    yield context.finding(NAME, "up_down" if own > 0 else "down_up", period, refs, facts=facts, score=parts)


def _large(context: Context) -> bool:
    """Whether the area is large enough for a sample survey to follow it."""
    latest = context.latest
    people = context.population(latest.period) if latest is not None else None
    return people is not None and people >= 150_000
