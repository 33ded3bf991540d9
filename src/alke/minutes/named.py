"""Where a text names the talks, their themes or the picture for them by a name of their own.

Leaves out what is said of them (`said.py`).
"""

from __future__ import annotations

import re

from alke.minutes.draft import Draft
from alke.minutes.moods import has_verb
from alke.minutes.words import words

_LONGEST_HEADING = 90
_OF_STATE = re.compile(
    r"\bvaltion ja (?:maakun\w+|alue\w+|liitto\w+)(?: väli\w+)? keskustelu"
    r"|\baluekehit\w+ (?:[\w-]+ ){0,3}keskustelu"
    r"|\b(?:diskussion|förhandling)\w*(?: om regionutveckling)? mellan (?:staten|statsrådet) och (?:landskap|region)",
    re.IGNORECASE,
)


def first_named(text: str) -> int:
    """Where a text first names the talks, their themes or the picture for them; behind its end when nowhere.

    "Tilannekuva" may be one of anything: it counts only where the text names the talks as well, or the whole name.
    """
    found = [words(f"nouns.{name}").search(text) for name in ("talks", "theme_of_talks", "whole_picture")]
    if any(found):
        found.append(words("nouns.picture").search(text))
    return min((match.start() for match in found if match), default=len(text) + 1)


def talks(text: str) -> bool:
    """Whether a text names the regional development talks."""
    return bool(words("nouns.talks").search(text))


def names_talks(text: str) -> bool:
    """Whether words name the talks, their themes or the picture for them by a name of their own."""
    named = any(words(f"nouns.{name}").search(text) for name in ("talks", "theme_of_talks", "whole_picture"))
    return named or bool(_OF_STATE.search(text))


def sections(draft: Draft) -> list[tuple[int, bool]]:
    """Where the numbered headings of a memo stand ("4. Muut asiat") and whether each names the talks."""
    found = []
    for line, after in zip(draft.lines, [*draft.lines[1:], None], strict=False):
        numbered = line.bullet[:1].isdigit() and line.blank_before and len(line.text) <= _LONGEST_HEADING
        if numbered and not line.text.endswith((".", ":", ";", ",")) and after and not after.bullet:
            found.append((line.piece.start, names_talks(line.text)))
    return found if len(found) > 1 else []


def headed(draft: Draft) -> bool:
    """Whether a short line above the item's sentences names the talks: a title that the head does not hold."""
    for line in draft.lines[:15]:
        text = line.text
        if len(text) <= 140 and not text.endswith((".", "!", "?", ",")) and names_talks(text) and not has_verb(text):
            return True
    return False


def marks(text: str) -> int:
    """How many quotation marks a text has."""
    return sum(text.count(mark) for mark in '”"»“«')
