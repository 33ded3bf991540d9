"""How a date is shown on a page. Leaves out which dates there are (`duties/dates.py`)."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from babel.dates import format_date, get_month_names
from django.urls import NoReverseMatch

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.rounds.rules.calendars import Event, absent_because, described
from alke.workspace.rounds.rules.deadlines import written

STATES = {"CONFIRMED": "good", "TENTATIVE": "soon", "CANCELLED": "off"}


def shown(event: Event, language: Language) -> dict[str, Any]:
    """What a page tells of a date."""
    absent = absent_because(event)
    return {
        "name": event.name[language],
        "when": when(event, language),
        "place": event.place,
        "status": event.status.lower(),
        "mark": STATES[event.status],
        "told": described(event, language).splitlines(),
        "absent": absent[language] if absent else "",
        "address": link(event, language),
    }


def link(event: Event, language: Language) -> str:
    """The address of the page that tells of a date; "" while the site has no such page."""
    try:
        return address(language, event.page, **event.args)
    except NoReverseMatch:
        return ""


def when(event: Event, language: Language) -> str:
    """The time: a day, days, a month, or its source's own words."""
    if event.starts_on is None:
        return _month(event.month, language) if event.month else event.words[language] or "–"
    day = days(event.starts_on, event.ends_on, language)
    if event.starts_at is None:
        return day
    clock = _clock(event.starts_at, language)
    if event.ends_at is not None:
        clock += f"–{_clock(event.ends_at, language)}"
    return f"{day} { {Language.FI: 'klo', Language.SV: 'kl.', Language.EN: 'at'}[language] } {clock}"


def days(first: date, last: date | None, language: Language) -> str:
    """A day, or a range of days: 20.–21.3.2025, 20.3–21.3.2025, 20–21 March 2025."""
    if last is None or last == first:
        return written(first, language)
    same_month = (first.year, first.month) == (last.year, last.month)
    if language is Language.EN:
        begun = (
            str(first.day)
            if same_month
            else format_date(first, "d MMMM y" if first.year != last.year else "d MMMM", locale="en")
        )
    elif first.year != last.year:
        begun = written(first, language)
    elif same_month and language is Language.FI:
        begun = f"{first.day}."
    else:
        begun = f"{first.day}.{first.month}." if language is Language.FI else f"{first.day}.{first.month}"
    return f"{begun}–{written(last, language)}"


def _month(month: str, language: Language) -> str:
    year, number = month.split("-")
    return f"{get_month_names('wide', 'stand-alone', locale=str(language))[int(number)]} {year}"


def _clock(at: time, language: Language) -> str:
    return f"{at:%H:%M}" if language is Language.EN else f"{at.hour}.{at.minute:02d}"
