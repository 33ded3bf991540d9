"""The profile: a dot strip per indicator, one under another, so that an area's whole standing is seen at a glance.

Rows have different units, so they share no numbers but a shape: the regions' median is one line down the chart, and a
row's width is its robust spread (the median absolute deviation of the mainland regions). What lies further out than
four spreads stands at the edge with an arrow. The area's own number is printed in each row; every other is in the
table. Leaves out judging: to the right is a larger number, no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, pstdev

import numpy as np

from alke.areas import COUNTRY
from alke.base.languages import Language
from alke.charts.figure import Figure, Table
from alke.charts.legend import Entry, height, legend
from alke.charts.ranking import ALAND, Standing
from alke.charts.strip import heap
from alke.charts.svg import AREA, GRID, INK, MUTED, OTHER, RULE, ZONE, Canvas, Shape, text_width, wrap
from alke.charts.words import Words, area_name, caption, say
from alke.findings.score import spread
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Value, Values
from alke.language.runs import Plain, Runs

HALF = 15.0  # px from the middle of a row's band to its edge
EDGE = 4.0  # robust spreads from the median to the edge


@dataclass(frozen=True)
class Row:
    """One indicator: its words, how the regions stand, and the shape they are drawn in."""

    words: Words
    standing: Standing
    middle: float
    width: float

    @classmethod
    def of(cls, values: Values, indicator: Indicator, language: Language) -> Row | None:
        """The newest period in which most regions have a number; None when none has."""
        standing = Standing.of(values, indicator, None)
        numbers = [value.number for value in standing.rows if value.number is not None]
        if not numbers:
            return None
        # Where half of the regions have one number, the robust spread is nil and the plain one must do.
        width = spread(np.array(numbers)) or pstdev(numbers)
        return cls(Words(indicator, language), standing, median(numbers), width)

    def place(self, value: Value) -> float:
        """Where a number stands, −1 to 1; 0 is the median."""
        return ((value.number or 0) - self.middle) / (EDGE * self.width) if self.width else 0.0

    @property
    def values(self) -> dict[str, Value]:
        """Every area's value in the period."""
        return {value.area: value for value in self.standing.everything()}


def profile(
    rows: Sequence[tuple[Values, Indicator]],
    area: str,
    language: Language,
    *,
    peers: Sequence[str] = (),
    key: str = "profile",
    narrow: bool = False,
    source: str = "",
) -> Figure:
    """Where an area stands in several indicators, each row by the regions' own median and spread.

    Args:
        rows: Values and indicator of each row, from the top; one without any number is left out and named.
        area: The one told apart; for the whole country its own numbers are printed.
        language: Of all words.
        peers: Codes of the regions drawn dark.
        key: Unique on the page. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.
    """
    made = [Row.of(values, indicator, language) for values, indicator in rows]
    kept = [row for row in made if row]
    title = say("profile_title", language, area=area_name(area, language))
    alt = _alt(kept, area, peers, language)
    drawing = _Profile(kept, area, peers, language, f"{key}{'-narrow' if narrow else ''}", narrow)
    lost = [indicator.name[language] for (_, indicator), row in zip(rows, made, strict=True) if row is None]
    notes = [say("note_profile", language)]
    if any(row.words.indicator.survey for row in kept):
        notes.append(say("note_unranked", language))
    if any(value.kind is Kind.PRELIMINARY for row in kept for value in row.values.values()):
        notes.append(say("note_preliminary", language))
    if lost:
        notes.append(say("alt_missing", language, periods=", ".join(lost)))
    return Figure(
        drawing.key, drawing.draw(title, alt), drawing.width, drawing.height, title, alt,
        _table(kept, area, peers, language, title), caption(language, source, notes),
    )  # fmt: skip


