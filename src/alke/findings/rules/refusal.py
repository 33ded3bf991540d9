"""Refusal: nothing can be said of an indicator in an area, because no source holds it or the area has no value.

The other refusals (a break, too short a series, a small survey, periods that differ) come from the rule that would have
said something. A missing value is refused with the publisher's own reason where it gives one.
"""

from __future__ import annotations

from collections.abc import Iterator

from alke.findings.because import Because
from alke.findings.context import Context
from alke.findings.finding import Finding

NAME = "refusal"


def find(context: Context) -> Iterator[Finding]:
    """At most one finding, when the area has no number in any period although the indicator is held."""
    if context.latest is not None:
        return
    periods = context.series.periods()
    if not periods or context.area not in context.series.areas:
        return
    newest = context.series.at(context.area, periods[-1])
    yield context.refusal("level", Because.NO_VALUE, periods[-1], reason=newest.reason.value)
