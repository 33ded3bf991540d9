"""Pages kept in memory are nobody's in particular: a signed-in person never gets another's head, nor leaves hers."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from alke.findings.generate import ensure
from alke.workspace.people.models import User
from tests.workspace.conftest import World

pytestmark = pytest.mark.xdist_group("generation")


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    ensure(folder)
    return folder


def test_a_kept_page_shows_nobodys_name_and_a_signed_in_person_sees_her_own(
    world: World, generation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALKE_HOME", str(generation))
    one, two, anyone = Client(), Client(), Client()
    one.force_login(User.objects.get(pk=world.preparer.user_id))
    two.force_login(User.objects.get(pk=world.coordinator.user_id))
    for _ in range(2):  # the second time from memory, where there is any
        assert "Vilma Valmistelija" in (page := one.get("/fi/").content.decode()) and "Kaisa" not in page
        assert "Kaisa Koordinaattori" in (page := two.get("/fi/").content.decode()) and "Vilma" not in page
        page = anyone.get("/fi/").content.decode()
        assert "Vilma" not in page and "Kaisa" not in page and "Kirjaudu sisään" in page
    assert anyone.get("/fi/").headers["ETag"]
    assert "ETag" not in one.get("/fi/").headers
    assert one.get("/fi/").headers["Cache-Control"] == "private, no-store"


def test_the_message_of_signing_out_is_not_kept_for_others(
    world: World, generation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALKE_HOME", str(generation))
    browser = Client()
    browser.force_login(User.objects.get(pk=world.preparer.user_id))
    answer = browser.post("/fi/kirjaudu-ulos/", follow=True)
    assert "Olet kirjautunut ulos." in answer.content.decode()
    assert "Olet kirjautunut ulos." not in Client().get("/fi/").content.decode()
