"""Registry numbers, read and written back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.base.errors import InputError
from alke.minutes.lines import Piece
from alke.minutes.numbers import find, parse

WRITTEN = [
    ("458/07.00.01.00/2024", "dynasty", 458, "07.00.01.00", 2024),
    ("47/00.02/2016", "dynasty", 47, "00.02", 2016),
    ("VSLDno-2022-371", "dno", 371, "", 2022),
    ("ÖFDno-2024-118", "dno", 118, "", 2024),
    ("VSLDno-2025-000", "dno", 0, "", 2025),
    ("HEL 2024-009117 T 00 00 03", "ahjo", 9117, "00 00 03", 2024),
    ("TEM/2189/09.10.02/2017", "ministry", 2189, "09.10.02", 2017),
    ("VN/1234/2024", "ministry", 1234, "", 2024),
    ("NYLF/87/00.04/2026", "council", 87, "00.04", 2026),
]


@pytest.mark.parametrize(("written", "scheme", "running", "task_class", "year"), WRITTEN)
def test_a_number_goes_round_as_it_was_written(
    written: str, scheme: str, running: int, task_class: str, year: int
) -> None:
    number = parse(written)
    assert (number.scheme, number.running, number.task_class, number.year) == (scheme, running, task_class, year)
    assert str(number) == written
    assert [(str(found), piece.start) for found, piece in find(Piece(f"nro {written}, ks.", 0))] == [(written, 4)]


@given(
    st.integers(0, 999_999),
    st.lists(st.integers(0, 99), min_size=2, max_size=5),
    st.integers(1990, 2099),
    st.sampled_from(["", "TEM/", "UML/"]),
)
def test_every_dotted_number_goes_round(running: int, pairs: list[int], year: int, prefix: str) -> None:
    written = f"{prefix}{running}/{'.'.join(f'{pair:02}' for pair in pairs)}/{year}"
    assert str(parse(written)) == written


@pytest.mark.parametrize(
    "text", ["756/2021", "1/2024", "458/07.00.01.00/202", "458/07.00.01.00/20245", "11.32", "§ 66", "3/07/2024"]
)
def test_other_numbers_are_no_registry_numbers(text: str) -> None:
    assert list(find(Piece(text, 0))) == []
    with pytest.raises(InputError, match="no registry number"):
        parse(text)
