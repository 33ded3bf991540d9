"""Meetings: who runs which body, what calendars hear of, and what a source tells is recorded once."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from alke.areas import MAINLAND
from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace.journal.models import Event
from alke.workspace.meetings import actions, reference
from alke.workspace.meetings.models import Body, Case, Item, Meeting, Source
from alke.workspace.meetings.rules import When, in_words, order
from alke.workspace.people.policies import Refused
from tests.workspace.conftest import World


@pytest.fixture
def bodies(world: World) -> dict[str, Body]:
    """The bodies of the product by their codes."""
    reference.load()
    return {one.code: one for one in Body.objects.select_related("organisation")}


def minutes(world: World, text: str = "Neuvottelukunta kokoontui.", **fields: object) -> Source:
    return actions.record_source(
        kind="minutes",
        title="Keksitty pöytäkirja",
        text=text,
        by=world.preparer,
        **fields,  # type: ignore[arg-type]
    )


def test_every_council_has_its_four_bodies_and_loading_again_changes_nothing(bodies: dict[str, Body]) -> None:
    before = {one.pk: one.name_fi for one in bodies.values()}
    assert all(f"{kind}-{region}" in bodies for region in MAINLAND for kind in ("myr", "myrs", "board", "assembly"))
    reference.load()
    assert {one.pk: one.name_fi for one in Body.objects.all()} == before


def test_a_body_is_named_in_three_languages_and_belongs_to_its_council(bodies: dict[str, Body], world: World) -> None:
    myr = bodies["myr-MK18"]
    assert myr.names == Text(
        "Kainuun maakunnan yhteistyöryhmä",
        "Kajanalands landskaps samarbetsgrupp",
        "Regional Cooperation Group of Kainuu",
    )
    assert myr.organisation == world.kainuu
    assert bodies["board-MK19"].name_fi == "Lapin liiton hallitus"


def test_the_coordinator_runs_the_fora_and_a_council_its_own_bodies(bodies: dict[str, Body], world: World) -> None:
    when = When(starts_on=date(2024, 12, 3))
    for actor in (world.coordinator, world.secretary):
        assert actions.plan_meeting(bodies["aune"], when=when, by=actor).name_fi == "AUNE"
        actions.plan_meeting(bodies["mkj"], when=when, by=actor)
    actions.plan_meeting(bodies["myr-MK18"], when=when, by=world.preparer)
    for body, actor in (("aune", world.preparer), ("myr-MK18", world.outsider), ("myr-MK18", world.coordinator)):
        with pytest.raises(Refused) as refused:
            actions.plan_meeting(bodies[body], when=when, by=actor)
        assert "toiselle organisaatiolle" in refused.value.reason.fi
    with pytest.raises(Refused, match="roles"):
        actions.plan_meeting(bodies["aune"], when=when, by=world.reader)


def test_what_a_source_tells_of_a_meeting_is_recorded_once_and_its_certainty_only_rises(
    bodies: dict[str, Body], world: World
) -> None:
    aune, when = bodies["aune"], When(starts_on=date(2024, 12, 3))
    told = [
        actions.record_meeting(
            aune, source=minutes(world), when=when, certainty=certainty, place=place, by=world.preparer
        )
        for certainty, place in ((Certainty.EXPECTED, ""), (Certainty.HELD, "Helsinki"), (Certainty.PROPOSED, "Oulu"))
    ]
    assert {one.pk for one in told} == {Meeting.objects.get().pk}
    meeting = Meeting.objects.get()
    assert (meeting.certainty, meeting.place, meeting.sequence) == ("held", "Helsinki", 1)


def test_a_change_that_calendars_must_hear_of_makes_the_sequence_grow(bodies: dict[str, Body], world: World) -> None:
    meeting = actions.plan_meeting(bodies["aune"], when=When(starts_on=date(2030, 1, 9)), by=world.coordinator)
    actions.change_meeting(meeting, name_en="AUNE meeting", by=world.coordinator)
    assert meeting.sequence == 0
    actions.change_meeting(meeting, starts_on=date(2030, 1, 10), by=world.coordinator)
    assert meeting.sequence == 1
    with pytest.raises(Refused):
        actions.change_meeting(meeting, place="Rovaniemi", by=world.preparer)


def test_cancelling_needs_a_reason_and_can_be_taken_back(bodies: dict[str, Body], world: World) -> None:
    meeting = actions.plan_meeting(bodies["aune"], when=When(month="2030-01"), by=world.secretary)
    with pytest.raises(Refused, match="reason"):
        actions.cancel_meeting(meeting, reason=" ", by=world.secretary)
    actions.cancel_meeting(meeting, reason="Puheenjohtaja estyi", by=world.secretary)
    assert (meeting.cancelled, meeting.cancelled_because, meeting.sequence) == (True, "Puheenjohtaja estyi", 1)
    with pytest.raises(Refused, match="cancelled"):
        actions.hold_meeting(meeting, by=world.secretary)
    actions.reinstate_meeting(meeting, reason="Varapuheenjohtaja johtaa", by=world.secretary)
    assert (meeting.cancelled, meeting.sequence) == (False, 2)
    assert [one.verb for one in Event.objects.all()[:2]] == ["meeting.reinstate", "meeting.cancel"]


def test_a_meeting_is_not_held_before_its_day_nor_cancelled_after_it_was_held(
    bodies: dict[str, Body], world: World
) -> None:
    today = timezone.localdate()
    ahead = actions.plan_meeting(bodies["aune"], when=When(starts_on=today + timedelta(days=1)), by=world.coordinator)
    with pytest.raises(Refused, match="still ahead"):
        actions.hold_meeting(ahead, by=world.coordinator)
    past = actions.plan_meeting(bodies["aune"], when=When(starts_on=today), by=world.coordinator)
    actions.hold_meeting(past, by=world.coordinator)
    with pytest.raises(Refused, match="already been held"):
        actions.cancel_meeting(past, reason="Myöhässä", by=world.coordinator)


def test_a_source_case_and_item_are_kept_once(bodies: dict[str, Body], world: World) -> None:
    for _ in range(2):
        source = minutes(world)
        case = actions.record_case(
            "458/07.00.01.00/2024", title="Valmistautuminen", organisation=world.kainuu, by=world.preparer
        )
        meeting = actions.record_meeting(
            bodies["myrs-MK18"], source=source, when=When(starts_on=date(2024, 12, 5)), by=world.preparer
        )
        actions.record_item(meeting, title="Valmistautuminen", section=66, case=case, source=source, by=world.preparer)
    counts = [model.objects.count() for model in (Source, Case, Meeting, Item)]
    assert counts == [1, 1, 1, 1]
    assert Case.objects.get().scheme == "dynasty"
    assert actions.record_case("Kirje 12", title="Muu", by=world.preparer).scheme == "as_written"


def test_a_source_that_is_not_public_is_seen_by_its_organisation_alone(world: World) -> None:
    from alke.workspace.meetings.policies import SOURCES

    source = minutes(world, public=False, organisation=world.kainuu)
    rows = Source.objects.filter(pk=source.pk)
    assert SOURCES.visible(world.preparer, rows).exists()
    assert not SOURCES.visible(world.outsider, rows).exists()
    assert not SOURCES.visible(world.anyone, rows).exists()


@pytest.mark.parametrize(
    ("when", "fi", "sv", "en"),
    [
        (When(date(2024, 12, 3)), "3.12.2024", "3.12.2024", "3 December 2024"),
        (When(date(2025, 3, 20), date(2025, 3, 21)), "20.–21.3.2025", "20–21.3.2025", "20–21 March 2025"),
        (
            When(date(2018, 1, 30), date(2018, 2, 15)),
            "30.1.–15.2.2018",
            "30.1–15.2.2018",
            "30 January – 15 February 2018",
        ),
        (
            When(date(2024, 12, 3), None, time(9), time(11, 30)),
            "3.12.2024 klo 9.00–11.30",
            "3.12.2024 kl. 9.00–11.30",
            "3 December 2024 at 09:00–11:30",
        ),
        (When(month="2024-12"), "joulukuussa 2024", "i december 2024", "in December 2024"),
        (When(words="vuoden lopulla"), "vuoden lopulla", "vuoden lopulla", "vuoden lopulla"),
    ],
)
def test_a_time_is_told_as_exactly_as_it_is_known(when: When, fi: str, sv: str, en: str) -> None:
    assert Text(*(in_words(when, language) for language in Language)) == Text(fi, sv, en)


def test_a_month_stands_after_its_known_days_and_bare_words_stand_last() -> None:
    rows = [When(words="myöhemmin"), When(month="2024-12"), When(date(2025, 1, 2)), When(date(2024, 12, 20))]
    assert [in_words(one, Language.FI) for one in sorted(rows, key=order)] == [
        "20.12.2024",
        "joulukuussa 2024",
        "2.1.2025",
        "myöhemmin",
    ]
