"""A confirmed minutes item becomes a case, an item, a round with themes, meetings, deadlines and what is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from alke.base.certainty import Certainty
from alke.base.languages import Language
from alke.minutes.facts import Kind
from alke.minutes.reading import read
from alke.workspace.journal.models import Event
from alke.workspace.journal.verify import verify
from alke.workspace.meetings import reference as bodies
from alke.workspace.meetings.models import Case, Item, Meeting, Source
from alke.workspace.people import reference as organisations
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.actions.imports import Imported, confirm
from alke.workspace.rounds.models import Deliverable, OperatingModel, Round, Session, Statement, Theme, ThemeStep
from alke.workspace.rounds.rules.imports import groups
from alke.workspace.rounds.rules.statements import by_question
from alke.workspace.strategies import reference as strategies
from tests.workspace.conftest import World, person

TEXT = (Path(__file__).parents[2] / "minutes" / "corpus" / "seed-paraphrase.txt").read_text("utf-8")


@pytest.fixture
def coordinator(db: None) -> Actor:
    organisations.load()
    bodies.load()
    strategies.load()
    return person("Kerttu Kokoaja", Organisation.objects.get(code="tem"), "coordinator")


def everything(by: Actor, text: str = TEXT) -> Imported:
    item = read(text)
    return confirm(item, {fact.id for fact in item.facts}, by=by)


def test_the_case_and_the_item_are_recorded_as_the_minutes_give_them(coordinator: Actor) -> None:
    everything(coordinator)
    case, item = Case.objects.get(), Item.objects.get()
    assert (case.number, case.scheme) == ("458/07.00.01.00/2024", "dynasty")
    assert (item.section, item.case, item.meeting.starts_on) == (66, case, date(2024, 12, 5))
    assert (item.outcome, item.as_proposed, item.asks) == ("proposal_to_body", True, "noted")
    assert item.to_body is not None and item.to_body.kind == "myr"
    assert len(item.contacts) == 2 and all(one["role"] for one in item.contacts)
    assert item.presented_by


def test_the_round_gets_its_themes_with_who_proposed_and_who_is_expected_to_confirm(coordinator: Actor) -> None:
    everything(coordinator)
    made = Round.objects.get()
    assert (made.year, made.state) == (2025, "open")
    assert made.theme_set is not None and made.theme_set.themes.count() == 4
    names = [theme.name_fi for theme in made.themes.order_by("order")]
    assert names[:2] == ["Kestävä kasvu ja investoinnit", "Hyvinvoiva väestö ja yhteisöt"]
    assert [theme.cross_cutting for theme in made.themes.order_by("order")] == [False, False, True]
    assert all(theme.focus_fi and theme.state == "proposed" for theme in made.themes.all())
    proposed = ThemeStep.objects.filter(kind="proposed").first()
    assert proposed is not None and proposed.organisation is not None and proposed.organisation.code == "vn"
    assert proposed.on == date(2024, 11, 12)
    expected = ThemeStep.objects.filter(theme__round=made, kind="confirmed", theme__order=1)
    assert {step.certainty for step in expected} <= {"expected", "proposed", "preparing"}


def test_every_dated_event_is_there_with_its_certainty(coordinator: Actor) -> None:
    everything(coordinator)
    held = {(one.body.code, one.starts_on): one.certainty for one in Meeting.objects.select_related("body")}
    assert held["webinaarit", date(2024, 10, 30)] == Certainty.HELD
    assert held["aune", date(2024, 11, 12)] == Certainty.HELD
    assert held["aune", date(2024, 12, 3)] == Certainty.EXPECTED
    session = Session.objects.get()
    assert (session.meeting.starts_on, session.meeting.ends_on) == (date(2025, 3, 20), date(2025, 3, 21))
    assert (session.meeting.place, session.meeting.certainty) == ("Helsinki", Certainty.EXPECTED)


def test_eighteen_councils_owe_a_picture_in_the_sources_own_words(coordinator: Actor) -> None:
    everything(coordinator)
    owed = Deliverable.objects.all()
    assert owed.count() == 18
    assert {(one.due, one.words, one.kind) for one in owed} == {
        (date(2024, 12, 31), owed[0].words, Deliverable.Kind.PICTURE)
    }
    assert owed[0].rule == {"rule": "end_of_year", "year": 2024}
    assert owed[0].words and "31" not in owed[0].words
    assert not owed.filter(owner__kind="aland").exists()


def test_the_conflict_about_who_confirms_stands_side_by_side(coordinator: Actor) -> None:
    everything(coordinator)
    contested = [one for one in by_question(Statement.objects.all()) if one.contested]
    assert "theme_confirmation" in {one.code for one in contested}
    sides = {one.answer for one in Statement.objects.filter(question="theme_confirmation")}
    assert sides == {"aune@2024-12-03", "tem@2024-12"}
    for one in Statement.objects.exclude(source=None).select_related("source"):
        assert one.source is not None and one.span_start is not None
        assert one.source.text[one.span_start : one.span_end] == one.quote


def test_the_round_is_opened_on_the_day_of_its_source(coordinator: Actor) -> None:
    everything(coordinator)
    assert Round.objects.get().opened_on == date(2024, 12, 5)


def test_what_was_read_is_told_as_people_write_it(coordinator: Actor) -> None:
    told = {one.told for _, group in groups(read(TEXT), Language.FI) for one in group}
    assert {
        "Keskustelut 20.–21.3.2025, Helsinki",
        "AUNE vahvistaa teemat 3.12.2024",
        "TEM päättää teemoista joulukuussa 2024",
        "VN haluaa käyttää keskusteluihin myös muita foorumeita",
        "66 §",
    } <= told
    swedish = {one.told for _, group in groups(read(TEXT), Language.SV) for one in group}
    assert "ANM beslutar om temana i december 2024" in swedish
    assert any("landskapsförbunden" in one and "ANM" in one for one in swedish)


def test_the_operating_model_is_in_preparation(coordinator: Actor) -> None:
    everything(coordinator)
    model = OperatingModel.objects.get()
    assert (model.certainty, model.first_year, model.last_year) == ("preparing", 2023, 2027)
    assert Round.objects.get().operating_model == model


def test_the_same_item_again_changes_nothing(coordinator: Actor) -> None:
    everything(coordinator)
    events = Event.objects.count()
    again = everything(coordinator)
    assert again.saved == []
    assert Event.objects.count() == events
    assert Theme.objects.count() == 3
    assert verify().faults == []


def test_what_is_not_confirmed_is_not_saved(coordinator: Actor) -> None:
    item = read(TEXT)
    wanted = {fact.id for fact in item.facts if fact.kind in (Kind.BODY, Kind.DATE, Kind.SECTION, Kind.TITLE)}
    done = confirm(item, wanted, by=coordinator)
    assert done.round is None
    assert (Source.objects.count(), Item.objects.count(), Round.objects.count()) == (1, 1, 0)
    assert not Case.objects.exists()


def test_reading_alone_saves_nothing(coordinator: Actor) -> None:
    before = Event.objects.count()
    read(TEXT)
    assert Event.objects.count() == before


def test_a_council_may_record_the_item_but_not_make_the_round(coordinator: Actor, world: World) -> None:
    done = everything(world.preparer)
    assert Item.objects.count() == 1
    assert not Round.objects.exists()
    assert any(entry.kind == "round" and entry.refused is not None for entry in done.left)


def test_a_council_adds_to_a_round_that_is_open_what_it_may(coordinator: Actor, world: World) -> None:
    everything(coordinator)
    text = TEXT.replace("Kestävä kasvu ja investoinnit", "Kestävä kasvu ja saavutettavuus")
    done = everything(world.preparer, text)
    assert Theme.objects.filter(name_fi="Kestävä kasvu ja saavutettavuus").exists()
    assert Session.objects.count() == 1
    assert all(entry.refused is None or entry.kind in ("deadline", "event") for entry in done.entries)
