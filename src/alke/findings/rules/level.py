"""Level: the newest value against the whole country.

The newest period is one that the area and the country have in common. A rate is compared by the difference in units, a
sum of money per head as a percentage of the country's level, and a count as its share of the country's count, because a
region is never "smaller than the country" in a way worth saying. A count that can be negative, such as net migration,
has no share and is told alone; so is a balance between regions, which is nil for the country by definition. Where the
publisher gives intervals and they meet, it is told that the two do not differ (``within``). The rule refuses nothing:
where the country has no figure, the value is told alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.areas import COUNTRY
from alke.base.periods import Period
from alke.findings import score
from alke.findings.context import PERCENT_DECIMALS, Context, is_country
from alke.findings.finding import Finding
from alke.indicators.values import Measure, Ref

NAME = "level"
_LARGE_GAP = 0.5  # of the country's value
_LARGE_SHARE = 20.0  # per cent of the country


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``above``, ``below``, ``same``, ``near``, ``within``, ``ratio``, ``share`` or ``alone``."""
    latest = context.latest
    if latest is None:
        return
    common = context.series.latest_common((context.area, COUNTRY))
    if is_country(context.area) or common is None or not _comparable(context):
        country = is_country(context.area)
        parts = {"size": 0.5} if country else {"unusual": _unusual(context, latest.period)}
        yield context.finding(NAME, "alone", latest.period, {"value": context.ref(latest.period)}, score=parts)
    elif context.amount:
        yield _share(context, common)
    else:
        yield _compared(context, common)


def _refs(context: Context, period: Period, slot: str, what: Measure) -> dict[str, Ref]:
    return {
        "value": context.ref(period),
        "country": Ref(context.indicator.id, COUNTRY, period),
        slot: context.ref(period, what, COUNTRY),
    }


def _share(context: Context, period: Period) -> Finding:
    refs = _refs(context, period, "share", Measure.PERCENT_OF)
    share = context.number(refs["share"])
    if share is None or context.zero(share, PERCENT_DECIMALS):
        return context.finding(NAME, "alone", period, {"value": refs["value"]})
    return context.finding(NAME, "share", period, refs, score={"size": score.part(share, _LARGE_SHARE)})


def _comparable(context: Context) -> bool:
    """Whether the country's value says something beside the area's: not for a balance, nor for one between regions."""
    return not (context.amount and context.signed) and not context.between_regions


def _unusual(context: Context, period: Period) -> float:
    return score.unusual(context.number(context.ref(period)) or 0.0, context.mainland(period))


def _compared(context: Context, period: Period) -> Finding:
    refs = _refs(context, period, "gap", Measure.GAP)
    value, country, gap = (context.number(refs[slot]) or 0.0 for slot in ("value", "country", "gap"))
    gaps = context.row(context.area) - context.row(COUNTRY)
    gaps = gaps[: context.series.periods().index(period) + 1]
    parts = {
        "size": score.part(gap, _LARGE_GAP * abs(country)),
        "unusual": _unusual(context, period),
        "lasting": score.lasting(gaps, gap),
        "new": score.turned(gaps),
    }
    if context.uncertain(period) and context.overlap(context.area, period, COUNTRY, period):
        bounds = {**refs, **context.bounds(period)}
        return context.finding(NAME, "within", period, bounds, score={**parts, "size": 0.0, "unusual": 0.0, "new": 0.0})
    if context.looks_same(value, country):
        return context.finding(NAME, "same", period, refs, score={**parts, "size": 0.0})
    if context.zero(gap):
        return context.finding(NAME, "near", period, refs, score={**parts, "size": 0.0})
    if context.ratio_scale and not context.signed:
        ratio = context.number(context.ref(period, Measure.PERCENT_OF, COUNTRY))
        if ratio is not None and not context.zero(ratio - 100, 0):
            return context.finding(
                NAME, "ratio", period, _refs(context, period, "ratio", Measure.PERCENT_OF), score=parts
            )
    return context.finding(NAME, "above" if gap > 0 else "below", period, refs, score=parts)
