"""Words and numbers of charts: names, formats, reasons, table cells, captions. Leaves out drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from alke.areas import COUNTRY
from alke.areas import area as area_of
from alke.base.languages import Language, texts
from alke.base.periods import Period
from alke.charts.scale import Scale
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Ref, Value
from alke.language.numbers import shown
from alke.language.runs import Number, Plain, Runs

TEXTS = texts(Path(__file__).with_name("texts.yaml"))

shown_once = lru_cache(maxsize=1 << 16)(shown)  # a number is on several charts, under the pointer and in the table


class Words:
    """The words of one chart: an indicator in a language.

    Args:
        indicator: Whose names, unit and decimals are used.
        language: Of everything written.

    Attributes:
        heading: Name and unit: "Väkiluku (henkilöä)", "Työllisyysaste (työvoimatutkimus, %)".
        level: The number whose line on the axis is heavy: zero, or what an index starts from.
        starts: Whether lines tell the number they start from.
        bridged: Whether a dotted line leads over missing periods, so that a line can be followed to its name.
    """

    level = 0.0
    starts = True
    bridged = False

    def __init__(self, indicator: Indicator, language: Language) -> None:
        self.indicator, self.language = indicator, language
        self.name = indicator.name[language]
        self.unit = indicator.unit.name[language]
        bare, bracket = self.name.removesuffix(")"), self.name.endswith(")")
        self.heading = f"{bare}, {self.unit})" if bracket else f"{self.name} ({self.unit})"
        self._areas: dict[str, str] = {}

    def say(self, key: str, **slots: object) -> str:
        """A text of this room with its slots filled."""
        return say(key, self.language, **slots)

    def area(self, code: str) -> str:
        """The name of an area."""
        if code not in self._areas:
            self._areas[code] = area_name(code, self.language)
        return self._areas[code]

    def inside(self, code: str) -> str:
        """The name of an area within a sentence: "koko maa" is no proper name."""
        return self.say("country") if code == COUNTRY else self.area(code)

    def number(self, number: float) -> str:
        """A number of the indicator, with its decimals."""
        return shown_once(number, self.indicator.decimals, self.language)

    def with_unit(self, number: float) -> str:
        """A number with its unit, as it stands in a sentence."""
        return f"{self.number(number)}{after(self.indicator, self.language)}"

    def cell(self, value: Value) -> Runs:
        """A value in a table: the number with its address, or why there is none."""
        if value.number is None:
            return (Plain(self.reason(value)),)
        number = Number(self.number(value.number), self.ref(value))
        if value.kind is Kind.PRELIMINARY:
            return (number, Plain(f" ({self.say('preliminary')})"))
        return (number,)

    def ref(self, value: Value) -> Ref:
        """The address of what is drawn for a value."""
        return value.ref

    def reason(self, value: Value) -> str:
        """Why a value has no number."""
        return self.say(value.reason.value if value.reason.value in TEXTS else "other")

    def kind(self, value: Value) -> str:
        """What a value is when it is not observed, such as "ennuste 2019"; "" when it is."""
        if value.kind is Kind.PROJECTION:
            return self.say("projection_of", variant=value.variant) if value.variant else self.say("projection")
        return self.say("preliminary") if value.kind is Kind.PRELIMINARY else ""

    def tip(self, value: Value) -> str:
        """What is shown under the pointer: area, period, number, kind."""
        number = value.number
        text = self.reason(value) if number is None else self.number(number)
        kind = "" if value.kind is Kind.OBSERVED else f" ({self.kind(value)})"
        return f"{self._areas.get(value.area) or self.area(value.area)} {value.period}: {text}{kind}"

    def period(self, value: Value) -> str:
        """A period with its kind when projected: "2030 (ennuste 2019)"."""
        return f"{value.period} ({self.kind(value)})" if value.kind is Kind.PROJECTION else str(value.period)


def say(key: str, language: Language, **slots: object) -> str:
    """A text of this room in a language with its slots filled."""
    text = TEXTS[key][language]
    return text.format(**slots) if slots else text


def area_name(code: str, language: Language) -> str:
    """The name of an area in a language."""
    return area_of(code).names[language]


def tick(number: float, scale: Scale, language: Language) -> str:
    """A number on an axis, with the decimals that tell ticks apart."""
    return shown_once(number, scale.decimals, language)


def after(indicator: Indicator, language: Language) -> str:
    """The unit as it follows a number: " %" ("%" in English), " henkilöä"."""
    name = indicator.unit.name[language]
    if name in ("%", "‰"):
        return name if language is Language.EN else f"\u00a0{name}"
    return f" {indicator.unit.after_number[language]}"


def years(periods: Sequence[Period]) -> str:
    """A span of periods: "1980–2018"; one period alone stands alone."""
    if not periods:
        return ""
    first, last = str(min(periods, key=_end)), str(max(periods, key=_end))
    return first if first == last else f"{first}–{last}"


def _end(period: Period) -> float:
    return period.end


def listed(periods: Iterable[Period]) -> str:
    """Periods as a list in which runs are spans: "1990, 1995–1999"."""
    runs: list[list[Period]] = []
    for period in sorted(periods):
        if runs and runs[-1][-1] == period.back(1):
            runs[-1].append(period)
        else:
            runs.append([period])
    return ", ".join(years(run) for run in runs)


def caption(language: Language, source: str, notes: Iterable[str]) -> Runs:
    """Source and notes under a figure."""
    parts = [say("source", language, source=source.rstrip("."))] if source else []
    return (Plain(" ".join([*parts, *notes])),)
