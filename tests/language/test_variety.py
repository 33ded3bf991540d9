"""Lines that do not begin alike."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from alke.language.variety import spread

LINES = st.lists(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=4), max_size=20)


def used(openings: list[list[str]]) -> Counter[str]:
    return Counter(openings[line][way] for line, way in enumerate(spread(openings)))


def test_no_opening_is_used_twice_where_it_need_not_be() -> None:
    assert max(used([["a", "b"], ["a"], ["a", "b", "c"]]).values()) == 1


def test_a_line_with_one_way_keeps_it_and_the_others_make_room() -> None:
    assert used([["a", "b"], ["a", "b"], ["a"]]) == {"a": 2, "b": 1}


def test_neighbours_begin_with_different_words_where_they_can() -> None:
    ways = [["In Kainuu"], ["In 2018", "The rate"], ["The rate", "In 2018"]]
    begun = [openings[way].split()[0] for openings, way in zip(ways, spread(ways), strict=True)]
    assert begun == ["In", "The", "In"]


@given(LINES)
def test_every_line_gets_a_way_of_its_own_and_always_the_same(openings: list[list[str]]) -> None:
    ways = spread(openings)
    assert ways == spread(openings)
    assert all(0 <= way < len(openings[line]) for line, way in enumerate(ways))


@given(LINES)
def test_the_most_used_opening_could_not_be_used_less(openings: list[list[str]]) -> None:
    most = max(used(openings).values(), default=0)
    fewest = max((-(-sum(set(ways) <= set(group) for ways in openings) // len(group)) for group in groups()), default=0)
    assert most == fewest


def groups() -> list[str]:
    """Every set of openings: by Hall's theorem the one with the most lines that need it decides."""
    return ["".join(each for bit, each in enumerate("abcdefg") if number >> bit & 1) for number in range(1, 128)]
