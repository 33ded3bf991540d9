"""Verbs of outcome documents: draft → clearing → cleared → published (decree 797/2021, 15 §).

Leaves out the texts, which are writings, and conclusions (`actions/conclusions.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alke.workspace import clock
from alke.workspace.journal import writings
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Audience
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions.followups import create_followups
from alke.workspace.rounds.actions.positions import demand
from alke.workspace.rounds.models import Clearance, OutcomeDocument, Round, RoundState, Session
from alke.workspace.rounds.policies.opened import organisation_of
from alke.workspace.rounds.policies.outcomes import OUTCOMES
from alke.workspace.rounds.rules import outcomes as rules
from alke.workspace.words import word

State = OutcomeDocument.State


def make_outcome(
    of: Round, *, title: str, regions: Sequence[str] = (), session: Session | None = None, by: Actor
) -> OutcomeDocument:
    """A draft kept by the coordinator's ministry; `regions` is empty for a joint document of the whole round."""
    made = OutcomeDocument(round=of, title=title, regions=list(regions), session=session)
    with act("outcome.make", made, by=by, audience=Audience.OFFICIALS):
        OUTCOMES.demand(by, "make")
        demand(of.state == RoundState.OPEN, word("position_round_not_open"))
        demand(set(regions) <= {*of.regions, "MK21"}, word("outcome_region_not_of_round"))
        made.organisation = organisation_of(by)
        made.save()
    return made


def edit_outcome(
    outcome: OutcomeDocument, *, title: str, regions: Sequence[str], session: Session | None, by: Actor
) -> OutcomeDocument:
    """Change what the document is of."""
    with act("outcome.edit", outcome, by=by, audience=Audience.OFFICIALS) as row:
        OUTCOMES.demand(by, "edit", row)
        row.title, row.regions, row.session = title, list(regions), session
        row.save()
    return outcome


def submit_outcome(outcome: OutcomeDocument, *, answers_by: date, by: Actor) -> OutcomeDocument:
    """Ask both sides to clear the document by a day.

    Raises:
        Refused: when a text that the decree asks for has not been written.
    """
    with act("outcome.submit", outcome, by=by, audience=Audience.OFFICIALS) as row:
        OUTCOMES.demand(by, "submit", row)
        for part in rules.missing(row):
            raise Refused(rules.lacks(part))
        row.state, row.answers_by = State.CLEARING, answers_by
        row.save()
    return outcome


def return_outcome(outcome: OutcomeDocument, *, reason: str, by: Actor) -> OutcomeDocument:
    """Take the document back to be a draft; what has been said of it stays on record."""
    with act("outcome.return", outcome, by=by, reason=reason, audience=Audience.OFFICIALS) as row:
        OUTCOMES.demand(by, "return", row)
        demand(reason, word("position_reason_needed"))
        row.state = State.DRAFT
        row.save()
    return outcome


def clear_outcome(outcome: OutcomeDocument, *, cleared: bool, reason: str = "", seen: str = "", by: Actor) -> Clearance:
    """Clear the document as it now reads, or refuse with a reason, which sends it back to be a draft.

    Args:
        outcome: The document.
        cleared: Whether it is cleared.
        reason: Why not; a remark when it is.
        seen: Fingerprint of what the person had before her; what has changed since is not cleared unread.
        by: The coordinator for the state, an approver of a council for its region.
    """
    told: dict[str, object] = {}
    with act("outcome.clear", outcome, by=by, reason=reason, audience=Audience.OFFICIALS, told=told) as row:
        OUTCOMES.demand(by, "clear", row)
        demand(cleared or reason, word("position_reason_needed"))
        now = rules.fingerprint(row, row.conclusions.all(), writings.current([row]))
        demand(seen in ("", now), word("outcome_changed_meanwhile"))
        side = Clearance.Side.STATE if by.organisation_id == row.organisation_id else Clearance.Side.REGION
        made = _say(row, side, organisation_of(by), cleared, reason, now)
        told |= {"side": str(side), "cleared": cleared, "fingerprint": now, "by_organisation": by.organisation}
    return made


def record_silence(outcome: OutcomeDocument, *, organisation: Organisation, reason: str, by: Actor) -> Clearance:
    """Record that a region has not answered by the day asked, so that its silence does not hold up the others.

    Raises:
        Refused: before the day has passed, without a reason, or when the region has answered.
    """
    told: dict[str, object] = {}
    with act("outcome.silence", outcome, by=by, reason=reason, audience=Audience.OFFICIALS, told=told) as row:
        OUTCOMES.demand(by, "silent", row)
        demand(reason, word("position_reason_needed"))
        demand(row.answers_by and clock.today() > row.answers_by, word("outcome_day_not_passed"))
        silent = {side.organisation.pk for side in rules.clearing(row).waiting if side.region and side.organisation}
        demand(organisation.pk in silent, word("outcome_not_silent"))
        now = rules.fingerprint(row, row.conclusions.all(), writings.current([row]))
        made = _say(row, Clearance.Side.REGION, organisation, True, reason, now, silent=True)
        told |= {"silent": organisation.code, "fingerprint": now}
    return made


def publish_outcome(outcome: OutcomeDocument, *, by: Actor) -> OutcomeDocument:
    """Publish; conclusions get their follow-ups in later rounds that have opened already.

    Raises:
        Refused: when a text is missing, a side has not cleared it as it now reads, or a consent has been refused.
    """
    with act("outcome.publish", outcome, by=by) as row:
        OUTCOMES.demand(by, "publish", row)
        for reason in rules.may_publish(row):
            raise Refused(reason)
        row.state, row.published_on = State.PUBLISHED, clock.today()
        row.save()
        for later in Round.objects.filter(state=RoundState.OPEN, year__gt=row.round.year):
            create_followups(later, by=by)
    return outcome


def _say(
    row: OutcomeDocument,
    side: str,
    organisation: Organisation,
    cleared: bool,
    reason: str,
    fingerprint: str,
    *,
    silent: bool = False,
) -> Clearance:
    """Keep what was said, and move the document on when everyone has cleared it, or back when one has refused."""
    made = Clearance.objects.create(
        outcome=row,
        side=side,
        organisation=organisation,
        cleared=cleared,
        silent=silent,
        reason=reason,
        fingerprint=fingerprint,
    )
    if not cleared:
        row.state = State.DRAFT
        row.save()
    elif rules.clearing(row).complete:
        row.state = State.CLEARED
        row.save()
    return made
