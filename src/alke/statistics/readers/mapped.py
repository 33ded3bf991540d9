"""Plain CSV and XLSX → Cube, with a mapping that tells what the columns are (docs/mapping.md).

Leaves out guessing: what the mapping does not tell is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from alke.base.errors import InputError, UnknownCodeError, place
from alke.statistics.cube import Axis, Cube, Mark, Numbers, Statuses
from alke.statistics.readers.guesses import mark_of
from alke.statistics.readers.mapping import AxisMapping, Mapping, load
from alke.statistics.readers.rows import (
    Cell,
    Keyed,
    Marks,
    Row,
    column,
    decoded,
    delimiter_of,
    factorised,
    number_of,
    split,
    spread,
)
from alke.statistics.readers.workbook import sheet_rows

__all__ = ["Mapping", "load", "read", "read_bytes"]


def read(path: Path | str, mapping: Mapping | Path | str) -> Cube:
    """The table of a CSV or XLSX file under a mapping.

    Args:
        path: The file.
        mapping: The mapping, or its YAML file.

    Raises:
        InputError: naming line and column, what was expected there and how to mend it.
    """
    if not isinstance(mapping, Mapping):
        mapping = load(Path(mapping))
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise InputError(what, where=str(path), fix="Check its name and rights") from error
    return read_bytes(data, mapping, path=str(path))


def read_bytes(data: bytes, mapping: Mapping, *, path: str = "") -> Cube:
    """The table of the bytes of a CSV or XLSX file under a mapping; as `read`."""
    path = path or "table"
    if data[:4] == b"PK\x03\x04":
        rows = sheet_rows(data, path=path, sheet=mapping.sheet)
    else:
        text = decoded(data, path=path, encoding=mapping.encoding)
        rows = split(text, path=path, delimiter=mapping.delimiter or delimiter_of(text))
    table = _Table(rows, mapping, path)
    axes, keyed = table.axes()
    marks = Marks()
    numbers, codes = table.values(marks)
    cells = int(np.prod(keyed.sizes))
    numbers, codes = spread(keyed.cells(path), cells, numbers, codes, marks, where=place(path))
    return _arranged(axes, keyed, numbers, codes, marks, mapping)


def _arranged(
    axes: dict[str, Axis], keyed: Keyed, numbers: Numbers, codes: Statuses, marks: Marks, mapping: Mapping
) -> Cube:
    """The cells, which are key axes × headings, in the order of the mapping's axes."""
    wide = [axis.code for axis in mapping.axes if not axis.column and not axis.value]
    order = [*keyed.names, *wide]
    shape = [*keyed.sizes, *([numbers.shape[1]] if wide else [])]
    moved = [order.index(axis.code) for axis in mapping.axes if axis.code in order]
    final = [len(axes[axis.code]) for axis in mapping.axes]
    return Cube(
        axes=tuple(axes[axis.code] for axis in mapping.axes),
        numbers=np.ascontiguousarray(numbers.reshape(shape).transpose(moved).reshape(final)),
        statuses=np.ascontiguousarray(codes.reshape(shape).transpose(moved).reshape(final)),
        marks=tuple(marks.codes),
        table=mapping.table,
        titles=mapping.title,
        sources=mapping.source,
        notes={language: (note,) for language, note in mapping.note.items()},
        publisher=mapping.publisher,
        licence=mapping.licence,
        updated=mapping.updated,
    )


