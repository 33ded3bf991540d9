"""Words and marks for what is not a number: in a sentence, in a cell of a table, and in the note under the table.

The marks are the ones official statistics in Finland use. Leaves out why a finding refuses (`sentences/`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from alke.base.languages import Language, texts
from alke.statistics.cube import Reason

_MARKS = {
    Reason.NUMBER: "",
    Reason.PRELIMINARY: "*",
    Reason.NOT_AVAILABLE: "..",
    Reason.NOT_APPLICABLE: ".",
    Reason.CONFIDENTIAL: "...",
    Reason.NOT_YET: "....",
    Reason.LESS_THAN_HALF: "0",
    Reason.NIL: "\N{EN DASH}",
    Reason.OTHER: "..",
}
_TEXTS = Path(__file__).with_name("reasons.yaml")


def mark(reason: Reason) -> str:
    """What stands in a table's cell instead of a number ("–", "..") or, for a preliminary one, after it ("*")."""
    return _MARKS[reason]


def said(reason: Reason, language: Language) -> str:
    """What the mark means, without capital or full stop."""
    return texts(_TEXTS)[f"said_{reason}"][language]


def clause(reason: Reason, language: Language) -> str:
    """The reason as a clause after "koska", "eftersom", "because"."""
    return texts(_TEXTS)[f"clause_{reason}"][language]


def note(reasons: Iterable[Reason], language: Language) -> str:
    """The note under a table that explains the marks used in it, each mark once; "" when it has none.

    Args:
        reasons: The reasons of the table's cells.
        language: The note's language.
    """
    used = set(reasons)
    explained: dict[str, str] = {}
    for reason in Reason:
        if reason in used and mark(reason):
            explained.setdefault(mark(reason), said(reason, language))
    return "; ".join(f"{sign} {words}" for sign, words in explained.items())
