"""How a date is shown on a page. Leaves out which dates there are (`duties/dates.py`)."""

from __future__ import annotations

from typing import Any

from babel.dates import get_month_names
from django.urls import NoReverseMatch

from alke.base.languages import Language
from alke.language.dates import days_in, time_in
from alke.workspace.addresses import address
from alke.workspace.rounds.rules.calendars import Event, absent_because, described

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
    day = days_in(event.starts_on, event.ends_on, language)
    if event.starts_at is None:
        return day
    clock = time_in(event.starts_at, language)
    if event.ends_at is not None:
        clock += f"–{time_in(event.ends_at, language)}"
    return f"{day} { {Language.FI: 'klo', Language.SV: 'kl.', Language.EN: 'at'}[language] } {clock}"


def _month(month: str, language: Language) -> str:
    year, number = month.split("-")
    return f"{get_month_names('wide', 'stand-alone', locale=str(language))[int(number)]} {year}"