class _Profile:
    """Draws the rows; one object per chart, used once."""

    def __init__(
        self, rows: list[Row], area: str, peers: Sequence[str], language: Language, key: str, narrow: bool
    ) -> None:
        self.rows, self.area, self.peers, self.language, self.key, self.narrow = (
            rows,
            area,
            peers,
            language,
            key,
            narrow,
        )
        self.width = 340 if narrow else 680
        self.entries = self._entries()
        self.top = 8 + height(self.entries, self.width - 4) + 26
        numbers = [text_width(self._number(row), 13, bold=True) for row in rows]
        self.room = max(numbers, default=0.0) + 10
        self.names = 0.0 if narrow else 214.0
        self.left, self.right = (20.0, self.width - 20.0) if narrow else (self.names + 20, self.width - self.room - 22)
        self.labels = [self._label(row) for row in rows]
        self.heights = [self._height(label) for label in self.labels]
        self.height = round(self.top + sum(self.heights) + 4) if rows else 60

    def _entries(self) -> list[Entry]:
        entries = []
        if self.area != COUNTRY:
            entries.append(Entry(area_name(self.area, self.language), "diamond", AREA, 6, bold=True))
        if self.peers:
            names = ", ".join(area_name(code, self.language) for code in self.peers)
            entries.append(Entry(say("peers", self.language, areas=names), "circle", INK, 5))
        entries.append(Entry(say("others", self.language), "circle", OTHER, 4))
        if self.area != ALAND and any(ALAND in row.values for row in self.rows):
            entries.append(Entry(area_name(ALAND, self.language), "square", OTHER, 4))
        entries.append(Entry(area_name(COUNTRY, self.language), "line", INK, bold=self.area == COUNTRY))
        return entries

    def _label(self, row: Row) -> tuple[list[str], list[str]]:
        """Lines of the name, and of unit and period."""
        room = self.width - self.room - 8 if self.narrow else self.names
        return wrap(row.words.name, room, 12), wrap(f"{row.words.unit} · {row.standing.period}", room, 12)

    def _height(self, label: tuple[list[str], list[str]]) -> float:
        lines = 15.0 * (len(label[0]) + len(label[1]))
        return lines + (HALF * 2 + 13 if self.narrow else 9)

    def _number(self, row: Row) -> str:
        value = row.values.get(self.area)
        if value is None or value.number is None:
            return "–" if value is None else row.words.reason(value)
        return row.words.number(value.number)

    def draw(self, title: str, alt: str) -> str:
        canvas = Canvas(self.key, self.width, self.height, title=title, alt=alt, language=self.language)
        if not self.rows:
            canvas.text(self.width / 2, 40, say("no_data", self.language), anchor="middle", fill=MUTED)
            return canvas.finish()
        legend(canvas, self.entries, 2, 2, self.width - 4)
        self._head(canvas)
        y = self.top
        for row, label, high in zip(self.rows, self.labels, self.heights, strict=True):
            self._row(canvas, row, label, y, high)
            y += high
        return canvas.finish()

    def _head(self, canvas: Canvas) -> None:
        """What left, middle and right mean."""
        middle, y = (self.left + self.right) / 2, self.top - 8
        canvas.text(middle, y, say("median", self.language), anchor="middle", fill=MUTED)
        canvas.text(self.left - 18, y, say("smaller", self.language), fill=MUTED)
        canvas.text(self.right + 18, y, say("larger", self.language), anchor="end", fill=MUTED)

    def _row(self, canvas: Canvas, row: Row, label: tuple[list[str], list[str]], top: float, high: float) -> None:
        name, unit = label
        ink = AREA if self.area != COUNTRY else INK
        canvas.line([(0, top), (self.width, top)], GRID)
        for index, line in enumerate([*name, *unit]):
            canvas.text(2, top + 15 + 15 * index, line, fill=MUTED if index >= len(name) else "")
        y = top + high - 20 if self.narrow else top + high / 2
        number = self._number(row)
        bold = number[:1].isdigit() or number[:1] == "−"
        place = top + 16 if self.narrow else y + 5
        canvas.text(self.width - 4, place, number, size=13 if bold else 12, anchor="end", bold=bold, fill=ink)
        self._dots(canvas, row, y)

    def _dots(self, canvas: Canvas, row: Row, y: float) -> None:
        half = HALF
        middle, reach = (self.left + self.right) / 2, (self.right - self.left) / 2
        canvas.rect(self.left - 18, y - half, self.right - self.left + 36, 2 * half, ZONE, round_=3)
        canvas.line([(middle, y - half), (middle, y + half)], RULE, width=1)
        if row.standing.level:
            x = middle + reach * min(max(row.place(row.standing.level), -1.0), 1.0)
            canvas.line([(x, y - half), (x, y + half)], INK, width=1.8)
        found = [value for code, value in row.values.items() if code != COUNTRY and value.number is not None]
        found.sort(key=lambda value: (value.area != self.area, value.area not in self.peers))
        places = [row.place(value) for value in found]
        xs = [middle + reach * min(max(place, -1.0), 1.0) for place in places]
        sizes = [self._size(value) for value in found]
        offsets = heap([(x, radius - 0.6) for x, (_, radius, _) in zip(xs, sizes, strict=True)], half - 4)
        for value, x, dy, (shape, radius, ink), place in [*zip(found, xs, offsets, sizes, places, strict=True)][::-1]:
            if abs(place) > 1:  # further out than the edge
                side = 1 if place > 0 else -1
                start, end = x + side * (radius + 3), x + side * (radius + 7)
                canvas.line([(start, y + dy - 3.5), (end, y + dy), (start, y + dy + 3.5)], ink, width=1.4)
            hollow = value.kind is Kind.PRELIMINARY
            canvas.mark(x, y + dy, shape, radius, ink, hollow=hollow, title=row.words.tip(value))

    def _size(self, value: Value) -> tuple[Shape, float, str]:
        if value.area == self.area:
            return "diamond", 6.5, AREA
        shape: Shape = "square" if value.area == ALAND else "circle"
        return (shape, 5.0, INK) if value.area in self.peers else (shape, 3.8, OTHER)


