"""Random cubes, and what it means that two are the same."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st

from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role

LANGUAGES = ("fi", "sv", "en")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
CODE = TEXT.map(str.strip).filter(bool)
WILD = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
NUMBER = st.one_of(
    st.integers(-(10**17), 10**17).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-9999, 9999).map(lambda tenths: tenths / 10),
)


@st.composite
def axes(draw: st.DrawFn, code: str, texts: st.SearchStrategy[str] = CODE) -> Axis:
    codes = tuple(draw(st.lists(texts, min_size=1, max_size=4, unique=True)))
    languages = draw(st.lists(st.sampled_from(LANGUAGES), unique=True))
    some = st.lists(st.sampled_from(codes), unique=True)
    return Axis(
        code,
        draw(st.sampled_from(Role)),
        codes,
        names={language: draw(TEXT) for language in languages},
        labels={language: tuple(draw(TEXT) for _ in codes) for language in languages if draw(st.booleans())},
        units={category: draw(TEXT) for category in draw(some)},
        decimals={category: draw(st.integers(0, 6)) for category in draw(some)},
        parents={category: codes[0] for category in draw(some) if category != codes[0]},
        codelist=draw(TEXT),
    )


@st.composite
def cubes(draw: st.DrawFn, texts: st.SearchStrategy[str] = CODE, signs: st.SearchStrategy[str] = CODE) -> Cube:
    made = tuple(draw(axes(code, texts)) for code in draw(st.lists(texts, min_size=1, max_size=4, unique=True)))
    shape = tuple(len(axis) for axis in made)
    kinds = draw(
        st.lists(st.tuples(signs, st.sampled_from(Reason)), max_size=5, unique_by=lambda k: (k[0], k[1].has_number))
    )
    marks = (PLAIN, *(Mark(sign, reason, draw(TEXT)) for sign, reason in kinds))
    statuses = draw(st.lists(st.integers(0, len(marks) - 1), min_size=math.prod(shape), max_size=math.prod(shape)))
    numbers = [draw(NUMBER) if marks[status].reason.has_number else math.nan for status in statuses]
    return Cube(
        axes=made,
        numbers=np.array(numbers, dtype=np.float64).reshape(shape),
        statuses=np.array(statuses, dtype=np.uint8).reshape(shape),
        marks=marks,
        table=draw(TEXT),
        titles={language: draw(TEXT) for language in LANGUAGES if draw(st.booleans())},
        sources={language: draw(TEXT) for language in LANGUAGES if draw(st.booleans())},
        notes={language: tuple(draw(st.lists(TEXT, max_size=2))) for language in LANGUAGES if draw(st.booleans())},
        publisher=draw(TEXT),
        licence=draw(TEXT),
        updated=draw(st.sampled_from(["", "2026-11-24", "2026-11-24T08:00:00Z", "last week"])),
    )


def cell_marks(cube: Cube) -> list[Mark]:
    """The mark of every cell, whatever its place among the marks."""
    return [cube.marks[status] for status in cube.statuses.ravel().tolist()]


def assert_same(one: Cube, other: Cube) -> None:
    """All that a Cube tells is equal, numbers to the bit; the order of marks, warnings and extra may differ."""
    assert one.axes == other.axes
    assert one.numbers.tobytes() == other.numbers.tobytes()
    assert cell_marks(one) == cell_marks(other)
    for field in ("table", "titles", "sources", "notes", "publisher", "licence", "updated"):
        assert getattr(one, field) == getattr(other, field), field
