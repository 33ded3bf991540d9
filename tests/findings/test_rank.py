"""The rank rule: places among the eighteen mainland regions."""

from __future__ import annotations

import statistics

from hypothesis import given, settings
from hypothesis import strategies as st

from alke.areas import MAINLAND
from alke.base.periods import Period
from alke.findings import Finding, find
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Measure, Values
from tests.findings import fictional

EIGHTEEN = st.lists(st.integers(10, 40).map(lambda tenths: tenths / 4), min_size=18, max_size=18)


def rows(numbers: list[float], **others: list[float | None]) -> dict[str, list[float | None]]:
    return {area: [number] for area, number in zip(MAINLAND, numbers, strict=True)} | others


def rank(of: Indicator, held: Values, area: str, **values: Values) -> Finding | None:
    found = find({of.id: held, **values}, {of.id: of}, area)
    about = [each for each in found if "rank" in (each.rule, each.facts.get("about"))]
    assert len(about) <= 1
    return about[0] if about else None


@settings(deadline=None, max_examples=40)
@given(EIGHTEEN)
def test_every_place_is_the_one_that_counting_gives(numbers: list[float]) -> None:
    share = fictional.indicator()
    held = fictional.values(share, rows(numbers))
    for area, own in zip(MAINLAND, numbers, strict=True):
        found = rank(share, held, area)
        assert found is not None
        from_top = 1 + sum(number > own for number in numbers)
        from_bottom = 1 + sum(number < own for number in numbers)
        assert found.numbers["rank"] == min(from_top, from_bottom)
        assert (found.refs["rank"].measure is Measure.RANK) == (from_top <= from_bottom)
        assert found.numbers["count"] == 18


@settings(deadline=None, max_examples=40)
@given(EIGHTEEN)
def test_regions_that_show_the_same_number_are_told_together(numbers: list[float]) -> None:
    share = fictional.indicator()
    held = fictional.values(share, rows(numbers))
    for area, own in zip(MAINLAND, numbers, strict=True):
        found = rank(share, held, area)
        assert found is not None
        same = [
            other
            for other, number in zip(MAINLAND, numbers, strict=True)
            if other != area and share_shows(number) == share_shows(own)
        ]
        assert found.facts.get("same", "") == ",".join(same)


def share_shows(number: float) -> int:
    """One decimal, half away from zero, of the quarters the tests use."""
    return int(number * 10 + 0.5)


@settings(deadline=None, max_examples=40)
@given(EIGHTEEN)
def test_every_place_has_a_gap_or_stands_at_the_median(numbers: list[float]) -> None:
    share = fictional.indicator()
    held = fictional.values(share, rows(numbers))
    for area, own in zip(MAINLAND, numbers, strict=True):
        found = rank(share, held, area)
        assert found is not None
        if "next_gap" in found.refs:
            others = [number for number in numbers if number != own]
            assert abs(found.numbers["next_gap"]) == min(abs(own - number) for number in others)
        elif "median_gap" in found.refs:
            assert found.numbers["median_gap"] == own - statistics.median(numbers)
        else:
            assert found.facts["at_median"] == 1


@settings(deadline=None, max_examples=40)
@given(EIGHTEEN, st.integers(-400, 400))
def test_aland_is_never_ranked_and_moves_no_place(numbers: list[float], aland: int) -> None:
    share = fictional.indicator()
    without = fictional.values(share, rows(numbers))
    with_aland = fictional.values(share, rows(numbers, MK21=[float(aland)]))
    told = rank(share, with_aland, "MK21")
    assert told is not None
    assert told.case.startswith("apart")
    assert told.numbers["gap"] == aland - statistics.median(numbers)
    assert rank(share, without, "MK18") == rank(share, with_aland, "MK18")


def test_the_first_is_told_with_its_gap_to_the_second() -> None:
    share = fictional.indicator()
    numbers = [9.0] * 16 + [12.0, 15.0]
    found = rank(share, fictional.values(share, rows(numbers)), MAINLAND[17])
    assert found is not None
    assert (found.case, found.facts["next"], found.numbers["next_gap"]) == ("first", MAINLAND[16], 3.0)


def test_a_place_that_is_shared_at_the_end_is_told_by_the_median() -> None:
    share = fictional.indicator()
    numbers = [9.0] * 16 + [15.0, 15.0]
    found = rank(share, fictional.values(share, rows(numbers)), MAINLAND[17])
    assert found is not None
    assert (found.case, found.facts["same"], found.numbers["median_gap"]) == ("first", MAINLAND[16], 6.0)


def test_all_regions_are_ranked_in_one_period() -> None:
    share = fictional.indicator()
    held_rows: dict[str, list[float | None]] = {area: [8.0 + place, 9.0] for place, area in enumerate(MAINLAND)}
    held_rows["MK19"] = [8.0, None]
    found = rank(share, fictional.values(share, held_rows), "MK18")
    assert found is not None
    assert found.period == Period(2017)


def test_no_place_is_given_when_the_regions_have_no_period_in_common() -> None:
    share = fictional.indicator()
    held_rows: dict[str, list[float | None]] = {area: [8.0, None] for area in MAINLAND[:9]}
    held_rows |= {area: [None, 8.0] for area in MAINLAND[9:]}
    found = rank(share, fictional.values(share, held_rows), "MK18")
    assert found is not None
    assert (found.rule, found.case) == ("refusal", "mixed_periods")


def test_a_survey_is_not_ranked_and_where_its_sample_is_small_that_is_said() -> None:
    survey = fictional.rate(survey=True, rank_minimum=100_000)
    people = fictional.people()
    held = fictional.values(survey, rows([60.0 + place for place in range(18)]))
    few = fictional.values(people, {"MK18": [73_000], "MK01": [1_600_000]})
    small, large = rank(survey, held, "MK18", population=few), rank(survey, held, "MK01", population=few)
    assert small is not None
    assert (small.case, small.facts["minimum"]) == ("survey_small", 100_000)
    assert large is None


def test_counts_are_not_ranked_but_the_population_and_balances_are() -> None:
    jobs, people, balance = fictional.people(id="jobs"), fictional.people(), fictional.balance()
    sizes = [float(100 + place) for place in range(18)]
    assert rank(jobs, fictional.values(jobs, rows(sizes)), "MK18") is None
    assert rank(people, fictional.values(people, rows(sizes)), "MK18") is not None
    assert rank(balance, fictional.values(balance, rows([size - 110 for size in sizes])), "MK18") is not None


def test_the_whole_country_is_not_ranked() -> None:
    share = fictional.indicator()
    held = fictional.values(share, rows([8.0 + place for place in range(18)], SSS=[9.0]))
    assert rank(share, held, "SSS") is None
