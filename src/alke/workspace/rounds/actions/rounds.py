"""What is done to a round: made, opened, closed, reopened, given its meetings and operating model.

Opening brings the follow-ups of what earlier rounds concluded; closing asks for the outcome document where the law of
the round's day does (decree 797/2021, 15 §).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace import clock
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Audience
from alke.workspace.meetings.actions import Span
from alke.workspace.meetings.models import Meeting, Source
from alke.workspace.people.actors import Actor
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions.deadlines import recompute
from alke.workspace.rounds.actions.followups import create_followups
from alke.workspace.rounds.models import OperatingModel, Round, RoundState
from alke.workspace.rounds.models.round import mainland
from alke.workspace.rounds.policies.rounds import MODELS, ROUNDS
from alke.workspace.rounds.rules.outcomes import may_close
from alke.workspace.strategies.models import Decision, ThemeSet
from alke.workspace.words import word


def began(of: Round) -> date:
    """The day that decides which law a round is under: the day it began, or 1 January of its year."""
    return of.begins_on or date(of.year, 1, 1)


def audience(of: Round) -> str:
    """Who reads in the log of acts on a round: a round in preparation is its ministry's draft."""
    return Audience.ORGANISATION if of.state == RoundState.PREPARING else Audience.PUBLIC


def make_round(
    year: int,
    *,
    by: Actor,
    regions: Iterable[str] | None = None,
    decision: Decision | None = None,
    theme_set: ThemeSet | None = None,
    operating_model: OperatingModel | None = None,
    begins_on: date | None = None,
    note: str = "",
) -> Round:
    """A round in preparation, which nobody but the coordinator knows of; by default for the eighteen regions."""
    made = Round(
        year=year,
        regions=mainland() if regions is None else list(regions),
        decision=decision,
        theme_set=theme_set,
        operating_model=operating_model,
        begins_on=begins_on,
        note=note,
    )
    ROUNDS.demand(by, "make")
    with act("round.make", made, by=by, audience=Audience.ORGANISATION):
        made.save()
    return made


def edit_round(of: Round, *, by: Actor, reason: str = "", **fields: Any) -> Round:
    """Change columns of a round: `regions`, `decision`, `theme_set`, `operating_model`, `begins_on`, `note`."""
    with act("round.edit", of, by=by, reason=reason, audience=audience) as of:
        ROUNDS.demand(by, "edit", of)
        for name, value in fields.items():
            setattr(of, name, value)
        of.save()
    return of


def open_round(of: Round, *, by: Actor, on: date | None = None) -> Round:
    """Open a round: everyone sees it, and every open conclusion of earlier rounds gets its follow-up in it.

    Args:
        of: The round.
        by: Who opens.
        on: The day, when it is recorded afterwards; by default today.
    """
    with act("round.open", of, by=by) as of:
        ROUNDS.demand(by, "open", of)
        of.state, of.opened_on = RoundState.OPEN, on or clock.today()
        of.save()
        create_followups(of, by=by)
        recompute(of, by=by)
    return of


def close_round(of: Round, *, by: Actor, without: str = "", on: date | None = None) -> Round:
    """Close a round.

    Args:
        of: The round.
        by: Who closes.
        without: Why it is closed although something is wanting; needed when `rules.outcomes.may_close` names anything.
        on: The day, when it is recorded afterwards; by default today.
    """
    with act("round.close", of, by=by, reason=without) as of:
        ROUNDS.demand(by, "close", of)
        wanting = may_close(of)
        if wanting and not without.strip():
            raise Refused(Text(*(" ".join(one[tongue] for one in wanting) for tongue in Language)))
        of.state, of.closed_on = RoundState.CLOSED, on or clock.today()
        of.closed_without = without.strip() if wanting else ""
        of.save()
    return of


def reopen_round(of: Round, *, reason: str, by: Actor) -> Round:
    """Take up a closed round again, with the reason."""
    with act("round.reopen", of, by=by, reason=reason) as of:
        ROUNDS.demand(by, "reopen", of)
        if not reason.strip():
            raise Refused(word("round_reason_needed"))
        of.state, of.closed_on, of.closed_without = RoundState.OPEN, None, ""
        of.save()
    return of


def add_meeting(of: Round, meeting: Meeting, *, by: Actor) -> None:
    """A meeting of any body belongs to the round; one that does already stays as it is."""
    told: dict[str, Any] = {}
    with act("round.add_meeting", of, by=by, audience=audience, told=told) as of:
        ROUNDS.demand(by, "tell", of)
        if not of.meetings.filter(pk=meeting.pk).exists():
            of.meetings.add(meeting)
            told |= {"meeting": meeting.pk, "name": str(meeting)}


def remove_meeting(of: Round, meeting: Meeting, *, reason: str, by: Actor) -> None:
    """A meeting does not belong to the round after all; the meeting itself stays. A session is not removed so."""
    told: dict[str, Any] = {}
    with act("round.remove_meeting", of, by=by, reason=reason, audience=audience, told=told) as of:
        ROUNDS.demand(by, "steer", of)
        if of.sessions.filter(meeting=meeting).exists() or of.coverage.filter(meeting=meeting).exists():
            raise Refused(word("round_meeting_in_use"))
        if of.meetings.filter(pk=meeting.pk).exists():
            of.meetings.remove(meeting)
            told |= {"removed": meeting.pk, "name": str(meeting)}


def make_operating_model(
    names: Text,
    *,
    first_year: int,
    last_year: int,
    by: Actor,
    certainty: Certainty = Certainty.PREPARING,
    source: Source | None = None,
    span: Span = None,
) -> OperatingModel:
    """An operating model of the talks for a government term; one told of those years already is that one."""
    MODELS.demand(by, "tell")
    if known := OperatingModel.objects.filter(first_year=first_year, last_year=last_year).first():
        return known
    start, end = span or (None, None)
    made = OperatingModel(
        name_fi=names.fi,
        name_sv=names.sv,
        name_en=names.en,
        first_year=first_year,
        last_year=last_year,
        certainty=certainty,
        source=source,
        span_start=start,
        span_end=end,
    )
    with act("operating_model.make", made, by=by):
        made.save()
    return made


def edit_operating_model(model: OperatingModel, *, by: Actor, reason: str = "", **fields: Any) -> OperatingModel:
    """Change an operating model's names, years or certainty."""
    with act("operating_model.edit", model, by=by, reason=reason) as model:
        MODELS.demand(by, "edit", model)
        for name, value in fields.items():
            setattr(model, name, value)
        model.save()
    return model


def set_operating_model(of: Round, model: OperatingModel | None, *, by: Actor) -> Round:
    """Which operating model a round follows; a source's word may set it where none is set."""
    with act("round.set_operating_model", of, by=by, audience=audience) as of:
        ROUNDS.demand(by, "edit" if of.operating_model_id else "tell", of)
        of.operating_model = model
        of.save()
    return of
