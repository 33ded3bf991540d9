"""Time lines: one area among those it is compared with. Leaves out many areas at once (`multiples.py`).

Observed is a solid line, preliminary an open marker, projection a dashed line in a hatched zone that names its variant;
where a number is missing there is no line, and a number between two gaps is a dot.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from alke.areas import COUNTRY
from alke.base.languages import Language
from alke.charts.figure import Figure, Table
from alke.charts.scale import Box, Placer, Scale, apart, fit, spread, year_ticks
from alke.charts.svg import (
    AREA,
    COUNTRY_INK,
    GRID,
    MUTED,
    OTHER,
    PAPER,
    RULE,
    ZONE,
    Canvas,
    Point,
    name_lines,
    text_width,
)
from alke.charts.trace import Trace, comparable, is_sum, place_in_time, segments
from alke.charts.words import Words, caption, listed, tick, years
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Value, Values
from alke.language.runs import Plain, Runs

AHEAD = 1e6  # added to a projected period's place among rows, so that it follows all observed ones


def series(
    values: Values,
    indicator: Indicator,
    area: str,
    language: Language,
    *,
    key: str = "",
    compare: tuple[str, ...] = ("SSS",),
    narrow: bool = False,
    source: str = "",
) -> Figure:
    """The development of one area, beside those in `compare`.

    Args:
        values: Of the indicator.
        indicator: Its names, unit, decimals and breaks.
        area: Whose line it is.
        language: Of all words.
        compare: Codes of the areas drawn beside it.
        key: Unique on the page; by default made of the indicator. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.
    """
    words = Words(indicator, language)
    main = Trace.of(values, area)
    others = [Trace.of(values, code) for code in compare if code != area and code in values.areas]
    count = is_sum(values, indicator)
    shown_, far = comparable(count, main, [trace for trace in others if trace.known])
    traces = [main, *shown_]
    known = main.known
    name = "series_title" if known else "series_none"
    title = words.say(
        name,
        name=words.heading,
        area=words.area(area),
        years=years([value.period for value in main.ends]),
    )
    key = f"{key or f'{indicator.id}-series'}{'-narrow' if narrow else ''}"
    return lines(words, traces, title, key=key, narrow=narrow, source=source, count=count, far=far)


def lines(
    words: Words,
    traces: list[Trace],
    title: str,
    *,
    key: str,
    narrow: bool,
    source: str,
    count: bool = False,
    far: Sequence[Trace] = (),
    notes: Sequence[str] = (),
) -> Figure:
    """Lines of which the first is told apart.

    Args:
        words: How numbers are shown and what their addresses are.
        traces: The area's line, then the others.
        title: Of the figure.
        key: Unique on the page.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.
        count: Whether it is a count, larger where the area is larger.
        far: What is left out because of its magnitude.
        notes: More for the caption.
    """
    drawing = _Drawing(words, traces, count, key, narrow)
    alt = _alt(words, traces, count)
    return Figure(
        key, drawing.draw(title, alt), drawing.width, drawing.height, title, alt, _table(words, traces, title),
        caption(words.language, source, [*notes, *_notes(words, traces, far, drawing)]),
    )  # fmt: skip


class _Drawing:
    """Draws the lines; one object per chart, used once."""

    def __init__(self, words: Words, traces: list[Trace], count: bool, key: str, narrow: bool) -> None:
        self.words, self.traces, self.count, self.key, self.narrow = words, traces, count, key, narrow
        self.width, self.height = (340, 300) if narrow else (680, 340)
        self.size = 12.0 if narrow else 13.0
        self.breaks = tuple(pause.period for pause in words.indicator.breaks)
        self.ends = [trace for trace in traces if trace.known]
        self.labels = [self._end_label(trace) for trace in self.ends]
        room = sum(len(label) * (self.size + 2) + 4 for label in self.labels)  # many names need a higher picture
        self.height = max(self.height, round(room) + 48)
        self.top, self.bottom = 44.0, self.height - 30.0
        numbers = [value.number for trace in traces for value in trace.known if value.number is not None]
        self.y = fit(numbers, self.bottom, self.top, count=3 if narrow else 4)
        wide = max(
            (text_width(line, self.size, bold=bold) for label in self.labels for line, bold in label), default=0.0
        )
        self.left = max(text_width(self._tick(number), 12) for number in self.y.ticks) + 10
        self.right = self.width - wide - 16
        times = [place_in_time(value.period) for trace in traces for value in trace.ends] or [0.0, 1.0]
        first, last = min(times), max(times)
        if first == last:
            first, last = first - 1, last + 1
        self.x = Scale(first, last, self.left + 8, self.right)
        self.placer = Placer((self.left, 20, self.width, self.bottom))

    def _tick(self, number: float) -> str:
        return tick(number, self.y, self.words.language)

    def at(self, value: Value) -> Point:
        assert value.number is not None
        return self.x(place_in_time(value.period)), self.y(value.number)

    def draw(self, title: str, alt: str) -> str:
        canvas = Canvas(self.key, self.width, self.height, title=title, alt=alt, language=self.words.language)
        if not self.ends:
            canvas.text(self.width / 2, self.height / 2, self.words.say("no_data"), anchor="middle", fill=MUTED)
            return canvas.finish()
        self._zone(canvas)
        self._axes(canvas)
        for trace in reversed(self.traces):
            self._trace(canvas, trace, main=trace is self.traces[0])
        self._end_labels(canvas)
        self._values(canvas)
        return canvas.finish()

    def _zone(self, canvas: Canvas) -> None:
        """The hatched ground of what is projected, with the projection's name."""
        projected = [value for trace in self.traces for value in trace.projected if value.number is not None]
        if not projected:
            return
        observed = [value for trace in self.traces for value in trace.observed if value.number is not None]
        first = min(projected, key=lambda value: value.period).period
        joint = any(value.period == first.back(1) for value in observed)
        left = self.x(place_in_time(first.back(1) if joint else first))
        fill = canvas.hatch("zone", ink=GRID, ground=ZONE, gap=7, width=0.5)
        canvas.rect(left, self.top - 6, self.right - left + 4, self.bottom - self.top + 6, fill)
        kind = self.words.kind(projected[0])
        label = kind[:1].upper() + kind[1:]
        width = text_width(label, 12)
        x = min(max(left + 4, self.left), self.width - width - 4)
        canvas.text(x, self.top - 12, label, fill=MUTED)
        self.placer.take((x, self.top - 24, x + width, self.top - 8))

    def _axes(self, canvas: Canvas) -> None:
        unit = self.words.unit
        if self.count and not self.y.from_zero:
            unit = f"{unit} · {self.words.say('no_zero')}"
        canvas.text(2, 14, unit, fill=MUTED)
        for number in self.y.ticks:
            y = self.y(number)
            strong = number in (self.words.level, self.y.ticks[0])
            canvas.line([(self.left, y), (self.right + 4, y)], RULE if strong else GRID)
            canvas.text(self.left - 6, y + 4, self._tick(number), anchor="end", fill=MUTED)
        self._years(canvas)
        for period in self.breaks:
            x = self.x(place_in_time(period)) - abs(self.x(1) - self.x(0)) / 2
            if self.left < x < self.right:
                canvas.line([(x, self.top - 6), (x, self.bottom)], RULE, dash="1 3")
                self._break_label(canvas, x)

    def _break_label(self, canvas: Canvas, x: float) -> None:
        label = self.words.say("break")
        width = text_width(label, 12)
        left = max(self.left, min(x - width / 2, self.right - width))
        box = (left, self.top - 24, left + width, self.top - 8)
        if self.placer.place([box]) is not None:
            canvas.text(left, self.top - 12, label, fill=MUTED)

    def _years(self, canvas: Canvas) -> None:
        whole = all(value.period.frequency == "A" for trace in self.traces for value in trace.ends)
        shift = 0.0 if whole else 0.5
        times = [place_in_time(value.period) for trace in self.traces for value in trace.ends]
        years_ = year_ticks(min(times) - shift, max(times) - shift, 5 if self.narrow else 9)
        places = [self.x(year + shift) for year in years_]
        for x in places:
            canvas.line([(x, self.bottom), (x, self.bottom + 4)], RULE)
        for index in apart(places, [text_width(str(year), 12) for year in years_]):
            canvas.text(places[index], self.bottom + 18, str(years_[index]), anchor="middle", fill=MUTED)

    def _trace(self, canvas: Canvas, trace: Trace, *, main: bool) -> None:
        ink, width = (AREA, 2.6) if main else (COUNTRY_INK, 1.8) if trace.area == COUNTRY else (OTHER, 1.2)
        solid = segments(trace.observed, self.breaks)
        dashed = segments(trace.projected, self.breaks)
        if solid and dashed and solid[-1][-1].period == dashed[0][0].period.back(1):
            dashed[0] = [solid[-1][-1], *dashed[0]]
        for run, dash in [*((run, "") for run in solid), *((run, "6 4") for run in dashed)]:
            points = [self.at(value) for value in run]
            if len(points) > 1:
                canvas.line(points, ink, width=width, dash=dash)
            self.placer.take_line(points)
            spots = []
            for value, (x, y) in zip(run, points, strict=True):
                if value.kind is Kind.PRELIMINARY:
                    canvas.mark(x, y, "circle", 3.4, ink, hollow=True, title=self.words.tip(value))
                elif len(run) == 1:
                    canvas.mark(x, y, "circle", 3, ink, title=self.words.tip(value))
                elif not dash or value.kind is Kind.PROJECTION:  # where they meet, the observed one has its tip already
                    spots.append((x, y, self.words.tip(value)))
            canvas.hover(spots)
        if self.words.bridged:
            for before, after in pairwise(solid):
                canvas.line([self.at(before[-1]), self.at(after[0])], ink, width=max(width / 2, 1), dash="1 4")
        ends = [run[-1] for run in (solid[-1:] + dashed[-1:])] + ([solid[0][0]] if solid and main else [])
        for value in ends:
            if value.kind is not Kind.PRELIMINARY:
                canvas.mark(*self.at(value), "circle", 3.2 if main else 2.4, ink)

    def _end_label(self, trace: Trace) -> list[tuple[str, bool]]:
        """Lines of the label at a line's end: the name and the last number, each with whether it is bold."""
        last = trace.known[-1]
        bold = trace is self.traces[0]
        lines = name_lines(self.words.area(trace.area), 70 if self.narrow else 140, self.size, bold=bold)
        number = self.words.number(last.number or 0)
        if last.period != self.ends[0].known[-1].period:
            number = f"{number} ({last.period})"
        return [*((line, bold) for line in lines), (number, bold and last.kind is not Kind.PROJECTION)]

    def _end_labels(self, canvas: Canvas) -> None:
        step = self.size + 2
        heights = [len(label) * step + 4 for label in self.labels]
        wanted = [self.at(trace.known[-1])[1] for trace in self.ends]
        for trace, label, place, height in zip(
            self.ends, self.labels, spread(wanted, heights, 24, self.bottom + 8), heights, strict=True
        ):
            x, y = self.at(trace.known[-1])
            ink = AREA if trace is self.traces[0] else COUNTRY_INK
            left = self.right + 12
            if abs(place - y) > height / 2 or x < self.right - 1:
                canvas.line([(x + 4, y), (left - 3, place)], RULE, width=0.8)
            for index, (line, bold) in enumerate(label):
                baseline = place - height / 2 + 2 + (index + 0.8) * step
                canvas.text(left, baseline, line, size=self.size, bold=bold, fill=ink)

    def _values(self, canvas: Canvas) -> None:
        """The first number of each line and the last observed one before a projection, where there is room."""
        for trace in self.traces:
            bold = trace is self.traces[0]
            observed = [value for value in trace.observed if value.number is not None]
            wanted = observed[:1] if self.words.starts and len(trace.known) > 1 else []
            if observed and observed[-1] is not trace.known[-1] and len(observed) > 1 and (self.words.starts or bold):
                wanted.append(observed[-1])
            for value in wanted:
                assert value.number is not None
                x, y = self.at(value)
                label = self.words.number(value.number)
                boxes = _around(x, y, text_width(label, self.size, bold=bold), self.size)
                choice = self.placer.place(boxes)
                if choice is not None:
                    left, _, _, base = boxes[choice]
                    ink = AREA if bold else COUNTRY_INK
                    canvas.text(left, base - 3, label, size=self.size, bold=bold, fill=ink, halo=PAPER)


