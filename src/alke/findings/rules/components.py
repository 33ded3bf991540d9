"""Components: of what the newest yearly change of the population consists.

The population changes by births and deaths, by moves between Finnish municipalities, and by moves across the border and
corrections. The first two are told where they are known for the same year as the change; the rest is left to the
reader, since its parts are not among the figures. Which of the two is larger decides the case. Only of `population`.
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.findings import score
from alke.findings.context import POPULATION, Context, is_country
from alke.findings.finding import Finding
from alke.indicators.values import Measure, Ref

NAME = "components"
NATURAL, MOVES = "natural-increase", "net-migration-municipal"


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``natural_most`` or ``moves_most``."""
    if context.indicator.id != POPULATION or is_country(context.area):
        return
    if not {NATURAL, MOVES} <= set(context.values):
        return
    natural, moves = (context.values[key].latest(context.area) for key in (NATURAL, MOVES))
    if natural is None or moves is None or natural.period != moves.period:
        return
    period = natural.period
    refs = {
        "change": context.ref(period, Measure.CHANGE, period.back(1)),
        "natural": Ref(NATURAL, context.area, period),
        "moves": Ref(MOVES, context.area, period),
    }
    numbers = {slot: context.number(ref) for slot, ref in refs.items()}
    if None in numbers.values() or context.zero(numbers["change"] or 0.0) or context.broken(period.back(1), period):
        return
    own, other = abs(natural.number or 0.0), abs(moves.number or 0.0)
    people = context.number(context.ref(period)) or 1.0
    parts = {"size": score.part(max(own, other) / people, 0.01), "new": 0.5}
    case = "natural_most" if own >= other else "moves_most"
    yield context.finding(NAME, case, period, refs, facts={"since": str(period.back(1))}, score=parts)
