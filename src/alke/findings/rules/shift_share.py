"""Shift–share: of what the newest change of the jobs consists, in three parts that sum to it.

The parts are the whole country's rate, the mix of industries, and what the industries have changed otherwise than in
the whole country (`alke.indicators.shift_share`). They are told as arithmetic, never as causes, over five years or,
where there are fewer, three. Only of `jobs`, and only where the industries are known at both times in the area and the
country and add up to all jobs; otherwise the rule keeps silent, since the parts would not sum to the change.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from alke.areas import COUNTRY
from alke.base.periods import Period
from alke.findings import score
from alke.findings.context import Context, is_country
from alke.findings.finding import Finding
from alke.indicators.shift_share import INDUSTRIES
from alke.indicators.values import Measure

NAME = "shift_share"
JOBS = "jobs"
SPANS = (5, 3)  # years
_LARGE = 0.05  # of the jobs at the first time


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``parts``, or ``alike`` where the industries have changed as in the whole country."""
    if context.indicator.id != JOBS or is_country(context.area) or not {*INDUSTRIES} <= {*context.values}:
        return
    period = _newest(context)
    before = next((p for p in map(period.back, SPANS) if _whole(context, p)), None) if period else None
    if period is None or before is None or context.broken(before, period):
        return
    refs = {
        "change": context.ref(period, Measure.CHANGE, before),
        "as_country": context.ref(period, Measure.AS_COUNTRY, before),
        "mix": context.ref(period, Measure.MIX, before),
        "own": context.ref(period, Measure.OWN, before),
    }
    numbers = {slot: context.number(ref) or 0.0 for slot, ref in refs.items()}
    jobs = context.number(context.ref(before)) or 1.0
    case = "alike" if context.zero(numbers["own"]) else "parts"
    parts = {"size": score.part(numbers["own"], _LARGE * jobs), "new": 0.5}
    yield context.finding(NAME, case, period, refs, facts={"since": str(before)}, score=parts)


def _newest(context: Context) -> Period | None:
    """The newest year in which the industries are known and add up to all jobs."""
    return next((period for period in reversed(context.series.periods()) if _whole(context, period)), None)


def _whole(context: Context, period: Period) -> bool:
    """Whether the industries add up to all jobs in the area and in the whole country."""
    for area in (context.area, COUNTRY):
        numbers = [context.values[industry].number(area, period) for industry in INDUSTRIES]
        known = [number for number in numbers if number is not None]
        jobs = context.series.number(area, period)
        if len(known) < len(numbers) or jobs is None or not context.looks_same(fsum(known), jobs):
            return False
    return True
