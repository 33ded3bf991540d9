"""What the marks of a chart mean: marks with words, flowing over as many lines as they need. Leaves out the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alke.charts.svg import INK, RULE, Canvas, Shape, text_width, wrap

LINE = 18.0  # px from line to line
SWATCH = 20.0  # px from the start of a mark to its words
GAP = 18.0  # px between entries


@dataclass(frozen=True)
class Entry:
    """One mark and its words.

    Attributes:
        shape: Of the mark, ``line`` for an upright stroke, ``bar`` for a filled bar.
        radius: Of a mark.
        bold: Whether the words are.
    """

    words: str
    shape: Shape | str
    ink: str
    radius: float = 4.5
    bold: bool = False


def flow(entries: Sequence[Entry], width: float) -> list[tuple[float, int, Entry, list[str]]]:
    """Where each entry stands, its left edge and line, and its words in lines."""
    placed: list[tuple[float, int, Entry, list[str]]] = []
    x, line = 0.0, 0
    for entry in entries:
        size = 12.0 * (1.12 if entry.bold else 1.0)
        wide = SWATCH + text_width(entry.words, size)
        if x and x + wide > width:
            x, line = 0.0, line + 1
        rows = wrap(entry.words, width - SWATCH, size)
        placed.append((x, line, entry, rows))
        x, line = (x + wide + GAP, line) if len(rows) == 1 else (width, line + len(rows) - 1)
    return placed


def height(entries: Sequence[Entry], width: float) -> float:
    """How high the entries are within a width, in px."""
    return LINE * max((line + len(rows) for _, line, _, rows in flow(entries, width)), default=0)


def legend(canvas: Canvas, entries: Sequence[Entry], left: float, top: float, width: float) -> None:
    """Draw the entries from a corner on."""
    for x, line, entry, rows in flow(entries, width):
        y = top + LINE * line
        _mark(canvas, entry, left + x, y + LINE / 2 - 1)
        for index, row in enumerate(rows):
            canvas.text(left + x + SWATCH, y + LINE * (index + 1) - 6, row, bold=entry.bold)


def _mark(canvas: Canvas, entry: Entry, x: float, y: float) -> None:
    if entry.shape == "line":
        canvas.line([(x + 6, y - 7), (x + 6, y + 7)], entry.ink, width=1.8)
    elif entry.shape == "bar":
        canvas.rect(x, y - 5, 14, 10, entry.ink, stroke=INK if entry.ink.startswith("url") else RULE, edge=0.8)
    elif entry.shape in ("circle", "diamond", "square"):
        canvas.mark(x + 6, y, entry.shape, entry.radius, entry.ink)  # type: ignore[arg-type]
