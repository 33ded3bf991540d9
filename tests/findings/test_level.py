"""The level rule: the newest value against the whole country."""

from __future__ import annotations

from alke.areas import MAINLAND
from alke.base.periods import Period
from alke.findings import Finding, find
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Kind, Values
from tests.findings import fictional

HOME = "MK18"


def level(of: Indicator, held: Values, area: str = HOME) -> Finding:
    (found,) = [finding for finding in find({of.id: held}, {of.id: of}, area) if finding.rule == "level"]
    return found


def test_a_share_above_the_country_is_told_by_the_gap_in_units() -> None:
    share = fictional.indicator()
    found = level(share, fictional.values(share, {HOME: [9.2], "SSS": [8.7]}))
    assert found.case == "above"
    assert str(found.refs["gap"]) == "share:MK18:2018:gap:SSS"
    assert found.numbers["gap"] == 9.2 - 8.7


def test_a_share_below_the_country_is_told_as_below() -> None:
    share = fictional.indicator()
    assert level(share, fictional.values(share, {HOME: [8.0], "SSS": [8.7]})).case == "below"


def test_values_that_show_the_same_are_the_same() -> None:
    share = fictional.indicator()
    assert level(share, fictional.values(share, {HOME: [8.71], "SSS": [8.68]})).case == "same"


def test_values_that_show_differently_with_a_gap_that_shows_nothing_are_nearly_the_same() -> None:
    share = fictional.indicator()
    assert level(share, fictional.values(share, {HOME: [8.75], "SSS": [8.74]})).case == "near"


def test_a_count_is_compared_as_its_share_of_the_country() -> None:
    people = fictional.people()
    found = level(people, fictional.values(people, {HOME: [100], "SSS": [1000]}))
    assert found.case == "share"
    assert found.numbers["share"] == 10.0


def test_a_balance_has_no_share_of_the_country() -> None:
    balance = fictional.balance()
    assert level(balance, fictional.values(balance, {HOME: [-100], "SSS": [500]})).case == "alone"


def test_a_balance_between_regions_is_not_compared_with_the_countrys_nil() -> None:
    moves = fictional.indicator()
    assert level(moves, fictional.values(moves, {HOME: [-0.4], "SSS": [0.0]})).case == "alone"


def test_money_per_head_is_told_as_a_percentage_of_the_countrys_level() -> None:
    product = fictional.per_head()
    found = level(product, fictional.values(product, {HOME: [30000], "SSS": [40000]}))
    assert found.case == "ratio"
    assert found.numbers["ratio"] == 75.0


def test_the_whole_country_is_compared_with_nothing() -> None:
    share = fictional.indicator()
    assert level(share, fictional.values(share, {HOME: [9.2], "SSS": [8.7]}), "SSS").case == "alone"


def test_the_period_is_the_newest_that_area_and_country_share() -> None:
    share = fictional.indicator()
    found = level(share, fictional.values(share, {HOME: [9.2, 9.4], "SSS": [8.7, None]}))
    assert found.period == Period(2017)


def test_a_value_is_told_alone_where_the_country_has_none() -> None:
    share = fictional.indicator()
    assert level(share, fictional.values(share, {HOME: [9.2]})).case == "alone"


def test_a_preliminary_value_makes_a_preliminary_finding() -> None:
    share = fictional.indicator()
    held = fictional.values(share, {HOME: [9.2], "SSS": [8.7]}, preliminary=True)
    assert level(share, held).kind is Kind.PRELIMINARY


def test_a_region_far_from_the_others_is_unusual() -> None:
    share = fictional.indicator()
    rows: dict[str, list[float | None]] = {area: [8.0 + place / 10] for place, area in enumerate(MAINLAND)}
    rows["SSS"] = [8.7]
    usual = level(share, fictional.values(share, rows), MAINLAND[8]).score["unusual"]
    rows[MAINLAND[8]] = [15.0]
    assert level(share, fictional.values(share, rows), MAINLAND[8]).score["unusual"] > usual
