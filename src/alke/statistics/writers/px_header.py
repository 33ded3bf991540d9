"""The header of a PX file that is written from a Cube. Leaves out the data part (`px`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from alke.base.errors import AlkeError, InputError
from alke.base.periods import Period
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Role
from alke.statistics.readers.px.axes import axes as read_axes
from alke.statistics.readers.px.header import UNDETERMINED, Header, same
from alke.statistics.readers.px.marks import ABSENT, DOTS, NIL, OWN_KEYWORD, is_finnish, mark_of
from alke.statistics.readers.px.notes import mark_cells, noted
from alke.statistics.readers.px.source import Source
from alke.statistics.readers.px.statements import left_side, quoted, scan
from alke.statistics.readers.px.texts import iso_time

_KEYWORDS = {NIL: "DATASYMBOLNIL"} | {sign: f"DATASYMBOL{len(sign)}" for sign in DOTS}
_TYPES = {Role.TIME: "Time", Role.AREA: "Geographical", Role.CONTENT: "Contents", Role.CLASS: "Class"}
_NOTES = "DATANOTECELL"
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Head:
    """The header as text up to ``DATA=``, and how many axes stand in the stub."""

    text: str
    stub: int


def header(cube: Cube, tokens: list[str]) -> Head:
    """The header of a cube whose marks stand in the file as `tokens`."""
    made = _Header(cube, tokens)
    made.compose()
    made.add_roles()
    made.add_marks()
    made.add_notes()
    return Head("\n".join([*made.lines, "DATA=", ""]), made.stub)


class _Header:
    def __init__(self, cube: Cube, tokens: list[str]) -> None:
        self.cube, self.tokens = cube, tokens
        self.kept: dict[str, Any] = cube.extra.get("px", {})
        found = cube.languages
        own = self.kept.get("language", "")
        self.base: str = own if own in found or not found and own else next(iter(found), UNDETERMINED)
        self.languages = list(dict.fromkeys([self.base, *found]))
        stub = self.kept.get("stub", len(cube.axes) - 1)
        self.stub: int = min(stub, len(cube.axes)) if stub or len(cube.axes) > 1 else 1
        self.names = {language: self._names(language) for language in self.languages}
        self.lines: list[str] = []
        self.written: set[tuple[str, str]] = set()
        self._known = {language: self._known_texts(language) for language in self.languages}

    def _names(self, language: str) -> list[str]:
        """Names of the axes, unique; their codes where the names are not."""
        for names in ([a.name(language) for a in self.cube.axes], [a.code for a in self.cube.axes]):
            compared = [same(name) for name in names]
            if all(compared) and len(set(compared)) == len(compared):
                return names
        return [f"{axis.code or 'variable'} {place + 1}" for place, axis in enumerate(self.cube.axes)]

    def _known_texts(self, language: str) -> set[str]:
        known = {"*", *self.names[language], *self.names[self.base]}
        for axis in self.cube.axes:
            known.update((axis.code, *axis.codes, *axis.labels.get(language, ()), *axis.labels.get(self.base, ())))
        return {same(text) for text in known}

    def put(self, keyword: str, *values: str, language: str = "", keys: tuple[str, ...] = (), raw: str = "") -> None:
        """Add a statement; `raw` as it is, `values` in quotes."""
        tag = "" if language in ("", self.base) else language
        self.written.add((keyword, tag))
        self.lines.append(f"{left_side(keyword, tag, keys)}={raw or ','.join(map(quoted, values))};")

    def compose(self) -> None:
        """Everything but what the reader has to be asked about."""
        kept = self._kept_statements()
        self.put("CHARSET", "ANSI")
        self._put_kept(kept, "AXIS-VERSION", '"2013"')
        self.put("CODEPAGE", "utf-8")
        if self.base != UNDETERMINED:
            self.put("LANGUAGE", self.base)
            if len(self.languages) > 1:
                self.put("LANGUAGES", *self.languages)
        self._put_kept(kept, "DECIMALS", str(self._decimals()))
        matrix = next((raw for keyword, _, _, raw in kept if keyword == "MATRIX"), quoted(self.cube.table or "table"))
        self._put_kept(kept, "MATRIX", matrix)
        if self.cube.table and quoted(self.cube.table) != matrix:
            self.put("TABLEID", self.cube.table)
        for keyword in ("SUBJECT-CODE", "SUBJECT-AREA"):
            self._put_kept(kept, keyword, '""')
        for language in self.languages:
            self._put_texts(language)
        title = self.cube.titles.get(self.base, "")
        self._put_kept(kept, "CONTENTS", quoted(title))
        self._put_kept(kept, "UNITS", '""')
        for language in self.languages:
            self._put_axes(language)
        for place, axis in enumerate(self.cube.axes):
            self._put_axis(kept, place, axis)
        time = _px_time(self.cube.updated)
        if time:
            self.put("LAST-UPDATED", time)
        shown = {_KEYWORDS[token] for token in self.tokens if token in _KEYWORDS}
        for keyword, language, keys, raw in kept:
            # What is written above from the cube, and below from its marks, is not written twice.
            again = not keys and not language and keyword in ("AXIS-VERSION", "DECIMALS", "MATRIX", *shown)
            if not again and (keyword, language) not in self._plain_done(keys) and keyword != _NOTES:
                self.put(keyword, language=language, keys=tuple(keys), raw=raw)

    def _plain_done(self, keys: list[str]) -> set[tuple[str, str]]:
        return (
            set() if keys else self.written & {(k, "") for k in ("SUBJECT-CODE", "SUBJECT-AREA", "CONTENTS", "UNITS")}
        )

    def _kept_statements(self) -> list[tuple[str, str, list[str], str]]:
        """The statements of the file that the cube came from, where they still name something in it."""
        made = []
        for keyword, language, keys, raw in self.kept.get("statements", []):
            written = language or self.kept.get("language", self.base)
            tag = "" if written == self.base else written
            if written in self.languages and all(same(key) in self._known[written] for key in keys):
                made.append((keyword, tag, list(keys), raw))
        return made

    def _put_kept(self, kept: list[tuple[str, str, list[str], str]], keyword: str, otherwise: str) -> None:
        raws = [raw for word, language, keys, raw in kept if word == keyword and not language and not keys]
        self.put(keyword, raw=raws[0] if raws and raws[0] else otherwise)

    def _decimals(self) -> int:
        """Decimals to show where no file told: what the axes say, else what the numbers have."""
        told = [places for axis in self.cube.axes for places in axis.decimals.values()]
        if told:
            return max(told)
        numbers = self.cube.numbers[~np.isnan(self.cube.numbers)]
        with np.errstate(over="ignore"):
            exact = (places for places in range(_MOST_DECIMALS) if np.array_equal(np.round(numbers, places), numbers))
            return next(exact, _MOST_DECIMALS)

    def _put_texts(self, language: str) -> None:
        if self.cube.titles.get(language, "").strip():
            self.put("TITLE", self.cube.titles[language], language=language)
        if self.cube.sources.get(language, "").strip():
            self.put("SOURCE", self.cube.sources[language], language=language)
        mandatory = self.kept.get("notex", {}).get(language, [])
        for note in self.cube.notes.get(language, ()):
            if note.strip():
                self.put("NOTEX" if note in mandatory else "NOTE", note, language=language)

    def _put_axes(self, language: str) -> None:
        if language != self.base and not any(language in axis.names for axis in self.cube.axes):
            return
        names = self.names[language]
        for keyword, part in (("STUB", names[: self.stub]), ("HEADING", names[self.stub :])):
            if part:
                self.put(keyword, *part, language=language)
        contents = [n for n, axis in zip(names, self.cube.axes, strict=True) if axis.role is Role.CONTENT]
        if contents and not self._has("CONTVARIABLE", language):
            self.put("CONTVARIABLE", contents[0], language=language)

    def _has(self, keyword: str, language: str = "", key: str | None = None) -> bool:
        """Whether the file that the cube came from has such a statement."""
        own = self.kept.get("language", self.base)
        return any(
            word == keyword
            and (tag or own) == (language or self.base)
            and (key is None or same(key) in map(same, keys[:1]))
            for word, tag, keys, _ in self.kept.get("statements", [])
        )

    def _put_axis(self, kept: list[tuple[str, str, list[str], str]], place: int, axis: Axis) -> None:
        name = self.names[self.base][place]
        labels = axis.labels.get(self.base) or next(iter(axis.labels.values()), axis.codes)
        for language in self.languages:
            own = self.names[language][place]
            if language == self.base or language in axis.labels:
                self.put("VALUES", *axis.labels.get(language, labels), language=language, keys=(own,))
                self.put("CODES", *axis.codes, language=language, keys=(own,))
            if (language == self.base or language in axis.names) and axis.code != own:
                self.put("VARIABLECODE", axis.code, language=language, keys=(own,))
        if axis.code in self.kept.get("keys", {}):
            self.put("KEYS", keys=(name,), raw="CODES")
        timed = _timeval(axis) if axis.role is Role.TIME and not self._has("TIMEVAL", "", name) else ""
        if timed:
            self.put("TIMEVAL", keys=(name,), raw=timed)
        if axis.codelist and not self._has("MAP", "", name) and not self._has("DOMAIN", "", name):
            self.put("DOMAIN", axis.codelist, keys=(name,))
        if axis.parents:
            roots = [code for code in dict.fromkeys(axis.parents.values()) if code not in axis.parents]
            pairs = [f"{quoted(above)}:{quoted(below)}" for below, above in axis.parents.items()]
            self.put("HIERARCHIES", keys=(name,), raw=",".join([*map(quoted, roots), *pairs]))
        self._put_of_values(kept, name, axis, labels)

    def _put_of_values(self, kept: list[Any], name: str, axis: Axis, labels: tuple[str, ...]) -> None:
        by_code = dict(zip(axis.codes, labels, strict=True))
        for code, places in axis.decimals.items():
            if 0 <= places <= 15 and code in by_code:
                self.put("PRECISION", keys=(name, by_code[code]), raw=str(places))
        for code, unit in axis.units.items():
            if code in by_code:
                kept[:] = [s for s in kept if not (s[0] == "UNITS" and not s[1] and s[2] == [by_code[code]])]
                self.put("UNITS", unit, keys=(by_code[code],))

    def understood(self) -> Header:
        """What the reader understands of the header so far."""
        source = Source(("\n".join([*self.lines, "DATA="])).encode("utf-8", "replace"))
        statements, _ = scan(source)
        return Header(source, statements, lambda raw: raw.decode("utf-8"))

    def add_roles(self) -> None:
        """VARIABLE-TYPE for axes that the reader would take for something else."""
        for _ in Role:
            read, _, _ = read_axes(self.understood())
            wrong = [p for p, (a, b) in enumerate(zip(read, self.cube.axes, strict=True)) if a.role is not b.role]
            if not wrong:
                return
            for place in wrong:
                start = left_side("VARIABLE-TYPE", "", (self.names[self.base][place],)) + "="
                self.lines = [line for line in self.lines if not line.startswith(start)]
                self.put("VARIABLE-TYPE", _TYPES[self.cube.axes[place].role], keys=(self.names[self.base][place],))

    def add_marks(self) -> None:
        """The texts of marks, and what the reader would not understand of them."""
        cells = [(token, mark) for token, mark in zip(self.tokens, self.cube.marks, strict=True) if token in _KEYWORDS]
        for token, mark in cells:
            if mark.text:
                self.put(_KEYWORDS[token], mark.text)
            elif mark.sign != token:
                self.put(_KEYWORDS[token], mark.sign or mark.reason.value)
        read = self.understood()
        finnish = is_finnish(read)
        for token, mark in cells:
            if mark_of(read, token, finnish=finnish) != mark:
                self._put_own(token, mark)

    def _put_own(self, token: str, mark: Mark) -> None:
        self.put(OWN_KEYWORD, mark.sign, mark.reason.value, mark.text, keys=(token,))

    def add_notes(self) -> None:
        """DATANOTECELL for marks on numbers: the file's own statements where they still say the same."""
        on_numbers = [place for place, mark in enumerate(self.cube.marks) if place and mark.reason.has_number]
        wanted = np.where(np.isnan(self.cube.numbers), 0, self.cube.statuses)
        kept = [(tuple(keys), raw) for word, tag, keys, raw in self._kept_statements() if word == _NOTES and not tag]
        lines, written = list(self.lines), set(self.written)
        for keys, raw in kept:
            self.put(_NOTES, keys=keys, raw=raw)
        if kept and not self._say_the_same(wanted) or (on_numbers and not kept):
            self.lines, self.written = lines, written
            for place in on_numbers:
                self._put_notes(place, wanted)

    def _say_the_same(self, wanted: Any) -> bool:
        read = self.understood()
        statuses = np.isnan(self.cube.numbers).astype(np.uint8)
        try:
            made, _, _ = read_axes(read)
        except InputError:
            return False
        marks = mark_cells(read, made, statuses, (PLAIN, ABSENT))
        signs: dict[Mark, int] = {mark: place for place, mark in enumerate(self.cube.marks)}
        places = np.array([0, 0, *(signs.get(mark, 255) for mark in marks[2:])], np.uint8)
        return bool(np.array_equal(places[statuses], wanted))

    def _put_notes(self, place: int, wanted: Any) -> None:
        """Notes for one mark: for whole categories where all their numbers have it, then cell by cell."""
        mark, left = self.cube.marks[place], wanted == place
        if not left.any():
            return
        token = mark.sign if mark.sign.strip() == mark.sign != "" else f"note {place}"
        if sum(m.sign == mark.sign and m.reason.has_number for m in self.cube.marks) > 1:
            token = f"note {place}"
        number = ~np.isnan(self.cube.numbers)
        for along, axis in enumerate(self.cube.axes):
            others = tuple(a for a in range(len(self.cube.axes)) if a != along)
            every = (left.sum(axis=others) == number.sum(axis=others)) & left.any(axis=others)
            for category in np.flatnonzero(every).tolist():
                keys = ["*"] * len(self.cube.axes)
                keys[along] = self._key(axis, category)
                self.put(_NOTES, token, keys=tuple(keys))
                left[(slice(None),) * along + (category,)] = False
        for cell in np.argwhere(left).tolist():
            keys = [self._key(axis, category) for axis, category in zip(self.cube.axes, cell, strict=True)]
            self.put(_NOTES, token, keys=tuple(keys))
        if noted(self.understood(), token) != mark:
            self._put_own(token, mark)

    def _key(self, axis: Axis, category: int) -> str:
        """What names a category in a note: its code, or its label where the code would mean every category."""
        for text in (axis.codes[category], axis.labels.get(self.base, axis.codes)[category]):
            if text != "*" and (text == axis.codes[category] or text not in axis.codes):
                return text
        what = f"the mark on a number of the category '*' of {axis.code!r} cannot be written to PX"
        raise AlkeError(what, where=self.cube.table, fix="Give the category another code")


def _px_time(time: str) -> str:
    """An ISO time as PX writes it: ``20230418 08:00``."""
    date, _, clock = iso_time(time).partition("T")
    return f"{date.replace('-', '')} {clock}".strip()


def _timeval(axis: Axis) -> str:
    """TIMEVAL for codes that are periods of one length, else ""."""
    try:
        periods = [Period.parse(code) for code in axis.codes]
    except InputError:
        return ""
    if len({period.frequency for period in periods}) != 1 or any(code[-1] == "*" for code in axis.codes):
        return ""
    frequency = periods[0].frequency
    listed = ",".join(quoted(str(replace(p)).replace("Q", "").replace("M", "")) for p in periods)
    return f"TLIST({frequency}1),{listed}"
