"""The log: every act that the reader may read, the latest first. Leaves out checking it: `alke verify log`."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict

from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages
from alke.workspace.frame import page
from alke.workspace.journal.models import Event
from alke.workspace.people.access import SIGN_INS, readable
from alke.workspace.people.actors import actor_of
from alke.workspace.people.models import Organisation

PAGE = 50
FILTERS = ("year", "organisation", "subject", "kind", "id")


def log(request: HttpRequest, language: Language) -> HttpResponse:
    """A page of acts; a page begins below the number ``before``, so that new acts do not move it."""
    asked = {key: request.GET.get(key, "").strip() for key in FILTERS}
    actor = actor_of(request)
    seen = readable(actor)
    rows = _filtered(seen, asked)
    before = _number(request.GET.get("before", ""))
    if before is not None:
        rows = rows.filter(number__lt=before)
    events = list(rows.order_by("-number")[: PAGE + 1])
    codes = seen.order_by().values_list("organisation", flat=True).distinct()
    told: dict[str, Any] = {
        "events": events[:PAGE],
        "years": [
            str(one) for one in seen.order_by("round_year").values_list("round_year", flat=True).distinct() if one
        ],
        "organisations": Organisation.objects.filter(code__in=list(codes)).order_by("name_fi"),
        "older": _link(asked, before=str(events[PAGE - 1].number)) if len(events) > PAGE else "",
        "newest": _link(asked) if before is not None else "",
        "filtered": any(asked.values()),
        "sign_ins": bool(SIGN_INS.may(actor, "read")),
    }
    return page(request, "people/log", language, **told | asked)


def _filtered(rows: QuerySet[Event], asked: dict[str, str]) -> QuerySet[Event]:
    if (year := _number(asked["year"])) is not None:
        rows = rows.filter(round_year=year)
    if asked["organisation"]:
        rows = rows.filter(organisation=asked["organisation"])
    if asked["subject"]:
        rows = rows.filter(subject_name__icontains=asked["subject"])
    if asked["kind"] and asked["id"]:
        rows = rows.filter(subject_kind=asked["kind"], subject_id=asked["id"])
    return rows


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _link(asked: dict[str, str], **more: str) -> str:
    query = QueryDict(mutable=True)
    query.update({key: value for key, value in {**asked, **more}.items() if value})
    return f"?{query.urlencode()}"


PAGES: Pages = {"log": (Text("fi/loki/", "sv/logg/", "en/log/"), log)}
