"""The parts of a finding's weight."""

from __future__ import annotations

import numpy as np
import pytest

from alke.findings import score


def of(*numbers: float) -> score.Numbers:
    return np.array(numbers, dtype=np.float64)


def test_ten_years_one_way_are_wholly_lasting() -> None:
    assert score.lasting(of(*[-1.0] * 10), -3.0) == 1.0
    assert score.lasting(of(*[-1.0] * 10), 3.0) == 0.0


def test_one_year_against_the_rest_takes_away_little() -> None:
    assert score.lasting(of(*[1.0] * 9, -1.0), 1.0) == pytest.approx(0.8)


def test_a_few_years_are_a_part_of_lasting() -> None:
    assert score.lasting(of(1.0, 1.0, np.nan), 1.0) == pytest.approx(0.2)


def test_a_turn_of_usual_steps_is_wholly_new_and_one_of_almost_nothing_is_not() -> None:
    assert score.turned(of(1.0, 1.0, 1.0, -1.0)) == 1.0
    assert score.turned(of(1.0, 1.0, 1.0, -0.01)) == pytest.approx(0.01)
    assert score.turned(of(1.0, 1.0)) == 0.0
    assert score.turned(of(1.0)) == 0.0


def test_a_figure_of_the_newest_year_is_wholly_recent_and_one_six_years_behind_is_not() -> None:
    assert score.recent(2024, 2024) == 1.0
    assert score.recent(2040, 2024) == 1.0
    assert score.recent(2021, 2024) == 0.5
    assert score.recent(2018, 2024) == 0.0
    assert score.recent(2001, 2024) == 0.0
