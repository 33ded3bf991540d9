"""The slope chart: every region in two periods, the area and its peers by name, the rest as a grey ground.

A count differs too much in size between regions for one axis: its change in per cent is drawn, from one point. No line
crosses a declared break. Leaves out the periods between (`series.py`, `multiples.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from alke.areas import COUNTRY, MAINLAND, REGIONS
from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts.figure import Figure, Table
from alke.charts.ranking import fullest
from alke.charts.scale import fit, spread
from alke.charts.svg import AREA, COUNTRY_INK, GRID, INK, MUTED, RULE, Canvas, name_lines, text_width
from alke.charts.trace import is_sum, shows
from alke.charts.words import Words, caption, tick
from alke.indicators.catalogue import Indicator
from alke.indicators.measure import crosses_break
from alke.indicators.values import Measure, Ref, Value, Values
from alke.language.numbers import shown
from alke.language.runs import Number, Plain, Runs

BACK = 10  # years between the periods when nothing hinders
NO_BREAK = "\u00a0"
_QUIET = "#aab6bf"  # lines of regions that are not named


@dataclass(frozen=True)
class Slopes:
    """Two periods of every area.

    Attributes:
        first, last: The periods; equal when there is only one.
        pairs: Area → its values in both.
        percent: Whether the change in per cent is drawn, from nil, and not the values themselves.
    """

    first: Period
    last: Period
    pairs: dict[str, tuple[Value, Value]]
    percent: bool

    @classmethod
    def of(cls, values: Values, indicator: Indicator, periods: tuple[Period, Period] | None = None) -> Slopes | None:
        """The slopes between two periods, by default ten years up to the newest that most regions have.

        Raises:
            AlkeError: when a break of the series lies between the periods asked for.
        """
        first, last = periods or _chosen(values, indicator) or (None, None)
        if first is None or last is None:
            return None
        if crosses_break(indicator, first, last):
            raise AlkeError(
                f"the series is broken between {first} and {last}, so no slope may join them",
                where=indicator.id,
                fix="Take two periods on one side of the break",
            )
        areas = [code for code in (*REGIONS, COUNTRY) if code in values.areas]
        pairs = {code: (values.at(code, first), values.at(code, last)) for code in areas}
        count = is_sum(values, indicator)
        known = [value for pair in pairs.values() for value in pair if value.number is not None]
        balance = any((value.number or 0) < 0 or not shows(value, indicator) for value in known)
        if count and balance:
            pairs.pop(COUNTRY, None)
        return cls(first, last, pairs, count and not balance)

    def whole(self, code: str) -> bool:
        """Whether an area has a number in both."""
        return code in self.pairs and all(value.number is not None for value in self.pairs[code])

    def ends(self, code: str) -> tuple[float, float]:
        """What is drawn for an area that is `whole`."""
        start, end = (value.number or 0.0 for value in self.pairs[code])
        return (0.0, 100 * (end - start) / abs(start)) if self.percent else (start, end)

    def change(self, code: str) -> Ref:
        """The address of an area's change."""
        what = Measure.CHANGE_PERCENT if self.percent else Measure.CHANGE
        value = self.pairs[code][1]
        return Ref(value.indicator, value.area, value.period, value.ref.kind, what, str(self.first))


def _chosen(values: Values, indicator: Indicator) -> tuple[Period, Period] | None:
    regions = tuple(code for code in MAINLAND if code in values.areas)
    last = fullest(values, regions)
    if last is None:
        return None
    layer = values.layers[0]
    held = ~np.isnan(layer.numbers[[values.rows[code] for code in regions]])
    known = held[held[:, layer.columns[last]]].sum(axis=0)
    earlier = [
        (int(known[column]), period)
        for period, column in layer.columns.items()
        if period < last
        and (period.part, last.year - period.year <= BACK) == (last.part, True)  # a month beside the same month
        and not crosses_break(indicator, period, last)
    ]
    most = max((count for count, _ in earlier), default=0)
    return next(((period, last) for count, period in earlier if most and count == most), None)


def slope(
    values: Values,
    indicator: Indicator,
    area: str,
    language: Language,
    *,
    peers: Sequence[str] = (),
    periods: tuple[Period, Period] | None = None,
    key: str = "",
    narrow: bool = False,
    source: str = "",
) -> Figure:
    """How every region came from one period to another.

    Args:
        values: Of the indicator.
        indicator: Its names, unit, decimals and breaks; a count is drawn as change in per cent.
        area: The one told apart.
        language: Of all words.
        peers: Codes of the regions named beside it.
        periods: By default ten years up to the newest that most regions have, or as many as one side of a break holds.
        key: Unique on the page; by default made of the indicator. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.

    Raises:
        AlkeError: when a break of the series lies between the periods asked for.
    """
    words = Words(indicator, language)
    slopes = Slopes.of(values, indicator, periods)
    key = f"{key or f'{indicator.id}-slope'}{'-narrow' if narrow else ''}"
    if slopes is None:
        title = words.say("ranking_title", name=words.heading, years="").strip(" ,")
    else:
        name = "slope_change_title" if slopes.percent else "slope_title"
        title = words.say(
            name, name=words.name if slopes.percent else words.heading, first=slopes.first, last=slopes.last
        )
    alt = _alt(words, slopes, area, peers)
    drawing = _Lines(words, slopes, area, peers, key, narrow)
    return Figure(
        key, drawing.draw(title, alt), drawing.width, drawing.height, title, alt, _table(words, slopes, title),
        caption(language, source, _notes(words, slopes, peers)),
    )  # fmt: skip


