"""Notes on values and cells of a PX table: do they name cells that are there, and which marks do they put on numbers.

Leaves out the notes' texts, which are written back as they are.
"""

from __future__ import annotations

from alke.statistics.cube import Axis, Mark, Reason, Statuses
from alke.statistics.readers.px.header import Header, same
from alke.statistics.readers.px.marks import meaning, own_mark
from alke.statistics.readers.px.statements import Statement

_EVERY = "*"
_MOST_MARKS = 250
_TOUCHED_PER_CELL, _TOUCHED = 20, 50_000_000
Places = dict[str, int]


class _Lookup:
    """Where a value's label or code stands on its axis, by language."""

    def __init__(self, header: Header, axes: tuple[Axis, ...]) -> None:
        self._base = header.base
        self._axes = axes
        self._made: dict[tuple[str, int], Places] = {}

    def places(self, language: str, number: int) -> Places:
        """Label or code → place; a code wins over another's label."""
        if (language, number) not in self._made:
            axis = self._axes[number]
            found: Places = {}
            for texts in (axis.labels.get(self._base, ()), axis.labels.get(language, ()), axis.codes):
                found |= {same(text): place for place, text in enumerate(texts)}
            self._made[language, number] = found
        return self._made[language, number]

    def wrong(self, language: str, keys: tuple[str, ...]) -> str:
        """What is wrong with a cell's keys, or ""."""
        if len(keys) != len(self._axes):
            return f"names {len(keys)} values for {len(self._axes)} variables"
        for number, key in enumerate(keys):
            if key != _EVERY and same(key) not in self.places(language, number):
                return f"{key[:60]!r} is not a value of {self._axes[number].code!r}"
        return ""


def check_notes(header: Header, axes: tuple[Axis, ...]) -> None:
    """Warn of notes whose keys name no variable, value or cell."""
    lookup = _Lookup(header, axes)
    names = {same(name): number for number, axis in enumerate(axes) for name in (axis.code, *axis.names.values())}
    for statement in header.all("CELLNOTE", "CELLNOTEX", "DATANOTECELL"):
        if _listed(header, statement) and (wrong := lookup.wrong(header.language_of(statement), statement.keys)):
            header.warn(f"the note is kept but belongs to no cell: it {wrong}", statement)
    for statement in header.all("VALUENOTE", "VALUENOTEX", "NOTE", "NOTEX"):
        if statement.keys and _listed(header, statement):
            number = names.get(same(statement.keys[0]))
            if number is None:
                header.warn(f"the note is kept but {statement.keys[0][:60]!r} is no variable", statement)
            elif len(statement.keys) > 1 and same(statement.keys[1]) not in lookup.places(
                header.language_of(statement), number
            ):
                header.warn(f"the note is kept but {statement.keys[1][:60]!r} is no value of the variable", statement)


def _listed(header: Header, statement: Statement) -> bool:
    return header.language_of(statement) in header.languages


def mark_cells(header: Header, axes: tuple[Axis, ...], statuses: Statuses, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Put the marks of DATANOTECELL on the numbers they are for, in `statuses`; all marks come back."""
    notes = [(s.keys, s.text.strip()) for s in header.all("DATANOTECELL") if s.language in ("", header.base)]
    if not notes:
        return marks
    lookup, made, left = _Lookup(header, axes), list(marks), _TOUCHED_PER_CELL * statuses.size + _TOUCHED
    own: dict[str, int] = {}
    for keys, sign in notes:
        if not sign or lookup.wrong(header.base, keys):
            continue
        cells = statuses[
            tuple(
                slice(None)
                if key == _EVERY
                else slice(place := lookup.places(header.base, number)[same(key)], place + 1)
                for number, key in enumerate(keys)
            )
        ]
        left -= cells.size
        if left < 0 or (sign not in own and len(made) >= _MOST_MARKS):
            header.source.warn(
                "too many notes on cells; the rest are kept but not put on their numbers", keyword="DATANOTECELL"
            )
            break
        if sign not in own:
            own[sign] = len(made)
            made.append(noted(header, sign))
        cells[cells == 0] = own[sign]
    return tuple(made)


def noted(header: Header, sign: str) -> Mark:
    """The mark that a note puts on a number."""
    own = own_mark(header, sign)
    if own and own.reason.has_number:
        return own
    preliminary = sign.lower() in ("p", "(p)") or meaning(sign) is Reason.PRELIMINARY
    return Mark(sign, Reason.PRELIMINARY if preliminary else Reason.NUMBER)