def _around(x: float, y: float, width: float, size: float) -> list[Box]:
    """Places for a label near a point: above and below, centred, to the right, to the left, then farther."""
    boxes = []
    for distance in (6.0, 12.0, 20.0):
        for left in (x - width / 2, x - 2, x - width + 2):
            boxes.append((left, y - distance - size, left + width, y - distance))
            boxes.append((left, y + distance, left + width, y + distance + size))
    return boxes


def _alt(words: Words, traces: list[Trace], count: bool) -> str:
    main = traces[0]
    known = [value for value in main.observed if value.number is not None]
    area = words.area(main.area)
    if not known:
        return words.say("alt_none", area=area)
    said = [course(words, known)]
    if len(known) > 2:
        said.append(_extremes(words, known))
    if not count:  # a count larger than another area's says only that the area is larger
        for other in traces[1:]:
            said += _standing(words, known, other)
    if main.missing:
        said.append(words.say("alt_missing", periods=listed(main.missing)))
    preliminary = [value.period for value in known if value.kind is Kind.PRELIMINARY]
    if preliminary:
        said.append(words.say("alt_preliminary", periods=listed(preliminary)))
    ahead = [value for value in main.projected if value.number is not None]
    if ahead:
        to = words.with_unit(ahead[-1].number or 0)
        said.append(words.say("alt_projection", kind=words.kind(ahead[-1]), to=to, last=ahead[-1].period))
    return " ".join(said)


