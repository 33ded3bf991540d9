"""What happened, happens or is owed at a time: events and deadlines with their dates and their certainty.

Leaves out what a clause is about (`scenes.py`), the year (`dates.py`) and the words of certainty (`moods.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from alke.base.certainty import Certainty
from alke.minutes.dates import Direction, Form, Resolved, When, resolve
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind, Span, Value
from alke.minutes.moods import Mood, mood
from alke.minutes.moods import supposed as is_supposed
from alke.minutes.proof import doubt_of_event
from alke.minutes.rounds import year_of
from alke.minutes.said import Clause, Said, leans_back
from alke.minutes.scenes import (
    ASKED,
    INFINITIVE,
    PRONOUN_START,
    RESERVED,
    SETTLING,
    WAS_ASKED,
    Found,
    Scene,
    delivery,
    handled,
    theme_act,
    webinar,
)
from alke.minutes.talking import of_talks
from alke.minutes.words import words

_THAT = re.compile(r"^(?:että|att)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"\s*(?:päivät\w+|päiväämä\w+|anne(?:tu|tt)\w+|lähete(?:ty|tt)\w+|pide(?:ty|tt)y?\w+|järjeste(?:ty|tt)y?\w+|vahviste(?:tu|tt)\w+"
    r"|julkais(?:tu|t)\w+|kirja(?:tu|tt)\w+|saapunee\w+|tul(?:lee|ee)\w+|voimaan\b|dater\w+)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:daterat|daterad|av den|kokouksen|möte den \S+ protokoll)\s*$", re.IGNORECASE)
_MOST_TIMES = 3
_THEM = re.compile(r"\b(?:ne|niitä|niistä|dem)\b", re.IGNORECASE)
_BUT = re.compile(
    r"(?:mutta|vaan|men)\s+(?:se|ne|sitä|niitä|sen|niiden|ajankoh\w+|tilaisuu\w+|kokou\w+|keskustelu\w*|den|det|de|mötet|ei|inte)\b",
    re.IGNORECASE,
)
_RULES = (theme_act, webinar, delivery, of_talks, handled)
_IN_IT = re.compile(r"(?:jolloin|då)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\b((?:19|20)\d\d)$")
# "Vuonna 2022 …", "… våren 2024": when it happens, not whose: "keskustelut vuonna 2027", "vuonna 2027 pidettävien".
_YEAR_TOLD = re.compile(
    r"(?<!\w)(?<!keskustelut )(?<!keskustelujen )(?<!keskusteluiden )"
    r"(?<!diskussionerna )(?<!diskussioner )(?<!diskussionen )"
    r"(?:vuonna|år|keväällä|syksyllä|våren|hösten)\s+((?:19|20)\d\d)(?![\w.:/–-]*\d)"
    r"(?!\s+\w*(?:vien|väien|tavan|tävän|tujen|tyjen|viin|viä|ttuja|ttyjä)\b)",
    re.IGNORECASE,
)


def add_events(draft: Draft, sentence: Said) -> None:
    """Offer the events and deadlines of a sentence."""
    if sentence.text.endswith("?"):
        return  # a question states nothing
    supposed = any(is_supposed(clause.text) for clause in sentence.clauses)
    for at, clause in enumerate(sentence.clauses):
        if at + 1 < len(sentence.clauses) and _takes_back(sentence.clauses[at + 1]):
            continue
        if len(clause.whens) > _MOST_TIMES:
            draft.remark(clause.piece, "too many dates in one sentence to tell what belongs to which")
            continue
        for when in clause.whens:
            if _of_a_participle(clause, when):
                continue
            if when.form is Form.DAY and sentence.meeting and _is_head(draft, when):
                continue
            _add_event(draft, sentence, clause, when, supposed=supposed)


def _takes_back(clause: Clause) -> bool:
    """Whether a clause takes back what the one before says: "oli määrä pitää 14.3., mutta se lykättiin"."""
    return bool(_BUT.match(clause.text)) and mood(clause.text).denied and not clause.whens


def _of_a_participle(clause: Clause, when: When) -> bool:
    """Whether a time belongs to a participle and not to the clause's verb: "15.8. päivätyn kirjeen mukaan"."""
    after = clause.text[when.piece.end - clause.piece.start :]
    return bool(_PARTICIPLE.match(after) or _DATED.search(clause.text[: when.piece.start - clause.piece.start]))


def _is_head(draft: Draft, when: When) -> bool:
    return any(fact.span == when.piece.span for fact in draft.of(Kind.DATE))


