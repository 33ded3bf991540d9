"""Reminders by mail: to whom, of what, in which language, and never too often, whatever breaks."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alke.base.errors import AlkeError
from alke.base.home import home
from alke.workspace.journal.models import Event
from alke.workspace.people.actions import prefer
from alke.workspace.people.actors import SYSTEM
from alke.workspace.people.models import Role
from alke.workspace.rounds import tick
from alke.workspace.rounds.actions import reminders
from alke.workspace.rounds.actions.reminders import send
from alke.workspace.rounds.models import Reminder
from tests.workspace.conftest import World, person
from tests.workspace.rounds.desk import (
    a_conclusion,
    a_meeting,
    a_round,
    a_session,
    a_theme,
    an_outcome,
    delivered,
    owed,
    real,
)

DUE = date(2024, 12, 31)
WEEK_BEFORE = DUE - timedelta(7)


@pytest.fixture
def owing(world: World) -> World:
    """Kainuu owes its picture, and Vilma is a real person."""
    owed(a_round(world), world.kainuu, world.tem)
    real(world.preparer)
    return world


def test_a_reminder_tells_what_why_by_when_and_where_in_plain_text(owing: World) -> None:
    with override_settings(ADDRESS="https://alke.example.org/"):
        done = send(WEEK_BEFORE)
    assert (done.mails, done.things, done.failed) == (1, 1, 0)
    (message,) = mail.outbox
    assert message.to == ["vilma.valmistelija@example.org"]
    assert message.subject == "Alke: Toimita tilanne- ja kehityskuva: ALKE 2025"
    body = str(message.body)
    assert "31.12.2024 – vuoden loppuun mennessä (7 päivää jäljellä)" in body
    assert "(756/2021, 27 §)" in body
    assert "https://alke.example.org/fi/kierros/2025/toimitukset/" in body
    assert "https://alke.example.org/fi/kalenteri/" in body
    assert message.content_subtype == "plain"


@pytest.mark.parametrize(("language", "word"), [("sv", "7 dagar kvar"), ("en", "7 days left")])
def test_a_reminder_is_in_the_persons_language(owing: World, language: str, word: str) -> None:
    one = real(owing.preparer)
    one.language = language
    one.save()
    send(WEEK_BEFORE)
    assert word in str(mail.outbox[0].body) and f"/{language}/" in str(mail.outbox[0].body)


def test_one_mail_gathers_all_that_is_due(owing: World, world: World) -> None:
    of = owing.kainuu.deliverables.get().round
    owed(of, world.kainuu, world.tem, kind="themes")
    done = send(WEEK_BEFORE)
    assert (done.mails, done.things) == (1, 2)
    assert mail.outbox[0].subject == "Alke: 2 määräaikaa"


def test_nothing_is_sent_to_fictional_people_those_who_have_left_or_turned_it_off(world: World) -> None:
    owed(a_round(world), world.kainuu, world.tem)
    assert send(WEEK_BEFORE).mails == 0
    one = real(world.preparer)
    prefer(one, reminders=False)
    assert send(WEEK_BEFORE).mails == 0
    prefer(one, reminders=True)
    one.memberships.update(valid_to=date(2024, 1, 1))
    assert send(WEEK_BEFORE).mails == 0
    one.memberships.update(valid_to=None)
    one.is_active = False
    one.save()
    assert send(WEEK_BEFORE).mails == 0
    assert Reminder.objects.count() == 0


def test_in_a_demo_the_mail_of_fictional_people_goes_to_the_outbox_folder(world: World) -> None:
    owed(a_round(world), world.kainuu, world.tem)
    before = set((home() / "outbox").glob("*")) if (home() / "outbox").exists() else set()
    with override_settings(DEMO=True):
        assert send(WEEK_BEFORE).mails == 2
    assert mail.outbox == []
    (written,) = set((home() / "outbox").glob("*")) - before
    assert "vilma.valmistelija@example.org" in written.read_text("utf-8")


def test_what_has_been_done_is_not_reminded_of(owing: World) -> None:
    delivered(owing.kainuu.deliverables.get())
    assert send(WEEK_BEFORE).mails == 0


def test_what_is_only_for_reading_or_has_no_day_is_not_mailed(world: World) -> None:
    of = a_round(world)
    a_meeting(of, starts_on=date(2025, 1, 1))
    an_outcome(of, world, state="published", published_on=WEEK_BEFORE)
    a_theme(of)
    for who in (world.reader, world.preparer):
        real(who)
    assert send(WEEK_BEFORE).mails == 0


def test_a_thing_that_two_roles_owe_is_told_once(owing: World, world: World) -> None:
    person("Vilma Valmistelija", world.kainuu, Role.APPROVER)
    assert send(WEEK_BEFORE).things == 1


def test_a_second_run_on_the_same_day_sends_nothing_even_of_what_came_in_between(owing: World, world: World) -> None:
    send(WEEK_BEFORE)
    owed(owing.kainuu.deliverables.get().round, world.kainuu, world.tem, kind="themes")
    assert send(WEEK_BEFORE).mails == 0
    # The new thing waits for the next day of the cadence, which is only five days away.
    assert [send(WEEK_BEFORE + timedelta(day)).things for day in range(1, 7)] == [0, 0, 0, 0, 0, 2]


def test_a_year_of_days_keeps_the_cadence(owing: World) -> None:
    for day in range(-40, 45):
        send(DUE + timedelta(day))
    assert [(row.sent_on - DUE).days for row in Reminder.objects.order_by("sent_on")] == [-30, -7, -1, 7, 37]


def test_reminders_are_not_told_in_the_log(owing: World) -> None:
    send(WEEK_BEFORE)
    assert not Event.objects.filter(actor_name=SYSTEM.name).exists()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-35, 60), min_size=1, max_size=12))
def test_whatever_days_it_runs_nobody_hears_of_a_thing_twice_in_five_days_nor_twice_a_day(
    owing: World, days: list[int]
) -> None:
    Reminder.objects.all().delete()
    mail.outbox.clear()
    for day in days:
        send(DUE + timedelta(day))
    sent = sorted(Reminder.objects.values_list("sent_on", flat=True))
    assert len(mail.outbox) == len(sent)
    assert all((after - before).days > 5 for before, after in zip(sent, sent[1:], strict=False))


# What breaks


class Unreachable(reminders.BaseEmailBackend):
    """A mail server that does not answer."""

    def open(self) -> bool:
        raise ConnectionRefusedError("kytketty pois")

    def send_messages(self, email_messages: Any) -> int:
        raise AssertionError("nothing is sent to a server that does not answer")


class Breaking(reminders.BaseEmailBackend):
    """A mail server that breaks the connection at every message."""

    def open(self) -> bool:
        return True

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionResetError("katkesi")


def test_a_mail_server_that_cannot_be_reached_costs_no_reminder(owing: World) -> None:
    with (
        override_settings(EMAIL_BACKEND=f"{__name__}.Unreachable"),
        pytest.raises(AlkeError, match="mail server cannot be reached"),
    ):
        send(WEEK_BEFORE)
    assert Reminder.objects.count() == 0
    assert send(WEEK_BEFORE).mails == 1


def test_a_mail_that_breaks_while_it_is_sent_is_never_sent_twice_and_others_are_still_sent(owing: World) -> None:
    real(owing.approver)
    with override_settings(EMAIL_BACKEND=f"{__name__}.Breaking"):
        done = send(WEEK_BEFORE)
    assert (done.mails, done.failed) == (0, 2)
    assert send(WEEK_BEFORE).mails == 0
    assert send(DUE - timedelta(1)).mails == 2


@pytest.mark.usefixtures("committed")
def test_two_servers_at_the_same_time_send_one_mail(request: pytest.FixtureRequest) -> None:
    world: World = request.getfixturevalue("world")
    owed(a_round(world), world.kainuu, world.tem)
    real(world.preparer)
    start, done = threading.Barrier(2), []

    def one() -> None:
        start.wait()
        done.append(send(WEEK_BEFORE).mails)
        connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 1]
    assert len(mail.outbox) == 1 and Reminder.objects.count() == 1


def test_a_mail_names_nothing_of_a_round_in_preparation(world: World) -> None:
    of = a_round(world, state="preparing")
    owed(of, world.kainuu, world.tem)
    a_session(of)
    a_conclusion(an_outcome(of, world), world.kainuu)
    for who in (world.preparer, world.approver):
        real(who)
    assert send(WEEK_BEFORE).mails == 0


# By itself


def test_tick_keeps_house_and_reminds(owing: World) -> None:
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    now = timezone.now()
    Session.objects.create(session_key="vanha", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="uusi", session_data="", expire_date=now + timedelta(days=1))
    assert tick.tick(WEEK_BEFORE).reminders.mails == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["uusi"]


def test_the_thread_runs_until_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    ran, stop = threading.Event(), threading.Event()

    def run() -> None:
        ran.set()
        raise RuntimeError("one run that fails does not end the thread")

    monkeypatch.setattr(tick, "_apart", run)
    thread = tick.start(stop, every=0.01)
    assert ran.wait(10)
    ran.clear()
    assert ran.wait(10)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
