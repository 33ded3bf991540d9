"""StatFin's CSV exports → Cube: title, empty line, heading, rows; wide or long.

The key columns come first; codes joined in the headings of the value columns are split into axes where they cross
(headings.py). Areas keep the code written before their name ("MK01 Uusimaa"), else their name is the code.
Leaves out any other CSV: its columns are told by a mapping (mapped.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

import numpy as np

from alke.base.errors import InputError, place
from alke.statistics.cube import Axis, Cube, Mark, Numbers, Role, Statuses
from alke.statistics.readers.guesses import UNKNOWN_LANGUAGE, is_sign, mark_of, roles_of
from alke.statistics.readers.headings import factors
from alke.statistics.readers.rows import (
    ABSENT,
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

_TABLE = re.compile(r"^(\w{2,40}) -- ")
_AREA = re.compile(r"((?:KU|SK)\d{3}|(?:MK|HVA|ELY|AVI)\d{2}|\d{3})\s+(\S.*)")
_PERIOD = re.compile(r"(1[7-9]|20)\d\d((Q|M)\d{1,2})?\*?")
_KEYS = re.compile(r"^(ikä|ika|ikäryhmä|age|age group|ålder|sukupuoli|sex|gender|kön)\b", re.IGNORECASE)
_LANGUAGES = {
    "fi": {"alue", "vuosi", "ikä", "sukupuoli", "kuukausi", "tiedot", "maakunta", "kunta", "koko maa", "neljännes"},
    "sv": {"område", "år", "ålder", "kön", "månad", "uppgifter", "landskap", "kommun", "hela landet", "kvartal"},
    "en": {"area", "region", "year", "age", "sex", "month", "information", "municipality", "whole country", "quarter"},
}


def read(data: bytes, *, path: str = "") -> Cube:
    """The table of a StatFin CSV export.

    Raises:
        InputError: naming the line, what was expected there and how to mend it.
    """
    text = decoded(data, path=path)
    delimiter = delimiter_of(text)
    title, head, body, notes = _parts(split(text, path=path, delimiter=delimiter), path)
    headings = [str(cell).strip() for cell in head.cells]
    quoted = _quoted(text.splitlines()[body[0].line - 1], delimiter)
    first = _first_value_column(headings, body, quoted, path)
    language = _language(headings, body[0], title)
    _unique(headings[first:], head.line, path)
    axes, keyed = _key_axes(headings[:first], body, language)
    axes += _heading_axes(headings[first:], axes, language)
    marks = Marks()
    numbers, codes = _values(body, headings, first, delimiter, marks, path)
    shape = tuple(len(axis) for axis in axes)
    cells = int(np.prod([len(axis) for axis in axes[:first]]))
    numbers, codes = spread(keyed.cells(path), cells, numbers, codes, marks, where=place(path))
    match = _TABLE.match(title)
    return Cube(
        axes=tuple(axes),
        numbers=numbers.reshape(shape),
        statuses=codes.reshape(shape),
        marks=tuple(marks.codes),
        table=match[1] if match else "",
        titles={language: title} if title else {},
        notes={language: notes} if notes else {},
    )


def _parts(rows: list[Row], path: str) -> tuple[str, Row, list[Row], tuple[str, ...]]:
    """The title, the heading, the rows of the table and the notes below it."""
    filled = [row for row in rows if any(str(cell).strip() for cell in row.cells)]
    title = ""
    if len(filled) > 1 and len(filled[0].cells) == 1 < len(filled[1].cells):
        title = str(filled.pop(0).cells[0]).strip()
    if not filled or len(filled[0].cells) < 2:
        line = filled[0].line if filled else None
        what = "no heading with at least two columns"
        raise InputError(what, where=place(path or "CSV", line=line), fix="Give StatFin's CSV with its heading row")
    head, *body = filled
    end = next((at for at, row in enumerate(body) if len(row.cells) == 1), len(body))
    notes = tuple(str(row.cells[0]).strip() for row in body[end:] if len(row.cells) == 1)
    for row in body[:end] + [row for row in body[end:] if len(row.cells) > 1]:
        if len(row.cells) != len(head.cells):
            what = f"{len(row.cells)} cells where the heading has {len(head.cells)}"
            fix = "Give every row as many cells, with quotes around a text that holds the separator"
            raise InputError(what, where=place(path or "CSV", line=row.line), fix=fix)
    if not end:
        raise InputError(
            "no rows below the heading", where=place(path or "CSV", line=head.line), fix="Get the data again"
        )
    return title, head, body[:end], notes


def _unique(headings: Sequence[str], line: int, path: str) -> None:
    twice = next((heading for at, heading in enumerate(headings) if heading in headings[:at]), None)
    if twice is not None:
        what, fix = f"two columns of numbers are both called {twice!r}", "Give every column a heading of its own"
        raise InputError(what, where=place(path or "CSV", line=line, keyword=f"column {twice!r}"), fix=fix)


def _quoted(line: str, delimiter: str) -> list[bool]:
    """Which cells of a line stand in quotes: StatFin quotes texts and marks, never numbers."""
    cells = re.findall(rf'(?:^|{re.escape(delimiter)})("(?:[^"]|"")*"|[^{re.escape(delimiter)}]*)', line)
    return [cell.startswith('"') for cell in cells]


def _first_value_column(headings: Sequence[str], body: list[Row], quoted: list[bool], path: str) -> int:
    """Where the numbers begin: after the last column of words, quoted codes, times or ages.

    Where the file quotes nothing, also after whole numbers without which most rows would have one key.
    """
    first = 0
    for at, heading in enumerate(headings):
        texts = {str(row.cells[at]).strip() for row in body}
        numeric = all(map(_is_value, texts))
        is_key = (
            not numeric
            or _PERIOD.fullmatch(heading) is None
            and (roles_of([((heading,), tuple(texts))])[0] in (Role.TIME, Role.AREA) or bool(_KEYS.match(heading)))
        )
        coded = at < len(quoted) and quoted[at] and not any(is_sign(text) or not text for text in texts)
        if is_key or coded:
            first = at + 1
    while not any(quoted) and 0 < first < len(headings) - 1:
        keys = {tuple(row.cells[:first]) for row in body}
        if len(keys) * 2 > len(body) or not all(str(row.cells[first]).strip().isdigit() for row in body):
            break
        first += 1
    if not 0 < first < len(headings):
        _refuse_strays(headings[-1], body, path)
        what = "no column of numbers after the columns of words" if first else "no column of words before the numbers"
        fix = "Tell what the columns are with a mapping (docs/mapping.md)"
        raise InputError(what, where=place(path or "CSV"), fix=fix)
    return first


def _is_value(text: str) -> bool:
    """Whether a cell's text is a number, a mark or nothing."""
    return not text or is_sign(text) or number_of(text.replace(",", ".")) is not None


