"""The dates that concern a person: meetings of rounds under way and the deadlines that she owes. Never a draft.

What a feed tells is read from a secret address, so a round in preparation is left out even for its coordinator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q

from alke.base.certainty import Certainty
from alke.base.languages import Text
from alke.workspace.journal.models import Event as Act
from alke.workspace.meetings.models import BodyKind, Meeting
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Role
from alke.workspace.rounds.duties.deliveries import words_of
from alke.workspace.rounds.duties.duty import NOTHING, filled, shortened
from alke.workspace.rounds.models import (
    Comment,
    CommentRound,
    Conclusion,
    Coverage,
    Deliverable,
    Delivery,
    Invitee,
    OutcomeDocument,
    Round,
    RoundState,
)
from alke.workspace.rounds.rules import deadlines
from alke.workspace.rounds.rules.calendars import Event
from alke.workspace.words import word

NATIONAL = (BodyKind.FORUM, BodyKind.WEBINAR, BodyKind.TALKS)
"""Bodies whose meetings concern more than their own organisation."""
Dated = tuple[Event, Round]


def dates_of(actor: Actor) -> list[Dated]:
    """Meetings and deadlines of rounds under way that concern an actor, in order of time."""
    rounds = {one.pk: one for one in Round.objects.filter(state=RoundState.OPEN)}
    found = [*_meetings(rounds, actor), *_owed(rounds, actor), *_comments(rounds, actor), *_answers(rounds, actor)]
    found += _conclusions(rounds, actor)
    return _in_order(found)


def meetings_ahead(actor: Actor, today: date) -> list[Dated]:
    """The meetings that concern an actor and have not passed or been cancelled."""
    rounds = {one.pk: one for one in Round.objects.filter(state=RoundState.OPEN)}
    return ahead(_in_order(_meetings(rounds, actor)), today)


def ahead(dated: Iterable[Dated], today: date) -> list[Dated]:
    """Those that have not passed or been cancelled; what has no day is not left out while its month lasts."""
    return [
        (event, of)
        for event, of in dated
        if not event.cancelled
        and (
            (event.ends_on or event.starts_on or today) >= today
            if event.starts_on
            else not event.month or event.month >= f"{today:%Y-%m}"
        )
    ]


def dates_of_round(of: Round) -> list[Dated]:
    """What anyone may follow of a round: its sessions and forums' meetings, what is owed to it, comments asked for."""
    rounds = {of.pk: of}
    return _in_order([*_meetings(rounds, None), *_asked(rounds, None), *_comments(rounds, None)])


def _in_order(found: Iterable[Dated]) -> list[Dated]:
    return sorted(found, key=lambda pair: (*pair[0].key, pair[0].uid))


def _meetings(rounds: dict[int, Round], actor: Actor | None) -> Iterator[Dated]:
    links = list(Round.meetings.through.objects.filter(round__in=rounds).values_list("round_id", "meeting_id"))
    rows = Meeting.objects.filter(pk__in=[meeting for _, meeting in links]).select_related("body", "session")
    meetings = {row.pk: row for row in rows}
    concerned = _concerned(rounds, actor) if actor is not None else None
    changed = _acts("meetings.meeting", meetings)
    for pk, meeting_id in sorted(links):
        row, of = meetings.pop(meeting_id, None), rounds[pk]
        if row is None:
            continue  # told already, of another round that it belongs to
        if actor is None or concerned is None:
            if row.body.kind not in NATIONAL:
                continue
        elif not _is_hers(row, actor, concerned):
            continue
        session = getattr(row, "session", None)
        yield (
            Event(
                f"meeting-{row.pk}",
                row.names,
                changed.get(row.pk, (_begun(of), 0))[0],
                row.starts_on,
                row.ends_on,
                row.starts_at,
                row.ends_at,
                row.month,
                Text.same(row.telling_words),
                Certainty(row.certainty),
                row.cancelled,
                row.cancelled_because or (session.cancelled_because if session else ""),
                row.place,
                sequence=row.sequence,
                page="session" if session else "meeting",
                args={"year": of.year, "pk": session.pk} if session else {"pk": row.pk},
            ),
            of,
        )


def _concerned(rounds: dict[int, Round], actor: Actor) -> dict[str, set[int]]:
    """Ids of meetings: those whose sessions cover somebody's region, cover hers, or invite somebody, invite her."""
    covered = Coverage.objects.filter(round__in=rounds, meeting__isnull=False).order_by()
    invited = Invitee.objects.filter(session__round__in=rounds)
    return {
        "covered": set(covered.values_list("meeting", flat=True).distinct()),
        "hers": set(covered.filter(region__in=actor.regions).values_list("meeting", flat=True).distinct()),
        "inviting": set(invited.values_list("session__meeting", flat=True)),
        "invited": set(invited.filter(organisation=actor.organisation_id).values_list("session__meeting", flat=True)),
    }


def _is_hers(row: Meeting, actor: Actor, concerned: dict[str, set[int]]) -> bool:
    """Whether a meeting concerns an actor: her own body's, a national forum's, a session of her region or with her."""
    if row.body.organisation_id == actor.organisation_id and row.body.organisation_id is not None:
        return True
    if row.body.kind not in NATIONAL:
        return False
    if row.body.kind != BodyKind.TALKS or actor.has(Role.COORDINATOR, Role.AUDITOR) or row.pk in concerned["invited"]:
        return True
    if actor.regions:
        return row.pk in concerned["hers"] or row.pk not in concerned["covered"]
    return row.pk not in concerned["inviting"]


