"""Persistence: the region has been among the three first or the three last of the mainland every year for long.

Counted back from the newest year in which every mainland region has a number, until a year is missing, the series
breaks or the region leaves the three; told from five years on. Ties at the third place count as being in. Refuses
nothing: what is not ranked (`findings.context.ranked`) is not told here either.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.areas import MAINLAND
from alke.base.periods import Period
from alke.findings import score
from alke.findings.context import POPULATION, Context, ranked
from alke.findings.finding import Finding

NAME = "persistence"
_PLACES = 3
_ENOUGH = 5  # years
_LONG = 20  # years that count as wholly lasting


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``top`` or ``bottom``."""
    latest = context.latest
    if latest is None or latest.period.frequency != "A" or context.area not in MAINLAND:
        return
    newest = context.series.latest_common(MAINLAND)
    if newest is None or not ranked(context.indicator, context.series) or context.indicator.id == POPULATION:
        return
    for top in (True, False):
        since = _since(context, newest, top=top)
        years = newest.year - since.year + 1 if since else 0
        if since is not None and years >= _ENOUGH:
            parts = {"size": 0.5, "lasting": score.part(years, _LONG)}
            facts: dict[str, str | int] = {"since": str(since), "years": years}
            refs = {"value": context.ref(newest)}
            yield context.finding(NAME, "top" if top else "bottom", newest, refs, facts=facts, score=parts)
            return


def _since(context: Context, newest: Period, *, top: bool) -> Period | None:
    """The first year of the unbroken time among the three; None when the newest year is not in it."""
    since: Period | None = None
    period = newest
    while not context.broken(period, newest) and _among(context, period, top=top):
        since, period = period, period.back(1)
    return since


def _among(context: Context, period: Period, *, top: bool) -> bool:
    numbers = context.mainland(period)
    if np.isnan(numbers).any():
        return False
    own = float(numbers[MAINLAND.index(context.area)])
    before = int((numbers > own).sum()) if top else int((numbers < own).sum())
    return before < _PLACES