class _Lines:
    """Draws the slopes; one object per chart, used once."""

    def __init__(
        self, words: Words, slopes: Slopes | None, area: str, peers: Sequence[str], key: str, narrow: bool
    ) -> None:
        self.words, self.slopes, self.area, self.key = words, slopes, area, key
        self.width, self.size = (340, 12.0) if narrow else (680, 13.0)
        self.codes = [code for code in slopes.pairs if slopes.whole(code)] if slopes else []
        self.named = [code for code in dict.fromkeys((area, *peers, COUNTRY)) if code in self.codes]
        self.labels = {code: self._label(code, 80 if narrow else 170) for code in self.named}
        room = sum(len(label) * (self.size + 2) + 2 for label in self.labels.values())
        self.top = 48.0
        self.bottom = max(330.0 if narrow else 400.0, self.top + room - 14)
        self.height = round(self.bottom + 16) if self.codes else 60
        numbers = [number for code in self.codes for number in self._ends(code)]
        self.y = fit(numbers, self.bottom, self.top, count=4, tight=True)
        wide = max(
            (text_width(line, self.size, bold=True) for lines in self.labels.values() for line in lines), default=0
        )
        starts = [text_width(self._shown(self._ends(code)[0]), self.size, bold=True) for code in self.named]
        ticks = [text_width(tick(number, self.y, words.language), 12) for number in self.y.ticks]
        self.left = max(ticks, default=0.0) + 16 + (0.0 if slopes and slopes.percent else max(starts, default=0.0) + 6)
        self.right = self.width - wide - 18

    def _ends(self, code: str) -> tuple[float, float]:
        return self.slopes.ends(code) if self.slopes else (0.0, 0.0)

    def _shown(self, number: float) -> str:
        if self.slopes and self.slopes.percent:
            return shown(number, 1, self.words.language, sign=True)
        return self.words.number(number)

    def _label(self, code: str, room: float) -> list[str]:
        """Name and number, on one line where there is room."""
        name, number = self.words.area(code), self._shown(self._ends(code)[1])
        whole = f"{name} {number}"
        if text_width(whole, self.size, bold=True) <= room:
            return [whole]
        *lines, last = name_lines(name, room, self.size, bold=True)
        joined = f"{last} {number}"
        return [*lines, joined] if text_width(joined, self.size, bold=True) <= room + 22 else [*lines, last, number]

    def draw(self, title: str, alt: str) -> str:
        canvas = Canvas(self.key, self.width, self.height, title=title, alt=alt, language=self.words.language)
        unit = self.words.say("change") if self.slopes and self.slopes.percent else self.words.unit
        canvas.text(2, 14, unit, fill=MUTED)
        if not self.slopes or not self.codes:
            canvas.text(self.width / 2, 40, self.words.say("no_data"), anchor="middle", fill=MUTED)
            return canvas.finish()
        self._axes(canvas, self.slopes)
        for code in sorted(self.codes, key=lambda code: (code in self.named, code == self.area)):
            self._line(canvas, code)
        self._starts(canvas)
        self._names(canvas)
        return canvas.finish()

    def _axes(self, canvas: Canvas, slopes: Slopes) -> None:
        for number in self.y.ticks:
            label = tick(number, self.y, self.words.language)
            canvas.line([(self.left, self.y(number)), (self.right, self.y(number))], RULE if number == 0 else GRID)
            canvas.text(2, self.y(number) + 4, label, fill=MUTED)
        for period, x in ((slopes.first, self.left), (slopes.last, self.right)):
            canvas.line([(x, self.top - 8), (x, self.bottom)], RULE)
            canvas.text(x, self.top - 14, str(period), size=13, anchor="middle", fill=MUTED)

    def _look(self, code: str) -> tuple[str, float]:
        if code == self.area:
            return AREA, 3.0
        if code == COUNTRY:
            return COUNTRY_INK, 2.0
        return (INK, 1.5) if code in self.named else (_QUIET, 1.1)

    def _line(self, canvas: Canvas, code: str) -> None:
        assert self.slopes is not None
        start, end = self._ends(code)
        (ink, width), values = self._look(code), self.slopes.pairs[code]
        points = [(self.left, self.y(start)), (self.right, self.y(end))]
        canvas.line(points, ink, width=width, dash="7 3" if code == COUNTRY else "")
        if code in self.named:
            for x, y in points[self.slopes.percent :]:
                canvas.mark(x, y, "diamond" if code == self.area else "circle", 4 if code == self.area else 3, ink)
        if self.slopes.percent:
            tip = f"{self.words.area(code)} {self.slopes.last}: {self._shown(end)}"
            canvas.hover([(*points[1], tip)])
        else:
            canvas.hover([(*point, self.words.tip(value)) for point, value in zip(points, values, strict=True)])

    def _starts(self, canvas: Canvas) -> None:
        """The first numbers of those named, unless all start from nil."""
        if self.slopes and self.slopes.percent:
            return
        wanted = [self.y(self._ends(code)[0]) for code in self.named]
        places = spread(wanted, [self.size + 2] * len(wanted), self.top - 6, self.bottom + 8)
        for code, y in zip(self.named, places, strict=True):
            ink = AREA if code == self.area else INK
            number = self._shown(self._ends(code)[0])
            self._join(canvas, self.left - 4, self.y(self._ends(code)[0]), self.left - 9, y)
            canvas.text(self.left - 11, y + 4, number, size=self.size, anchor="end", bold=code == self.area, fill=ink)

    def _names(self, canvas: Canvas) -> None:
        step = self.size + 2
        wanted = [self.y(self._ends(code)[1]) for code in self.named]
        heights = [len(self.labels[code]) * step + 2 for code in self.named]
        for code, high, y in zip(
            self.named, heights, spread(wanted, heights, self.top - 6, self.bottom + 8), strict=True
        ):
            ink = AREA if code == self.area else INK
            self._join(canvas, self.right + 4, self.y(self._ends(code)[1]), self.right + 10, y)
            for index, line in enumerate(self.labels[code]):
                base = y - high / 2 + step * (index + 0.8) + 1
                canvas.text(self.right + 13, base, line, size=self.size, bold=code == self.area, fill=ink)

    def _join(self, canvas: Canvas, x: float, y: float, far: float, place: float) -> None:
        if abs(place - y) > 3:
            canvas.line([(x, y), (far, place)], RULE, width=0.8)


