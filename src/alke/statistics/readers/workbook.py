"""The rows of one sheet of an XLSX workbook, cell by cell as Excel stored them.

A formula counts as the number that Excel computed last; one that was never computed is an error, not an empty cell.
Leaves out what the columns mean, styles, and the old XLS.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any

from openpyxl import load_workbook

from alke.base.errors import InputError, UnknownCodeError, place
from alke.statistics.readers.rows import Cell, Row

_MOST_UNPACKED = 1 << 30


def sheet_rows(data: bytes, *, path: str, sheet: str = "") -> list[Row]:
    """The rows of a sheet with their row numbers.

    Args:
        data: The workbook.
        path: Its name, for errors.
        sheet: The sheet's name, "" for the first.

    Raises:
        InputError: when it is no workbook, is too large unpacked, has no such sheet or an uncomputed formula.
    """
    _refuse_large(data, path)
    try:
        computed = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        written = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        names = [worksheet.title for worksheet in computed.worksheets]
        if sheet and sheet not in names:
            raise UnknownCodeError("sheet", sheet, names, where=path)
        if not names:
            raise InputError("the workbook has no sheet", where=path, fix="Give a workbook with a table")
        name = sheet or names[0]
        pairs = zip(computed[name].iter_rows(), written[name].iter_rows(), strict=True)
        return [_row(line, values, sources, f"{path}, sheet {name}") for line, (values, sources) in enumerate(pairs, 1)]
    except (InputError, UnknownCodeError):
        raise
    except Exception as error:  # openpyxl meets broken workbooks with errors of every kind
        what = f"the workbook cannot be read ({type(error).__name__}: {error})"
        raise InputError(what, where=path, fix="Open it in Excel or LibreOffice and save it again as XLSX") from error


def _refuse_large(data: bytes, path: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError(f"the workbook is broken ({error})", where=path, fix="Get the file again") from error
    if size > _MOST_UNPACKED:
        what = f"the workbook unpacks to {size >> 20} MiB, more than {_MOST_UNPACKED >> 20} MiB"
        raise InputError(what, where=path, fix="Save the one sheet that holds the table as CSV")


def _row(line: int, values: tuple[Any, ...], sources: tuple[Any, ...], where: str) -> Row:
    cells: list[Cell] = []
    for at, (value, source) in enumerate(zip(values, sources, strict=True)):
        if value.value is None and isinstance(source.value, str) and source.data_type == "f":
            keyword = f"column {_letters(at)}"
            what = f"the formula {source.value[:40]!r} has no computed value"
            fix = "Open the workbook in Excel or LibreOffice, let it compute, and save it"
            raise InputError(what, where=place(where, line=line, keyword=keyword), fix=fix)
        cells.append(_plain(value.value))
    return Row(line, cells)


def _plain(value: Any) -> Cell:
    """A cell's value; a date as ISO."""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return value if isinstance(value, str | float | int | None) else str(value)


def _letters(at: int) -> str:
    """The letters of a column, from 0: A, B, …, Z, AA."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