def course(words: Words, known: list[Value]) -> str:
    """From the first number to the last, in one sentence."""
    first, last = known[0], known[-1]
    start, end = words.number(first.number or 0), words.with_unit(last.number or 0)
    area = words.area(last.area)
    if len(known) == 1:
        return words.say("alt_one", area=area, to=end, last=last.period)
    same = start == words.number(last.number or 0)
    name = "alt_level" if same else "alt_rise" if (last.number or 0) > (first.number or 0) else "alt_fall"
    return words.say(name, area=area, to=end, first=first.period, last=last.period, **{"from": start})


def _extremes(words: Words, known: list[Value]) -> str:
    high = max(known, key=lambda value: value.number or 0)
    low = min(known, key=lambda value: value.number or 0)
    return words.say(
        "alt_extremes",
        high=words.number(high.number or 0),
        high_at=high.period,
        low=words.number(low.number or 0),
        low_at=low.period,
    )


def _standing(words: Words, known: list[Value], other: Trace) -> list[str]:
    """Above or below another line in the newest period both have."""
    theirs = {value.period: value for value in other.observed if value.number is not None}
    mine = next((value for value in reversed(known) if value.period in theirs), None)
    if mine is None:
        return []
    number = theirs[mine.period].number or 0
    to, their = words.number(mine.number or 0), words.number(number)
    name = "alt_equal" if to == their else "alt_above" if (mine.number or 0) > number else "alt_below"
    return [
        words.say(
            name, area=words.area(mine.area), other=words.inside(other.area), last=mine.period, to=to, number=their
        )
    ]


