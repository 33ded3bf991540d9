"""What is written as PX reads back as the same cube."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from px_samples import KEYS, NUMBERS, STATFIN, TINY, cubes, same_cells, with_line

from alke.base.errors import AlkeError
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role
from alke.statistics.readers.px import read
from alke.statistics.writers.px import number_text, to_bytes, write

TEXT_FIELDS = ("axes", "marks", "table", "titles", "sources", "notes", "updated")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(cubes())
def test_any_cube_comes_back_as_it_was(cube: Cube) -> None:
    back = read(to_bytes(cube))
    assert same_cells(cube, back)
    assert [axis.codes for axis in back.axes] == [axis.codes for axis in cube.axes]
    for field in ("code", "role", "names", "labels", "parents"):
        assert [getattr(axis, field) for axis in back.axes] == [getattr(axis, field) for axis in cube.axes]
    for field in ("table", "titles", "sources", "notes", "updated"):
        assert getattr(back, field) == getattr(cube, field)
    assert back.warnings == ()


@pytest.mark.parametrize("sample", [TINY, STATFIN, KEYS])
def test_a_file_written_back_is_the_same_table(sample: str) -> None:
    cube = read(sample.encode())
    back = read(to_bytes(cube))
    assert same_cells(cube, back)
    for field in TEXT_FIELDS:
        assert getattr(back, field) == getattr(cube, field)


def test_what_only_px_can_say_is_written_back() -> None:
    cube = read(STATFIN.encode())
    before = cube.extra["px"]["statements"]
    after = read(to_bytes(cube)).extra["px"]["statements"]
    lost = [statement for statement in before if statement not in after]
    assert lost == []


def test_left_out_rows_stay_left_out() -> None:
    text = to_bytes(read(KEYS.encode())).decode()
    assert 'KEYS("region")=CODES;' in text
    assert text.endswith('DATA=\n"N","men",1 2\n"S","women",3 ".."\n;\n')


def test_statements_about_what_is_no_longer_there_are_not_written() -> None:
    cube = read(STATFIN.encode())
    area = cube.axes[0]
    labels = {language: texts[:2] for language, texts in area.labels.items()}
    fewer = Axis(area.code, area.role, area.codes[:2], area.names, labels)
    part = cube.with_(axes=(fewer, *cube.axes[1:]), numbers=cube.numbers[:2], statuses=cube.statuses[:2])
    text = to_bytes(part).decode()
    assert "CELLNOTE" not in text
    assert 'ELIMINATION("Alue")' in text
    assert read(text.encode()).shape == (2, 2, 2)


def a_cube(*marks: Mark, numbers: list[float] | None = None) -> Cube:
    size = len(marks) + 1
    axis = Axis("alue", Role.AREA, tuple(f"A{n}" for n in range(size)))
    years = Axis("vuosi", Role.TIME, ("2024",))
    cells = numbers or [1.0, *(1.0 if mark.reason.has_number else np.nan for mark in marks)]
    statuses = np.arange(size, dtype=np.uint8).reshape(size, 1)
    return Cube((axis, years), np.array(cells).reshape(size, 1), statuses, (PLAIN, *marks))


def test_signs_of_other_formats_come_back_whole() -> None:
    cube = a_cube(Mark(":", Reason.OTHER, "see note"), Mark("c", Reason.CONFIDENTIAL), Mark("", Reason.NOT_AVAILABLE))
    assert same_cells(read(to_bytes(cube)), cube)


def test_px_viewers_see_dots_and_what_they_stand_for() -> None:
    text = to_bytes(a_cube(Mark("c", Reason.CONFIDENTIAL, "secret"))).decode()
    assert 'DATASYMBOL3="secret";' in text
    assert '"..."' in text


def test_more_kinds_of_marks_than_px_has_are_refused() -> None:
    marks = [Mark(sign, Reason.OTHER) for sign in "abcdefg"]
    with pytest.raises(AlkeError, match="six kinds"):
        to_bytes(a_cube(*marks))


def test_six_kinds_and_nil_can_be_written() -> None:
    cube = a_cube(*[Mark(sign, Reason.OTHER) for sign in "abcdef"], Mark("-", Reason.NIL))
    assert same_cells(read(to_bytes(cube)), cube)


def test_a_preliminary_year_is_one_note() -> None:
    areas, years = Axis("alue", Role.AREA, ("A", "B")), Axis("vuosi", Role.TIME, ("2023", "2024"))
    statuses = np.array([[0, 1], [0, 1]], np.uint8)
    cube = Cube((areas, years), np.ones((2, 2)), statuses, (PLAIN, Mark("p", Reason.PRELIMINARY)))
    text = to_bytes(cube).decode()
    assert text.count("DATANOTECELL") == 1
    assert 'DATANOTECELL("*","2024")="p";' in text
    assert same_cells(read(text.encode()), cube)


def test_a_category_called_star_is_not_every_category() -> None:
    preliminary = (PLAIN, Mark("p", Reason.PRELIMINARY))
    named = Axis("a", Role.CLASS, ("*", "b"), labels={"en": ("all", "some")})
    cube = Cube((named,), np.ones(2), np.array([1, 0], np.uint8), preliminary)
    assert same_cells(read(to_bytes(cube)), cube)
    with pytest.raises(AlkeError, match="'\\*'"):
        to_bytes(cube.with_(axes=(Axis("a", Role.CLASS, ("*", "b")),)))


def test_two_marks_of_one_sign_on_numbers_stay_two() -> None:
    cube = a_cube(Mark("e", Reason.PRELIMINARY, "early"), Mark("e", Reason.NUMBER, "estimated"))
    assert same_cells(read(to_bytes(cube)), cube)


def test_notes_on_cells_of_the_file_are_written_as_they_were() -> None:
    data = with_line(TINY, 'DATANOTECELL("*","2024")="p";\nDATANOTECELL("SSS","*")="x";')
    cube = read(data)
    text = to_bytes(cube).decode()
    assert 'DATANOTECELL("*","2024")="p";\nDATANOTECELL("SSS","*")="x";' in text
    assert same_cells(read(text.encode()), cube)


@pytest.mark.parametrize("number", [np.inf, -np.inf])
def test_an_infinite_number_is_refused(number: float) -> None:
    with pytest.raises(AlkeError, match="infinite"):
        to_bytes(a_cube(numbers=[number]))


def test_a_table_without_cells_is_refused() -> None:
    empty = Axis("alue", Role.AREA, ())
    with pytest.raises(AlkeError, match="no cells"):
        to_bytes(Cube((empty,), np.empty(0), np.empty(0, np.uint8)))


def test_a_role_that_a_name_would_not_tell_is_written() -> None:
    axes = (Axis("vuosi", Role.CLASS, ("2024",)), Axis("x", Role.TIME, ("early",)), Axis("y", Role.AREA, ("b",)))
    cube = Cube(axes, np.ones((1, 1, 1)), np.zeros((1, 1, 1), np.uint8))
    assert [axis.role for axis in read(to_bytes(cube)).axes] == [Role.CLASS, Role.TIME, Role.AREA]


def test_the_time_variable_has_timeval() -> None:
    axis = Axis("kk", Role.TIME, ("2024M01", "2024M02"))
    text = to_bytes(Cube((axis,), np.ones(2), np.zeros(2, np.uint8))).decode()
    assert 'TIMEVAL("kk")=TLIST(M1),"202401","202402";' in text


def test_it_writes_to_a_path_and_to_an_open_file(tmp_path) -> None:
    cube, sink = read(TINY.encode()), io.BytesIO()
    write(cube, tmp_path / "koe.px")
    write(cube, sink)
    assert (tmp_path / "koe.px").read_bytes() == sink.getvalue() == to_bytes(cube)


def test_the_encoding_is_told() -> None:
    assert to_bytes(read(TINY.encode("cp1252"))).startswith(
        b'CHARSET="ANSI";\nAXIS-VERSION="2013";\nCODEPAGE="utf-8";\nLANGUAGE="fi";\n'
    )


@given(NUMBERS)
def test_a_number_is_written_without_an_exponent_and_reads_back_to_the_bit(number: float) -> None:
    text = number_text(number)
    assert "e" not in text.lower()
    assert np.float64(float(text)).tobytes() == np.float64(number).tobytes()


@given(st.integers(-(2**52), 2**52))
def test_a_whole_number_is_written_whole(number: int) -> None:
    assert number_text(float(number)) == str(number)
