"""Regions beside one another in one period: dots on a common scale. Leaves out time (`series.py`, `multiples.py`).

The area in question is told by shape and weight, Åland stands apart, the whole country is a line, and a region without
a number is listed with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from alke.areas import COUNTRY, MAINLAND, REGIONS
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts.figure import Figure, Table
from alke.charts.scale import apart, fit
from alke.charts.svg import AREA, GRID, INK, MUTED, OTHER, PAPER, RULE, TINT, Canvas, Shape, text_width
from alke.charts.trace import is_sum
from alke.charts.words import Words, caption, tick
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Measure, Ref, Value, Values
from alke.language.runs import Number, Plain, Runs

ALAND = "MK21"


@dataclass(frozen=True)
class Standing:
    """The regions in one period.

    Attributes:
        rows: Mainland regions that have a number, in drawing order.
        ranks: Place by area among `rows`, 1 = largest, ties share the better place; empty when not ranked.
        apart: Åland's value, when it is in the data.
        country: The whole country's value, None when there is no number.
        missing: Mainland regions without a number.
        level: The country's value where a region can be compared with it; None when it is a sum over the regions.
    """

    period: Period | None
    rows: tuple[Value, ...]
    ranks: dict[str, int]
    apart: Value | None
    country: Value | None
    missing: tuple[Value, ...]
    level: Value | None

    @classmethod
    def of(cls, values: Values, indicator: Indicator, period: Period | None) -> Standing:
        """How the regions stand in a period, by default the newest in which most mainland regions have a number."""
        regions = [code for code in REGIONS if code in values.areas]
        period = period or fullest(values, tuple(code for code in regions if code in MAINLAND))
        if period is None:
            return cls(None, (), {}, None, None, (), None)
        found = {code: values.at(code, period) for code in regions}
        rows = [found[code] for code in regions if code in MAINLAND and found[code].number is not None]
        ranks: dict[str, int] = {}
        if not indicator.survey:
            rows.sort(key=lambda value: -(value.number or 0))
            numbers = [value.number for value in rows]
            ranks = {value.area: numbers.index(value.number) + 1 for value in rows}
        country = values.at(COUNTRY, period) if COUNTRY in values.areas else None
        missing = tuple(found[code] for code in regions if code in MAINLAND and found[code].number is None)
        whole = country if country and country.number is not None else None
        level = None if is_sum(values, indicator) else whole
        return cls(period, tuple(rows), ranks, found.get(ALAND), whole, missing, level)

    def tied(self, area: str) -> bool:
        """Whether another region has the same place."""
        return list(self.ranks.values()).count(self.ranks.get(area, 0)) > 1

    def everything(self) -> list[Value]:
        """All values, also those without a number: regions, Åland, country."""
        return [value for value in (*self.rows, *self.missing, self.apart, self.country) if value]


def fullest(values: Values, areas: tuple[str, ...]) -> Period | None:
    """The newest period in which every area has a number; failing that, the newest in which most have."""
    common = values.latest_common(areas) if areas else None
    if common:
        return common
    known = {period: sum(values.at(area, period).number is not None for area in areas) for period in values.periods()}
    return max(known, key=lambda period: (known[period], period)) if any(known.values()) else None


def ranking(
    values: Values,
    indicator: Indicator,
    area: str,
    language: Language,
    *,
    period: Period | None = None,
    key: str = "",
    narrow: bool = False,
    source: str = "",
) -> Figure:
    """How the regions stand in one period, with `area` told apart.

    Args:
        values: Of the indicator.
        indicator: Its names, unit, decimals; a survey's regions are in their own order, without places.
        area: The one told apart; one that is no region (the whole country) leaves all regions alike.
        language: Of all words.
        period: By default the newest in which all mainland regions have a number.
        key: Unique on the page; by default made of the indicator. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.
    """
    words = Words(indicator, language)
    standing = Standing.of(values, indicator, period)
    title = words.say("ranking_title", name=words.heading, years=standing.period or "").strip(" ,")
    drawing = _Dots(words, standing, area, f"{key or f'{indicator.id}-ranking'}{'-narrow' if narrow else ''}", narrow)
    alt = describe(words, standing, area)
    svg = drawing.draw(title, alt)
    notes = []
    if standing.apart:
        notes.append(words.say("note_aland" if standing.ranks else "note_aland_unranked", count=len(standing.ranks)))
    if indicator.survey:
        notes.append(words.say("note_unranked"))
    if any(value.kind is Kind.PRELIMINARY for value in standing.everything()):
        notes.append(words.say("note_preliminary"))
    return Figure(
        drawing.key, svg, drawing.width, drawing.height, title, alt, table_of(words, standing, title),
        caption(language, source, notes),
    )  # fmt: skip


class _Dots:
    """Draws the dots; one object per chart, used once."""

    def __init__(self, words: Words, standing: Standing, area: str, key: str, narrow: bool) -> None:
        self.words, self.standing, self.area, self.key = words, standing, area, key
        self.width, self.row = (340, 36.0) if narrow else (680, 20.0)
        self.known = [value for value in (*standing.rows, standing.apart) if value and value.number is not None]
        names = [words.area(value.area) for value in [*standing.rows, *([standing.apart] if standing.apart else [])]]
        self.rank_width = 24.0 if standing.ranks else 4.0
        widest = max((text_width(words.number(v.number or 0), 12, bold=True) for v in self.known), default=0)
        if narrow:  # words above, dots below: the scale gets the whole width
            self.left, self.right, self.words_at, self.dots_at = 10.0, self.width - 12.0, -4.0, 9.0
        else:
            self.left = self.rank_width + max((text_width(name, 12, bold=True) for name in names), default=60) + 12
            self.right, self.words_at, self.dots_at = self.width - widest - 14, 4.0, 0.0
        numbers = [value.number for value in self.known if value.number is not None]
        if standing.level and standing.level.number is not None:
            numbers.append(standing.level.number)
        self.x = fit(numbers, self.left, self.right, count=3 if narrow else 5)
        self.top = 44.0
        self.bottom = self.top + self.row * len(standing.rows)
        rows = len(standing.rows) + (1.4 if standing.apart else 0)
        self.end = self.top + self.row * rows
        self.height = round(self.end + 26 + (18 * (len(standing.missing) + 1) if standing.missing else 0))

    def draw(self, title: str, alt: str) -> str:
        canvas = Canvas(self.key, self.width, self.height, title=title, alt=alt, language=self.words.language)
        if self.known:
            self._axis(canvas)
            for index, value in enumerate(self.standing.rows):
                self._row(canvas, self.top + self.row * (index + 0.5), value)
            if self.standing.apart:
                y = self.bottom + self.row * 0.9
                canvas.line([(0, self.bottom + 4), (self.width, self.bottom + 4)], RULE, dash="1 3")
                self._row(canvas, y, self.standing.apart)
        else:
            canvas.text(self.width / 2, 30, self.words.say("no_data"), anchor="middle", fill=MUTED)
        for index, value in enumerate(self.standing.missing):
            y = self.end + 40 + 18 * index
            if index == 0:
                canvas.text(2, y - 2, self.words.say("no_data"), bold=True, fill=MUTED)
            canvas.text(2, y + 16, f"{self.words.area(value.area)}: {self.words.reason(value)}", fill=MUTED)
        return canvas.finish()

    def _axis(self, canvas: Canvas) -> None:
        canvas.text(2, 14, self.words.unit, fill=MUTED)
        labels = [tick(number, self.x, self.words.language) for number in self.x.ticks]
        widths = [text_width(label, 12) for label in labels]
        places = [
            min(max(self.x(number), width / 2 + 1), self.width - width / 2 - 1)
            for number, width in zip(self.x.ticks, widths, strict=True)
        ]
        for number in self.x.ticks:
            x = self.x(number)
            canvas.line([(x, self.top - 2), (x, self.end)], RULE if number == 0 else GRID)
        for index in apart(places, widths):
            canvas.text(places[index], self.end + 18, labels[index], anchor="middle", fill=MUTED)
        country = self.standing.level
        if country and country.number is not None:
            x = self.x(country.number)
            label = f"{self.words.area(COUNTRY)} {self.words.number(country.number)}"
            half = text_width(label, 12, bold=True) / 2
            canvas.line([(x, self.top - 8), (x, self.end)], INK, width=1.4)
            canvas.text(max(half + 2, min(x, self.width - half - 2)), self.top - 14, label, anchor="middle", bold=True)

    def _row(self, canvas: Canvas, y: float, value: Value) -> None:
        mine = value.area == self.area
        if mine:
            canvas.rect(0, y - self.row / 2 + 1, self.width, self.row - 2, TINT, round_=3)
        ink, base = AREA if mine else INK, y + self.words_at
        if value.area in self.standing.ranks:
            rank = str(self.standing.ranks[value.area])
            canvas.text(self.rank_width - 6, base, rank, anchor="end", bold=mine, fill=ink if mine else MUTED)
        halo = "" if not self.dots_at else TINT if mine else PAPER  # narrow: the country's line runs under the names
        canvas.text(self.rank_width, base, self.words.area(value.area), bold=mine, fill=ink, halo=halo)
        if value.number is None:
            canvas.text(self.width - 4, base, self.words.reason(value), anchor="end", fill=MUTED)
            return
        canvas.text(self.width - 4, base, self.words.number(value.number), anchor="end", bold=mine, fill=ink, halo=halo)
        y += self.dots_at
        canvas.line([(self.left, y), (self.right, y)], GRID, dash="1 3")
        shape: Shape = "diamond" if mine else "square" if value is self.standing.apart else "circle"
        size, tone = (6, AREA) if mine else (4.5, OTHER)
        hollow = value.kind is Kind.PRELIMINARY
        canvas.mark(self.x(value.number), y, shape, size, tone, hollow=hollow, title=self.words.tip(value))


def describe(words: Words, standing: Standing, area: str) -> str:
    """What is seen: the ends, where the area stands, the country, Åland, who is missing."""
    if not standing.rows:
        return words.say("alt_none", area=words.say("region").lower())
    order = sorted(standing.rows, key=lambda value: -(value.number or 0))
    said = _ends(words, order) if standing.ranks else [_range(words, order)]
    mine = next((value for value in standing.rows if value.area == area), None)
    if mine is not None:
        name = "alt_value" if not standing.ranks else "alt_place_shared" if standing.tied(area) else "alt_place"
        said.append(
            words.say(
                name,
                area=words.area(area),
                to=words.with_unit(mine.number or 0),
                rank=standing.ranks.get(area, ""),
                count=len(standing.ranks),
            )
        )
    for other in (standing.country, standing.apart):
        if other:
            to = words.with_unit(other.number) if other.number is not None else words.reason(other)
            said.append(words.say("alt_value", area=words.area(other.area), to=to))
    if standing.missing:
        missing = ", ".join(f"{words.area(value.area)} ({words.reason(value)})" for value in standing.missing)
        said.append(words.say("alt_missing", periods=missing))
    return " ".join(said)


def _ends(words: Words, order: list[Value]) -> list[str]:
    """The largest and the smallest, up to three each, none in both."""
    count = min(3, (len(order) + 1) // 2)
    said = [words.say("alt_top", areas=_named(words, order[:count]))]
    least = order[::-1][: min(count, len(order) - count)]
    return [*said, words.say("alt_bottom", areas=_named(words, least))] if least else said


def _range(words: Words, order: list[Value]) -> str:
    """Between what numbers they lie, without naming who is first: for what is not ranked."""
    low, high = words.number(order[-1].number or 0), words.number(order[0].number or 0)
    return words.say("alt_range", low=low, high=high)


def _named(words: Words, values: list[Value]) -> str:
    return ", ".join(f"{words.area(value.area)} ({words.number(value.number or 0)})" for value in values)


def table_of(words: Words, standing: Standing, title: str) -> Table:
    """A row per region in drawing order, then Åland, the country and those without a number."""
    rows: list[tuple[Runs, ...]] = []
    ordered = [*standing.rows, *([standing.apart] if standing.apart else [])]
    ordered += [standing.country] if standing.country else []
    for value in [*ordered, *standing.missing]:
        row: tuple[Runs, ...] = ((Plain(words.area(value.area)),), words.cell(value))
        if standing.ranks:
            rank = standing.ranks.get(value.area)
            ref = Ref(value.indicator, value.area, value.period, Kind.OBSERVED, Measure.RANK)
            row = (*row, (Number(str(rank), ref),) if rank else (Plain("–"),))
        rows.append(row)
    header = (words.say("region"), words.unit, *([words.say("rank")] if standing.ranks else []))
    return Table(title, header, tuple(rows), (False, True, *([True] if standing.ranks else [])))
