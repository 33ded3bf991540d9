"""The themes of a round: the board with the steps of each and what it is mapped to, and the acts on a theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from alke.areas import area
from alke.base.certainty import Certainty
from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.addresses import Pages, address, below
from alke.workspace.frame import page
from alke.workspace.meetings.models import Body, BodyKind, Meeting
from alke.workspace.meetings.rules import When, in_words
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.rounds.actions import themes as acts
from alke.workspace.rounds.actions.themes import Occasion
from alke.workspace.rounds.models import Round, Statement, Theme, ThemeState, ThemeStep
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.policies.themes import THEMES, UNSETTLED
from alke.workspace.rounds.rules.themes import counts
from alke.workspace.rounds.views.fields import NamedChoice, NamedChoices, Regions, RowsForm, certainties, given
from alke.workspace.rounds.views.gathered import source_address
from alke.workspace.rounds.views.rounds import fetch
from alke.workspace.rounds.views.tabs import Panel, tabs
from alke.workspace.rounds.views.verbs import posted
from alke.workspace.strategies.models import Element, SetTheme
from alke.workspace.words import word

VERBS = ("support", "contest", "withdraw", "edit")
FORA = (BodyKind.FORUM, BodyKind.TALKS)
STATE = (OrganisationKind.GOVERNMENT, OrganisationKind.MINISTRY)
OWN = ("name_fi", "name_sv", "name_en", "focus_fi", "focus_sv", "focus_en", "cross_cutting", "regions")
STEPS: dict[str, Any] = {"support": acts.support, "contest": acts.contest, "withdraw": acts.withdraw}
OCCASION = ("body", "organisation", "meeting", "on")
STATE_MARKS = {"proposed": "part", "contested": "soon", "confirmed": "good", "withdrawn": "off"}


class OccasionForm(RowsForm):
    """Whose word it is, where and when it was given: asked of those who record it for others."""

    labels = {name: f"theme_field_{name}" for name in (*OCCASION, "reason")}
    body = NamedChoice(Body.objects.filter(kind__in=FORA), required=False)
    organisation = NamedChoice(Organisation.objects.filter(kind__in=STATE, valid_to=None), required=False)
    meeting = NamedChoice(Meeting.objects.none(), required=False)
    on = forms.DateField(required=False)

    def ask(self, of: Round, actor: Actor) -> None:
        """Leave to ask only what this person may answer for others."""
        if ROUNDS.may(actor, "steer", of):
            self.rows("meeting", of.meetings.filter(cancelled=False).select_related("body"))
        else:
            self.drop(*OCCASION)

    def occasion(self, **more: Any) -> Occasion:
        """The occasion told."""
        return Occasion(**given(self, OCCASION), **more)


class ReasonForm(OccasionForm):
    """A step with its reason."""

    reason = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))


class ThemeForm(OccasionForm):
    """A theme."""

    labels = {
        **OccasionForm.labels,
        **{name: f"theme_field_{name}" for name in (*OWN, "order", "elements", "set_themes")},
    }
    name_fi = forms.CharField(max_length=300)
    focus_fi = forms.CharField(max_length=300, required=False)
    name_sv = forms.CharField(max_length=300, required=False)
    focus_sv = forms.CharField(max_length=300, required=False)
    name_en = forms.CharField(max_length=300, required=False)
    focus_en = forms.CharField(max_length=300, required=False)
    cross_cutting = forms.BooleanField(required=False)
    order = forms.IntegerField(min_value=1, max_value=999)
    reason = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    elements = NamedChoices(Element.objects.none(), required=False)
    set_themes = NamedChoices(SetTheme.objects.none(), required=False)
    regions = Regions(required=False)

    def of(self, of: Round) -> None:
        """What this round's themes can be mapped to."""
        self.rows("elements", elements_of(of))
        self.rows("set_themes", set_themes_of(of))
        among = [(code, area(code).names[self.language]) for code in of.regions]
        self.fields["regions"].choices = among  # type: ignore[attr-defined]
        for name, rows in (("elements", elements_of(of)), ("set_themes", set_themes_of(of))):
            if not rows.exists():
                self.drop(name)


