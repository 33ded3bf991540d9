"""The evidence without which nothing of the talks is offered: what a clause must say, and what it must not.

A rule that has found something is asked here whether the text itself ties it to the talks. Where it does not, nothing
is given, or a remark. Leaves out what the rules look for (`scenes.py`, `themes.py`, `rounds.py`).
"""

from __future__ import annotations

import re
from datetime import date

from alke.minutes.dates import Resolved, When
from alke.minutes.named import marks, talks
from alke.minutes.said import Clause, Said
from alke.minutes.words import words

FARTHEST_AHEAD, FARTHEST_BACK = 330, 360
"""So many days from the meeting a time without a year may lie; beyond that its year is a guess."""

_WRITTEN_YEAR = re.compile(r"(?<![\d/–-])(?:(?<=\.)|(?<=\s)|^)((?:19|20)\d\d)(?!\d|[/-]\d)")
_OWNED_YEAR = re.compile(r"(?:vuoden|kevään|syksyn|vuosien|års?|våren|hösten|vårens|höstens|\w+kuun)\s$", re.IGNORECASE)


def doubt_of_event(sentence: Said, clause: Clause, when: When, resolved: Resolved | None) -> str:
    """Why a dated fact that a rule found is not offered, or empty when the text ties it to the talks."""
    text = clause.text
    if not sentence.of_talks:
        return "the sentence does not name the talks"
    if words("foreign").search(text) and not talks(text):
        return "it speaks of other matters than the talks"
    if words("doubtful").search(text) or _reported(clause):
        return "it is told as an example, an earlier plan or an earlier round"
    if conditional(text):
        return "it is only supposed"
    if _with_others(text):
        return "it speaks of talks with others"
    if _of_another(clause):
        return "it speaks of what the word before it names"
    if _quoted(sentence, when):
        return "it stands in a quotation"
    if resolved and when.year is None and _guessed_year(sentence, when, resolved):
        return "its year would be a guess"
    return ""


_WHOSE = re.compile(r"(?:jonka|joiden|joitten|jossa|joissa|vars|vilkas)\b", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\b[a-zåäö]{2,}isi(?:vat|vät)?\b")
_WITH = re.compile(
    r"(?:[\w-]+\s+){0,3}[\w:-]+\s+kanssa\b|\bdiskussion\w*\s+(?:\w+\s+)?med\s+[\w-]+(?:\s+[\w-]+)?", re.IGNORECASE
)
_OF_THE_TALKS = re.compile(
    r"valtio|ministeri|TEM|VN:|maakun|liitto|staten|statsråd|SR|ANM|landskap|förbund", re.IGNORECASE
)
_THAT = re.compile(r"(?:ja |och )?(?:että|att|ettei)\b", re.IGNORECASE)


def conditional(text: str) -> bool:
    """Whether a verb stands in the Finnish conditional of the active: "sopisivat", "järjestäisi"."""
    return bool(_CONDITIONAL.search(text))


def _with_others(text: str) -> bool:
    """Whether talks are told to be with others than the state and the regions."""
    return any(not _OF_THE_TALKS.search(match[0]) for match in _WITH.finditer(text))


def _of_another(clause: Clause) -> bool:
    """Whether a clause speaks of something of what stands before it, and that is not the talks: "…, jonka teemat …"."""
    if not _WHOSE.match(clause.text):
        return False
    before = clause.wide[: -len(clause.text)][-30:]
    return not re.search(r"keskustelu|diskussion|tilannekuv|kehityskuv|lägesbild", before, re.IGNORECASE)


def _reported(clause: Clause) -> bool:
    """Whether a clause is what somebody only says, asks or reminds of, not what somebody announced or decided."""
    above = clause.wide[: -len(clause.text)]
    return bool(clause.governed and _THAT.match(clause.text) and words("doubtful").search(above))


def _quoted(sentence: Said, when: When) -> bool:
    """Whether a time stands between quotation marks of its sentence."""
    return quoted(sentence, sentence.text[: when.piece.start - sentence.piece.start])


def _guessed_year(sentence: Said, when: When, resolved: Resolved) -> bool:
    """Whether the year of a time is far from the meeting, or another than the years that the paragraph writes."""
    first = resolved.start or resolved.end or f"{resolved.month}-15"
    told = date.fromisoformat(first)
    if sentence.meeting and not -FARTHEST_BACK <= (told - sentence.meeting).days <= FARTHEST_AHEAD:
        return True
    before = f"{sentence.earlier} {sentence.text[: when.piece.start - sentence.piece.start]}"
    years = [
        int(match[1])
        for match in _WRITTEN_YEAR.finditer(before)
        if not _OWNED_YEAR.search(before[max(0, match.start() - 12) : match.start()])
    ]
    return bool(years) and abs(years[-1] - told.year) > 1


def quoted(sentence: Said, before: str = "") -> bool:
    """Whether the place in a sentence behind the words `before` stands inside quotation marks."""
    return (marks(before) + sentence.marks_before) % 2 == 1


def sampled(text: str) -> bool:
    """Whether a list only samples its matter ("muun muassa", "bland annat")."""
    return bool(words("sampled").search(text))


def foreign(text: str) -> bool:
    """Whether words speak of other matters than the talks, and not of the talks besides."""
    return bool(words("foreign").search(text)) and not talks(text)
