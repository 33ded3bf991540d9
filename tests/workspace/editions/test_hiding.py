"""A council hides a finding of its own picture with a reason: everywhere at once, and back again."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html import unescape

import pytest
from django.test import Client

from alke.base import home
from alke.base.languages import Language
from alke.documents import picture
from alke.findings import Finding
from alke.findings.generate import ensure
from alke.indicators.generation import Generation
from alke.workspace.editions import actions
from alke.workspace.editions.models import HiddenFinding
from alke.workspace.journal.models import Audience, Event
from alke.workspace.people.access import readable
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.people.policies import Impossible, Refused
from alke.workspace.rounds.actions import rounds
from alke.workspace.web import wishes
from tests.workspace.conftest import World

CODE = "MK18"
PAGE = f"/fi/alue/{CODE}/"
TOLD = {Language.FI: "Virke.", Language.SV: "En mening.", Language.EN: "A sentence."}
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hiding")]


@pytest.fixture(autouse=True, scope="module")
def _figures() -> None:
    ensure(home.home())


def made() -> Generation:
    return Generation.current(home.home())


def first() -> Finding:
    """The first finding of Kainuu's picture."""
    return next(iter(told().values()))[0]


def told() -> dict[str, list[Finding]]:
    return picture.told(made(), CODE, wishes.of_region(CODE))


