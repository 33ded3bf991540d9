"""Every address of the site. Leaves out the words of the addresses, which each room has in its own `urls.py`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from alke.workspace.addresses import Pages, patterns
from alke.workspace.kept import until_an_act
from alke.workspace.people import urls as people
from alke.workspace.rounds import urls as rounds
from alke.workspace.strategies import urls as strategies
from alke.workspace.web import urls as web
from alke.workspace.web.cache import of_generation, of_wishes


def root(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the home page in Finnish."""
    return HttpResponseRedirect("/fi/")


FIGURES: Pages = {
    name: (routes, of_wishes(of_generation(view)) if name in web.WISHED else of_generation(view))
    for name, (routes, view) in web.PAGES.items()
}
KEPT = (
    "rounds",
    "round",
    "themes",
    "known",
    "coverage",
    "deliveries",
    "positions",
    "outcomes",
    "followups",
    "duties",
    "my-region",
)
"""Boards that many look at between two acts."""
BOARDS: Pages = {name: (rounds.PAGES[name][0], until_an_act(rounds.PAGES[name][1])) for name in KEPT}
PAGES: Pages = {**FIGURES, **web.TOOLS, **people.PAGES, **strategies.PAGES, **rounds.PAGES, **BOARDS}

urlpatterns = [path("", root, name="root"), *patterns(PAGES), *web.EXTRA, *people.EXTRA, *rounds.EXTRA]
handler404 = "alke.workspace.web.errors.not_found"
handler403 = "alke.workspace.web.errors.refused"
handler500 = "alke.workspace.web.errors.broken"
