"""The rounds, one round with its timeline and panels, and the acts on a round. Leaves out its operating model."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from alke.areas import MAINLAND
from alke.base.languages import Language
from alke.workspace.addresses import Pages, address, below
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.meetings.rules import When, in_words
from alke.workspace.people.actors import actor_of
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import rounds as acts
from alke.workspace.rounds.models import Round, Statement
from alke.workspace.rounds.policies.facts import STATEMENTS
from alke.workspace.rounds.policies.rounds import ROUNDS
from alke.workspace.rounds.rules import law
from alke.workspace.rounds.rules.answers import said
from alke.workspace.rounds.rules.outcomes import may_close
from alke.workspace.rounds.rules.statements import QUESTIONS, by_question
from alke.workspace.rounds.views.fields import NamedChoice, Regions, RowsForm
from alke.workspace.rounds.views.gathered import formats, own_words, panels, talks, timeline
from alke.workspace.rounds.views.tabs import tabs
from alke.workspace.rounds.views.verbs import posted
from alke.workspace.strategies.models import Decision, ThemeSet
from alke.workspace.words import word

VERBS = ("edit", "open", "close", "reopen", "tell", "steer")


class RoundForm(RowsForm):
    """What a round is."""

    labels = {
        "year": "round_field_year",
        "regions": "round_field_regions",
        "decision": "round_field_decision",
        "theme_set": "round_field_theme_set",
        "begins_on": "round_field_begins_on",
        "note": "round_field_note",
    }
    year = forms.IntegerField(min_value=2017, max_value=2100)
    begins_on = forms.DateField(required=False)
    decision = NamedChoice(Decision.objects.all(), required=False)
    theme_set = NamedChoice(ThemeSet.objects.all(), required=False)
    regions = Regions(initial=MAINLAND)
    note = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_year(self) -> int:
        """A year that has no round yet."""
        year = int(self.cleaned_data["year"])
        if Round.objects.filter(year=year).exists():
            self.fail("year", "round_year_taken", year=year)
        return year


class CloseForm(RowsForm):
    """Why a round is closed although something is wanting."""

    labels = {"without": "round_field_without"}
    without = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))


class WhyForm(RowsForm):
    """A reason."""

    labels = {"reason": "round_field_reason"}
    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class YesForm(RowsForm):
    """Nothing but a button."""


def rounds_page(request: HttpRequest, language: Language) -> HttpResponse:
    """All rounds, the latest first."""
    actor = actor_of(request)
    confirmed = Count("themes", filter=Q(themes__state="confirmed"))
    rows = list(ROUNDS.visible(actor, Round.objects.annotate(confirmed=confirmed).order_by("-year")))
    held, shapes = talks(rows), formats(rows)
    told = [
        {
            "round": row,
            "format": shapes[row.pk],
            "when": _time(held.get(row.pk), language),
            "confirmed": getattr(row, "confirmed", 0),
        }
        for row in rows
    ]
    return page(request, "rounds/rounds", language, rows=told, may_make=bool(ROUNDS.may(actor, "make")))


def _time(told: When | None, language: Language) -> str:
    """When the talks are, with the source's own words where they tell more; "" when nothing is known."""
    return f"{in_words(told, language)} {own_words(told, language)}".strip() if told else ""


def fetch(request: HttpRequest, verb: str, year: int) -> Round:
    """The round of a year, when it may be seen and the verb done to it."""
    rows = Round.objects.select_related("operating_model__source", "decision", "theme_set")
    return ROUNDS.fetch(actor_of(request), verb, rows, year=year)


def round_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """One round: its facts, timeline, what each question tells, and what is contested."""
    actor, of = actor_of(request), fetch(request, "see", year)
    held, model = talks([of]).get(of.pk), of.operating_model
    on = acts.began(of)
    questions = by_question(STATEMENTS.visible(actor, Statement.objects.filter(round=of)))
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "round", language),
        "format": formats([of])[of.pk],
        "talks": _time(held, language),
        "model": model,
        "law": [(rule.cited(language), rule.text[language]) for rule in law.rules() if rule.holds(on)],
        "mainland": set(of.regions) == set(MAINLAND),
        "purpose": writings.best(writings.current([of]), of, "purpose", language),
        "timeline": timeline(of, actor, language),
        "panels": panels(of, actor, language),
        "contested": [
            (one.code, [(each, said(each, language)) for each in one.open]) for one in questions if one.contested
        ],
        "questions": QUESTIONS,
        "may": {verb: bool(ROUNDS.may(actor, verb, of)) for verb in VERBS},
    }
    return page(request, "rounds/round", language, **told)


