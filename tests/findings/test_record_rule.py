"""The record rule: highest and lowest of a series."""

from __future__ import annotations

from alke.findings import Finding, find
from alke.indicators.catalogue import Indicator
from tests.findings import fictional

HOME = "MK18"


def record(of: Indicator, numbers: list[float | None], end: str = "2018") -> Finding | None:
    held = fictional.values(of, {HOME: numbers}, end=end)
    found = [each for each in find({of.id: held}, {of.id: of}, HOME) if each.rule == "record"]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_highest_of_a_long_series_is_told_with_where_the_series_begins() -> None:
    found = record(fictional.indicator(), [9.0, 8, 7, 8, 9, 8, 7, 9.5])
    assert found is not None
    assert (found.case, found.facts["since"]) == ("highest", "2011")


def test_seven_numbers_are_too_few_for_a_record() -> None:
    assert record(fictional.indicator(), [8.0, 7, 8, 9, 8, 7, 9.5]) is None


def test_a_number_that_shows_the_same_as_an_earlier_one_is_no_record() -> None:
    assert record(fictional.indicator(), [9.52, 8, 7, 8, 9, 8, 7, 9.54]) is None


def test_the_lowest_since_a_lower_one_eight_years_ago_is_told() -> None:
    found = record(fictional.indicator(), [5.0, 4.0, *[9.0] * 7, 6.0])
    assert found is not None
    assert (found.case, found.facts["since"]) == ("lowest_since", "2010")


def test_a_series_counts_from_its_break() -> None:
    share = fictional.indicator(breaks=fictional.broken("2010"))
    found = record(share, [99.0, *[9.0, 8, 7, 8, 9, 8, 7, 8, 9.5]])
    assert found is not None
    assert (found.case, found.facts["since"]) == ("highest", "2010")


def test_a_record_repeated_every_year_is_less_new_than_one_that_ends_a_wait() -> None:
    repeated = record(fictional.indicator(), [float(year) for year in range(1, 12)])
    ended = record(fictional.indicator(), [9.0, 8, 7, 8, 9, 8, 7, 8, 9, 8, 9.5])
    assert repeated is not None and ended is not None
    assert repeated.score["new"] < ended.score["new"]


def test_months_set_no_record() -> None:
    assert record(fictional.indicator(), [float(month) for month in range(20)], end="2018M12") is None


def test_what_can_be_negative_sets_no_record() -> None:
    assert record(fictional.balance(), [-9.0, -8, -7, -8, -9, -8, -7, -6]) is None
