"""The header of a PX file as statements ``KEYWORD[language]("key","key")=value,value;``, still as bytes.

A lost quote or a stray semicolon in one statement must not take the rest along: reading goes on at the next line that
begins a statement. Leaves out encodings and what the keywords mean. Every search is linear in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alke.statistics.readers.px.source import Source

_HEAD = re.compile(rb"([A-Za-z][A-Za-z0-9_.\-]*+)\s*+(?:\[\s*+\"?([^\]\"\r\n]{0,40})\"?\s*+\])?+\s*+")
_TOKEN = re.compile(rb'"[^"]*+"|[;=,()\[\]:]|[^\s";=,()\[\]:]++|"')
_NEXT = re.compile(
    rb";\s*+(?=[A-Z][A-Z0-9_\-]*+\s*+(?:\[[^\]\r\n]{0,40}\])?+\s*+(?:\([^\r\n;]{0,2000}?\))?\s*+=|DATA\s*+=)"
)
_BEHIND = re.compile(rb"\s*+(?:\[\s*+([^\]\r\n]{0,40})\])?+\s*+")
_BLANK = re.compile(rb"[\s;\x00\x1a]*+")
# A file cannot be understood without these, so one that cannot be read is not stepped over.
STRUCTURAL = frozenset({"STUB", "HEADING", "VALUES", "CODES", "KEYS", "LANGUAGE", "LANGUAGES", "CONTVARIABLE"})
_LISTS = STRUCTURAL - {"KEYS"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the header.

    Attributes:
        keyword: In capitals.
        language: As written in brackets, or "".
        keys: The texts in parentheses.
        values: The texts after the equals sign, one per comma; strings without their quotes.
        raw: The value as the file writes it, to be written back.
        at: The byte where the statement begins.
    """

    keyword: str
    language: str
    keys: tuple[str, ...]
    values: tuple[str, ...]
    raw: str
    at: int

    @property
    def name(self) -> str:
        """The statement's left side as the file writes it."""
        return left_side(self.keyword, self.language, self.keys)

    @property
    def text(self) -> str:
        """The value as one text."""
        return ",".join(self.values)


def left_side(keyword: str, language: str, keys: tuple[str, ...]) -> str:
    """``KEYWORD[language]("key","key")``."""
    listed = ",".join(quoted(key) for key in keys)
    return keyword + (f"[{language}]" if language else "") + (f"({listed})" if keys else "")


def quoted(text: str) -> str:
    """A text in quotes, its own quotes doubled."""
    return '"' + text.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class RawStatement:
    """A statement before its bytes are decoded."""

    keyword: str
    language: bytes
    keys: tuple[bytes, ...]
    values: tuple[bytes, ...]
    raw: bytes
    at: int

    def decoded(self, decode: Callable[[bytes], str]) -> Statement:
        """The same in text."""
        return Statement(
            self.keyword,
            decode(self.language).strip(),
            tuple(map(decode, self.keys)),
            tuple(map(decode, self.values)),
            decode(self.raw),
            self.at,
        )


class _MalformedError(Exception):
    """A statement that is not of the form; `at` is the byte where that shows."""

    def __init__(self, what: str, at: int) -> None:
        super().__init__(what)
        self.what, self.at = what, at


def scan(source: Source) -> tuple[list[RawStatement], int]:
    """The header's statements, and the byte after ``DATA=``.

    Raises:
        InputError: when it is no PX file, a structural statement is malformed, or DATA is missing.
    """
    data, at = source.data, 0
    found: list[RawStatement] = []
    while True:
        at = _skip_blank(data, at)
        if at >= len(data):
            raise source.error(
                "the keyword DATA is missing" if found else "the file is empty",
                keyword="DATA",
                fix="The file is cut short or is not PX; fetch it again",
            )
        head = _HEAD.match(data, at)
        keyword = head[1].decode("ascii").upper() if head else ""
        try:
            if head is None:
                raise _MalformedError("expected a keyword", at)
            language, keys, end = _left(data, head)
            if keyword == "DATA" and not keys:
                return found, end
            values, raw_end, after = _right(data, end, strict=keyword in _LISTS)
            found.append(RawStatement(keyword, language, keys, values, data[end:raw_end].strip(), at))
            at = after
        except _MalformedError as problem:
            at = _step_over(source, problem, at, keyword, first=not found)


