"""Verbs of follow-ups: made when a round opens, said, weighed, discussed or skipped with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alke.workspace import clock
from alke.workspace.journal.acts import act
from alke.workspace.people.actors import Actor
from alke.workspace.rounds.actions.positions import demand
from alke.workspace.rounds.models import (
    Conclusion,
    Evidence,
    Evidenced,
    FollowUp,
    OutcomeDocument,
    Round,
    Said,
    Session,
)
from alke.workspace.rounds.policies.followups import FOLLOWUPS
from alke.workspace.rounds.policies.opened import organisation_of
from alke.workspace.rounds.rules.followups import schedule, schedule_of
from alke.workspace.words import word


def create_followups(of: Round, *, by: Actor) -> list[FollowUp]:
    """One follow-up in this round for every open, published conclusion of every earlier round (797/2021, 15 §).

    Called when a round opens; whoever may open a round may do this. What is there already is left alone.

    Returns:
        The new ones, the oldest conclusion first.
    """
    open_ones = (
        Conclusion.objects.filter(
            state=Conclusion.State.OPEN,
            outcome__state=OutcomeDocument.State.PUBLISHED,
            outcome__round__year__lt=of.year,
        )
        .exclude(followups__round=of)
        .select_related("outcome__round")
        .order_by("outcome__round__year", "outcome", "number")
    )
    today = clock.today()
    made = []
    for conclusion in open_ones:
        one = FollowUp(conclusion=conclusion, round=of, schedule=schedule(conclusion.due, Said.NOT_SAID, today))
        with act("followup.make", one, by=by):
            if FollowUp.objects.filter(conclusion=conclusion, round=of).exists():
                continue  # made by another since the list was read
            one.save()
            made.append(one)
    return made


def say(followup: FollowUp, said: str, *, reason: str = "", by: Actor) -> FollowUp:
    """What the responsible party says, by its own people."""
    with act("followup.say", followup, by=by, reason=reason) as row:
        FOLLOWUPS.demand(by, "say", row)
        demand(said != Said.DROPPED or reason, word("followup_dropped_needs_reason"))
        row.said, row.said_on = Said(said), clock.today()
        row.schedule = schedule_of(row, clock.today())
        row.save()
    return followup


def assess(followup: FollowUp, evidenced: str, *, reason: str, by: Actor) -> FollowUp:
    """What the evidence supports, by the state's experts or an auditor, with the grounds."""
    with act("followup.assess", followup, by=by, reason=reason) as row:
        FOLLOWUPS.demand(by, "assess", row)
        demand(reason, word("position_reason_needed"))
        needs = evidenced in (Evidenced.PARTLY, Evidenced.SUPPORTED, Evidenced.CONTRADICTED)
        demand(not needs or row.evidence.exists(), word("followup_needs_evidence"))
        row.evidenced, row.evidenced_on = Evidenced(evidenced), clock.today()
        row.schedule = schedule_of(row, clock.today())
        row.save()
    return followup


def bring_evidence(
    followup: FollowUp, *, title: str, supports: bool, address: str = "", dated: date | None = None, by: Actor
) -> Evidence:
    """Something that shows that a conclusion has been carried out, or that it has not."""
    made = Evidence(follow_up=followup, title=title, address=address, dated=dated, supports=supports)
    with act("followup.evidence", made, by=by):
        FOLLOWUPS.demand(by, "bring", FollowUp.objects.select_related("round", "conclusion").get(pk=followup.pk))
        made.organisation = organisation_of(by)
        made.save()
    return made


def discuss(followup: FollowUp, *, at: Session, by: Actor) -> FollowUp:
    """Record the session of the same round at which it was discussed."""
    with act("followup.discuss", followup, by=by) as row:
        FOLLOWUPS.demand(by, "discuss", row)
        demand(at.round_id == row.round_id, word("followup_other_session"))
        row.discussed_at, row.skipped = at, ""
        row.schedule = schedule_of(row, clock.today())
        row.save()
    return followup


def skip(followup: FollowUp, *, reason: str, by: Actor) -> FollowUp:
    """Leave it for this round, with the reason; the next round has it again."""
    with act("followup.skip", followup, by=by, reason=reason) as row:
        FOLLOWUPS.demand(by, "skip", row)
        demand(reason, word("position_reason_needed"))
        demand(row.discussed_at_id is None, word("followup_already_discussed"))
        row.skipped = reason
        row.save()
    return followup


def skip_many(followups: Sequence[FollowUp], *, reason: str, by: Actor) -> list[FollowUp]:
    """Leave several for this round for one reason."""
    return [skip(one, reason=reason, by=by) for one in followups]
