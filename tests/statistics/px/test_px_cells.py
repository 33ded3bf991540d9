"""The fast ways of reading cells give what the slow tokenizer gives, or nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alke.base.errors import InputError
from alke.statistics.readers.px import blocks, kernel
from alke.statistics.readers.px.cells import Cells, cell, read_slowly, tokens
from alke.statistics.readers.px.source import Source

HEAD = b'STUB="x";VALUES("x")="y";DATA='
FAST = [
    pytest.param(blocks.read_in_blocks, id="blocks"),
    pytest.param(
        kernel.read_with_kernel,
        id="kernel",
        marks=pytest.mark.skipif(kernel.compiled() is None, reason="needs Numba (the extra fast), not installed"),
    ),
]

DIGITS = st.text("0123456789", min_size=1, max_size=20)
NUMBER = st.builds(
    lambda sign, whole, fraction, power: sign + whole + fraction + power,
    st.sampled_from(["", "", "", "-", "+"]),
    st.one_of(DIGITS, st.text("0123456789", min_size=1, max_size=7)),
    st.one_of(st.just(""), st.just("."), st.text("0123456789", min_size=1, max_size=9).map(lambda t: f".{t}")),
    st.one_of(st.just(""), st.just(""), st.just(""), st.sampled_from(["e3", "E-2", "e+10"])),
)
MARK = st.one_of(
    st.integers(1, 7).map(lambda n: "." * n),
    st.integers(1, 7).map(lambda n: f'"{"." * n}"'),
    st.sampled_from(["-", '"-"', '"c"', '":"', '"not asked"', '"x,y"', '" .. "', '".."']),
)
STRANGE = st.text(st.sampled_from('0123456789.-+"eE:/ ,;\x00\x80é½'), min_size=1, max_size=12)
BETWEEN = st.sampled_from([" ", " ", " ", "\n", " \r\n", ",", ";", ";\n", "\t", "  ", ", "])
EASY = st.one_of(
    st.builds(
        lambda sign, whole, fraction: f"{sign}{whole}{fraction}",
        st.sampled_from(["", "-"]),
        st.one_of(st.integers(0, 10**4), st.integers(0, 10**9), st.integers(0, 10**12 - 1)),
        st.one_of(st.just(""), st.just("."), st.integers(0, 999).map(lambda n: f".{n:03d}"), st.just(".5")),
    ),
    st.integers(1, 6).map(lambda n: "." * n),
    st.integers(1, 6).map(lambda n: f'"{"." * n}"'),
    st.sampled_from(["-", '"-"', '".."']),
)
PLAIN = st.lists(st.tuples(st.one_of(NUMBER, NUMBER, MARK), BETWEEN), min_size=1, max_size=60)
ANYTHING = st.lists(st.tuples(st.one_of(NUMBER, MARK, STRANGE), BETWEEN), min_size=1, max_size=40)
END = st.sampled_from(["", ";", " ;\n", ";;", "\x1a", "\n" * 70])


def written(parts: list[tuple[str, str]], end: str) -> bytes:
    return HEAD + "".join(token + between for token, between in parts).encode() + end.encode()


def slow(data: bytes, count: int) -> Cells | None:
    try:
        return read_slowly(Source(data), len(HEAD), count)
    except InputError:
        return None


def equal(one: Cells, other: Cells) -> bool:
    """The same numbers to the bit, and the same signs."""
    there = ~np.isnan(one.numbers)
    return (
        np.array_equal(there, ~np.isnan(other.numbers))
        and one.numbers[there].tobytes() == other.numbers[there].tobytes()
        and [one.signs[s] for s in one.statuses.tolist()] == [other.signs[s] for s in other.statuses.tolist()]
    )


@pytest.mark.parametrize("fast", FAST)
@settings(max_examples=400, deadline=None)
@given(parts=PLAIN, end=END)
@example(parts=[("28138", ";\n")] * 20, end=";")
@example(parts=[('".."', " "), ("1.2673391", ";")] * 20, end="")
@example(parts=[("12345678", ",")] * 20, end="")
@example(parts=[("-.5", " "), ("-0", " ")] * 40, end="")
def test_a_fast_reader_gives_what_the_slow_one_gives(fast, parts, end) -> None:
    data = written(parts, end)
    right = slow(data, len(parts))
    found = fast(data, len(HEAD), len(parts))
    assert found is None or (right is not None and equal(found, right))


@pytest.mark.parametrize("fast", FAST)
@settings(max_examples=100, deadline=None)
@given(parts=st.lists(st.tuples(EASY, BETWEEN), min_size=40, max_size=90), end=END)
@example(parts=[("28138", ";\n"), ("1", ";"), ("", ";")] * 20, end=";")
def test_a_fast_reader_reads_ordinary_cells_itself_and_rightly(fast, parts, end) -> None:
    data = written(parts, end)
    count = sum(1 for _ in tokens(data, len(HEAD)))
    right, found = slow(data, count), fast(data, len(HEAD), count)
    assert found is not None
    assert right is not None
    assert equal(found, right)


@pytest.mark.parametrize("fast", FAST)
@settings(max_examples=400, deadline=None)
@given(parts=ANYTHING, end=END, off=st.integers(-2, 2))
def test_a_fast_reader_never_accepts_what_the_slow_one_refuses(fast, parts, end, off) -> None:
    data = written(parts, end)
    count = max(1, sum(1 for _ in tokens(data, len(HEAD))) + off)
    right, found = slow(data, count), fast(data, len(HEAD), count)
    assert found is None or (right is not None and equal(found, right))


@pytest.mark.parametrize("fast", FAST)
def test_many_blocks_give_the_same_as_one(fast, monkeypatch) -> None:
    monkeypatch.setattr(blocks, "_BLOCK", 64)
    monkeypatch.setattr(blocks, "_LONGEST", 64)
    parts = [(str(n % 1000), " ") for n in range(5000)]
    data = written(parts, ";")
    found, right = fast(data, len(HEAD), 5000), slow(data, 5000)
    assert found is not None
    assert right is not None
    assert equal(found, right)


@pytest.mark.parametrize("byte", range(256))
def test_no_byte_in_a_number_is_taken_for_a_digit(byte: int) -> None:
    token = b"12" + bytes([byte]) + b"45"
    data = HEAD + (token + b" ") * 40
    count = sum(1 for _ in tokens(data, len(HEAD)))
    right = slow(data, count)
    for fast in (blocks.read_in_blocks, kernel.read_with_kernel):
        found = fast(data, len(HEAD), count)
        assert found is None or (right is not None and equal(found, right))


@given(st.one_of(NUMBER, st.floats(allow_nan=False, allow_infinity=False).map(repr)))
def test_a_number_is_the_nearest_double(text: str) -> None:
    assert cell(text.encode(), {})[0] == float(text)
