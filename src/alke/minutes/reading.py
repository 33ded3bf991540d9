"""The reading of one minutes item: text in, candidates out.

Leaves out files (`files.py`): the text is as it is, and all places count in it.
"""

from __future__ import annotations

from alke.minutes.conflicts import add_conflicts
from alke.minutes.draft import Draft
from alke.minutes.events import add_events
from alke.minutes.facts import Fact, Item
from alke.minutes.fora import add_fora
from alke.minutes.heads import add_heads
from alke.minutes.houses import detect
from alke.minutes.joined import reading_of
from alke.minutes.lines import lines, paragraphs
from alke.minutes.outcomes import add_outcomes
from alke.minutes.parts import add_parts, split
from alke.minutes.people import add_deeds, add_people
from alke.minutes.records import add_attachments, add_inline_votes, add_votes
from alke.minutes.rounds import add_interests, add_model, add_rounds
from alke.minutes.said import TOLD_IN, said
from alke.minutes.themes import add_themes


def read(text: str) -> Item:
    """The facts that the text of one minutes item states, in its order. Never raises; what cannot be read is absent.

    Args:
        text: The item, as `alke.minutes.files.read_file` gives it or as pasted.
    """
    told = reading_of(text)
    draft = Draft(told.text, lines(told.text), detect(text), reading=told, given=text)
    parts, headers = split(draft)
    add_heads(draft, headers)
    add_parts(draft, parts)
    add_people(draft, parts)
    add_attachments(draft, parts)
    add_votes(draft, parts)
    for part in parts:
        if part.part in TOLD_IN:
            for paragraph in paragraphs(draft.text, part.lines):
                add_deeds(draft, paragraph)
                add_inline_votes(draft, paragraph)
    sentences = list(said(draft, parts))
    for at, sentence in enumerate(sentences):
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        add_rounds(draft, sentence, after)
        add_model(draft, sentence)
        add_interests(draft, sentence)
        add_fora(draft, sentence)
        add_themes(draft, sentence)
        add_events(draft, sentence)
    add_outcomes(draft, parts)
    add_conflicts(draft)
    return Item(text, draft.house, _ordered(draft.facts), tuple(draft.remarks))


def _ordered(facts: list[Fact]) -> tuple[Fact, ...]:
    """The facts in the order of the text, each once."""
    held: dict[str, Fact] = {}
    for fact in facts:
        held.setdefault(fact.id, fact)
    return tuple(sorted(held.values(), key=lambda fact: (fact.span, fact.kind, fact.id)))
