"""The ministry's commission letter: recorded, written, released, read; its template for the councils."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.addresses import Pages, address, below
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.people.actors import actor_of
from alke.workspace.rounds.actions import commissions as acts
from alke.workspace.rounds.models import Commission
from alke.workspace.rounds.policies.commissions import COMMISSIONS, commissions
from alke.workspace.rounds.views.deadlines import round_of
from alke.workspace.rounds.views.deliveries import download
from alke.workspace.rounds.views.delivering import FileField, sized
from alke.workspace.rounds.views.fields import RowsForm
from alke.workspace.rounds.views.tabs import tabs
from alke.workspace.rounds.views.unfit import posted, verb_page
from alke.workspace.rounds.views.verbs import SureForm


class CommissionForm(RowsForm):
    """What is recorded of a letter."""

    labels: ClassVar[Mapping[str, str]] = {
        name: f"commission_field_{name}" for name in ("title", "number", "dated", "template")
    }
    title = forms.CharField(max_length=300)
    number = forms.CharField(max_length=60, required=False)
    dated = forms.DateField(required=False)
    template = FileField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Look at the size before anything reads the file."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        sized(self, "template")
        return given

    def told(self) -> dict[str, Any]:
        """The values for the acts."""
        given = self.cleaned_data
        file = given["template"]
        return {
            "title": given["title"],
            "number": given["number"],
            "dated": given["dated"],
            "template": (file.read(), file.name) if file else None,
        }


def commission_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """The letter."""
    actor = actor_of(request)
    row = COMMISSIONS.fetch(actor, "see", commissions(), pk=pk, round__year=year)
    texts = writings.current([row])
    content: dict[str, Any] = {
        "round": row.round,
        "row": row,
        "letter": writings.best(texts, row, "letter", language),
        "may": {verb: bool(COMMISSIONS.may(actor, verb, row)) for verb in ("edit", "write", "release")},
        "tabs": tabs(row.round, "deliveries", language),
    }
    return page(request, "rounds/commission", language, **content)


def new_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """Begin a letter."""
    actor, of = actor_of(request), round_of(actor_of(request), year)
    COMMISSIONS.demand(actor, "make", Commission(round=of))
    form = CommissionForm(language, *posted(request), initial={"dated": clock.today()})
    return verb_page(
        request,
        form,
        lambda: acts.make(of, by=actor, **form.told()),
        key="commission_make",
        back=address(language, "deliveries", year=year),
        onward=lambda made: address(language, "commission", year=year, pk=made.pk),
    )


def edit_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Change what is recorded of a letter."""
    actor = actor_of(request)
    row = COMMISSIONS.fetch(actor, "edit", commissions(), pk=pk, round__year=year)
    start = {"title": row.title, "number": row.number, "dated": row.dated}
    form = CommissionForm(language, *posted(request), initial=start)
    return verb_page(
        request,
        form,
        lambda: acts.edit(row, by=actor, **form.told()),
        key="commission_edit",
        lead=row.template_name,
        back=address(language, "commission", year=year, pk=pk),
    )


def release_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Send the letter."""
    actor = actor_of(request)
    row = COMMISSIONS.fetch(actor, "release", commissions(), pk=pk, round__year=year)
    form: WordsForm = SureForm(language, *posted(request))
    return verb_page(
        request,
        form,
        lambda: acts.release(row, by=actor),
        key="commission_release",
        lead=row.title,
        back=address(language, "commission", year=year, pk=pk),
    )


def template_file(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponseBase:
    """The template that the letter gives, as a download."""
    row = COMMISSIONS.fetch(actor_of(request), "see", Commission.objects.all(), pk=pk, round__year=year)
    if not row.template:
        raise Http404
    return download(str(row.template.name), row.template_name)


_under = below(
    "fi/kierros/<int:year>/toimeksianto/", "sv/omgang/<int:year>/uppdrag/", "en/round/<int:year>/commission/"
)
PAGES: Pages = {
    "commission-new": (_under("uusi/", "nytt/", "new/"), new_page),
    "commission": (_under("<int:pk>/"), commission_page),
    "commission-edit": (_under("<int:pk>/muokkaa/", "<int:pk>/redigera/", "<int:pk>/edit/"), edit_page),
    "commission-release": (_under("<int:pk>/julkaise/", "<int:pk>/publicera/", "<int:pk>/release/"), release_page),
    "commission-template": (_under("<int:pk>/pohja/", "<int:pk>/mall/", "<int:pk>/template/"), template_file),
}
