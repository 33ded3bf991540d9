"""Rules that look at many years or at two series: what they tell, and when they keep silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from alke.areas import MAINLAND
from alke.findings import Finding, find
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Values
from tests.findings import fictional
from tests.language.scenes import pairs

HOME = "MK18"
UP = [8.0, 8.3, 9.0, 9.4, 9.8, 10.7, 11.0, 11.3, 12.2, 12.5]
Rows = Mapping[str, Sequence[float | None]]


def told(of: Indicator, rows: Rows, rule: str, area: str = HOME) -> list[Finding]:
    held: Values = fictional.values(of, rows)
    return [each for each in find({of.id: held}, {of.id: of}, area) if each.rule == rule]


def cases(of: Indicator, rows: Rows, rule: str, area: str = HOME) -> list[str]:
    return [each.case for each in told(of, rows, rule, area)]


def test_a_trend_is_told_with_its_typical_yearly_change() -> None:
    (found,) = told(fictional.indicator(), {HOME: UP}, "trend")
    assert (found.case, found.facts["since"]) == ("rises", "2009")
    assert found.numbers["slope"] == pytest.approx(0.5, abs=0.05)
    assert cases(fictional.indicator(), {HOME: UP[::-1]}, "trend") == ["falls"]


def test_a_trend_is_refused_over_a_break_and_in_a_short_series() -> None:
    broken = fictional.indicator(breaks=fictional.broken("2014"))
    found = find({broken.id: fictional.values(broken, {HOME: UP})}, {broken.id: broken}, HOME)
    assert not [each for each in found if each.rule == "trend"]
    assert [each.facts["since"] for each in found if each.case == "trend_short"] == ["2014"]


def test_a_year_that_is_missing_ends_the_years_looked_at() -> None:
    gap: list[float | None] = [*UP[:4], None, *UP[5:]]
    assert cases(fictional.indicator(), {HOME: gap}, "trend") == []


def test_a_balance_has_no_trend_turn_or_shift() -> None:
    row = [-100.0 * step for step in range(12)]
    for rule in ("trend", "turn", "shift", "odd", "pace"):
        assert cases(fictional.balance(), {HOME: row}, rule) == []


def test_a_survey_of_a_small_area_has_no_trend() -> None:
    survey = fictional.rate(survey=True, rank_minimum=100_000)
    assert cases(survey, {HOME: UP}, "trend") == []


def test_a_turn_is_told_with_the_year_it_happened_in() -> None:
    row = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6]
    (found,) = told(fictional.indicator(), {HOME: row}, "turn")
    assert (found.case, found.facts["since"], found.numbers["change"]) == ("peaked", "2015", -3)


def test_a_shift_that_was_taken_back_is_not_told() -> None:
    low, high = [8.0, 8.2, 8.1, 8.3, 8.0, 8.2], [13.0, 13.2, 13.1, 13.3, 13.0]
    assert cases(fictional.indicator(), {HOME: low + high}, "shift") == ["up"]
    assert cases(fictional.indicator(), {HOME: [*low, *high, 8.1]}, "shift") == []


def test_a_place_among_the_three_is_counted_back_to_where_it_began() -> None:
    rows = {area: [10.0 + place] * 8 for place, area in enumerate(MAINLAND)}
    rows[HOME] = [50.0, 11.5, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0]
    (found,) = told(fictional.rate(), rows, "persistence")
    assert (found.case, found.facts["since"], found.facts["years"]) == ("top", "2013", 6)


def test_three_years_among_the_three_are_not_long() -> None:
    rows = {area: [10.0 + place] * 3 for place, area in enumerate(MAINLAND)}
    assert cases(fictional.rate(), rows, "persistence", "MK01") == []


def test_a_sample_survey_tells_no_lasting_place() -> None:
    rows = {area: [10.0 + place] * 8 for place, area in enumerate(MAINLAND)}
    survey = fictional.rate(survey=True, rank_minimum=1)
    assert cases(survey, rows, "persistence", "MK01") == []


def test_a_region_that_nears_the_country_is_told_with_both_gaps() -> None:
    row = [20.0 - step for step in range(10)]
    (found,) = told(fictional.indicator(), {HOME: row, "SSS": [10.0] * 10}, "convergence")
    assert (found.case, found.numbers["gap_before"], found.numbers["gap"]) == ("nearer_above", 10, 1)


def test_a_gap_that_changes_side_is_neither_nearer_nor_further() -> None:
    row = [14.0 - step for step in range(10)]
    assert cases(fictional.indicator(), {HOME: row, "SSS": [10.0] * 10}, "convergence") == []


def test_the_spread_of_the_regions_is_told_of_the_country_alone() -> None:
    rows = {
        area: [10.0 + (place - 9) * (1 + year / 5) / 4 for year in range(10)] for place, area in enumerate(MAINLAND)
    }
    rows["SSS"] = [10.0] * 10
    assert cases(fictional.indicator(), rows, "convergence", "SSS") == ["spread_wider"]


def test_the_components_of_a_change_name_the_larger_first() -> None:
    assert [each.case for each, _, _ in pairs() if each.rule == "components"] == ["natural_most", "moves_most"]


def test_two_series_of_one_thing_that_part_are_told_together() -> None:
    found = [each for each, _, _ in pairs() if each.rule == "contradiction"]
    assert [each.case for each in found] == ["up_down", "down_up"]
    assert {each.facts["other"] for each in found} == {"unemployment-rate-lfs"}
