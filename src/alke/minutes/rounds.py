"""Rounds of talks with their year and format, the operating model, and what someone wishes of the talks.

Leaves out the dates of the talks (`events.py`).
"""

from __future__ import annotations

import re
from datetime import date

from alke.base.certainty import Certainty
from alke.minutes.dates import FIRST_YEAR
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind
from alke.minutes.moods import mood
from alke.minutes.named import talks
from alke.minutes.proof import foreign
from alke.minutes.said import Said, acting, at_forum, own_council, whose
from alke.minutes.words import load, words

# Talks of staff, budgets and results are "keskustelut" too: only these compounds are the regional ones.
_TALKS = (
    r"(?:(?<![\w-])(?:[\w-]*(?:alueke|alueiden|aluee|region)[\w-]*|ALKE-?|maakunta|teema|tema)?"
    r"(?:keskustelu|diskussion)[\w-]*)"
)
_BETWEEN = r"(?!(?:ja|sekä|och|samt)\s)[\w-]+\s+"
_HELD = (
    "pidetään|järjestetään|käydään|toteutetaan|pidettiin|käytiin|järjestettiin|pidettäneen|käytäneen"
    "|hålls|förs|ordnas|hölls|fördes|ordnades"
)
_SEASON = (
    r"(?:keväällä|syksyllä|våren|hösten"
    r"|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuussa"
    r"|i (?:januari|februari|mars|april|maj|juni|augusti|september|oktober|november|december))"
)
# Both ways at once, not one instead of the other.
_BOTH = re.compile(
    r"\bosin\b.*\bosin\b|\bosittain\b.*\bosittain\b|\bosa\b.*\bosa\b|\bsekä\b.*\bettä\b|\bdels\b.*\bdels\b|\bdelvis\b.*\bdelvis\b|\bbåde\b.*\boch\b",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(
    rf"\b(?:kevään|syksyn|vårens|höstens)\s+(?P<g>20\d\d)\s+(?:{_BETWEEN}){{0,2}}?{_TALKS}"
    rf"|\bvuoden\s+(?P<a>20\d\d)\s+(?:{_BETWEEN}){{0,3}}?{_TALKS}"
    rf"|{_TALKS}\s+(?:vuonna\s+|år\s+|våren\s+|hösten\s+|keväällä\s+|syksyllä\s+)?(?P<b>20\d\d)(?!\d|[.:/-]\d)"
    rf"|{_TALKS}\s+mellan\s+[^.;:,]{{1,40}}?\sår\s+(?P<h>20\d\d)(?!\d|[.:/-]\d)"
    rf"|{_TALKS}\s+(?:{_HELD})[^.;:,]{{0,60}}?\s(?:vuonna|år)\s+(?P<e>20\d\d)(?!\d|[.:/-]\d)"
    rf"|(?:keskustelut|diskussionerna)\s+(?:{_HELD})\s[^.;:]{{0,60}}?{_SEASON}\s+(?P<f>20\d\d)(?!\d|[.:/-]\d)"
    rf"|\bvuonna\s+(?P<c>20\d\d)\s+(?:{_BETWEEN}){{0,2}}?{_TALKS}"
    rf"|\b(?P<d>20\d\d)\s+års\s+(?:{_BETWEEN}){{0,2}}?{_TALKS}",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"\b(?:ensi|seuraavan)\s+vuoden\s+(?:{_BETWEEN}){{0,3}}?{_TALKS}|\bnästa\s+års\s+(?:{_BETWEEN}){{0,2}}?{_TALKS}",
    re.IGNORECASE,
)
_THIS = re.compile(
    rf"\b(?:tämän|kuluvan)\s+vuoden\s+(?:{_BETWEEN}){{0,3}}?{_TALKS}|{_TALKS}\s+(?:[\w-]+\s+){{0,3}}?(?:tänä\s+vuonna|i\s+år)\b|\bårets\s+{_TALKS}",
    re.IGNORECASE,
)
_NEXT_LATER = re.compile(rf"{_TALKS}\s+(?:[\w-]+\s+){{0,3}}?(?:ensi\s+vuonna|nästa\s+år)\b", re.IGNORECASE)


def year_of(text: str, meeting: date | None) -> int | None:
    """The year of the talks that a text names, or None when it names none or several."""
    years = {int(next(filter(None, match.groups()))) for match in _YEAR.finditer(text)}
    if meeting:
        if _NEXT.search(text) or _NEXT_LATER.search(text):
            years.add(meeting.year + 1)
        if _THIS.search(text):
            years.add(meeting.year)
    return years.pop() if len(years) == 1 and min(years) >= FIRST_YEAR else None


def format_of(text: str) -> str:
    """The format of the talks that a text tells, or empty when it tells none or several."""
    found = [name for name in load("talks")["formats"] if words(f"formats.{name}").search(text)]
    if len(found) == 2 and _BOTH.search(text):
        return "mixed"
    return found[0] if len(found) == 1 else ""


def add_rounds(draft: Draft, sentence: Said, after: Said | None) -> None:
    """Offer the round of talks of which a sentence speaks; a format may stand in the sentence after it."""
    year = year_of(sentence.text, sentence.meeting)
    if not year or not (talks(sentence.text) or sentence.of_talks):
        return
    if not talks(sentence.text) and not re.search(r"keskustelut|diskussion", sentence.text, re.IGNORECASE):
        return
    told = mood(sentence.text)
    if (told.denied and len(sentence.clauses) == 1) or foreign(sentence.text):
        return
    shape = "" if told.denied else _format(sentence, year)
    follows = after and not shape and not mood(after.text).denied and not year_of(after.text, sentence.meeting)
    if follows and after and re.search(r"keskustelu|diskussion|^ne\b|^de\b|^landskapen", after.text, re.IGNORECASE):
        shape = format_of(after.text)
    held = {(fact.fields["year"], fact.fields.get("format", "")) for fact in draft.of(Kind.ROUND)}
    if (year, shape) in held or (not shape and any(one == year for one, _ in held)):
        return
    rounds = draft.of(Kind.ROUND)
    rounds[:] = [fact for fact in rounds if fact.fields["year"] != year or "format" in fact.fields]
    certainty = _certainty(sentence, shape)
    draft.add(
        Kind.ROUND,
        {"year": year, "format": shape},
        sentence.piece.span,
        "round.year",
        certainty=certainty,
        said_by=sentence.by,
    )


def _format(sentence: Said, year: int) -> str:
    """The format in a sentence; of several clauses with one, the last that names the year."""
    own = [
        clause
        for clause in sentence.clauses
        if year_of(clause.text, sentence.meeting) == year and format_of(clause.text)
    ]
    return format_of(own[-1].text) if own else format_of(sentence.text)


def _certainty(sentence: Said, shape: str) -> Certainty:
    """The mood of the clause that tells the format, or of the first one."""
    if re.search(r"\benligt utkastet\b|\bluonnoksen mukaan\b|\bluonnoksessa\b", sentence.text, re.IGNORECASE):
        return Certainty.PREPARING
    for clause in reversed(sentence.clauses):
        if format_of(clause.text) == shape and shape:
            told = mood(clause.text)
            verbless = not told.verb
            return mood(clause.governed).certainty if verbless and clause.governed else told.certainty
    told = mood(sentence.text)
    return told.certainty if words("acts.hold").search(sentence.text) else Certainty.DECIDED


def add_model(draft: Draft, sentence: Said) -> None:
    """Offer the operating model of the talks, when a sentence says how far it is."""
    if not words("nouns.model").search(sentence.text) or not (
        talks(sentence.text) or talks(sentence.earlier) or _short(sentence.text)
    ):
        return
    told = mood(sentence.text)
    if told.denied or not told.verb and told.certainty is not Certainty.PREPARING:
        return
    first = next((clause for clause in sentence.clauses if words("nouns.model").search(clause.text)), None)
    own = mood(first.text) if first else told
    preparing = words("moods.preparing").search(sentence.text)
    settled = words("acts.confirm").search(sentence.text) or words("acts.decide").search(sentence.text)
    proposed = words("acts.propose").search(sentence.text)
    if not (preparing or settled or proposed):
        return
    certainty = Certainty.PREPARING if preparing else Certainty.PROPOSED if proposed else own.certainty
    fields = {
        "by": acting(first.text if first else sentence.text),
        "term": "hallituskausi" if words("nouns.term").search(sentence.text) else "",
    }
    draft.add(Kind.OPERATING_MODEL, fields, sentence.piece.span, "model", certainty=certainty, said_by=sentence.by)


def _short(text: str) -> bool:
    return bool(re.search(r"\bkeskustelu(?:jen|iden|ille|t)\b|\bdiskussionerna", text, re.IGNORECASE))


def add_interests(draft: Draft, sentence: Said) -> None:
    """Offer what someone wishes of the talks."""
    text = sentence.text
    if not sentence.of_talks or mood(text).denied or not words("interests.wish").search(text):
        return
    who = whose(text) if re.search(r"intressi|intresse|tavoitteena", text) else ""
    who = who or ("TEM" if re.search(r"^ministeriön\b|^ministeriet\b", text, re.IGNORECASE) else "")
    wish = words("interests.wish").search(text)
    they = re.match(r"(?:He|Ne|De)\b", text)  # who they are, the sentence before tells
    who = (
        who
        or (acting(text[: wish.start()]) if wish else "")
        or ("" if they else acting(text) or at_forum(text))
        or own_council(text)
    )
    if not who and they:
        who = acting(sentence.before)
    if not who:
        return
    for what in ("use_other_fora", "lower_pressure", "same_format"):
        match = words(f"interests.{what}").search(text)
        noun = {"use_other_fora": "nouns.fora", "lower_pressure": "nouns.pressure"}.get(what)
        if match and (not noun or words(noun).search(text)):
            draft.add(
                Kind.INTEREST,
                {"who": who, "what": what},
                sentence.piece.span,
                f"interest.{what}",
                confidence=0.8,
                said_by=sentence.by,
            )
