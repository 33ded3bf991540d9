"""Writing SVG by hand: an escaping canvas, marker shapes, text widths. Leaves out scales and what a chart shows.

Only what usvg (Typst), browsers and LibreOffice all draw is used: presentation attributes, no style sheets, no
variables, no foreign objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Literal

FONT = 'system-ui, "Source Sans 3", sans-serif'
INK = "#16242f"
MUTED = "#4d5b67"
GRID = "#e1e7eb"
RULE = "#8b98a3"
AREA = "#0b4f71"
OTHER = "#7e8d99"
COUNTRY_INK = "#5a6771"
WARM = "#b4470f"
PAPER = "#ffffff"
ZONE = "#f4f6f8"
TINT = "#e8f0f4"

Shape = Literal["circle", "diamond", "square"]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

# Advance widths in hundredths of an em, of DejaVu Sans: the widest font that system-ui is in practice.
_WIDTHS = {
    **dict.fromkeys("ijlIJ|'", 30),
    **dict.fromkeys(" \u00a0\u202f.,:;!/·", 34),
    **dict.fromkeys("frt()[]-\u2011", 41),
    **dict.fromkeys("cszJL", 56),
    **dict.fromkeys("abdeghknopquvxyäöå–", 64),
    **dict.fromkeys("ABCEFKPRSTVXYZÄÅ?", 70),
    **dict.fromkeys("DGHNOQUÖw€", 82),
    **dict.fromkeys("−+<>=≥≤→", 84),
    **dict.fromkeys("mMW%", 99),
    **dict.fromkeys("0123456789", 64),
    "‰": 135,
}


@lru_cache(maxsize=1 << 14)
def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in px, estimated on the safe side."""
    return sum(_WIDTHS.get(letter, 75) for letter in words) * size / 100 * (1.12 if bold else 1.0)


# Where a long name of one word is parted when a line is too short for it.
_PARTED = {"Kymmenedalen": ("Kymmene-", "dalen"), "Kymenlaakso": ("Kymen-", "laakso")}


