"""The change rule: one, five and ten years."""

from __future__ import annotations

from alke.findings import Finding, find
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Values
from tests.findings import fictional

HOME = "MK18"


def changes(of: Indicator, held: Values, **others: tuple[Indicator, Values]) -> list[Finding]:
    values = {of.id: held} | {key: pair[1] for key, pair in others.items()}
    catalogue = {of.id: of} | {key: pair[0] for key, pair in others.items()}
    found = find(values, catalogue, HOME)
    mine = [each for each in found if each.indicator == of.id and "change" in (each.rule, each.facts.get("about"))]
    return sorted(mine, key=lambda each: int(each.facts.get("years", 0)))


def test_a_count_changes_in_units_and_in_per_cent_over_one_five_and_ten_years() -> None:
    people = fictional.people()
    one, five, ten = changes(people, fictional.values(people, {HOME: [1000 - 10 * year for year in range(11)]}))
    assert [one.numbers["change"], five.numbers["change"], ten.numbers["change"]] == [-10, -50, -100]
    assert ten.numbers["percent"] == -10.0
    assert {one.case, five.case, ten.case} == {"shrank"}


def test_a_share_changes_in_units_only() -> None:
    share = fictional.indicator()
    (found,) = changes(share, fictional.values(share, {HOME: [8.0, 9.0]}))
    assert found.case == "grew"
    assert "percent" not in found.refs


def test_a_change_that_shows_as_nothing_is_no_change() -> None:
    share = fictional.indicator()
    (found,) = changes(share, fictional.values(share, {HOME: [8.0, 8.04]}))
    assert found.case == "unchanged"


def test_a_relative_change_that_shows_as_nothing_is_left_out() -> None:
    people = fictional.people()
    (found,) = changes(people, fictional.values(people, {HOME: [100_000, 100_010]}))
    assert set(found.refs) == {"value", "earlier", "change"}


def test_a_balance_is_told_by_its_two_values() -> None:
    balance = fictional.balance()
    (found,) = changes(balance, fictional.values(balance, {HOME: [-500, -300]}))
    assert found.case == "levels"


def test_a_balance_that_shows_the_same_twice_is_told_as_the_same() -> None:
    balance = fictional.balance()
    (found,) = changes(balance, fictional.values(balance, {HOME: [-300, -300]}))
    assert found.case == "levels_same"


def test_one_year_of_a_survey_in_a_small_area_is_not_told() -> None:
    survey = fictional.rate(survey=True, rank_minimum=100_000)
    people = (fictional.people(), fictional.values(fictional.people(), {HOME: [73_000.0]}))
    found = changes(survey, fictional.values(survey, {HOME: [60.0 + year for year in range(6)]}), population=people)
    assert [each.facts["years"] for each in found] == [5]


def test_nothing_is_told_over_a_break_and_the_refusal_says_why_once() -> None:
    share = fictional.indicator(breaks=fictional.broken("2014"))
    found = changes(share, fictional.values(share, {HOME: [8.0 + year for year in range(11)]}))
    assert [(each.rule, each.facts["years"]) for each in found] == [("change", 1), ("refusal", 5)]
    assert found[1].facts["because"] == "break"
    assert found[1].facts["reason_fi"] == "tilaston aineisto vaihtui"


def test_a_change_that_starts_in_the_period_of_the_break_is_told() -> None:
    share = fictional.indicator(breaks=fictional.broken("2013"))
    found = changes(share, fictional.values(share, {HOME: [8.0 + year for year in range(11)]}))
    assert [each.rule for each in found] == ["change", "change", "refusal"]


def test_a_single_period_is_too_few() -> None:
    share = fictional.indicator()
    (found,) = changes(share, fictional.values(share, {HOME: [8.0]}))
    assert (found.rule, found.case) == ("refusal", "too_few")


def test_a_month_is_compared_with_the_same_month_of_an_earlier_year() -> None:
    share = fictional.indicator()
    (found,) = changes(share, fictional.values(share, {HOME: [float(month) for month in range(13)]}, end="2018M12"))
    assert found.facts["since"] == "2017M12"


def test_the_population_that_shrank_is_told_beside_money_per_head_that_grew() -> None:
    product, people = fictional.per_head(), fictional.people()
    shrinking = (people, fictional.values(people, {HOME: [1000, 900]}))
    (found,) = changes(product, fictional.values(product, {HOME: [30000, 31000]}), population=shrinking)
    assert found.numbers["people"] == -10.0


def test_a_growing_population_is_not_told_beside_money_per_head() -> None:
    product, people = fictional.per_head(), fictional.people()
    growing = (people, fictional.values(people, {HOME: [900, 1000]}))
    (found,) = changes(product, fictional.values(product, {HOME: [30000, 31000]}), population=growing)
    assert "people" not in found.refs
