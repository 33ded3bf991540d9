"""Pages of the process, kept for as long as nothing has been done: every act moves the end of the journal.

A kept page is shown to one actor only, on the day and from the generation it was made from. Leaves out pages of
figures, which anyone may be shown (`web/cache.py`), and the pages of sign-in, which are not acts.
"""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from alke.workspace import clock
from alke.workspace.addresses import View
from alke.workspace.journal.models import Head
from alke.workspace.people.actors import actor_of
from alke.workspace.web.cache import generation_mark

LIMIT = 256
"""Pages kept in a process; the one shown longest ago goes first."""

_pages: OrderedDict[tuple[Any, ...], tuple[bytes, str]] = OrderedDict()
_lock = threading.Lock()


def until_an_act(view: View) -> View:
    """A view that is answered from memory while the journal, the actor, the day and the generation are the same."""

    @functools.wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return view(request, *args, **kwargs)
        with _lock:
            found = _pages.get(key)
            if found is not None:
                _pages.move_to_end(key)
        if found is not None:
            return HttpResponse(found[0], headers={"Content-Language": found[1]})
        answer = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponse) and answer.status_code == 200 and not answer.streaming:
            with _lock:
                _pages[key] = (answer.content, answer.headers.get("Content-Language", ""))
                while len(_pages) > LIMIT:
                    _pages.popitem(last=False)
        return answer

    return kept


def _key(request: HttpRequest) -> tuple[Any, ...] | None:
    """What a kept page depends on; None when it must be made anew."""
    actor = actor_of(request)
    secret = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    if request.method != "GET" or (actor.signed_in and not secret):
        return None
    if actor.signed_in and len(get_messages(request)):
        return None
    end = Head.objects.filter(id=1).values_list("number", "hash").first()
    return (
        settings.DATABASES["default"]["NAME"],
        request.get_host(),
        request.get_full_path(),
        actor,
        secret,
        end,
        clock.today(),
        generation_mark(),
    )
