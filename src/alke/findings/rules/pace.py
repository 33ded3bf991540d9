"""Pace: the change of the newest five years against that of the five years before them.

Told when the yearly steps of the two spans differ beyond chance (Mann–Whitney on five and five steps) and the sums as
shown differ by half or in direction. Refuses nothing; tells nothing across a break, of what can be negative, or of a
sample survey.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.findings import score, signal
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.indicators.values import Measure

NAME = "pace"
_SPAN = 5  # years
_AT = 0.02  # risk that two spans of one process differ as much
_FASTER = 1.5  # how many times the earlier change


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``growth_…`` or ``fall_…`` with ``faster`` or ``slower``, ``to_growth`` or ``to_fall``."""
    run = context.unbroken[-2 * _SPAN - 1 :]
    if context.signed or context.indicator.survey or len(run) < 2 * _SPAN + 1:
        return
    steps = np.diff(np.array([value.number for value in run], dtype=np.float64))
    if signal.mann_whitney(steps[:_SPAN], steps[_SPAN:]) > _AT:
        return
    first, middle, latest = run[0], run[_SPAN], run[-1]
    refs = {
        "value": context.ref(latest.period),
        "change": context.ref(latest.period, Measure.CHANGE, middle.period),
        "change_before": context.ref(middle.period, Measure.CHANGE, first.period),
    }
    now, then = (context.number(refs[slot]) or 0.0 for slot in ("change", "change_before"))
    case = _case(now, then)
    if case is None or context.zero(now) or context.zero(then):
        return
    parts = {
        "size": score.part(now - then, 0.1 * abs(float(middle.number or 0.0))),
        "new": 1.0 if case.startswith("to_") else 0.5,
    }
    facts = {"since": str(middle.period), "first": str(first.period)}
    yield context.finding(NAME, case, latest.period, refs, facts=facts, score=parts)


def _case(now: float, then: float) -> str | None:
    if now * then < 0:
        return "to_growth" if now > 0 else "to_fall"
    what = "growth" if now > 0 else "fall"
    if abs(now) >= _FASTER * abs(then):
        return f"{what}_faster"
    return f"{what}_slower" if abs(then) >= _FASTER * abs(now) else None