def _notes(words: Words, traces: list[Trace], far: Sequence[Trace], drawing: _Drawing) -> list[str]:
    everything = [value for trace in traces for value in [*trace.observed, *trace.projected]]
    notes = []
    if any(value.kind is Kind.PRELIMINARY for value in everything):
        notes.append(words.say("note_preliminary"))
    if any(value.kind is Kind.PROJECTION and value.number is not None for value in everything):
        notes.append(words.say("note_projection"))
    if any(trace.missing for trace in traces):
        notes.append(words.say("note_bridge" if words.bridged else "note_gap"))
    for pause in words.indicator.breaks:
        if any(trace.ends and trace.ends[0].period < pause.period <= trace.ends[-1].period for trace in traces):
            reason = pause.reason[words.language]
            notes.append(words.say("note_break", year=pause.period, reason=reason.rstrip(".") + "."))
    if drawing.count and not drawing.y.from_zero:
        notes.append(words.say("note_no_zero"))
    if far:
        notes.append(words.say("note_left_out", areas=", ".join(words.inside(trace.area) for trace in far)))
    return notes


def _table(words: Words, traces: list[Trace], title: str) -> Table:
    """A row per period, a column per area; a projected period is a row of its own."""
    columns = [
        {value.period.end: value for value in trace.observed}
        | {AHEAD + value.period.end: value for value in trace.projected}
        for trace in traces
    ]
    none: Runs = (Plain("–"),)
    cells: list[tuple[Runs, ...]] = []
    for key in sorted(set().union(*columns)):
        row = [column.get(key) for column in columns]
        first = row[0] or next(value for value in row if value)
        cells.append(((Plain(words.period(first)),), *[words.cell(value) if value else none for value in row]))
    annual = all(value.period.frequency == "A" for trace in traces for value in trace.ends)
    header = (words.say("year" if annual else "period"), *(words.area(trace.area) for trace in traces))
    return Table(title, header, tuple(cells), (False, *(True for _ in traces)))
