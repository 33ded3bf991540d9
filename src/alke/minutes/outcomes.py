"""What was decided: the formulas of decisions, as proposed or not, and proposals to another body.

A decision that puts something to another body is `proposal_to_body`, whatever that body is asked to do. Leaves out
votes (`records.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from alke.base.certainty import Certainty
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind, Outcome, Value
from alke.minutes.houses import bodies
from alke.minutes.lines import Piece, paragraphs, sentences
from alke.minutes.parts import Part
from alke.minutes.words import load, words

_ORDER = (
    "amended",
    "not_supported",
    "tabled",
    "returned",
    "removed",
    "rejected",
    "noted",
    "supported",
    "election",
    "as_proposed",
)
_FIRST = 4
_NOT = re.compile(r"\b(?:ei|eivät|inte|ej)\b", re.IGNORECASE)
_COUNTER = re.compile(r"muutosehdotu|vastaehdotu|muutosesity|vastaesity|ändringsförslag|motförslag", re.IGNORECASE)
_CHANGED = re.compile(
    r"muute|muuto|täyden|korja|tarken|poikke|paitsi|lukuun ottamatta|ändra|kompletter|förutom", re.IGNORECASE
)
_VOTED = re.compile(r"\b(?:äänestyksen jälkeen|äänestyksessä|äänin|efter omröstning|med rösterna)\b", re.IGNORECASE)


def add_outcomes(draft: Draft, parts: list[Part]) -> None:
    """Offer what each decision of the item says, beside the proposal that went before it."""
    proposal: Part | None = None
    if not any(part.part == "decision" and part.lines for part in parts):
        _add_bare(draft, parts)
    for part in parts:
        if part.part == "proposal" and part.lines:
            proposal = part
        elif part.part == "decision" and part.lines:
            _add_outcome(draft, part, proposal)


def _add_bare(draft: Draft, parts: list[Part]) -> None:
    """Offer the outcome of an item without a heading over its decision: a line that is a formula and nothing else."""
    for part in parts:
        if part.part not in ("", "account", "handling", "proposal"):
            continue
        for line in part.lines[-3:]:
            name = formula(line.text)
            whole = name in _ORDER and words(f"outcomes.{name}", "plain").fullmatch(line.text.rstrip(". "))
            if (
                whole
                and line.text[0].isupper()
                and not re.search(r"\b(?:merkitsee|merkitään|antecknar|antecknas)\b", line.text, re.IGNORECASE)
            ):
                draft.add(
                    Kind.OUTCOME,
                    _fields(name, line.text, ""),
                    line.piece.span,
                    "outcome.bare",
                    certainty=Certainty.HELD,
                    confidence=0.8,
                )
                return


def _sentences(draft: Draft, part: Part) -> Iterator[Piece]:
    for paragraph in paragraphs(draft.text, part.lines[:40]):
        yield from sentences(paragraph)


def _deciding(told: list[Piece]) -> list[Piece]:
    """The sentences in which a decision stands: its first ones and its last; what lies between is its text."""
    return told if len(told) <= _FIRST + 1 else [*told[:_FIRST], told[-1]]


def _words_of(draft: Draft, part: Part | None) -> str:
    if part is None or part.span is None:
        return ""
    return " ".join(draft.text[part.span.start : part.span.end].casefold().split())


def _add_outcome(draft: Draft, part: Part, proposal: Part | None) -> None:
    asked = _words_of(draft, proposal)
    for sentence in _deciding(list(_sentences(draft, part))):
        told = to_another(sentence.text, part.stage.body[0] if part.stage and part.stage.body else draft.body)
        if told:
            same = bool(asked) and asked == _words_of(draft, part)
            fields: dict[str, Value] = {"outcome": Outcome.PROPOSAL_TO_BODY.value, **told, "as_proposed": same or None}
            draft.add(
                Kind.OUTCOME, fields, sentence.span, "outcome.to_another", certainty=Certainty.HELD, confidence=0.9
            )
            return
        name = formula(sentence.text)
        if name:
            draft.add(
                Kind.OUTCOME,
                _fields(name, sentence.text, asked),
                sentence.span,
                f"outcome.{name}",
                certainty=Certainty.HELD,
            )
            return
    if part.span:
        draft.remark(Piece("", part.span.start), "the decision follows no formula of the lexicon")


def formula(sentence: str) -> str:
    """The formula that a sentence of a decision follows, or empty."""
    for name in _ORDER:
        match = words(f"outcomes.{name}", "plain").search(sentence)
        if name == "as_proposed" and _COUNTER.search(sentence):
            return ""
        if not match or (name != "not_supported" and _NOT.search(sentence)):
            continue
        if name == "as_proposed" and _CHANGED.search(sentence):
            return ""
        if name == "as_proposed" and _VOTED.search(sentence):
            return Outcome.AFTER_VOTE.value
        return name
    return ""


def _fields(name: str, sentence: str, asked: str) -> dict[str, Value]:
    if name == Outcome.AMENDED:
        return {"outcome": name, "amended": True, "as_proposed": False}
    if name == Outcome.AS_PROPOSED:
        return {"outcome": name, "as_proposed": True}
    if name == Outcome.AFTER_VOTE or not asked:
        return {"outcome": name}
    same = bool(words(f"outcomes.{name}", "plain").search(asked)) or name == "noted" and "tiedoksi" in asked
    put_off = name in (Outcome.TABLED, Outcome.RETURNED, Outcome.REMOVED, Outcome.REJECTED)
    return {"outcome": name, "as_proposed": same if same or put_off else None}


def to_another(sentence: str, own: str) -> dict[str, Value] | None:
    """The body to which a sentence puts something, and what it is asked; None when it puts nothing to another."""
    verb = words("to_another", "plain").search(sentence)
    if not verb or _NOT.search(sentence):
        return None
    rest = sentence[verb.end() :]
    that = re.search(r"\b(?:että|att)\b", rest)
    if not that:
        return None
    receiver = _body_in(rest[: that.start()]) or _asked(sentence[: verb.start()]) or _body_at(rest[that.end() :])
    if not receiver or receiver == own:
        return None
    asked = rest[that.end() :]
    what = next((name for name in load("plain")["asks"] if words(f"asks.{name}", "plain").search(asked)), "")
    return {"to_body": receiver, "asks": what}


def _asked(text: str) -> str:
    """The body to which, when it stands before the verb: "Maakuntahallitukselle esitetään, että …"."""
    match = re.match(r"\s*(?:\S+\s+)?\S+lle\b", text)
    return _body_in(match[0]) if match else ""


def _body_at(text: str) -> str:
    match = bodies().at_start.match(text.lstrip(" ,"))
    return bodies().names.get(match["body"].casefold(), "") if match else ""


def _body_in(text: str) -> str:
    for match in re.finditer(r"\S+", text):
        if found := _body_at(text[match.start() :]):
            return found
    return ""
