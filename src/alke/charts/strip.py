"""The dot strip: every area on one axis, the area in question and its peers by name, the country as a line.

Dots that would cover one another are heaped. Leaves out several indicators (`profile.py`), places (`ranking.py`) and
time.
"""

from __future__ import annotations

from collections.abc import Sequence

from alke.areas import COUNTRY
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts.callouts import Place, callouts
from alke.charts.figure import Figure
from alke.charts.ranking import ALAND, Standing, describe, table_of
from alke.charts.scale import apart, fit
from alke.charts.svg import AREA, GRID, INK, MUTED, OTHER, PAPER, RULE, Canvas, Shape, text_width
from alke.charts.words import Words, caption, tick
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Value, Values

TIER = 17.0  # px from label to label
TIERS = 7


def strip(
    values: Values,
    indicator: Indicator,
    area: str,
    language: Language,
    *,
    peers: Sequence[str] = (),
    period: Period | None = None,
    key: str = "",
    narrow: bool = False,
    source: str = "",
) -> Figure:
    """Where the area and its peers stand among all regions in one period.

    Args:
        values: Of the indicator.
        indicator: Its names, unit, decimals.
        area: The one told apart; the whole country leaves all regions alike.
        language: Of all words.
        peers: Codes of the regions named beside it.
        period: By default the newest in which all mainland regions have a number.
        key: Unique on the page; by default made of the indicator. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.
    """
    words = Words(indicator, language)
    standing = Standing.of(values, indicator, period)
    title = words.say("ranking_title", name=words.heading, years=standing.period or "").strip(" ,")
    drawing = _Strip(
        words, standing, area, peers, f"{key or f'{indicator.id}-strip'}{'-narrow' if narrow else ''}", narrow
    )
    alt = " ".join([describe(words, standing, area), *told_peers(words, standing, peers)])
    return Figure(
        drawing.key, drawing.draw(title, alt), drawing.width, drawing.height, title, alt,
        table_of(words, standing, title), caption(language, source, _notes(words, standing, area, peers)),
    )  # fmt: skip


def told_peers(words: Words, standing: Standing, peers: Sequence[str]) -> list[str]:
    """The peers with their numbers, in one sentence; none when there are no peers."""
    found = {value.area: value for value in standing.everything()}
    told = [f"{words.area(code)} {_number(words, found[code])}" for code in peers if code in found]
    return [words.say("alt_peers", areas=", ".join(told))] if told else []


def _number(words: Words, value: Value) -> str:
    return words.reason(value) if value.number is None else words.number(value.number)


def _notes(words: Words, standing: Standing, area: str, peers: Sequence[str]) -> list[str]:
    notes = [words.say("note_peers", areas=", ".join(map(words.area, peers)))] if peers else []
    if standing.country and not standing.level:
        notes.append(words.say("note_left_out", areas=words.inside(COUNTRY)))
    if standing.apart and standing.apart.number is not None and area != ALAND:
        notes.append(words.say("note_square"))
    if words.indicator.survey:
        notes.append(words.say("note_unranked"))
    if any(value.kind is Kind.PRELIMINARY for value in standing.everything()):
        notes.append(words.say("note_preliminary"))
    return notes


def heap(places: Sequence[tuple[float, float]], most: float) -> list[float]:
    """How far from the axis each dot of (x, radius) stands so that none covers another, at most `most` px either way.

    Those given first stand on the axis itself.
    """
    laid: list[tuple[float, float, float]] = []
    steps = [step * side for step in range(int(most) + 1) for side in ((1, -1) if step else (1,))]
    for x, radius in places:
        free = (
            y
            for y in steps
            if all((x - at) ** 2 + (y - high) ** 2 >= (radius + other + 0.6) ** 2 for at, high, other in laid)
        )
        laid.append((x, next(free, steps[0]), radius))
    return [y for _, y, _ in laid]


