"""Odd step: the newest yearly change is unlike all the earlier ones.

`findings.signal.odd_step` decides: the step lies five robust deviations from the median step and half as far again as
any step before it. Refuses nothing; tells nothing of what can be negative, or of a sample survey.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.findings import score, signal
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.indicators.values import Measure

NAME = "odd"


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``grew`` or ``shrank``."""
    run = context.unbroken
    if context.signed or context.indicator.survey or len(run) <= signal.ENOUGH:
        return
    numbers = np.array([value.number for value in run], dtype=np.float64)
    if not signal.odd_step(numbers):
        return
    before, latest = run[-2], run[-1]
    refs = {
        "value": context.ref(latest.period),
        "change": context.ref(latest.period, Measure.CHANGE, before.period),
    }
    change = context.number(refs["change"]) or 0.0
    steps = np.abs(np.diff(numbers))
    if context.zero(change) or steps[-1] < steps[:-1].max():
        return
    parts = {"unusual": 1.0, "new": 1.0, "size": score.part(change, 0.1 * abs(float(numbers[-2])))}
    facts = {"since": str(before.period), "first": str(run[0].period)}
    yield context.finding(NAME, "grew" if change > 0 else "shrank", latest.period, refs, facts=facts, score=parts)
