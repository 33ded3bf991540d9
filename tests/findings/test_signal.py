"""What short series tell: the tests behind trends, turns, shifts and odd steps. No figure here is of a real place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.findings import signal
from alke.indicators.slope import theil_sen

Numbers = signal.Numbers
NOISE = np.array([0.3, -0.4, 0.9, -1.1, 0.2, 0.6, -0.7, 0.1, -0.2, 0.8, -0.9, 0.4, 0.5, -0.5, 0.0, 1.0])
PLANTED = st.lists(st.integers(-50, 50), min_size=10, max_size=30, unique=True)


def test_the_slope_is_the_middle_of_all_pairs_and_one_odd_year_does_not_move_it() -> None:
    assert theil_sen([1, 2, 3, 4, 5]) == 1
    assert theil_sen([1, 2, 300, 4, 5]) == 1
    assert theil_sen([1, np.nan, 3, 4]) == 1
    assert np.isnan(theil_sen([np.nan, 2.0]))


def test_the_risk_of_order_is_counted_over_all_orders() -> None:
    numbers = np.array([1.0, 2.0, 4.0, 3.0, 5.0])

    def score(row: Numbers) -> int:
        return int(sum(np.sign(row[late] - row[early]) for early in range(5) for late in range(early + 1, 5)))

    orders = [abs(score(np.array(each))) >= abs(score(numbers)) for each in permutations(numbers.tolist())]
    assert signal.kendall(numbers) == pytest.approx(sum(orders) / len(orders))
    assert signal.kendall(np.ones(9)) == 1


def test_the_risk_of_two_groups_is_counted_over_all_divisions() -> None:
    assert signal.mann_whitney(np.array([1.0, 2, 3]), np.array([4.0, 5, 6])) == pytest.approx(2 / 20)
    assert signal.mann_whitney(np.array([1.0, 4]), np.array([2.0, 3])) == 1


def test_a_series_under_eight_years_is_refused_and_not_called_flat() -> None:
    assert signal.trend(np.arange(7.0)) is None
    assert signal.odd_step(np.arange(8.0)) is None
    assert signal.trend(np.arange(8.0)) == 1


def test_a_trend_in_noise_is_found_and_noise_alone_has_none() -> None:
    years = np.arange(len(NOISE))
    assert signal.trend(NOISE + 0.4 * years) == 1
    assert signal.trend(NOISE - 0.4 * years) == -1
    assert signal.trend(NOISE) == 0


def test_a_trend_that_one_year_makes_is_none() -> None:
    assert signal.trend(np.array([5.0, 5, 5, 5, 5, 5, 5, 5, 5, 9])) == 0


def test_a_shift_is_not_called_a_trend_nor_a_trend_a_shift() -> None:
    moved = NOISE + 6.0 * (np.arange(len(NOISE)) >= 9)
    assert (signal.shift(moved), signal.trend(moved)) == (9, 0)
    assert signal.shift(NOISE + 0.4 * np.arange(len(NOISE))) is None


def test_a_bend_is_not_called_a_shift() -> None:
    assert signal.shift(np.array([66.8, 66.7, 66.6, 66.5, 66.4, 66.3, 65.5, 64.8, 64.2, 63.7, 63.2, 62.8])) is None


def test_a_turn_is_found_where_it_was_and_a_trend_no_longer_is() -> None:
    risen = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5])
    assert signal.turn(risen) == signal.turn(-risen) == 8
    assert signal.trend(risen) == 0
    assert signal.turn(np.arange(12.0)) is None


def test_one_small_step_back_is_no_turn() -> None:
    assert signal.turn(np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 8.9])) is None


def test_an_odd_step_is_the_newest_one_only() -> None:
    assert signal.odd_step(np.append(NOISE, 12.0)) is True
    assert signal.odd_step(np.append(NOISE, 0.0)) is False
    assert signal.odd_step(np.concatenate([NOISE[:8], [12.0], NOISE[8:]])) is False


@settings(deadline=None)
@given(PLANTED)
def test_the_mirror_of_a_series_tells_the_mirror(numbers: list[int]) -> None:
    row = np.array(numbers, dtype=np.float64)
    trend = signal.trend(row)
    assert signal.trend(-row) == (None if trend is None else -trend)
    for question in (signal.shift, signal.odd_step):
        asked: Callable[[Numbers], object] = question
        assert asked(-row) == asked(row)


@settings(deadline=None)
@given(PLANTED, st.integers(1, 1000), st.integers(-1000, 1000))
def test_the_unit_does_not_matter(numbers: list[int], factor: int, shift: int) -> None:
    row = np.array(numbers, dtype=np.float64)
    assert signal.trend(row * factor + shift) == signal.trend(row)
    assert signal.turn(row * factor + shift) == signal.turn(row)


def test_noise_leads_to_a_finding_in_less_than_one_of_twenty() -> None:
    random = np.random.default_rng(1)
    told = 0
    for _ in range(400):
        row = random.normal(size=int(random.integers(12, 31)))
        told += bool(signal.trend(row) or signal.shift(row) or signal.turn(row) or signal.odd_step(row))
    assert told <= 20
