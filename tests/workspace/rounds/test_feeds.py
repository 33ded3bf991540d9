"""Calendar feeds: read back as a calendar program reads them, true to the rows, and never a draft."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace.meetings.models import Meeting
from alke.workspace.people.models import Role
from alke.workspace.rounds.actions import feeds
from alke.workspace.rounds.actions.deliveries import waive
from alke.workspace.rounds.models import CommentRound, Coverage
from alke.workspace.rounds.rules.calendars import Event, absent_because, calendar
from alke.workspace.rounds.views.dates import when
from tests.workspace.conftest import World, person
from tests.workspace.rounds.desk import (
    a_body,
    a_conclusion,
    a_meeting,
    a_round,
    a_session,
    a_theme,
    an_outcome,
    delivered,
    invited,
    owed,
    user,
)

HELSINKI = ZoneInfo("Europe/Helsinki")
AT = datetime(2024, 12, 1, 12, tzinfo=HELSINKI)


def read(client: Any, who: Any) -> dict[str, Any]:
    """A person's feed: UID → event."""
    one = user(who)
    token = feeds.token_of(one) or feeds.renew(one)
    answer = client.get(f"/kalenteri/{token}.ics")
    assert answer.status_code == 200
    return parsed(answer.content)


def parsed(content: bytes) -> dict[str, Any]:
    made = Calendar.from_ical(content)
    assert str(made["version"]) == "2.0" and made["prodid"]
    events = list(made.walk("VEVENT"))
    assert all(one.errors == [] for one in made.walk())
    return {str(one["uid"]): one for one in events}


def one(**fields: Any) -> Any:
    """One event, made a calendar of and read back."""
    event = Event("meeting-1", Text("Kokous", "Möte", "Meeting"), AT, **fields)
    return next(iter(parsed(calendar([event], Language.FI, name="Alke")).values()))


# Pure: what an event tells


def test_a_day_is_an_all_day_event_that_ends_the_day_after() -> None:
    event = one(starts_on=date(2025, 3, 20), ends_on=date(2025, 3, 21))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 3, 20), date(2025, 3, 22))


def test_a_time_is_told_in_finnish_time_with_its_time_zone() -> None:
    event = Event("m", Text.same("K"), AT, date(2025, 7, 1), starts_at=time(9), ends_at=time(11, 30))
    content = calendar([event], Language.FI, name="Alke")
    assert b"BEGIN:VTIMEZONE" in content and b"DTSTART;TZID=Europe/Helsinki:20250701T090000" in content
    made = parsed(content)["m@alke"]
    assert made["dtstart"].dt.utcoffset().total_seconds() == 3 * 3600
    assert made["dtend"].dt.time() == time(11, 30)


@pytest.mark.parametrize(
    ("certainty", "status"),
    [("held", "CONFIRMED"), ("decided", "CONFIRMED"), ("expected", "TENTATIVE"), ("proposed", "TENTATIVE")],
)
def test_what_is_only_expected_is_tentative(certainty: str, status: str) -> None:
    assert one(starts_on=date(2025, 3, 20), certainty=Certainty(certainty))["status"] == status


def test_a_cancelled_event_stays_and_says_why() -> None:
    event = one(starts_on=date(2025, 3, 20), cancelled=True, because="siirtyi syksyyn")
    assert event["status"] == "CANCELLED" and event["description"] == "Peruttu: siirtyi syksyyn"


def test_a_deadline_takes_no_time_and_tells_its_own_words() -> None:
    event = one(starts_on=date(2024, 12, 31), deadline=True, words=Text.same("vuoden loppuun mennessä"))
    assert event["transp"] == "TRANSPARENT"
    assert event["description"] == "Aika: vuoden loppuun mennessä"


def test_what_has_no_day_is_left_out_with_a_reason() -> None:
    event = Event("m", Text.same("AUNE"), AT, month="2024-12")
    assert parsed(calendar([event], Language.FI, name="Alke")) == {}
    reason = absent_because(event)
    assert reason is not None and reason.fi == "Vain kuukausi on tiedossa."
    assert absent_because(Event("m", Text.same("AUNE"), AT, date(2024, 12, 3))) is None


