"""A table cut into parts and joined is the table."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.base.errors import SourceError
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role
from alke.statistics.sources.parts import ChangedError, blocks, fitted, joined
from alke.statistics.sources.wanted import Wanted, picks

MARKS = (
    PLAIN,
    Mark(".", Reason.NOT_APPLICABLE),
    Mark("..", Reason.NOT_AVAILABLE),
    Mark("p", Reason.PRELIMINARY),
    Mark("", Reason.NOT_AVAILABLE),
)
shapes = st.lists(st.integers(1, 6), min_size=1, max_size=4)


@given(shapes, st.integers(1, 100))
def test_blocks_cover_every_cell_once_under_the_limit(shape: list[int], limit: int) -> None:
    seen = np.zeros(shape, int)
    for block in blocks(shape, limit):
        assert math.prod(map(len, block)) <= limit
        seen[np.ix_(*block)] += 1
    assert (seen == 1).all()


def test_a_table_under_the_limit_stays_whole() -> None:
    assert [*blocks([3, 4], 12)] == [(range(3), range(4))]


def test_a_table_is_cut_along_its_longest_axis_in_order() -> None:
    assert [block[1] for block in blocks([2, 10], 8)] == [range(4), range(4, 8), range(8, 10)]


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    shape = draw(shapes)
    axes = tuple(
        Axis(f"v{n}", Role.CLASS, tuple(map(str, range(length))), labels={"fi": tuple(f"l{i}" for i in range(length))})
        for n, length in enumerate(shape)
    )
    size = math.prod(shape)
    places = np.array(draw(st.lists(st.integers(0, len(MARKS) - 1), min_size=size, max_size=size)))
    numbers = np.array([float(i) if MARKS[p].reason.has_number else math.nan for i, p in enumerate(places)])
    used = [0, *sorted(set(places.tolist()) - {0})]
    statuses = np.array([used.index(p) for p in places], np.uint8)
    marks = tuple(MARKS[p] for p in used)
    return Cube(axes, numbers.reshape(shape), statuses.reshape(shape), marks)


def piece(cube: Cube, block: tuple[range, ...]) -> Cube:
    at = np.ix_(*block)
    axes = tuple(
        replace(axis, codes=axis.codes[r.start : r.stop], labels={"fi": axis.labels["fi"][r.start : r.stop]})
        for axis, r in zip(cube.axes, block, strict=True)
    )
    used = [0, *sorted(set(cube.statuses[at].ravel().tolist()) - {0})]
    table = np.zeros(len(cube.marks), np.uint8)
    table[used] = range(len(used))
    marks = tuple(cube.marks[place] for place in used)
    return cube.with_(axes=axes, numbers=cube.numbers[at], statuses=table[cube.statuses[at]], marks=marks)


@given(cubes(), st.integers(1, 40))
def test_parts_joined_are_the_whole(cube: Cube, limit: int) -> None:
    whole = joined(cube.axes, [((*map(range, cube.shape),), cube)], where="x")
    cut = [(block, piece(cube, block)) for block in blocks(cube.shape, limit)]
    again = joined(cube.axes, cut, where="x")
    assert again.marks == whole.marks
    assert again.axes == whole.axes
    assert np.array_equal(again.numbers, cube.numbers, equal_nan=True)
    assert np.array_equal(again.statuses, whole.statuses)
    means = [cube.marks[place] for place in cube.statuses.ravel()]
    assert [again.marks[place] for place in again.statuses.ravel()] == means


CUBE = Cube(
    (Axis("a", Role.AREA, ("x", "y")), Axis("b", Role.TIME, ("1", "2", "3"))),
    np.arange(6.0).reshape(2, 3),
    np.zeros((2, 3), np.uint8),
)


def test_axes_and_categories_in_another_order_are_put_right() -> None:
    asked = [("b", ("3", "1", "2")), ("a", ("y", "x"))]
    assert fitted(CUBE, asked, where="x").numbers.tolist() == [[5, 2], [3, 0], [4, 1]]


@pytest.mark.parametrize(
    ("asked", "tells"),
    [
        ([("a", ("x", "y"))], "a were asked for, a, b came"),
        ([("a", ("x",)), ("b", ("1", "2", "3"))], r"variable a: 1 came that were not asked for \(y"),
        (
            [("a", ("x", "y", "z")), ("b", ("1", "2", "3"))],
            r"variable a: 1 of the categories asked for did not come \(z",
        ),
    ],
)
def test_what_was_not_asked_for_is_refused(asked: list[tuple[str, tuple[str, ...]]], tells: str) -> None:
    with pytest.raises(SourceError, match=tells):
        fitted(CUBE, asked, where="x")


def test_parts_of_two_updates_are_not_joined() -> None:
    parts = [((range(1), range(3)), "2026-01-01"), ((range(1, 2), range(3)), "2026-01-02")]
    made = [(block, piece_of(block, updated)) for block, updated in parts]
    with pytest.raises(ChangedError, match="2026-01-01 and 2026-01-02"):
        joined(CUBE.axes, made, where="x")


def piece_of(block: tuple[range, ...], updated: str) -> Cube:
    at = np.ix_(*block)
    axes = tuple(replace(a, codes=a.codes[r.start : r.stop]) for a, r in zip(CUBE.axes, block, strict=True))
    return CUBE.with_(axes=axes, numbers=CUBE.numbers[at], statuses=CUBE.statuses[at], updated=updated)


AXES = (
    Axis("Alue", Role.AREA, ("SSS", "MK01", "SK011", "KU091")),
    Axis("Ikä", Role.CLASS, ("000", "001", "002"), labels={"fi": ("0", "1", "2")}),
    Axis("Sukupuoli", Role.CLASS, ("1", "2"), labels={"fi": ("Miehet", "Naiset")}),
    Axis("Vuosi", Role.TIME, ("2024", "2025")),
    Axis("Tiedot", Role.CONTENT, ("m1", "M152")),
)


def picked(*takes: dict[str, tuple[tuple[str, ...], ...]]) -> dict[str, tuple[str, ...]]:
    codes, _ = picks(AXES, Wanted("s", ("t",), takes), where="t")
    return {axis.code: chosen for axis, chosen in zip(AXES, codes, strict=True)}


def test_the_country_regions_and_municipalities_are_taken_and_all_periods() -> None:
    chosen = picked({"ika": (("1",),), "content": (("M152",),)})
    assert chosen["Alue"] == ("SSS", "MK01", "KU091")
    assert chosen["Vuosi"] == ("2024", "2025")


def test_codes_are_met_whatever_their_case_accents_and_leading_zeros() -> None:
    assert picked({"IKÄ": (("1",), ("02",)), "content": (("m152",),)})["Ikä"] == ("001", "002")


def test_what_several_readers_take_is_asked_for_together() -> None:
    both = picked({"ika": (("0",),), "content": (("m1",),)}, {"ika": (("2",),), "content": (("M152",),)})
    assert both["Ikä"] == ("000", "002")
    assert both["Tiedot"] == ("m1", "M152")


def test_men_and_women_stand_for_a_total_that_the_table_lacks() -> None:
    assert picked({"ika": (("0",),), "content": (("m1",),)})["Sukupuoli"] == ("1", "2")


def test_areas_and_periods_may_be_named() -> None:
    chosen = picked({"area": (("KU091",),), "vuosi": (("2025",),), "ika": (("0",),), "content": (("m1",),)})
    assert (chosen["Alue"], chosen["Vuosi"]) == (("KU091",), ("2025",))


def test_what_one_reader_lacks_is_a_warning_and_the_rest_is_taken() -> None:
    takes = ({"ika": (("0",),), "content": (("m1",),)}, {"ika": (("0",),), "content": (("M999",),)})
    codes, warnings = picks(AXES, Wanted("s", ("t",), takes), where="t")
    assert codes[4] == ("m1",)
    assert warnings == ("t: variable Tiedot has no category M999",)


@pytest.mark.parametrize(
    ("take", "tells"),
    [
        ({"ika": (("0",),), "content": (("M999",),)}, "variable Tiedot has no category M999"),
        ({"content": (("m1",),)}, "variable Ikä has no total"),
        ({"toimiala": (("A",),), "ika": (("0",),), "content": (("m1",),)}, "no variable is called toimiala"),
    ],
)
def test_a_table_without_anything_wanted_is_refused(take: dict[str, tuple[tuple[str, ...], ...]], tells: str) -> None:
    with pytest.raises(SourceError, match=tells):
        picked(take)


def test_a_table_that_no_indicator_reads_is_taken_whole() -> None:
    assert picked() == {**{axis.code: axis.codes for axis in AXES}, "Alue": ("SSS", "MK01", "KU091")}
