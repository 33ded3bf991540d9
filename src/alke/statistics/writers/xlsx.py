"""A Cube → XLSX for people: the tidy data, the names of codes, and where the numbers come from.

Numbers are written with 16 digits, which is more than Excel shows. Leaves out styles beyond a bold heading; a table of
more rows than a sheet can hold is refused.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from alke.base.errors import AlkeError
from alke.base.languages import Language, texts
from alke.statistics.cube import Cube
from alke.statistics.writers.csv import columns

_TEXTS = Path(__file__).with_name("xlsx.yaml")
_MOST_ROWS = 1_048_575
_LONGEST = 32_767


def write(cube: Cube, sink: BinaryIO, *, language: Language = Language.FI) -> None:
    """Write the workbook to an open file.

    Args:
        cube: The table.
        sink: The file.
        language: The language of sheet names and headings, and of labels where the table has them in it.

    Raises:
        AlkeError: when the table has more cells than a sheet has rows.
    """
    if cube.size > _MOST_ROWS:
        what = f"{cube.size:,} cells do not fit into the {_MOST_ROWS:,} rows of a sheet"
        raise AlkeError(what, where=cube.table, fix="Write CSV or Parquet instead")
    book = Workbook(write_only=True)
    words = texts(_TEXTS)
    _sheet(book, words["data"][language], columns(cube), _data(cube))
    headings = [words[key][language] for key in ("variable", "name", "code", "label")]
    _sheet(book, words["codes"][language], headings, _codes(cube, language))
    _sheet(
        book,
        words["source_sheet"][language],
        [words["field"][language], words["text"][language]],
        _source(cube, language),
    )
    book.save(sink)


def _data(cube: Cube) -> Iterable[list[Any]]:
    keys = itertools.product(*(axis.codes for axis in cube.axes))
    signs = [mark.sign or None for mark in cube.marks]
    cells = zip(cube.numbers.ravel().tolist(), cube.statuses.ravel().tolist(), strict=True)
    for key, (number, mark) in zip(keys, cells, strict=True):
        yield [*key, None if number != number else number, signs[mark]]


def _codes(cube: Cube, language: Language) -> Iterable[list[Any]]:
    for axis in cube.axes:
        labels = axis.labels.get(language) or next(iter(axis.labels.values()), axis.codes)
        for code, label in zip(axis.codes, labels, strict=True):
            yield [axis.code, axis.name(language), code, label]


def _source(cube: Cube, language: Language) -> Iterable[list[Any]]:
    words = texts(_TEXTS)
    told = [
        ("title", cube.titles.get(language) or next(iter(cube.titles.values()), "")),
        ("table", cube.table),
        ("source", cube.sources.get(language) or next(iter(cube.sources.values()), "")),
        ("publisher", cube.publisher),
        ("licence", cube.licence),
        ("updated", cube.updated),
        *(("note", note) for note in cube.notes.get(language) or next(iter(cube.notes.values()), ())),
    ]
    for key, text in told:
        if text:
            yield [words[key][language], text]
    for mark in cube.marks[1:]:
        yield [f"{words['sign'][language]} {mark.sign}".rstrip(), mark.text or words[f"reason_{mark.reason}"][language]]


def _sheet(book: Workbook, name: str, headings: Iterable[str], rows: Iterable[list[Any]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) if isinstance(value, str) else value for value in row])


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    """A text as a text, also when it begins with an equals sign; what XML cannot hold is replaced."""
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)[:_LONGEST]
    if not bold and text[:1] not in ("=", "#"):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
