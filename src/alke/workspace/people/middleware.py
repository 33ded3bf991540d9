"""Who acts, on every request; the language of the words that libraries say; headers that guard pages.

Leaves out signing in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.addresses import language_of, same_page
from alke.workspace.frame import LANGUAGE_NAMES
from alke.workspace.people.actors import actor_of

Answering = Callable[[HttpRequest], HttpResponseBase]
LANGUAGE = "language"
"""Session key, and name in a form that leads to an identity provider: the language to come back in."""


def language_now(request: HttpRequest) -> Language:
    """The language of the address; where it has none, such as an identity provider's answer, the one she left in."""
    if request.path.lstrip("/").split("/", 1)[0] in {*Language} or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return language_of(request)
    asked = request.POST.get(LANGUAGE, "") if request.method == "POST" else ""
    if asked in {*Language}:
        request.session[LANGUAGE] = asked
    kept = str(request.session.get(LANGUAGE, ""))
    return Language(kept) if kept in {*Language} else Language.FI


class Acting:
    """Sets `request.actor`, asked from the database only when someone looks at it."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the address, as the one who acts."""
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        with translation.override(str(language_now(request))):
            return self.get_response(request)


class Guarding:
    """Says what a page may load and where its forms may lead, and that a signed-in person's page is kept nowhere."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the guarding headers where the answer has none of its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        if "Content-Language" in response.headers:  # plain text, where a code of ours would stop a strict server
            response.headers["Content-Language"] = str(response.headers["Content-Language"])
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of a page needs where a library makes the page; pages of ours give their own."""
    current = translation.get_language() or "fi"
    language = Language(current) if current in {*Language} else Language.FI
    return {
        "language": language,
        "languages": SimpleLazyObject(
            lambda: [(code, LANGUAGE_NAMES[code], same_page(request, code)) for code in Language]
        ),
        "query": "",
        "actor": getattr(request, "actor", None),
        "example_day": clock.set_day(),
    }
