"""Pages that change strategies: one to add, one to edit, one to remove a row of any kind, by a table of kinds.

Leaves out the pages that show them (`views.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address
from alke.workspace.frame import page
from alke.workspace.people.actors import actor_of
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.people.policies import Policy
from alke.workspace.strategies import figures, forms, policies
from alke.workspace.strategies.actions import ChangedError, InUseError, add, belongings, edit, fingerprint, remove
from alke.workspace.strategies.models import (
    Decision,
    Element,
    Goal,
    Measure,
    Programme,
    ProgrammeIndicator,
    SetTheme,
    ThemeSet,
)
from alke.workspace.words import word


@dataclass(frozen=True)
class Kind:
    """A kind of row.

    Attributes:
        policy: Who may.
        rows: The rows with what their page and policy need.
        blank: An unsaved row of a parent's id (0 where there is no parent).
        form: The form's class.
        back: Where the row is shown.
        needs: What the form is given beside the language.
    """

    policy: Policy[Any]
    rows: Callable[[], QuerySet[Any]]
    blank: Callable[[int], models.Model]
    form: type[forms.StrategyForm]
    back: Callable[[Any, Language], str]
    needs: Callable[[Any], dict[str, Any]] = lambda row: {}


def _of(parents: QuerySet[Any], pk: int) -> Any:
    row = parents.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _councils() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=OrganisationKind.COUNCIL)


def _goals() -> QuerySet[Goal]:
    return Goal.objects.select_related("programme__organisation")


def to_programme(of: Programme, language: Language) -> str:
    """The address of a programme; of the list while it is not saved."""
    if of.pk is None:
        return address(language, "programmes")
    return address(language, "programme", code=of.region, year=of.first_year)


def _to_decision(row: Decision, language: Language) -> str:
    return address(language, "decision", code=row.code) if row.pk else address(language, "strategies")


def _to_theme_sets(row: Any, language: Language) -> str:
    return address(language, "theme-sets")


def _with_figures(row: Any) -> dict[str, Any]:
    return {"row": row, "made": figures.in_use()}


KINDS: dict[str, Kind] = {
    "decision": Kind(
        policies.DECISIONS,
        Decision.objects.all,
        lambda parent: Decision(),
        forms.DecisionForm,
        _to_decision,
        lambda row: {"row": row},
    ),
    "element": Kind(
        policies.ELEMENTS,
        lambda: Element.objects.select_related("decision"),
        lambda parent: Element(decision=_of(Decision.objects.all(), parent)),
        forms.ElementForm,
        lambda row, language: _to_decision(row.decision, language),
    ),
    "theme-set": Kind(
        policies.THEME_SETS,
        ThemeSet.objects.all,
        lambda parent: ThemeSet(),
        forms.ThemeSetForm,
        _to_theme_sets,
        lambda row: {"row": row},
    ),
    "set-theme": Kind(
        policies.SET_THEMES,
        lambda: SetTheme.objects.select_related("theme_set"),
        lambda parent: SetTheme(theme_set=_of(ThemeSet.objects.all(), parent)),
        forms.SetThemeForm,
        _to_theme_sets,
        _with_figures,
    ),
    "programme": Kind(
        policies.PROGRAMMES,
        lambda: Programme.objects.select_related("organisation"),
        lambda parent: Programme(organisation=_of(_councils(), parent)),
        forms.ProgrammeForm,
        to_programme,
        lambda row: {"row": row},
    ),
    "goal": Kind(
        policies.GOALS,
        _goals,
        lambda parent: Goal(programme=_of(Programme.objects.select_related("organisation"), parent)),
        forms.GoalForm,
        lambda row, language: to_programme(row.programme, language),
    ),
    "measure": Kind(
        policies.MEASURES,
        lambda: Measure.objects.select_related("goal__programme__organisation"),
        lambda parent: Measure(goal=_of(_goals(), parent)),
        forms.NamesForm,
        lambda row, language: to_programme(row.goal.programme, language),
    ),
    "target": Kind(
        policies.TARGETS,
        lambda: ProgrammeIndicator.objects.select_related("goal__programme__organisation", "measure"),
        lambda parent: ProgrammeIndicator(goal=_of(_goals(), parent)),
        forms.TargetForm,
        lambda row, language: to_programme(row.goal.programme, language),
        _with_figures,
    ),
}


def kind_of(name: str) -> Kind:
    """A kind by its name in addresses.

    Raises:
        Http404: when there is none.
    """
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def add_page(request: HttpRequest, language: Language, kind: str, parent: int) -> HttpResponse:
    """Add a row to its parent."""
    of, actor = kind_of(kind), actor_of(request)
    row = of.blank(parent)
    of.policy.demand(actor, "add", row)
    form = of.form(language, _sent(request), **of.needs(row))
    if request.method == "POST" and form.is_valid():
        for key, value in form.values.items():
            setattr(row, key, value)
        add(row, by=actor, lists=form.mapped)
        return _done(request, language, "strategy_added", of.back(row, language))
    return _form(request, language, f"strategy_add_{kind}", form, of.back(row, language), _lead(row, language))


def edit_page(request: HttpRequest, language: Language, kind: str, pk: int) -> HttpResponse:
    """Edit a row; a save on top of another's shows both."""
    of, actor = kind_of(kind), actor_of(request)
    row = of.policy.fetch(actor, "edit", of.rows(), pk=pk)
    start = forms.opened(row, of.form, language) | {"seen": fingerprint(row)}
    form = of.form(language, _sent(request), initial=start, **of.needs(row))
    back = of.back(row, language)
    if request.method == "POST" and form.is_valid():
        try:
            edit(row, form.values, by=actor, seen=form.cleaned_data["seen"], lists=form.mapped)
        except ChangedError:
            _tell_changed(form, row, language)
        else:
            return _done(request, language, "strategy_saved", of.back(row, language))
    return _form(request, language, f"strategy_edit_{kind}", form, back, _lead(row, language))


