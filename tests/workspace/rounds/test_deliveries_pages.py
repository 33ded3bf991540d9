"""The pages of what is owed: the board, one thing with its history, the forms, the file for anyone; who sees what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.meetings.models import Body, Meeting
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.rounds.actions import deliveries
from alke.workspace.rounds.models import Deliverable, Delivery, HandlingStep, Round
from alke.workspace.rounds.rules import deliveries as rules
from alke.workspace.rounds.rules.deliveries import UnfitError
from alke.workspace.rounds.views.deliveries import panel
from tests.workspace.conftest import World
from tests.workspace.content import fill
from tests.workspace.rounds.papers import WORDS, asked, open_round, page, pdf, word

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


def of(owed: Deliverable, name: str, **args: object) -> str:
    return address(FI, name, year=owed.round.year, pk=owed.pk, **args)


def board(owed: Deliverable) -> str:
    return address(FI, "deliveries", year=owed.round.year)


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_board_shows_the_day_beside_the_source_s_own_words(client: Client, world: World) -> None:
    shown = client.get(board(asked(world))).content.decode()
    assert "31.12.2024" in shown
    assert WORDS in shown


def test_the_late_come_first_and_the_counts_tell_them(client: Client, world: World) -> None:
    owed = asked(world)
    deliveries.deliver(owed, pdf(), "kuva.pdf", by=world.preparer)
    shown = client.get(board(owed)).content.decode()
    assert shown.index(">Lappi</a>") < shown.index(">Kainuu</a>")
    assert "Toimitettu 1/2 · myöhässä 1" in shown


@pytest.mark.parametrize("language", Language)
def test_every_page_is_shown_in_every_language(client: Client, world: World, language: Language) -> None:
    owed = asked(world)
    deliveries.deliver(owed, pdf(), "kuva.pdf", note="Saate", before_handling=True, by=world.preparer)
    deliveries.deliver(owed, page(), "kuva.html", replaces_because="korjattu", by=world.preparer)
    deliveries.record_step(owed, kind="myr", on=timezone.localdate(), certainty="held", by=world.preparer)
    sign_in(client, world.coordinator)
    for name in ("deliveries", "assessments"):
        assert client.get(address(language, name, year=2025)).status_code == 200
    assert client.get(address(language, "deliverable", year=2025, pk=owed.pk)).status_code == 200
    assert client.get(address(language, "deliveries-ask", year=2025)).status_code == 200
    for name in ("deliverable-deadline", "deliverable-waive", "delivery-record", "deliverable-step"):
        assert client.get(address(language, name, year=2025, pk=owed.pk)).status_code == 200
    sign_in(client, world.preparer)
    for name in ("delivery-deliver", "delivery-picture"):
        assert client.get(address(language, name, year=2025, pk=owed.pk)).status_code == 200


def test_a_preparer_delivers_in_the_browser_and_anyone_reads_it(client: Client, world: World) -> None:
    owed = asked(world)
    assert client.get(of(owed, "delivery-file", number=1)).status_code == 404
    sign_in(client, world.preparer)
    there = of(owed, "delivery-deliver")
    answer = client.post(there, {"file": upload(word(), "Kainuun kuva.docx"), "note": "Hyvä TEM"}, follow=True)
    assert "Toimitus on vastaanotettu" in answer.content.decode()
    sign_in(client, world.anyone)
    got = client.get(of(owed, "delivery-file", number=1))
    assert got.status_code == 200
    assert b"".join(got.streaming_content) == word() or got["Content-Type"].startswith("application/vnd")  # type: ignore[attr-defined]
    assert got["Content-Disposition"] == 'attachment; filename="Kainuun kuva.docx"'
    assert got["X-Content-Type-Options"] == "nosniff"


def test_a_delivered_page_is_never_shown_within_the_site(client: Client, world: World) -> None:
    owed = asked(world)
    deliveries.deliver(owed, page("<script>alert(1)</script>"), "kuva.html", by=world.preparer)
    got = client.get(of(owed, "delivery-file", number=1))
    assert got["Content-Disposition"].startswith("attachment")
    assert "sandbox" in got["Content-Security-Policy"]
    assert b"".join(got.streaming_content) == page("<script>alert(1)</script>")  # type: ignore[attr-defined]


def test_a_name_with_quotes_and_letters_of_ours_cannot_break_the_header(client: Client, world: World) -> None:
    owed = asked(world)
    deliveries.deliver(owed, pdf(), 'kuva "ää"; x=1\r\nX-Evil: 1.pdf', by=world.preparer)
    got = client.get(of(owed, "delivery-file", number=1))
    assert "X-Evil" not in got.headers
    assert got["Content-Disposition"].startswith("attachment; filename*=utf-8''")


def test_a_new_delivery_asks_why_and_the_old_one_stays_listed_as_replaced(client: Client, world: World) -> None:
    owed = asked(world)
    deliveries.deliver(owed, pdf("1"), "ensimmainen.pdf", by=world.preparer)
    sign_in(client, world.preparer)
    there = of(owed, "delivery-deliver")
    refused = client.post(there, {"file": upload(pdf("2"), "toinen.pdf"), "replaces_because": ""})
    assert refused.status_code == 200 and Delivery.objects.count() == 1
    client.post(there, {"file": upload(pdf("2"), "toinen.pdf"), "replaces_because": "MYR täydensi"})
    shown = client.get(of(owed, "deliverable")).content.decode()
    assert "ensimmainen.pdf" in shown and "toinen.pdf" in shown and "korvattu" in shown and "MYR täydensi" in shown
    assert b"".join(client.get(of(owed, "delivery-file", number=1)).streaming_content) == pdf("1")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "kuva.pdf", "tyhjä"),
        (b"hello", "kuva.pdf", "sisältö ei ole muotoa PDF"),
        (word()[:-100], "kuva.docx", "rikki tai katkennut"),
        (pdf(), "kuva.exe", "ei voi ottaa vastaan"),
    ],
)
def test_a_file_that_cannot_be_taken_is_a_form_error(
    client: Client, world: World, media: Path, content: bytes, name: str, says: str
) -> None:
    owed = asked(world)
    sign_in(client, world.preparer)
    answer = client.post(of(owed, "delivery-deliver"), {"file": upload(content, name)})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not [one for one in media.rglob("*") if one.is_file()]


def test_a_huge_file_is_refused_before_it_is_read(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alke.workspace.rounds.views.delivering.LIMIT", 100)
    owed = asked(world)
    sign_in(client, world.preparer)
    answer = client.post(of(owed, "delivery-deliver"), {"file": upload(pdf() + b"x" * 200, "kuva.pdf")})
    assert "liian suuri" in answer.content.decode()
    assert rules.LIMIT == 30 * 2**20


def test_the_coordinator_records_what_came_by_post(client: Client, world: World) -> None:
    owed = asked(world)
    sign_in(client, world.coordinator)
    ahead = (timezone.localdate() + timedelta(days=2)).isoformat()
    there = of(owed, "delivery-record")
    answer = client.post(there, {"file": upload(pdf(), "k.pdf"), "channel": "post", "received_on": ahead})
    assert "Päivä on vasta edessä" in answer.content.decode()
    day = timezone.localdate() - timedelta(days=1)
    client.post(there, {"file": upload(pdf(), "k.pdf"), "channel": "post", "received_on": day.isoformat()})
    assert Delivery.objects.get().received_on == day


VERBS: list[tuple[str, tuple[str, ...]]] = [
    ("delivery-deliver", ("preparer", "approver")),
    ("delivery-picture", ("preparer", "approver")),
    ("delivery-record", ("coordinator",)),
    ("deliverable-step", ("preparer", "approver", "coordinator")),
    ("deliverable-deadline", ("coordinator",)),
    ("deliverable-waive", ("coordinator",)),
]
EVERYONE = ("coordinator", "secretary", "expert", "preparer", "approver", "member", "outsider", "auditor", "anyone")


@pytest.mark.parametrize(("name", "allowed"), VERBS)
def test_a_form_is_for_those_who_may_and_the_others_are_told_why(
    client: Client, world: World, name: str, allowed: tuple[str, ...]
) -> None:
    owed = asked(world)
    for who in EVERYONE:
        sign_in(client, getattr(world, who))
        for method in (client.get, client.post):
            answer = method(of(owed, name))
            assert answer.status_code == (200 if who in allowed else 403), (who, name)
            if who not in allowed:
                assert 'class="lead"' in answer.content.decode(), "the reason is told"


@pytest.mark.parametrize(("name", "allowed"), VERBS)
def test_a_button_is_shown_only_to_those_who_may(
    client: Client, world: World, name: str, allowed: tuple[str, ...]
) -> None:
    owed = asked(world)
    for who in EVERYONE:
        sign_in(client, getattr(world, who))
        shown = client.get(of(owed, "deliverable")).content.decode()
        assert (f'href="{of(owed, name)}"' in shown) == (who in allowed), (who, name)


def test_a_round_in_preparation_is_404_to_its_councils(client: Client, world: World) -> None:
    owed = asked(world, Round.objects.create(year=2025, state="preparing"))
    for who in ("preparer", "expert", "anyone"):
        sign_in(client, getattr(world, who))
        assert client.get(board(owed)).status_code == 404
        assert client.get(of(owed, "deliverable")).status_code == 404
    sign_in(client, world.coordinator)
    assert client.get(board(owed)).status_code == 200


def test_the_coordinator_asks_all_with_a_rule_and_words(client: Client, world: World) -> None:
    open_round()
    sign_in(client, world.coordinator)
    there = address(FI, "deliveries-ask", year=2025)
    given = {"kind": "picture", "words": WORDS, "rule": "end_of_year", "certainty": "decided"}
    answer = client.post(there, given)
    assert "Tämä sääntö tarvitsee tämän tiedon" in answer.content.decode()
    client.post(there, given | {"year": "2024"})
    assert {one.due for one in Deliverable.objects.all()} == {date(2024, 12, 31)}
    assert {one.words for one in Deliverable.objects.all()} == {WORDS}


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ({"rule": "day", "on": "2025-01-15"}, date(2025, 1, 15)),
        ({"rule": "end_of_month", "year": "2025", "month": "2"}, date(2025, 2, 28)),
        ({"rule": "week", "year": "2025", "week": "7"}, date(2025, 2, 16)),
        ({"rule": "days_after", "anchor": "opening", "days": "30"}, date(2024, 10, 31)),
        ({"rule": "planning", "event": "frame", "year": "2026"}, date(2026, 1, 31)),
        ({"rule": "planning", "event": "budget", "anchor": "opening"}, date(2025, 5, 31)),
    ],
)
def test_each_rule_can_be_given_in_the_form(client: Client, world: World, given: dict[str, str], due: date) -> None:
    owed = asked(world)
    sign_in(client, world.coordinator)
    client.post(of(owed, "deliverable-deadline"), given | {"certainty": "decided", "reason": "siirto"})
    owed.refresh_from_db()
    assert owed.due == due
    shown = client.get(of(owed, "deliverable")).content.decode()
    assert "siirto" in shown, "the reason stays visible"


def test_a_week_that_the_year_does_not_have_is_a_form_error(client: Client, world: World) -> None:
    owed = asked(world)
    sign_in(client, world.coordinator)
    given = {"rule": "week", "year": "2025", "week": "53", "certainty": "decided", "reason": "siirto"}
    assert "ei ole viikkoa 53" in client.post(of(owed, "deliverable-deadline"), given).content.decode()


def test_all_deadlines_change_and_a_waived_one_stays(client: Client, world: World) -> None:
    owed = asked(world)
    sign_in(client, world.coordinator)
    client.post(of(owed, "deliverable-waive"), {"reason": "yhdistyy"})
    there = address(FI, "deliveries-deadline", year=2025, kind="picture")
    client.post(there, {"rule": "day", "on": "2025-01-15", "certainty": "decided", "reason": "lisäaika"})
    owed.refresh_from_db()
    assert (owed.due, owed.waived) == (date(2024, 12, 31), "yhdistyy")
    assert Deliverable.objects.filter(due=date(2025, 1, 15)).count() == 1


def test_a_step_is_recorded_and_later_marked_held(client: Client, world: World) -> None:
    owed = asked(world)
    sign_in(client, world.preparer)
    today = timezone.localdate().isoformat()
    client.post(of(owed, "deliverable-step"), {"kind": "board", "certainty": "expected", "note": "§ 12"})
    step = HandlingStep.objects.get()
    there = of(owed, "deliverable-step-change", step=step.pk)
    wrong = client.post(there, {"certainty": "held"})
    assert "Anna päivä" in wrong.content.decode()
    client.post(there, {"certainty": "held", "on": today, "note": "§ 12"})
    step.refresh_from_db()
    assert (step.certainty, step.kind) == ("held", "board")


def test_a_step_in_a_recorded_meeting_has_the_meeting_s_day_also_when_it_moves(client: Client, world: World) -> None:
    owed = asked(world)
    body = Body.objects.create(code="kainuu-myr", kind="myr", name_fi="Kainuun MYR", organisation=world.kainuu)
    theirs = Body.objects.create(code="lappi-myr", kind="myr", name_fi="Lapin MYR", organisation=world.lappi)
    met = Meeting.objects.create(body=body, name_fi="Joulukuun kokous", starts_on=date(2024, 12, 9))
    other = Meeting.objects.create(body=theirs, name_fi="Lapin kokous", starts_on=date(2024, 12, 9))
    sign_in(client, world.preparer)
    form = client.get(of(owed, "deliverable-step")).content.decode()
    assert "Joulukuun kokous, 9.12.2024" in form and "Lapin kokous" not in form
    refused = client.post(of(owed, "deliverable-step"), {"kind": "myr", "certainty": "held", "meeting": other.pk})
    assert refused.status_code == 200 and not HandlingStep.objects.exists()
    client.post(of(owed, "deliverable-step"), {"kind": "myr", "certainty": "held", "meeting": met.pk})
    step = HandlingStep.objects.get()
    assert (step.body, step.meeting, step.stands) == (body, met, "decided")
    assert "Joulukuun kokous" in client.get(of(owed, "deliverable-step-change", step=step.pk)).content.decode()
    Meeting.objects.update(starts_on=date(2024, 12, 16), certainty="held")
    page = client.get(of(owed, "deliverable")).content.decode()
    handling = page[page.index('id="handling"') :]
    assert "16.12.2024" in handling and address(FI, "meeting", pk=met.pk) in handling
    assert "16.12.2024" in client.get(address(FI, "deliveries", year=2025)).content.decode()
    Meeting.objects.update(certainty="decided", cancelled=True)
    assert "peruttu" in client.get(of(owed, "deliverable")).content.decode()
    with pytest.raises(UnfitError):
        deliveries.record_step(owed, kind="myr", meeting=Meeting.objects.get(pk=met.pk), by=world.preparer)


def test_the_panel_counts_what_has_come_and_what_is_late(world: World) -> None:
    owed = asked(world)
    deliveries.deliver(owed, pdf(), "kuva.pdf", by=world.preparer)
    made = panel(owed.round, world.anyone, FI)
    assert made is not None
    assert made.lines == ("Toimitettu 1/2", "Myöhässä 1")


def test_a_file_lost_from_the_disk_is_told_and_not_a_crash(client: Client, world: World, media: Path) -> None:
    owed = asked(world)
    came = deliveries.deliver(owed, pdf(), "kuva.pdf", by=world.preparer)
    (media / came.file.name).unlink()
    assert client.get(of(owed, "delivery-file", number=1)).status_code == 503


def test_the_board_costs_the_same_queries_for_two_regions_as_for_nineteen(
    client: Client, world: World, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    small, large = fill(1, 2, 2, first=2019)[0], fill(1, 19, 8, first=2024)[0]
    with django_assert_max_num_queries(100) as few:
        client.get(address(FI, "deliveries", year=small.year))
    with django_assert_max_num_queries(len(few)):
        assert client.get(address(FI, "deliveries", year=large.year)).status_code == 200
    with django_assert_max_num_queries(8):
        panel(large, world.coordinator, FI)
