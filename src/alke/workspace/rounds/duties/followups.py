"""What earlier rounds concluded and its owner has not told of, nobody has shown, or the talks have not treated."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count

from alke.workspace.rounds.duties.duty import PEOPLE_OF_REGION, Desk, Duty, by_round, shortened
from alke.workspace.rounds.models import Conclusion, Evidenced, FollowUp, Said
from alke.workspace.rounds.rules.followups import left

SHOWABLE = (Said.DONE, Said.UNDER_WAY)


def duties(desk: Desk) -> Iterator[Duty]:
    """For the owner of a conclusion, for the state's experts who look for evidence, and for the coordinator."""
    owns = desk.actor.has(*PEOPLE_OF_REGION) or desk.is_expert or desk.coordinates
    if not owns:
        return
    rows = (
        FollowUp.objects.filter(round__in=desk.rounds, conclusion__state=Conclusion.State.OPEN)
        .select_related("conclusion__outcome__round")
        .annotate(shown=Count("evidence"))
    )
    for those in by_round(rows).values():
        yield from _of_round(desk, those)


def _of_round(desk: Desk, rows: list[FollowUp]) -> Iterator[Duty]:
    own = [row for row in rows if row.conclusion.owner_id == desk.actor.organisation_id and not row.skipped]
    silent = [row for row in own if row.said == Said.NOT_SAID]
    if silent:
        yield _some(desk, "say", silent, 75)
    if not desk.coordinates:
        bare = [
            row
            for row in own
            if row.said in SHOWABLE and row.evidenced == Evidenced.NOT_ASSESSED and not getattr(row, "shown", 0)
        ]
        if bare:
            yield _some(desk, "bring_evidence", bare, 35)
        return
    untreated = [row for row in rows if left(row)]
    if untreated:
        yield _some(desk, "treat_followups", untreated, 68)


def _some(desk: Desk, key: str, rows: list[FollowUp], weight: int) -> Duty:
    """One duty for all of a round; a single follow-up is led to."""
    of, first = desk.rounds[rows[0].round_id], rows[0]
    alone = len(rows) == 1
    return desk.duty(
        key if alone else f"{key}_many",
        of,
        told={
            "count": len(rows),
            "quote": shortened(first.conclusion.quote),
            "concluded": first.conclusion.outcome.round.year,
        },
        why=f"duty_{key}_why",
        act=key,
        page="followup" if alone else "followups",
        args={"year": of.year, "pk": first.pk} if alone else {"year": of.year},
        subject=(f"rounds.round/{key}", str(of.year)),
        law="follow_up",
        weight=weight,
        **desk.before_talks(of),
    )
