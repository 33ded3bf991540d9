"""Small multiples: every region's line in a panel of its own, all on the same axes, placed as on the map.

A count differs too much in size between regions for one axis, so its change in per cent from a common period is drawn.
Leaves out comparing in one period (`ranking.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from alke.areas import COUNTRY, REGIONS
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts.figure import Figure, Table
from alke.charts.scale import Scale, fit
from alke.charts.svg import AREA, COUNTRY_INK, GRID, INK, MUTED, RULE, TINT, Canvas, Point, name_lines, text_width
from alke.charts.tiles import TILES, places
from alke.charts.trace import Trace, is_sum, place_in_time, segments, shows
from alke.charts.words import Words, caption, tick, years
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Measure, Ref, Value, Values
from alke.language.numbers import shown
from alke.language.runs import Number, Plain, Runs

Order = Literal["geography", "value", "peers"]


@dataclass(frozen=True)
class Panels:
    """What is drawn: a trace per region and for the country, as values or as change from `base`.

    Attributes:
        base: The period that change is counted from; None when values themselves are drawn.
    """

    traces: dict[str, Trace]
    base: Period | None
    decimals: int

    @classmethod
    def of(cls, values: Values, indicator: Indicator) -> Panels:
        """The panels of an indicator."""
        traces = {code: Trace.of(values, code) for code in (*REGIONS, COUNTRY) if code in values.areas}
        traces = {code: trace for code, trace in traces.items() if trace.known or code != COUNTRY}
        if not is_sum(values, indicator):
            return cls(traces, None, indicator.decimals)
        if any((value.number or 0) < 0 for trace in traces.values() for value in trace.known):
            regions = {code: trace for code, trace in traces.items() if code != COUNTRY}
            return cls(regions, None, indicator.decimals)  # a balance has no change in per cent
        newest = max((value.period for trace in traces.values() for value in trace.observed), default=None)
        pauses = (pause.period for pause in indicator.breaks if newest is not None and pause.period <= newest)
        base = _common_start(list(traces.values()), indicator, max(pauses, default=None))
        if base is None:
            return cls({code: Trace(code, [], []) for code in traces}, None, 1)
        kept = {
            code: Trace(code, [v for v in trace.observed if v.period >= base], trace.projected)
            for code, trace in traces.items()
        }
        return cls(kept, base, 1)

    def number(self, value: Value) -> float | None:
        """What is drawn for a value."""
        if self.base is None or value.number is None:
            return value.number
        start = next(v.number for v in self.traces[value.area].observed if v.period == self.base)
        return 100 * (value.number - start) / start if start else None

    def ref(self, value: Value) -> Ref:
        """The address of what is drawn for a value."""
        if self.base is None:
            return value.ref
        return Ref(value.indicator, value.area, value.period, value.ref.kind, Measure.CHANGE_PERCENT, str(self.base))

    def numbers(self, *codes: str) -> list[float]:
        """Everything drawn, of some areas or of all."""
        traces = [trace for code, trace in self.traces.items() if not codes or code in codes]
        drawn = (self.number(value) for trace in traces for value in trace.known)
        return [number for number in drawn if number is not None]

    def end(self, code: str) -> float | None:
        """The last number drawn for an area."""
        known = self.traces[code].known
        return self.number(known[-1]) if known else None


def _common_start(traces: list[Trace], indicator: Indicator, after: Period | None) -> Period | None:
    """The first period in which every trace that has numbers has one that does not show as zero."""
    known = [{v.period for v in trace.observed if shows(v, indicator)} for trace in traces if trace.known]
    common = set.intersection(*known) if known else set()
    return min((period for period in common if after is None or period >= after), default=None)


def multiples(
    values: Values,
    indicator: Indicator,
    area: str,
    language: Language,
    *,
    columns: int | None = None,
    order: Order = "geography",
    peers: Sequence[str] = (),
    scale: Literal["shared", "free"] = "shared",
    key: str = "",
    narrow: bool = False,
    source: str = "",
) -> Figure:
    """The development of every region, `area` told apart.

    Args:
        values: Of the indicator.
        indicator: Its names, unit, decimals; a count is drawn as change in per cent.
        area: The region told apart.
        language: Of all words.
        columns: Four (the default) puts the panels as on the map; otherwise they run from north to south.
            A narrow chart has two.
        order: As on the map; from the largest newest number to the smallest, which a survey's regions never stand in;
            or the area first, then its peers, nearest first, then the others as on the map.
        peers: Codes of the peers, nearest first.
        scale: One for all panels, so that they can be compared, or one for each, so that its own course shows.
        key: Unique on the page; by default made of the indicator. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.
    """
    words = Words(indicator, language)
    panels = Panels.of(values, indicator)
    periods = [value.period for trace in panels.traces.values() for value in trace.known]
    if panels.base:
        title = words.say("multiples_change_title", name=words.name, first=panels.base, years=years(periods))
    else:
        title = words.say("multiples_title", name=words.heading, years=years(periods)).strip(" ,")
    key = f"{key or f'{indicator.id}-multiples'}{'-narrow' if narrow else ''}"
    order = "geography" if order == "value" and indicator.survey or order == "peers" and area not in REGIONS else order
    drawing = _Grid(words, panels, area, key, narrow, columns, _ordered(panels, area, order, peers), scale == "free")
    alt = _alt(words, panels, area)
    svg = drawing.draw(title, alt)
    notes = [words.say("note_free" if scale == "free" else "note_shared"), words.say(f"note_order_{order}")]
    if COUNTRY in panels.traces:
        notes.append(words.say("note_country"))
    everything = [value for trace in panels.traces.values() for value in [*trace.observed, *trace.projected]]
    if any(value.kind is Kind.PROJECTION for value in everything):
        notes.append(words.say("note_projection"))
    if any(trace.missing for trace in panels.traces.values()):
        notes.append(words.say("note_gap"))
    return Figure(
        drawing.key, svg, drawing.width, drawing.height, title, alt, _table(words, panels, title),
        caption(language, source, notes),
    )  # fmt: skip


def _ordered(panels: Panels, area: str, order: Order, peers: Sequence[str]) -> tuple[str, ...]:
    """The regions in an order; empty for that of the map."""
    north = [code for code in TILES if code in panels.traces]
    if order == "peers":
        return tuple(dict.fromkeys(code for code in (area, *peers, *north) if code in north))
    if order == "value":
        ends = {code: panels.end(code) for code in north}
        return tuple(sorted(north, key=lambda code: (ends[code] is None, -(ends[code] or 0))))
    return ()


class _Grid:
    """Draws the panels; one object per chart, used once."""

    def __init__(
        self,
        words: Words,
        panels: Panels,
        area: str,
        key: str,
        narrow: bool,
        columns: int | None,
        order: tuple[str, ...],
        free: bool,
    ) -> None:
        self.words, self.panels, self.area, self.key, self.free = words, panels, area, key, free
        self.width = 340 if narrow else 680
        self.columns = columns or (2 if narrow else 4)
        ordered = {code: divmod(index, self.columns) for index, code in enumerate(order)}
        self.places = ordered or places(tuple(panels.traces), self.columns)
        self.plot = 60.0 if narrow else 70.0
        numbers = panels.numbers()
        shared = fit(numbers, self.plot, 0.0, count=3, tight=True)
        self.scales = {code: self._scale(code) if free else shared for code in self.places}
        scales = self.scales.values() if free else [shared]
        labels = [text_width(tick(number, each, words.language), 12) for each in scales for number in each.ticks]
        axis, gap = max(labels, default=0.0) + 8, 10.0
        # Labels of a scale of its own stand beside each panel, those of a shared one beside the leftmost.
        self.left, gap = axis, gap + axis if free else gap
        self.panel = (self.width - self.left - gap * (self.columns - 1)) / self.columns
        self.step = self.panel + gap
        self.names = {code: self._name(code) for code in self.places}
        self.head = 7 + 13.0 * max((len(lines) for lines in self.names.values()), default=1)
        self.pitch = self.head + self.plot + 14
        ends = [panels.end(code) for code in panels.traces]
        room = max(
            (text_width(shown(e, panels.decimals, words.language), 12, bold=True) for e in ends if e is not None),
            default=0.0,
        )
        times = [place_in_time(v.period) for t in panels.traces.values() for v in t.ends] or [0.0, 1.0]
        first, last = min(times), max(times)
        self.x = Scale(first, last if last > first else first + 1, 3.0, max(self.panel - room - 8, 20.0))
        rows = max((row for row, _ in self.places.values()), default=0) + 1
        self.top = 24.0
        self.height = round(self.top + rows * self.pitch + 12) if numbers else 60

    def _name(self, code: str) -> tuple[str, ...]:
        return name_lines(self.words.area(code), self.panel, 12, bold=code == self.area)

    def _scale(self, code: str) -> Scale:
        """A region's own scale, on which the country's line has its place too where there is one."""
        numbers = self.panels.numbers(code, COUNTRY)
        return fit(numbers, self.plot, 0.0, count=2, tight=True)

    def draw(self, title: str, alt: str) -> str:
        canvas = Canvas(self.key, self.width, self.height, title=title, alt=alt, language=self.words.language)
        unit = self.words.say("change") if self.panels.base else self.words.unit
        canvas.text(2, 14, unit, fill=MUTED)
        if not self.panels.numbers():
            canvas.text(self.width / 2, 40, self.words.say("no_data"), anchor="middle", fill=MUTED)
            return canvas.finish()
        leftmost = {row: min(c for r, c in self.places.values() if r == row) for row, _ in self.places.values()}
        lowest = {column: max(r for r, c in self.places.values() if c == column) for _, column in self.places.values()}
        for code, (row, column) in self.places.items():
            left, top = self.left + column * self.step, self.top + row * self.pitch
            self._frame(canvas, code, left, top + self.head, labels=self.free or leftmost[row] == column)
            if lowest[column] == row:
                self._years(canvas, left, top + self.head + self.plot)
            self._panel(canvas, code, left, top)
        return canvas.finish()

    def _frame(self, canvas: Canvas, code: str, left: float, top: float, *, labels: bool) -> None:
        scale = self.scales[code]
        for number in scale.ticks:
            y = top + scale(number)
            canvas.line([(left, y), (left + self.x.end + 2, y)], GRID if number else RULE)
            if labels:
                label = tick(number, scale, self.words.language)
                canvas.text(left - 5, y + 4, label, anchor="end", fill=MUTED)

    def _years(self, canvas: Canvas, left: float, bottom: float) -> None:
        first, last = int(self.x.low), int(self.x.high)
        if last > first and self.x.end > 2 * text_width("2000", 12) + 6:
            canvas.text(left, bottom + 16, str(first), fill=MUTED)
            canvas.text(left + self.x.end + 3, bottom + 16, str(last), anchor="end", fill=MUTED)
        else:
            words = f"{first}–{last % 100:02d}" if last > first else str(first)
            canvas.text(left, bottom + 16, words, fill=MUTED)

    def _panel(self, canvas: Canvas, code: str, left: float, top: float) -> None:
        trace, mine = self.panels.traces[code], code == self.area
        if mine:
            right = min(left + self.panel + 3, self.width)
            canvas.rect(left - 3, top - 2, right - left + 3, self.head + self.plot + 6, TINT, round_=3)
            self._frame(canvas, code, left, top + self.head, labels=False)
        lines = self.names[code]
        for index, line in enumerate(lines):
            y = top + self.head - 8 - 13 * (len(lines) - 1 - index)
            canvas.text(left, y, line, bold=mine, fill=AREA if mine else "")
        end, scale = self.panels.end(code), self.scales[code]
        if end is None:
            canvas.text(left + 2, top + self.head + self.plot / 2, self.words.say("no_data"), fill=MUTED)
            return
        if COUNTRY in self.panels.traces:
            self._trace(canvas, self.panels.traces[COUNTRY], scale, left, top + self.head, COUNTRY_INK, 1.1)
        ink = AREA if mine else INK
        self._trace(canvas, trace, scale, left, top + self.head, ink, 2.6 if mine else 1.7)
        y = min(max(top + self.head + scale(end) + 4, top + self.head + 9), top + self.head + self.plot)
        number = shown(end, self.panels.decimals, self.words.language)
        canvas.text(left + self.panel, y, number, anchor="end", bold=mine, fill=ink)

    def _trace(
        self, canvas: Canvas, trace: Trace, scale: Scale, left: float, top: float, ink: str, width: float
    ) -> None:
        breaks = tuple(pause.period for pause in self.words.indicator.breaks)
        solid, dashed = segments(trace.observed, breaks), segments(trace.projected, breaks)
        if solid and dashed and solid[-1][-1].period == dashed[0][0].period.back(1):
            dashed[0] = [solid[-1][-1], *dashed[0]]
        for run, dash in [*((run, "") for run in solid), *((run, "4 3") for run in dashed)]:
            points: list[Point] = []
            for value in run:
                number = self.panels.number(value)
                if number is not None:
                    points.append((left + self.x(place_in_time(value.period)), top + scale(number)))
            if len(points) > 1:
                canvas.line(points, ink, width=width, dash=dash)
            elif points:
                canvas.mark(*points[0], "circle", width, ink)


def _alt(words: Words, panels: Panels, area: str) -> str:
    """How many rise and fall, the ends of the last period, the area's own course."""
    ends: dict[str, tuple[float, float, Value]] = {}
    for code, trace in panels.traces.items():
        known = [(panels.number(v), v) for v in trace.observed if v.number is not None]
        numbers = [(number, value) for number, value in known if number is not None]
        if numbers and code != COUNTRY:
            ends[code] = (numbers[0][0], numbers[-1][0], numbers[-1][1])
    if not ends:
        return words.say("alt_none", area=words.say("region").lower())
    said = [
        words.say(
            "alt_directions",
            up=sum(last > first for first, last, _ in ends.values()),
            down=sum(last < first for first, last, _ in ends.values()),
        )
    ]
    order = sorted(ends, key=lambda code: -ends[code][1])

    def named(codes: list[str]) -> str:
        return ", ".join(
            f"{words.area(code)} ({shown(ends[code][1], panels.decimals, words.language)})" for code in codes
        )

    said.append(words.say("alt_top", areas=named(order[:3])))
    if len(order) > 3:
        said.append(words.say("alt_bottom", areas=named(order[:2:-1][:3])))
    if area in ends:
        own = shown(ends[area][1], panels.decimals, words.language)
        said.append(words.say("alt_value", area=f"{words.area(area)} {ends[area][2].period}", to=own))
    silent = [words.area(code) for code in panels.traces if code != COUNTRY and code not in ends]
    if silent:
        said.append(words.say("alt_missing", periods=", ".join(silent)))
    return " ".join(said)


def _table(words: Words, panels: Panels, title: str) -> Table:
    """A row per area, a column per period, projected periods apart."""
    columns: dict[tuple[bool, Period], str] = {}
    cells: dict[tuple[str, bool, Period], Runs] = {}
    for code, trace in panels.traces.items():
        for value in [*trace.observed, *trace.projected]:
            column = (value.kind is Kind.PROJECTION, value.period)
            columns[column] = words.period(value)
            number = panels.number(value)
            if number is None or panels.base is None:
                cells[(code, *column)] = words.cell(value)
            else:
                cells[(code, *column)] = (Number(shown(number, 1, words.language), panels.ref(value)),)
    order = sorted(columns)
    rows = tuple(
        ((Plain(words.area(code)),), *(cells.get((code, *column), (Plain("–"),)) for column in order))
        for code in panels.traces
    )
    header = (words.say("region"), *(columns[column] for column in order))
    return Table(title, header, rows, (False, *(True for _ in order)))