def _owed(rounds: dict[int, Round], actor: Actor) -> Iterator[Dated]:
    if actor.has(Role.COORDINATOR):
        yield from _asked(rounds, actor)
    came = Delivery.objects.filter(deliverable=OuterRef("pk"))
    rows = list(
        Deliverable.objects.filter(~Exists(came), round__in=rounds, owner=actor.organisation_id).select_related(
            "receiver"
        )
    )
    changed = _acts("rounds.deliverable", [row.pk for row in rows])
    for row in rows:
        of = rounds[row.round_id]
        yield (
            Event(
                f"deliverable-{row.pk}",
                _named(f"feed_owed_{row.kind}", of),
                changed.get(row.pk, (_begun(of), 0))[0],
                row.due,
                words=words_of(row),
                certainty=Certainty(row.certainty),
                cancelled=bool(row.waived),
                because=row.waived,
                deadline=True,
                sequence=row.sequence,
                page="deliverable",
                args={"year": of.year, "pk": row.pk},
            ),
            of,
        )


def _asked(rounds: dict[int, Round], actor: Actor | None) -> Iterator[Dated]:
    """What is owed by all, one event for each kind and day."""
    rows = Deliverable.objects.filter(round__in=rounds, waived="", due__isnull=False)
    if actor is not None:
        rows = rows.filter(receiver=actor.organisation_id)
    groups: dict[tuple[int, str, date], list[Deliverable]] = {}
    for row in rows:
        assert row.due is not None
        groups.setdefault((row.round_id, row.kind, row.due), []).append(row)
    for (pk, kind, due), those in groups.items():
        of = rounds[pk]
        yield (
            Event(
                f"deliverables-{of.year}-{kind}-{due.isoformat()}",
                _named(f"feed_asked_{kind}", of),
                _begun(of),
                due,
                words=words_of(those[0]),
                certainty=Certainty(those[0].certainty),
                deadline=True,
                sequence=sum(row.sequence for row in those),
                page="deliveries",
                args={"year": of.year},
            ),
            of,
        )


def _comments(rounds: dict[int, Round], actor: Actor | None) -> Iterator[Dated]:
    """The day of each comment round: for those who have yet to comment and the one who asked; for anyone, of all."""
    open_ = CommentRound.objects.filter(round__in=rounds, state=CommentRound.State.OPEN)
    if actor is not None:
        given = Comment.objects.filter(
            comment_round=OuterRef("pk"), organisation=actor.organisation_id, state=Comment.State.RELEASED
        )
        silent = open_.filter(~Exists(given), asked=actor.organisation_id)
        open_ = open_.filter(Q(pk__in=silent.values("pk")) | Q(organisation=actor.organisation_id))
    rows = list(open_)
    changed = _acts("rounds.commentround", [row.pk for row in rows])
    for row in rows:
        of = rounds[row.round_id]
        name = filled(word("feed_comment"), {"title": shortened(row.title)})
        yield _deadline(f"comments-{row.pk}", name, row.due, changed.get(row.pk), of, "comment-round", row.pk), of


def _answers(rounds: dict[int, Round], actor: Actor) -> Iterator[Dated]:
    """The day by which a side is asked to clear an outcome document."""
    rows = [
        row
        for row in OutcomeDocument.objects.filter(
            round__in=rounds, state=OutcomeDocument.State.CLEARING, answers_by__isnull=False
        ).select_related("round")
        if row.organisation_id == actor.organisation_id or set(row.concerned) & set(actor.regions)
    ]
    changed = _acts("rounds.outcomedocument", [row.pk for row in rows])
    for row in rows:
        name = filled(word("feed_clear"), {"title": shortened(row.title)})
        of = rounds[row.round_id]
        yield _deadline(f"outcome-{row.pk}", name, row.answers_by, changed.get(row.pk), of, "outcome", row.pk), of


def _conclusions(rounds: dict[int, Round], actor: Actor) -> Iterator[Dated]:
    """The day by which a published conclusion is to be carried out, for the one who answers for it."""
    rows = list(
        Conclusion.objects.filter(
            owner=actor.organisation_id,
            state=Conclusion.State.OPEN,
            outcome__state=OutcomeDocument.State.PUBLISHED,
            due__isnull=False,
        )
        .exclude(outcome__round__state=RoundState.PREPARING)
        .select_related("outcome__round")
    )
    changed = _acts("rounds.conclusion", [row.pk for row in rows])
    for row in rows:
        of = row.outcome.round
        words = Text.same(row.words) if row.words else deadlines.told(row.rule)
        name = filled(word("feed_conclusion"), {"quote": shortened(row.quote)})
        event = _deadline(f"conclusion-{row.pk}", name, row.due, changed.get(row.pk), of, "conclusion", row.pk, words)
        yield event, of


def _deadline(
    uid: str,
    name: Text,
    due: date | None,
    act: tuple[datetime, int] | None,
    of: Round,
    page: str,
    pk: int,
    words: Text = NOTHING,
) -> Event:
    """A deadline whose row counts no changes itself: the acts in the log are counted."""
    at, count = act or (_begun(of), 0)
    args: dict[str, Any] = {"year": of.year, "pk": pk}
    return Event(uid, name, at, due, words=words, deadline=True, sequence=count, page=page, args=args)


def _named(key: str, of: Round) -> Text:
    return filled(word(key), {"round": str(of)})


def _begun(of: Round) -> datetime:
    """When a row was changed last of which the log tells nothing: no later than its round."""
    day = of.opened_on or of.begins_on or date(of.year, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _acts(kind: str, pks: Iterable[int]) -> dict[int, tuple[datetime, int]]:
    """Row's id → when the log last tells of it, and how many times."""
    rows = (
        Act.objects.filter(subject_kind=kind, subject_id__in=[str(pk) for pk in pks])
        .order_by()
        .values("subject_id")
        .annotate(last=Max("at"), count=Count("pk"))
    )
    return {int(row["subject_id"]): (row["last"].replace(microsecond=0), row["count"]) for row in rows}
