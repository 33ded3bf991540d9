"""Laying out the sessions of a round from a ready pattern, and changing the format: what moves is shown first.

Leaves out what a change does (`actions/formats.py`) and single sessions (`sessions.py`).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from alke.areas import area
from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address, below
from alke.workspace.forms import DayInput
from alke.workspace.frame import page
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import formats as acts
from alke.workspace.rounds.actions.coverage import themes_of
from alke.workspace.rounds.actions.sessions import facts_of
from alke.workspace.rounds.models import Round, Theme
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.policies.sessions import TALKS
from alke.workspace.rounds.rules.formats import Layout, Move, Moved, compare, format_of
from alke.workspace.rounds.rules.sessions import AREAS, Facts, Pattern, Plan, laid_out, named, names_of_region
from alke.workspace.rounds.views.fields import NamedChoices, RowsForm, certainties
from alke.workspace.rounds.views.sessions import AHEAD, changed
from alke.workspace.rounds.views.tabs import tabs
from alke.workspace.words import word

GROUPS = 6
"""How many areas the regions can be grouped into."""


class LayoutForm(RowsForm):
    """A pattern adjusted: which sessions, when and where, over which themes; for areas, which region is in which."""

    labels = {
        "themes": "format_field_themes",
        "certainty": "format_field_certainty",
        "also_regions": "format_field_also_regions",
        "reason": "format_field_reason",
        "seen": "field_base",
    }
    choices = {"certainty": "certainty"}
    themes = NamedChoices(Theme.objects.none())
    certainty = forms.ChoiceField(choices=certainties(*AHEAD), initial=Certainty.PREPARING)
    also_regions = forms.BooleanField(required=False)
    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, language: Language, of: Round, pattern: Pattern, *args: Any, **kwargs: Any) -> None:
        self.of, self.pattern = of, pattern
        self.all_themes = themes_of(of)
        self.changing = bool(acts.planned_of(of))
        super().__init__(language, *args, initial={"themes": list(self.all_themes)}, **kwargs)
        self.rows("themes", of.themes.filter(pk__in=self.all_themes))
        if pattern == Pattern.PER_REGION:
            self.drop("also_regions")
        if not self.changing:
            self.drop("reason")
        self.names = self._names()
        self.now = {one.meeting.name_fi: facts_of(one.meeting) for one in acts.planned_of(of)}
        for number, name in enumerate(self.names):
            self._row(number, name)
        if pattern == Pattern.PER_AREA:
            self._regions()

    def _names(self) -> list[Text]:
        match self.pattern:
            case Pattern.PER_REGION:
                return [names_of_region(code) for code in self.of.regions]
            case Pattern.PER_AREA:
                known = [name for name, _ in AREAS.values()]
                return [*known, *(Text.same("") for _ in range(GROUPS - len(known)))]
            case Pattern.PER_THEME:
                return [theme.names for theme in self.all_themes.values()]
            case Pattern.JOINT:
                return [word("format_joint_name")]

    def _row(self, number: int, name: Text) -> None:
        """The fields of one session; a session of that name that is planned already gives their first values."""
        now = self.now.get(name.fi, Facts(name.fi))
        made: dict[str, forms.Field] = {
            "use": forms.BooleanField(initial=bool(name.fi), required=False),
            "name": forms.CharField(initial=name[self.language] or name.fi, max_length=300, required=False),
            "starts_on": forms.DateField(initial=now.starts_on, required=False, widget=DayInput()),
            "ends_on": forms.DateField(initial=now.ends_on, required=False, widget=DayInput()),
            "place": forms.CharField(initial=now.place, max_length=200, required=False),
        }
        words = {"use": "format_row_use", "name": "session_name"}
        for key, field in made.items():
            field.label = word(words.get(key, f"session_field_{key}"))[self.language]
            self.fields[f"{key}_{number}"] = field

    def _regions(self) -> None:
        """A choice of area for each region."""
        none = ("", word("format_group_none")[self.language])
        told = word("format_row")[self.language]
        given = [str(self[f"name_{n}"].value() or "").strip() for n in range(len(self.names))]
        options = [(str(n), name or told.format(number=n + 1)) for n, name in enumerate(given)]
        home = {code: str(n) for n, (_, codes) in enumerate(AREAS.values()) for code in codes}
        for code in self.of.regions:
            field = forms.ChoiceField(choices=[none, *options], initial=home.get(code, ""), required=False)
            field.label = area(code).names[self.language]
            self.fields[f"group_{code}"] = field

    @property
    def lines(self) -> list[tuple[int, list[Any]]]:
        """The fields session by session, for the template."""
        keys = ("use", "name", "starts_on", "ends_on", "place")
        return [(n + 1, [self[f"{key}_{n}"] for key in keys]) for n in range(len(self.names))]

    @property
    def groups(self) -> list[Any]:
        """The choices of area, for the template."""
        return [self[f"group_{code}"] for code in self.of.regions] if self.pattern == Pattern.PER_AREA else []

    @property
    def common(self) -> list[Any]:
        """The fields that all sessions share, for the template."""
        return [self[name] for name in ("themes", "certainty", "also_regions") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """A row that is included needs a name and days in order."""
        given = super().clean() or {}
        for number in range(len(self.names)):
            first, last = given.get(f"starts_on_{number}"), given.get(f"ends_on_{number}")
            if last is not None and (first is None or last < first):
                self.fail(f"ends_on_{number}", "round_ends_before")
            if given.get(f"use_{number}") and not given.get(f"name_{number}", "").strip():
                self.fail(f"name_{number}", "session_needs_name")
        return given

    def plans(self) -> list[Plan]:
        """The sessions that are to be; what they would cover of already discussed or skipped cells is left out."""
        chosen = {theme.pk for theme in self.cleaned_data["themes"]}
        cells = [cell for cell in acts.open_cells(self.of) if cell.theme in chosen]
        found: list[Plan] = []
        for number, name in enumerate(self.names):
            if not self.cleaned_data[f"use_{number}"]:
                continue
            own = frozenset(cell for cell in cells if self._holds(number, cell.region, cell.theme))
            if own:
                found.append(Plan(self._facts(number, name), own))
        if self.cleaned_data.get("also_regions"):
            base = Facts("", certainty=Certainty(self.cleaned_data["certainty"]))
            found += laid_out(Pattern.PER_REGION, cells, {}, base=base)
        return found

    def _holds(self, number: int, region: str, theme: int) -> bool:
        match self.pattern:
            case Pattern.PER_REGION:
                return str(self.of.regions[number]) == region
            case Pattern.PER_AREA:
                return str(self.cleaned_data[f"group_{region}"]) == str(number)
            case Pattern.PER_THEME:
                return list(self.all_themes)[number] == theme
            case Pattern.JOINT:
                return True

    def _facts(self, number: int, name: Text) -> Facts:
        """The facts of one row; the other languages of a ready name come with it as long as it is not changed."""
        given = self.cleaned_data
        shown = given[f"name_{number}"].strip()
        told = name if shown == name[self.language] else Text.same(shown)
        facts = named(self.now.get(name.fi, Facts("")), told)
        days = {key: given[f"{key}_{number}"] for key in ("starts_on", "ends_on")}
        return replace(facts, **days, place=given[f"place_{number}"].strip(), certainty=Certainty(given["certainty"]))


def stamp(plans: Sequence[Plan], before: Layout) -> str:
    """Tells whether what is confirmed is what was looked at."""
    told = [[repr(plan.facts), sorted(plan.cells)] for plan in plans]
    return hashlib.sha256(json.dumps([told, before.record()], default=str).encode()).hexdigest()[:20]


def format_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Choose a pattern, adjust it, look at what moves, confirm."""
    actor = actor_of(request)
    of = ROUNDS.fetch(actor, "change_format", Round.objects.all(), year=year)
    layout = acts.layout_of(of)
    asked = request.GET.get("pattern", "")
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "coverage", language),
        "format": format_of(layout),
        "patterns": list(Pattern),
        "pattern": asked if asked in {*Pattern} else "",
        "changing": bool(acts.planned_of(of)),
        "has_themes": bool(layout.themes),
        "back": address(language, "coverage", year=year),
    }
    if not told["pattern"]:
        return page(request, "rounds/format", language, **told)
    form = LayoutForm(language, of, Pattern(asked), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _posted(request, language, form, layout, told, actor)
        if done is not None:
            return done
    return page(request, "rounds/format", language, form=form, **told)


def _posted(
    request: HttpRequest, language: Language, form: LayoutForm, layout: Layout, told: dict[str, Any], actor: Actor
) -> HttpResponse | None:
    """What comes of a posted layout: the change made, or None when the page is to be shown again."""
    plans = form.plans()
    if not plans:
        form.fail(None, "format_no_sessions")
        return None
    seen = stamp(plans, layout)
    if "confirm" in request.POST and form.cleaned_data["seen"] == seen:
        try:
            return _confirmed(request, language, form, plans, actor)
        except Refused as refusal:
            form.add_error(None, refusal.reason[language])
            return None
    if "confirm" in request.POST:
        form.fail(None, "format_look_again")
    now = acts.after(form.of, plans)
    told["preview"] = described(compare(layout, now), layout, now, language)
    told["after"] = format_of(now)
    form.data = changed(request, seen=seen)
    return None


def _confirmed(
    request: HttpRequest, language: Language, form: LayoutForm, plans: Sequence[Plan], actor: Actor
) -> HttpResponse:
    year = form.of.year
    if not form.changing:
        acts.plan_all(form.of, plans, by=actor)
        messages.success(request, word("format_laid_out")[language])
        return HttpResponseRedirect(address(language, "coverage", year=year))
    change = acts.change_format(form.of, plans, form.cleaned_data["reason"], by=actor)
    messages.success(request, word("format_changed")[language])
    return HttpResponseRedirect(address(language, "format-change", year=year, pk=change.pk))


def described(moved: Moved, before: Layout, now: Layout, language: Language) -> dict[str, Any]:
    """What moved, in words: lines of regions, themes, sessions before and after."""
    names = {**before.names, **now.names}

    def lines(moves: Sequence[Move]) -> list[dict[str, str]]:
        return [line for move in moves for line in _lines(move, now, names, language)]

    return {
        "moved": lines(moved.moved),
        "uncovered": lines(moved.uncovered),
        "covered": lines(moved.covered),
        "gone": [before.names[key] for key in moved.gone],
        "new": [now.names[key] for key in moved.new],
        "kept": [now.names[key] for key in moved.kept],
        "unchanged": len(moved.unchanged),
        "nothing": moved.nothing,
    }


def _lines(move: Move, now: Layout, names: Mapping[str, str], language: Language) -> list[dict[str, str]]:
    """The lines of one move: regions whose themes are the same stand on one line."""
    by_region: defaultdict[str, list[int]] = defaultdict(list)
    for cell in move.cells:
        by_region[cell.region].append(cell.theme)
    groups: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for code, themes in by_region.items():
        groups[tuple(sorted(themes))].append(code)
    every = word("format_all_regions")[language], word("format_all_themes")[language]
    return [
        {
            "regions": every[0]
            if len(codes) == len(now.regions) > 1
            else ", ".join(area(code).names[language] for code in codes),
            "themes": every[1] if len(pks) == len(now.themes) > 1 else ", ".join(now.themes.get(pk, "") for pk in pks),
            "before": ", ".join(names[key] for key in move.before),
            "after": ", ".join(names[key] for key in move.after),
        }
        for pks, codes in groups.items()
    ]


def change_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """A change that was made: why, and what it moved."""
    of = TALKS.fetch(actor_of(request), "see", Round.objects.all(), year=year)
    change = get_object_or_404(of.format_changes, pk=pk)
    before, now = Layout.read(change.before), Layout.read(change.after)
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "coverage", language),
        "change": change,
        "before": format_of(before),
        "after": format_of(now),
        "preview": described(compare(before, now), before, now, language),
        "back": address(language, "coverage", year=year),
    }
    return page(request, "rounds/format_change", language, **told)


_under = below(
    "fi/kierros/<int:year>/toteutustapa/", "sv/omgang/<int:year>/genomforandesatt/", "en/round/<int:year>/format/"
)
PAGES: Pages = {
    "format": (_under(), format_page),
    "format-change": (_under("<int:pk>/"), change_page),
}
