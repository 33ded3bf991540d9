"""The frame of every page: its template, language and languages beside it. Leaves out what stands in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.addresses import same_page

LANGUAGE_NAMES = {Language.FI: "Suomeksi", Language.SV: "På svenska", Language.EN: "In English"}

KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""Ending of a file → its media type."""


def page(request: HttpRequest, template: str, language: Language, **content: Any) -> HttpResponse:
    """A page in the site's frame.

    Args:
        request: What is answered; its `actor` is who asks.
        template: Such as ``rounds/round``, without the ending.
        language: The language of the page.
        content: What the template shows; `status` is the HTTP status, by default 200.
    """
    status = int(content.pop("status", 200))
    frame = {
        "language": language,
        "languages": [(code, LANGUAGE_NAMES[code], same_page(request, code)) for code in Language],
        "query": "",
        "actor": getattr(request, "actor", None),
        "example_day": clock.set_day(),
    }
    text = render_to_string(f"{template}.html", frame | content, request)
    return HttpResponse(text, status=status, headers={"Content-Language": language})
