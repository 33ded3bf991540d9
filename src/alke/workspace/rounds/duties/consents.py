"""Conclusions whose responsible party has not said whether it consents."""

from __future__ import annotations

from collections.abc import Iterator

from alke.workspace.people.models import Role
from alke.workspace.rounds.duties.duty import Desk, Duty, by_round, earliest, listed, shortened
from alke.workspace.rounds.models import Conclusion, Round


def duties(desk: Desk) -> Iterator[Duty]:
    """For those who may bind an organisation, its own; for the coordinator, those of others."""
    binds = desk.actor.has(Role.APPROVER, Role.COORDINATOR) or desk.is_expert
    if not binds:
        return
    rows = Conclusion.objects.filter(
        outcome__round__in=desk.rounds, consent=Conclusion.Consent.ASKED, state=Conclusion.State.OPEN
    ).select_related("outcome", "owner")
    if not desk.coordinates:
        rows = rows.filter(owner=desk.actor.organisation_id)
    for pk, those in by_round(rows, "outcome.round_id").items():
        of = desk.rounds[pk]
        own = [one for one in those if one.owner_id == desk.actor.organisation_id]
        others = [one for one in those if one.owner_id != desk.actor.organisation_id]
        if own:
            yield _own(desk, of, own)
        if others:
            names = {one.owner_id: one.owner.names for one in others}
            yield desk.duty(
                "consents_missing",
                of,
                due=earliest(one.outcome.answers_by for one in others),
                told={"names": listed(list(names.values())), "count": len(others)},
                page="outcomes",
                day_is="duty_answers_by",
                weight=65,
            )


def _own(desk: Desk, of: Round, rows: list[Conclusion]) -> Duty:
    """One duty for all of a round; a single conclusion is led to."""
    due = earliest(one.outcome.answers_by for one in rows)
    if len(rows) > 1:
        return desk.duty(
            "consent_many", of, due=due, told={"count": len(rows)}, page="outcomes", act="consent", weight=92
        )
    one = rows[0]
    return desk.duty(
        "consent",
        of,
        due=due,
        told={"quote": shortened(one.quote), "title": shortened(one.outcome.title)},
        page="conclusion",
        args={"year": of.year, "pk": one.pk},
        subject=("rounds.round/consent_many", str(of.year)),
        day_is="duty_answers_by",
        weight=92,
    )
