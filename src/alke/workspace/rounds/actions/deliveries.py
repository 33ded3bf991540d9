"""What is done to things that are owed: asking, changing the deadline, waiving, delivering, recording the handling.

Leaves out who may (`policies/deliveries.py`), what a file may be (`rules/deliveries.py`) and moved days
(`deadlines.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from alke.areas import MAINLAND
from alke.base.certainty import Certainty
from alke.base.home import home
from alke.base.languages import Language
from alke.documents import make
from alke.documents import picture as pictures
from alke.indicators.generation import Generation
from alke.workspace import clock
from alke.workspace.journal.acts import act
from alke.workspace.meetings.models import Body, Meeting, Source
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.rounds.actions import files
from alke.workspace.rounds.actions.deadlines import anchors
from alke.workspace.rounds.models import Deliverable, Delivery, HandlingStep, Round
from alke.workspace.rounds.policies.deliveries import DELIVERABLES
from alke.workspace.rounds.rules import deadlines
from alke.workspace.rounds.rules.deadlines import Rule
from alke.workspace.rounds.rules.deliveries import Document, UnfitError, taken

Channel = Delivery.Channel
RECORDED = (Channel.EMAIL, Channel.POST)
"""Channels by which a delivery comes to the ministry, which then records it."""


def owing(of: Round) -> list[Organisation]:
    """The councils that owe a round their deliveries: those of its mainland regions (756/2021, 5 §)."""
    regions = set(of.regions) & set(MAINLAND)
    now = clock.today()
    councils = Organisation.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=min(now, of.begins_on or now)), kind=OrganisationKind.COUNCIL
    )
    return [council for council in councils if regions & set(council.regions)]


def ask(
    of: Round,
    *,
    rule: Rule,
    by: Actor,
    receiver: Organisation,
    kind: str = Deliverable.Kind.PICTURE,
    words: str = "",
    certainty: str = Certainty.DECIDED,
    source: Source | None = None,
    span: tuple[int, int] | None = None,
    owners: Iterable[Organisation] | None = None,
    reason: str = "",
) -> list[Deliverable]:
    """Ask organisations for something; those that have been asked for it already are left as they are.

    Args:
        of: The round.
        rule: The deadline; see `rules.deadlines.due`.
        by: Who asks.
        receiver: To whom it is delivered: TEM.
        kind: What is asked for.
        words: The deadline in its source's own words.
        certainty: How certain the deadline is.
        source: Where it was told.
        span: Where in the source's text, as offsets of its characters.
        owners: Who owes it; by default the councils of the round's mainland regions.
        reason: Why, where there is something to tell.

    Raises:
        UnfitError: when Åland is among the owners, or there is nobody left to ask.
        InputError: when the rule is broken.
        Refused: when the actor may not.
    """
    wanted = owing(of) if owners is None else list(owners)
    if any(one.kind == OrganisationKind.ALAND for one in wanted):
        raise UnfitError("delivery_outside_act")
    made = []
    start, end = span or (None, None)
    with transaction.atomic():
        due = deadlines.due(rule, anchors(of))
        asked = set(of.deliverables.filter(kind=kind).values_list("owner_id", flat=True))
        for owner in wanted:
            if owner.pk in asked:
                continue
            one = Deliverable(round=of, kind=kind, owner=owner, receiver=receiver, rule=dict(rule), due=due)
            one.words, one.certainty, one.source = words, certainty, source
            one.span_start, one.span_end = start, end
            with act("deliverable.ask", one, by=by, reason=reason):
                DELIVERABLES.demand(by, "ask", one)
                one.save()
            made.append(one)
    if not made:
        raise UnfitError("delivery_nobody_to_ask")
    return made


def change_deadline(
    deliverable: Deliverable,
    *,
    rule: Rule,
    reason: str,
    by: Actor,
    words: str = "",
    certainty: str = Certainty.DECIDED,
    source: Source | None = None,
) -> Deliverable:
    """Give one thing that is owed another deadline, with the reason; its `sequence` grows.

    Raises:
        UnfitError: when there is no reason, or it is not owed any more.
        InputError: when the rule is broken.
        Refused: when the actor may not.
    """
    with act("deliverable.change_deadline", deliverable, by=by, reason=_reason(reason)) as row:
        DELIVERABLES.demand(by, "change_deadline", row)
        if row.waived:
            raise UnfitError("delivery_not_owed")
        row.rule, row.due = dict(rule), deadlines.due(rule, anchors(row.round))
        row.words, row.certainty = words, certainty
        if source is not None:
            row.source, row.span_start, row.span_end = source, None, None
        row.sequence += 1
        row.save()
    return row


def change_all(of: Round, kind: str, *, rule: Rule, reason: str, by: Actor, **told: Any) -> list[Deliverable]:
    """Give all that is owed of a kind the same new deadline; see `change_deadline`."""
    with transaction.atomic():
        rows = of.deliverables.filter(kind=kind, waived="").select_related("round", "owner")
        return [change_deadline(one, rule=rule, reason=reason, by=by, **told) for one in rows]


def waive(deliverable: Deliverable, *, reason: str, by: Actor) -> Deliverable:
    """Say that something is not owed after all, and why.

    Raises:
        UnfitError: when there is no reason.
        Refused: when the actor may not.
    """
    with act("deliverable.waive", deliverable, by=by, reason=_reason(reason)) as row:
        DELIVERABLES.demand(by, "waive", row)
        row.waived, row.sequence = reason.strip(), row.sequence + 1
        row.save()
    return row


def owe_again(deliverable: Deliverable, *, reason: str, by: Actor) -> Deliverable:
    """Take back a waiver, and say why; the deadline is computed anew.

    Raises:
        UnfitError: when there is no reason.
        Refused: when the actor may not.
    """
    with act("deliverable.owe_again", deliverable, by=by, reason=_reason(reason)) as row:
        DELIVERABLES.demand(by, "owe_again", row)
        row.waived, row.sequence = "", row.sequence + 1
        row.due = deadlines.due(row.rule, anchors(row.round))
        row.save()
    return row


def deliver(
    deliverable: Deliverable,
    content: bytes,
    name: str,
    *,
    by: Actor,
    channel: str = Channel.UPLOAD,
    note: str = "",
    received_on: date | None = None,
    before_handling: bool = False,
    replaces_because: str = "",
) -> Delivery:
    """Deliver a file. It is public on receipt (621/1999, 7 §); a later one replaces it, and both are kept.

    Args:
        deliverable: What it answers.
        content: The file's bytes: Word, PDF, HTML or ODT.
        name: Its name.
        by: Who delivers, or the ministry's coordinator who records what came by e-mail or post.
        channel: How it came.
        note: The covering note.
        received_on: The day it came, where it was recorded later; by default today.
        before_handling: Whether MYR and the board have yet to handle it.
        replaces_because: Why it replaces the one before; needed when there is one.

    Raises:
        UnfitError: when the file cannot be taken, its day is ahead, or the reason of a replacement is absent.
        Refused: when the actor may not.
    """
    told = {"note": note, "before_handling": before_handling, "replaces_because": replaces_because}
    return _receive(deliverable, taken(content, name), channel, received_on, by, **told)


def deliver_picture(
    deliverable: Deliverable,
    *,
    language: Language,
    form: str,
    by: Actor,
    note: str = "",
    before_handling: bool = False,
    replaces_because: str = "",
) -> Delivery:
    """Deliver Alke's own picture of the region as it is now, frozen as a file with its generation's number.

    Args:
        deliverable: What it answers: a picture.
        language: The language of the picture.
        form: A format of `documents.make.FORMATS`.
        by: Who delivers.
        note: The covering note.
        before_handling: Whether MYR and the board have yet to handle it.
        replaces_because: Why it replaces the one before; needed when there is one.

    Raises:
        UnfitError: when something else than a picture was asked for, or the reason of a replacement is absent.
        Refused: when the actor may not.
    """
    if deliverable.kind != Deliverable.Kind.PICTURE or not deliverable.owner.regions:
        raise UnfitError("delivery_picture_only")
    DELIVERABLES.demand(by, "deliver", deliverable)
    region = deliverable.owner.regions[0]
    made = Generation.current(home())
    content = make.FORMATS[form](pictures.build(made, region, language))
    told = {"note": note, "before_handling": before_handling, "replaces_because": replaces_because}
    document = taken(content, make.name(region, language, form))
    return _receive(deliverable, document, Channel.ALKE, None, by, generation=made.number, **told)


def _receive(
    deliverable: Deliverable, document: Document, channel: str, received_on: date | None, by: Actor, **told: Any
) -> Delivery:
    """Keep the file and its row, both or neither."""
    verb = "record" if channel in RECORDED else "deliver"
    DELIVERABLES.demand(by, verb, deliverable)
    now = clock.today()
    if received_on is not None and received_on > now:
        raise UnfitError("delivery_in_the_future", "received_on")
    one = Delivery(deliverable=deliverable, name=document.name, channel=channel, **told)
    one.received_on = received_on or now
    one.size, one.checksum = len(document.content), hashlib.sha256(document.content).hexdigest()
    ending = PurePath(document.name).suffix.lower()
    with (
        files.kept(files.DELIVERIES, document.content, ending) as kept,
        act("delivery.receive", one, by=by, reason=one.replaces_because),
    ):
        deliverable.refresh_from_db()
        DELIVERABLES.demand(by, verb, deliverable)
        last = deliverable.deliveries.aggregate(last=Max("number"))["last"] or 0
        if last and not one.replaces_because.strip():
            raise UnfitError("delivery_replaces_because_needed", "replaces_because")
        one.number, one.file = last + 1, kept
        one.replaces_because = one.replaces_because.strip() if last else ""
        one.save()
    return one


def record_step(
    deliverable: Deliverable,
    *,
    kind: str,
    by: Actor,
    on: date | None = None,
    certainty: str = Certainty.DECIDED,
    note: str = "",
    body: Body | None = None,
    meeting: Meeting | None = None,
) -> HandlingStep:
    """Record a step of the handling: MYR, the board, its guidelines, presentation to the Government, report-back.

    A step in a meeting has that meeting's body, day and certainty, whatever else is given.

    Raises:
        UnfitError: when it has been held but its day is ahead or absent, or the meeting has been cancelled.
        Refused: when the actor may not.
    """
    step = HandlingStep(deliverable=deliverable, kind=kind, note=note)
    with act("handlingstep.record", step, by=by):
        DELIVERABLES.demand(by, "handle", deliverable)
        _set_time(step, on, certainty, body, meeting)
        step.save()
    return step


def change_step(
    step: HandlingStep,
    *,
    by: Actor,
    on: date | None,
    certainty: str,
    note: str = "",
    body: Body | None = None,
    meeting: Meeting | None = None,
) -> HandlingStep:
    """Say anew when a step is, how certain that is, or that it has taken place; see `record_step`.

    Raises:
        UnfitError: when it has been held but its day is ahead or absent, or the meeting has been cancelled.
        Refused: when the actor may not.
    """
    with act("handlingstep.change", step, by=by) as row:
        DELIVERABLES.demand(by, "handle", row.deliverable)
        row.note = note
        _set_time(row, on, certainty, body, meeting)
        row.save()
    return row


def _set_time(step: HandlingStep, on: date | None, certainty: str, body: Body | None, meeting: Meeting | None) -> None:
    step.meeting, step.on, step.certainty, step.body = meeting, on, certainty, body
    if meeting is not None:
        if meeting.cancelled:
            raise UnfitError("handlingstep_meeting_cancelled", "meeting")
        step.on, step.certainty, step.body = meeting.starts_on, meeting.certainty, meeting.body
        return
    if step.certainty == Certainty.HELD and step.on is None:
        raise UnfitError("delivery_step_held_without_day", "on")
    if step.certainty == Certainty.HELD and step.on is not None and step.on > clock.today():
        raise UnfitError("delivery_step_held_in_the_future", "on")


def _reason(reason: str) -> str:
    if not reason.strip():
        raise UnfitError("delivery_reason_needed", "reason")
    return reason.strip()
