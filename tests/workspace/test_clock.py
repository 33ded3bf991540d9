"""The day that an example stands on is the day of its acts; the log still verifies and keeps its order."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.journal import writings
from alke.workspace.journal.models import Event, Version
from alke.workspace.journal.verify import verify
from alke.workspace.people.models import User
from alke.workspace.rounds.actions import rounds
from tests.workspace.conftest import World


def days() -> list[date]:
    return [timezone.localdate(one.at) for one in Event.objects.order_by("number")]


def test_without_a_named_day_it_is_the_machines_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALKE_TODAY", raising=False)
    before = timezone.now()
    assert before <= clock.now() <= timezone.now()


def test_acts_and_texts_of_an_example_carry_its_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALKE_TODAY", "2024-12-20")
    rounds.make_round(2025, by=world.coordinator)
    writings.write(world.kainuu, "intro", Language.FI, "Ensimmäinen", base=0, by=world.preparer)
    assert set(days()) == {date(2024, 12, 20)}
    assert timezone.localdate(Version.objects.get().at) == date(2024, 12, 20)
    client = Client()
    client.force_login(User.objects.get(pk=world.coordinator.user_id))
    assert "20.12.2024 klo" in client.get("/fi/loki/").content.decode()


def test_the_log_verifies_and_keeps_its_order_when_the_day_is_moved_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, year in (("2025-03-03", 2025), ("2024-12-20", 2026), ("2025-01-07", 2027)):
        monkeypatch.setenv("ALKE_TODAY", day)
        rounds.make_round(year, by=world.coordinator)
    assert verify().faults == []
    assert days() == [date(2025, 3, 3), date(2024, 12, 20), date(2025, 1, 7)]
    assert [one.round_year for one in Event.objects.all()] == [2027, 2026, 2025]
