"""Verbs of positions: the only writers of `Position`. Leaves out its text, which is a writing."""

from __future__ import annotations

from alke.base.languages import Text
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Audience
from alke.workspace.people.actors import Actor
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.models import Position, Round, Stance, Theme
from alke.workspace.rounds.policies.opened import organisation_of
from alke.workspace.rounds.policies.positions import POSITIONS, may_make, regions_of
from alke.workspace.words import word


def make_position(of: Round, *, theme: Theme, region: str, stance: str = Stance.NEUTRAL, by: Actor) -> Position:
    """A draft of the actor's organisation on a theme in a region, or in every region (``SSS``) for a ministry.

    Raises:
        Refused: when she may not, or there is one already.
    """
    made = Position(round=of, theme=theme, region=region, stance=stance, organisation=organisation_of(by))
    with act("position.make", made, by=by, audience=Audience.ORGANISATION):
        demand(answer := may_make(by, of), answer.reason)
        demand(region in regions_of(by, of), word("position_no_region"))
        demand(theme.round_id == of.pk, word("position_other_round"))
        held = Position.objects.filter(theme=theme, region=region, organisation=made.organisation)
        demand(not held.exists(), word("position_there_already"))
        made.save()
    return made


def set_stance(position: Position, stance: str, *, reason: str = "", by: Actor) -> Position:
    """Take another stance. One that others have seen is changed with a reason, and its history shows both."""
    before = position.state
    with act("position.stance", position, by=by, reason=reason, audience=_audience) as row:
        POSITIONS.demand(by, "write", row)
        demand(row.state == before, word("position_changed_meanwhile"))
        demand(row.state == Position.State.DRAFT or reason, word("position_reason_needed"))
        row.stance = Stance(stance)
        row.save()
    return position


def release(position: Position, *, by: Actor) -> Position:
    """Show the position to everyone."""
    told: dict[str, object] = {}
    with act("position.release", position, by=by, told=told) as row:
        POSITIONS.demand(by, "release", row)
        told["stance"] = row.stance
        row.state = Position.State.RELEASED
        row.save()
    return position


def withdraw(position: Position, *, reason: str, by: Actor) -> Position:
    """Take a released position back to be its organisation's draft."""
    with act("position.withdraw", position, by=by, reason=reason) as row:
        POSITIONS.demand(by, "withdraw", row)
        demand(reason, word("position_reason_needed"))
        row.state = Position.State.DRAFT
        row.save()
    return position


def _audience(position: Position) -> str:
    return Audience.ORGANISATION if position.state == Position.State.DRAFT else Audience.PUBLIC


def demand(holds: object, reason: Text) -> None:
    """Refuse with the reason unless it holds."""
    if not holds:
        raise Refused(reason)