def _add_event(draft: Draft, sentence: Said, clause: Clause, when: When, *, supposed: bool) -> None:
    told = _mood(clause)
    own = clause.text
    has_noun = words("nouns").search(own)
    nouns = own if has_noun and not clause.leans else clause.wide
    if PRONOUN_START.match(own) or (leans_back(sentence.text) and (clause.leans or not has_noun)):
        nouns = f"{sentence.before} {nouns}"
    elif not has_noun and _THEM.search(own) and words("nouns.themes").search(sentence.before):
        nouns = f"{sentence.before} {nouns}"  # "AUNE … vahvistaa ne 20.1."
    scene = Scene(sentence, clause, own, nouns, when, told)
    found = next((found for rule in _RULES if (found := rule(scene))), None)
    if not found:
        return
    beside, when = when, _with_told_year(when, clause, found) if sentence.meeting else when
    if told.denied or (supposed and told.certainty is Certainty.HELD):
        draft.remark(when.piece, f"{when.words!r} is denied, moved or only supposed; read it yourself")
        return
    if sentence.part == "proposal" and told.certainty is Certainty.DECIDED:
        told = Mood(Certainty.PROPOSED, told.direction, denied=False, verb=True)
    if supposed or (len(clause.whens) > 1 and re.search(r"\b(?:tai|eller)\b", own)):
        told = Mood(Certainty.EXPECTED, told.direction, denied=False, verb=True)
    settled = RESERVED.search(own) or (SETTLING.search(own) and INFINITIVE.search(own))
    if found.what == "talks" and settled and told.certainty is Certainty.HELD:
        told = Mood(Certainty.DECIDED, Direction.FUTURE, denied=False, verb=True)
    if found.deadline and (ASKED.search(own) or WAS_ASKED.search(own)) and told.direction is Direction.PAST:
        told = Mood(Certainty.DECIDED, Direction.NEAREST, denied=False, verb=True)  # asked then, owed later
    resolved = resolve(when, sentence.meeting, told.direction)
    if resolved and beside.year is None:
        resolved = replace(resolved, year_from="context")
    if resolved is None:
        draft.remark(when.piece, f"the year of {when.words!r} cannot be told, the day of the meeting is not known")
        return
    if why := doubt_of_event(sentence, clause, when, resolved):
        draft.remark(when.piece, f"{when.words!r} is not offered: {why}; read it yourself")
        return
    _offer(draft, sentence, clause, when, found, told, resolved)


def _with_told_year(when: When, clause: Clause, found: Found) -> When:
    """A time with the year that the words around it give: "vuonna 2022, jolloin keskustelut pidettiin 3.–4.5."."""
    if when.year is not None or when.years_on:
        return when
    before = _YEAR_BEFORE.search(clause.governed) if _IN_IT.match(clause.text) else None
    own = {int(match[1]) for match in _YEAR_TOLD.finditer(clause.text)}
    year = int(before[1]) if before else own.pop() if len(own) == 1 else None
    if year is None and found.what == "talks":
        year = year_of(clause.text, None)
    return replace(when, year=year) if year else when


def _mood(clause: Clause) -> Mood:
    """The mood of a clause; one that hangs on a proposal is proposed."""
    told = mood(clause.text)
    if clause.governed and _THAT.match(clause.text):
        above = clause.governed
        if words("acts.propose").search(above) or re.search(
            r"\b(?:toivo\w+|önska\w+|vaadi\w+)\b", above, re.IGNORECASE
        ):
            return Mood(Certainty.PROPOSED, Direction.FUTURE, told.denied, verb=True)
        if words("moods.hedge").search(above):
            return Mood(Certainty.EXPECTED, Direction.NEAREST, told.denied, verb=True)
        if re.search(r"\b(?:ei|eivät|inte)\b", above):
            return Mood(told.certainty, told.direction, denied=True, verb=told.verb)
    return told


def _offer(
    draft: Draft, sentence: Said, clause: Clause, when: When, found: Found, told: Mood, resolved: Resolved | None
) -> None:
    fields: dict[str, Value] = {"what": found.what, **found.fields, "words": when.words}
    certainty = told.certainty
    if found.deadline:
        fields |= {"due": (resolved.end or _month_end(resolved)) if resolved else ""}
        certainty = Certainty.DECIDED if certainty in (Certainty.HELD, Certainty.PREPARING) else certainty
    elif resolved:
        fields |= {"start": resolved.start, "end": resolved.end if resolved.start else "", "month": resolved.month}
    if resolved:
        fields["year_from"] = resolved.year_from
    if certainty is Certainty.PREPARING:
        certainty = Certainty.EXPECTED
    kind = Kind.DEADLINE if found.deadline else Kind.EVENT
    draft.add(
        kind,
        fields,
        _span(clause, when),
        f"{kind}.{found.what}",
        certainty=certainty,
        confidence=found.confidence,
        said_by=sentence.by,
    )


def _month_end(resolved: Resolved) -> str:
    return resolved.end


def _span(clause: Clause, when: When) -> Span:
    """The clause without its full stop; it holds the time."""
    end = clause.piece.end
    if clause.text.endswith(".") and when.piece.end < end:
        end -= 1
    return Span(clause.piece.start, max(end, when.piece.end))
