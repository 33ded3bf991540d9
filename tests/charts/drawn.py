"""Reading a drawn chart back: its texts with their boxes, marks, lines and ids."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from alke.charts.figure import Figure
from alke.charts.svg import text_width
from alke.language.runs import Number, plain

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"[−+]?\d[\d\u00a0,.]*\d|\d")


@dataclass(frozen=True)
class Words:
    """A text on the chart with its estimated box."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    fill: str
    bold: bool

    def covers(self, other: Words) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.5


def root(figure: Figure) -> ET.Element:
    """The parsed chart; fails when it is not well-formed."""
    return ET.fromstring(figure.svg)


def texts(figure: Figure) -> list[Words]:
    """Every text drawn."""
    found = []
    for element in root(figure).iter(f"{SVG}text"):
        size = float(element.get("font-size", "12"))
        bold = element.get("font-weight") == "700"
        x, y, words = float(element.get("x", "")), float(element.get("y", "")), element.text or ""
        width = text_width(words, size, bold=bold)
        left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
        box = (left, left + width, y - size * 0.75, y + size * 0.2)
        found.append(Words(words, *box, element.get("fill", ""), bold))
    return found


def tips(figure: Figure) -> list[str]:
    """What is shown under the pointer, without the chart's own title."""
    return [
        child.text or ""
        for element in root(figure).iter()
        if element.tag != f"{SVG}svg"
        for child in element.findall(f"{SVG}title")
    ]


def paths(figure: Figure, stroke: str) -> list[ET.Element]:
    """The lines of a colour."""
    return [element for element in root(figure).iter(f"{SVG}path") if element.get("stroke") == stroke]


def numbers(figure: Figure) -> Iterator[Number]:
    """Every number of the table, with its address."""
    for row in figure.table.rows:
        for cell in row:
            yield from (run for run in cell if isinstance(run, Number))


def table_text(figure: Figure) -> set[str]:
    """The numbers of the table as shown, whether they have an address or not."""
    return {found for row in figure.table.rows for cell in row for found in NUMBER.findall(plain(cell))}


def coordinates(figure: Figure) -> Iterator[tuple[float, float]]:
    """Every point drawn, apart from patterns."""
    for element in root(figure):
        if element.tag == f"{SVG}defs":
            continue
        for part in element.iter():
            if part.get("d"):
                pairs = re.findall(r"-?\d+(?:\.\d+)?", part.get("d", ""))
                yield from zip(map(float, pairs[::2]), map(float, pairs[1::2]), strict=True)
            if part.get("cx"):
                yield float(part.get("cx", "")), float(part.get("cy", ""))
            if part.tag == f"{SVG}rect":
                x, y = float(part.get("x", "")), float(part.get("y", ""))
                yield x, y
                yield x + float(part.get("width", "")), y + float(part.get("height", ""))
