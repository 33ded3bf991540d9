"""Dates as iCalendar (RFC 5545) tells them. Pure: knows of no database.

An event keeps its UID for good and its SEQUENCE grows with every change, so calendars that have read it once follow.
What has no day cannot stand in a calendar and is left out: pages list it with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import icalendar

from alke.base.certainty import Certainty
from alke.base.languages import Language, Text, texts

TEXTS = texts(Path(__file__).parents[1] / "texts" / "feeds.yaml")
ZONE: Final = ZoneInfo("Europe/Helsinki")
REFRESH: Final = timedelta(hours=6)
"""How often a calendar that follows a feed is asked to read it anew."""
SETTLED: Final = frozenset({Certainty.HELD, Certainty.DECIDED})


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting or a deadline.

    Attributes:
        uid: Names it for good, without the part after ``@``: ``meeting-12``.
        name: What it is.
        starts_on: Its first day; None when it is not known.
        ends_on: Its last day.
        starts_at: Time of day in Finland.
        ends_at: Time of day in Finland.
        month: ``2024-12`` when only the month is known.
        words: The time in its source's own words.
        certainty: How certain the time is.
        cancelled: Whether it will not be.
        because: Why not.
        place: Where.
        deadline: Whether it is a deadline: an all-day event that takes no time.
        sequence: Grows with every change.
        modified: When it was changed last, in any time zone.
        page: Name of the page that tells of it.
        args: What the page's address takes.
    """

    uid: str
    name: Text
    modified: datetime
    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    month: str = ""
    words: Text = field(default_factory=lambda: Text.same(""))
    certainty: Certainty = Certainty.DECIDED
    cancelled: bool = False
    because: str = ""
    place: str = ""
    deadline: bool = False
    sequence: int = 0
    page: str = "round"
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """CONFIRMED, TENTATIVE or CANCELLED."""
        if self.cancelled:
            return "CANCELLED"
        return "CONFIRMED" if self.certainty in SETTLED else "TENTATIVE"

    @property
    def key(self) -> tuple[str, str]:
        """Sorts by time; what has only a month comes after the days of that month, what has neither comes last."""
        when = self.starts_on.isoformat() if self.starts_on else f"{self.month or '9999-12'}-32"
        return when, self.starts_at.isoformat() if self.starts_at else ""


def calendar(
    events: Iterable[Event], language: Language, *, name: str, link: Callable[[Event], str] | None = None
) -> bytes:
    """A calendar of the events that have a day, in a language.

    Args:
        events: The events.
        language: The language of summaries and descriptions.
        name: The calendar's name.
        link: Gives the whole address of the page that tells of an event; "" for none.
    """
    dated = sorted((one for one in events if one.starts_on is not None), key=lambda one: (*one.key, one.uid))
    made = icalendar.Calendar()
    made.add("prodid", "-//Alke//Alke//FI")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    for one in dated:
        made.add_component(_event(one, language, link(one) if link else ""))
    days = [day for one in dated for day in (one.starts_on, one.ends_on) if day is not None]
    if any(one.starts_at for one in dated):
        made.add_missing_timezones(date(min(days).year, 1, 1), date(max(days).year + 1, 12, 31))
    return bytes(made.to_ical())


def _event(one: Event, language: Language, link: str) -> icalendar.Event:
    assert one.starts_on is not None
    made = icalendar.Event()
    made.add("uid", f"{one.uid}@alke")
    made.add("dtstamp", one.modified)
    made.add("last-modified", one.modified)
    made.add("sequence", one.sequence)
    made.add("status", one.status)
    made.add("summary", one.name[language], parameters={"language": str(language)})
    first, last = one.starts_on, one.ends_on or one.starts_on
    if one.starts_at is not None:
        made.add("dtstart", datetime.combine(first, one.starts_at, ZONE))
        end = datetime.combine(last, one.ends_at, ZONE) if one.ends_at else None
        if end and end > datetime.combine(first, one.starts_at, ZONE):
            made.add("dtend", end)
    else:
        made.add("dtstart", first)
        made.add("dtend", last + timedelta(days=1))  # the first day that it no longer is
    if one.place:
        made.add("location", one.place)
    if told := described(one, language):
        made.add("description", told, parameters={"language": str(language)})
    if one.deadline:
        made.add("transp", "TRANSPARENT")
    if link:
        made.add("url", link)
    return made


def described(one: Event, language: Language) -> str:
    """How certain it is and in whose words, a line for each."""
    lines = []
    if one.cancelled:
        because = TEXTS["feed_cancelled_because"][language].format(reason=one.because) if one.because else ""
        lines.append(because or TEXTS["feed_cancelled"][language])
    elif one.certainty not in SETTLED:
        lines.append(TEXTS[f"feed_certainty_{one.certainty}"][language])
    if one.words[language]:
        lines.append(
            TEXTS["feed_deadline_words" if one.deadline else "feed_words"][language].format(words=one.words[language])
        )
    return "\n".join(lines)


def absent_because(one: Event) -> Text | None:
    """Why an event is not in a calendar; None when it is."""
    if one.starts_on is not None:
        return None
    return TEXTS["feed_only_month" if one.month else "feed_no_day"]
