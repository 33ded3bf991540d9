"""Deadlines as rules, the days they give, and how a thing that is owed stands. Pure: knows of no database.

A rule is plain data, such as ``{"rule": "end_of_year", "year": 2024}``; its day is computed, never typed in beside it.
Days that the round itself sets are *anchors*: when one moves, `due` gives another day. Leaves out the source's own
words for a deadline, which are kept beside the rule and shown as they are.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from babel.dates import get_month_names

from alke.base.errors import InputError, UnknownCodeError
from alke.base.languages import Language, Text, texts
from alke.language.dates import day_in

Rule = Mapping[str, Any]
Anchors = Mapping[str, date]
"""Name of an anchor → its day; an anchor that is not known yet is absent."""

TEXTS = texts(Path(__file__).parents[1] / "texts" / "deadlines.yaml")
SOON: Final = 14
"""Days before the deadline from which it is told to be soon."""
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Anchor(StrEnum):
    """A day of the round that a deadline may be told by."""

    TALKS = "talks"
    """The first day of the first session."""
    TALKS_END = "talks_end"
    """The last day of the last session."""
    OPENING = "opening"
    """The day the round opened."""


class Planning(StrEnum):
    """A day of the state's yearly planning: the conclusions of the talks must be in time for it."""

    FRAME = "frame"
    """The ministries' proposals for the spending limits, to the Ministry of Finance in January."""
    BUDGET = "budget"
    """The ministries' budget proposals, in May."""


PLANNING_MONTH: Final = {Planning.FRAME: 1, Planning.BUDGET: 5}


class Standing(StrEnum):
    """How a thing that is owed stands, in the order of urgency."""

    LATE = "late"
    SOON = "soon"
    NOT_YET = "not_yet"
    DELIVERED_LATE = "delivered_late"
    DELIVERED = "delivered"
    WAIVED = "waived"

    @property
    def rank(self) -> int:
        """0 for what most needs someone to act."""
        return list(Standing).index(self)

    @property
    def mark(self) -> str:
        """The class of its state on a page."""
        return {"late": "bad", "soon": "soon", "not_yet": "", "delivered_late": "part", "delivered": "good"}.get(
            self, "off"
        )


@dataclass(frozen=True, slots=True)
class Move:
    """A deadline whose day changed without its rule changing; None stands for a day that is not known."""

    before: date | None
    after: date | None


def due(rule: Rule, anchors: Anchors) -> date | None:
    """The day that a rule gives: the last one on which it is in time.

    Args:
        rule: ``{"rule": "day", "on": "2025-03-01"}``; ``end_of_year`` with ``year``; ``end_of_month`` with ``month``
            (``2024-12``); ``week`` with ``year`` and ``week`` (ISO 8601; its Sunday, so that nobody is called late
            within the week); ``days_before`` and ``days_after`` with ``anchor`` and ``days``; ``planning`` with
            ``event`` and either ``year`` or ``anchor`` (the first one on or after it). An empty rule is no deadline.
        anchors: The days that are known.

    Returns:
        None when the rule is empty or its anchor is not known yet.

    Raises:
        InputError: when a field is absent or not what it should be.
        UnknownCodeError: when the rule, anchor or planning event is not known.
    """
    if not rule:
        return None
    kind = str(rule.get("rule", ""))
    if kind not in _RULES:
        raise UnknownCodeError("deadline rule", kind, _RULES)
    return _RULES[kind](rule, anchors)


def check(rule: Rule) -> None:
    """Raise what `due` would, whether or not the anchors are known."""
    due(rule, dict.fromkeys(Anchor, date(2025, 3, 20)))


def move(rule: Rule, before: date | None, anchors: Anchors) -> Move | None:
    """What changed since the day was computed last, or None when it is the same."""
    after = due(rule, anchors)
    return Move(before, after) if after != before else None


def standing(due: date | None, delivered: date | None, today: date, *, waived: bool = False) -> Standing:
    """How a thing stands that was due and, perhaps, delivered.

    What has come has come, also when it is no longer owed. What came on the day itself is in time.

    Args:
        due: The deadline; None when there is no day yet.
        delivered: The day of the first delivery: a later replacement does not make it late.
        today: The day on which it is told.
        waived: Whether it is no longer owed.
    """
    if delivered is not None:
        return Standing.DELIVERED_LATE if due is not None and delivered > due else Standing.DELIVERED
    if waived:
        return Standing.WAIVED
    if due is None or (due - today).days > SOON:
        return Standing.NOT_YET
    return Standing.LATE if today > due else Standing.SOON


