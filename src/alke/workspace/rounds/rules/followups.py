"""How a follow-up stands: its schedule, what its three statuses say against each other, and what has been left.

Leaves out the statistics: `rules/contracts.py`.
"""

from __future__ import annotations

from datetime import date

from alke.base.languages import Text
from alke.workspace.rounds.models import Conclusion, Evidenced, FollowUp, Round, Said, Schedule
from alke.workspace.words import word

SAID_OVER = frozenset({Said.DONE, Said.DROPPED})


def schedule(due: date | None, said: str, today: date) -> Schedule:
    """How the schedule stands; the due day itself is in time."""
    if said in SAID_OVER:
        return Schedule.OVER
    if due is None:
        return Schedule.NO_DATE
    return Schedule.ON_TIME if today <= due else Schedule.LATE


def as_of(of: Round, today: date) -> date:
    """The day a round's follow-ups are told as of: its closing, or `today`."""
    return of.closed_on or today


def schedule_of(one: FollowUp, today: date) -> Schedule:
    """The schedule of a follow-up as of `today`, or of the day its round closed."""
    return schedule(one.conclusion.due, one.said, as_of(one.round, today))


_DISPUTES = {
    (Said.DONE, Evidenced.NONE_FOUND): "followup_dispute_done_none",
    (Said.DONE, Evidenced.PARTLY): "followup_dispute_done_partly",
    (Said.DONE, Evidenced.CONTRADICTED): "followup_dispute_done_contradicted",
    (Said.UNDER_WAY, Evidenced.NONE_FOUND): "followup_dispute_under_way_none",
    (Said.UNDER_WAY, Evidenced.CONTRADICTED): "followup_dispute_under_way_contradicted",
    (Said.NOT_STARTED, Evidenced.PARTLY): "followup_dispute_not_started_some",
    (Said.NOT_STARTED, Evidenced.SUPPORTED): "followup_dispute_not_started_some",
    (Said.DROPPED, Evidenced.SUPPORTED): "followup_dispute_dropped_supported",
}


def disputes(said: str, evidenced: str, *, worsened: bool = False) -> list[Text]:
    """Where what the responsible party says and what the evidence supports part, in words.

    Args:
        said: A value of `Said`.
        evidenced: A value of `Evidenced`.
        worsened: Whether the contract's indicator has moved away from its target.
    """
    found = []
    if key := _DISPUTES.get((Said(said), Evidenced(evidenced))):
        found.append(word(key))
    if said == Said.DONE and worsened:
        found.append(word("followup_dispute_done_worsened"))
    return found


def left(one: FollowUp) -> bool:
    """Whether it has neither been discussed nor skipped with a reason, and its conclusion is still followed."""
    return one.discussed_at_id is None and not one.skipped and one.conclusion.state == Conclusion.State.OPEN


def untreated(of: Round) -> list[FollowUp]:
    """The follow-ups of a round that have been left, the oldest conclusion first."""
    rows = of.followups.select_related("conclusion__outcome__round").order_by(
        "conclusion__outcome__round__year", "conclusion__number", "pk"
    )
    return [one for one in rows if left(one)]