def make(request: HttpRequest, language: Language) -> HttpResponse:
    """Make a round."""
    actor = actor_of(request)
    ROUNDS.demand(actor, "make")
    form = RoundForm(language, posted(request))
    if request.method == "POST" and form.is_valid():
        made = acts.make_round(by=actor, **form.cleaned_data)
        messages.success(request, word("round_made")[language])
        return HttpResponseRedirect(address(language, "round", year=made.year))
    told: dict[str, Any] = {"title": word("round_make")[language], "lead": word("round_make_lead")[language]}
    return page(request, "web/form", language, form=form, back=address(language, "rounds"), **told)


def edit(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Change what a round is."""
    of = fetch(request, "edit", year)
    names = ("begins_on", "decision", "theme_set", "regions", "note")
    form = RoundForm(language, posted(request), initial={name: getattr(of, name) for name in names})
    form.drop("year")
    if request.method == "POST" and form.is_valid():
        acts.edit_round(of, by=actor_of(request), **form.cleaned_data)
        return _done(request, language, of, "round_edited")
    return _form(request, language, of, form, "round_edit")


def open_(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Open a round."""
    of = fetch(request, "open", year)
    form = YesForm(language, posted(request))
    if request.method == "POST" and form.is_valid():
        acts.open_round(of, by=actor_of(request))
        return _done(request, language, of, "round_was_opened")
    return _form(request, language, of, form, "round_open", lead="round_open_lead")


def close(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Close a round, or tell what is wanting and ask why it is closed without."""
    of = fetch(request, "close", year)
    wanting = [one[language] for one in may_close(of)]
    form = CloseForm(language, posted(request))
    if not wanting:
        form.drop("without")
    if request.method == "POST" and form.is_valid():
        try:
            acts.close_round(of, by=actor_of(request), without=form.cleaned_data.get("without", ""))
        except Refused as refused:
            form.add_error("without" if "without" in form.fields else None, refused.reason[language])
        else:
            return _done(request, language, of, "round_was_closed")
    before = "rounds/round_wanting.html" if wanting else ""
    return _form(request, language, of, form, "round_close", wanting=wanting, before=before)


def reopen(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Take up a closed round again."""
    of = fetch(request, "reopen", year)
    form = WhyForm(language, posted(request))
    if request.method == "POST" and form.is_valid():
        acts.reopen_round(of, by=actor_of(request), reason=form.cleaned_data["reason"])
        return _done(request, language, of, "round_was_reopened")
    return _form(request, language, of, form, "round_reopen")


def _done(request: HttpRequest, language: Language, of: Round, key: str) -> HttpResponse:
    messages.success(request, word(key)[language])
    return HttpResponseRedirect(address(language, "round", year=of.year))


def _form(
    request: HttpRequest, language: Language, of: Round, form: RowsForm, key: str, *, lead: str = "", **content: Any
) -> HttpResponse:
    told: dict[str, Any] = {
        "title": f"{word(key)[language]}: {of}",
        "lead": word(lead)[language] if lead else "",
        "submit_text": word(key)[language] if key != "round_edit" else "",
        "back": address(language, "round", year=of.year),
    }
    return page(request, "web/form", language, form=form, **told, **content)


_rounds = below("fi/kierrokset/", "sv/omgangar/", "en/rounds/")
_round = below("fi/kierros/<int:year>/", "sv/omgang/<int:year>/", "en/round/<int:year>/")
PAGES: Pages = {
    "rounds": (_rounds(), rounds_page),
    "round": (_round(), round_page),
    "make-round": (_rounds("uusi/", "ny/", "new/"), make),
    "edit-round": (_round("muuta/", "andra/", "change/"), edit),
    "open-round": (_round("avaa/", "oppna/", "open/"), open_),
    "close-round": (_round("paata/", "avsluta/", "close/"), close),
    "reopen-round": (_round("avaa-uudelleen/", "ateruppta/", "reopen/"), reopen),
}
