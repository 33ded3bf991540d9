"""Who acts, on every request, and the language of the words that libraries say. Leaves out signing in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from alke.workspace.addresses import language_of
from alke.workspace.people.actors import actor_of


class Acting:
    """Sets `request.actor`, asked from the database only when someone looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the address, as the one who acts."""
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        with translation.override(str(language_of(request))):
            return self.get_response(request)