def test_summaries_are_in_the_language_asked_for_and_long_or_odd_text_survives() -> None:
    name = Text("Kokous; asia, toinen\\ " + "ä" * 200, "Möte", "Meeting")
    event = Event("m", name, AT, date(2025, 3, 20), place="Säätytalo, Helsinki")
    assert str(parsed(calendar([event], Language.FI, name="A"))["m@alke"]["summary"]) == name.fi
    assert str(parsed(calendar([event], Language.SV, name="A"))["m@alke"]["summary"]) == "Möte"
    assert all(len(line) <= 75 for line in calendar([event], Language.FI, name="A").split(b"\r\n"))


def test_days_are_written_as_each_language_writes_them() -> None:
    first = date(2025, 3, 20)
    event = Event("m", Text.same("K"), AT, first, starts_at=time(9), ends_at=time(15, 30))
    assert [when(event, one) for one in Language] == [
        "20.3.2025 klo 9.00–15.30",
        "20.3.2025 kl. 9.00–15.30",
        "20 March 2025 at 09:00–15:30",
    ]
    assert when(Event("m", Text.same("K"), AT, month="2024-12"), Language.FI) == "joulukuu 2024"


# A person's own feed


def test_a_preparer_sees_her_meetings_and_what_her_council_owes(world: World, client: Any) -> None:
    of = a_round(world)
    aune = a_meeting(of, starts_on=date(2024, 12, 3), certainty="expected", sequence=4)
    session = a_session(of)
    what = owed(of, world.kainuu, world.tem)
    owed(of, world.lappi, world.tem)
    found = read(client, world.preparer)
    assert set(found) == {
        f"meeting-{aune.pk}@alke",
        f"meeting-{session.meeting_id}@alke",
        f"deliverable-{what.pk}@alke",
    }
    assert found[f"meeting-{aune.pk}@alke"]["sequence"] == 4
    assert found[f"meeting-{aune.pk}@alke"]["status"] == "TENTATIVE"
    deadline = found[f"deliverable-{what.pk}@alke"]
    assert deadline["dtstart"].dt == date(2024, 12, 31)
    assert deadline["description"] == "Aika: vuoden loppuun mennessä"


def test_every_event_leads_to_a_page_that_is_there(world: World, client: Any) -> None:
    of = a_round(world)
    a_meeting(of, starts_on=date(2024, 12, 3))
    a_session(of)
    owed(of, world.kainuu, world.tem)
    an_outcome(of, world, state="clearing", answers_by=date(2025, 4, 15))
    for who in (world.approver, world.coordinator):
        found = read(client, who)
        client.force_login(user(who))
        assert len(found) == 4
        for event in found.values():
            link = str(event["url"])
            assert link.startswith("http://127.0.0.1:8000/fi/")
            assert client.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200, link


def test_what_has_been_delivered_is_no_longer_owed(world: World, client: Any) -> None:
    delivered(owed(a_round(world), world.kainuu, world.tem))
    assert read(client, world.preparer) == {}


def test_another_councils_own_meetings_and_sessions_are_not_hers(world: World, client: Any) -> None:
    of = a_round(world)
    a_meeting(of, "MYR Lappi", a_body("lappi-myr", "myr", world.lappi), starts_on=date(2025, 1, 8))
    own = a_meeting(of, "MYR Kainuu", a_body("kainuu-myr", "myr", world.kainuu), starts_on=date(2025, 1, 9))
    session = a_session(of)
    Coverage.objects.create(round=of, region="MK19", theme=a_theme(of), meeting=session.meeting)
    assert set(read(client, world.preparer)) == {f"meeting-{own.pk}@alke"}
    assert f"meeting-{session.meeting_id}@alke" in read(client, world.outsider)
    assert f"meeting-{session.meeting_id}@alke" in read(client, world.coordinator)


def test_a_ministry_sees_the_sessions_it_is_invited_to(world: World, client: Any) -> None:
    session = a_session(a_round(world))
    invited(session, world.tem)
    assert read(client, world.expert) == {}
    invited(session, world.ym)
    assert set(read(client, world.expert)) == {f"meeting-{session.meeting_id}@alke"}


