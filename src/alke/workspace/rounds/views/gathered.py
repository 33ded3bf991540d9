"""What the pages of rounds gather from many tables: formats, days of the talks, the timeline, panels.

Each costs a constant number of queries, however many rounds, regions and themes there are.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import NoReverseMatch

from alke.base.certainty import Certainty
from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.meetings.models import Meeting, Source
from alke.workspace.meetings.rules import Timed, When, in_words, order
from alke.workspace.people.actors import Actor
from alke.workspace.rounds.models import CommentRound, Coverage, Deliverable, Round, Session, ThemeStep
from alke.workspace.rounds.policies.comments import COMMENT_ROUNDS
from alke.workspace.rounds.policies.meetings import MEETINGS
from alke.workspace.rounds.rules.coverage import Cell
from alke.workspace.rounds.rules.formats import Layout, format_of
from alke.workspace.rounds.views.tabs import Panel
from alke.workspace.words import word


def formats(rounds: Sequence[Round]) -> dict[int, str]:
    """Round's id → the way its talks are held, as a code of `rules.formats.Format`."""
    sessions = Session.objects.filter(round__in=rounds, meeting__cancelled=False).values_list("round", "meeting")
    covered: defaultdict[int, set[Cell]] = defaultdict(set)
    live = Coverage.objects.filter(round__in=rounds, state__in=["planned", "discussed"], meeting__isnull=False)
    for meeting, region, theme in live.values_list("meeting", "region", "theme"):
        covered[int(meeting or 0)].add(Cell(region, theme))
    own: defaultdict[int, dict[str, frozenset[Cell]]] = defaultdict(dict)
    for of, meeting in sessions:
        own[of][str(meeting)] = frozenset(covered.get(meeting, ()))
    return {one.pk: str(format_of(Layout(tuple(one.regions), {}, own[one.pk]))) for one in rounds}


def talks(rounds: Sequence[Round]) -> dict[int, When]:
    """Round's id → when its talks are: from the first day of its sessions to the last, else a month or words."""
    rows = Session.objects.filter(round__in=rounds, meeting__cancelled=False).select_related("meeting")
    of: defaultdict[int, list[Meeting]] = defaultdict(list)
    for one in rows:
        of[one.round_id].append(one.meeting)
    return {key: _span(sorted(meetings, key=order)) for key, meetings in of.items()}


def _span(meetings: list[Meeting]) -> When:
    vague = [one for one in meetings if not one.starts_on]
    if vague:  # a day that is known of one occasion is not the time of them all
        return When(month=vague[0].month, words=vague[0].words)
    last = max(one.ends_on or one.starts_on or date.min for one in meetings)
    return When(starts_on=meetings[0].starts_on, ends_on=last)


def own_words(told: Timed, language: Language) -> str:
    """The source's own words for a time, where they tell more than what is shown; "" else."""
    exact = told.starts_on is not None or told.words == in_words(told, language)
    return f"”{told.words}”" if told.words and not exact else ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the timeline.

    Attributes:
        when: Its time in words.
        key: Its place in the order of time.
        row: The meeting, whose name is shown; None for a deadline.
        title: What it is, where there is no row.
        link: Address of its page, "" where it has none.
        certainty: How certain it is, "" for what simply is.
        cancelled: Whether it has been cancelled; `note` then tells why.
        note: The body, the place, or how many owe it.
        source: Where it is said, as an address; "" when nowhere that this reader may read.
    """

    when: str
    key: tuple[date, int]
    row: Meeting | None
    title: str
    link: str
    certainty: str
    cancelled: bool = False
    note: str = ""
    source: str = ""

    @property
    def passed(self) -> bool:
        """Whether it has taken place."""
        return self.certainty in ("", Certainty.HELD)


def timeline(of: Round, actor: Actor, language: Language) -> list[Moment]:
    """Everything that has or will have a time: meetings and sessions, what is due, opening and closing."""
    rows = MEETINGS.visible(actor, Meeting.objects.filter(rounds=of)).select_related("body", "source", "session")
    many, few = _alike(list(rows))
    steps = list(ThemeStep.objects.filter(theme__round=of).select_related("theme"))
    moments = [_of_meeting(of, row, steps, actor, language) for row in few]
    moments += [_of_many(of, group, actor, language) for group in many]
    moments += [*_deadlines(of, actor, language), *_comments(of, actor, language)]
    for key, on in (("round_began", of.begins_on), ("round_opened", of.opened_on), ("round_closed", of.closed_on)):
        if on is not None:
            told = When(starts_on=on)
            moments.append(Moment(in_words(told, language), order(told), None, word(key)[language], "", ""))
    return sorted(moments, key=lambda one: one.key)


def _alike(rows: list[Meeting]) -> tuple[list[list[Meeting]], list[Meeting]]:
    """Sessions told of at one vague time, such as one for each region, in groups; and everything else one by one."""
    groups: defaultdict[tuple[str, str, str], list[Meeting]] = defaultdict(list)
    for row in rows:
        if getattr(row, "session", None) is not None and not row.starts_on and not row.cancelled:
            groups[(row.month, row.words, row.certainty)].append(row)
    many = [group for group in groups.values() if len(group) > 3]
    told = {row.pk for group in many for row in group}
    return many, [row for row in rows if row.pk not in told]


def _of_many(of: Round, group: list[Meeting], actor: Actor, language: Language) -> Moment:
    return Moment(
        when=in_words(group[0], language) or word("time_unknown")[language],
        key=order(group[0]),
        row=None,
        title=word("timeline_sessions")[language].format(count=len(group)),
        link=address_of(language, "coverage", of),
        certainty=group[0].certainty,
        note=own_words(group[0], language),
        source=source_address(group[0], actor, language),
    )


def _of_meeting(of: Round, row: Meeting, steps: list[ThemeStep], actor: Actor, language: Language) -> Moment:
    session = getattr(row, "session", None)
    link = session_address(of, session, language) if session else ""
    named = row.body.name_fi in row.name_fi or (row.body.short and row.body.short in row.name_fi)
    told = [] if named else [row.body.names[language]]
    told += [own_words(row, language), row.place, _steps_at(row, steps, language)]
    told += [row.cancelled_because or getattr(session, "cancelled_because", "")] if row.cancelled else []
    return Moment(
        when=in_words(row, language) or word("time_unknown")[language],
        key=order(row),
        row=row,
        title="",
        link=link or address(language, "meeting", pk=row.pk),
        certainty=row.certainty,
        cancelled=row.cancelled,
        note=" · ".join(filter(None, told)),
        source=source_address(row, actor, language),
    )


def _steps_at(row: Meeting, steps: list[ThemeStep], language: Language) -> str:
    """What a meeting does to themes: how many it proposes, contests, confirms; "" when none."""
    themes: defaultdict[str, set[int]] = defaultdict(set)
    for step in steps:
        same_day = step.meeting_id is None and step.body_id == row.body_id and step.on == row.starts_on is not None
        if step.meeting_id == row.pk or same_day:
            themes[step.kind].add(step.theme_id)
    if not themes:
        return ""
    told = (f"{word(f'theme_act_{kind}')[language]} ({len(found)})" for kind, found in themes.items())
    return f"{word('tab_themes')[language]}: {', '.join(told)}"


def session_address(of: Round, session: Session, language: Language) -> str:
    """The page of a session; "" where there is none."""
    try:
        return address(language, "session", year=of.year, pk=session.pk)
    except NoReverseMatch:
        return ""


def may_read(source: Source, actor: Actor) -> bool:
    """Whether an actor may read a source: it is public, or her own organisation's."""
    return source.public or (actor.organisation_id is not None and source.organisation_id == actor.organisation_id)


