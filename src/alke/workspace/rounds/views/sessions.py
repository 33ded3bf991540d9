"""A session of the talks: its page, and planning, changing, cancelling and holding it.

Leaves out the programme and the invitations (`programmes.py`), the whole board (`coverage.py`) and dossiers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from alke.areas import area
from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address, below
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.meetings.rules import in_words
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import sessions as acts
from alke.workspace.rounds.actions.coverage import cells_of, themes_of
from alke.workspace.rounds.actions.dossiers import entries
from alke.workspace.rounds.models import Coverage, Invitee, Round, Session, Theme
from alke.workspace.rounds.policies.sessions import INVITEES, SESSIONS, TALKS, sessions
from alke.workspace.rounds.rules.coverage import Cell
from alke.workspace.rounds.rules.sessions import Facts
from alke.workspace.rounds.views.fields import NamedChoices, Regions, RowsForm, WhenForm, certainties
from alke.workspace.rounds.views.tabs import tabs
from alke.workspace.rounds.views.verbs import ReasonForm, posted, verb_page
from alke.workspace.words import word

MARKS = {"planned": "part", "held": "good", "cancelled": "bad", "discussed": "good", "left": "soon", "skipped": "off"}
VERBS = ("change", "cancel", "hold", "programme", "write", "invite", "dossier", "note", "read_notes")
AHEAD = tuple(one for one in Certainty if one != Certainty.HELD)
FACTS = tuple(Facts.__dataclass_fields__)


def fetch(request: HttpRequest, verb: str, year: int, pk: int) -> Session:
    """The session, when it may be seen and the verb done to it."""
    return SESSIONS.fetch(actor_of(request), verb, sessions(), pk=pk, round__year=year)


def home(session: Session, language: Language) -> str:
    """The address of a session's page."""
    return address(language, "session", year=session.round.year, pk=session.pk)


def lead(session: Session, language: Language) -> str:
    """What a session is, in one line: its name and time."""
    when = in_words(session.meeting, language)
    name = session.meeting.names[language]
    return f"{name}, {when}" if when else name


def changed(request: HttpRequest, **values: str) -> QueryDict:
    """What was posted, with some values of ours in place of those given; the form is shown again with them."""
    data = request.POST.copy()
    for name, value in values.items():
        data[name] = value
    return data