def test_comments_clearing_and_conclusions_are_deadlines_of_those_who_owe_them(world: World, client: Any) -> None:
    of = a_round(world)
    asked = CommentRound.objects.create(
        round=of, organisation=world.tem, title="Kuvat", opens_on=date(2024, 12, 1), due=date(2024, 12, 18)
    )
    asked.asked.add(world.kainuu)
    clearing = an_outcome(of, world, state="clearing", answers_by=date(2025, 4, 15), regions=["MK18"])
    concluded = an_outcome(a_round(world, 2023, state="closed", closed_on=date(2023, 6, 1)), world, state="published")
    bound = a_conclusion(concluded, world.kainuu, due=date(2025, 5, 31), words="toukokuun loppuun")
    assert set(read(client, world.approver)) == {
        f"comments-{asked.pk}@alke",
        f"outcome-{clearing.pk}@alke",
        f"conclusion-{bound.pk}@alke",
    }
    assert read(client, world.outsider) == {}


def test_a_comment_round_is_in_the_calendar_of_the_one_who_asked_and_of_anyone(world: World, client: Any) -> None:
    of = a_round(world)
    asked = CommentRound.objects.create(
        round=of, organisation=world.tem, title="Kuvat", opens_on=date(2024, 12, 1), due=date(2024, 12, 18)
    )
    asked.asked.add(world.kainuu, world.ym)
    uid = f"comments-{asked.pk}@alke"
    assert read(client, world.coordinator)[uid]["dtstart"].dt == date(2024, 12, 18)
    assert set(read(client, world.preparer)) == {uid} and read(client, world.outsider) == {}
    public = parsed(client.get("/fi/kierros/2025/kalenteri.ics").content)
    assert str(public[uid]["summary"]) == "Määräaika: kommentit, Kuvat"
    CommentRound.objects.update(state="closed")
    assert parsed(client.get("/fi/kierros/2025/kalenteri.ics").content) == {}
    assert read(client, world.coordinator) == {}


def test_a_round_in_preparation_is_in_no_feed_not_even_its_coordinators(world: World, client: Any) -> None:
    of = a_round(world, 2026, state="preparing")
    a_session(of)
    owed(of, world.kainuu, world.tem)
    for who in (world.coordinator, world.preparer, world.expert):
        assert read(client, who) == {}
    assert client.get("/fi/kierros/2026/kalenteri.ics").status_code == 404


def test_a_moved_meeting_grows_its_sequence_and_keeps_its_uid_and_a_cancelled_one_stays(
    world: World, client: Any
) -> None:
    meeting = a_meeting(a_round(world), starts_on=date(2024, 12, 3))
    uid = f"meeting-{meeting.pk}@alke"
    before = read(client, world.preparer)[uid]
    Meeting.objects.filter(pk=meeting.pk).update(starts_on=date(2024, 12, 5), sequence=1)
    moved = read(client, world.preparer)[uid]
    Meeting.objects.filter(pk=meeting.pk).update(cancelled=True, cancelled_because="siirtyi", sequence=2)
    cancelled = read(client, world.preparer)[uid]
    assert [one["sequence"] for one in (before, moved, cancelled)] == [0, 1, 2]
    assert moved["dtstart"].dt == date(2024, 12, 5)
    assert cancelled["status"] == "CANCELLED"


def test_what_is_waived_is_cancelled_with_a_later_sequence_and_the_day_of_the_act(world: World, client: Any) -> None:
    what = owed(a_round(world), world.kainuu, world.tem)
    uid = f"deliverable-{what.pk}@alke"
    before = read(client, world.preparer)[uid]
    waive(what, reason="sovittu toisin", by=world.coordinator)
    after = read(client, world.preparer)[uid]
    assert after["status"] == "CANCELLED" and after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt


def test_one_who_holds_two_roles_sees_both_and_each_thing_once(world: World, client: Any) -> None:
    of = a_round(world)
    a_meeting(of, starts_on=date(2024, 12, 3))
    kainuu, lappi = owed(of, world.kainuu, world.tem), owed(of, world.lappi, world.tem)
    person("Vilma Valmistelija", world.lappi, Role.PREPARER)
    assert {f"deliverable-{kainuu.pk}@alke", f"deliverable-{lappi.pk}@alke"} < set(read(client, world.preparer))
    assert len(read(client, world.preparer)) == 3


