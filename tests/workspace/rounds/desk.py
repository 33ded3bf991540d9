"""Rows for the tests of duties, reminders and feeds; made past the verbs, all fictional."""

from __future__ import annotations

from datetime import date
from typing import Any

from alke.workspace.meetings.models import Body, Meeting
from alke.workspace.people.models import Organisation, User
from alke.workspace.rounds.models import (
    Conclusion,
    Deliverable,
    Delivery,
    Invitee,
    OutcomeDocument,
    Round,
    Session,
    Theme,
    ThemeStep,
)
from tests.workspace.conftest import World

TODAY = date(2024, 12, 10)


def a_round(world: World, year: int = 2025, **fields: Any) -> Round:
    """An open round of Kainuu and Lapland."""
    given = {"state": "open", "regions": ["MK18", "MK19"], "opened_on": date(year - 1, 10, 1), **fields}
    return Round.objects.create(year=year, **given)


def a_body(code: str, kind: str, of: Organisation | None = None) -> Body:
    return Body.objects.get_or_create(code=code, defaults={"kind": kind, "name_fi": code.upper(), "organisation": of})[
        0
    ]


def a_meeting(of: Round, name: str = "AUNE", body: Body | None = None, **fields: Any) -> Meeting:
    made = Meeting.objects.create(name_fi=name, body=body or a_body("aune", "forum"), **fields)
    of.meetings.add(made)
    return made


def a_session(of: Round, **fields: Any) -> Session:
    given = {"name": "Keskustelut", "starts_on": date(of.year, 3, 20), "ends_on": date(of.year, 3, 21), **fields}
    return Session.objects.create(round=of, meeting=a_meeting(of, body=a_body("alke", "talks"), **given))


def a_theme(of: Round, name: str = "Kestävä kasvu", **fields: Any) -> Theme:
    return Theme.objects.create(round=of, name_fi=name, **{"state": "confirmed", **fields})


def expected(theme: Theme, meeting: Meeting) -> ThemeStep:
    return ThemeStep.objects.create(theme=theme, kind="confirmed", meeting=meeting, certainty="expected")


def owed(of: Round, owner: Organisation, receiver: Organisation, **fields: Any) -> Deliverable:
    given = {"due": date(2024, 12, 31), "words": "vuoden loppuun mennessä", **fields}
    return Deliverable.objects.create(round=of, owner=owner, receiver=receiver, **given)


def delivered(what: Deliverable, on: date = TODAY, **fields: Any) -> Delivery:
    given = {"number": 1, "name": "kuva.pdf", "size": 1, "checksum": "0", "channel": "upload", **fields}
    return Delivery.objects.create(deliverable=what, received_on=on, **given)


def invited(session: Session, who: Organisation, **fields: Any) -> Invitee:
    return Invitee.objects.create(session=session, organisation=who, **fields)


def an_outcome(of: Round, world: World, **fields: Any) -> OutcomeDocument:
    return OutcomeDocument.objects.create(round=of, organisation=world.tem, **{"title": "Tulosasiakirja", **fields})


def a_conclusion(outcome: OutcomeDocument, owner: Organisation, **fields: Any) -> Conclusion:
    given = {"number": outcome.conclusions.count() + 1, "quote": "Ratayhteyksiä parannetaan.", "level": "intention"}
    return Conclusion.objects.create(outcome=outcome, owner=owner, **{**given, **fields})


def user(of: Any) -> User:
    return User.objects.get(pk=of.user_id)


def real(of: Any) -> User:
    """The person, told not to be an example, so that she is sent mail."""
    one = user(of)
    one.fictional = False
    one.save()
    return one