class _Strip:
    """Draws the strip; one object per chart, used once."""

    def __init__(
        self, words: Words, standing: Standing, area: str, peers: Sequence[str], key: str, narrow: bool
    ) -> None:
        self.words, self.standing, self.area, self.peers, self.key = words, standing, area, peers, key
        self.width = 340 if narrow else 680
        dots = [value for value in (*standing.rows, standing.apart) if value and value.number is not None]
        self.dots = sorted(dots, key=lambda value: (value.area != area, value.area not in peers))
        self.level = standing.level
        numbers = [value.number for value in (*self.dots, self.level) if value and value.number is not None]
        self.x = fit(numbers, 14.0, self.width - 14.0, count=4 if narrow else 6, tight=True)
        self.offsets = heap([(self.at(value), self._size(value)[1]) for value in self.dots], 44 if narrow else 36)
        self.above = [(value, True) for value in self.dots if value.area == area]
        self.above += [(self.level, True)] if self.level else []
        self.above += [
            (value, False) for value in self.dots if value.area == ALAND and value.area not in (area, *peers)
        ]
        self.below = [(value, False) for value in self.dots if value.area in peers]
        self.tops, self.bottoms = self._lay(self.above), self._lay(self.below)
        reach = max(map(abs, self.offsets), default=0.0) + 10
        self.axis = 24 + TIER * _tiers(self.tops) + 6 + reach
        self.first, self.last = self.axis - reach, self.axis + reach
        self.foot = self.last + (6 + TIER * _tiers(self.bottoms) if self.below else 0) + 4
        silent = 18 * len(standing.missing) + 6 if standing.missing else 0
        self.height = round((self.foot if self.dots else 30) + 24 + silent)

    def at(self, value: Value) -> float:
        return self.x(value.number or 0)

    def _label(self, value: Value) -> str:
        return f"{self.words.area(value.area)} {self.words.number(value.number or 0)}"

    def _lay(self, named: list[tuple[Value, bool]]) -> list[Place | None]:
        widths = [text_width(self._label(value), 12, bold=bold) for value, bold in named]
        return callouts([self.at(value) for value, _ in named], widths, 2, self.width - 2, TIERS)

    def _size(self, value: Value) -> tuple[Shape, float, str]:
        """Shape, radius and ink: the area is a diamond, peers are dark, Åland is a square."""
        if value.area == self.area:
            return "diamond", 7.0, AREA
        shape: Shape = "square" if value.area == ALAND else "circle"
        return (shape, 5.5, INK) if value.area in self.peers else (shape, 4.2, OTHER)

    def draw(self, title: str, alt: str) -> str:
        canvas = Canvas(self.key, self.width, self.height, title=title, alt=alt, language=self.words.language)
        canvas.text(2, 14, self.words.unit, fill=MUTED)
        if not self.dots:
            canvas.text(self.width / 2, 40, self.words.say("no_data"), anchor="middle", fill=MUTED)
        else:
            self._swarm(canvas)
        for index, value in enumerate(self.standing.missing):
            told = f"{self.words.area(value.area)}: {self.words.reason(value)}"
            canvas.text(2, self.height - 8 - 18 * index, told, fill=MUTED)
        return canvas.finish()

    def _swarm(self, canvas: Canvas) -> None:
        self._axis(canvas)
        marks = list(zip(self.dots, self.offsets, strict=True))
        self._leaders(canvas, marks)
        for value, offset in reversed(marks):
            shape, radius, ink = self._size(value)
            hollow = value.kind is Kind.PRELIMINARY
            canvas.mark(
                self.at(value), self.axis + offset, shape, radius, ink, hollow=hollow, title=self.words.tip(value)
            )
        sides = ((self.above, self.tops, self.first - 8, -TIER), (self.below, self.bottoms, self.last + 15, TIER))
        for named, places, start, step in sides:
            for (value, bold), place in zip(named, places, strict=True):
                if place is not None:
                    ink, y = AREA if value.area == self.area else "", start + step * place.tier
                    canvas.text(place.left, y, self._label(value), bold=bold, fill=ink, halo=PAPER)

    def _axis(self, canvas: Canvas) -> None:
        labels = [tick(number, self.x, self.words.language) for number in self.x.ticks]
        widths = [text_width(label, 12) for label in labels]
        for number in self.x.ticks:
            x = self.x(number)
            canvas.line([(x, self.first), (x, self.foot)], RULE if number == 0 else GRID)
        canvas.line([(2, self.foot), (self.width - 2, self.foot)], RULE)
        places = [min(max(self.x(number), width / 2 + 1), self.width - width / 2 - 1)
                  for number, width in zip(self.x.ticks, widths, strict=True)]  # fmt: skip
        for index in apart(places, widths):
            canvas.text(places[index], self.foot + 17, labels[index], anchor="middle", fill=MUTED)

    def _leaders(self, canvas: Canvas, marks: list[tuple[Value, float]]) -> None:
        heights = {value.area: offset for value, offset in marks}
        for (value, _), place in zip(self.above, self.tops, strict=True):
            if place is not None:
                top, x = self.first - (18 if place.beside else 4) - TIER * place.tier, self.at(value)
                if value is self.level:
                    canvas.line([(x, top), (x, self.last)], INK, width=1.4)
                else:
                    canvas.line([(x, top), (x, self.axis + heights[value.area])], self._size(value)[2], width=0.9)
        for (value, _), place in zip(self.below, self.bottoms, strict=True):
            if place is not None:
                bottom, x = self.last + (16 if place.beside else 4) + TIER * place.tier, self.at(value)
                canvas.line([(x, self.axis + heights[value.area]), (x, bottom)], INK, width=0.9)


def _tiers(places: Sequence[Place | None]) -> int:
    return max((place.tier + 1 for place in places if place), default=0)