def test_the_feed_speaks_the_persons_language(world: World, client: Any) -> None:
    owed(a_round(world), world.kainuu, world.tem)
    one = user(world.preparer)
    one.language = "sv"
    one.save()
    (event,) = read(client, world.preparer).values()
    assert str(event["summary"]).startswith("Tidsfrist: läges- och utvecklingsbilden")


# The secret address


def test_a_wrong_renewed_removed_or_ended_address_finds_nothing(world: World, client: Any) -> None:
    one = user(world.preparer)
    first = feeds.renew(one)
    second = feeds.renew(one)
    assert client.get(f"/kalenteri/{second}.ics").status_code == 200
    for wrong in (first, second[:-1], f"{one.pk}-", f"{one.pk}-None", "0-a", "x", f"{10**30}-a", f"{one.pk}"):
        assert client.get(f"/kalenteri/{wrong}.ics").status_code == 404
    one.is_active = False
    one.save()
    assert client.get(f"/kalenteri/{second}.ics").status_code == 404
    one.is_active = True
    feeds.remove(one)
    assert client.get(f"/kalenteri/{second}.ics").status_code == 404


def test_a_person_without_an_address_is_not_found_by_an_empty_one(world: World) -> None:
    assert feeds.owner_of(f"{world.preparer.user_id}-") is None
    assert feeds.owner_of("²-a") is None


def test_a_feed_that_has_not_changed_is_not_sent_again(world: World, client: Any) -> None:
    a_meeting(a_round(world), starts_on=date(2024, 12, 3))
    token = feeds.renew(user(world.preparer))
    first = client.get(f"/kalenteri/{token}.ics")
    again = client.get(f"/kalenteri/{token}.ics", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"].startswith("private") and first["Content-Type"].startswith("text/calendar")


# The public feed of a round


def test_anyone_may_follow_a_round_without_a_councils_own_meetings(world: World, client: Any) -> None:
    of = a_round(world)
    aune = a_meeting(of, starts_on=date(2024, 12, 3))
    a_meeting(of, "MYR", a_body("kainuu-myr", "myr", world.kainuu), starts_on=date(2025, 1, 9))
    for council in (world.kainuu, world.lappi):
        owed(of, council, world.tem)
    for there in ("/fi/kierros/2025/kalenteri.ics", "/sv/omgang/2025/kalender.ics", "/en/round/2025/calendar.ics"):
        found = parsed(client.get(there).content)
        assert set(found) == {f"meeting-{aune.pk}@alke", "deliverables-2025-picture-2024-12-31@alke"}
    assert client.get("/fi/kierros/1999/kalenteri.ics").status_code == 404


# The page


def test_the_page_makes_renews_and_removes_the_address_and_turns_reminders(world: World, client: Any) -> None:
    client.force_login(user(world.preparer))
    assert "Luo kalenterin osoite" in client.get("/fi/kalenteri/").content.decode()
    client.post("/fi/kalenteri/", {"act": "renew"})
    token = feeds.token_of(user(world.preparer))
    page = client.get("/fi/kalenteri/").content.decode()
    assert token and f"/kalenteri/{token}.ics" in page
    client.post("/fi/kalenteri/", {"act": "remove"})
    assert feeds.token_of(user(world.preparer)) is None
    client.post("/fi/kalenteri/", {"act": "off"})
    assert user(world.preparer).reminders is False
    client.post("/fi/kalenteri/", {"act": "on"})
    assert user(world.preparer).reminders is True
    assert client.post("/fi/kalenteri/", {"act": "steal"}).status_code == 404


def test_the_page_lists_what_has_no_day_with_the_reason(world: World, client: Any) -> None:
    a_meeting(a_round(world, 2030), "AUNE joulukuussa", month="2030-12", certainty="expected")
    client.force_login(user(world.preparer))
    page = client.get("/fi/kalenteri/").content.decode()
    assert "joulukuu 2030" in page and "Vain kuukausi on tiedossa." in page


def test_one_who_has_not_signed_in_sees_the_public_calendars_only(world: World, client: Any) -> None:
    a_round(world)
    page = client.get("/fi/kalenteri/").content.decode()
    assert "/fi/kierros/2025/kalenteri.ics" in page and "Oma kalenteri" not in page
    assert client.post("/fi/kalenteri/", {"act": "renew"}).status_code == 403
