"""The rule that sets a value beside the regions near it in structure."""

from __future__ import annotations

from typing import Any

import pytest

from alke.areas import MAINLAND
from alke.findings import Finding, find
from alke.findings.peers import STRUCTURE, near
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Values
from tests.findings import fictional

PLACE = MAINLAND.index("MK11")
HOME, BESIDE = MAINLAND[PLACE], {MAINLAND[PLACE + step] for step in (-2, -1, 1, 2)}


def told(of: Indicator, *, people: float = 200_000.0, **own: Any) -> list[Finding]:
    """What is told of a slope of the regions with some of its own, where each is near those beside it."""
    line = {area: [100.0 + at] for at, area in enumerate(MAINLAND)}
    held: dict[str, Values] = {key: fictional.values(fictional.indicator(id=key), line) for key in STRUCTURE}
    held["population"] = fictional.values(fictional.people(), {area: [people] for area in MAINLAND})
    rows = {area: [8.0 + at / 2] for at, area in enumerate(MAINLAND)} | own
    held[of.id] = fictional.values(of, rows)
    return [each for each in find(held, {of.id: of}, HOME) if each.rule == "peers"]


def test_a_value_above_the_peers_median_is_told_by_the_gap_to_it() -> None:
    (found,) = told(fictional.indicator(), **{HOME: [20.0], MAINLAND[PLACE + 1]: [30.0]})
    assert found.case == "above"
    assert set(found.refs["gap"].others) == BESIDE
    assert found.numbers["gap"] == pytest.approx(20.0 - (8 + (PLACE + 2) / 2 + 8 + (PLACE - 1) / 2) / 2)


def test_a_value_beyond_every_peer_is_told_as_that() -> None:
    assert [each.case for each in told(fictional.indicator(), **{HOME: [20.0]})] == ["top"]
    assert [each.case for each in told(fictional.indicator(), **{HOME: [1.0]})] == ["bottom"]


def test_a_gap_that_is_usual_between_regions_is_not_told() -> None:
    assert told(fictional.indicator()) == []


def test_what_shows_as_equal_to_a_peer_is_not_beyond_all_of_them() -> None:
    (found,) = told(fictional.indicator(), **{HOME: [20.04], MAINLAND[PLACE + 1]: [20.01]})
    assert found.case == "above"


def test_a_region_that_no_other_is_near_is_compared_with_none() -> None:
    far = {
        key: fictional.values(fictional.indicator(id=key), {MAINLAND[at]: [10.0**at] for at in range(len(MAINLAND))})
        for key in STRUCTURE
    }
    assert near(far, MAINLAND[-1]) == ()
    assert near(far, "SSS") == ()


def test_counts_are_not_compared() -> None:
    assert told(fictional.people(id="jobs"), **{HOME: [20.0]}) == []


def test_a_survey_is_compared_only_where_it_asks_enough_people() -> None:
    survey = fictional.rate(id="survey", survey=True, rank_minimum=100_000)
    assert [each.case for each in told(survey, **{HOME: [20.0]})] == ["top"]
    assert told(survey, people=90_000.0, **{HOME: [20.0]}) == []


def test_the_gap_weighs_more_when_it_is_larger() -> None:
    (small,), (large,) = (told(fictional.indicator(), **{HOME: [number]}) for number in (16.0, 17.0))
    assert small.weight < large.weight


def test_without_a_region_that_has_a_number_there_is_no_comparison() -> None:
    gone: dict[str, Any] = {area: [None] for area in BESIDE}
    assert told(fictional.indicator(), **{HOME: [20.0], **gone}) == []
