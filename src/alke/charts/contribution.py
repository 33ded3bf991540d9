"""Contribution bars: of which named parts a change consists, a bar per period or per area, and what remains.

A bar grows to the right of nil by its positive parts and to the left by its negative ones; a diamond marks the whole,
whose number stands at the end of the row. What the parts leave over is drawn as a part of its own. Leaves out why the
parts are what they are, and where they come from: `Sum.over_years` reads them from values, and any other reckoning
gives its own sums.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts.figure import Figure, Table
from alke.charts.legend import Entry, height, legend
from alke.charts.scale import Scale, apart, fit
from alke.charts.svg import AREA, GRID, INK, MUTED, PAPER, TINT, WARM, Canvas, text_width
from alke.charts.words import caption, say, tick
from alke.indicators.measure import work_out
from alke.indicators.values import Kind, Measure, Ref, Values
from alke.language.numbers import shown
from alke.language.runs import Number, Plain, Runs

YEARS = 12  # newest years drawn
MOST = 4  # parts that can be told apart, without the remainder


@dataclass(frozen=True)
class Amount:
    """A number with its address; a remainder and a part worked out elsewhere may have none."""

    number: float | None
    ref: Ref | None = None


@dataclass(frozen=True)
class Sum:
    """One bar.

    Attributes:
        label: Of the row, a period or the name of an area.
        whole: The change that the parts make up.
        parts: As many as the chart has names; one without a number is left out, and then no remainder is reckoned.
    """

    label: str
    whole: Amount
    parts: tuple[Amount, ...]

    @property
    def rest(self) -> float | None:
        """The whole less its parts; None when one of them is not known."""
        known = [part.number for part in self.parts if part.number is not None]
        if self.whole.number is None or len(known) < len(self.parts):
            return None
        return self.whole.number - sum(known)

    @classmethod
    def over_years(
        cls, values: Callable[[str], Values], whole: str, parts: Sequence[str], area: str, count: int = YEARS
    ) -> list[Sum]:
        """The yearly changes of an indicator and their parts, the newest unbroken run of years that have all.

        Args:
            values: The values of an indicator by its id.
            whole: The indicator whose change from the year before is taken apart.
            parts: The indicators that are its parts, in the same unit.
            area: Code of the area.
            count: How many years at most.
        """
        held = values(whole)
        runs: list[Sum] = []
        before: Period | None = None
        for period in reversed(held.periods()):
            sum_ = cls._year(values, whole, parts, area, period)
            if sum_ is None and runs and len(runs) < 3:
                runs, before = [], None  # a year that stands alone is no development
                continue
            if sum_ is None or (before is not None and before.back(1) != period):
                if runs and len(runs) >= 3:
                    break
                continue
            runs, before = [*runs, sum_], period
        return runs[:count][::-1]

    @classmethod
    def _year(
        cls, values: Callable[[str], Values], whole: str, parts: Sequence[str], area: str, period: Period
    ) -> Sum | None:
        ref = Ref(whole, area, period, measure=Measure.CHANGE, other=str(period.back(1)))

        def number(area: str, period: Period, kind: Kind, indicator: str = "", /) -> float | None:
            return values(indicator or whole).number(area, period, kind)

        change = work_out(ref, number)
        found = tuple(Amount(values(key).number(area, period), Ref(key, area, period)) for key in parts)
        if change is None or any(part.number is None for part in found):
            return None
        return cls(str(period), Amount(change, ref), found)


def contribution(
    sums: Sequence[Sum],
    names: Sequence[str],
    language: Language,
    *,
    title: str,
    unit: str,
    whole: str,
    decimals: int = 0,
    marked: str = "",
    first: str = "",
    key: str = "contribution",
    narrow: bool = False,
    source: str = "",
    notes: Iterable[str] = (),
) -> Figure:
    """The parts of a change, a bar per sum.

    Args:
        sums: The bars, from the top.
        names: Of the parts, as many as each sum has, at most four.
        language: Of all words.
        title: Of the figure: what changes, where, when.
        unit: Of all numbers.
        whole: What the parts sum to: "väkiluvun muutos".
        decimals: Of all numbers.
        marked: Label of the row told apart; "" when none is.
        first: Heading of the rows' labels; by default "Vuosi".
        key: Unique on the page. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.
        notes: More for the caption.

    Raises:
        AlkeError: when a sum has other parts than are named, or there are more than can be told apart.
    """
    if len(names) > MOST or any(len(each.parts) != len(names) for each in sums):
        raise AlkeError(
            f"{len(names)} parts are named, but the sums have {sorted({len(each.parts) for each in sums})}",
            where=title,
            fix=f"Give every sum one part for each name, at most {MOST}",
        )
    kept = [index for index in range(len(names)) if any(each.parts[index].number for each in sums)] or [
        *range(len(names))
    ]
    sums = [Sum(each.label, each.whole, tuple(each.parts[index] for index in kept)) for each in sums]
    words = _Told(language, unit, whole, decimals, tuple(names[index] for index in kept), _rest(sums, decimals))
    drawing = _Rows(sums, words, marked, f"{key}{'-narrow' if narrow else ''}", narrow)
    alt = _alt(sums, words)
    told = [*([say("note_rest", language)] if words.rest else []), *notes]
    return Figure(
        drawing.key, drawing.draw(title, alt), drawing.width, drawing.height, title, alt,
        _table(sums, words, title, first or say("year", language)), caption(language, source, told),
    )  # fmt: skip


def _rest(sums: Sequence[Sum], decimals: int) -> bool:
    """Whether any remainder shows in the decimals used."""
    return any(round(each.rest, decimals) != 0 for each in sums if each.rest is not None)


@dataclass(frozen=True)
class _Told:
    """Words of one chart."""

    language: Language
    unit: str
    whole: str
    decimals: int
    names: tuple[str, ...]
    rest: bool

    def number(self, number: float) -> str:
        return shown(number, self.decimals, self.language, sign=True)

    def cell(self, amount: Amount) -> Runs:
        if amount.number is None:
            return (Plain(say("not_available", self.language)),)
        text = self.number(amount.number)
        return (Number(text, amount.ref),) if amount.ref else (Plain(text),)


class _Rows:
    """Draws the rows; one object per chart, used once."""

    def __init__(self, sums: Sequence[Sum], words: _Told, marked: str, key: str, narrow: bool) -> None:
        self.sums, self.words, self.marked, self.key = sums, words, marked, key
        self.width = 340 if narrow else 680
        self.row = 24.0
        names = [*words.names, *([say("rest", words.language)] if words.rest else [])]
        self.entries = [Entry(name, "bar", "") for name in names]
        self.entries.append(Entry(words.whole, "diamond", INK, 5, bold=True))
        self.top = 24 + height(self.entries, self.width - 4) + 10
        self.bottom = self.top + self.row * len(sums)
        self.height = round(self.bottom + 26) if sums else 60
        labels = max((text_width(each.label, 12, bold=True) for each in sums), default=0.0)
        totals = [text_width(words.number(each.whole.number or 0), 12, bold=True) for each in sums]
        numbers = [0.0, *(end for each in sums for end in self._ends(each))]
        self.left, self.right = labels + 10, self.width - max(totals, default=0.0) - 14
        self.x: Scale = fit(numbers, self.left, self.right, count=3 if narrow else 6, zero=True, tight=True)

    def _pieces(self, each: Sum) -> list[float]:
        """The parts and, where it is told, the remainder."""
        return [part.number or 0.0 for part in each.parts] + ([each.rest or 0.0] if self.words.rest else [])

    def _ends(self, each: Sum) -> tuple[float, float, float]:
        pieces = self._pieces(each)
        return sum(p for p in pieces if p > 0), sum(p for p in pieces if p < 0), each.whole.number or 0.0

    def draw(self, title: str, alt: str) -> str:
        canvas = Canvas(self.key, self.width, self.height, title=title, alt=alt, language=self.words.language)
        canvas.text(2, 14, self.words.unit, fill=MUTED)
        if not self.sums:
            canvas.text(self.width / 2, 40, say("no_data", self.words.language), anchor="middle", fill=MUTED)
            return canvas.finish()
        hatched = canvas.hatch("second", ink=WARM, ground=PAPER, gap=5, width=1.1)
        dotted = canvas.hatch("fourth", ink=AREA, ground=PAPER, gap=9, width=0.6)
        fills = [AREA, hatched, "#a9bcc8", dotted][: len(self.words.names)]
        fills += [PAPER] if self.words.rest else []
        entries = [Entry(entry.words, "bar", fill) for entry, fill in zip(self.entries, fills, strict=False)]
        legend(canvas, [*entries, self.entries[-1]], 2, 22, self.width - 4)
        self._axis(canvas)
        for index, each in enumerate(self.sums):
            self._bar(canvas, each, self.top + self.row * index, fills)
        canvas.line([(self.x(0), self.top - 4), (self.x(0), self.bottom + 4)], INK, width=1.2)
        for index, each in enumerate(self.sums):
            self._whole(canvas, each, self.top + self.row * (index + 0.5))
        return canvas.finish()

    def _axis(self, canvas: Canvas) -> None:
        labels = [tick(number, self.x, self.words.language) for number in self.x.ticks]
        widths = [text_width(label, 12) for label in labels]
        places = [min(max(self.x(number), width / 2 + 1), self.width - width / 2 - 1)
                  for number, width in zip(self.x.ticks, widths, strict=True)]  # fmt: skip
        for number in self.x.ticks:
            canvas.line([(self.x(number), self.top - 4), (self.x(number), self.bottom + 4)], GRID)
        for index in apart(places, widths):
            canvas.text(places[index], self.bottom + 19, labels[index], anchor="middle", fill=MUTED)

    def _bar(self, canvas: Canvas, each: Sum, top: float, fills: Sequence[str]) -> None:
        mine = bool(self.marked) and each.label == self.marked
        if mine:
            canvas.rect(0, top + 1, self.width, self.row - 2, TINT, round_=3)
        ink = AREA if mine else ""
        canvas.text(2, top + self.row / 2 + 4, each.label, bold=mine, fill=ink)
        names = [*self.words.names, say("rest", self.words.language)]
        up = down = 0.0
        for name, piece, fill in zip(names, self._pieces(each), fills, strict=False):
            start = up if piece > 0 else down
            up, down = (up + piece, down) if piece > 0 else (up, down + piece)
            left, right = sorted((self.x(start), self.x(start + piece)))
            if right - left > 0.05:
                tip = f"{each.label}, {name}: {self.words.number(piece)}"
                canvas.rect(left, top + 4, right - left, self.row - 8, fill, stroke=INK, edge=0.7, title=tip)

    def _whole(self, canvas: Canvas, each: Sum, y: float) -> None:
        if each.whole.number is None:
            told = say("not_available", self.words.language)
            canvas.text(self.x(0) + 6, y + 4, told, fill=MUTED)
            return
        mine = bool(self.marked) and each.label == self.marked
        number = self.words.number(each.whole.number)
        x = self.x(each.whole.number)
        canvas.mark(x, y, "diamond", 6.4, PAPER)
        canvas.mark(x, y, "diamond", 4.8, INK, title=f"{each.label}: {number}")
        canvas.text(self.width - 4, y + 4, number, anchor="end", bold=True, fill=AREA if mine else INK)


def _alt(sums: Sequence[Sum], words: _Told) -> str:
    """The last bar in full, then how often each part pulled up or down."""
    known = [each for each in sums if each.whole.number is not None]
    if not known:
        return say("alt_none", words.language, area=words.whole)
    last = known[-1]
    said = [
        say(
            "alt_value",
            words.language,
            area=f"{words.whole[:1].upper()}{words.whole[1:]}, {last.label}",
            to=words.number(last.whole.number or 0),
        )
    ]
    for index, name in enumerate(words.names):
        part = last.parts[index]
        to = words.number(part.number) if part.number is not None else say("not_available", words.language)
        numbers = [each.parts[index].number or 0.0 for each in known]
        said.append(
            say(
                "alt_part", words.language, name=name, to=to, up=sum(n > 0 for n in numbers),
                down=sum(n < 0 for n in numbers), count=len(known),
            )
        )  # fmt: skip
    if words.rest and last.rest is not None:
        said.append(say("alt_value", words.language, area=say("rest", words.language), to=words.number(last.rest)))
    return " ".join(said)


def _table(sums: Sequence[Sum], words: _Told, title: str, first: str) -> Table:
    """A row per bar: each part, what remains, the whole."""
    rest = (say("rest", words.language),) if words.rest else ()
    rows = []
    for each in sums:
        cells = [words.cell(part) for part in each.parts]
        cells += [words.cell(Amount(each.rest))] if words.rest else []
        rows.append(((Plain(each.label),), *cells, words.cell(each.whole)))
    header = (first, *words.names, *rest, words.whole)
    return Table(f"{title} ({words.unit})", header, tuple(rows), (False, *(True for _ in header[1:])))
