"""Turn: a long rise or fall that has turned, with the year and value of the turn and the way back since.

`findings.signal.turn` decides: before the turn at least six years went one way beyond chance, since it at least three
steps went the other way and won back more than an eighth. The turn is the highest or the lowest value of the years
looked at. Refuses nothing; tells nothing of what can be negative or of a sample survey in a small area.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.findings import score, signal
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.indicators.values import Measure

NAME = "turn"
_LONGEST = 25  # years looked at
_OLD = 13  # years after which a turn is no longer new; three years old it is wholly new


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``peaked`` or ``bottomed``."""
    run = context.unbroken[-_LONGEST:]
    if context.signed or len(run) < signal.ENOUGH + 1 or context.small_survey(run[-1].period):
        return
    numbers = np.array([value.number for value in run], dtype=np.float64)
    place = signal.turn(numbers)
    if place is None:
        return
    turned, latest = run[place], run[-1]
    refs = {
        "value": context.ref(latest.period),
        "earlier": context.ref(turned.period),
        "change": context.ref(latest.period, Measure.CHANGE, turned.period),
    }
    if context.zero(context.number(refs["change"]) or 0.0):
        return
    back = abs(float(numbers[-1] - numbers[place]))
    parts = {
        "size": score.part(back, abs(float(numbers[place] - numbers[0]))),
        "new": score.part(max(0, _OLD - (len(run) - 1 - place)), _OLD - 3.0),
        "lasting": score.part(place + 1, _LONGEST),
    }
    case = "peaked" if numbers[place] > numbers[-1] else "bottomed"
    facts = {"since": str(turned.period)}
    yield context.finding(NAME, case, latest.period, refs, facts=facts, score=parts)
