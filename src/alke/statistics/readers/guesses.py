"""What a table is taken to mean where it does not tell: the meaning of a mark, roles, the language.

Used by the readers of JSON-stat and CSV, on the words and names that PX files taught (readers/px); what a file tells
itself always wins. Leaves out the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from alke.statistics.cube import PLAIN, Mark, Reason, Role
from alke.statistics.readers.px.marks import DOTS, NIL, conventional, meaning
from alke.statistics.readers.px.roles import Signs, roles

UNKNOWN_LANGUAGE = "und"
_FLAGS = {
    "NA": Reason.NOT_AVAILABLE,
    ":": Reason.NOT_AVAILABLE,
    ":c": Reason.CONFIDENTIAL,
    "c": Reason.CONFIDENTIAL,
    ":z": Reason.NOT_APPLICABLE,
    "z": Reason.NOT_APPLICABLE,
    "p": Reason.PRELIMINARY,
}
_PUBLISHERS = {"tilastokeskus": "fi", "statistikcentralen": "sv", "statistics finland": "en"}
_YEAR_AFTER = re.compile(r"\s+(19|20)\d\d$")


def roles_of(
    variables: Sequence[tuple[Sequence[str], Sequence[str]]], told: Sequence[Role | None] | None = None
) -> list[Role]:
    """The role of each variable: as told; where none is told to have a role, the one that its names or codes speak for.

    Args:
        variables: Names (its code among them) and category codes of each variable.
        told: The role that the file gives each, None where it gives none.
    """
    known = told or [None] * len(variables)
    made = [
        Signs(
            tuple(_YEAR_AFTER.sub("", name) for name in names),  # "Region 2011": a division and its year
            tuple(codes),
            has_time=role is Role.TIME,
            has_map=role is Role.AREA,
            is_contents=role is Role.CONTENT,
        )
        for (names, codes), role in zip(variables, known, strict=True)
    ]
    return roles(made)


def mark_of(sign: str, *, number: bool, text: str = "", finnish: bool) -> Mark:
    """What a sign means beside a number or in the place of one; the table's own `text` about it goes first.

    Without a text the flags are Eurostat's, and the dots Statistics Finland's in Finnish tables only: other offices
    use the same dots otherwise, and there the meaning stays open.
    """
    reason = meaning(text) or _FLAGS.get(sign) or conventional(sign, finnish=finnish)
    if number:
        if not sign:
            return PLAIN
        return Mark(sign, Reason.PRELIMINARY if reason is Reason.PRELIMINARY else Reason.NUMBER, text)
    if not sign:
        return Mark(sign, Reason.NOT_AVAILABLE, text)
    return Mark(sign, Reason.OTHER if reason.has_number else reason, text)


def is_sign(text: str) -> bool:
    """Whether a table cell is a mark that statistical offices use in the place of a number."""
    return text in _FLAGS or text in DOTS or text == NIL


def language_of(source: str) -> str:
    """The language in which a source line names Statistics Finland, else ``und`` (undetermined)."""
    lowered = source.lower()
    return next((code for word, code in _PUBLISHERS.items() if word in lowered), UNKNOWN_LANGUAGE)


def is_finnish(language: str, source: str) -> bool:
    """Whether a table is in Finnish, or from Statistics Finland in any language."""
    return language == "fi" or language_of(source) != UNKNOWN_LANGUAGE
