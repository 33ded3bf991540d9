"""One's own account: another address by a link in mail, and closing the account for good."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core import mail, signing
from django.test import Client

from alke.workspace.journal.models import Event
from alke.workspace.journal.verify import verify
from alke.workspace.people import actions
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Membership, Role, User
from alke.workspace.people.policies import Impossible
from alke.workspace.people.views import account
from alke.workspace.people.views.account import SALT, Link
from tests.workspace.conftest import World, person

As = Callable[[Actor], Client]
EMAIL, NEW, PASSWORD = "vilma.valmistelija@example.org", "vilma.uusi@example.org", "aamuvirkku"
CHANGE, CLOSE = "/fi/omat-tiedot/sahkoposti/", "/fi/omat-tiedot/sulje/"


def signed_in(email: str = EMAIL) -> Client:
    """A browser in which she has given her password just now."""
    client = Client()
    client.post("/fi/kirjaudu/", {"login": email, "password": PASSWORD})
    client.post("/fi/kirjaudu/vahvista/", {"password": PASSWORD})
    return client


def link() -> str:
    found = re.search(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def email_of(world: World) -> str:
    return User.objects.get(pk=world.preparer.user_id).email


def test_an_address_changes_only_when_the_link_mailed_to_it_is_confirmed(world: World) -> None:
    client = signed_in()
    profile = client.get("/fi/omat-tiedot/").content.decode()
    assert CHANGE in profile and CLOSE in profile and EMAIL in profile
    answer = client.post(CHANGE, {"email": "Vilma.Uusi@example.org"}, follow=True)
    assert "Linkki on lähetetty osoitteeseen vilma.uusi@example.org" in answer.content.decode()
    assert [one.to for one in mail.outbox] == [[NEW]] and email_of(world) == EMAIL
    page = client.get(link()).content.decode()
    assert "Osoitteen vilma.valmistelija@example.org tilalle tulee vilma.uusi@example.org." in page
    assert email_of(world) == EMAIL  # a mail program that looks at links changes nothing
    there = link()
    assert client.post(there).headers["Location"] == "/fi/omat-tiedot/"
    assert email_of(world) == NEW and mail.outbox[-1].to == [EMAIL]
    assert client.post(there).status_code == 404  # a link works once
    assert signed_in(NEW).get("/fi/omat-tiedot/").status_code == 200


def test_the_change_of_an_address_is_in_the_log_without_the_addresses(world: World) -> None:
    actions.change_email(User.objects.get(pk=world.preparer.user_id), NEW, by=world.preparer)
    event = Event.objects.get()
    assert (event.verb, event.before, event.after) == ("user.change_email", {}, {"address_changed": True})
    assert "@" not in str([event.before, event.after, event.subject_name])
    assert verify().faults == []


def test_a_link_is_dead_for_another_person_and_when_it_is_old_or_made_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = Link(int(world.preparer.user_id or 0), EMAIL, NEW).token
    other = signed_in("liisa.lukija@example.org")
    for bad in (token, token[:-1] + "x", "keksitty", signing.dumps([1], salt=SALT)):
        assert other.post(f"{CHANGE}{bad}/").status_code == 404
    assert Client().post(f"{CHANGE}{token}/").headers["Location"].startswith("/fi/kirjaudu/")
    monkeypatch.setattr(account, "VALID", -1)
    assert signed_in().post(f"{CHANGE}{token}/").status_code == 404
    assert email_of(world) == EMAIL


def test_an_address_of_another_account_gets_no_mail_and_the_same_answer(world: World) -> None:
    client = signed_in()
    answer = client.post(CHANGE, {"email": "liisa.lukija@example.org"}, follow=True)
    assert "Linkki on lähetetty" in answer.content.decode() and mail.outbox == []
    assert "Tämä on jo osoitteesi" in client.post(CHANGE, {"email": EMAIL}).content.decode()
    token = Link(int(world.preparer.user_id or 0), EMAIL, "liisa.lukija@example.org").token
    assert "toisen tunnuksen käytössä" in client.post(f"{CHANGE}{token}/").content.decode()
    assert email_of(world) == EMAIL


def test_links_are_not_sent_without_end(world: World) -> None:
    client = signed_in()
    for number in range(10):
        assert client.post(CHANGE, {"email": f"osoite{number}@example.org"}).status_code == 302
    assert "Liian monta yritystä" in client.post(CHANGE, {"email": NEW}).content.decode()
    assert len(mail.outbox) == 10


def test_before_either_she_confirms_that_it_is_her(as_: As, world: World) -> None:
    for there in (CHANGE, CLOSE):
        assert as_(world.preparer).post(there).headers["Location"].startswith("/fi/kirjaudu/vahvista/")
    assert User.objects.get(pk=world.preparer.user_id).is_active


def test_a_closed_account_loses_its_roles_and_ways_in_and_keeps_its_acts_under_the_name(world: World) -> None:
    client, elsewhere = signed_in(), signed_in()
    actions.rename(User.objects.get(pk=world.preparer.user_id), "Vilma Valmistelija-Esimerkki", by=world.preparer)
    assert "kaikki roolisi päättyvät heti" in client.get(CLOSE).content.decode()
    answer = client.post(CLOSE, follow=True)
    assert "Tunnuksesi on suljettu." in answer.content.decode()
    assert mail.outbox[-1].to == [EMAIL]
    user = User.objects.get(pk=world.preparer.user_id)
    assert (user.is_active, user.has_usable_password(), user.feed_token) == (False, False, None)
    assert EMAIL not in user.email and not User.objects.filter(email=EMAIL).exists()
    assert not Membership.objects.filter(user=user, ended_at=None).exists()
    for browser in (client, elsewhere, signed_in()):
        assert browser.get("/fi/omat-tiedot/").status_code == 302
    told = {one.verb: one for one in Event.objects.all()}
    assert set(told) == {"user.rename", "membership.end", "user.close"}
    assert told["user.close"].after == {"is_active": False} and told["user.rename"].actor_name == "Vilma Valmistelija"
    assert verify().faults == []


def test_one_whose_account_was_closed_may_be_invited_anew(world: World) -> None:
    actions.close(User.objects.get(pk=world.preparer.user_id), by=world.preparer)
    sent = actions.invite(world.kainuu, EMAIL, Role.PREPARER, by=world.approver)
    made = actions.accept_as_new(sent.token, "Vilma Valmistelija", "kolme vihreää hirveä")
    assert made.pk != world.preparer.user_id and made.email == EMAIL


def test_the_only_coordinator_and_an_example_person_of_the_demo_do_not_close_theirs(
    world: World, settings: LazySettings
) -> None:
    client = signed_in("kaisa.koordinaattori@example.org")
    assert "ainoa koordinaattori" in client.post(CLOSE).content.decode()
    assert User.objects.get(pk=world.coordinator.user_id).is_active and not Event.objects.exists()
    person("Toinen Koordinaattori", world.tem, Role.COORDINATOR)
    settings.DEMO = True
    with pytest.raises(Impossible):
        actions.close(User.objects.get(pk=world.coordinator.user_id), by=world.coordinator)
    settings.DEMO = False
    assert client.post(CLOSE).status_code == 302