class SessionForm(WhenForm):
    """What is told of a session, and what it covers."""

    labels = {name: f"session_field_{name}" for name in (*FACTS, "regions", "themes")}
    choices = {"certainty": "certainty"}
    field_order = ("name_fi", "name_sv", "name_en")
    name_fi = forms.CharField(max_length=300)
    name_sv = forms.CharField(max_length=300, required=False)
    name_en = forms.CharField(max_length=300, required=False)
    certainty = forms.ChoiceField(choices=certainties(*AHEAD), initial=Certainty.DECIDED)
    regions = Regions(required=False)
    themes = NamedChoices(Theme.objects.none(), required=False)

    def __init__(self, language: Language, of: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        self.rows("themes", of.themes.exclude(state="withdrawn"))
        regions: Any = self.fields["regions"]
        regions.choices = [(code, area(code).names[language]) for code in of.regions]

    @property
    def facts(self) -> Facts:
        """What was given of the session itself."""
        told = {name: self.cleaned_data[name] for name in FACTS}
        return replace(Facts(**told), certainty=Certainty(told["certainty"]))

    @property
    def product(self) -> tuple[set[str], set[int]]:
        """The regions and themes that were chosen."""
        return set(self.cleaned_data["regions"]), {theme.pk for theme in self.cleaned_data["themes"]}


def covered(of: Round, regions: set[str], themes: set[int], now: set[Cell] | None = None) -> set[Cell] | None:
    """The cells that the chosen regions and themes mean.

    Args:
        of: The round.
        regions: The chosen regions.
        themes: The chosen themes.
        now: The cells of the session now; what is not newly chosen stays as it is. None is given back when nothing is.
    """
    wanted = {cell for cell in cells_of(of, themes_of(of)) if cell.region in regions and cell.theme in themes}
    if now is None:
        return wanted
    had = {cell.region for cell in now}, {cell.theme for cell in now}
    if had == (regions, themes):
        return None
    return {cell for cell in wanted if cell in now or cell.region not in had[0] or cell.theme not in had[1]}


def plan_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Plan one session."""
    actor = actor_of(request)
    of = TALKS.fetch(actor, "plan", Round.objects.all(), year=year)
    start = {"regions": of.regions, "themes": of.themes.exclude(state="withdrawn")}
    form = SessionForm(language, of, posted(request), initial=start)

    def do(_: dict[str, Any]) -> Session:
        return acts.plan(of, form.facts, covered(of, *form.product) or (), by=actor)

    back = address(language, "coverage", year=year)
    told: dict[str, Any] = {"title": "session_plan", "back": back, "done": "session_saved", "submit": "save"}
    return verb_page(
        request, language, form, do=do, lead=str(of), there=lambda made: home(cast("Session", made), language), **told
    )


def change_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Change a planned session."""
    row = fetch(request, "change", year, pk)
    pairs = Coverage.objects.filter(meeting=row.meeting, state="planned").values_list("region", "theme")
    now = {Cell(*pair) for pair in pairs}
    start: dict[str, Any] = {name: getattr(row.meeting, name) for name in FACTS}
    start |= {"regions": list({c.region for c in now}), "themes": [c.theme for c in now]}
    form = SessionForm(language, row.round, posted(request), initial=start)

    def do(_: dict[str, Any]) -> Session:
        return acts.change(row, form.facts, covered(row.round, *form.product, now), by=actor_of(request))

    told: dict[str, Any] = {
        "title": "session_change",
        "done": "session_saved",
        "submit": "save",
        "back": home(row, language),
    }
    return verb_page(request, language, form, do=do, lead=lead(row, language), **told)


class CancelForm(ReasonForm):
    """Why a session is cancelled."""

    labels = {"reason": "session_field_reason"}


def cancel_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Cancel a planned session."""
    row = fetch(request, "cancel", year, pk)
    form = CancelForm(language, posted(request))

    def do(given: dict[str, Any]) -> Session:
        return acts.cancel(row, reason=given["reason"], by=actor_of(request))

    text = f"{lead(row, language)}. {word('session_cancel_lead')[language]}"
    told: dict[str, Any] = {"title": "session_cancel", "done": "session_cancelled", "back": home(row, language)}
    return verb_page(request, language, form, do=do, lead=text, **told)


class HoldForm(RowsForm):
    """The days it was held, and beside each cell why it was not reached, where it was not."""

    labels = {"starts_on": "session_field_starts_on", "ends_on": "session_field_ends_on"}
    starts_on = forms.DateField(required=False)
    ends_on = forms.DateField(required=False)

    def __init__(self, language: Language, rows: list[Coverage], *args: Any, **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        self.cells = {f"left_{row.region}_{row.theme_id}": Cell(row.region, row.theme_id) for row in rows}
        for name, row in zip(self.cells, rows, strict=True):
            field = forms.CharField(max_length=500, required=False)
            field.label = f"{area(row.region).names[language]}: {row.theme.names[language]}"
            self.fields[name] = field

    @property
    def not_reached(self) -> list[Any]:
        """The fields of the cells, for the template."""
        return [self[name] for name in self.cells]

    @property
    def left(self) -> dict[Cell, str]:
        """The cells that were not reached, each with its reason."""
        given = {cell: str(self.cleaned_data[name]).strip() for name, cell in self.cells.items()}
        return {cell: why for cell, why in given.items() if why}


def hold_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Mark a session held."""
    row = fetch(request, "hold", year, pk)
    rows = list(Coverage.objects.filter(meeting=row.meeting, state="planned").select_related("theme"))
    start = {"starts_on": row.meeting.starts_on, "ends_on": row.meeting.ends_on}
    form = HoldForm(language, rows, posted(request), initial=start)
    back = home(row, language)
    if request.method == "POST" and form.is_valid():
        days = {"starts_on": form.cleaned_data["starts_on"], "ends_on": form.cleaned_data["ends_on"]}
        try:
            acts.hold(row, left=form.left, by=actor_of(request), **days)
        except Refused as refusal:
            form.add_error(None, refusal.reason[language])
        else:
            messages.success(request, word("session_was_held")[language])
            return HttpResponseRedirect(back)
    text = f"{lead(row, language)}. {word('session_hold_lead')[language]}"
    return page(request, "rounds/session_hold", language, form=form, lead=text, back=back)


def session_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """One session with everything of it."""
    actor, row = actor_of(request), fetch(request, "see", year, pk)
    may = {verb: bool(SESSIONS.may(actor, verb, row)) for verb in VERBS}
    texts = writings.current([row])
    told: dict[str, Any] = {
        "session": row,
        "meeting": row.meeting,
        "round": row.round,
        "tabs": tabs(row.round, "coverage", language),
        "when": in_words(row.meeting, language),
        "mark": MARKS[row.state],
        "cells": cells_table(row, language),
        "programme": list(row.programme.select_related("theme")),
        "invitees": _invitees(row, actor),
        "officials": bool(actor.organisation),
        "invitation": writings.best(texts, row, "invitation", language),
        "notes": writings.best(texts, row, "notes", language) if may["read_notes"] else None,
        "dossier": entries(row),
        "may": may,
    }
    return page(request, "rounds/session", language, **told)


def _invitees(row: Session, actor: Actor) -> list[tuple[Invitee, bool, bool]]:
    """Those invited, and whether this person may answer for them or withdraw the invitation."""
    alive = row.stage in ("planned", "held")
    return [
        (one, alive and bool(INVITEES.may(actor, "answer", one)), alive and bool(INVITEES.may(actor, "withdraw", one)))
        for one in row.invitees.select_related("organisation").order_by("organisation__name_fi")
    ]


def cells_table(row: Session, language: Language) -> dict[str, Any]:
    """The cells of a session as a table: its themes, and for each region the state of each cell, None for no cell."""
    rows = list(Coverage.objects.filter(meeting=row.meeting).select_related("theme").order_by("theme__order", "theme"))
    themes = {one.theme_id: one.theme for one in rows}
    by_cell = {(one.region, one.theme_id): one for one in rows}
    there = {one.region for one in rows}
    order = [code for code in row.round.regions if code in there]
    lines = [(code, [(by_cell.get((code, pk)), themes[pk]) for pk in themes]) for code in order]
    return {"themes": list(themes.values()), "lines": lines}


of_session = below(
    "fi/kierros/<int:year>/tilaisuus/<int:pk>/",
    "sv/omgang/<int:year>/tillfalle/<int:pk>/",
    "en/round/<int:year>/session/<int:pk>/",
)
PAGES: Pages = {
    "session-plan": (
        Text(
            "fi/kierros/<int:year>/tilaisuus/uusi/",
            "sv/omgang/<int:year>/tillfalle/nytt/",
            "en/round/<int:year>/session/new/",
        ),
        plan_page,
    ),
    "session": (of_session(), session_page),
    "session-change": (of_session("muuta/", "andra/", "change/"), change_page),
    "session-cancel": (of_session("peru/", "stall-in/", "cancel/"), cancel_page),
    "session-hold": (of_session("pidetty/", "hallet/", "held/"), hold_page),
}
