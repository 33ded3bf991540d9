"""The map: regions shaded in five classes, each with its number, on real boundaries or, without them, a grid of tiles.

Shades differ in lightness, so that they can be told apart in grey. Leaves out reading boundaries (`boundaries.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from alke.areas import COUNTRY
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts.boundaries import Fitted, Outlines, fit_to
from alke.charts.figure import Figure
from alke.charts.ranking import Standing, describe, table_of
from alke.charts.scale import Placer
from alke.charts.svg import INK, MUTED, PAPER, RULE, Canvas, name_lines, text_width, wrap
from alke.charts.tiles import TILES
from alke.charts.words import Words, caption
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Value, Values

SHADES = ("#edf4f5", "#b8d6de", "#7fb3c4", "#2b728e", "#0a3c58")
GAP = 3.5  # px between tiles
ON_SHADES = (INK, INK, INK, PAPER, PAPER)

Href = Callable[[str], str]


@dataclass(frozen=True)
class Classes:
    """Regions in up to five classes of equal size by their numbers; equal numbers are never parted.

    Attributes:
        of: Class by area, 0 the smallest numbers.
        ends: Least and largest value of each class, from 0 up.
    """

    of: dict[str, int]
    ends: dict[int, tuple[Value, Value]]

    @classmethod
    def among(cls, values: list[Value], count: int = len(SHADES)) -> Classes:
        """The classes of all values that have a number."""
        known = sorted((v for v in values if v.number is not None), key=lambda value: value.number or 0)
        firsts = {value.number: index for index, value in reversed(list(enumerate(known)))}
        of = {value.area: firsts[value.number] * count // len(known) for value in known}
        ends: dict[int, tuple[Value, Value]] = {}
        for value in known:
            place = of[value.area]
            ends[place] = (ends[place][0] if place in ends else value, value)
        return cls(of, ends)


def tilemap(
    values: Values,
    indicator: Indicator,
    area: str,
    language: Language,
    *,
    period: Period | None = None,
    outlines: Outlines | None = None,
    href: Href | None = None,
    key: str = "",
    narrow: bool = False,
    source: str = "",
) -> Figure:
    """The regions on a map in one period, `area` told apart by its border.

    Args:
        values: Of the indicator.
        indicator: Its names, unit, decimals.
        area: The region told apart; another code leaves all alike.
        language: Of all words.
        period: By default the newest in which all mainland regions have a number.
        outlines: Real boundaries; without them a grid of tiles is drawn.
        href: Area code → address; makes every region a link with a name.
        key: Unique on the page; by default made of the indicator. A narrow chart adds ``-narrow``.
        narrow: For screens about 360 px wide.
        source: Publisher and table, for the caption.
    """
    words = Words(indicator, language)
    standing = Standing.of(values, indicator, period)
    title = words.say("map_title", name=words.heading, years=standing.period or "").strip(" ,")
    alt = describe(words, standing, area)
    if standing.rows:
        alt = f"{words.say('alt_classes')} {alt}"
    drawing = _Map(words, standing, area, f"{key or f'{indicator.id}-map'}{'-narrow' if narrow else ''}", narrow, href)
    svg = drawing.draw(title, alt, outlines)
    notes = [words.say("note_classes")] if len(drawing.classes.ends) > 1 else []
    return Figure(
        drawing.key, svg, drawing.width, drawing.height, title, alt, table_of(words, standing, title),
        caption(language, source, notes),
    )  # fmt: skip


class _Map:
    """Draws tiles or boundaries and the key to the shades; one object per chart, used once."""

    def __init__(self, words: Words, standing: Standing, area: str, key: str, narrow: bool, href: Href | None) -> None:
        self.words, self.standing, self.area, self.key, self.narrow, self.href = (
            words, standing, area, key, narrow, href,
        )  # fmt: skip
        self.width = 340 if narrow else 680
        self.height = 0
        regions = [value for value in standing.everything() if value.area != COUNTRY]
        self.values = {value.area: value for value in regions}
        self.classes = Classes.among(regions)
        self.hatch = ""

    def draw(self, title: str, alt: str, outlines: Outlines | None) -> str:
        fitted = None
        entries = self._entries()
        labels = max((text_width(label, 12, bold=True) for _, label, _ in entries), default=0.0)
        tile_width, tile_height = (82.0, 58.0) if self.narrow else (min(112.0, (610 - labels) / 4 - GAP), 64.0)
        if outlines:
            fitted = fit_to(outlines, 560.0, left=4, top=4, grain=1.0)
            drawn_width, drawn_height = fitted.width + 8, fitted.height + 8
        else:
            drawn_width, drawn_height = 4 * (tile_width + GAP), 6 * (tile_height + GAP)
        key_height = 41 + 24 * len(entries)
        self.height = round(drawn_height + 10 + key_height if self.narrow else max(drawn_height, key_height)) + 4
        canvas = Canvas(
            self.key, self.width, self.height, title=title, alt=alt, language=self.words.language,
            interactive=self.href is not None,
        )  # fmt: skip
        self.hatch = canvas.hatch("none", ink="#b9c4cc", gap=6, width=0.6)
        if fitted:
            self._boundaries(canvas, fitted)
        else:
            self._tiles(canvas, tile_width, tile_height)
        left, top = (4.0, drawn_height + 14) if self.narrow else (drawn_width + 28, 4.0)
        self._key(canvas, entries, left, top)
        return canvas.finish()

    def _look(self, code: str) -> tuple[str, str]:
        """Fill and ink of an area."""
        if code not in self.classes.of:
            return self.hatch, INK
        place = self.classes.of[code]
        return SHADES[place], ON_SHADES[place]

    def _tip(self, code: str) -> str:
        return self.words.tip(self.values[code]) if code in self.values else self.words.area(code)

    def _number(self, code: str) -> str:
        value = self.values.get(code)
        return self.words.number(value.number) if value and value.number is not None else "–"

    def _open(self, canvas: Canvas, code: str) -> None:
        tip = escape(self._tip(code), quote=True)
        if self.href:
            canvas.add(f'<a href="{escape(self.href(code))}" data-area="{code}"><title>{tip}</title>')
        else:
            canvas.add(f'<g data-area="{code}"><title>{tip}</title>')

    def _close(self, canvas: Canvas) -> None:
        canvas.add("</a>" if self.href else "</g>")

    def _order(self, codes: list[str]) -> list[str]:
        """The area told apart is drawn last, so that its border is whole."""
        return sorted(codes, key=lambda code: code == self.area)

    def _tiles(self, canvas: Canvas, width: float, height: float) -> None:
        numbers = [self._number(code) for code in TILES]
        size = 14 if max(text_width(number, 14, bold=True) for number in numbers) <= width - 4 else 12
        for code in self._order(list(TILES)):
            row, column = TILES[code]
            left, top = 1.5 + column * (width + GAP), 1.5 + row * (height + GAP)
            fill, ink = self._look(code)
            mine = code == self.area
            self._open(canvas, code)
            canvas.rect(left, top, width, height, fill, stroke=INK if mine else RULE, edge=3 if mine else 0.8, round_=3)
            number = self._number(code)
            name = self.words.area(code)
            bold = mine and not self.narrow
            lines = name_lines(name, width - 4, 12, bold=bold)
            y = top + (height - 14 * len(lines) - 17) / 2 + 11
            centre, halo = left + width / 2, "" if code in self.classes.of else PAPER
            for index, line in enumerate(lines):
                canvas.text(centre, y + 14 * index, line, anchor="middle", bold=bold, fill=ink, halo=halo)
            y += 14 * len(lines) + 3
            canvas.text(centre, y, number, size=size, anchor="middle", bold=True, fill=ink, halo=halo)
            self._close(canvas)

    def _boundaries(self, canvas: Canvas, fitted: Fitted) -> None:
        codes = [code for code in TILES if code in fitted.paths]
        for code in self._order(codes):
            fill, _ = self._look(code)
            mine = code == self.area
            self._open(canvas, code)
            edge = f'stroke="{INK if mine else PAPER}" stroke-width="{2.6 if mine else 1}" stroke-linejoin="round"'
            canvas.add(f'<path d="{fitted.paths[code]}" fill="{fill}" fill-rule="evenodd" {edge}/>')
            self._close(canvas)
        self._labels(canvas, fitted, self._order(codes)[::-1])

    def _labels(self, canvas: Canvas, fitted: Fitted, codes: list[str]) -> None:
        """Numbers on the areas, as many as have room; all are in the table and under the pointer."""
        placer = Placer((0, 0, self.width, self.height))
        for code in codes:
            x, y = fitted.middles[code]
            number = self._number(code)
            half = text_width(number, 12, bold=True) / 2
            if 2 * half > fitted.widths[code]:
                continue
            if placer.place([(x - half, y + dy - 7, x + half, y + dy + 7) for dy in (0, -8, 8)]) is None:
                continue
            plate = 2 * half > fitted.widths[code] * 0.7 or code not in self.classes.of
            ink = INK if code not in self.classes.of else self._look(code)[1]
            ground = self._look(code)[0] if code in self.classes.of else PAPER
            canvas.text(x, y + 4, number, anchor="middle", bold=True, fill=ink, halo=ground if plate else "")

    def _entries(self) -> list[tuple[str, str, bool]]:
        """Swatch and words of each class from the largest down, then what has no number, then the country."""
        entries = []
        for place in sorted(self.classes.ends, reverse=True):
            low, high = (self.words.number(value.number or 0) for value in self.classes.ends[place])
            entries.append((SHADES[place], low if low == high else f"{low} – {high}", False))
        if len(self.classes.of) < len(TILES):
            entries.append(("", self.words.say("no_data"), False))
        country = self.standing.country
        if country and country.number is not None:
            entries.append((PAPER, f"{self.words.area(COUNTRY)} {self.words.number(country.number)}", True))
        return entries

    def _key(self, canvas: Canvas, entries: list[tuple[str, str, bool]], left: float, top: float) -> None:
        for line in wrap(self.words.unit, self.width - left - 2, 12):
            canvas.text(left, top + 12, line, fill=MUTED)
            top += 15
        top -= 15
        for index, (fill, label, bold) in enumerate(entries):
            y = top + 22 + 24 * index
            if not bold:
                canvas.rect(left, y, 26, 18, fill or self.hatch, stroke=RULE, edge=0.8)
            canvas.text(left if bold else left + 34, y + 13, label, bold=bold)
