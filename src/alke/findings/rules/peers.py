"""Peers: the newest value against the median of the regions near it in structure.

The peers are those of `findings.peers.near`: a region that no other is near, such as Uusimaa, is compared with none.
All are compared in the newest period they share. Told only when the gap is at least one median absolute deviation of
the mainland regions, below which regions are alike; and when the value is larger or smaller than in every peer, that
is said. A survey's peers under its `rank_minimum` are left out, and at least three must remain. Tells nothing of
counts, which reflect size, or of a survey in a small area, which `rank` refuses in words.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.areas import REGIONS
from alke.base.periods import Period
from alke.findings import score
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.findings.rounding import rounded
from alke.indicators.values import Measure

NAME = "peers"
_FEWEST = 3  # peers whose median says something
_MAD = 1.4826  # median absolute deviations in a robust standard deviation


def find(context: Context) -> Iterator[Finding]:
    """At most one finding: ``top``, ``bottom``, ``above`` or ``below``."""
    latest = context.latest
    if latest is None or context.area not in REGIONS or context.amount or context.small_survey(latest.period):
        return
    group = group_of(context, latest.period)
    period = context.series.latest_common((context.area, *group)) if group else None
    if period is None:
        return
    refs = {
        "value": context.ref(period),
        "gap": context.ref(period, Measure.GAP_GROUP, "+".join(group)),
    }
    gap, width = context.number(refs["gap"]) or 0.0, score.spread(context.mainland(period))
    if context.zero(gap) or abs(gap) * _MAD < width or not width:
        return
    own = context.number(refs["value"]) or 0.0
    others = [context.series.number(code, period) or 0.0 for code in group]
    case = _case(context, own, others, gap)
    beyond = min(abs(own - other) for other in others) if case in ("top", "bottom") else 0.0
    parts = {
        "size": score.part(gap, 2 * width),
        "unusual": score.part(beyond, 2 * width),
        "lasting": score.lasting(_gaps(context, group)[: context.series.periods().index(period) + 1], gap),
    }
    facts = {"peers": ",".join(group)}
    yield context.finding(NAME, case, period, refs, facts=facts, score=parts)


def group_of(context: Context, period: Period) -> tuple[str, ...]:
    """The peers that can be compared with at a period; empty when they are fewer than three."""
    fit = [code for code in context.peers if code in context.series.rows and not context.small_survey(period, code)]
    return tuple(fit) if len(fit) >= _FEWEST else ()


def _case(context: Context, own: float, others: list[float], gap: float) -> str:
    """Beyond all peers only where it shows."""
    shown = rounded(own, context.indicator.decimals)
    theirs = [rounded(other, context.indicator.decimals) for other in others]
    if gap > 0:
        return "top" if shown > max(theirs) else "above"
    return "bottom" if shown < min(theirs) else "below"


def _gaps(context: Context, group: tuple[str, ...]) -> score.Numbers:
    """The gaps to the peers' median in every period."""
    medians = np.median(np.stack([context.row(code) for code in group]), axis=0)
    gaps: score.Numbers = context.row(context.area) - medians
    return gaps
