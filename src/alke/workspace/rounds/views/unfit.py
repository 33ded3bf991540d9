"""Verb pages of the deliveries: their words follow from one key, and their forms may take files.

Leaves out showing the form and its errors (`verbs.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from alke.workspace.forms import WordsForm
from alke.workspace.rounds.views import verbs


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """The data and files of a form that was posted, be they empty; nothing when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def verb_page(
    request: HttpRequest,
    form: WordsForm,
    do: Callable[[], object],
    *,
    key: str,
    back: str,
    lead: str = "",
    onward: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """The page of one verb whose words are ``KEY_title``, ``KEY_submit`` and ``KEY_done``; see `verbs.verb_page`."""
    return verbs.verb_page(
        request,
        form.language,
        form,
        title=f"{key}_title",
        do=lambda _: do(),
        back=back,
        done=f"{key}_done",
        lead=lead,
        submit=f"{key}_submit",
        there=onward,
    )
