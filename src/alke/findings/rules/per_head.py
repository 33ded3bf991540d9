"""Per head: a product per head that people moved more than the product did, over five years.

A product per head is the product over the people, so it grows when people leave as well as when the product grows. Told
when the population changed relatively more than the product did, and the other way than the product per head: all
three changes side by side, in per cent. What caused them is not said. Only of the gross domestic product per head, and
only where the three are known for both years and no series breaks between them.
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.base.periods import Period
from alke.findings import score
from alke.findings.context import PERCENT_DECIMALS, POPULATION, Context
from alke.findings.finding import Finding
from alke.indicators.values import Measure, Ref

NAME = "per_head"
PRODUCT = "gdp"
_PER_HEAD = "gdp-per-head"
_YEARS = 5
_LARGE = 5.0  # per cent of the population in five years


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``grew_…`` or ``shrank_…``, with ``grew``, ``shrank`` or ``same`` for the product."""
    latest = context.latest
    if latest is None or context.indicator.id != _PER_HEAD or latest.period.frequency != "A":
        return
    before = latest.period.back(_YEARS)
    if not {PRODUCT, POPULATION} <= set(context.values) or context.broken(before, latest.period):
        return
    refs = {
        "percent": context.ref(latest.period, Measure.CHANGE_PERCENT, before),
        "people": _change(context, POPULATION, latest.period, before),
        "product": _change(context, PRODUCT, latest.period, before),
    }
    if any(context.area not in context.values[ref.indicator].rows for ref in refs.values()):
        return
    percent, people, product = (context.number(ref) for ref in refs.values())
    if percent is None or people is None or product is None:
        return
    if abs(people) <= abs(product) or percent * people >= 0 or context.zero(percent, PERCENT_DECIMALS):
        return
    moved = "grew" if product > 0 else "shrank"
    if context.zero(product, PERCENT_DECIMALS):
        moved = "same"
        del refs["product"]
    parts = {"size": score.part(people, _LARGE), "unusual": 1.0, "new": 0.5}
    facts: dict[str, str | int] = {"since": str(before)}
    case = f"{'grew' if percent > 0 else 'shrank'}_{moved}"
    yield context.finding(NAME, case, latest.period, refs, facts=facts, score=parts)


def _change(context: Context, indicator: str, later: Period, earlier: Period) -> Ref:
    return Ref(indicator, context.area, later, measure=Measure.CHANGE_PERCENT, other=str(earlier))