def told(rule: Rule) -> Text:
    """A rule in words, in the three languages; empty for an empty rule.

    Raises:
        InputError: when the rule is broken.
    """
    check(rule)
    if not rule:
        return Text.same("")
    kind = str(rule["rule"])
    if kind in ("days_before", "days_after"):
        return _told_days(kind, _anchor(rule), int(rule["days"]))
    if kind == "planning":
        which = Planning(str(rule["event"]))
        if "year" in rule:
            return TEXTS[f"deadline_planning_{which}"].format(year=rule["year"])
        return TEXTS[f"deadline_planning_{which}_after_{_anchor(rule)}"]
    if kind == "end_of_month":
        return _each(TEXTS["deadline_end_of_month"], lambda language: _month(_month_of(rule), language))
    if kind == "day":
        return _each(TEXTS["deadline_day"], lambda language: day_in(_day_of(rule), language))
    return TEXTS[f"deadline_{kind}"].format(**{key: rule[key] for key in rule if key != "rule"})


def _told_days(kind: str, anchor: Anchor, days: int) -> Text:
    if days == 0:
        return TEXTS[f"deadline_on_{anchor}"]
    count = TEXTS["deadline_one_day" if days == 1 else "deadline_days"].format(days=days)
    return _each(TEXTS[f"deadline_{kind}_{anchor}"], lambda language: count[language])


def _each(text: Text, slot: Callable[[Language], str]) -> Text:
    """The text with its one slot filled with what each language has for it."""
    return Text(*(text[language].format(slot(language)) for language in Language))


def _month(first: date, language: Language) -> str:
    name = get_month_names("wide", "stand-alone", locale=str(language))[first.month]
    return f"{name}n {first.year}" if language is Language.FI else f"{name} {first.year}"


def _wrong(what: str, rule: Rule, fix: str) -> InputError:
    return InputError(what, where=f"deadline rule {dict(rule)!r}", fix=fix)


def _number(rule: Rule, key: str, least: int, most: int) -> int:
    value = rule.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _wrong(f"{key} is not a number from {least} to {most}", rule, f"Give {key}")
    return value


def _anchor(rule: Rule) -> Anchor:
    name = str(rule.get("anchor", ""))
    if name not in {*Anchor}:
        raise UnknownCodeError("anchor", name, Anchor)
    return Anchor(name)


def _day_of(rule: Rule) -> date:
    try:
        return date.fromisoformat(str(rule.get("on", "")))
    except ValueError:
        raise _wrong("on is not a day", rule, "Write it as 2025-03-01") from None


def _month_of(rule: Rule) -> date:
    try:
        return date.fromisoformat(f"{rule.get('month', '')}-01")
    except ValueError:
        raise _wrong("month is not a month", rule, "Write it as 2024-12") from None


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(rule: Rule, anchors: Anchors) -> date:
    return _day_of(rule)


def _end_of_year(rule: Rule, anchors: Anchors) -> date:
    return date(_number(rule, "year", FIRST_YEAR, LAST_YEAR), 12, 31)


def _end_of_month(rule: Rule, anchors: Anchors) -> date:
    first = _month_of(rule)
    return _last(first.year, first.month)


def _week(rule: Rule, anchors: Anchors) -> date:
    year, week = _number(rule, "year", FIRST_YEAR, LAST_YEAR), _number(rule, "week", 1, 53)
    try:
        return date.fromisocalendar(year, week, 7)
    except ValueError:
        raise _wrong(f"{year} has no week {week}", rule, "Give a week from 1 to 52") from None


def _days(sign: int) -> Callable[[Rule, Anchors], date | None]:
    def counted(rule: Rule, anchors: Anchors) -> date | None:
        anchor, days = _anchor(rule), _number(rule, "days", 0, 3650)
        return anchors[anchor] + timedelta(sign * days) if anchor in anchors else None

    return counted


def _planning(rule: Rule, anchors: Anchors) -> date | None:
    event = str(rule.get("event", ""))
    if event not in {*Planning}:
        raise UnknownCodeError("planning event", event, Planning)
    month = PLANNING_MONTH[Planning(event)]
    if "year" in rule:
        return _last(_number(rule, "year", FIRST_YEAR, LAST_YEAR), month)
    after = anchors.get(_anchor(rule))
    if after is None:
        return None
    this = _last(after.year, month)
    return this if this >= after else _last(after.year + 1, month)


_RULES: Final[Mapping[str, Callable[[Rule, Anchors], date | None]]] = {
    "day": _day,
    "end_of_year": _end_of_year,
    "end_of_month": _end_of_month,
    "week": _week,
    "days_before": _days(-1),
    "days_after": _days(1),
    "planning": _planning,
}
RULES: Final = tuple(_RULES)