class ConfirmForm(OccasionForm):
    """The confirmation of themes, or that one is expected."""

    labels = {
        **OccasionForm.labels,
        "themes": "theme_field_confirmed",
        "certainty": "field_certainty",
        "body": "theme_field_by_body",
        "organisation": "theme_field_by_organisation",
    }
    choices = {"certainty": "theme_confirmation"}
    themes = NamedChoices(Theme.objects.none())
    certainty = forms.ChoiceField(choices=certainties(Certainty.HELD, Certainty.EXPECTED))
    reason = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("themes", "certainty", *OCCASION, "reason")

    def clean(self) -> None:
        """Somebody confirms, and nothing has been confirmed on a day that is still ahead."""
        super().clean()
        told = self.cleaned_data
        if not told.get("body") and not told.get("organisation"):
            self.fail("body", "theme_who_confirms")
        day = told.get("on") or (told["meeting"].starts_on if told.get("meeting") else None)
        if told.get("certainty") == Certainty.HELD and day and day > clock.today():
            self.fail("certainty", "theme_not_confirmed_yet")


def elements_of(of: Round) -> QuerySet[Element]:
    """The elements of the regional development decision that the round is under."""
    return (
        Element.objects.filter(decision=of.decision_id).order_by("kind", "order")
        if of.decision_id
        else Element.objects.none()
    )


def set_themes_of(of: Round) -> QuerySet[SetTheme]:
    """The themes of the round's pictures."""
    return SetTheme.objects.filter(theme_set__isnull=False, theme_set=of.theme_set_id)


@dataclass(frozen=True, slots=True)
class Told:
    """A step as the page tells it."""

    step: ThemeStep
    when: str
    recorded: str
    source: str
    settled: bool
    """Whether it has happened; an expected step has not."""


@dataclass(frozen=True, slots=True)
class Card:
    """A theme as the board shows it."""

    theme: Theme
    mark: str
    focus: str
    focus_language: Language
    steps: tuple[Told, ...]
    elements: tuple[Element, ...]
    set_themes: tuple[SetTheme, ...]
    may: dict[str, bool]


def read() -> QuerySet[Theme]:
    """Themes with everything that their cards tell, in a constant number of queries."""
    steps = ("steps__body", "steps__organisation", "steps__meeting", "steps__source")
    return Theme.objects.select_related("round").prefetch_related(*steps, "elements", "set_themes")


def card(theme: Theme, actor: Actor, language: Language) -> Card:
    """The card of a theme that `read` has read."""
    focus, real = focus_of(theme, language)
    steps = tuple(_told(step, actor, language) for step in theme.steps.all())
    may = {verb: bool(THEMES.may(actor, verb, theme)) for verb in (*VERBS, "confirm")}
    elements, taken = tuple(theme.elements.all()), tuple(theme.set_themes.all())
    return Card(theme, STATE_MARKS[theme.state], focus, real, steps, elements, taken, may)


def focus_of(theme: Theme, language: Language) -> tuple[str, Language]:
    """The focus of a theme in a language, else in Finnish, and the language it is in."""
    own = str(getattr(theme, f"focus_{language}"))
    return (own, language) if own else (theme.focus_fi, Language.FI)


def _told(step: ThemeStep, actor: Actor, language: Language) -> Told:
    when = in_words(When(starts_on=step.on, month=step.month, words=step.words), language)
    recorded = in_words(When(starts_on=localdate(step.at)), language)
    return Told(step, when, recorded, source_address(step, actor, language), counts(step))


def themes_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """The themes of a round with their steps, and what no theme is mapped to."""
    of, actor = fetch(request, "see", year), actor_of(request)
    cards = [card(theme, actor, language) for theme in THEMES.visible(actor, read().filter(round=of))]
    live = [one for one in cards if one.theme.state != ThemeState.WITHDRAWN]
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "themes", language),
        "cards": cards,
        "unmapped": [one.theme for one in live if of.decision_id and not one.elements],
        "unpictured": [one.theme for one in live if of.theme_set_id and not one.set_themes],
        "elements": _left(elements_of(of), [pk for one in live for pk in one.elements]),
        "set_themes": _left(set_themes_of(of), [pk for one in live for pk in one.set_themes]),
        "may_propose": bool(ROUNDS.may(actor, "propose_theme", of)),
        "may_confirm": any(one.may["confirm"] for one in cards),
    }
    return page(request, "rounds/themes", language, **told)


