"""Scales: ticks are round and enclose the numbers; labels are spread without covering one another."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.charts.scale import Placer, apart, fit, spread, year_ticks

numbers = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda number: number == 0 or abs(number) > 1e-9)


@given(st.lists(numbers, min_size=1, max_size=30), st.integers(2, 6), st.booleans(), st.booleans())
def test_a_scale_encloses_its_numbers(known: list[float], count: int, zero: bool, tight: bool) -> None:
    scale = fit(known, 300, 20, count=count, zero=zero, tight=tight)
    slack = (scale.high - scale.low) * 1e-6
    assert scale.low - slack <= min(known) <= max(known) <= scale.high + slack
    assert all(19.9 <= scale(number) <= 300.1 for number in known)
    assert len(scale.ticks) <= 2 * count + 3


@given(st.lists(numbers, min_size=1, max_size=30))
def test_ticks_rise_by_one_round_step(known: list[float]) -> None:
    scale = fit(known, 0, 100)
    lead = scale.step / 10 ** math.floor(math.log10(scale.step) + 1e-9)
    assert round(lead, 6) in (1, 2, 2.5, 5, 10)
    for before, after in zip(scale.ticks, scale.ticks[1:], strict=False):
        assert after > before


def test_a_scale_starts_at_zero_when_zero_is_near() -> None:
    assert fit([10, 100], 0, 1).low == 0
    assert fit([-10, -100], 0, 1).high == 0


def test_a_scale_leaves_zero_out_when_it_would_flatten_the_line() -> None:
    assert fit([71_000, 76_000], 0, 1).low > 60_000


def test_zero_can_be_asked_for() -> None:
    assert fit([71, 76], 0, 1, zero=True).low == 0


def test_a_constant_gets_a_scale_around_it() -> None:
    scale = fit([5.0, 5.0], 0, 1)
    assert scale.low < 5 < scale.high


def test_ticks_show_enough_decimals_to_tell_them_apart() -> None:
    assert fit([0, 10], 0, 1, count=4).decimals == 1  # steps of 2.5
    assert fit([0, 100], 0, 1, count=5).decimals == 0


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8), st.floats(8, 30))
def test_spread_labels_touch_but_do_not_cover(wanted: list[float], height: float) -> None:
    places = spread(wanted, [height] * len(wanted), 0, 400)
    order = sorted(places)
    assert all(after - before >= height - 1e-6 for before, after in zip(order, order[1:], strict=False))
    assert [places[i] for i in sorted(range(len(wanted)), key=lambda i: wanted[i])] == order
    assert order[0] >= height / 2 - 1e-6
    assert order[-1] <= 400 - height / 2 + 1e-6 or height * len(wanted) > 400


def test_labels_that_have_room_stay_where_they_want_to_be() -> None:
    assert spread([20, 100, 60], [10, 10, 10], 0, 200) == [20, 100, 60]


@given(st.lists(st.floats(0, 300), max_size=12), st.floats(1, 60))
def test_labels_kept_in_a_row_do_not_touch(centres: list[float], width: float) -> None:
    kept = sorted(sorted(centres)[index] for index in apart(sorted(centres), [width] * len(centres)))
    assert all(after - before >= width for before, after in zip(kept, kept[1:], strict=False))


@pytest.mark.parametrize(("first", "last", "expected"), [(2000, 2003, [2000, 2001, 2002, 2003]), (1987, 1987, [1987])])
def test_few_years_are_all_marked(first: int, last: int, expected: list[int]) -> None:
    assert year_ticks(first, last, 5) == expected


def test_many_years_are_marked_at_round_ones() -> None:
    assert year_ticks(1972, 2024, 6) == [1980, 1990, 2000, 2010, 2020]


def test_a_label_takes_the_first_free_place() -> None:
    placer = Placer((0, 0, 100, 100))
    placer.take((0, 0, 50, 50))
    assert placer.place([(10, 10, 20, 20), (60, 60, 70, 70)]) == 1
    assert placer.place([(60, 60, 70, 70)]) is None
    assert placer.place([(95, 95, 105, 105)]) is None
