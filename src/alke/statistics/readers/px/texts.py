"""Titles, sources, notes, the table's id and time, and all that a Cube has no place for. Leaves out axes and cells."""

from __future__ import annotations

import re
from typing import Any

from alke.statistics.readers.px.header import Header
from alke.statistics.readers.px.marks import OWN_KEYWORD
from alke.statistics.readers.px.statements import Statement

_TIME = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d))?)?")
# What the writer makes anew from the cube in the first language, with and without keys.
_REMADE = frozenset(
    {"CHARSET", "CODEPAGE", "LANGUAGE", "LANGUAGES", "STUB", "HEADING", "VALUES", "CODES", "VARIABLECODE", "KEYS"}
    | {OWN_KEYWORD}
)
_REMADE_BASE_KEYED = frozenset({"PRECISION", "HIERARCHIES"})
_REMADE_PLAIN = frozenset({"TITLE", "SOURCE", "NOTE", "NOTEX"})


def titles(header: Header) -> dict[str, str]:
    """TITLE by language; where it is absent DESCRIPTION, then CONTENTS."""
    return _by_language(header, "TITLE", "DESCRIPTION", "CONTENTS")


def sources(header: Header) -> dict[str, str]:
    """SOURCE by language."""
    return _by_language(header, "SOURCE")


def _by_language(header: Header, *keywords: str) -> dict[str, str]:
    found = {}
    for language in header.languages:
        text = next((text for keyword in keywords if (text := header.text(keyword, language)).strip()), "")
        if text:
            found[language] = text
    return found


def notes(header: Header) -> dict[str, tuple[str, ...]]:
    """The notes on the whole table by language, as the publisher wrote them."""
    return _listed(header, "NOTE", "NOTEX")


def _listed(header: Header, *keywords: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for statement in header.statements:
        language = header.language_of(statement)
        told = statement.keyword in keywords and not statement.keys and statement.text.strip()
        if told and language in header.languages:
            found[language] = (*found.get(language, ()), statement.text)
    return found


def table(header: Header) -> str:
    """The table's id: TABLEID, else MATRIX."""
    return header.text("TABLEID").strip() or header.text("MATRIX").strip()


def updated(header: Header) -> str:
    """When the table was last updated, as an ISO time; the latest of its contents where these have their own times."""
    whole = header.one("LAST-UPDATED")
    told = [whole] if whole and whole.text.strip() else list(header.all("LAST-UPDATED"))
    return max((iso_time(statement.text) for statement in told), default="")


def iso_time(text: str) -> str:
    """``20230418 08:00`` as ``2023-04-18T08:00``; what is no time is ""."""
    match = _TIME.match(text)
    if match is None:
        return ""
    year, month, day, hour, minute, second = match.groups()
    time = f"T{hour}:{minute}" + (f":{second}" if second else "") if hour else ""
    return f"{year}-{month}-{day}{time}"


def extra(header: Header, stub: int, keys: dict[str, str]) -> dict[str, Any]:
    """What only a PX file can say, in plain lists and dicts."""
    kept = [[s.keyword, s.language, list(s.keys), s.raw] for s in header.statements if not _remade(header, s)]
    made: dict[str, Any] = {"language": header.base, "stub": stub, "statements": kept}
    if keys:
        made["keys"] = keys
    mandatory = _listed(header, "NOTEX")
    if mandatory:
        made["notex"] = {language: list(texts) for language, texts in mandatory.items()}
    return made


def _remade(header: Header, statement: Statement) -> bool:
    in_base = statement.language in ("", header.base)
    if header.language_of(statement) not in header.languages:
        return False
    if statement.keyword in _REMADE:
        return True
    if statement.keys:
        return in_base and statement.keyword in _REMADE_BASE_KEYED
    if statement.keyword in ("LAST-UPDATED", "TABLEID"):
        return in_base
    return statement.keyword in _REMADE_PLAIN and bool(statement.text.strip())
