"""What is done to meetings, and what documents tell of them: the only writers of these tables.

A thing that a source tells is recorded once: the same source, case, item or meeting told again is the row that is
there. Leaves out agendas, attendance and publication.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError

from alke.base.certainty import Certainty
from alke.base.errors import InputError
from alke.base.languages import Text
from alke.minutes import numbers
from alke.workspace import clock
from alke.workspace.journal.acts import act
from alke.workspace.meetings.models import Body, BodyKind, Case, Item, Meeting, Source
from alke.workspace.meetings.policies import BODIES, CASES, ITEMS, MEETINGS, SOURCES
from alke.workspace.meetings.rules import When
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.people.policies import Refused
from alke.workspace.words import word

P = ParamSpec("P")
T = TypeVar("T")
Span = tuple[int, int] | None
"""Where in the source's text it is said: first character, and the one after the last."""
NOWHEN = When()
HEARD_BY_CALENDARS = frozenset({"starts_on", "ends_on", "starts_at", "ends_at", "place", "name_fi", "certainty"})
OWN_WORDS = "as_written"
"""Scheme of a registry number that follows none that we know."""


def found_or_made(do: Callable[P, T]) -> Callable[P, T]:
    """Do it, and once more when another has made the same row in between: then it is found."""

    @wraps(do)
    def once_more(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return do(*args, **kwargs)
        except IntegrityError:
            return do(*args, **kwargs)

    return once_more


def plan_meeting(
    body: Body,
    *,
    by: Actor,
    names: Text | None = None,
    when: When = NOWHEN,
    place: str = "",
    certainty: Certainty = Certainty.DECIDED,
    source: Source | None = None,
    span: Span = None,
) -> Meeting:
    """Make a meeting of a body that the actor runs; its name is the body's where none is given."""
    BODIES.demand(by, "plan", body)
    return _make_meeting(body, names, when, place, certainty, source, span, by=by)


def record_meeting(
    body: Body,
    *,
    source: Source,
    by: Actor,
    names: Text | None = None,
    when: When = NOWHEN,
    place: str = "",
    certainty: Certainty = Certainty.DECIDED,
    span: Span = None,
) -> Meeting:
    """A meeting of any body that a source tells of.

    When the body has one at that time already, it is that one, and its certainty only rises: what was expected becomes
    held when the minutes say so.
    """
    BODIES.demand(by, "record", body)
    known = _same_meeting(body, when)
    if known is None:
        return _make_meeting(body, names, when, place, certainty, source, span, by=by)
    if known.cancelled or (certainty.rank >= Certainty(known.certainty).rank and (known.place or not place)):
        return known
    with act("meeting.record", known, by=by) as known:
        known.certainty = min(certainty, Certainty(known.certainty), key=lambda one: one.rank)
        known.place = known.place or place
        known.sequence += 1
        known.save()
    return known


def _same_meeting(body: Body, when: When) -> Meeting | None:
    rows = Meeting.objects.filter(body=body)
    if when.starts_on:
        return rows.filter(starts_on=when.starts_on).first()
    if when.month:
        return rows.filter(starts_on=None, month=when.month).first()
    return rows.filter(starts_on=None, month="", words=when.words).first() if when.words else None


def _make_meeting(
    body: Body,
    names: Text | None,
    when: When,
    place: str,
    certainty: Certainty,
    source: Source | None,
    span: Span,
    *,
    by: Actor,
) -> Meeting:
    told = names or Text(*(f"{body.short or name}" for name in (body.names.fi, body.names.sv, body.names.en)))
    start, end = span or (None, None)
    meeting = Meeting(
        body=body,
        name_fi=told.fi,
        name_sv=told.sv,
        name_en=told.en,
        place=place,
        certainty=certainty,
        source=source,
        span_start=start,
        span_end=end,
        **_times(when),
    )
    with act("meeting.plan", meeting, by=by):
        meeting.save()
    return meeting


def _times(when: When) -> dict[str, Any]:
    return {name: getattr(when, name) for name in When.__slots__}


def change_meeting(meeting: Meeting, *, by: Actor, reason: str = "", **fields: Any) -> Meeting:
    """Change columns of a meeting (`name_fi` …, those of `When`, `place`, `certainty`); calendars hear of it."""
    with act("meeting.change", meeting, by=by, reason=reason) as meeting:
        MEETINGS.demand(by, "change", meeting)
        if meeting.cancelled:
            raise Refused(word("meeting_is_cancelled"))
        before = {name: getattr(meeting, name) for name in fields}
        for name, value in fields.items():
            setattr(meeting, name, value)
        changed = {name for name, value in before.items() if value != getattr(meeting, name)}
        meeting.sequence += bool(changed & HEARD_BY_CALENDARS)
        meeting.save()
    return meeting


def cancel_meeting(meeting: Meeting, *, reason: str, by: Actor) -> Meeting:
    """Cancel a meeting, with the reason that everyone reads."""
    with act("meeting.cancel", meeting, by=by, reason=reason) as meeting:
        MEETINGS.demand(by, "cancel", meeting)
        if meeting.certainty == Certainty.HELD:
            raise Refused(word("meeting_is_held"))
        if not reason.strip():
            raise Refused(word("meeting_reason_needed"))
        if not meeting.cancelled:
            meeting.cancelled, meeting.cancelled_because = True, reason.strip()
            meeting.sequence += 1
            meeting.save()
    return meeting


def reinstate_meeting(meeting: Meeting, *, reason: str, by: Actor) -> Meeting:
    """Take back a cancelling."""
    with act("meeting.reinstate", meeting, by=by, reason=reason) as meeting:
        MEETINGS.demand(by, "cancel", meeting)
        if meeting.cancelled:
            meeting.cancelled, meeting.cancelled_because = False, ""
            meeting.sequence += 1
            meeting.save()
    return meeting


def hold_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """Record that a meeting has been held; not before its day."""
    with act("meeting.hold", meeting, by=by) as meeting:
        MEETINGS.demand(by, "hold", meeting)
        if meeting.cancelled:
            raise Refused(word("meeting_is_cancelled"))
        if meeting.starts_on and meeting.starts_on > clock.today():
            raise Refused(word("meeting_not_yet"))
        if meeting.certainty != Certainty.HELD:
            meeting.certainty = Certainty.HELD
            meeting.sequence += 1
            meeting.save()
    return meeting


@found_or_made
def record_source(
    *,
    kind: str,
    title: str,
    by: Actor,
    text: str = "",
    dated: date | None = None,
    body: Body | None = None,
    organisation: Organisation | None = None,
    address: str = "",
    language: str = "fi",
    public: bool = True,
) -> Source:
    """A document that facts come from; one with the same text is the one that is there, or the same public page."""
    checksum = hashlib.sha256(text.encode()).hexdigest() if text else None
    SOURCES.demand(by, "record")
    if checksum and (known := Source.objects.filter(checksum=checksum).first()):
        if public and not known.public:  # what another holds as public is no secret
            with act("source.publish", known, by=by) as known:
                known.public = True
                known.save()
        return known
    if (
        public
        and not text
        and (told := Source.objects.filter(title=title, address=address, text="", public=True).first())
    ):
        return told
    source = Source(
        kind=kind,
        title=title,
        text=text,
        checksum=checksum,
        dated=dated,
        body=body,
        organisation=organisation,
        address=address,
        language=language,
        public=public,
    )
    with act("source.record", source, by=by):
        source.save()
    return source


@found_or_made
def record_body(code: str, *, kind: BodyKind, name: str, by: Actor) -> Body:
    """A body that a document alone tells of."""
    body = Body(code=code[:60], kind=kind, name_fi=name)
    BODIES.demand(by, "record", body)
    if known := Body.objects.filter(code=body.code).first():
        return known
    with act("body.record", body, by=by):
        body.save()
    return body


@found_or_made
def record_case(number: str, *, title: str, by: Actor, organisation: Organisation | None = None) -> Case:
    """A case of an organisation's own case system, its number as recorded there."""
    number = number.strip()
    CASES.demand(by, "record")
    if known := Case.objects.filter(organisation=organisation, number=number).first():
        return known
    try:
        scheme = numbers.parse(number).scheme
    except InputError:
        scheme = OWN_WORDS
    case = Case(organisation=organisation, number=number, scheme=scheme, title=title)
    with act("case.record", case, by=by):
        case.save()
    return case


@found_or_made
def record_item(
    meeting: Meeting, *, title: str, by: Actor, section: int | None = None, case: Case | None = None, **fields: Any
) -> Item:
    """An item of a meeting; the other columns of `Item` by name. The item of a § that is there is that one."""
    item = Item(meeting=meeting, title=title, section=section, case=case, **fields)
    ITEMS.demand(by, "record", item)
    same = {"section": section} if section is not None else {"section": None, "title": title}
    if known := Item.objects.filter(meeting=meeting, **same).first():
        return known
    with act("item.record", item, by=by):
        item.save()
    return item