class _Table:
    """The rows below a heading, read as a mapping tells."""

    def __init__(self, rows: list[Row], mapping: Mapping, path: str) -> None:
        self.mapping, self.path = mapping, path
        head = next((row for row in rows if row.line == mapping.header), None)
        if head is None or not any(_text(cell) for cell in head.cells):
            what = f"there is no heading on line {mapping.header}"
            raise InputError(what, where=place(path, line=mapping.header), fix="Give the heading's line as header")
        self.headings = [_text(cell) for cell in head.cells]
        last = mapping.last or float("inf")
        self.rows = [row for row in rows if head.line < row.line <= last and any(_text(cell) for cell in row.cells)]
        if not self.rows:
            raise InputError(
                "no rows below the heading", where=place(path, line=head.line), fix="Correct header or last"
            )

    def place_of(self, heading: str) -> int:
        """The place of the column with a heading."""
        if self.headings.count(heading) > 1:
            what = f"the heading {heading!r} stands {self.headings.count(heading)} times"
            raise InputError(
                what, where=place(self.path, line=self.mapping.header), fix="Give each column its own heading"
            )
        if heading not in self.headings:
            where = place(self.path, line=self.mapping.header)
            raise UnknownCodeError("column", heading, [known for known in self.headings if known], where=where)
        return self.headings.index(heading)

    def cells(self, at: int) -> list[Cell]:
        """The cells of a column; a row that ends before it has none there."""
        return [row.cells[at] if at < len(row.cells) else None for row in self.rows]

    def axes(self) -> tuple[dict[str, Axis], Keyed]:
        """The axes by code, and where every row is on those that have a column."""
        made, keys, names = {}, [], []
        for mapped in self.mapping.axes:
            if mapped.column:
                texts = self._key(mapped)
                codes, places = factorised([mapped.codes.get(text, text) for text in texts])
                keys.append(places)
                names.append(mapped.code)
            else:
                codes = (mapped.value,) if mapped.value else tuple(self.value_columns().values())
            made[mapped.code] = _axis(mapped, codes, self._labels(mapped, codes, places if mapped.column else None))
        sizes = [len(made[name]) for name in names]
        return made, Keyed(keys, sizes, [row.line for row in self.rows], names)

    def _key(self, mapped: AxisMapping) -> list[str]:
        """The texts of an axis' column, none empty; a merged cell's text is carried down where the mapping says so."""
        texts = [_text(cell) for cell in self.cells(self.place_of(mapped.column))]
        above = ""
        for at, text in enumerate(texts):
            above = text or (above if mapped.merged else "")
            if not above:
                where = place(self.path, line=self.rows[at].line, keyword=f"column {mapped.column!r}")
                fix = "Fill the cell; where cells are merged downwards, write merged: true for the axis"
                raise InputError(f"axis {mapped.code!r} has no code here", where=where, fix=fix)
            texts[at] = above
        return texts

    def _labels(
        self, mapped: AxisMapping, codes: Sequence[str], places: npt.NDArray[np.int64] | None
    ) -> dict[str, tuple[str, ...]]:
        """Labels from a column of their own, from the mapping, or from the texts that the mapping recoded."""
        language = self.mapping.language
        if mapped.label and places is not None:
            texts = [_text(cell) for cell in self.cells(self.place_of(mapped.label))]
            found: dict[str, str] = {}
            for at, text in zip(places.tolist(), texts, strict=True):
                found.setdefault(codes[at], text)
            return {language: tuple(found[code] or code for code in codes)}
        known = {code: text for text, code in mapped.codes.items()} | dict(mapped.labels)
        return {language: tuple(known.get(code, code) for code in codes)} if known else {}

    def value_columns(self) -> dict[str, str]:
        """The headings of the value columns and the code each has on the axis of headings."""
        chosen = dict(self.mapping.values)
        if self.mapping.match:
            form = re.compile(self.mapping.match)
            chosen |= {heading: heading for heading in self.headings if heading and form.fullmatch(heading)}
        if not chosen:
            what = f"no heading is like {self.mapping.match!r}"
            raise InputError(what, where=place(self.path, line=self.mapping.header), fix="Correct values.match")
        return chosen

    def values(self, marks: Marks) -> tuple[Numbers, Statuses]:
        """Rows × value columns of numbers and mark codes; a column of signs goes before what the value says."""
        mapping = self.mapping
        signs = [_text(cell) for cell in self.cells(self.place_of(mapping.status))] if mapping.status else []

        def number(text: str) -> float | None:
            return number_of(text, decimal=mapping.decimal, thousands=mapping.thousands)

        def mark(text: str) -> Mark | None:
            reason = mapping.missing.get(text)
            if reason is None:
                return mark_of("", number=False, finnish=False) if not text else None
            return Mark(text, reason, mapping.meanings.get(text, ""))

        plain = mapping.decimal == "." and not mapping.thousands
        pairs = []
        for heading in self.value_columns():

            def where(at: int, heading: str = heading) -> str:
                return place(self.path, line=self.rows[at].line, keyword=f"column {heading!r}")

            cells = self.cells(self.place_of(heading))
            found, codes = column(cells, marks, number=number_of if plain else number, mark=mark, where=where)
            for at, sign in enumerate(signs):
                if sign:
                    codes[at] = marks.code(self._told(sign, bool(np.isnan(found[at]))), where=where(at))
            pairs.append((found, codes))
        return np.stack([found for found, _ in pairs], axis=1), np.stack([codes for _, codes in pairs], axis=1)

    def _told(self, sign: str, empty: bool) -> Mark:
        """The mark of a sign in the status column; beside a number it says something of the number."""
        reason, text = self.mapping.missing.get(sign), self.mapping.meanings.get(sign, "")
        if reason is None or reason.has_number == empty:
            return mark_of(sign, number=not empty, text=text, finnish=False)
        return Mark(sign, reason, text)


def _axis(mapped: AxisMapping, codes: tuple[str, ...], labels: dict[str, tuple[str, ...]]) -> Axis:
    return Axis(
        mapped.code,
        mapped.role,
        codes,
        names=mapped.names,
        labels=labels,
        units={code: mapped.units.get(code, mapped.unit) for code in codes if mapped.units.get(code, mapped.unit)},
        decimals={code: mapped.decimals[code] for code in codes if code in mapped.decimals},
        codelist=mapped.codelist,
    )


def _text(cell: Cell) -> str:
    """A cell as a code or a sign: without a point for a whole number."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
