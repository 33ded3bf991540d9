"""Labels in tiers: none covers another or lies on another's leader, whatever the marks are."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from alke.charts.callouts import callouts


def test_labels_with_room_stand_in_one_tier_under_their_marks() -> None:
    places = callouts([100, 300, 500], [80, 80, 80], 0, 680, 4)
    assert [(place.left, place.tier, place.beside) for place in places if place] == [
        (60, 0, False),
        (260, 0, False),
        (460, 0, False),
    ]


def test_marks_at_one_place_all_get_a_label() -> None:
    places = callouts([300, 300, 301, 302], [90, 90, 90, 90], 0, 680, 6)
    assert None not in places
    assert len({(place.left, place.tier) for place in places if place}) == 4


def test_what_does_not_fit_is_left_out_from_the_last() -> None:
    places = callouts([50, 50, 50], [90, 90, 90], 0, 100, 1)
    assert [place is None for place in places] == [False, True, True]


@given(st.lists(st.tuples(st.floats(10, 670), st.floats(20, 200)), max_size=7))
def test_no_label_covers_another_or_anothers_leader(marks: list[tuple[float, float]]) -> None:
    places = callouts([x for x, _ in marks], [width for _, width in marks], 0, 680, 7)
    held = [(x, width, place) for (x, width), place in zip(marks, places, strict=True) if place]
    assert all(place.left >= 0 and place.left + width <= 680.001 for _, width, place in held)
    for (x, width, one), (other_x, other_width, other) in combinations(held, 2):
        right, other_right = one.left + width, other.left + other_width
        if one.tier == other.tier:
            assert right <= other.left or other_right <= one.left
        if one.tier < other.tier:
            assert not one.left < other_x < right
        if other.tier < one.tier:
            assert not other.left < x < other_right
