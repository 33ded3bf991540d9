"""What is stated of a round, and the event that settles a question. All statements stay, borne out or not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models

from alke.base.certainty import Certainty
from alke.workspace.journal.acts import act, kind_of
from alke.workspace.meetings.actions import Span, found_or_made
from alke.workspace.meetings.models import Source
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions.rounds import audience
from alke.workspace.rounds.models import Round, Statement
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.words import word


@found_or_made
def state(
    of: Round,
    question: str,
    *,
    answer: str,
    shown: str,
    certainty: Certainty,
    by: Actor,
    said_by: str = "",
    organisation: Organisation | None = None,
    said_on: date | None = None,
    source: Source | None = None,
    span: Span = None,
    quote: str = "",
    confidence: float = 1.0,
    subject: models.Model | None = None,
) -> Statement:
    """Record one source's word on one question; the same source saying the same is recorded once.

    Args:
        of: The round.
        question: One of `rules.statements.QUESTIONS`.
        answer: The answer as a code or date, by which answers are compared: ``aune``, ``2025-03-20/2025-03-21``.
        shown: The answer as people read it.
        certainty: How certain the source says it is.
        by: Who records it.
        said_by: Who says it, as people read it.
        organisation: Whose word it is.
        said_on: When it was said.
        source: Where it is said.
        span: Where in the source's text.
        quote: The source's own words.
        confidence: 0 to 1, how sure the reading is.
        subject: The row asked about, when it is not the round.
    """
    kind, row = (kind_of(subject), str(subject.pk)) if subject is not None else ("", "")
    ROUNDS.demand(by, "tell", of)
    same = Statement.objects.filter(
        round=of, question=question, subject_kind=kind, subject_id=row, answer=answer, source=source
    )
    if known := same.first():
        return known
    start, end = span or (None, None)
    made = Statement(
        round=of,
        question=question,
        subject_kind=kind,
        subject_id=row,
        answer=answer,
        shown=shown,
        certainty=certainty,
        said_by=said_by,
        organisation=organisation,
        said_on=said_on,
        source=source,
        span_start=start,
        span_end=end,
        quote=quote,
        confidence=confidence,
    )
    with act("statement.state", made, by=by, audience=audience(of)):
        made.save()
    return made


def settle(
    of: Round,
    question: str,
    *,
    event: str,
    true: Collection[int],
    by: Actor,
    on: date | None = None,
    subject: tuple[str, str] = ("", ""),
) -> list[Statement]:
    """An event settles a question: each of its unsettled statements is marked as borne out or not.

    Args:
        of: The round.
        question: The question.
        event: What happened, as people read it.
        true: Ids of the statements that the event bore out; none is possible.
        by: Who records it.
        on: The day of the event.
        subject: Kind and id of the row asked about, when it is not the round.
    """
    told: dict[str, Any] = {}
    with act("round.settle", of, by=by, reason=event, audience=audience, told=told) as of:
        ROUNDS.demand(by, "settle", of)
        rows = list(
            Statement.objects.filter(
                round=of, question=question, subject_kind=subject[0], subject_id=subject[1], settled_by=""
            )
        )
        if not rows or not event.strip():
            raise Refused(word("fact_nothing_to_settle" if not rows else "fact_event_needed"))
        for row in rows:
            row.settled_by, row.settled_on, row.held_true = event.strip(), on, row.pk in true
            row.save()
        told |= {"question": question, "event": event.strip(), "on": on.isoformat() if on else ""}
        told |= {"true": [row.shown for row in rows if row.held_true]}
        told |= {"not_true": [row.shown for row in rows if not row.held_true]}
    return rows
