"""Roles: inviting up to one's own, accepting once, acting in the chosen role, and ending a role at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.core import mail
from django.test import Client
from django.utils import timezone

from alke.cli.invite import command
from alke.workspace.journal.models import Event
from alke.workspace.journal.verify import verify
from alke.workspace.people import actions
from alke.workspace.people.access import given_by, readable
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Invitation, Membership, Organisation, Role, User
from alke.workspace.people.policies import Refused
from tests.workspace.conftest import World, person

As = Callable[[Actor], Client]
GOOD = "kolme vihreää hirveä"


def link() -> str:
    found = re.search(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_each_role_gives_roles_up_to_its_own_in_its_own_organisation(world: World) -> None:
    assert Role.COORDINATOR in given_by(world.coordinator, world.tem)
    assert Role.COORDINATOR not in given_by(world.coordinator, world.kainuu)  # the coordinator is TEM's
    assert Role.APPROVER in given_by(world.coordinator, world.lappi)
    assert Role.APPROVER in given_by(world.approver, world.kainuu)
    assert Role.AUDITOR not in given_by(world.approver, world.kainuu)
    assert Role.EXPERT not in given_by(world.approver, world.kainuu)  # an expert is a ministry's
    assert Role.APPROVER not in given_by(world.preparer, world.kainuu)
    assert Role.PREPARER in given_by(world.preparer, world.kainuu)
    assert given_by(world.preparer, world.lappi) == []
    for actor in (world.member, world.reader, world.secretary, world.auditor, world.anyone):
        assert given_by(actor, world.kainuu) == []


def test_an_invitation_is_mailed_in_her_language_and_accepting_it_makes_her_a_member(
    as_: As, client: Client, world: World
) -> None:
    form = {"email": "Elli.Esimerkki@example.org", "name": "Elli Esimerkki", "role": "member", "tongue": "sv"}
    answer = as_(world.preparer).post("/fi/organisaatio/kainuun-liitto/kutsu/", form)
    assert answer.headers["Location"] == "/fi/organisaatio/kainuun-liitto/"
    assert mail.outbox[0].subject.startswith("Inbjudan till Alke")
    there, guest = link(), Client()
    assert there.startswith("/sv/inbjudan/")
    assert "Elli Esimerkki" in guest.get(there).content.decode()
    poor = guest.post(there, {"name": "Elli Esimerkki", "password": "elli.esimerkki"})
    assert poor.status_code == 200 and not User.objects.filter(name="Elli Esimerkki").exists()
    assert guest.post(there, {"name": "Elli Esimerkki", "password": GOOD}).status_code == 302
    membership = Membership.objects.get(user__email="elli.esimerkki@example.org")
    assert (membership.role, membership.organisation, membership.user.language) == ("member", world.kainuu, "sv")
    assert "Elli Esimerkki" in guest.get("/sv/egna-uppgifter/").content.decode()
    assert Client().get(there).status_code == 404  # once only


def test_the_secret_of_an_invitation_and_the_address_are_not_in_the_log(world: World) -> None:
    sent = actions.invite(world.kainuu, "elli@example.org", "member", by=world.approver)
    assert sent.token not in str(list(Invitation.objects.values()))
    told = str(list(Event.objects.values()))
    assert sent.token not in told and actions.checksum(sent.token) not in told and "elli@example.org" not in told
    user = actions.accept_as_new(sent.token, "Elli Esimerkki", GOOD)
    told = str(list(Event.objects.values()))
    assert user.password not in told and "elli@example.org" not in told
    assert [one.verb for one in Event.objects.order_by("number")] == ["invitation.make", "membership.make"]
    assert not readable(world.anyone).exists()
    assert verify().faults == []


def test_one_who_has_an_account_signs_in_first_and_gets_the_role_beside_the_others(as_: As, world: World) -> None:
    sent = actions.invite(world.tem, "vilma.valmistelija@example.org", "presenter", by=world.coordinator)
    there = f"/fi/kutsu/{sent.token}/"
    guest = Client()
    assert "Sinulla on jo tunnus" in guest.get(there).content.decode()
    assert guest.post(there, {"name": "Joku", "password": GOOD}).status_code == 200
    assert actions.find(sent.token) is not None
    browser = as_(world.preparer)
    assert browser.post(there).status_code == 302
    assert Membership.objects.filter(user_id=world.preparer.user_id, organisation=world.tem).exists()
    page = browser.get("/fi/omat-tiedot/").content.decode()
    assert "esittelijä, TEM" not in page and "esittelijä, Työ- ja elinkeinoministeriö" in page


def test_a_withdrawn_or_old_invitation_is_dead(as_: As, world: World) -> None:
    sent = actions.invite(world.kainuu, "elli@example.org", "member", by=world.preparer)
    assert as_(world.outside_approver).post(f"/fi/kutsu/{sent.invitation.pk}/peru/").status_code == 404
    assert as_(world.preparer).post(f"/fi/kutsu/{sent.invitation.pk}/peru/").status_code == 302
    assert Client().get(f"/fi/kutsu/{sent.token}/").status_code == 404
    again = actions.invite(world.kainuu, "elli@example.org", "member", by=world.preparer)
    Invitation.objects.filter(pk=again.invitation.pk).update(expires=timezone.now() - timedelta(seconds=1))
    with pytest.raises(actions.Impossible):
        actions.accept_as_new(again.token, "Elli Esimerkki", GOOD)


def test_the_same_invitation_is_not_sent_twice_nor_to_one_who_has_the_role(as_: As, world: World) -> None:
    actions.invite(world.kainuu, "elli@example.org", "member", by=world.preparer)
    form = {"email": "elli@example.org", "role": "member", "tongue": "fi"}
    page = as_(world.preparer).post("/fi/organisaatio/kainuun-liitto/kutsu/", form).content.decode()
    assert "on jo lähetetty kutsu" in page
    form |= {"email": "liisa.lukija@example.org", "role": "reader"}
    assert (
        "on jo tämä rooli" in as_(world.preparer).post("/fi/organisaatio/kainuun-liitto/kutsu/", form).content.decode()
    )


@pytest.mark.parametrize("role", ["approver", "coordinator", "auditor", "keisari"])
def test_a_preparer_cannot_give_more_than_she_has(as_: As, world: World, role: str) -> None:
    form = {"email": "elli@example.org", "role": role, "tongue": "fi"}
    assert as_(world.preparer).post("/fi/organisaatio/kainuun-liitto/kutsu/", form).status_code == 200
    with pytest.raises((Refused, actions.Impossible)):
        actions.invite(world.kainuu, "elli@example.org", role, by=world.preparer)
    assert not Invitation.objects.exists() and not Event.objects.exists()


def test_inviting_to_another_organisation_is_refused_with_the_reason(as_: As, world: World) -> None:
    page = as_(world.preparer).get("/fi/organisaatio/lapin-liitto/kutsu/")
    assert page.status_code == 403 and "vain oman organisaatiosi" in page.content.decode()
    assert as_(world.coordinator).get("/fi/organisaatio/lapin-liitto/kutsu/").status_code == 200


def test_ending_a_role_takes_it_away_at_once(as_: As, world: World) -> None:
    membership = Membership.objects.get(user_id=world.preparer.user_id)
    there = f"/fi/rooli/{membership.pk}/paata/"
    assert as_(world.member).get(there).status_code == 403
    assert Client().get(there).status_code == 404
    assert as_(world.outside_approver).get(there).status_code == 403
    browser = as_(world.approver)
    assert browser.post(there, {"reason": ""}).status_code == 200  # the reason is needed
    assert Membership.objects.get(pk=membership.pk).ended_at is None
    assert browser.post(there, {"reason": "siirtyi muihin tehtäviin"}).status_code == 302
    event = Event.objects.get(verb="membership.end")
    assert event.reason == "siirtyi muihin tehtäviin"
    ended = as_(world.preparer)
    assert ended.get("/fi/organisaatio/kainuun-liitto/kutsu/").status_code == 403
    assert "Sinulla ei ole voimassa olevaa roolia" in ended.get("/fi/omat-tiedot/").content.decode()


def test_an_ended_role_comes_back_by_a_new_invitation(world: World) -> None:
    membership = Membership.objects.get(user_id=world.preparer.user_id)
    actions.end(membership, reason="virkavapaa", by=world.approver)
    user = User.objects.get(pk=world.preparer.user_id)
    sent = actions.invite(world.kainuu, user.email, "preparer", by=world.approver)
    assert actions.accept(sent.token, user=user).pk == membership.pk
    assert Membership.objects.get(pk=membership.pk).ended_at is None


def test_the_last_coordinator_cannot_be_ended(world: World) -> None:
    only = Membership.objects.get(role=Role.COORDINATOR)
    with pytest.raises(actions.Impossible):
        actions.end(only, reason="vahinko", by=world.coordinator)
    second = person("Kerttu Koordinaattori", world.tem, Role.COORDINATOR)
    actions.end(only, reason="eläke", by=second)


def test_a_person_acts_in_the_role_she_chooses(as_: As, world: World) -> None:
    second = Membership.objects.create(
        user_id=world.preparer.user_id, organisation=world.tem, role=Role.PRESENTER, valid_from="2020-01-01"
    )
    browser = as_(world.preparer)
    assert "valmistelija, Kainuun liitto" in browser.get("/fi/omat-tiedot/").content.decode()
    browser.post("/fi/omat-tiedot/rooli/", {"membership": second.pk})
    assert "esittelijä, Työ- ja elinkeinoministeriö" in browser.get("/fi/omat-tiedot/").content.decode()
    foreign = Membership.objects.get(user_id=world.coordinator.user_id)
    assert browser.post("/fi/omat-tiedot/rooli/", {"membership": foreign.pk}).status_code == 404


def test_members_are_shown_to_officials_only(as_: As, client: Client, world: World) -> None:
    open_page = client.get("/fi/organisaatio/kainuun-liitto/").content.decode()
    assert "Heikki Hyväksyjä" not in open_page and "Henkilöt ja roolit" not in open_page
    seen = as_(world.outsider).get("/fi/organisaatio/kainuun-liitto/").content.decode()
    assert "Heikki Hyväksyjä" in seen and "Päätä rooli" not in seen and "Kutsu henkilö" not in seen
    own = as_(world.approver).get("/fi/organisaatio/kainuun-liitto/").content.decode()
    assert "Päätä rooli" in own and "Kutsu henkilö" in own


def test_a_name_changes_and_the_log_remembers_the_old_one(as_: As, world: World) -> None:
    form = {"name": "Vilma Virtanen-Valmistelija", "tongue": "sv", "reminders": "on"}
    as_(world.preparer).post("/fi/omat-tiedot/", form)
    user = User.objects.get(pk=world.preparer.user_id)
    assert (user.name, user.language) == ("Vilma Virtanen-Valmistelija", "sv")
    event = Event.objects.get()
    assert (event.before, event.after) == ({"name": "Vilma Valmistelija"}, {"name": "Vilma Virtanen-Valmistelija"})


@pytest.mark.django_db
def test_the_operator_invites_the_first_coordinator() -> None:
    result = CliRunner().invoke(command, ["kaisa@example.org"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "http://127.0.0.1:8000/fi/kutsu/" in result.output
    assert Invitation.objects.get().organisation == Organisation.objects.get(code="tem")
    assert len(mail.outbox) == 1


def test_pages_of_organisations_cost_the_same_however_many_people_there_are(
    client: Client, world: World, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for count in (2, 30):
        for number in range(count):
            user = User.objects.create(email=f"{count}.{number}@example.org", name=f"Testi {number}", fictional=True)
            Membership.objects.create(user=user, organisation=world.kainuu, role=Role.MEMBER)
        client.force_login(User.objects.get(pk=world.approver.user_id))
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            client.get("/fi/organisaatio/kainuun-liitto/")
