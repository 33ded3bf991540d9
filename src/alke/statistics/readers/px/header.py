"""The statements of a PX file by keyword, language and keys, and its languages. Leaves out what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alke.statistics.readers.px.source import Source
from alke.statistics.readers.px.statements import RawStatement, Statement

UNDETERMINED = "und"


def same(text: str) -> str:
    """A name as it is compared: files pad names and break them over lines."""
    return " ".join(text.split())


class Header:
    """What a PX file says before DATA.

    Attributes:
        source: The file.
        statements: All statements in order.
        base: The language of statements that name none; ``und`` when the file does not tell.
        languages: All languages, `base` first.
    """

    def __init__(self, source: Source, raw: list[RawStatement], decode: Callable[[bytes], str]) -> None:
        self.source = source
        self.decode = decode
        self.statements = [statement.decoded(decode) for statement in raw]
        self._by_place: dict[tuple[str, str, tuple[str, ...]], Statement] = {}
        self._by_keyword: dict[str, list[Statement]] = {}
        for statement in self.statements:
            self._by_keyword.setdefault(statement.keyword, []).append(statement)
        self.base, self.languages = self._languages()
        for statement in self.statements:
            place = (statement.keyword, self.language_of(statement), tuple(map(same, statement.keys)))
            self._by_place.setdefault(place, statement)
        self._warn_of_languages()

    def _languages(self) -> tuple[str, tuple[str, ...]]:
        named = self._first("LANGUAGE")
        listed = [text.strip() for text in (self._first("LANGUAGES") or ()) if text.strip()]
        base = next((text.strip() for text in named or () if text.strip()), listed[0] if listed else UNDETERMINED)
        used = [] if listed else [statement.language for statement in self.statements if statement.language]
        return base, tuple(dict.fromkeys([base, *listed, *used]))

    def _first(self, keyword: str) -> tuple[str, ...] | None:
        return next((s.values for s in self._by_keyword.get(keyword, ()) if not s.keys), None)

    def _warn_of_languages(self) -> None:
        warned: set[str] = set()
        for statement in self.statements:
            if statement.language and statement.language not in self.languages and statement.language not in warned:
                warned.add(statement.language)
                self.warn(f"the language {statement.language!r} is not in LANGUAGES; left out", statement)

    def language_of(self, statement: Statement) -> str:
        """The language a statement is in."""
        return statement.language or self.base

    def one(self, keyword: str, language: str = "", *keys: str) -> Statement | None:
        """The first statement with this keyword, language (the base one when "") and keys."""
        return self._by_place.get((keyword, language or self.base, tuple(map(same, keys))))

    def all(self, *keywords: str) -> Iterator[Statement]:
        """All statements with one of the keywords, keyword by keyword."""
        for keyword in keywords:
            yield from self._by_keyword.get(keyword, ())

    def text(self, keyword: str, language: str = "", *keys: str) -> str:
        """The text of `one`, or ""."""
        statement = self.one(keyword, language, *keys)
        return statement.text if statement else ""

    def number(self, keyword: str, *keys: str) -> int | None:
        """A whole number from 0 to 15 that a statement in the base language gives; others are warned of."""
        statement = self.one(keyword, "", *keys)
        if statement is None or not statement.text.strip():
            return None
        text = statement.text.strip()
        if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= 15:
            return int(text)
        self.warn(f"{text[:40]!r} is not a number of decimals from 0 to 15", statement)
        return None

    def warn(self, what: str, statement: Statement) -> None:
        """Note what had to be overlooked in a statement."""
        self.source.warn(what, at=statement.at, keyword=statement.name[:120])
