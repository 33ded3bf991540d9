"""Every address of the site. Leaves out the words of the addresses, which each room has in its own `urls.py`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from alke.workspace.addresses import Pages, patterns
from alke.workspace.people import urls as people
from alke.workspace.rounds import urls as rounds
from alke.workspace.strategies import urls as strategies
from alke.workspace.web import urls as web
from alke.workspace.web.cache import of_generation


def root(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the home page in Finnish."""
    return HttpResponseRedirect("/fi/")


FIGURES: Pages = {name: (routes, of_generation(view)) for name, (routes, view) in web.PAGES.items()}
PAGES: Pages = {**FIGURES, **people.PAGES, **strategies.PAGES, **rounds.PAGES}

urlpatterns = [path("", root, name="root"), *patterns(PAGES), *people.EXTRA, *rounds.EXTRA]
handler404 = "alke.workspace.web.errors.not_found"
handler403 = "alke.workspace.web.errors.refused"
handler500 = "alke.workspace.web.errors.broken"
