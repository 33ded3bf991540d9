"""Positions on pages: the matrix of regions × themes, one position with its history, and the acts on it.

Leaves out writing its text: `texts.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from alke.areas import area
from alke.base.languages import Language
from alke.workspace.addresses import Pages, address, below
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.journal.acts import kind_of
from alke.workspace.journal.models import Event, Version
from alke.workspace.people.access import readable
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.rounds.actions import positions as acts
from alke.workspace.rounds.models import Position, Round, Stance, Theme, ThemeState
from alke.workspace.rounds.policies.positions import POSITIONS, may_make, regions_of
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.rules import positions as rules
from alke.workspace.rounds.rules.positions import EVERYWHERE, Difference
from alke.workspace.rounds.views.tabs import Panel, tabs
from alke.workspace.rounds.views.verbs import ReasonForm, SureForm, offer, posted, verb_page
from alke.workspace.words import word

MARKS = {"supports": "good", "with_conditions": "part", "neutral": "off", "concerned": "soon", "cannot_support": "bad"}
"""Stance → the class of its state."""


class StanceForm(WordsForm):
    """A stance, and why it changes."""

    labels: ClassVar[dict[str, str]] = {"stance": "position_stance", "reason": "verb_reason"}
    choices: ClassVar[dict[str, str]] = {"stance": "position_stance"}
    stance = forms.ChoiceField(choices=[(code, code) for code in Stance.values], widget=forms.RadioSelect)
    reason = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class NewForm(WordsForm):
    """A new position: on what, and the stance."""

    labels: ClassVar[dict[str, str]] = {
        "theme": "position_theme",
        "region": "position_region",
        "stance": "position_stance",
    }
    choices: ClassVar[dict[str, str]] = {"stance": "position_stance"}
    theme = forms.ChoiceField()
    region = forms.ChoiceField()
    stance = forms.ChoiceField(choices=[(code, code) for code in Stance.values], widget=forms.RadioSelect)


class FilterForm(WordsForm):
    """What part of the matrix is shown."""

    labels: ClassVar[dict[str, str]] = {
        "theme": "position_theme",
        "region": "position_region",
        "organisation": "position_organisation",
        "differ": "position_only_differing",
    }
    theme = forms.ChoiceField(required=False)
    region = forms.ChoiceField(required=False)
    organisation = forms.ChoiceField(required=False)
    differ = forms.BooleanField(required=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is thought of one theme in one region; `general` are the positions that hold for every region."""

    theme: Theme
    own: tuple[Position, ...]
    general: tuple[Position, ...]
    difference: Difference


@dataclass(frozen=True, slots=True)
class Row:
    """A region's cells, in the order of themes."""

    region: str
    name: str
    cells: tuple[Cell, ...]


def round_of(actor: Actor, year: int) -> Round:
    """The round of a year, when the actor may know of it."""
    return ROUNDS.fetch(actor, "see", Round.objects.all(), year=year)


def place(code: str, language: Language) -> str:
    """The name of a region, or "all regions"."""
    return word("position_everywhere")[language] if code == EVERYWHERE else area(code).names[language]


def themes_of(of: Round) -> QuerySet[Theme]:
    """The themes that positions are taken on: not those withdrawn."""
    return of.themes.exclude(state=ThemeState.WITHDRAWN).order_by("order", "pk")


def matrix(regions: Iterable[str], themes: Iterable[Theme], held: Iterable[Position], language: Language) -> list[Row]:
    """The matrix; a region without any position has its row too."""
    themes = list(themes)
    found: defaultdict[tuple[str, int], list[Position]] = defaultdict(list)
    for one in held:
        found[one.region, one.theme_id].append(one)
    rows = []
    for code in regions:
        cells = []
        for theme in themes:
            own = found.get((code, theme.pk), [])
            spoken = {one.organisation_id for one in own}
            # What a ministry says of one region goes before what it says of all.
            everywhere = found.get((EVERYWHERE, theme.pk), []) if own and code != EVERYWHERE else []
            general = [one for one in everywhere if one.organisation_id not in spoken]
            how = rules.difference(one.stance for one in [*own, *general])
            cells.append(Cell(theme, tuple(own), tuple(general), how))
        rows.append(Row(code, place(code, language), tuple(cells)))
    return rows


