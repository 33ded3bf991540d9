"""Errors that a person can meet: what was wrong, where, and what to do about it.

Leaves out programming errors, which stay ordinary Python exceptions with a traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class AlkeError(Exception):
    """An error to be read by a person.

    Args:
        what: What was wrong, one sentence without a full stop.
        where: Where it was: file, line, byte, keyword, field or address; empty when nowhere in particular.
        fix: What to do about it, one sentence without a full stop.
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.fix = what, where, fix

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}. {self.fix}." if self.fix else f"{head}."


class InputError(AlkeError):
    """A file or answer that cannot be read."""


class UnknownCodeError(AlkeError):
    """A code that no vocabulary knows; names the nearest known one."""

    def __init__(self, kind: str, code: str, known: Iterable[str], *, where: str = "") -> None:
        known = list(known)
        near = nearest(code, known)
        fix = f"Did you mean {near}" if near else f"Known: {', '.join(known[:8])}{' …' if len(known) > 8 else ''}"
        super().__init__(f"unknown {kind} {code!r}", where=where, fix=fix)


class SourceError(AlkeError):
    """A server that is dead, slow, lying or throttling beyond patience."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when nothing is near."""
    match = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return match[0] if match else None


def place(path: object, *, line: int | None = None, byte: int | None = None, keyword: str | None = None) -> str:
    """A place in a file, as every error writes it: ``path, line 12, keyword VALUES("Alue")``."""
    parts = [str(path)]
    if line is not None:
        parts.append(f"line {line}")
    if byte is not None:
        parts.append(f"byte {byte}")
    if keyword:
        parts.append(f"keyword {keyword}")
    return ", ".join(parts)