def _refuse_strays(heading: str, body: list[Row], path: str) -> None:
    """Name the first text in the last column where nearly all others are numbers."""
    strays = [row for row in body if not _is_value(str(row.cells[-1]).strip())]
    if 0 < len(strays) * 10 <= len(body):
        what = f"{str(strays[0].cells[-1])[:60]!r} stands in the place of a number"
        where = place(path or "CSV", line=strays[0].line, keyword=f"column {heading!r}")
        raise InputError(what, where=where, fix="Give a number or one of StatFin's signs")


def _language(headings: Sequence[str], row: Row, title: str) -> str:
    words = {word.lower() for text in (*headings, *map(str, row.cells)) for word in (text, text.split(" ")[0])}
    counts = {language: len(words & known) for language, known in _LANGUAGES.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else UNKNOWN_LANGUAGE


def _key_axes(headings: Sequence[str], body: list[Row], language: str) -> tuple[list[Axis], Keyed]:
    """The axes of the key columns, and the place on them of every row."""
    columns = [factorised([str(row.cells[at]).strip() for row in body]) for at in range(len(headings))]
    roles = roles_of([((heading,), texts) for heading, (texts, _) in zip(headings, columns, strict=True)])
    periods = [at for at, (texts, _) in enumerate(columns) if all(map(_PERIOD.fullmatch, texts))]
    if Role.TIME not in roles and len(periods) == 1:
        roles[periods[0]] = Role.TIME
    axes: list[Axis] = []
    for at, (heading, role, (texts, _)) in enumerate(zip(headings, roles, columns, strict=True)):
        code = heading or f"column {at + 1}"
        while code in {axis.code for axis in axes}:
            code += "_"
        axes.append(_axis(code, role, texts, language))
    names = [axis.code for axis in axes]
    keys = [places for _, places in columns]
    return axes, Keyed(keys, [len(axis) for axis in axes], [row.line for row in body], names)


def _axis(code: str, role: Role, texts: tuple[str, ...], language: str) -> Axis:
    """An axis of texts; an area's code before its name becomes its code."""
    codes = labels = texts
    if role is Role.AREA:
        matches = [_AREA.fullmatch(text) for text in texts]
        split_codes = tuple(match[1] if match else text for match, text in zip(matches, texts, strict=True))
        if len(set(split_codes)) == len(texts):
            codes, labels = split_codes, tuple(m[2] if m else text for m, text in zip(matches, texts, strict=True))
    return Axis(code, role, codes, names={language: code}, labels={language: labels} if labels != codes else {})


def _heading_axes(headings: Sequence[str], keys: Sequence[Axis], language: str) -> list[Axis]:
    """The axes that are joined in the headings of the value columns."""
    made: list[Axis] = []
    for factor in factors(headings, time=all(axis.role is not Role.TIME for axis in keys)):
        code = name = factor.name(language)
        while code in {axis.code for axis in (*keys, *made)}:
            code += "_"
        made.append(Axis(code, factor.role, factor.codes, names={language: name}))
    return made


def _values(
    body: list[Row], headings: Sequence[str], first: int, delimiter: str, marks: Marks, path: str
) -> tuple[Numbers, Statuses]:
    """Rows × columns of numbers and mark codes."""
    comma = delimiter != "," and any("," in str(cell) for row in body for cell in row.cells[first:])

    number = partial(number_of, decimal=",") if comma else number_of

    def mark(text: str) -> Mark | None:
        if not text:
            return ABSENT
        return mark_of(text, number=False, finnish=True) if is_sign(text) else None

    pairs = []
    for at in range(first, len(headings)):

        def where(row: int, heading: str = headings[at]) -> str:
            return place(path or "CSV", line=body[row].line, keyword=f"column {heading!r}")

        pairs.append(column([row.cells[at] for row in body], marks, number=number, mark=mark, where=where))
    return np.stack([numbers for numbers, _ in pairs], axis=1), np.stack([codes for _, codes in pairs], axis=1)
