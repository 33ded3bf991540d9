"""TIMEVAL, the periods of a time variable, in its three forms. Leaves out how periods are compared (`base/periods`).

``TLIST(A1),"2003","2004"`` · ``TLIST(A1,"1994"-"1996")`` · ``TLIST(A1),"1994"-"1996"``.
"""

from __future__ import annotations

import re

from alke.statistics.readers.px.statements import tokens, unquoted

_PER_YEAR = {"A": 1, "H": 2, "T": 3, "Q": 4, "K": 4, "M": 12, "W": 53}
_UNIT = re.compile(r"([AHTQKMWDS])1?$")
_PERIOD = re.compile(r"(\d{4})[A-Z]?(\d{1,2})?$")
_MOST_PERIODS = 100_000


def periods(raw: str) -> tuple[str, ...] | str:
    """The periods that a TIMEVAL value lists, as ``2004``, ``2004Q1``, ``2004M01``; a sentence when it is malformed."""
    parts = [part for part in tokens(raw) if part not in ",()="]
    unit = _UNIT.match(parts[1].upper()) if len(parts) > 1 and parts[0].upper() == "TLIST" else None
    if unit is None:
        return "expected TLIST(unit) with the unit A1, H1, Q1, M1 or W1"
    texts = [unquoted(part).strip() for part in parts[2:] if part != "-"]
    letter = unit[1]
    if "-" in parts[2:]:
        return _range(letter, texts)
    named = [_named(letter, text) for text in texts]
    wrong = next((text for text, name in zip(texts, named, strict=True) if name is None), None)
    return f"{wrong[:40]!r} is not a period" if wrong is not None else tuple(name or "" for name in named)


def _range(letter: str, texts: list[str]) -> tuple[str, ...] | str:
    size = _PER_YEAR.get(letter)
    ends = [_PERIOD.match(text) for text in texts]
    if size is None or len(ends) != 2 or ends[0] is None or ends[1] is None:
        return 'expected a range "first"-"last"'
    first, last = (int(end[1]) * size + int(end[2] or 1) - 1 for end in ends if end)
    if not 0 <= last - first < _MOST_PERIODS:
        return "the range ends before it begins or is too long"
    return tuple(_written(letter, place // size, place % size + 1) for place in range(first, last + 1))


def _named(letter: str, text: str) -> str | None:
    match = _PERIOD.match(text)
    size = _PER_YEAR.get(letter)
    if size is None:
        return text if text.isdigit() else None
    if match is None or not (1 <= int(match[2] or 0) <= size if size > 1 else match[2] is None):
        return None
    return _written(letter, int(match[1]), int(match[2] or 1))


def _written(letter: str, year: int, part: int) -> str:
    if letter == "A":
        return f"{year}"
    return f"{year}{letter}{part:02d}" if letter in "MW" else f"{year}{'Q' if letter == 'K' else letter}{part}"
