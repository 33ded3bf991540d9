"""Reminders by mail of what is due: one mail a day to a person, by the cadence of `rules/cadence.py`.

The rows are written, and committed, before the mail is sent. When something breaks between the two, a reminder is lost
and the next stage of the cadence makes it up; the other way round it would be sent again, and mails that come twice are
soon not read at all. Before anything is written the mail server is asked for, so that one that cannot be reached costs
no reminder. Two runs at the same time send once: the person's row is locked, and her rows of the day looked at again.

Fictional people are sent nothing, except in a demo (ALKE_DEMO): then all mail goes to the ``outbox`` of ALKE_HOME.
Leaves out what is due: `duties/`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from alke.base.errors import AlkeError
from alke.base.home import home
from alke.base.languages import Language
from alke.language.dates import day_in
from alke.workspace.addresses import address
from alke.workspace.people.actors import Actor, acting
from alke.workspace.people.models import Membership, User
from alke.workspace.rounds.duties.duty import Duty
from alke.workspace.rounds.duties.gather import duties_of
from alke.workspace.rounds.models import Reminder
from alke.workspace.rounds.rules.cadence import Sent, stage_now
from alke.workspace.words import word

LOG = logging.getLogger(__name__)
MEMORY = timedelta(days=400)
"""How far back, and ahead, what has been sent is remembered: longer than any two stages of the cadence are apart."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did: mails sent, things they told of, mails that could not be sent."""

    mails: int = 0
    things: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A duty that is reminded of, and the stage of the cadence it is reminded for."""

    duty: Duty
    stage: str


def base() -> str:
    """Where the pages are, without the last slash."""
    return str(getattr(settings, "ADDRESS", "http://127.0.0.1:8000")).rstrip("/")


def demo() -> bool:
    """Whether the people of this home are examples, so that mail goes to a folder."""
    return bool(getattr(settings, "DEMO", False))


def send(today: date) -> Done:
    """Remind everyone of what is due.

    Raises:
        AlkeError: when the mail server cannot be reached; nothing has been written then.
    """
    due = dict(_due(today))
    if not due:
        return Done()
    server = _server()
    mails = things = failed = 0
    try:
        for user, every in due.items():
            told = _write_down(user, every, today)
            if not told:
                continue
            try:
                _mail(user, told, today, server).send()
                mails, things = mails + 1, things + len(told)
            except OSError:  # of which every error of SMTP is one
                LOG.exception("a reminder to user %s could not be sent", user.pk)
                failed += 1
    finally:
        server.close()
    return Done(mails, things, failed)


def _server() -> BaseEmailBackend:
    """The way mail leaves, open.

    Raises:
        AlkeError: when it cannot be opened.
    """
    if demo():
        server = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(home() / "outbox"))
    else:
        server = get_connection()
    try:
        server.open()
    except OSError as error:
        fix = "See that the server that the mail settings name is running, and run `alke tick` again"
        raise AlkeError(f"the mail server cannot be reached: {error}", where="reminders", fix=fix) from error
    return server


def _due(today: date) -> Iterable[tuple[User, list[Told]]]:
    """Every person who has something to be reminded of today, and the things, the most urgent first."""
    people: dict[User, list[Actor]] = {}
    rows = Membership.objects.filter(user__is_active=True, user__reminders=True, valid_from__lte=today)
    if not demo():
        rows = rows.filter(user__fictional=False)
    for row in rows.exclude(valid_to__lt=today).select_related("user", "organisation").order_by("user", "pk"):
        people.setdefault(row.user, []).append(acting(row))
    known: dict[tuple[str, int | None], list[Duty]] = {}
    sent = _sent(people, today)
    for user, actors in people.items():
        if any(one.on == today for those in sent.get(user.pk, {}).values() for one in those):
            continue
        found: dict[tuple[str, str], Duty] = {}
        for actor in actors:
            role = (actor.role, actor.organisation_id)
            if role not in known:  # two who hold one role in one organisation have the same to do
                known[role] = [duty for duty in duties_of(actor, today) if duty.owed and duty.due is not None]
            for duty in known[role]:
                found.setdefault(duty.subject, duty)
        told = [
            Told(duty, stage)
            for duty in sorted(found.values(), key=lambda duty: duty.key)
            if duty.due and (stage := stage_now(duty.due, today, sent.get(user.pk, {}).get(duty.subject, ())))
        ]
        if told:
            yield user, told


def _sent(people: Iterable[User], today: date) -> dict[int, dict[tuple[str, str], list[Sent]]]:
    """User's id → subject → what has been sent."""
    found: dict[int, dict[tuple[str, str], list[Sent]]] = {}
    rows = Reminder.objects.filter(
        user__in=[one.pk for one in people], sent_on__gte=today - MEMORY, sent_on__lte=today + MEMORY
    )
    for row in rows:
        of_user = found.setdefault(row.user_id, {})
        of_user.setdefault((row.subject_kind, row.subject_id), []).append(Sent(row.sent_on, row.why))
    return found


def _write_down(user: User, told: list[Told], today: date) -> list[Told]:
    """Write the rows and commit them; nothing when another run was first."""
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            if Reminder.objects.filter(user=user, sent_on=today).exists():
                return []
            Reminder.objects.bulk_create(
                Reminder(
                    user=user,
                    subject_kind=one.duty.subject[0],
                    subject_id=one.duty.subject[1],
                    sent_on=today,
                    why=one.stage,
                )
                for one in told
            )
    except IntegrityError:
        return []
    return told


def _mail(user: User, told: list[Told], today: date, server: BaseEmailBackend) -> EmailMessage:
    """The mail: plain text in the person's language."""
    language = Language(user.language)
    things = [
        {
            "what": one.duty.what[language],
            "due": day_in(one.duty.due, language) if one.duty.due else "",
            "words": one.duty.words[language],
            "left": one.duty.time_left(today)[language],
            "why": one.duty.why[language],
            "link": base() + one.duty.address(language) if one.duty.address(language) else "",
        }
        for one in told
    ]
    if len(told) == 1:
        subject = word("mail_subject_one")[language].format(what=told[0].duty.what[language])
    else:
        subject = word("mail_subject")[language].format(count=len(told))
    content = {
        "language": language,
        "name": user.name,
        "things": things,
        "all": base() + address(language, "duties"),
        "off": base() + address(language, "calendar"),
    }
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": str(language)}
    return EmailMessage(
        " ".join(subject.split()),
        render_to_string("rounds/mail_reminder.txt", content),
        to=[user.email],
        headers=headers,
        connection=server,
    )
