"""The format of a round: its layout read, laid out from data, and changed as a whole in one act.

A change cancels the planned sessions that are no more and plans the new ones; a session that covers the very same cells
stays. What has been held or discussed is not touched, nor deliverables, positions, themes or follow-ups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from alke.base.certainty import Certainty
from alke.base.errors import InputError
from alke.base.languages import Text
from alke.workspace.journal.acts import act
from alke.workspace.meetings.actions import record_source
from alke.workspace.meetings.models import Source
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from alke.workspace.people.policies import impossible
from alke.workspace.rounds.actions import sessions
from alke.workspace.rounds.actions.coverage import State, cells_of, checked, themes_of
from alke.workspace.rounds.models import Coverage, FormatChange, OutcomeDocument, Round, Session, Theme, ThemeStep
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.rules.coverage import Cell
from alke.workspace.rounds.rules.formats import Layout
from alke.workspace.rounds.rules.sessions import Facts, Plan, names_of_region


def layout_of(of: Round) -> Layout:
    """What the sessions of a round cover now, cancelled ones left out; in a constant number of queries."""
    themes = themes_of(of)
    alive = of.sessions.filter(meeting__cancelled=False).select_related("meeting")
    rows = Coverage.objects.filter(round=of, state__in=[State.PLANNED, State.DISCUSSED], meeting__cancelled=False)
    by_meeting: dict[int, set[Cell]] = {}
    for region, theme, meeting in rows.values_list("region", "theme", "meeting"):
        by_meeting.setdefault(meeting, set()).add(Cell(region, theme))
    own = {str(one.pk): frozenset(by_meeting.pop(one.meeting_id, set())) for one in alive}
    elsewhere = frozenset(cell for cells in by_meeting.values() for cell in cells)
    names = {str(one.pk): one.meeting.name_fi for one in alive}
    return Layout(tuple(of.regions), {pk: theme.name_fi for pk, theme in themes.items()}, own, names, elsewhere)


def planned_of(of: Round) -> list[Session]:
    """The sessions that a change of format may replace: planned, neither held nor cancelled."""
    found = of.sessions.filter(meeting__cancelled=False).exclude(meeting__certainty=Certainty.HELD)
    return list(found.select_related("meeting", "round").order_by("order", "pk"))


def open_cells(of: Round) -> frozenset[Cell]:
    """The cells that are still to be laid out: neither discussed nor skipped."""
    rows = Coverage.objects.filter(round=of, state__in=[State.DISCUSSED, State.SKIPPED])
    done = {Cell(*pair) for pair in rows.values_list("region", "theme")}
    return frozenset(cells_of(of, themes_of(of))) - done


def after(of: Round, plans: Sequence[Plan]) -> Layout:
    """The layout that a change would make, without making it: new sessions have the keys ``new-1``, ``new-2``."""
    now, kept = layout_of(of), _kept(of, plans)
    replaced = {str(one.pk) for one in planned_of(of)} - {str(session.pk) for session in kept.values()}
    own = {key: cells for key, cells in now.sessions.items() if key not in replaced}
    names = {key: now.names[key] for key in own}
    for number, plan in enumerate(plans, start=1):
        if number - 1 in kept:
            names[str(kept[number - 1].pk)] = plan.facts.name_fi
        else:
            own[f"new-{number}"], names[f"new-{number}"] = plan.cells, plan.facts.name_fi
    return Layout(now.regions, now.themes, own, names, now.elsewhere)


def _kept(of: Round, plans: Sequence[Plan]) -> dict[int, Session]:
    """Place of a plan → the planned session that covers the very same cells, each used once."""
    cells = layout_of(of).sessions
    free = planned_of(of)
    found: dict[int, Session] = {}
    for place, plan in enumerate(plans):
        same = [one for one in free if plan.cells and cells[str(one.pk)] == plan.cells]
        if same:
            found[place] = same[0]
            free.remove(same[0])
    return found


def change_format(of: Round, layout: Sequence[Plan], reason: str, *, by: Actor) -> FormatChange:
    """Replace the planned sessions of a round by others, in one act.

    Args:
        of: The round.
        layout: The sessions that are to be, beside those that have been held.
        reason: Why; recorded with what the sessions covered before and after.
        by: Who acts.

    Raises:
        Refused: when the actor may not, or the round is closed.
        Impossible: when there is no reason, or a plan is not sound (see `sessions.plan`).
    """
    record = FormatChange(round=of, reason=reason.strip())
    with act("format.change", record, by=by, reason=reason) as record:
        of.refresh_from_db()
        ROUNDS.demand(by, "change_format", of)
        if not record.reason:
            raise impossible("coverage_needs_reason")
        record.before = layout_of(of).record()
        _replace(of, layout, record.reason, by=by)
        record.after = layout_of(of).record()
        record.save()
    return record


def _replace(of: Round, plans: Sequence[Plan], reason: str, *, by: Actor) -> None:
    """Cancel, change and plan until the planned sessions are as the plans say, in their order."""
    for plan in plans:
        checked(of, plan.cells)
    kept = _kept(of, plans)
    staying = {session.pk for session in kept.values()}
    for session in planned_of(of):
        if session.pk not in staying:
            sessions.cancel(session, reason=reason, by=by)
    for place, plan in enumerate(plans):
        if place in kept:
            sessions.change(kept[place], plan.facts, by=by, reason=reason)
        else:
            sessions.plan(of, plan.facts, plan.cells, by=by, reason=reason)


def plan_all(of: Round, plans: Iterable[Plan], *, by: Actor) -> list[Session]:
    """Plan the first sessions of a round; all of them or none.

    Raises:
        Refused, Impossible: see `sessions.plan`; also when the round has planned sessions, which are to be changed.
    """
    with transaction.atomic():
        if planned_of(of):
            raise impossible("format_has_sessions")
        return [sessions.plan(of, plan.facts, plan.cells, by=by) for plan in plans]


def lay_out(of: Round, data: Mapping[str, Any], *, by: Actor) -> list[Session]:
    """Record the themes and sessions of a round from data; see docs/formats.md. What is there already stays.

    Args:
        of: The round, of the data's year.
        data: ``{year, note, source, themes: {key: …}, sessions: [{…}], documents: [{…}]}``.
        by: Who records.

    Raises:
        InputError: when the data are of another year, or name an unknown theme or region.
    """
    if data["year"] != of.year:
        raise InputError(f"the data are of the year {data['year']}", where=str(of), fix="Give the data of this round")
    made: list[Session] = []
    with act("round.lay_out", of, by=by) as of:
        ROUNDS.demand(by, "edit", of)
        there = set(of.sessions.values_list("meeting__name_fi", "meeting__starts_on"))
        source = _source(data.get("source", {}), by)
        themes = {key: _theme(of, order, one, source, by) for order, (key, one) in enumerate(data["themes"].items(), 1)}
        for one in data["sessions"]:
            reached = one.get("reached") != "unknown"
            plans = _plans(of, one, themes)
            fresh = [plan for plan in plans if (plan.facts.name_fi, plan.facts.starts_on) not in there]
            made += [sessions.plan(of, plan.facts, plan.cells, by=by, reached=reached) for plan in fresh]
        for one in data.get("documents", ()):
            _document(of, one, by)
        of.note = of.note or str(data.get("note", "")).strip()
        of.save()
    return made


def _source(told: Mapping[str, Any], by: Actor) -> Source | None:
    if not told:
        return None
    return record_source(kind=Source.Kind.PAGE, title=told["title"], address=told.get("address", ""), by=by)


def _theme(of: Round, order: int, told: Mapping[str, Any], source: Source | None, by: Actor) -> Theme:
    """A theme of the round, made with one step that tells what is known of it when there is none of its name."""
    there = of.themes.filter(name_fi=told["fi"]).first()
    if there is not None:
        return there
    names = {"name_fi": told["fi"], "name_sv": told.get("sv", ""), "name_en": told.get("en", "")}
    focus = {f"focus_{code}": told.get("focus", {}).get(code, "") for code in ("fi", "sv", "en")}
    state = told.get("state", ThemeStep.Kind.CONFIRMED)
    theme = Theme(round=of, order=order, state=state, regions=list(told.get("regions", ())), **names, **focus)
    theme.cross_cutting = bool(told.get("cross_cutting", False))
    with act("theme.record", theme, by=by) as theme:
        theme.save()
        ThemeStep.objects.create(theme=theme, kind=state, certainty=Certainty.HELD, source=source)
    return theme


def _plans(of: Round, told: Mapping[str, Any], themes: Mapping[str, Theme]) -> list[Plan]:
    """The sessions of one entry: one, or one for each region where it says so."""
    if unknown := sorted(set(told.get("themes", ())) - themes.keys()) if told.get("themes") != "all" else []:
        raise InputError(f"unknown theme {unknown[0]!r}", where=f"{of}, sessions", fix="Name one of its themes")
    regions = of.regions if told["regions"] in ("all", "each") else told["regions"]
    if strange := sorted(set(regions) - set(of.regions)):
        raise InputError(f"{strange[0]} is not a region of the round", where=f"{of}, sessions")
    chosen = themes.values() if told["themes"] == "all" else [themes[key] for key in told["themes"]]
    cells = {Cell(code, theme.pk) for code in regions for theme in chosen if not theme.regions or code in theme.regions}
    if told["regions"] != "each":
        return [Plan(_facts(told, Text.of(told["name"], where=f"{of}, sessions")), frozenset(cells))]
    own = {code: told.get("own", {}).get(code, {}) for code in regions}
    return [
        Plan(_facts({**told, **own[code]}, names_of_region(code)), frozenset(c for c in cells if c.region == code))
        for code in regions
    ]


def _facts(told: Mapping[str, Any], name: Text) -> Facts:
    def day(key: str) -> date | None:
        value = told.get(key)
        return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))

    return Facts(
        name.fi,
        name.sv,
        name.en,
        starts_on=day("starts_on"),
        ends_on=day("ends_on"),
        month=str(told.get("month", "")),
        words=str(told.get("words", "")),
        place=str(told.get("place", "")),
        certainty=Certainty(told["certainty"]),
    )


def _document(of: Round, told: Mapping[str, Any], by: Actor) -> None:
    """A document that the talks ended in, where one is known."""
    if of.outcomes.filter(title=told["title"]).exists():
        return
    keeper = Organisation.objects.get(code=told["keeper"])
    made = OutcomeDocument(
        round=of, title=told["title"], organisation=keeper, state=OutcomeDocument.State.PUBLISHED, published_on=None
    )
    with act("outcome.record", made, by=by) as made:
        made.save()
