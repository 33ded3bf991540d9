"""How certain a clause is, and on which side of the meeting it looks.

Leaves out what the clause is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from alke.base.certainty import Certainty
from alke.minutes.dates import Direction
from alke.minutes.lines import LONGEST, Piece
from alke.minutes.words import words

_MAY_BE_VERB = re.compile(
    r"\b[a-zåäö]{2,}(?:si|[dhjklmnprstv]i|[bcdfghjklmnprstv](?:ee|oo|uu|yy)|staa|stää|ttaa|ttää|vat|vät|nut|nyt|ade|ades|ar|as)\b"
)
_PASSIVE = re.compile(r"\b\w{3,}(?:ttiin|taan|tään|ltiin|stiin)\b")


@dataclass(frozen=True, slots=True)
class Mood:
    """What the words of a clause make of it.

    Attributes:
        certainty: How certain it is.
        direction: Where a time without a year lies.
        denied: Whether it says that something is not so, was moved or called off, or only supposes it.
        verb: Whether it has a verb of the lexicon at all.
    """

    certainty: Certainty
    direction: Direction
    denied: bool
    verb: bool


def has_verb(text: str) -> bool:
    """Whether a stretch of text has a finite verb that the lexicon knows."""
    return mood(text).verb


@lru_cache(maxsize=4096)
def mood(text: str) -> Mood:
    """The mood of a clause."""
    denied = bool(words("moods.negated").search(text)) or supposed(text)
    hedged = bool(words("moods.hedge").search(text) or words("moods.potential").search(text))
    past = bool(words("moods.past").search(text) or words("moods.perfect").search(text))
    present = bool(words("moods.present").search(text) or words("moods.future_obligation").search(text))
    conditional = bool(words("moods.conditional").search(text))
    verb = hedged or past or present or conditional or bool(words("moods.copula").search(text))
    if hedged or conditional:
        return Mood(Certainty.EXPECTED, Direction.NEAREST, denied, verb)
    if words("moods.settled").search(text):
        return Mood(Certainty.DECIDED, Direction.FUTURE, denied, True)
    if words("moods.preparing").search(text):
        return Mood(Certainty.PREPARING, Direction.FUTURE, denied, True)
    if re.search(r"\boli(?:vat)?\s+(?:\w+\s+)?\w+(?:ttava|ttävä)\b", text):
        return Mood(Certainty.DECIDED, Direction.PAST, denied, verb=True)  # owed once: "oli lähetettävä"
    if past and not words("moods.future_obligation").search(text):
        return Mood(Certainty.HELD, Direction.PAST, denied, verb)
    return Mood(Certainty.DECIDED, Direction.FUTURE if present else Direction.NEAREST, denied, verb)


def supposed(text: str) -> bool:
    """Whether a clause only supposes: "jos", "mikäli", and "om" where it opens the clause (else it means "about")."""
    return bool(words("moods.supposed").search(text) or re.match(r"om\b", text, re.IGNORECASE))


def joined(sentences: Sequence[Piece]) -> list[Piece]:
    """The sentences, put together again where the full stop between two was that of a date.

    "VN esitti 12.11. AUNE:n kokouksessa teemoja." is one sentence; "Teemat vahvistettiin 3.12. VN on …" are two: both
    halves of these have a verb.
    """
    found: list[Piece] = []
    for piece in sentences:
        last = found[-1] if found else None
        short = last and len(last.text) + len(piece.text) <= LONGEST
        if last and short and _ends_in_date(last.text) and not _both_whole(last.text, piece.text):
            gap = " " * (piece.start - last.end)
            found[-1] = Piece(last.text + gap + piece.text, last.start)
        else:
            found.append(piece)
    return found


def _both_whole(first: str, second: str) -> bool:
    """Whether each of two stretches is a sentence of its own."""
    if second[:1].isupper() and _MAY_BE_VERB.search(second):
        return True  # what may be a sentence of its own is one: a day must not go over to it
    return bool((has_verb(first) or _PASSIVE.search(first)) and (has_verb(second) or _PASSIVE.search(second)))


def _ends_in_date(text: str) -> bool:
    return text[-1:] == "." and text[-2:-1].isdigit() and "." in text[-4:-1]
