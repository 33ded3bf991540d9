"""What an organisation still owes a round, and for the coordinator what has not come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.language.dates import day_in
from alke.workspace.rounds.duties.duty import Desk, Duty, by_round, earliest, has_law, listed
from alke.workspace.rounds.models import Deliverable, Delivery, HandlingStep
from alke.workspace.rounds.rules import deadlines

REPLACE_WITHIN = timedelta(days=30)
"""How long after a handling it is asked whether what was delivered before it still holds."""


def duties(desk: Desk) -> Iterator[Duty]:
    """For a council's people, what they owe; for the coordinator, what others owe."""
    if desk.speaks_for_region:
        yield from _owed(desk)
        yield from _to_replace(desk)
    if desk.coordinates:
        yield from _late(desk)
        yield from _unasked(desk)


def words_of(row: Deliverable) -> Text:
    """The deadline in its source's own words, else as its rule tells it."""
    return Text.same(row.words) if row.words else deadlines.told(row.rule)


def _open(desk: Desk) -> list[Deliverable]:
    came = Delivery.objects.filter(deliverable=OuterRef("pk"))
    rows = Deliverable.objects.filter(~Exists(came), round__in=desk.rounds, waived="")
    return list(rows.select_related("owner", "receiver"))


def _owed(desk: Desk) -> Iterator[Duty]:
    for row in _open(desk):
        if row.owner_id != desk.actor.organisation_id:
            continue
        of = desk.rounds[row.round_id]
        by_law = row.kind in ("picture", "themes") and has_law("talks", of)
        yield desk.duty(
            f"deliver_{row.kind}",
            of,
            due=row.due,
            told={"receiver": row.receiver.names},
            why="duty_deliver_why" if by_law else "duty_deliver_asked_why",
            act="deliver",
            page="deliverable",
            args={"year": of.year, "pk": row.pk},
            subject=("rounds.deliverable", str(row.pk)),
            words=words_of(row),
            weight=90,
            law="talks" if by_law else "",
        )


def _to_replace(desk: Desk) -> Iterator[Duty]:
    """What was delivered before the region's own handling, once the handling has been held."""
    steps = HandlingStep.objects.filter(
        deliverable__owner=desk.actor.organisation_id,
        deliverable__round__in=desk.rounds,
        deliverable__waived="",
        kind__in=(HandlingStep.Kind.MYR, HandlingStep.Kind.BOARD),
    ).select_related("body", "meeting")
    last: dict[int, Delivery] = {}
    for one in Delivery.objects.filter(
        deliverable__owner=desk.actor.organisation_id, deliverable__round__in=desk.rounds
    ).order_by("number"):
        last[one.deliverable_id] = one
    since = desk.today - REPLACE_WITHIN
    handled = {
        step.deliverable_id: step
        for step in steps
        if step.stands == Certainty.HELD and step.day is not None and since <= step.day <= desk.today
    }
    owed = Deliverable.objects.filter(owner=desk.actor.organisation_id, round__in=desk.rounds)
    for row in owed:
        step, came = handled.get(row.pk), last.get(row.pk)
        day = step.day if step else None
        if step is None or day is None or came is None or not came.before_handling or came.received_on > day:
            continue
        of = desk.rounds[row.round_id]
        yield desk.duty(
            "replace",
            of,
            told={
                "body": step.body.names if step.body else Text.same("–"),
                "handled": _day(day),
                "came": _day(came.received_on),
            },
            page="deliverable",
            args={"year": of.year, "pk": row.pk},
            subject=("rounds.deliverable/replace", str(row.pk)),
            weight=30,
            owed=False,
        )


def _day(day: date) -> Text:
    return Text(*(day_in(day, one) for one in Language))


def _late(desk: Desk) -> Iterator[Duty]:
    late = [row for row in _open(desk) if row.due is not None and row.due < desk.today]
    for pk, rows in by_round(late).items():
        yield desk.duty(
            "late_deliveries",
            desk.rounds[pk],
            due=earliest(row.due for row in rows),
            told={"names": listed([row.owner.names for row in rows]), "count": len(rows)},
            page="deliveries",
            words=words_of(rows[0]),
            weight=80,
        )


def _unasked(desk: Desk) -> Iterator[Duty]:
    asked = set(Deliverable.objects.filter(round__in=desk.rounds).order_by().values_list("round", flat=True).distinct())
    for pk, of in desk.rounds.items():
        if pk not in asked:
            yield desk.duty("ask_deliveries", of, page="deliveries", law="talks", weight=50)