def _alt(words: Words, slopes: Slopes | None, area: str, peers: Sequence[str]) -> str:
    """How many rose and fell, then the area, its peers and the country from one number to the other."""
    codes = [code for code in slopes.pairs if slopes.whole(code)] if slopes else []
    if slopes is None or not codes:
        return words.say("alt_none", area=words.say("region").lower())
    regions = [slopes.ends(code) for code in codes if code != COUNTRY]
    up, down = sum(end > start for start, end in regions), sum(end < start for start, end in regions)
    said = [words.say("alt_directions", up=up, down=down)]
    for code in dict.fromkeys((area, *peers, COUNTRY)):
        if code not in codes:
            continue
        start, end = slopes.ends(code)
        if slopes.percent:
            to = f"{shown(end, 1, words.language, sign=True)}{'' if words.language is Language.EN else NO_BREAK}%"
            said.append(words.say("alt_value", area=words.area(code), to=to))
            continue
        before, after = words.number(start), words.with_unit(end)
        name = "alt_level" if before == words.number(end) else "alt_rise" if end > start else "alt_fall"
        slots = {"from": before, "to": after, "first": slopes.first, "last": slopes.last}
        said.append(words.say(name, area=words.area(code), **slots))
    lost = [words.area(code) for code in slopes.pairs if code not in codes]
    if lost:
        said.append(words.say("alt_missing", periods=", ".join(lost)))
    return " ".join(said)


def _notes(words: Words, slopes: Slopes | None, peers: Sequence[str]) -> list[str]:
    if slopes is None:
        return []
    notes = [words.say("note_peers", areas=", ".join(map(words.area, peers)))] if peers else []
    if slopes.whole(COUNTRY):
        notes.append(words.say("note_country_dashed"))
    if words.indicator.survey:
        notes.append(words.say("note_unranked"))
    if slopes.last.year - slopes.first.year < BACK and any(p.period <= slopes.first for p in words.indicator.breaks):
        pause = max((p for p in words.indicator.breaks if p.period <= slopes.first), key=lambda each: each.period)
        reason = pause.reason[words.language].rstrip(".") + "."
        notes.append(words.say("note_break", year=pause.period, reason=reason))
    lost = [words.area(code) for code in slopes.pairs if not slopes.whole(code)]
    return [*notes, words.say("alt_missing", periods=", ".join(lost))] if lost else notes


def _table(words: Words, slopes: Slopes | None, title: str) -> Table:
    """A row per area: both values and the change between them."""
    if slopes is None:
        return Table(title, (words.say("region"),), (), (False,))
    rows: list[tuple[Runs, ...]] = []
    for code, (before, after) in slopes.pairs.items():
        change: Runs = (Plain("–"),)
        if slopes.whole(code):
            start, end = slopes.ends(code)
            decimals = 1 if slopes.percent else words.indicator.decimals
            change = (Number(shown(end - start, decimals, words.language, sign=True), slopes.change(code)),)
        rows.append(((Plain(words.area(code)),), words.cell(before), words.cell(after), change))
    unit = "%" if slopes.percent else words.indicator.unit.difference[words.language]
    header = (words.say("region"), str(slopes.first), str(slopes.last), words.say("change_in", unit=unit))
    return Table(title, header, tuple(rows), (False, True, True, True))
