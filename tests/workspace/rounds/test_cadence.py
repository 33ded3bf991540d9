"""The cadence of reminders: when one is sent, and that no two of one thing ever come within five days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alke.workspace.rounds.rules.cadence import APART, Sent, stage_now, stages

DUE = date(2024, 12, 31)


def run(days: list[int], due: date = DUE) -> list[Sent]:
    """What is sent when it is asked on these days, told from the deadline."""
    sent: list[Sent] = []
    for day in days:
        today = due + timedelta(day)
        stage = stage_now(due, today, sent)
        if stage:
            sent.append(Sent(today, stage))
    return sent


def offsets(sent: list[Sent], due: date = DUE) -> list[int]:
    return [(one.on - due).days for one in sent]


def test_asked_every_day_it_reminds_thirty_seven_and_one_days_before_and_seven_days_late_and_every_thirtieth() -> None:
    # The first day late is only two days after the last one before, so it is left out.
    assert offsets(run(list(range(-60, 100)))) == [-30, -7, -1, 7, 37, 67, 97]


def test_one_day_late_is_told_when_nothing_was_sent_just_before() -> None:
    assert offsets(run([1])) == [1]
    assert offsets(run(list(range(1, 10)))) == [1, 7]


def test_a_missed_day_is_caught_up() -> None:
    assert offsets(run([-29])) == [-29]


def test_a_missed_day_is_not_caught_up_when_the_next_one_is_near() -> None:
    assert offsets(run([-4, -3, -2, -1])) == [-1]


def test_nothing_is_sent_before_thirty_days() -> None:
    assert run([-31]) == []


def test_a_run_repeated_on_the_same_day_sends_nothing_more() -> None:
    assert offsets(run([-7, -7, -7])) == [-7]


def test_a_deadline_that_was_moved_begins_anew() -> None:
    sent = run([-30])
    later = DUE + timedelta(60)
    assert stage_now(later, later - timedelta(30), sent) == f"before_30:{later}"


def test_a_deadline_that_was_moved_a_little_does_not_remind_again_within_five_days() -> None:
    sent = run([-7])
    moved = DUE + timedelta(2)
    assert stage_now(moved, moved - timedelta(7), sent) is None


def test_after_the_clock_was_moved_back_nothing_comes_within_five_days_of_what_was_sent() -> None:
    sent = run([-1])
    assert stage_now(DUE, DUE - timedelta(5), sent) is None
    assert stage_now(DUE, DUE - timedelta(7), sent) == f"before_7:{DUE}"


@given(st.lists(st.integers(-80, 400), max_size=120), st.lists(st.integers(-30, 30), max_size=4))
def test_no_two_reminders_are_within_five_days_whatever_days_it_runs_and_wherever_the_deadline_moves(
    days: list[int], moves: list[int]
) -> None:
    sent: list[Sent] = []
    dues = [DUE, *(DUE + timedelta(move) for move in moves)]
    for place, day in enumerate(days):
        due, today = dues[place * len(dues) // len(days)], DUE + timedelta(day)
        stage = stage_now(due, today, sent)
        if stage:
            sent.append(Sent(today, stage))
    every = sorted(one.on for one in sent)
    assert all((after - before).days > APART for before, after in zip(every, every[1:], strict=False))
    assert len({one.stage for one in sent}) == len(sent)


@given(st.integers(-40, 200))
def test_the_stages_go_on_past_any_day(day: int) -> None:
    today = DUE + timedelta(day)
    found = stages(DUE, today)
    assert found[-1].on > today
    assert [one.on for one in found] == sorted(one.on for one in found)


@given(st.lists(st.booleans(), min_size=40, max_size=40))
def test_one_who_is_reminded_on_some_days_only_still_hears_of_what_is_late(runs: list[bool]) -> None:
    days = [day for day, on in zip(range(7, 47), runs, strict=True) if on]
    sent = run(days)
    # A run in time for a stage, with six days to the next, always reminds of it.
    if any(day <= 31 for day in days):
        assert sent
