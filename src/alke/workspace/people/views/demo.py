"""Signing in as a fictional person of the demo content. Impossible unless ALKE_DEMO is 1, and as anyone who is real."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages
from alke.workspace.people.adapters import home_of
from alke.workspace.people.models import User


@require_POST
def demo_sign_in(request: HttpRequest, language: Language) -> HttpResponse:
    """Sign in as the fictional person whose button was pressed."""
    if not settings.DEMO:
        raise Http404
    asked = request.POST.get("user", "")
    pk = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else 0
    user = get_object_or_404(User, pk=pk, fictional=True, is_active=True)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponseRedirect(home_of(language))


PAGES: Pages = {
    "demo-sign-in": (
        Text("fi/kirjaudu/esimerkki/", "sv/logga-in/exempel/", "en/sign-in/example/"),
        demo_sign_in,
    )
}