def remove_page(request: HttpRequest, language: Language, kind: str, pk: int) -> HttpResponse:
    """Ask whether to remove a row, telling what goes with it."""
    of, actor = kind_of(kind), actor_of(request)
    if "remove" not in of.policy.grants:
        raise Http404
    row = of.policy.fetch(actor, "remove", of.rows(), pk=pk)
    form, back = forms.RemoveForm(language, _sent(request)), of.back(row, language)
    if request.method == "POST" and form.is_valid():
        try:
            remove(row, by=actor, reason=form.cleaned_data["reason"])
        except InUseError:
            form.fail(None, "strategy_in_use", name=row.names[language])
        else:
            there = address(language, "programmes") if isinstance(row, Programme) else back
            return _done(request, language, "strategy_removed", there)
    below = ", ".join(belongings(row))
    lead = row.names[language]
    if below:
        lead = word("strategy_goes_with")[language].format(name=lead, below=below)
    return _form(request, language, f"strategy_remove_{kind}", form, back, lead, submit="strategy_remove")


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, empty or not; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def _form(
    request: HttpRequest,
    language: Language,
    title: str,
    form: forms.StrategyForm,
    back: str,
    lead: str,
    submit: str = "save",
) -> HttpResponse:
    told: dict[str, Any] = {"title": word(title)[language], "lead": lead, "submit_text": word(submit)[language]}
    return page(request, "web/form", language, form=form, back=back, **told)


def _done(request: HttpRequest, language: Language, key: str, there: str) -> HttpResponse:
    messages.success(request, word(key)[language])
    return HttpResponseRedirect(there)


def _lead(row: Any, language: Language) -> str:
    """What the row is or belongs to."""
    if row.pk is not None:
        return str(row.names[language])
    for parent in ("decision", "theme_set", "goal", "programme", "organisation"):
        if hasattr(row, f"{parent}_id"):
            return str(getattr(row, parent).names[language])
    return ""


def _tell_changed(form: forms.StrategyForm, row: Any, language: Language) -> None:
    """Say what is in force now beside what was written, and let the next save be on top of it."""
    row.refresh_from_db()
    now = forms.opened(row, type(form), language)
    differing = [
        f"{form.fields[key].label}: {_shown(value)}"
        for key, value in now.items()
        if key not in form.lists and _shown(value) != _shown(form.data.get(key, ""))
    ]
    form.fail(None, "strategy_changed", now="; ".join(differing) or word("strategy_changed_lists")[language])
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = fingerprint(row)  # type: ignore[index]


def _shown(value: object) -> str:
    return "" if value is None else str(value)


PAGES: Pages = {
    "strategy-add": (
        Text(
            "fi/strategiat/lisaa/<slug:kind>/<int:parent>/",
            "sv/strategier/lagg-till/<slug:kind>/<int:parent>/",
            "en/strategies/add/<slug:kind>/<int:parent>/",
        ),
        add_page,
    ),
    "strategy-edit": (
        Text(
            "fi/strategiat/muokkaa/<slug:kind>/<int:pk>/",
            "sv/strategier/redigera/<slug:kind>/<int:pk>/",
            "en/strategies/edit/<slug:kind>/<int:pk>/",
        ),
        edit_page,
    ),
    "strategy-remove": (
        Text(
            "fi/strategiat/poista/<slug:kind>/<int:pk>/",
            "sv/strategier/ta-bort/<slug:kind>/<int:pk>/",
            "en/strategies/remove/<slug:kind>/<int:pk>/",
        ),
        remove_page,
    ),
}