def _skip_blank(data: bytes, at: int) -> int:
    match = _BLANK.match(data, at)
    return match.end() if match else at


def _step_over(source: Source, problem: _MalformedError, at: int, keyword: str, *, first: bool) -> int:
    """Warn of a malformed statement and give the byte after it, or refuse the file where that would be guessing."""
    if first:
        raise source.error(
            f"this is not a PX file: {problem.what}",
            at=problem.at,
            fix='A PX file begins with statements such as CHARSET="ANSI";',
        )
    if keyword in STRUCTURAL:
        fix = "Put every name in its own quotes, with commas between and a semicolon at the end"
        raise source.error(problem.what, at=at, keyword=keyword, fix=fix)
    source.warn(f"the statement cannot be read and is left out: {problem.what}", at=at, keyword=keyword)
    resume = _NEXT.search(source.data, at)
    return resume.end() if resume else len(source.data)


def _left(data: bytes, head: re.Match[bytes]) -> tuple[bytes, tuple[bytes, ...], int]:
    """Language, keys and the byte after the equals sign."""
    keys: tuple[bytes, ...] = ()
    language, at = head[2] or b"", head.end()
    if data[at : at + 1] == b"(":
        keys, at = _keys(data, at + 1)
        behind = _BEHIND.match(data, at)
        if behind:
            language, at = behind[1] or language, behind.end()
    if data[at : at + 1] != b"=":
        raise _MalformedError("expected = after the keyword", at)
    return language, keys, at + 1


def _keys(data: bytes, at: int) -> tuple[tuple[bytes, ...], int]:
    groups = _Groups(strict=True)
    for match in _TOKEN.finditer(data, at):
        if match[0] == b")":
            return groups.done(), match.end()
        if match[0] in (b";", b"="):
            break
        groups.add(match)
    raise _MalformedError("expected ) after the keys", at)


def _right(data: bytes, at: int, *, strict: bool) -> tuple[tuple[bytes, ...], int, int]:
    """The values, the byte where they end, and the byte after the semicolon."""
    groups = _Groups(strict=strict)
    for match in _TOKEN.finditer(data, at):
        if match[0] == b";":
            return groups.done(), match.start(), match.end()
        groups.add(match)
    raise _MalformedError("expected ; at the end of the statement", at)


class _Groups:
    """Gathers tokens into values: a string may be written in pieces, and commas stand between values.

    Two pieces with nothing between them are a string with a doubled quote inside; with a gap they simply continue.
    """

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self._done: list[bytes] = []
        self._pieces: list[bytes] = []
        self._string = False
        self._end = -1

    def add(self, match: re.Match[bytes]) -> None:
        token = match[0]
        touching = match.start() == self._end
        self._end = match.end()
        if token == b",":
            if self._strict and not self._pieces:
                raise _MalformedError("a value is missing before the comma", match.start())
            self._close()
        elif token == b'"':
            raise _MalformedError("a string has no closing quote", match.start())
        elif token[:1] == b'"':
            if self._pieces and not self._string and (self._strict or touching and self._pieces[-1][-1:].isalnum()):
                raise _MalformedError("expected a comma before the opening quote", match.start())
            self._pieces += [b'"'] if touching and self._string else []
            self._pieces.append(token[1:-1])
            self._string = True
        else:
            if self._string and (self._strict or token[:1].isalnum()):
                raise _MalformedError("expected a comma or semicolon after the closing quote", match.start())
            self._pieces.append(token)
            self._string = False

    def _close(self) -> None:
        self._done.append(b"".join(self._pieces))
        self._pieces, self._string = [], False

    def done(self) -> tuple[bytes, ...]:
        if self._pieces or self._string:
            self._close()
        return tuple(self._done)


def tokens(raw: str) -> Iterator[str]:
    """The tokens of a value that has a form of its own (TIMEVAL, HIERARCHIES); strings keep their quotes."""
    return (match[0] for match in re.finditer(r'"(?:[^"]|"")*+"|[=,():-]|[^\s"=,():-]++', raw))


def unquoted(token: str) -> str:
    """The text of a string token; other tokens as they are."""
    return token[1:-1].replace('""', '"') if token[:1] == '"' else token
