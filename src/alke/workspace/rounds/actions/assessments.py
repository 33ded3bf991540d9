"""What is done to the Government's assessment of a region's picture; its text is the writing ``assessment``."""

from __future__ import annotations

from alke.workspace.journal import writings
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Audience
from alke.workspace.people.actors import Actor
from alke.workspace.rounds.models import Assessment, Round
from alke.workspace.rounds.policies.assessments import ASSESSMENTS
from alke.workspace.rounds.policies.opened import organisation_of
from alke.workspace.rounds.rules.deliveries import UnfitError

State = Assessment.State


def start(of: Round, region: str, *, by: Actor) -> Assessment:
    """The actor's ministry's assessment of a region, begun as a draft when there is none.

    Raises:
        UnfitError: when the region does not take part in the round.
        Refused: when the actor may not.
    """
    ASSESSMENTS.demand(by, "start", Assessment(round=of))
    if region not in of.regions:
        raise UnfitError("assessment_not_of_round")
    begun = assessment_of(of, region, by)
    if begun is not None:
        return begun
    ministry = organisation_of(by)
    one = Assessment(round=of, region=region, organisation=ministry)
    with act("assessment.start", one, by=by, audience=Audience.ORGANISATION):
        if (begun := assessment_of(of, region, by)) is not None:  # another began it before the lock was ours
            return begun
        one.save()
    return one


def assessment_of(of: Round, region: str, by: Actor) -> Assessment | None:
    """The assessment of a region by the actor's own organisation."""
    held = Assessment.objects.select_related("round", "organisation")
    return held.filter(round=of, region=region, organisation__code=by.organisation).first()


def release(assessment: Assessment, *, by: Actor) -> Assessment:
    """Let everyone read it.

    Raises:
        UnfitError: when it has no text.
        Refused: when the actor may not.
    """
    with act("assessment.release", assessment, by=by) as row:
        ASSESSMENTS.demand(by, "release", row)
        if not any(version.text for version in writings.current([row]).values()):
            raise UnfitError("assessment_empty")
        row.state = State.RELEASED
        row.save()
    return row


def reopen(assessment: Assessment, *, reason: str, by: Actor) -> Assessment:
    """Take a released assessment back to be corrected, and say why.

    Raises:
        UnfitError: when there is no reason.
        Refused: when the actor may not.
    """
    if not reason.strip():
        raise UnfitError("delivery_reason_needed", "reason")
    with act("assessment.reopen", assessment, by=by, reason=reason.strip()) as row:
        ASSESSMENTS.demand(by, "reopen", row)
        row.state = State.DRAFT
        row.save()
    return row
