"""Deadlines by rule: the days they give, their words, how a thing stands, and what a moved day does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.base.errors import InputError, UnknownCodeError
from alke.base.languages import Language
from alke.workspace.journal.models import Event
from alke.workspace.meetings.models import Body, Meeting
from alke.workspace.rounds.actions import deadlines as acts
from alke.workspace.rounds.models import Round, Session
from alke.workspace.rounds.rules.deadlines import (
    RULES,
    SOON,
    Anchor,
    Move,
    Planning,
    Standing,
    check,
    due,
    move,
    standing,
    told,
)
from tests.workspace.conftest import World
from tests.workspace.rounds.papers import asked, open_round

TALKS = {"talks": date(2025, 3, 20), "talks_end": date(2025, 3, 21), "opening": date(2024, 10, 1)}
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))
YEARS = st.integers(2000, 2050)
RULE = st.one_of(
    st.builds(lambda day: {"rule": "day", "on": day.isoformat()}, DAYS),
    st.builds(lambda year: {"rule": "end_of_year", "year": year}, YEARS),
    st.builds(lambda year, month: {"rule": "end_of_month", "month": f"{year}-{month:02d}"}, YEARS, st.integers(1, 12)),
    st.builds(lambda year, week: {"rule": "week", "year": year, "week": week}, YEARS, st.integers(1, 52)),
    st.builds(
        lambda rule, anchor, days: {"rule": rule, "anchor": anchor, "days": days},
        st.sampled_from(["days_before", "days_after"]),
        st.sampled_from([*Anchor]),
        st.integers(0, 400),
    ),
    st.builds(
        lambda event, year: {"rule": "planning", "event": event, "year": year}, st.sampled_from([*Planning]), YEARS
    ),
    st.builds(
        lambda event, anchor: {"rule": "planning", "event": event, "anchor": anchor},
        st.sampled_from([*Planning]),
        st.sampled_from([*Anchor]),
    ),
)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ({"rule": "end_of_year", "year": 2024}, date(2024, 12, 31)),
        ({"rule": "day", "on": "2025-03-01"}, date(2025, 3, 1)),
        ({"rule": "end_of_month", "month": "2024-02"}, date(2024, 2, 29)),
        ({"rule": "week", "year": 2025, "week": 1}, date(2025, 1, 5)),
        ({"rule": "week", "year": 2020, "week": 53}, date(2021, 1, 3)),
        ({"rule": "days_before", "anchor": "talks", "days": 14}, date(2025, 3, 6)),
        ({"rule": "days_after", "anchor": "talks_end", "days": 30}, date(2025, 4, 20)),
        ({"rule": "planning", "event": "frame", "year": 2026}, date(2026, 1, 31)),
        # Talks in March miss the spending-limits proposals of their own January.
        ({"rule": "planning", "event": "frame", "anchor": "talks"}, date(2026, 1, 31)),
        ({"rule": "planning", "event": "budget", "anchor": "talks"}, date(2025, 5, 31)),
        ({}, None),
    ],
)
def test_a_rule_gives_its_day(rule: dict[str, Any], day: date | None) -> None:
    assert due(rule, TALKS) == day


def test_a_rule_whose_anchor_is_not_known_gives_no_day() -> None:
    assert due({"rule": "days_before", "anchor": "talks", "days": 14}, {}) is None


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "someday"},
        {"rule": "day", "on": "31.12.2024"},
        {"rule": "day"},
        {"rule": "end_of_year", "year": "2024"},
        {"rule": "end_of_month", "month": "2024-13"},
        {"rule": "week", "year": 2025, "week": 53},
        {"rule": "days_before", "anchor": "talks", "days": -1},
        {"rule": "days_before", "anchor": "christmas", "days": 1},
        {"rule": "planning", "event": "frame"},
        {"rule": "planning", "event": "party", "year": 2025},
    ],
)
def test_a_broken_rule_is_refused_before_it_is_kept(rule: dict[str, Any]) -> None:
    with pytest.raises((InputError, UnknownCodeError)):
        check(rule)


@pytest.mark.parametrize(
    ("rule", "fi", "sv", "en"),
    [
        (
            {"rule": "end_of_year", "year": 2024},
            "vuoden 2024 loppuun mennessä",
            "före utgången av år 2024",
            "by the end of 2024",
        ),
        (
            {"rule": "end_of_month", "month": "2024-12"},
            "joulukuun 2024 loppuun mennessä",
            "före utgången av december 2024",
            "by the end of December 2024",
        ),
        (
            {"rule": "days_before", "anchor": "talks", "days": 14},
            "viimeistään 14 päivää ennen keskusteluja",
            "senast 14 dagar före diskussionerna",
            "at least 14 days before the talks",
        ),
        (
            {"rule": "days_before", "anchor": "talks", "days": 1},
            "viimeistään päivää ennen keskusteluja",
            "senast en dag före diskussionerna",
            "at least one day before the talks",
        ),
        ({"rule": "day", "on": "2025-03-01"}, "viimeistään 1.3.2025", "senast 1.3.2025", "by 1 March 2025"),
    ],
)
def test_a_rule_is_told_in_three_languages(rule: dict[str, Any], fi: str, sv: str, en: str) -> None:
    words = told(rule)
    assert (words.fi, words.sv, words.en) == (fi, sv, en)


@given(RULE)
def test_every_rule_can_be_told_in_every_language_with_no_slot_left(rule: dict[str, Any]) -> None:
    words = told(rule)
    assert all(words[language] and "{" not in words[language] for language in Language)


@given(RULE, DAYS, st.integers(-400, 400))
def test_a_moved_anchor_moves_only_what_is_told_by_it(rule: dict[str, Any], day: date, days: int) -> None:
    before = dict.fromkeys(map(str, Anchor), day)
    after = dict.fromkeys(before, day + timedelta(days))
    moved = move(rule, due(rule, before), after)
    if "anchor" not in rule:
        assert moved is None
    elif rule["rule"] != "planning":
        assert moved == (None if days == 0 else Move(due(rule, before), due(rule, before) + timedelta(days)))
    else:
        assert due(rule, after) >= after["talks"]


@given(DAYS, DAYS, st.one_of(st.none(), DAYS), st.booleans())
def test_a_thing_stands_in_exactly_one_way(deadline: date, today: date, came: date | None, waived: bool) -> None:
    now = standing(deadline, came, today, waived=waived)
    if came is not None:
        assert now is (Standing.DELIVERED_LATE if came > deadline else Standing.DELIVERED)
    elif waived:
        assert now is Standing.WAIVED
    else:
        days = (deadline - today).days
        assert now is (Standing.LATE if days < 0 else Standing.SOON if days <= SOON else Standing.NOT_YET)


def test_what_comes_on_the_day_itself_is_in_time_and_the_day_after_is_late() -> None:
    day = date(2024, 12, 31)
    assert standing(day, day, day) is Standing.DELIVERED
    assert standing(day, None, day) is Standing.SOON
    assert standing(day, None, date(2025, 1, 1)) is Standing.LATE
    assert standing(day, date(2025, 1, 1), date(2025, 1, 1)) is Standing.DELIVERED_LATE


def test_what_has_no_day_yet_is_not_late() -> None:
    assert standing(None, None, date(2030, 1, 1)) is Standing.NOT_YET


def test_the_most_urgent_comes_first() -> None:
    assert sorted(Standing, key=lambda one: one.rank)[:2] == [Standing.LATE, Standing.SOON]


def test_every_kind_of_rule_is_tried_here() -> None:
    kinds = {"day", "end_of_year", "end_of_month", "week", "days_before", "days_after", "planning"}
    assert kinds == set(RULES)


def talks(of: Round, day: date) -> Meeting:
    body, _ = Body.objects.get_or_create(code="alke", defaults={"kind": "talks", "name_fi": "Keskustelut"})
    meeting = Meeting.objects.create(name_fi="Keskustelut", body=body, starts_on=day)
    Session.objects.create(round=of, meeting=meeting)
    return meeting


def test_a_moved_session_moves_the_deadline_once_and_tells_from_what_day_to_what(world: World) -> None:
    of = open_round()
    meeting = talks(of, date(2025, 3, 20))
    owed = asked(world, of, {"rule": "days_before", "anchor": "talks", "days": 14})
    assert owed.due == date(2025, 3, 6)
    meeting.starts_on = date(2025, 3, 27)
    meeting.save()
    moved = acts.recompute(of, by=world.coordinator)
    assert {one.deliverable.owner_id for one in moved} == {world.kainuu.pk, world.lappi.pk}
    assert {one.move for one in moved} == {Move(date(2025, 3, 6), date(2025, 3, 13))}
    owed.refresh_from_db()
    assert (owed.due, owed.sequence) == (date(2025, 3, 13), 1)
    event = Event.objects.filter(verb="deliverable.move", subject_id=owed.pk).get()
    assert (event.before["due"], event.after["due"]) == ("2025-03-06", "2025-03-13")
    assert acts.recompute(of, by=world.coordinator) == []


def test_a_cancelled_session_leaves_the_deadline_without_a_day_and_its_words_in_place(world: World) -> None:
    of = open_round()
    meeting = talks(of, date(2025, 3, 20))
    owed = asked(world, of, {"rule": "days_before", "anchor": "talks", "days": 14})
    meeting.cancelled = True
    meeting.save()
    acts.recompute(of, by=world.coordinator)
    owed.refresh_from_db()
    assert (owed.due, owed.words) == (None, "vuoden loppuun mennessä")
