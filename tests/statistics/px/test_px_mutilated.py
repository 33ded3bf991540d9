"""Mutilated PX files give a refusal or a cube, in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from px_samples import KEYS, STATFIN, TINY

from alke.base.errors import InputError
from alke.statistics.cube import Cube
from alke.statistics.readers.px import read
from alke.statistics.writers.px import to_bytes

pytestmark = pytest.mark.timeout(120)  # a hang is a failure

SAMPLES = [text.encode() for text in (TINY, STATFIN, KEYS)]
PIECES = [b'"', b";", b"=", b"(", b")", b"[sv]", b",", b"\n", b"\x00", b"\xff", b"DATA=", b'""', b"-", b"9" * 30, b".."]


def survives(data: bytes) -> None:
    try:
        cube = read(data)
    except InputError:
        return
    assert isinstance(cube, Cube)
    assert cube.shape == read(to_bytes(cube)).shape


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_a_file_cut_anywhere_is_read_or_refused(data: bytes, draw: st.DataObject) -> None:
    survives(data[: draw.draw(st.integers(0, len(data)))])


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), st.sampled_from(PIECES)), min_size=1, max_size=6),
)
def test_a_file_with_pieces_changed_is_read_or_refused(data: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    for where, gone, piece in changes:
        at = int(where * len(data))
        data = data[:at] + piece + data[at + gone :]
    survives(data)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 7)), min_size=1, max_size=8))
def test_a_file_with_bits_flipped_is_read_or_refused(data: bytes, flips: list[tuple[float, int]]) -> None:
    changed = bytearray(data)
    for where, bit in flips:
        changed[min(len(data) - 1, int(where * len(data)))] ^= 1 << bit
    survives(bytes(changed))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    survives(data)
