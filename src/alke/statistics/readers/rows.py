"""Rows of text → cells of a Cube: decoding, splitting, numbers and marks, and putting keyed rows in their places.

What the readers of CSV and XLSX share. Leaves out what the columns mean.
"""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from alke.base.errors import InputError, place
from alke.statistics.cube import PLAIN, Mark, Numbers, Reason, Statuses

Cell = str | float | int | None
ABSENT = Mark("", Reason.NOT_AVAILABLE)
_DIGITS = frozenset("0123456789+-.eE")
_DELIMITERS = ";\t,"
_SAMPLE = 40
_SPARSE = 50  # cells that a table may make for each row of the file
_SMALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row and the line it began on (in a workbook: its row number)."""

    line: int
    cells: list[Cell]


def decoded(data: bytes, *, path: str, encoding: str = "") -> str:
    """The text of a file: as told, else UTF-8 or UTF-16 by their marks, else UTF-8, else Windows-1252 or Latin-1."""
    if encoding:
        try:
            return data.decode(encoding)
        except LookupError as error:
            fix = "Write utf-8, cp1252, iso-8859-1 or iso-8859-15"
            raise InputError(f"unknown encoding {encoding!r}", where=place(path), fix=fix) from error
        except UnicodeError as error:
            byte = error.start if isinstance(error, UnicodeDecodeError) else None
            fix = "Give its right encoding in the mapping"
            raise InputError(f"the file is not {encoding}", where=place(path, byte=byte), fix=fix) from error
    guesses = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252", "latin-1"]
    for guess in guesses:
        try:
            text = data.decode(guess)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError("the file is not text", where=place(path or "CSV"), fix="Give a CSV file")


def delimiter_of(text: str) -> str:
    """The sign that splits the most of the first lines into the same number of cells, at least two."""
    start = io.StringIO(text[:100_000], newline="").readlines()[:_SAMPLE]
    best = (0, 0, ",")
    for sign in _DELIMITERS:
        try:
            widths = Counter(len(cells) for cells in csv.reader(start, delimiter=sign) if len(cells) > 1)
        except csv.Error:
            continue
        if widths:
            width, count = widths.most_common(1)[0]
            best = max(best, (count, width, sign))
    return best[2]


def split(text: str, *, path: str, delimiter: str) -> list[Row]:
    """The rows of a CSV text with their lines; an empty line is a row without cells.

    Raises:
        InputError: naming the line where the quoting goes wrong.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append(Row(line, [*cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        fix = "Close every quote, and write a quote inside a text twice"
        raise InputError(f"the quoting is broken ({error})", where=place(path or "CSV", line=line), fix=fix) from error
    return rows


def number_of(text: str, *, decimal: str = ".", thousands: str = "") -> float | None:
    """The number of a text, None when it is none; NaN and infinity are no numbers."""
    if thousands:
        text = text.replace(thousands, "")
    if decimal != ".":
        if "." in text:
            return None
        text = text.replace(decimal, ".")
    text = text.replace("\u2212", "-")
    if not text or not _DIGITS.issuperset(text):
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


@dataclass
class Marks:
    """The marks met so far, each with its code in a Cube's statuses."""

    codes: dict[Mark, int] = field(default_factory=lambda: {PLAIN: 0})

    def code(self, mark: Mark, *, where: str) -> int:
        """The code of a mark, new or known."""
        if mark not in self.codes:
            if len(self.codes) > 255:
                what = "more than 255 different marks in the place of numbers"
                raise InputError(what, where=where, fix="Give the columns that hold numbers")
            self.codes[mark] = len(self.codes)
        return self.codes[mark]


def column(
    cells: Sequence[Cell],
    marks: Marks,
    *,
    number: Callable[[str], float | None] = number_of,
    mark: Callable[[str], Mark | None],
    where: Callable[[int], str],
) -> tuple[Numbers, npt.NDArray[np.uint8]]:
    """The numbers and mark codes of one column of cells.

    Args:
        cells: The cells; a workbook's numbers as such.
        marks: The marks met so far; grows.
        number: The number of a text.
        mark: The mark of a text that is no number, None when it is no mark either.
        where: The place of the n-th cell, for errors.

    Raises:
        InputError: at a cell that is neither a number nor a mark.
    """
    codes = np.zeros(len(cells), dtype=np.uint8)
    plain = _plain(cells) if number is number_of else None
    if plain is not None:
        return plain, codes
    numbers = np.full(len(cells), np.nan)
    for place_, cell in enumerate(cells):
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            found: float | None = float(cell) if math.isfinite(cell) else None
            text = str(cell)
        else:
            text = "" if cell is None else str(cell).strip()
            found = number(text)
        if found is not None:
            numbers[place_] = found
            continue
        meant = mark(text)
        if meant is None:
            fix = "Give a number, or tell in the mapping what the sign means"
            raise InputError(f"{text[:60]!r} stands in the place of a number", where=where(place_), fix=fix)
        codes[place_] = marks.code(meant, where=where(place_))
    return numbers, codes


def _plain(cells: Sequence[Cell]) -> Numbers | None:
    """The numbers of texts that all are numbers; None when one of them is anything else, such as a mark."""
    if not all(isinstance(cell, str) and cell and _DIGITS.issuperset(cell) for cell in cells):
        return None
    try:
        numbers = np.array([float(cell or "") for cell in cells], dtype=np.float64)
    except ValueError:
        return None
    return numbers if np.isfinite(numbers).all() else None


@dataclass(frozen=True)
class Keyed:
    """Rows whose key on each axis is known.

    Attributes:
        keys: For each key axis, the place on it of every row.
        sizes: The number of categories of each key axis.
        lines: The line of every row.
        names: The axes' names, for errors.
    """

    keys: list[npt.NDArray[np.int64]]
    sizes: list[int]
    lines: list[int]
    names: list[str]

    def cells(self, path: str) -> npt.NDArray[np.int64]:
        """The place of every row among the cells of the key axes.

        Raises:
            InputError: when two rows have one key, or the axes make far more cells than there are rows.
        """
        cells = math.prod(self.sizes)
        if cells > max(_SMALL, _SPARSE * len(self.lines)):
            shape = " × ".join(f"{size:,} ({name})" for size, name in zip(self.sizes, self.names, strict=True))
            what = f"the key columns make {shape} cells for {len(self.lines):,} rows"
            fix = "Tell with a mapping which columns are axes (docs/mapping.md)"
            raise InputError(what, where=place(path), fix=fix)
        places = np.zeros(len(self.lines), dtype=np.int64)
        for key, size in zip(self.keys, self.sizes, strict=True):
            places = places * size + key
        order = np.argsort(places, kind="stable")
        twice = np.flatnonzero(places[order][1:] == places[order][:-1])
        if len(twice):
            first, second = sorted((self.lines[order[twice[0]]], self.lines[order[twice[0] + 1]]))
            what = f"the rows of lines {first} and {second} have the same key ({', '.join(self.names)})"
            raise InputError(
                what, where=place(path, line=second), fix="Take one of them away, or add the axis they differ by"
            )
        return places


def spread(
    places: npt.NDArray[np.int64], cells: int, numbers: Numbers, codes: Statuses, marks: Marks, *, where: str
) -> tuple[Numbers, Statuses]:
    """Rows × columns put at their places among `cells` × columns; a cell that no row tells is not available."""
    width = numbers.shape[1]
    if len(places) == cells and np.array_equal(places, np.arange(cells)):
        return numbers, codes
    all_numbers = np.full((cells, width), np.nan)
    absent = marks.code(ABSENT, where=where) if len(places) < cells else 0
    all_codes = np.full((cells, width), absent, dtype=np.uint8)
    all_numbers[places], all_codes[places] = numbers, codes
    return all_numbers, all_codes


def factorised(values: Sequence[str]) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """The different values in order of appearance, and for each value its place among them."""
    places: dict[str, int] = {}
    found = np.fromiter((places.setdefault(value, len(places)) for value in values), np.int64, len(values))
    return tuple(places), found
