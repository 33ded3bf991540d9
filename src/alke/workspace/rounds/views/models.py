"""The operating model of the talks for a government term: its page, and setting it on a round."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address, below
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.people.actors import actor_of
from alke.workspace.rounds.actions import rounds as acts
from alke.workspace.rounds.models import OperatingModel, Round
from alke.workspace.rounds.policies.rounds import MODELS, ROUNDS
from alke.workspace.rounds.views.fields import NamedChoice, RowsForm, certainties
from alke.workspace.rounds.views.gathered import source_address
from alke.workspace.rounds.views.rounds import fetch
from alke.workspace.rounds.views.verbs import posted
from alke.workspace.words import word

NAMES = ("name_fi", "name_sv", "name_en", "first_year", "last_year", "certainty")


class ModelForm(RowsForm):
    """What an operating model is called, whose term it is for, and how certain it is."""

    labels = {
        "name_fi": "round_field_name_fi",
        "name_sv": "round_field_name_sv",
        "name_en": "round_field_name_en",
        "first_year": "model_field_first_year",
        "last_year": "model_field_last_year",
        "certainty": "field_certainty",
    }
    choices = {"certainty": "certainty"}
    name_fi = forms.CharField(max_length=300)
    name_sv = forms.CharField(max_length=300, required=False)
    name_en = forms.CharField(max_length=300, required=False)
    first_year = forms.IntegerField(min_value=2015, max_value=2100)
    last_year = forms.IntegerField(min_value=2015, max_value=2100)
    certainty = forms.ChoiceField(choices=certainties(), initial=Certainty.PREPARING)

    def clean(self) -> None:
        """The last year is not before the first."""
        super().clean()
        first, last = self.cleaned_data.get("first_year"), self.cleaned_data.get("last_year")
        if first and last and last < first:
            self.fail("last_year", "model_ends_before")


class ChoiceForm(RowsForm):
    """Which operating model a round follows."""

    labels = {"model": "operating_model"}
    model = NamedChoice(OperatingModel.objects.all(), required=False)


def model_page(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """An operating model, its description and the rounds that follow it."""
    actor = actor_of(request)
    model = MODELS.fetch(actor, "see", OperatingModel.objects.select_related("source"), pk=pk)
    told: dict[str, Any] = {
        "model": model,
        "text": writings.best(writings.current([model]), model, "model", language),
        "source": source_address(model, actor, language),
        "rounds": list(ROUNDS.visible(actor, Round.objects.filter(operating_model=model))),
        "may_edit": bool(MODELS.may(actor, "edit", model)),
    }
    return page(request, "rounds/round_model", language, **told)


def make(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Make an operating model and set it on the round."""
    of, actor = fetch(request, "edit", year), actor_of(request)
    form = ModelForm(language, posted(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = acts.make_operating_model(
            Text(told["name_fi"], told["name_sv"], told["name_en"]),
            first_year=told["first_year"],
            last_year=told["last_year"],
            certainty=Certainty(told["certainty"]),
            by=actor,
        )
        acts.set_operating_model(of, made, by=actor)
        return _done(request, language, "model_made", address(language, "operating-model", pk=made.pk))
    back = address(language, "set-operating-model", year=of.year)
    return page(request, "web/form", language, form=form, back=back, title=word("model_make")[language])


def choose(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Choose the operating model that a round follows."""
    of = fetch(request, "edit", year)
    form = ChoiceForm(language, posted(request), initial={"model": of.operating_model})
    there = address(language, "round", year=of.year)
    if request.method == "POST" and form.is_valid():
        acts.set_operating_model(of, form.cleaned_data["model"], by=actor_of(request))
        return _done(request, language, "model_set", there)
    told: dict[str, Any] = {
        "title": f"{word('operating_model')[language]}: {of}",
        "round": of,
        "before": "rounds/round_model_new.html",
    }
    return page(request, "web/form", language, form=form, back=there, **told)


def edit(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """Change an operating model."""
    actor = actor_of(request)
    model = MODELS.fetch(actor, "edit", OperatingModel.objects.all(), pk=pk)
    form = ModelForm(language, posted(request), initial={name: getattr(model, name) for name in NAMES})
    there = address(language, "operating-model", pk=model.pk)
    if request.method == "POST" and form.is_valid():
        acts.edit_operating_model(model, by=actor, **form.cleaned_data)
        return _done(request, language, "model_edited", there)
    title = f"{word('change')[language]}: {model.names[language]}"
    return page(request, "web/form", language, form=form, back=there, title=title)


def _done(request: HttpRequest, language: Language, key: str, there: str) -> HttpResponse:
    messages.success(request, word(key)[language])
    return HttpResponseRedirect(there)


_model = below("fi/toimintamalli/<int:pk>/", "sv/verksamhetsmodell/<int:pk>/", "en/operating-model/<int:pk>/")
_of_round = below(
    "fi/kierros/<int:year>/toimintamalli/",
    "sv/omgang/<int:year>/verksamhetsmodell/",
    "en/round/<int:year>/operating-model/",
)
PAGES: Pages = {
    "operating-model": (_model(), model_page),
    "edit-operating-model": (_model("muuta/", "andra/", "change/"), edit),
    "set-operating-model": (_of_round(), choose),
    "make-operating-model": (_of_round("uusi/", "ny/", "new/"), make),
}
