"""Pages for what cannot be shown: said in the reader's language, with what to do next."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from alke.base.errors import AlkeError, InputError, UnknownCodeError
from alke.workspace.addresses import language_of
from alke.workspace.frame import page
from alke.workspace.people.policies import Refused


def _message(request: HttpRequest, key: str, status: int, detail: str = "") -> HttpResponse:
    return page(request, "web/message", language_of(request), status=status, key=key, detail=detail)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    return _message(request, "not_found", 404, str(exception) if isinstance(exception, _Unknown) else "")


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """It may be seen but not done; says why."""
    reason = exception.reason[language_of(request)] if isinstance(exception, Refused) else ""
    return _message(request, "refused", 403, reason)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours failed."""
    return _message(request, "broken", 500)


class _Unknown(Http404):
    """An unknown area, indicator or number in an address; its text is meant for the reader."""


class PeopleErrors:
    """Middleware: an error meant for a person becomes a page, never a traceback."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the page be made; what it raises comes to `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Unknown codes are 404, everything else that a person can mend is 503."""
        if isinstance(exception, UnknownCodeError) or (isinstance(exception, InputError) and not exception.where):
            return not_found(request, _Unknown(str(exception)))
        if isinstance(exception, AlkeError):
            return _message(request, "not_ready", 503, str(exception))
        return None
