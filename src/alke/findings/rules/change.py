"""Change: the newest value against the ones one, five and ten years earlier, in units and, for amounts, in per cent.

A series of months or quarters is compared with the same month or quarter, so that the season does not speak. Of a
share or a rate only the difference in units is told, never a percentage of a percentage. Of something that can be
negative the two values are told instead, because a balance that "grew" from −500 to −300 misleads. When an amount per
head grew while the population shrank, the population's change is told beside it. Of a sample survey in an area under
its `rank_minimum` the change of one year is not told, since it is mostly chance.

Where the publisher gives intervals and those of the two values meet, it is told that the values cannot be told apart
(``within``), and nothing of a change.

Refuses a change over a declared break (once, for the shortest span it breaks) and a change in a series that does not
reach one year back. A change is never called good or bad.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.base.periods import Period
from alke.findings import score
from alke.findings.because import Because
from alke.findings.context import PERCENT_DECIMALS, PERIODS_PER_YEAR, POPULATION, Context
from alke.findings.finding import Finding
from alke.indicators.values import Measure, Ref, Value

NAME = "change"
SPANS = (1, 5, 10)  # years
_LARGE_PERCENT = {1: 3.0, 5: 10.0, 10: 20.0}
_PER_HEAD = frozenset({"eur_per_person", "pps_per_person"})


def find(context: Context) -> Iterator[Finding]:
    """A finding for each span that can be told, or refusals.

    The cases are ``grew``, ``shrank``, ``unchanged``, ``within``, ``levels`` and ``levels_same``.
    """
    latest = context.latest
    if latest is None:
        return
    told, refused = False, False
    spans = SPANS[1:] if context.small_survey(latest.period) else SPANS
    for years in spans:
        earlier = latest.period.back(years * PERIODS_PER_YEAR[latest.period.frequency])
        before = context.series.at(context.area, earlier)
        if before.number is None:
            continue
        gap = context.broken(earlier, latest.period)
        if gap is None:
            told = True
            yield _change(context, latest, before, years)
        elif not refused:
            refused = True
            why = {f"reason_{language}": getattr(gap.reason, language) for language in ("fi", "sv", "en")}
            yield context.refusal(
                NAME, Because.BREAK, latest.period, years=years, since=str(earlier), at=str(gap.period), **why
            )
    if not told and not refused and len(spans) == len(SPANS):
        yield context.refusal(NAME, Because.TOO_FEW, latest.period)


def _change(context: Context, latest: Value, before: Value, years: int) -> Finding:
    facts: dict[str, str | int] = {"years": years, "since": str(before.period)}
    refs = {
        "value": context.ref(latest.period),
        "earlier": context.ref(before.period),
        "change": context.ref(latest.period, Measure.CHANGE, before.period),
    }
    change = context.number(refs["change"]) or 0.0
    percent = _percent(context, latest.period, before.period)
    parts = _score(context, latest, before, years, change, percent)
    if context.uncertain(latest.period) and context.overlap(context.area, latest.period, context.area, before.period):
        nothing = {**parts, "size": 0.0, "unusual": 0.0, "new": 0.0, "lasting": 0.0}
        bounds = {**refs, **context.bounds(latest.period)}
        return context.finding(NAME, "within", latest.period, bounds, facts=facts, score=nothing)
    if context.signed:
        same = context.looks_same(latest.number or 0.0, before.number or 0.0)
        case = "levels_same" if same else "levels"
        return context.finding(NAME, case, latest.period, refs, facts=facts, score=parts)
    if context.zero(change):
        return context.finding(NAME, "unchanged", latest.period, refs, facts=facts, score={**parts, "size": 0.0})
    if percent is not None:
        refs["percent"] = context.ref(latest.period, Measure.CHANGE_PERCENT, before.period)
    people = _fewer_people(context, latest.period, before.period) if change > 0 else None
    if people is not None:
        refs["people"] = people
    return context.finding(NAME, "grew" if change > 0 else "shrank", latest.period, refs, facts=facts, score=parts)


def _percent(context: Context, later: Period, earlier: Period) -> float | None:
    """The relative change where it means something and does not show as zero."""
    if not context.ratio_scale or context.signed:
        return None
    percent = context.number(context.ref(later, Measure.CHANGE_PERCENT, earlier))
    return None if percent is None or context.zero(percent, PERCENT_DECIMALS) else percent


def _fewer_people(context: Context, later: Period, earlier: Period) -> Ref | None:
    """The population's relative change when an amount per head is told over a time in which the population shrank."""
    if context.indicator.unit.key not in _PER_HEAD or POPULATION not in context.values:
        return None
    ref = Ref(POPULATION, context.area, Period(later.year), measure=Measure.CHANGE_PERCENT, other=str(earlier.year))
    if context.area not in context.values[POPULATION].areas:
        return None
    people = context.number(ref)
    return ref if people is not None and people < 0 and not context.zero(people, PERCENT_DECIMALS) else None


def _score(
    context: Context, latest: Value, before: Value, years: int, change: float, percent: float | None
) -> dict[str, float]:
    now, then = context.mainland(latest.period), context.mainland(before.period)
    steps = np.diff(context.row(context.area))
    steps = steps[: context.series.periods().index(latest.period)]
    if percent is not None:
        size = score.part(percent, _LARGE_PERCENT[years])
        with np.errstate(divide="ignore", invalid="ignore"):
            others = np.where(then != 0, 100 * (now - then) / then, np.nan)
        unusual = score.unusual(percent, others) if not np.isnan(others).all() else 0.0
    else:
        size = score.part(change, 2 * score.spread(now))
        unusual = score.unusual(change, now - then) if not np.isnan(now - then).all() else 0.0
    yearly = latest.period.frequency == "A"
    return {
        "size": size,
        "unusual": unusual,
        "lasting": score.lasting(steps, change) if yearly and years > 1 else 0.0,
        "new": score.turned(steps) if yearly and years == 1 else 0.0,
    }