def _alt(rows: Sequence[Row], area: str, peers: Sequence[str], language: Language) -> str:
    """In which indicators the area is above the regions' median, in which below, and who the peers are."""
    if not rows:
        return say("alt_none", language, area=area_name(area, language))
    sides: dict[str, list[str]] = {"alt_over_median": [], "alt_under_median": [], "alt_at_median": []}
    lost = []
    for row in rows:
        value = row.values.get(area)
        if value is None or value.number is None:
            lost.append(row.words.name)
            continue
        own, middle = row.words.number(value.number), row.words.number(row.middle)
        side = (
            "alt_at_median" if own == middle else "alt_over_median" if value.number > row.middle else "alt_under_median"
        )
        sides[side].append(f"{row.words.name} {row.words.with_unit(value.number)} ({value.period})")
    name = area_name(area, language)
    said = [say(key, language, area=name, names="; ".join(names)) for key, names in sides.items() if names]
    if lost:
        said.append(say("alt_missing", language, periods="; ".join(lost)))
    if peers:
        said.append(say("alt_peers", language, areas=", ".join(area_name(code, language) for code in peers)))
    return " ".join(said)


def _table(rows: Sequence[Row], area: str, peers: Sequence[str], language: Language, title: str) -> Table:
    """A row per area, the area and its peers first and the country last; a column per indicator."""
    held = dict.fromkeys(code for row in rows for code in row.values if code != COUNTRY)
    codes = [*dict.fromkeys(code for code in (area, *peers, *sorted(held), COUNTRY) if code in held or code == COUNTRY)]
    table: list[tuple[Runs, ...]] = []
    for code in codes:
        cells = [row.words.cell(row.values[code]) if code in row.values else (Plain("–"),) for row in rows]
        table.append(((Plain(area_name(code, language)),), *cells))
    header = (say("region", language), *(f"{row.words.heading} {row.standing.period}" for row in rows))
    return Table(title, header, tuple(table), (False, *(True for _ in rows)))
