"""Who signed in, signed out or tried to: for the auditor, the latest first. Leaves out what people did: `log.py`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address
from alke.workspace.frame import page
from alke.workspace.people.access import SIGN_INS
from alke.workspace.people.actors import actor_of
from alke.workspace.people.models import SignIn

PAGE = 100


def sign_ins(request: HttpRequest, language: Language) -> HttpResponse:
    """A page of records; it begins below the number ``before``, so that new ones do not move it."""
    actor = actor_of(request)
    SIGN_INS.demand(actor, "read")
    rows = SIGN_INS.visible(actor, SignIn.objects.select_related("user"))
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 18:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    older = f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else ""
    back = address(language, "log")
    return page(request, "people/sign_ins", language, rows=found[:PAGE], older=older, before=before, back=back)


PAGES: Pages = {"sign-ins": (Text("fi/loki/kirjautumiset/", "sv/logg/inloggningar/", "en/log/sign-ins/"), sign_ins)}
