"""The block model: what a document is made of, whatever it is written as.

The picture, and later minutes and outcome documents, are tuples of blocks. Leaves out writing (`html.py`, `pdf.py`,
`docx.py`) and what a picture contains (`picture.py`).
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from alke.base.languages import Language
from alke.charts.figure import Figure, Table
from alke.language.runs import Runs


@dataclass(frozen=True)
class Heading:
    """A heading of level 1–4 with an id unique in the document; the document's title is level 1 and not a block.

    `language` is told when it is not the document's.
    """

    level: int
    text: str
    anchor: str
    language: Language | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `style` is ``body``, ``lead`` (opening), ``note`` (small print) or ``missing``.

    `rules` names the sentence rule behind each of its sentences, `keys` the findings it tells, or are empty.
    """

    runs: Runs
    style: str = "body"
    rules: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bullets:
    """A list of items, each runs; `rules` names the sentence rule behind each, `keys` the finding, or are empty."""

    items: tuple[Runs, ...]
    rules: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureBlock:
    """A figure with its alt text, caption and the table behind it.

    Attributes:
        figure: As drawn for paper and wide screens.
        narrow: The same drawn for a telephone, or None; only HTML shows it.
        source: Anchor of the section that tells where its numbers come from, or "".
    """

    figure: Figure
    narrow: Figure | None = None
    source: str = ""


@dataclass(frozen=True)
class TableBlock:
    """A table that stands on its own; `anchor` is unique in the document."""

    table: Table
    anchor: str


def source_anchor(indicator: str) -> str:
    """The anchor of the heading under which an indicator's sources are told; numbers lead there on paper."""
    return f"source-{indicator}"


def source_of(indicator: str, anchors: Container[str]) -> str:
    """The anchor a number of an indicator leads to among a document's anchors, "" when its sources are not told.

    A member of a family (``population-by-age-men-0-4``) leads to its family.
    """
    anchor = source_anchor(indicator)
    while anchor not in anchors:
        anchor, dash, _ = anchor.rpartition("-")
        if not dash:
            return ""
    return anchor


@dataclass(frozen=True)
class Definitions:
    """Terms with their definitions."""

    items: tuple[tuple[str, Runs], ...]


Block = Heading | Paragraph | Bullets | FigureBlock | TableBlock | Definitions


@dataclass(frozen=True)
class Document:
    """A document in one language.

    Attributes:
        key: File name without its ending, such as ``MK18-fi``.
        title, subtitle: On the first page and in the metadata; the data year stands in the title.
        blocks: The content in order.
        subject, author, keywords, date: Metadata; `date` is ISO and comes from the data, so that output is repeatable.
    """

    key: str
    language: Language
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    subject: str = ""
    author: str = "Alke"
    date: str = ""
    keywords: tuple[str, ...] = field(default_factory=tuple)