def positions_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """The matrix of a round's positions."""
    actor = actor_of(request)
    of = round_of(actor, year)
    themes = list(themes_of(of))
    rows = POSITIONS.visible(actor, Position.objects.filter(round=of)).select_related("theme", "organisation")
    held = every = list(rows.order_by("organisation__kind", "organisation__code"))
    regions = list(dict.fromkeys([EVERYWHERE, *of.regions, *sorted({one.region for one in held})]))
    form = FilterForm(language, request.GET or None)
    offer(form, "theme", [("", word("position_all_themes")[language]), *((t.pk, t.names[language]) for t in themes)])
    shown_regions = [("", word("position_all_regions")[language]), *((r, place(r, language)) for r in regions)]
    offer(form, "region", shown_regions)
    bodies = {one.organisation.code: one.organisation.names[language] for one in held}
    offer(form, "organisation", [("", word("position_all_organisations")[language]), *sorted(bodies.items())])
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if asked.get("theme"):
        themes = [one for one in themes if str(one.pk) == asked["theme"]]
    if asked.get("organisation"):
        held = [one for one in held if one.organisation.code == asked["organisation"]]
    shown = [one for one in regions if asked.get("region") in (None, "", one)]
    table = matrix(shown, themes, held, language)
    if asked.get("differ"):
        table = [row for row in table if any(cell.difference == Difference.OPPOSED for cell in row.cells)]
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "positions", language),
        "form": form,
        "empty": not every,
        "themes": themes,
        "rows": table,
        "count": len(held),
        "opposed": sum(cell.difference == Difference.OPPOSED for row in table for cell in row.cells),
        "marks": MARKS,
        "may_make": bool(may_make(actor, of)) and bool(themes),
    }
    return page(request, "rounds/positions", language, **told)


