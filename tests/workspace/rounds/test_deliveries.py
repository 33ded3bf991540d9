"""Asking, delivering, replacing, waiving: who may, what a file must be, and that nothing is ever half done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alke.base.certainty import Certainty
from alke.base.languages import Language
from alke.findings.generate import ensure
from alke.workspace.journal.models import Event
from alke.workspace.journal.verify import verify
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import deliveries, files
from alke.workspace.rounds.models import Deliverable, Delivery, HandlingStep, Round
from alke.workspace.rounds.policies.deliveries import DELIVERABLES, DELIVERIES
from alke.workspace.rounds.rules.deliveries import LIMIT, UnfitError, recognised, safe_name, taken
from tests.workspace.conftest import World
from tests.workspace.content import councils
from tests.workspace.rounds.papers import WORDS, YEAR_END, aland, asked, open_round, opendocument, page, pdf, word


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def kept(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_the_eighteen_councils_are_asked_and_aland_owes_nothing(world: World) -> None:
    councils()
    made = deliveries.ask(
        open_round(regions=[*Round().regions, "MK21"]), rule=YEAR_END, receiver=world.tem, by=world.coordinator
    )
    assert len(made) == 18
    assert "MK21" not in {code for one in made for code in one.owner.regions}


def test_aland_cannot_be_asked_even_by_name(world: World) -> None:
    with pytest.raises(UnfitError, match="Åland is outside"):
        deliveries.ask(open_round(), rule=YEAR_END, receiver=world.tem, by=world.coordinator, owners=[aland()])
    assert not Deliverable.objects.exists()


def test_by_the_end_of_the_year_stays_in_its_own_words_beside_the_day(world: World) -> None:
    owed = asked(world)
    assert (owed.words, owed.due) == (WORDS, date(2024, 12, 31))


def test_asking_again_asks_only_those_who_have_not_been_asked(world: World) -> None:
    of = open_round(regions=["MK18"])
    asked(world, of)
    of.regions = ["MK18", "MK19"]
    of.save()
    made = deliveries.ask(of, rule=YEAR_END, receiver=world.tem, by=world.coordinator)
    assert [one.owner for one in made] == [world.lappi]
    with pytest.raises(UnfitError, match="asked for this already"):
        deliveries.ask(of, rule=YEAR_END, receiver=world.tem, by=world.coordinator)


def test_the_first_delivery_is_kept_whole_with_its_note_and_checksum(world: World, media: Path) -> None:
    content = pdf()
    came = deliveries.deliver(asked(world), content, "kuva.pdf", note="Hyvä vastaanottaja", by=world.preparer)
    assert (came.number, came.name, came.note, came.size) == (1, "kuva.pdf", "Hyvä vastaanottaja", len(content))
    assert (media / came.file.name).read_bytes() == content
    assert len(came.checksum) == 64


@pytest.mark.parametrize(
    ("make", "name"), [(word, "a.docx"), (pdf, "a.PDF"), (page, "a.html"), (opendocument, "a.odt")]
)
def test_each_form_that_councils_use_is_taken(make: Callable[[], bytes], name: str) -> None:
    assert taken(make(), name).name == name


def test_a_replaced_delivery_is_kept_and_the_reason_is_asked_for(world: World, media: Path) -> None:
    owed = asked(world)
    first = deliveries.deliver(owed, pdf("luonnos"), "kuva.pdf", before_handling=True, by=world.preparer)
    with pytest.raises(UnfitError) as met:
        deliveries.deliver(owed, pdf("uusi"), "kuva.pdf", by=world.preparer)
    assert met.value.field == "replaces_because"
    assert len(kept(media)) == 1
    second = deliveries.deliver(
        owed, pdf("uusi"), "kuva.pdf", replaces_because="MYR täydensi väestöosaa", by=world.approver
    )
    assert [one.number for one in owed.deliveries.all()] == [1, 2]
    assert (media / first.file.name).read_bytes() == pdf("luonnos")
    assert (media / second.file.name).read_bytes() == pdf("uusi")
    assert (first.before_handling, second.before_handling) == (True, False)


def test_a_file_that_fails_between_itself_and_its_row_leaves_nothing_half(
    world: World, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owed = asked(world)
    events = Event.objects.count()

    def cut(self: Delivery, *args: Any, **kwargs: Any) -> None:
        assert len(kept(media)) == 1, "the file is there before its row"
        raise KeyboardInterrupt

    monkeypatch.setattr(Delivery, "save", cut)
    with pytest.raises(KeyboardInterrupt):
        deliveries.deliver(owed, pdf(), "kuva.pdf", by=world.preparer)
    assert kept(media) == []
    assert not Delivery.objects.exists()
    assert Event.objects.count() == events
    assert verify().faults == []


def test_a_file_whose_row_never_came_is_swept_and_no_other(world: World, media: Path) -> None:
    owed = asked(world)
    came = deliveries.deliver(owed, pdf(), "kuva.pdf", by=world.preparer)
    with pytest.raises(RuntimeError), transaction.atomic():
        lost = deliveries.deliver(owed, pdf("b"), "b.pdf", replaces_because="uusi", by=world.preparer)
        raise RuntimeError("the process died after the file was written")
    assert (media / lost.file.name).exists()
    assert files.sweep() == [], "a young file may still be waiting for its row"
    assert files.sweep(timedelta(0)) == [lost.file.name]
    assert kept(media) == [media / came.file.name]


def refused_by(world: World, owed: Deliverable, name: str) -> Refused:
    with pytest.raises(Refused) as met:
        deliveries.deliver(owed, pdf(), "kuva.pdf", by=getattr(world, name))
    return met.value


@pytest.mark.parametrize(
    "name",
    ["outsider", "outside_approver", "member", "reader", "expert", "coordinator", "secretary", "auditor", "anyone"],
)
def test_nobody_else_delivers_for_a_council(world: World, media: Path, name: str) -> None:
    refusal = refused_by(world, asked(world), name)
    assert refusal.reason.fi and refusal.reason.sv and refusal.reason.en
    assert kept(media) == []


def test_the_coordinator_records_what_came_by_email_with_its_day(world: World) -> None:
    owed = asked(world)
    day = timezone.localdate() - timedelta(days=3)
    came = deliveries.deliver(owed, word(), "kuva.docx", channel="email", received_on=day, by=world.coordinator)
    assert (came.channel, came.received_on) == ("email", day)
    with pytest.raises(Refused):
        deliveries.deliver(owed, word(), "k.docx", channel="email", replaces_because="uusi", by=world.preparer)


def test_what_came_cannot_have_come_tomorrow(world: World) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(UnfitError, match="still ahead"):
        deliveries.deliver(asked(world), pdf(), "k.pdf", channel="post", received_on=tomorrow, by=world.coordinator)


def test_a_delivery_is_public_on_receipt_and_a_round_in_preparation_is_hidden_from_its_owner(world: World) -> None:
    of = Round.objects.create(year=2025, state="preparing")
    owed = asked(world, of)
    rows = Deliverable.objects.all()
    assert not DELIVERABLES.visible(world.preparer, rows).exists()
    assert DELIVERABLES.visible(world.coordinator, rows).count() == 2
    of.state = "open"
    of.save()
    owed.round.refresh_from_db()
    assert DELIVERABLES.visible(world.anyone, rows).count() == 2
    deliveries.deliver(owed, pdf(), "kuva.pdf", by=world.preparer)
    assert DELIVERIES.visible(world.anyone, Delivery.objects.all()).count() == 1


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "kuva.pdf", "is empty"),
        (b"%PDF-1.7 ...", "kuva.pdf", "broken or cut short"),
        (word()[:-200], "kuva.docx", "broken or cut short"),
        (opendocument()[:90], "kuva.odt", "broken or cut short"),
        (page()[:40], "kuva.html", "broken or cut short"),
        (pdf(), "kuva.docx", "is PDF, although its name says Word"),
        (b"MZ\x90\x00 not a document", "kuva.pdf", "is not PDF"),
        (b"\xd0\xcf\x11\xe0 old Word", "kuva.doc", "cannot be taken"),
        (b"\x89PNG\r\n", "kuva.png", "cannot be taken"),
        (pdf() + b" " * LIMIT, "kuva.pdf", "too large"),
    ],
    ids=range(10),
)
def test_a_file_that_cannot_be_taken_says_why(content: bytes, name: str, says: str) -> None:
    with pytest.raises(UnfitError, match=says):
        taken(content, name)


def test_a_word_file_with_one_changed_byte_is_found_broken() -> None:
    content = bytearray(word("x" * 4000))
    content[len(content) // 2] ^= 0xFF
    with pytest.raises(UnfitError, match="broken or cut short"):
        taken(bytes(content), "kuva.docx")


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"<html "]), st.text(max_size=30))
def test_no_bytes_and_no_name_break_the_check(rest: bytes, head: bytes, name: str) -> None:
    recognised(head + rest)
    for ending in (".pdf", ".docx", ".odt", ".html", ""):
        try:
            taken(head + rest, name + ending)
        except UnfitError as error:
            assert error.reason.fi


@given(st.text(max_size=400))
def test_a_safe_name_has_no_path_and_no_control_characters(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= 200
    assert not set(safe) & {"/", "\\", "\n", "\r", "\x00"}


def test_a_deadline_is_changed_with_a_reason_and_its_sequence_grows(world: World) -> None:
    owed = asked(world)
    rule = {"rule": "day", "on": "2025-01-15"}
    with pytest.raises(UnfitError, match="Give the reason"):
        deliveries.change_deadline(owed, rule=rule, reason=" ", by=world.coordinator)
    changed = deliveries.change_deadline(
        owed, rule=rule, words="15.1. mennessä", reason="Lisäaikaa pyydettiin", by=world.coordinator
    )
    assert (changed.due, changed.words, changed.sequence) == (date(2025, 1, 15), "15.1. mennessä", 1)
    with pytest.raises(Refused):
        deliveries.change_deadline(owed, rule=YEAR_END, reason="takaisin", by=world.preparer)


def test_all_deadlines_are_changed_at_once_or_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    owed = asked(world)
    rule = {"rule": "day", "on": "2025-01-15"}
    with pytest.raises(Refused):
        deliveries.change_all(owed.round, "picture", rule=rule, reason="syy", by=world.approver)
    changed = deliveries.change_all(owed.round, "picture", rule=rule, reason="syy", by=world.coordinator)
    assert {one.due for one in changed} == {date(2025, 1, 15)} and len(changed) == 2


def test_a_waived_delivery_keeps_its_reason_and_can_be_owed_again(world: World) -> None:
    owed = deliveries.waive(asked(world), reason="Liitto yhdistyy", by=world.coordinator)
    assert owed.waived == "Liitto yhdistyy"
    with pytest.raises(UnfitError, match="no longer owed"):
        deliveries.change_deadline(owed, rule=YEAR_END, reason="syy", by=world.coordinator)
    assert deliveries.owe_again(owed, reason="Ei yhdistynytkään", by=world.coordinator).waived == ""


def test_the_handling_is_recorded_with_its_certainty_and_held_only_when_it_has_been(world: World) -> None:
    owed = asked(world)
    ahead = timezone.localdate() + timedelta(days=10)
    with pytest.raises(UnfitError, match="still ahead"):
        deliveries.record_step(owed, kind="myr", on=ahead, certainty=Certainty.HELD, by=world.preparer)
    step = deliveries.record_step(owed, kind="myr", on=ahead, certainty=Certainty.EXPECTED, by=world.preparer)
    held = deliveries.change_step(step, on=timezone.localdate(), certainty=Certainty.HELD, by=world.approver)
    assert held.certainty == "held"
    with pytest.raises(Refused):
        deliveries.record_step(owed, kind="board", by=world.outsider)
    assert HandlingStep.objects.count() == 1
    verbs = set(Event.objects.filter(subject_kind="rounds.handlingstep").values_list("verb", flat=True))
    assert verbs == {"handlingstep.record", "handlingstep.change"}


def test_alke_s_own_picture_is_frozen_with_the_generation_it_shows(
    world: World, media: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("home")
    made = ensure(home)
    monkeypatch.setenv("ALKE_HOME", str(home))
    owed = asked(world)
    came = deliveries.deliver_picture(owed, language=Language.FI, form="html", by=world.preparer)
    assert (came.channel, came.generation, came.name) == ("alke", made.number, "MK18-fi.html")
    content = (media / came.file.name).read_bytes()
    assert b"Kainuu" in content
    with pytest.raises(Refused):
        deliveries.deliver_picture(owed, language=Language.FI, form="html", by=world.coordinator)
    other = deliveries.ask(
        owed.round, kind="themes", rule=YEAR_END, receiver=world.tem, by=world.coordinator, owners=[world.kainuu]
    )[0]
    with pytest.raises(UnfitError, match="only when"):
        deliveries.deliver_picture(other, language=Language.FI, form="html", by=world.preparer)
