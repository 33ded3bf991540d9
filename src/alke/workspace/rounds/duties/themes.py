"""Themes that wait for somebody's word: contested ones, and those that should have been confirmed by now."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date

from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.language.dates import day_in
from alke.workspace.rounds.duties.duty import Desk, Duty, by_round, listed
from alke.workspace.rounds.models import Theme, ThemeState, ThemeStep

UNSETTLED = (ThemeState.PROPOSED, ThemeState.CONTESTED)


def duties(desk: Desk) -> Iterator[Duty]:
    """For the coordinator and the state's secretaries."""
    if not desk.keeps:
        return
    steps = list(
        ThemeStep.objects.filter(
            theme__round__in=desk.rounds, theme__state__in=UNSETTLED, kind=ThemeStep.Kind.CONFIRMED
        )
        .exclude(certainty=Certainty.HELD)
        .select_related("theme", "meeting", "body")
        .order_by("theme__order", "pk")
    )
    yield from _unheard(desk, steps)
    if desk.coordinates:
        yield from _unsettled(desk, {step.theme_id for step in steps})


def day_of(step: ThemeStep) -> date | None:
    """The last day on which what a step tells may have happened; None when nothing tells it or it was cancelled."""
    meeting = step.meeting
    if meeting is not None:
        if meeting.cancelled:
            return None
        return meeting.ends_on or meeting.starts_on or _end_of(meeting.month)
    return step.on or _end_of(step.month)


def _end_of(month: str) -> date | None:
    if not month:
        return None
    first = date.fromisoformat(f"{month}-01")
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _unheard(desk: Desk, steps: list[ThemeStep]) -> Iterator[Duty]:
    """Confirmations that were expected by a day that has passed, gathered by that occasion."""
    occasions: dict[tuple[int, str, date], list[ThemeStep]] = {}
    for step in steps:
        day = day_of(step)
        if day is not None and day < desk.today:
            where = f"meeting-{step.meeting_id}" if step.meeting_id else f"day-{day.isoformat()}"
            occasions.setdefault((step.theme.round_id, where, day), []).append(step)
    for (pk, where, day), those in occasions.items():
        of, first = desk.rounds[pk], those[0]
        told: dict[str, object] = {
            "names": listed(list({step.theme_id: step.theme.names for step in those}.values())),
            "day": Text(*(day_in(day, one) for one in Language)),
        }
        if first.meeting is not None:
            told["occasion"] = first.meeting.names
        yield desk.duty(
            "theme_confirmed",
            of,
            due=day,
            told=told,
            why="duty_theme_confirmed_meeting_why" if first.meeting else "duty_theme_confirmed_why",
            page="themes",
            subject=("rounds.theme/confirmed", f"{of.year} {where}"),
            law="guidance",
            day_is="duty_expected_day",
            weight=85,
        )


def _unsettled(desk: Desk, expected: set[int]) -> Iterator[Duty]:
    rows = Theme.objects.filter(round__in=desk.rounds, state__in=UNSETTLED)
    for pk, those in by_round(rows).items():
        of = desk.rounds[pk]
        for state, key in ((ThemeState.CONTESTED, "theme_contested"), (ThemeState.PROPOSED, "theme_proposed")):
            # What waits for a known meeting is in good hands until then.
            named = [
                row.names
                for row in those
                if row.state == state and (key == "theme_contested" or row.pk not in expected)
            ]
            if named:
                yield desk.duty(
                    key,
                    of,
                    told={"names": listed(named)},
                    page="themes",
                    law="guidance",
                    weight=70,
                    **desk.before_talks(of),
                )
