"""Index lines: the area, its peers and the country, each from its own number in one base period, which is 100.

An index of a percentage or of a balance misleads: there the change in the indicator's own unit is drawn and said so.
The base is a period that all have, after the last break in the series. Leaves out levels (`series.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from alke.areas import COUNTRY
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts.figure import Figure
from alke.charts.series import lines
from alke.charts.trace import Trace, shows
from alke.charts.words import Words, shown_once, years
from alke.findings.context import PERIODS_PER_YEAR
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Measure, Ref, Value, Values

BACK = 20  # years from the newest figure within which the base is chosen
ROUND = 5  # a base year that this divides is preferred, as in the official indices
# What a percentage of is no percentage a reader expects: shares, scores, ages.
_NO_INDEX = frozenset({"percent", "per_mille", "per_100", "per_1000", "index", "ratio", "years", "children_per_woman"})


def measured_by(values: Values, indicator: Indicator) -> Measure:
    """INDEX where a percentage of the number says something, otherwise CHANGE in the indicator's own unit."""
    balance = any(bool((layer.numbers < 0).any()) for layer in values.layers)
    return Measure.CHANGE if balance or indicator.unit.key in _NO_INDEX else Measure.INDEX


def base_of(traces: Sequence[Trace], indicator: Indicator, measure: Measure) -> Period | None:
    """The base: a round year, else the first, among the periods that all traces have, after the last break."""
    newest = max((trace.observed[-1].period for trace in traces if trace.observed), default=None)
    if newest is None:
        return None
    pause = max((pause.period for pause in indicator.breaks if pause.period <= newest), default=None)
    since = newest.back(BACK * PERIODS_PER_YEAR[newest.frequency])
    since = max(since, pause) if pause else since
    plain = measure is Measure.CHANGE
    fit = [
        {
            value.period
            for value in trace.observed
            if since <= value.period < newest
            and value.period.part == newest.part
            and ((plain and value.number is not None) or shows(value, indicator))
        }
        for trace in traces
        if trace.observed
    ]
    common = sorted(set.intersection(*fit))
    return next((period for period in common if period.year % ROUND == 0), next(iter(common), None))


class _Rebased(Words):
    """Words of numbers that are counted from a base."""

    starts = False
    bridged = True

    def __init__(self, indicator: Indicator, language: Language, base: Period, measure: Measure) -> None:
        super().__init__(indicator, language)
        self.base, self.measure, self.other = base, measure, str(base)
        indexed = measure is Measure.INDEX
        self.level = 100.0 if indexed else 0.0
        self.decimals = 1 if indexed else indicator.decimals
        difference = indicator.unit.difference[language]
        self.unit = self.say("index_unit", base=base) if indexed else self.say("since", base=base, unit=difference)
        self.difference = "" if indexed else difference

    def number(self, number: float) -> str:
        return shown_once(number, self.decimals, self.language, sign=self.measure is Measure.CHANGE)

    def with_unit(self, number: float) -> str:
        return f"{self.number(number)} {self.difference}".rstrip()

    def ref(self, value: Value) -> Ref:
        return Ref(value.indicator, value.area, value.period, value.ref.kind, self.measure, self.other)

    def trace(self, trace: Trace) -> Trace:
        """A line from the base on, each number counted from it."""
        start = next(value.number for value in trace.observed if value.period == self.base) or 0.0
        observed = [self._counted(value, start) for value in trace.observed if value.period >= self.base]
        return Trace(trace.area, observed, [self._counted(value, start) for value in trace.projected])

    def _counted(self, value: Value, start: float) -> Value:
        if value.number is None:
            return value
        number = 100 * value.number / start if self.measure is Measure.INDEX else value.number - start
        return Value(value.indicator, value.area, value.period, number, value.reason, value.kind, value.variant)


def index(
    values: Values,
    indicator: Indicator,
    area: str,
    language: Language,
    *,
    peers: Sequence[str] = (),
    key: str = "",
    narrow: bool = False,
    source: str = "",
) -> Figure:
    """How the area, its peers and the country have developed from one base period.

    Args:
        values: Of the indicator.
        indicator: Its names, unit, decimals and breaks.
        area: Whose line is told apart.
        language: Of all words.
        peers: Codes of the areas drawn beside it, with the country.
        key: Unique on the page; by default made of the indicator. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.
    """
    codes = [code for code in dict.fromkeys((area, *peers, COUNTRY)) if code in values.areas]
    traces = [Trace.of(values, code) for code in codes]
    traces = [trace for trace in traces if trace.observed or trace.area == area]
    measure = measured_by(values, indicator)
    base = base_of(traces, indicator, measure)
    key = f"{key or f'{indicator.id}-index'}{'-narrow' if narrow else ''}"
    plain = Words(indicator, language)
    if base is None or not traces or not traces[0].observed:
        title = plain.say("series_none", name=plain.heading, area=plain.area(area))
        return lines(plain, [Trace(area, [], [])], title, key=key, narrow=narrow, source=source)
    words = _Rebased(indicator, language, base, measure)
    drawn = [words.trace(trace) for trace in traces]
    drawn = [drawn[0], *(trace for trace in drawn[1:] if any(value.number for value in trace.known))]
    indexed = measure is Measure.INDEX
    title = words.say(
        "index_title" if indexed else "change_title", name=words.name, area=words.area(area), base=base,
        unit=words.difference, years=years([value.period for value in drawn[0].ends]),
    )  # fmt: skip
    note = words.say("note_index" if indexed else "note_points", base=base)
    return lines(words, drawn, title, key=key, narrow=narrow, source=source, notes=[note])
