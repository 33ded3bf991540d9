"""Shift: the level of a series moved at once between two years and has stayed there.

`findings.signal.shift` decides: two levels describe the years better than a line, and they lie further apart than
chance would put them (Mann–Whitney over every place where the shift could be). It is told with the two years' values.
Why a level moved is not said: it may be the world or the statistics. Refuses nothing; tells nothing of what can be
negative, or of a sample survey.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.findings import score, signal
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.indicators.values import Measure

NAME = "shift"
_LONGEST = 25  # years looked at


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``up`` or ``down``."""
    run = context.unbroken[-_LONGEST:]
    if context.signed or context.indicator.survey or len(run) < signal.ENOUGH:
        return
    numbers = np.array([value.number for value in run], dtype=np.float64)
    place = signal.shift(numbers)
    if place is None:
        return
    before, first = run[place - 1], run[place]
    refs = {
        "value": context.ref(first.period),
        "earlier": context.ref(before.period),
        "change": context.ref(first.period, Measure.CHANGE, before.period),
    }
    change = context.number(refs["change"]) or 0.0
    levels = float(np.median(numbers[place:]) - np.median(numbers[:place]))
    before_it, since = numbers[:place], numbers[place:]
    apart = since.min() > before_it.max() if levels > 0 else since.max() < before_it.min()
    if context.zero(change) or not apart:
        return
    parts = {
        "size": score.part(levels, 0.25 * float(np.median(np.abs(numbers)))),
        "new": score.part(max(0, 10 - (len(run) - place)), 10.0),
    }
    facts = {"since": str(before.period)}
    yield context.finding(NAME, "up" if levels > 0 else "down", first.period, refs, facts=facts, score=parts)
