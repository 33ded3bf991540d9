"""The Government's assessments and the ministry's commission letter: drafts of their own house until released."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.journal import writings
from alke.workspace.journal.models import Event
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import assessments, commissions
from alke.workspace.rounds.models import Assessment
from alke.workspace.rounds.policies.parts import part_of
from alke.workspace.rounds.rules.deliveries import UnfitError
from tests.workspace.conftest import World
from tests.workspace.rounds.papers import open_round, word

FI = Language.FI


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def sign_in(client: Client, actor: Actor) -> Client:
    client.logout()
    if actor.signed_in:
        client.force_login(User.objects.get(pk=actor.user_id))
    return client


def begun(world: World, text: str = "Kuva on ajan tasalla.") -> Assessment:
    one = assessments.start(open_round(), "MK18", by=world.expert)
    if text:
        part_of("assessment", "assessment").write(one, "assessment", FI, text, base=0, by=world.expert)
    return one


def test_a_ministry_s_draft_is_its_own_until_it_is_released(client: Client, world: World) -> None:
    one = begun(world)
    there = address(FI, "assessment", year=2025, code="MK18")
    for other in (world.anyone, world.coordinator, world.preparer):
        assert "Kuva on ajan tasalla" not in sign_in(client, other).get(there).content.decode()
    assert "Kuva on ajan tasalla" in sign_in(client, world.expert).get(there).content.decode()
    assessments.release(one, by=world.expert)
    assert "Kuva on ajan tasalla" in sign_in(client, world.anyone).get(there).content.decode()


def test_that_a_draft_was_written_is_for_its_own_house_to_read_in_the_log(world: World) -> None:
    begun(world)
    audiences = set(Event.objects.filter(subject_kind="rounds.assessment").values_list("verb", "audience"))
    assert audiences == {("assessment.start", "organisation"), ("assessment.write", "organisation")}


def test_an_outsider_gets_404_for_a_draft_and_a_colleague_403_with_the_reason(client: Client, world: World) -> None:
    one = begun(world)
    there = address(FI, "assessment-release", year=2025, pk=one.pk)
    assert sign_in(client, world.coordinator).get(there).status_code == 404
    assert sign_in(client, world.preparer).post(there).status_code == 404
    assert sign_in(client, world.anyone).get(there).status_code == 404
    assessments.release(one, by=world.expert)
    reopen = address(FI, "assessment-reopen", year=2025, pk=one.pk)
    assert sign_in(client, world.coordinator).get(reopen).status_code == 403
    assert sign_in(client, world.expert).get(reopen).status_code == 200


def test_an_empty_assessment_is_not_released(world: World) -> None:
    one = begun(world, "")
    with pytest.raises(UnfitError, match="no text"):
        assessments.release(one, by=world.expert)


def test_beginning_twice_is_beginning_once(world: World) -> None:
    one = begun(world)
    assert assessments.start(one.round, "MK18", by=world.expert).pk == one.pk
    assert assessments.start(one.round, "MK18", by=world.coordinator).pk != one.pk


def test_a_region_s_people_do_not_assess(world: World) -> None:
    with pytest.raises(Refused):
        assessments.start(open_round(), "MK18", by=world.preparer)
    assert not Assessment.objects.exists()


def test_aland_s_picture_is_not_assessed(client: Client, world: World) -> None:
    open_round(regions=["MK18", "MK21"])
    sign_in(client, world.expert)
    assert client.get(address(FI, "assessment", year=2025, code="MK21")).status_code == 404


def test_a_released_assessment_is_taken_back_only_with_a_reason(world: World) -> None:
    one = assessments.release(begun(world), by=world.expert)
    with pytest.raises(UnfitError):
        assessments.reopen(one, reason="", by=world.expert)
    assert assessments.reopen(one, reason="Kirjoitusvirhe", by=world.expert).state == "draft"


def test_an_expert_begins_writes_and_releases_in_the_browser(client: Client, world: World) -> None:
    open_round()
    sign_in(client, world.expert)
    answer = client.post(address(FI, "assessment-start", year=2025, code="MK18"))
    one = Assessment.objects.get()
    write = address(FI, "text", kind="assessment", pk=one.pk, part="assessment", written="fi")
    assert answer["Location"] == write
    client.post(write, {"base": "0", "text": "Näkemyksemme kuvasta."})
    client.post(address(FI, "assessment-release", year=2025, pk=one.pk))
    shown = sign_in(client, world.anyone).get(address(Language.SV, "assessment", year=2025, code="MK18"))
    assert "Näkemyksemme kuvasta." in shown.content.decode()
    assert "Texten finns endast på detta språk: finska." in shown.content.decode()


def test_the_commission_is_the_ministry_s_draft_then_public_with_its_template(client: Client, world: World) -> None:
    of = open_round()
    letter = commissions.make(
        of, title="Toimeksianto", number="VN/1/2024", template=(word(), "pohja.docx"), by=world.coordinator
    )
    there = address(FI, "commission", year=2025, pk=letter.pk)
    template = address(FI, "commission-template", year=2025, pk=letter.pk)
    assert sign_in(client, world.preparer).get(there).status_code == 404
    assert client.get(template).status_code == 404
    with pytest.raises(UnfitError, match="no text"):
        commissions.release(letter, by=world.coordinator)
    writings.write(letter, "letter", FI, "Hyvä liitto", base=0, by=world.coordinator)
    commissions.release(letter, by=world.coordinator)
    shown = sign_in(client, world.anyone).get(there).content.decode()
    assert "VN/1/2024" in shown and "Hyvä liitto" in shown
    got = client.get(template)
    assert got["Content-Disposition"] == 'attachment; filename="pohja.docx"'
    board = client.get(address(FI, "deliveries", year=2025)).content.decode()
    assert there in board


def test_only_the_coordinator_makes_a_commission(client: Client, world: World) -> None:
    open_round()
    there = address(FI, "commission-new", year=2025)
    for other in (world.secretary, world.preparer, world.expert, world.anyone):
        assert sign_in(client, other).post(there, {"title": "X"}).status_code == 403
    assert sign_in(client, world.coordinator).post(there, {"title": "Toimeksianto"}).status_code == 302
