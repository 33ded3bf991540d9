"""What every chart function returns, and what documents and pages show. Leaves out drawing."""

from __future__ import annotations

from dataclasses import dataclass

from alke.language.runs import Plain, Runs


@dataclass(frozen=True)
class Table:
    """A data table: every number in it is a `Number` run with its address.

    Attributes:
        caption: What the table shows, with unit and period.
        header: Column headings.
        rows: Cells as runs; the first cell of each row is its row heading.
        numeric: For each column, whether it holds numbers (aligned right).
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True)
class Figure:
    """A chart.

    Attributes:
        key: Unique on a page, a valid HTML id, such as ``population-series``.
        svg: A whole ``<svg>`` element with ``role="img"``, ``<title>`` and ``<desc>``; ids inside it start with `key`.
        width, height: Of the view box in px.
        title: What is shown: indicator, area, years, unit.
        alt: What is *seen*: direction, extremes, who stands where; never a copy of the title.
        caption: Under the figure: source and notes.
        table: The data behind it.
    """

    key: str
    svg: str
    width: int
    height: int
    title: str
    alt: str
    table: Table
    caption: Runs = (Plain(""),)