def position_new(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Write a new position."""
    actor = actor_of(request)
    of = round_of(actor, year)
    acts.demand(answer := may_make(actor, of), answer.reason)
    themes = {str(one.pk): one for one in themes_of(of)}
    initial = {"theme": request.GET.get("theme"), "region": request.GET.get("region"), "stance": Stance.NEUTRAL}
    form = NewForm(language, posted(request), initial=initial)
    offer(form, "theme", [(key, one.names[language]) for key, one in themes.items()], choose=True)
    offer(form, "region", [(code, place(code, language)) for code in regions_of(actor, of)])

    def do(given: Mapping[str, Any]) -> Position:
        theme = themes[given["theme"]]
        return acts.make_position(of, theme=theme, region=given["region"], stance=given["stance"], by=actor)

    def text(made: object) -> str:
        assert isinstance(made, Position)
        tongue = str(language)
        return address(language, "text", kind="position", pk=made.pk, part="position", written=tongue)

    back = address(language, "positions", year=year)
    lead = word("position_new_lead")[language]
    return verb_page(
        request, language, form, title="position_new", do=do, back=back, done="position_made", lead=lead, there=text
    )


def _row(request: HttpRequest, verb: str, year: int, pk: int) -> tuple[Actor, Position]:
    actor = actor_of(request)
    rows = Position.objects.select_related("round", "theme", "organisation")
    return actor, POSITIONS.fetch(actor, verb, rows, pk=pk, round__year=year)


def _lead(one: Position, language: Language) -> str:
    return f"{one.organisation.names[language]}: {one.theme.names[language]}, {place(one.region, language)}"


def position_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """One position, what others think of the same, and how it has changed."""
    actor, one = _row(request, "see", year, pk)
    regions = [one.region] if one.region == EVERYWHERE else [one.region, EVERYWHERE]
    same = Position.objects.filter(theme=one.theme, region__in=regions).exclude(pk=one.pk)
    others = list(POSITIONS.visible(actor, same).select_related("organisation", "round").order_by("organisation__code"))
    events = Event.objects.filter(subject_kind=kind_of(one), subject_id=str(one.pk))
    texts = writings.current([one])
    version = writings.best(texts, one, "position", language)
    told: dict[str, Any] = {
        "round": one.round,
        "tabs": tabs(one.round, "positions", language),
        "one": one,
        "place": place(one.region, language),
        "version": version,
        "versions": _versions(one, actor, version, events),
        "others": others,
        "difference": rules.difference([one.stance, *(each.stance for each in others)]),
        "events": (readable(actor) & events)[:50],
        "marks": MARKS,
        "may": {verb: bool(POSITIONS.may(actor, verb, one)) for verb in ("write", "release", "withdraw")},
    }
    return page(request, "rounds/position", language, **told)


def _versions(one: Position, actor: Actor, now: Version | None, events: QuerySet[Event]) -> list[Version]:
    """Earlier versions of the text, the latest first; others see only those that were in force while released."""
    if now is None:
        return []
    tongue = Language(now.writing.language)
    kept = [each for each in reversed(writings.history(one, "position", tongue)) if not each.aside]
    if actor.organisation_id != one.organisation_id or not actor.signed_in:
        steps = events.filter(verb__in=["position.release", "position.withdraw"]).order_by("number")
        spells = rules.spells((at, verb.partition(".")[2]) for at, verb in steps.values_list("at", "verb"))
        kept = [kept[place] for place in rules.published([each.at for each in kept], spells)]
    return [each for each in reversed(kept) if each.pk != now.pk]


def position_stance(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Take another stance."""
    actor, one = _row(request, "write", year, pk)
    form = StanceForm(language, posted(request), initial={"stance": one.stance})
    back = address(language, "position", year=year, pk=pk)
    return verb_page(
        request,
        language,
        form,
        title="position_change_stance",
        do=lambda given: acts.set_stance(one, given["stance"], reason=given["reason"], by=actor),
        back=back,
        done="position_stance_changed",
        lead=_lead(one, language),
    )


def position_release(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Show the position to everyone."""
    actor, one = _row(request, "release", year, pk)
    back = address(language, "position", year=year, pk=pk)
    return verb_page(
        request,
        language,
        SureForm(language, posted(request)),
        title="position_release",
        do=lambda given: acts.release(one, by=actor),
        back=back,
        done="position_was_released",
        lead=f"{_lead(one, language)}. {word('position_release_lead')[language]}",
    )


def position_withdraw(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Take a released position back to be a draft."""
    actor, one = _row(request, "withdraw", year, pk)
    back = address(language, "position", year=year, pk=pk)
    return verb_page(
        request,
        language,
        ReasonForm(language, posted(request)),
        title="position_withdraw",
        do=lambda given: acts.withdraw(one, reason=given["reason"], by=actor),
        back=back,
        done="position_was_withdrawn",
        lead=f"{_lead(one, language)}. {word('position_withdraw_lead')[language]}",
    )


def panel(of: Round, actor: Actor, language: Language) -> Panel | None:
    """How many positions have been given, and where they are opposed."""
    held = list(POSITIONS.visible(actor, Position.objects.filter(round=of, state=Position.State.RELEASED)))
    themes = {one.theme_id: one.theme_id for one in held}
    by_cell: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for one in held:
        by_cell[one.region, one.theme_id].append(one.stance)
    opposed = sum(rules.difference(stances) == Difference.OPPOSED for stances in by_cell.values())
    count = word("position_panel_count" if held else "position_panel_none")[language]
    lines = [count.format(count=len(held), themes=len(themes))]
    if opposed:
        lines.append(word("position_panel_opposed")[language].format(count=opposed))
    link = address(language, "positions", year=of.year)
    title = word("tab_positions")[language]
    return Panel(title, tuple(lines), link, word("position_panel_link")[language])


_under = below(
    "fi/kierros/<int:year>/nakemykset/", "sv/omgang/<int:year>/synpunkter/", "en/round/<int:year>/positions/"
)
PAGES: Pages = {
    "positions": (_under(), positions_page),
    "position-new": (_under("uusi/", "ny/", "new/"), position_new),
    "position": (_under("<int:pk>/"), position_page),
    "position-stance": (_under("<int:pk>/kanta/", "<int:pk>/stallning/", "<int:pk>/stance/"), position_stance),
    "position-release": (_under("<int:pk>/julkaise/", "<int:pk>/publicera/", "<int:pk>/release/"), position_release),
    "position-withdraw": (_under("<int:pk>/peru/", "<int:pk>/aterta/", "<int:pk>/withdraw/"), position_withdraw),
}
