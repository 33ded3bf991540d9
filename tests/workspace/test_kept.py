"""Boards are kept until an act: the same page costs next to nothing, and no one is shown an old or another's one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alke.workspace import kept
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.rounds.actions import rounds, themes
from alke.workspace.rounds.models import Round
from tests.workspace.conftest import World

BOARD = "/fi/kierros/2025/teemat/"


@pytest.fixture(autouse=True)
def pages_are_kept(pages_are_made_anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LIMIT", 256)
    kept._pages.clear()


@pytest.fixture
def of(world: World) -> Round:
    return rounds.open_round(rounds.make_round(2025, by=world.coordinator), by=world.coordinator)


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    client.get(BOARD)
    return client


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(BOARD).status_code == 200
    return len(asked)


def test_a_kept_board_asks_only_who_looks_and_where_the_log_ends(world: World, of: Round) -> None:
    client = signed_in(world.preparer)
    first = queries(client)
    assert queries(client) <= 4 < first


def test_an_act_makes_the_board_anew(world: World, of: Round) -> None:
    client = signed_in(world.preparer)
    assert "Uusi teema" not in client.get(BOARD).content.decode()
    themes.propose(of, "Uusi teema", by=world.outsider)
    assert "Uusi teema" in client.get(BOARD).content.decode()


def test_nobody_is_shown_the_page_of_another(world: World, of: Round) -> None:
    client = signed_in(world.coordinator)
    assert "Kaisa Koordinaattori" in client.get(BOARD).content.decode()
    assert "Kaisa Koordinaattori" not in Client().get(BOARD).content.decode()
    assert "Kaisa Koordinaattori" not in signed_in(world.preparer).get(BOARD).content.decode()


def test_another_role_is_another_page(world: World, of: Round) -> None:
    themes.propose(of, "Saavutettavuus", by=world.preparer)
    confirm = "/fi/kierros/2025/teemat/vahvista/"
    page = signed_in(world.coordinator).get(BOARD).content.decode()
    assert confirm in page
    assert confirm not in signed_in(world.reader).get(BOARD).content.decode()
