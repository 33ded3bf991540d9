"""Targets: toward, away, reached or not to be told, a worsening always told as one; and what belongs to nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.base.periods import Period
from alke.workspace.strategies.rules import Aim, Figure, Judgement, Mapped, Way, Why, judge, sign_of, unmapped


def at(number: float, period: int | str) -> Figure:
    return Figure(number, Period.parse(period))


UP, DOWN, KEEP = Aim("number", "up", 80), Aim("number", "down", 5), Aim("number", "keep", 100)


@pytest.mark.parametrize(
    ("aim", "before", "now", "way"),
    [
        (UP, 70, 74, Way.TOWARD),
        (UP, 70, 68, Way.AWAY),
        (UP, 70, 70, Way.STILL),
        (UP, 70, 80, Way.REACHED),
        (DOWN, 9, 7, Way.TOWARD),
        (DOWN, 9, 9.5, Way.AWAY),
        (DOWN, 9, 4.9, Way.REACHED),
        (KEEP, 110, 104, Way.TOWARD),
        (KEEP, 104, 90, Way.AWAY),
        (KEEP, 104, 100, Way.REACHED),
        (Aim("direction", "up"), 1, 2, Way.TOWARD),
        (Aim("direction", "up"), 2, 1, Way.AWAY),
        (Aim("direction", "down"), 2, 1, Way.TOWARD),
        (Aim("direction", "keep"), 2, 2, Way.REACHED),
        (Aim("direction", "keep"), 2, 3, Way.AWAY),
        (Aim("change", "up", 100), 657, 700, Way.TOWARD),
        (Aim("change", "up", 100), 657, 757, Way.REACHED),
        (Aim("change", "", -10), 50, 55, Way.AWAY),
        (Aim("number", "", 12), 22.8, 19.6, Way.TOWARD),
    ],
)
def test_a_figure_is_toward_away_still_or_there(aim: Aim, before: float, now: float, way: Way) -> None:
    assert judge(aim, at(before, 2018), at(now, 2022)).way == way


def test_worsening_is_worsening_also_when_the_target_is_still_met() -> None:
    found = judge(UP, at(85, 2018), at(82, 2022))
    assert (found.way, found.worsened) == (Way.REACHED, True)
    assert judge(UP, at(70, 2018), at(69, 2022)).worsened
    assert not judge(UP, at(70, 2018), at(71, 2022)).worsened


def test_a_target_in_words_is_left_to_a_person() -> None:
    assert judge(Aim("words"), at(1, 2018), at(2, 2022)) == Judgement(Way.UNKNOWN, Why.WORDS)


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (at(70, 2018), None, Why.NO_FIGURE),
        (None, at(70, 2022), Why.NO_BASELINE),
        (at(70, 2018), at(75, 2018), Why.NO_NEWER),
        (at(70, 2018), at(75, 2017), Why.NO_NEWER),
    ],
)
def test_what_cannot_be_told_is_not_told_and_the_reason_is(before: Figure | None, now: Figure | None, why: Why) -> None:
    found = judge(UP, before, now)
    assert (found.way, found.why, found.worsened) == (Way.UNKNOWN, why, False)


def test_a_target_can_be_met_without_a_baseline_but_not_by_an_older_figure() -> None:
    assert judge(UP, None, at(81, 2022)).way == Way.REACHED
    assert judge(UP, at(79, 2020), at(81, 2019)) == Judgement(Way.UNKNOWN, Why.NO_NEWER, goal=80)


def test_figures_on_two_sides_of_a_break_are_not_compared() -> None:
    breaks = (Period(2021),)
    assert judge(UP, at(70, 2018), at(85, 2022), breaks=breaks).why == Why.BREAK
    assert judge(UP, at(70, 2018), at(75, 2021), breaks=breaks).why == Why.BREAK
    assert judge(UP, at(70, 2021), at(75, 2022), breaks=breaks).way == Way.TOWARD
    assert judge(UP, at(70, 2018), at(75, 2020), breaks=breaks).way == Way.TOWARD


def test_what_shows_as_the_same_is_the_same() -> None:
    assert judge(UP, at(70.04, 2018), at(69.96, 2022), decimals=1).way == Way.STILL
    assert judge(UP, at(70.0, 2018), at(79.96, 2022), decimals=1).way == Way.REACHED


def test_a_revision_that_would_turn_the_answer_leaves_it_open() -> None:
    assert judge(UP, at(70, 2018), at(71, 2022), revised=72).why == Why.REVISED
    assert judge(UP, at(70, 2018), at(75, 2022), revised=72).way == Way.TOWARD
    assert judge(Aim("change", "up", 5), at(70, 2018), at(75, 2022), revised=72).why == Why.REVISED


def test_a_target_year_that_has_come_unmet_is_late() -> None:
    aim = Aim("number", "up", 80, year=2022)
    assert judge(aim, at(70, 2018), at(75, 2022)).late
    assert not judge(aim, at(70, 2018), at(75, 2021)).late
    assert not judge(aim, at(70, 2018), at(81, 2022)).late


def test_the_direction_follows_from_the_number_where_it_was_not_given() -> None:
    assert sign_of(Aim("number", "", 5), at(3, 2018)) == "up"
    assert sign_of(Aim("number", "", 5), None) == ""
    assert sign_of(Aim("change", "", -1), None) == "down"
    assert judge(Aim("number", "", 5), None, at(9, 2022)).way == Way.UNKNOWN


NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 2))


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["number", "direction", "change"]))
def test_up_and_down_are_each_others_mirror(before: float, now: float, number: float, kind: str) -> None:
    up = judge(Aim(kind, "up", number), at(before, 2018), at(now, 2022), decimals=2)
    down = judge(Aim(kind, "down", -number), at(-before, 2018), at(-now, 2022), decimals=2)
    assert (up.way, up.worsened) == (down.way, down.worsened)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_figure_lower_than_its_baseline_is_never_said_to_rise_toward_its_target(
    before: float, now: float, number: float
) -> None:
    found = judge(Aim("number", "up", number), at(before, 2018), at(now, 2022), decimals=2)
    assert found.worsened == (now < before)
    if now < before:
        assert found.way in (Way.AWAY, Way.REACHED)


def test_what_belongs_to_nothing_is_named() -> None:
    themes = {
        "population": Mapped(indicators=frozenset({"population"}), kin=frozenset({"old"})),
        "vitality": Mapped(elements=frozenset({"growth"})),
    }
    left = unmapped(themes, ["growth", "security"], ["population", "gdp"])
    assert left.without_elements == ("population",)
    assert left.without_indicators == left.without_kin == ("vitality",)
    assert (left.elements, left.indicators) == (("security",), ("gdp",))