def source_address(row: Any, actor: Actor, language: Language) -> str:
    """The page of the source of a row, at the row's span; "" when it has none that the actor may read."""
    source: Source | None = row.source
    if source is None or not may_read(source, actor):
        return ""
    there = address(language, "source", pk=source.pk)
    return there if row.span_start is None else f"{there}?a={row.span_start}&b={row.span_end}#span"


def _deadlines(of: Round, actor: Actor, language: Language) -> list[Moment]:
    """What is owed, one line for all who owe the same by the same day."""
    rows = Deliverable.objects.filter(round=of, waived="").select_related("source")
    groups: defaultdict[tuple[str, date | None, str, str], list[Deliverable]] = defaultdict(list)
    for row in rows:
        groups[(row.kind, row.due, row.words, row.certainty)].append(row)
    made = []
    for (kind, due, words, certainty), owed in groups.items():
        told = When(starts_on=due, words=words)
        when = in_words(told, language) or word("time_unknown")[language]
        count = word("timeline_owed")[language].format(count=len(owed)) if len(owed) > 1 else ""
        said = f"”{words}”" if words and due else ""
        made.append(
            Moment(
                when=when,
                key=order(told),
                row=None,
                title=word(f"timeline_due_{kind}")[language],
                link=address_of(language, "deliveries", of),
                certainty=certainty,
                note=" · ".join(filter(None, (count, said))),
                source=source_address(owed[0], actor, language),
            )
        )
    return made


def _comments(of: Round, actor: Actor, language: Language) -> Iterator[Moment]:
    """The day by which each comment round is answered, and by how many."""
    rows = COMMENT_ROUNDS.visible(actor, CommentRound.objects.filter(round=of)).annotate(count=Count("asked"))
    for row in rows:
        told, closed = When(starts_on=row.due), row.state == CommentRound.State.CLOSED
        count = word("timeline_owed")[language].format(count=row.count) if row.count > 1 else ""
        yield Moment(
            when=in_words(told, language),
            key=order(told),
            row=None,
            title=word("feed_comment")[language].format(title=row.title),
            link=address(language, "comment-round", year=of.year, pk=row.pk),
            certainty="" if closed else Certainty.DECIDED,
            note=" · ".join(filter(None, (count, word("commentround_state_closed")[language] if closed else ""))),
        )


def panels(of: Round, actor: Actor, language: Language) -> list[Panel]:
    """What each question tells on the round's page: the `panel` of every file of this folder, in the tabs' order."""
    here = importlib.import_module(__package__)
    made = []
    for found in pkgutil.iter_modules(here.__path__):
        offer = getattr(importlib.import_module(f"{here.__name__}.{found.name}"), "panel", None)
        panel: Panel | None = offer(of, actor, language) if offer else None
        if panel is not None:
            made.append(panel)
    tabs = [address_of(language, name, of) for name in PANEL_ORDER]
    return sorted(made, key=lambda one: tabs.index(one.link) if one.link in tabs else len(tabs))


PANEL_ORDER = ("themes", "coverage", "deliveries", "positions", "outcomes", "followups", "known")


def address_of(language: Language, page: str, of: Round) -> str:
    """The address of a page of a round; "" when there is no such page."""
    try:
        return address(language, page, year=of.year)
    except NoReverseMatch:
        return ""
