"""Pages of strategies: the overview, a decision, the theme sets and their maps, the programmes, one programme.

Everything here is public. Leaves out the pages that change them (`editing.py`) and what stands on these (`shown.py`).
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages
from alke.workspace.frame import page
from alke.workspace.people.actors import actor_of
from alke.workspace.strategies import figures, policies, shown
from alke.workspace.strategies.models import Decision, Goal, Programme


def strategies_page(request: HttpRequest, language: Language) -> HttpResponse:
    """What steers the talks: the decision in force, the themes, the programmes, and what belongs to nothing."""
    may = bool(policies.DECISIONS.may(actor_of(request), "add"))
    return page(request, "strategies/strategies", language, may=may, **shown.overview(figures.in_use(), language))


def decision_page(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """A decision with its elements and what is mapped to each."""
    decision = Decision.objects.filter(code=code).first()
    if decision is None:
        raise Http404
    may = bool(policies.DECISIONS.may(actor_of(request), "edit", decision))
    told = shown.decision(decision)
    return page(request, "strategies/decision", language, decision=decision, may=may, **told)


def theme_sets_page(request: HttpRequest, language: Language) -> HttpResponse:
    """The theme sets beside each other and the decisions, and what belongs to nothing."""
    may = bool(policies.THEME_SETS.may(actor_of(request), "add"))
    sets = shown.theme_sets(figures.in_use(), language)
    return page(request, "strategies/theme_sets", language, sets=sets, may=may)


def programmes_page(request: HttpRequest, language: Language) -> HttpResponse:
    """The eighteen regions and the programmes of each, also of those whose programme is not here yet."""
    rows = shown.programmes(actor_of(request))
    entered = sum(1 for row in rows if row.programmes)
    return page(request, "strategies/programmes", language, rows=rows, entered=entered)


def programme_page(request: HttpRequest, language: Language, code: str, year: int) -> HttpResponse:
    """A programme: goals, measures, indicators, and which way each has moved."""
    rows = Programme.objects.select_related("organisation")
    programme = rows.filter(organisation__in=shown.councils(code), first_year=year).first()
    if programme is None:
        raise Http404
    actor = actor_of(request)
    may = bool(policies.GOALS.may(actor, "edit", Goal(programme=programme)))
    told = shown.programme(programme, figures.in_use(), language)
    return page(request, "strategies/programme", language, programme=programme, may=may, **told)


PAGES: Pages = {
    "strategies": (Text("fi/strategiat/", "sv/strategier/", "en/strategies/"), strategies_page),
    "decision": (
        Text(
            "fi/aluekehittamispaatos/<slug:code>/",
            "sv/regionutvecklingsbeslut/<slug:code>/",
            "en/regional-development-decision/<slug:code>/",
        ),
        decision_page,
    ),
    "theme-sets": (Text("fi/tilannekuvan-teemat/", "sv/lagesbildens-teman/", "en/picture-themes/"), theme_sets_page),
    "programmes": (Text("fi/maakuntaohjelmat/", "sv/landskapsprogram/", "en/regional-programmes/"), programmes_page),
    "programme": (
        Text(
            "fi/maakuntaohjelma/<slug:code>/<int:year>/",
            "sv/landskapsprogram/<slug:code>/<int:year>/",
            "en/regional-programme/<slug:code>/<int:year>/",
        ),
        programme_page,
    ),
}