def _left(rows: QuerySet[Any], used: Sequence[Any]) -> list[Any]:
    taken = {one.pk for one in used}
    return [one for one in rows if one.pk not in taken]


def theme_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """One theme and its history."""
    actor = actor_of(request)
    theme = THEMES.fetch(actor, "see", read(), pk=pk, round__year=year)
    told: dict[str, Any] = {
        "round": theme.round,
        "tabs": tabs(theme.round, "themes", language),
        "card": card(theme, actor, language),
    }
    return page(request, "rounds/theme", language, **told)


def propose(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Propose a theme."""
    of, actor = fetch(request, "propose_theme", year), actor_of(request)
    form = ThemeForm(language, posted(request))
    form.drop("order")
    form.ask(of, actor)
    form.of(of)
    if request.method == "POST" and form.is_valid():
        told = given(form, (*OWN[1:], "reason", "elements", "set_themes"))
        theme = acts.propose(of, form.cleaned_data["name_fi"], by=actor, occasion=form.occasion(), **told)
        return _done(request, language, theme, "theme_was_proposed")
    title, lead = word("theme_propose")[language], word("theme_propose_lead")[language]
    back = address(language, "themes", year=of.year)
    return page(request, "web/form", language, form=form, back=back, submit_text=title, title=title, lead=lead)


def edit(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Change a theme's names, focus, place and mapping."""
    theme, actor = _fetch(request, "edit", year, pk), actor_of(request)
    start = {name: getattr(theme, name) for name in (*OWN, "order")}
    start |= {"elements": theme.elements.all(), "set_themes": theme.set_themes.all()}
    form = ThemeForm(language, posted(request), initial=start)
    form.drop(*OCCASION)
    form.of(theme.round)
    if request.method == "POST" and form.is_valid():
        acts.edit_theme(theme, by=actor, **form.cleaned_data)
        return _done(request, language, theme, "theme_was_edited")
    told: dict[str, Any] = {"title": f"{word('change')[language]}: {theme.names[language]}"}
    back = address(language, "theme", year=year, pk=pk)
    return page(request, "web/form", language, form=form, back=back, **told)


def step(request: HttpRequest, language: Language, year: int, pk: int, *, verb: str) -> HttpResponse:
    """Support, contest or withdraw a theme."""
    theme, actor = _fetch(request, verb, year, pk), actor_of(request)
    form = ReasonForm(language, posted(request))
    form.fields["reason"].required = verb != "support"
    form.ask(theme.round, actor)
    if request.method == "POST" and form.is_valid():
        STEPS[verb](theme, reason=form.cleaned_data["reason"], occasion=form.occasion(), by=actor)
        return _done(request, language, theme, f"theme_was_{verb}ed" if verb != "withdraw" else "theme_was_withdrawn")
    told: dict[str, Any] = {
        "title": f"{word(f'theme_{verb}')[language]}: {theme.names[language]}",
        "lead": word(f"theme_{verb}_lead")[language],
        "submit_text": word(f"theme_{verb}")[language],
        "back": address(language, "theme", year=year, pk=pk),
    }
    return page(request, "web/form", language, form=form, **told)


def support(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Support a theme."""
    return step(request, language, year, pk, verb="support")


def contest(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Contest a theme."""
    return step(request, language, year, pk, verb="contest")


def withdraw(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Withdraw a theme."""
    return step(request, language, year, pk, verb="withdraw")


def confirm(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Record the confirmation of some themes at once: all of them together or none."""
    of, actor = fetch(request, "confirm_themes", year), actor_of(request)
    open_ = THEMES.visible(actor, Theme.objects.filter(round=of, state__in=UNSETTLED).select_related("round"))
    chosen = open_.filter(pk=request.GET["theme"]) if request.GET.get("theme", "").isdigit() else open_
    form = ConfirmForm(language, posted(request), initial={"themes": chosen, "certainty": Certainty.HELD})
    form.rows("themes", open_)
    form.ask(of, actor)
    back = address(language, "themes", year=of.year)
    if request.method == "POST" and form.is_valid():
        occasion = form.occasion(certainty=Certainty(form.cleaned_data["certainty"]))
        with transaction.atomic():
            for theme in form.cleaned_data["themes"]:
                acts.confirm(theme, occasion=occasion, reason=form.cleaned_data["reason"], by=actor)
        held = occasion.certainty == Certainty.HELD
        messages.success(request, word("theme_was_confirmed" if held else "theme_is_expected")[language])
        return HttpResponseRedirect(_settling(of, occasion, language) if held else back)
    told: dict[str, Any] = {"title": word("theme_confirm")[language], "lead": word("theme_confirm_lead")[language]}
    return page(request, "web/form", language, form=form, back=back, submit_text=word("theme_record")[language], **told)


def _settling(of: Round, occasion: Occasion, language: Language) -> str:
    """Where to go after a confirmation: to settle who confirms, when sources have told of it and no event has."""
    question = "theme_confirmation"
    if not Statement.objects.filter(round=of, question=question, settled_by="").exists():
        return address(language, "themes", year=of.year)
    who = occasion.body or occasion.organisation
    assert who is not None
    day = occasion.on or (occasion.meeting.starts_on if occasion.meeting else None)
    short = str(getattr(who, "short", "") or getattr(who, f"short_{language}", "") or who.names[language])
    when = in_words(When(starts_on=day), language)
    told: dict[str, Any] = {
        "event": " ".join(filter(None, (word("fact_event_confirmed")[language].format(who=short), when)))
    }
    told |= {"answer": who.code} | ({"on": day.isoformat()} if day else {})
    return f"{address(language, 'settle', year=of.year, question=question)}?{urlencode(told)}"


def _fetch(request: HttpRequest, verb: str, year: int, pk: int) -> Theme:
    rows = Theme.objects.select_related("round")
    return THEMES.fetch(actor_of(request), verb, rows, pk=pk, round__year=year)


def _done(request: HttpRequest, language: Language, theme: Theme, key: str) -> HttpResponse:
    messages.success(request, word(key)[language])
    return HttpResponseRedirect(address(language, "theme", year=theme.round.year, pk=theme.pk))


def panel(of: Round, actor: Actor, language: Language) -> Panel | None:
    """How many themes stand where, and which are contested."""
    rows = list(THEMES.visible(actor, Theme.objects.filter(round=of)))
    link, text = address(language, "themes", year=of.year), word("theme_to_themes")[language]
    if not rows:
        return Panel(word("tab_themes")[language], (word("theme_none")[language],), link, text)
    lines = []
    for state in ThemeState.values:
        found = [one for one in rows if one.state == state]
        if found:
            names = "; ".join(one.names[language] for one in found)
            lines.append(f"{word(f'theme_states_{state}')[language]}: {names}")
    return Panel(word("tab_themes")[language], tuple(lines), link, text)


_at = below("fi/kierros/<int:year>/teemat/", "sv/omgang/<int:year>/teman/", "en/round/<int:year>/themes/")
PAGES: Pages = {
    "themes": (_at(), themes_page),
    "propose-theme": (_at("esita/", "foresla/", "propose/"), propose),
    "confirm-themes": (_at("vahvista/", "faststall/", "confirm/"), confirm),
    "theme": (_at("<int:pk>/"), theme_page),
    "edit-theme": (_at("<int:pk>/muuta/", "<int:pk>/andra/", "<int:pk>/change/"), edit),
    "support-theme": (_at("<int:pk>/kannata/", "<int:pk>/stod/", "<int:pk>/support/"), support),
    "contest-theme": (_at("<int:pk>/kiista/", "<int:pk>/ifragasatt/", "<int:pk>/contest/"), contest),
    "withdraw-theme": (_at("<int:pk>/peruuta/", "<int:pk>/aterta/", "<int:pk>/withdraw/"), withdraw),
}
