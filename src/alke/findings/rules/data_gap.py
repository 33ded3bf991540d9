"""Data gap: what is missing of a series and since when, told as something that cannot be said.

Three gaps are told: years missing between others in the area's series (``hole``), an area without the newest figures
that most of the regions have (``behind``), and a series of at least three years that ended five years before the newest
population figure or earlier (``ended``). One is told of an indicator: behind before ended before hole. Of months and
quarters only the years count. A single year is not a series, and a missing area is told by `refusal`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alke.areas import COUNTRY
from alke.base.periods import Period
from alke.findings.because import Because
from alke.findings.context import POPULATION, Context
from alke.findings.finding import Finding

NAME = "data_gap"
_SERIES = 3  # years that make a series
_ENDED = 5  # years behind the newest population figure
_MOST = 0.75  # of the mainland regions


def find(context: Context) -> Iterator[Finding]:
    """At most one refusal: ``behind``, ``ended`` or ``hole``."""
    latest = context.latest
    if latest is None:
        return
    years = sorted({value.period.year for value in context.series.series(context.area) if value.number is not None})
    missing = sorted({*range(years[0], years[-1])} - {*years})
    others = _others(context)
    if others is not None and others > latest.period.year:
        yield context.refusal(NAME, Because.BEHIND, latest.period, last=latest.period.year)
    elif len(years) >= _SERIES and _newest(context) - latest.period.year >= _ENDED:
        yield context.refusal(NAME, Because.ENDED, latest.period, last=latest.period.year)
    elif missing and len(years) >= _SERIES:
        yield context.refusal(NAME, Because.HOLE, latest.period, missing=_spans(missing))


def _others(context: Context) -> int | None:
    """The newest year in which most mainland regions have a number; None when there is none."""
    for period in reversed(context.series.periods()):
        if float(np.mean(~np.isnan(context.mainland(period)))) >= _MOST:
            return period.year
    return None


def _newest(context: Context) -> int:
    """The year of the newest population figure of the whole country; the indicator's own where it is not known."""
    people = context.values.get(POPULATION)
    found = people.latest(COUNTRY) if people is not None else None
    own: Period = context.series.periods()[-1]
    return max(own.year, found.period.year if found is not None else 0)


def _spans(years: list[int]) -> str:
    """Years as text: ``2017-2019,2022``."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ",".join(str(span[0]) if len(span) == 1 else f"{span[0]}-{span[-1]}" for span in spans)
