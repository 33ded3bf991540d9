"""Which fora the item names, and in what part they play in the talks.

Leaves out what they do at a time (`events.py`).
"""

from __future__ import annotations

import re

from alke.minutes.draft import Draft
from alke.minutes.facts import Kind
from alke.minutes.said import Said, forum_mentions
from alke.minutes.words import words

_PREPARING = re.compile(
    r"valmistelu(?:un|ssa)\b|osallistetaan|vaikuttamaan|sisältö|förbered|bereds|innehåll", re.IGNORECASE
)
_DISCUSSED = re.compile(
    r"käsitel|käsittel|keskustel(?:leet|tiin|ivat|lut)\b|puhuneet|behandla|diskutera|betona", re.IGNORECASE
)


def add_fora(draft: Draft, sentence: Said) -> None:
    """Offer the fora of a sentence, each once for each part it plays."""
    held = {(fact.fields["name"], fact.fields.get("role", "other")) for fact in draft.of(Kind.FORUM)}
    for actor, place in forum_mentions(sentence.piece):
        role = _role(sentence.text)
        if (actor.name, role) not in held:
            held.add((actor.name, role))
            draft.add(
                Kind.FORUM,
                {"name": actor.name, "role": "" if role == "other" else role},
                place.span,
                f"forum.{role}",
                confidence=0.9,
                said_by=sentence.by,
            )


def _role(text: str) -> str:
    if words("nouns.fora").search(text):
        return "alternative"
    if words("nouns.themes").search(text) and (words("acts.confirm").search(text) or words("acts.decide").search(text)):
        return "deciding"
    if _PREPARING.search(text):
        return "preparing"
    return "discussed" if _DISCUSSED.search(text) else "other"
