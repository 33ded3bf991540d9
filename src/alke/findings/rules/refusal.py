"""Refusal: nothing can be said of an indicator in an area, because no source holds it or the area has no value.

The other refusals (a break, too short a series, a small survey, periods that differ) come from the rule that would have
said something. A missing value is refused with the publisher's own reason where it gives one.
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.findings.because import Because
from alke.findings.context import Context
from alke.findings.finding import Finding
from alke.statistics.cube import Reason

NAME = "refusal"


def find(context: Context) -> Iterator[Finding]:
    """At most one finding, when the area has no number in any period although the indicator is held."""
    if context.latest is not None:
        return
    newest = context.series.periods()[-1]
    reason = Reason.NOT_AVAILABLE
    if context.area in context.series.areas:
        reason = context.series.at(context.area, newest).reason
    yield context.refusal("level", Because.NO_VALUE, newest, reason=reason.value)
