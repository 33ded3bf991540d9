"""Who signed in, signed out or failed to, as an auditor reads it; no secret is kept."""

from __future__ import annotations

from typing import Any

from django.test import Client

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.journal.models import Event
from alke.workspace.people.models import SignIn, User
from tests.workspace.conftest import World

EMAIL, PASSWORD = "vilma.valmistelija@example.org", "aamuvirkku"


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD) -> None:
    client.post("/fi/kirjaudu/", {"login": email, "password": password})


def recorded() -> list[tuple[str, Any]]:
    return [(one.kind, one.user.name if one.user else None) for one in SignIn.objects.order_by("pk")]


def test_signing_in_and_out_is_recorded_with_who_and_when(client: Client, world: World) -> None:
    sign_in(client)
    client.post("/fi/kirjaudu-ulos/")
    assert recorded() == [("in", "Vilma Valmistelija"), ("out", "Vilma Valmistelija")]
    first, last = SignIn.objects.order_by("pk")
    assert first.at <= last.at
    assert not Event.objects.exists()  # kept pages need not be made anew because someone came in


def test_a_failed_attempt_is_recorded_without_what_was_typed(client: Client, world: World) -> None:
    sign_in(client, EMAIL.upper(), "salainen-arvaus")
    sign_in(client, "aamuvirkku-on-salasanani@example.org", "salainen-arvaus")
    assert recorded() == [("wrong_password", "Vilma Valmistelija"), ("wrong_password", None)]
    kept = str(list(SignIn.objects.values())) + str(list(Event.objects.values()))
    assert "salainen" not in kept and "salasanani" not in kept


def test_the_auditor_reads_them_and_nobody_else_is_shown_a_way_there(client: Client, world: World) -> None:
    sign_in(client)
    sign_in(Client(), password="väärä")
    sign_in(Client(), "ei.ole@example.org")
    client.force_login(User.objects.get(pk=world.auditor.user_id))
    there = address(Language.FI, "sign-ins")
    assert there in client.get("/fi/loki/").content.decode()
    page = client.get(there).content.decode()
    for told in ("kirjautui sisään", "väärä salasana", "Vilma Valmistelija, " + EMAIL, "osoitteella ei ole tunnusta"):
        assert told in page
    assert "ei.ole@example.org" not in page
    client.force_login(User.objects.get(pk=world.coordinator.user_id))
    assert there not in client.get("/fi/loki/").content.decode()
    assert client.get(there).status_code == 403


def test_the_pages_of_the_record_do_not_move_when_someone_signs_in(client: Client, world: World) -> None:
    SignIn.objects.bulk_create(SignIn(kind="in", user_id=world.preparer.user_id) for _ in range(150))
    client.force_login(User.objects.get(pk=world.auditor.user_id))
    first = client.get("/fi/loki/kirjautumiset/").context["rows"]
    rest = client.get(f"/fi/loki/kirjautumiset/?before={first[-1].pk}").context
    assert len(first) == 100 and len(rest["rows"]) == 51 and rest["older"] == ""
    assert rest["rows"][0].pk == first[-1].pk - 1
    assert client.get("/fi/loki/kirjautumiset/?before=²").status_code == 200
