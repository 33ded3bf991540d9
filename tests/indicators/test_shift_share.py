"""Shift–share: three parts of a change that sum to it, in a worked example and for any numbers."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.indicators.catalogue import load
from alke.indicators.shift_share import FAMILY, INDUSTRIES, Parts, beyond, parts


def test_a_worked_example_in_round_numbers() -> None:
    """Worked by hand.

    The country goes from 400 + 600 to 480 + 630 jobs: industry one grows by 20 per cent, two by 5, all by 11. A region
    goes from 20 + 80 to 26 + 80. At the country's rate its 100 jobs would gain 11. The mix: 20 jobs at 20 - 11 per cent
    and 80 at 5 - 11 give 1.8 - 4.8 = -3. The own: 26 instead of 24, 80 instead of 84: 2 - 4 = -2. 11 - 3 - 2 = 6.
    """
    found = parts([20, 80], [26, 80], [400, 600], [480, 630])
    assert found.country == pytest.approx(11)
    assert found.mix == pytest.approx(-3)
    assert found.own == pytest.approx((2, -4))
    assert found.change == pytest.approx(6)


def test_a_region_that_is_the_country_has_only_the_country_s_part() -> None:
    found = parts([400, 600], [480, 630], [400, 600], [480, 630])
    assert (found.country, found.mix, found.own) == (pytest.approx(110), pytest.approx(0), pytest.approx((0, 0)))


def test_jobs_in_an_industry_the_country_did_not_have_are_all_its_own() -> None:
    assert beyond(0, 12, 0, 30) == 12
    assert parts([10, 0], [10, 5], [100, 0], [100, 50]).own == (0, 5)


def test_a_country_without_jobs_is_refused() -> None:
    with pytest.raises(ValueError, match="no jobs at the first time"):
        parts([0], [1], [0], [1])


counts = st.lists(st.integers(0, 10**6), min_size=4, max_size=4)


@given(counts, counts, counts, counts)
def test_the_parts_sum_to_the_change(before: list[int], after: list[int], first: list[int], last: list[int]) -> None:
    country_before = [own + more for own, more in zip(before, first, strict=True)]
    country_after = [own + more for own, more in zip(after, last, strict=True)]
    if sum(country_before) == 0:
        return
    found: Parts = parts(before, after, country_before, country_after)
    size = max(1.0, abs(found.country), abs(found.mix), *map(abs, found.own))
    assert found.change == pytest.approx(fsum(after) - fsum(before), abs=1e-9 * size)


def test_the_industries_are_the_members_of_the_catalogue_s_family_and_cover_every_section_once() -> None:
    members = {key: each for key, each in load().items() if each.family == FAMILY}
    assert set(INDUSTRIES) == set(members)
    sections = [
        code for key in INDUSTRIES for group in members[key].inputs[0].selections[0].take["toimiala"] for code in group
    ]
    assert sorted(sections) == [*"ABCDEFGHIJKLMNOPQRSTUX"]