def hide(world: World, key: str, by: Actor | None = None) -> HiddenFinding:
    return actions.hide(world.kainuu, CODE, key, TOLD, reason="Kerrotaan tulkinnassa.", by=by or world.preparer)


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text(content: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", content)).replace("\N{NO-BREAK SPACE}", " ")


def sentences(client: Client) -> list[str]:
    answer = client.get(f"/fi/alue/{CODE}/havainnot.json")
    return [each["sentence"].replace("\N{NO-BREAK SPACE}", " ") for each in json.loads(answer.content)["findings"]]


def test_a_hidden_finding_gives_its_place_to_the_next(world: World) -> None:
    before = told()
    hide(world, first().key)
    after = told()
    theme = next(iter(before))
    assert before[theme][0].key not in {each.key for each in after[theme]}
    assert len(after[theme]) == len(before[theme])


def test_the_list_is_the_same_on_the_page_in_the_files_and_in_the_interface(world: World, client: Client) -> None:
    gone = sentences(client)[0]
    hide(world, first().key)
    said = sentences(client)
    assert gone not in said
    page = client.get(PAGE).content.decode()
    on_page = text(re.sub(r"<details.*?</details>", "", page))
    places = [on_page.find(each) for each in said]
    assert -1 not in places
    assert places == sorted(places)
    assert gone not in text(page)
    docx = zipfile.ZipFile(io.BytesIO(client.get(f"{PAGE}kuva.docx").content)).read("word/document.xml").decode()
    html = client.get(f"{PAGE}kuva.html").content.decode()
    for file in (text(docx), text(html)):
        assert all(each in file for each in said)
        assert gone not in file
        assert "jättänyt kuvasta pois yhden havainnon" in file


def test_the_same_document_is_written_as_pdf(world: World, monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    from alke.documents import make

    seen = {}
    monkeypatch.setitem(make.FORMATS, "pdf", lambda document: seen.setdefault("pdf", document) and b"%PDF")
    monkeypatch.setitem(make.FORMATS, "docx", lambda document: seen.setdefault("docx", document) and b"PK")
    hide(world, first().key)
    for form in ("pdf", "docx"):
        client.get(f"{PAGE}kuva.{form}")
    assert seen["pdf"] == seen["docx"]


def test_a_page_that_anyone_is_shown_is_made_anew_when_a_finding_is_hidden_or_returned(world: World) -> None:
    anyone = Client()
    before = anyone.get(PAGE)
    row = hide(world, first().key)
    hidden = anyone.get(PAGE)
    assert hidden.content != before.content
    assert hidden.headers["ETag"] != before.headers["ETag"]
    assert anyone.get(PAGE, headers={"If-None-Match": before.headers["ETag"]}).status_code == 200
    actions.show(row, by=world.preparer)
    assert anyone.get(PAGE).content == before.content


def test_an_act_that_changes_no_picture_leaves_the_kept_page(world: World) -> None:
    hide(world, first().key)
    kept, anyone = wishes.mark(), Client()
    tag = anyone.get(PAGE).headers["ETag"]
    rounds.make_round(2027, by=world.coordinator)
    assert wishes.mark() == kept
    assert anyone.get(PAGE, headers={"If-None-Match": tag}).status_code == 304


def test_the_reason_and_who_and_when_stand_in_the_log_for_the_council_alone(world: World) -> None:
    hide(world, first().key)
    event = Event.objects.get(verb="hiddenfinding.hide")
    assert (event.reason, event.actor_name, event.audience) == (
        "Kerrotaan tulkinnassa.",
        world.preparer.name,
        Audience.ORGANISATION,
    )
    assert event in readable(world.member)
    assert event not in readable(world.outsider)


def test_returning_is_an_act_too_and_the_finding_is_told_again(world: World) -> None:
    key = first().key
    row = hide(world, key)
    actions.show(row, by=world.approver)
    assert first().key == key
    assert Event.objects.filter(verb="hiddenfinding.show").count() == 1


def test_only_the_councils_own_preparer_or_approver_may(world: World) -> None:
    for actor in (world.reader, world.outsider, world.coordinator, world.anyone):
        with pytest.raises(Refused):
            hide(world, first().key, by=actor)
    assert not HiddenFinding.objects.exists()


def test_what_is_hidden_is_not_hidden_twice(world: World) -> None:
    key = first().key
    hide(world, key)
    with pytest.raises(Impossible):
        hide(world, key)


def test_the_preparer_hides_and_returns_on_the_pages(world: World) -> None:
    client, gone = signed_in(world.preparer), first()
    page = client.get(PAGE).content.decode()
    there = f"{PAGE}piilotetut/piilota/{gone.key}/"
    assert f'href="{there}"' in page
    assert "virhe" in client.post(there, {"reason": ""}).content.decode().lower()
    answer = client.post(there, {"reason": "Luku on vanhentunut."}, follow=True)
    listed = answer.content.decode()
    assert "Luku on vanhentunut." in listed
    assert world.preparer.name in listed
    row = HiddenFinding.objects.get()
    assert f"{PAGE}piilotetut/{row.pk}/palauta/" in listed
    client.post(f"{PAGE}piilotetut/{row.pk}/palauta/")
    assert not HiddenFinding.objects.exists()


def test_no_one_else_is_shown_a_way_to_hide(world: World) -> None:
    for actor in (world.reader, world.outsider, world.coordinator):
        assert "piilota" not in signed_in(actor).get(PAGE).content.decode()
    assert "piilota" not in Client().get(PAGE).content.decode()


def test_a_finding_whose_figure_has_changed_is_told_as_past(world: World) -> None:
    hide(world, "level:above:population-density:MK18:1990")
    page = signed_in(world.preparer).get(f"{PAGE}piilotetut/").content.decode()
    assert "luku on päivittynyt" in page
    assert "jättänyt kuvasta pois" not in Client().get(PAGE).content.decode()


def test_each_finding_tells_why_it_is_there_in_words(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    told_why = re.findall(r'<details class="why">.*?</details>', page)
    assert all("Miksi tämä on tässä?" in item for item in told_why)
    assert len(told_why) == sum(map(len, told().values()))
    assert all("painaa" in item for item in told_why)
    found = json.loads(client.get(f"/fi/alue/{CODE}/havainnot.json").content)["findings"]
    assert all(sum(each["parts"].values()) == pytest.approx(each["weight"], abs=0.002) for each in found)
