"""When a meeting is, in words, and where it stands among others. Pure functions; leaves out the rows themselves."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from alke.base.languages import Language
from alke.base.periods import Period
from alke.language.dates import at, days_in, time_in

LATER = date.max


class Timed(Protocol):
    """What has a time: a day, a range of days, a month as ``2024-12``, or only words."""

    @property
    def starts_on(self) -> date | None:
        """The first day."""

    @property
    def ends_on(self) -> date | None:
        """The last day; None when it is the first."""

    @property
    def starts_at(self) -> time | None:
        """The time of day it begins."""

    @property
    def ends_at(self) -> time | None:
        """The time of day it ends."""

    @property
    def month(self) -> str:
        """``2024-12``, or ""."""

    @property
    def words(self) -> str:
        """The time in its source's words."""


@dataclass(frozen=True, slots=True)
class When:
    """When something is; what is not known is left empty."""

    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    month: str = ""
    words: str = ""


def order(told: Timed) -> tuple[date, int]:
    """A key that puts things in the order of time: a month after its known days, bare words last."""
    if told.starts_on:
        return told.starts_on, 0
    if told.month:
        year, month = (int(part) for part in told.month.split("-"))
        return date(year, month, monthrange(year, month)[1]), 1
    return LATER, 2


def in_words(told: Timed, language: Language) -> str:
    """The time as a text: "20.–21.3.2025", "3.12.2024 klo 9.00–11.00", "joulukuussa 2024", else the source's words."""
    if told.starts_on:
        days = days_in(told.starts_on, told.ends_on or told.starts_on, language)
        return f"{days} {_clock(told, language)}" if told.starts_at else days
    if told.month:
        year, month = (int(part) for part in told.month.split("-"))
        return at(Period(year, "M", month), language)
    return told.words


def _clock(told: Timed, language: Language) -> str:
    word = {Language.FI: "klo", Language.SV: "kl.", Language.EN: "at"}[language]
    assert told.starts_at is not None
    until = f"\N{EN DASH}{time_in(told.ends_at, language)}" if told.ends_at else ""
    return f"{word} {time_in(told.starts_at, language)}{until}"
