"""Times as minutes write them."""

from __future__ import annotations

from datetime import date

import pytest

from alke.minutes.dates import Direction, Resolved, resolve, whens
from alke.minutes.lines import Piece

MEETING = date(2024, 12, 5)


def told(text: str, direction: Direction = Direction.NEAREST, meeting: date | None = MEETING) -> list[Resolved | None]:
    found, _ = whens(Piece(text, 0))
    return [resolve(when, meeting, direction) for when in found]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("pidetään 5.12.2024", "2024-12-05", "2024-12-05"),
        ("den 5 december 2024", "2024-12-05", "2024-12-05"),
        ("5. joulukuuta 2024", "2024-12-05", "2024-12-05"),
        ("joulukuun 5. päivänä", "2024-12-05", "2024-12-05"),
        ("2024-12-05", "2024-12-05", "2024-12-05"),
        ("20-21.3.2025", "2025-03-20", "2025-03-21"),
        ("20.–21. maaliskuuta 2025", "2025-03-20", "2025-03-21"),
        ("20. ja 21.3.2025", "2025-03-20", "2025-03-21"),
        ("30.1.–15.2.2018", "2018-01-30", "2018-02-15"),
        ("28.12.–3.1.2025", "2024-12-28", "2025-01-03"),
        ("den 20–21 mars 2025", "2025-03-20", "2025-03-21"),
        ("viikolla 8", "2025-02-17", "2025-02-23"),
        ("vecka 8", "2025-02-17", "2025-02-23"),
    ],
)
def test_days_and_ranges(text: str, start: str, end: str) -> None:
    (found,) = told(text)
    assert found and (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("vuoden loppuun mennessä", "2024-12-31"),
        ("vuoden 2026 loppuun mennessä", "2026-12-31"),
        ("ensi vuoden loppuun mennessä", "2025-12-31"),
        ("före utgången av året", "2024-12-31"),
        ("före årets slut", "2024-12-31"),
        ("helmikuun loppuun mennessä", "2025-02-28"),
        ("före utgången av januari", "2025-01-31"),
        ("viimeistään 15.1.", "2025-01-15"),
        ("senast den 15 januari", "2025-01-15"),
        ("15.1. mennessä", "2025-01-15"),
    ],
)
def test_last_moments(text: str, due: str) -> None:
    found, _ = whens(Piece(text, 0))
    assert [when.by for when in found] == [True]
    assert found[0].words == text
    (resolved,) = told(text, Direction.FUTURE)
    assert resolved and resolved.end == due


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("joulukuun aikana", "2024-12"),
        ("helmikuussa", "2025-02"),
        ("i februari", "2025-02"),
        ("kesäkuussa 2025", "2025-06"),
    ],
)
def test_months(text: str, month: str) -> None:
    (found,) = told(text, Direction.FUTURE)
    assert found and (found.month, found.start) == (month, "")


@pytest.mark.parametrize(
    ("direction", "day"),
    [(Direction.PAST, "2023-12-12"), (Direction.FUTURE, "2024-12-12"), (Direction.NEAREST, "2023-12-12")],
)
def test_a_missing_year_comes_from_the_meeting_and_the_tense(direction: Direction, day: str) -> None:
    (found,) = told("12.12.", direction, date(2024, 1, 19))
    assert found and (found.start, found.year_from) == (day, "context")


def test_without_a_meeting_a_missing_year_stays_missing() -> None:
    assert told("12.12.", meeting=None) == [None]
    (written,) = told("12.12.2024", meeting=None)
    assert written and written.year_from == "written"


def test_two_days_are_two_and_no_range() -> None:
    assert [found and found.start for found in told("12.11. ja 3.12.")] == ["2024-11-12", "2024-12-03"]


@pytest.mark.parametrize(
    "text", ["31.2.2025", "13.13.2024", "20-21.3.202", "0.3.2025", "21–20.3.2025", "1. ja 15.3.2025"]
)
def test_what_cannot_be_a_date_is_told_and_not_read(text: str) -> None:
    found, wrong = whens(Piece(text, 0))
    assert (found, [piece.text for piece in wrong]) == ([], [text])


@pytest.mark.parametrize(
    "text",
    ["klo 13.10.", "kl. 9.15", "laki 756/2021", "27 §", "458/07.00.01.00/2024", "2021–2025", "040 123 4567", "30.10"],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert whens(Piece(text, 0))[0] == []
