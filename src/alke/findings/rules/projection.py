"""Projection: what the official projection gives for its last year, against the newest observed value.

A projection is the publisher's and is always named with its year. The change is counted from the newest observed value,
which the projection may already have missed: both numbers are told. Refuses nothing: without a projection, or with one
that ends before the newest observation, there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.findings import score
from alke.findings.context import PERCENT_DECIMALS, Context
from alke.findings.finding import Finding
from alke.indicators.values import Kind, Measure

NAME = "projection"
_LARGE_PERCENT = 20.0


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``grows``, ``shrinks``, ``unchanged`` or, of what can be negative, ``levels``."""
    latest = context.latest
    ahead = [value for value in context.series.series(context.area, Kind.PROJECTION) if value.number is not None]
    if latest is None or not ahead or ahead[-1].period <= latest.period:
        return
    last = ahead[-1]
    refs = {
        "value": context.ref(last.period, kind=Kind.PROJECTION),
        "earlier": context.ref(latest.period),
        "change": context.ref(last.period, Measure.CHANGE, latest.period, Kind.PROJECTION),
    }
    change = context.number(refs["change"])
    if change is None:
        return
    percent = context.ref(last.period, Measure.CHANGE_PERCENT, latest.period, Kind.PROJECTION)
    relative = context.number(percent) if context.ratio_scale and not context.signed else None
    if relative is not None and not context.zero(relative, PERCENT_DECIMALS):
        refs["percent"] = percent
    case = "unchanged" if context.zero(change) else "grows" if change > 0 else "shrinks"
    if context.signed:
        case = "levels"
    yield context.finding(
        NAME,
        case,
        last.period,
        refs,
        facts={"since": str(latest.period), "variant": last.variant},
        score={
            "size": score.part(relative, _LARGE_PERCENT)
            if relative is not None
            else score.part(change, 2 * score.spread(context.mainland(latest.period)))
        },
        kind=Kind.PROJECTION,
    )