def name_lines(name: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """A name on one line where it fits into `width` px, otherwise on two."""
    if text_width(name, size, bold=bold) <= width:
        return (name,)
    if name in _PARTED:
        return _PARTED[name]
    for mark, kept in (("-", "-"), (" ", "")):
        head, found, tail = name.partition(mark)
        if found:
            return head + kept, tail
    return (name,)


def wrap(words: str, width: float, size: float) -> list[str]:
    """Lines of at most `width` px; a word longer than that stands alone."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def px(number: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{number:.1f}"
    return text[:-2] if text.endswith(".0") else text


def path_of(points: Iterable[Point]) -> str:
    """Points as path data: ``M1 2 3 4``."""
    return "M" + " ".join([f"{x:.1f} {y:.1f}" for x, y in points])


class Canvas:
    """An SVG under construction; ids inside it start with `key`.

    Args:
        key: A valid HTML id, unique on the page.
        interactive: Whether it holds links, so that it is a group of them to a screen reader and not one image.
    """

    def __init__(
        self, key: str, width: float, height: float, *, title: str, alt: str, language: str, interactive: bool = False
    ) -> None:
        self.key, self.width, self.height = key, round(width), round(height)
        self._head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" width="{self.width}" '
            f'height="{self.height}" lang="{language}" role="{"group" if interactive else "img"}" '
            f'aria-labelledby="{key}-title {key}-desc" font-family="{escape(FONT)}" font-size="12" fill="{INK}">'
            f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(alt)}</desc>'
        )
        self._parts: list[str] = []
        self._definitions: list[str] = []

    def add(self, markup: str) -> None:
        """Add ready markup."""
        self._parts.append(markup)

    def hatch(self, name: str, *, ink: str, ground: str = PAPER, gap: float = 6, width: float = 1) -> str:
        """Define a pattern of slanted lines; returns what to fill with."""
        self._definitions.append(
            f'<pattern id="{self.key}-{name}" width="{px(gap)}" height="{px(gap)}" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="{px(gap)}" height="{px(gap)}" fill="{ground}"/>'
            f'<path d="M0 0V{px(gap)}" stroke="{ink}" stroke-width="{px(width * 2)}"/></pattern>'
        )
        return f"url(#{self.key}-{name})"

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        stroke: str = "",
        edge: float = 1,
        round_: float = 0,
        title: str = "",
    ) -> None:
        """A rectangle; browsers show its title under the pointer."""
        look = f' stroke="{stroke}" stroke-width="{px(edge)}"' if stroke else ""
        look += f' rx="{px(round_)}"' if round_ else ""
        inside = f"><title>{escape(title, quote=False)}</title></rect>" if title else "/>"
        self._parts.append(
            f'<rect x="{px(x)}" y="{px(y)}" width="{px(width)}" height="{px(height)}" fill="{fill}"{look}{inside}'
        )

    def line(self, points: Sequence[Point], stroke: str, *, width: float = 1, dash: str = "") -> None:
        """A line through points."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        joined = ' stroke-linejoin="round" stroke-linecap="round"' if len(points) > 2 else ""
        look = f'fill="none" stroke="{stroke}" stroke-width="{px(width)}"{dashed}{joined}'
        self._parts.append(f'<path d="{path_of(points)}" {look}/>')

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        anchor: Anchor = "start",
        bold: bool = False,
        fill: str = "",
        halo: str = "",
    ) -> None:
        """A text whose baseline starts, is centred or ends at x, y; `halo` is a colour around it."""
        marks = f' text-anchor="{anchor}"' if anchor != "start" else ""
        marks += f' font-size="{px(size)}"' if size != 12 else ""
        marks += ' font-weight="700"' if bold else ""
        marks += f' fill="{fill}"' if fill else ""
        marks += f' stroke="{halo}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"' if halo else ""
        self._parts.append(f'<text x="{px(x)}" y="{px(y)}"{marks}>{escape(words, quote=False)}</text>')

    def mark(
        self,
        x: float,
        y: float,
        shape: Shape,
        radius: float,
        ink: str,
        *,
        hollow: bool = False,
        title: str = "",
    ) -> None:
        """A marker, hollow for what is preliminary; browsers show its title under the pointer."""
        if shape == "circle":
            tag, form = "circle", f'cx="{px(x)}" cy="{px(y)}" r="{px(radius)}"'
        elif shape == "diamond":
            r = radius * 1.25
            tag, form = "path", f'd="M{px(x)} {px(y - r)}L{px(x + r)} {px(y)} {px(x)} {px(y + r)} {px(x - r)} {px(y)}Z"'
        else:
            r = radius * 0.9
            tag, form = "rect", f'x="{px(x - r)}" y="{px(y - r)}" width="{px(2 * r)}" height="{px(2 * r)}"'
        look = f'fill="{PAPER}" stroke="{ink}" stroke-width="1.8"' if hollow else f'fill="{ink}"'
        inside = f"><title>{escape(title, quote=False)}</title></{tag}>" if title else "/>"
        self._parts.append(f"<{tag} {form} {look}{inside}")

    def hover(self, spots: Iterable[tuple[float, float, str]]) -> None:
        """Unseen places (x, y, title) that show their title under the pointer."""
        places = list(spots)
        if not places:
            return
        titles = escape("\n".join([title for _, _, title in places]), quote=False).split("\n")
        circles = [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6"><title>{title}</title></circle>'
            for (x, y, _), title in zip(places, titles, strict=True)
        ]
        self._parts.append(f'<g fill="none" pointer-events="all">{"".join(circles)}</g>')

    def finish(self) -> str:
        """The whole element."""
        definitions = f"<defs>{''.join(self._definitions)}</defs>" if self._definitions else ""
        return f"{self._head}{definitions}{''.join(self._parts)}</svg>"
