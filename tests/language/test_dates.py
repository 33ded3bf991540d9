"""Periods in words; days and times of day as each language writes them."""

from __future__ import annotations

from datetime import date, time

import pytest

from alke.base.languages import Language
from alke.base.periods import Period
from alke.language import dates

FI, SV, EN = Language


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2018", ("vuonna 2018", "år 2018", "in 2018")),
        ("2018M12", ("joulukuussa 2018", "i december 2018", "in December 2018")),
        ("2018M03", ("maaliskuussa 2018", "i mars 2018", "in March 2018")),
        (
            "2018Q4",
            (
                "vuoden 2018 neljännellä neljänneksellä",
                "under det fjärde kvartalet 2018",
                "in the fourth quarter of 2018",
            ),
        ),
    ],
)
def test_when(period: str, words: tuple[str, str, str]) -> None:
    assert tuple(dates.at(Period.parse(period), language) for language in Language) == words


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        ("2013", "2018", ("vuodesta 2013 vuoteen 2018", "från 2013 till 2018", "from 2013 to 2018")),
        (
            "2017M12",
            "2018M12",
            (
                "joulukuusta 2017 joulukuuhun 2018",
                "från december 2017 till december 2018",
                "from December 2017 to December 2018",
            ),
        ),
        (
            "2017Q1",
            "2018Q1",
            (
                "vuoden 2017 ensimmäiseltä neljännekseltä vuoden 2018 ensimmäiselle neljännekselle",
                "från det första kvartalet 2017 till det första kvartalet 2018",
                "from the first quarter of 2017 to the first quarter of 2018",
            ),
        ),
    ],
)
def test_over_which_time(earlier: str, later: str, words: tuple[str, str, str]) -> None:
    made = tuple(dates.from_to(Period.parse(earlier), Period.parse(later), language) for language in Language)
    assert made == words


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (1, ("vuodessa", "på ett år", "in one year")),
        (5, ("viidessä vuodessa", "på fem år", "in five years")),
        (10, ("kymmenessä vuodessa", "på tio år", "in ten years")),
        (17, ("17 vuodessa", "på 17 år", "in 17 years")),
    ],
)
def test_in_how_long(years: int, words: tuple[str, str, str]) -> None:
    assert tuple(dates.years(years, language) for language in Language) == words


def test_from_when_on_and_of_when() -> None:
    year, month = Period.parse("1990"), Period.parse("2006M01")
    assert [dates.since(year, each) for each in Language] == ["vuodesta 1990 alkaen", "sedan 1990", "since 1990"]
    assert [dates.of(year, each) for each in Language] == ["vuoden 1990", "1990", "1990"]
    assert dates.since(month, FI) == "tammikuusta 2006 alkaen"
    assert dates.of(month, FI) == "tammikuun 2006"


def test_a_span_of_months_has_spaces_around_its_dash() -> None:
    years, months = ("2008", "2018"), ("2017M12", "2018M12")
    assert dates.between(*map(Period.parse, years), FI) == "2008\N{EN DASH}2018"
    assert dates.between(*map(Period.parse, months), SV) == "december 2017 \N{EN DASH} december 2018"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2025, 3, 20), None, ("20.3.2025", "20.3.2025", "20 March 2025")),
        (date(2025, 3, 20), date(2025, 3, 20), ("20.3.2025", "20.3.2025", "20 March 2025")),
        (date(2025, 3, 20), date(2025, 3, 21), ("20.–21.3.2025", "20–21.3.2025", "20–21 March 2025")),
        (date(2025, 3, 31), date(2025, 4, 1), ("31.3.–1.4.2025", "31.3–1.4.2025", "31 March – 1 April 2025")),
        (
            date(2025, 12, 31),
            date(2026, 1, 1),
            ("31.12.2025–1.1.2026", "31.12.2025–1.1.2026", "31 December 2025 – 1 January 2026"),
        ),
    ],
)
def test_days_are_written_as_each_language_writes_them(
    first: date, last: date | None, written: tuple[str, str, str]
) -> None:
    assert tuple(dates.days_in(first, last, language) for language in Language) == written


def test_times_of_day_are_written_as_each_language_writes_them() -> None:
    assert [dates.time_in(time(9, 5), language) for language in Language] == ["9.05", "9.05", "09:05"]
