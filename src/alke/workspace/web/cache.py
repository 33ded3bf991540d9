"""Finished pages, kept by address for as long as the generation they were made from is in use.

Those that people's wishes change (`wishes.py`) are made anew when the wishes are others.

A page that is kept costs no template and no chart; it is kept compressed too, because that is how browsers ask for it.
Only whole, successful answers to GET of the pages of figures are kept (`of_generation`), and only for those who have
not signed in: a page's head shows who has.
"""

from __future__ import annotations

import functools
import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from alke.base.home import home
from alke.documents.figures import boundaries
from alke.workspace.addresses import View
from alke.workspace.web import wishes

LIMIT = 96 * 2**20


@dataclass(frozen=True, slots=True)
class _Kept:
    content: bytes
    packed: bytes
    kind: str
    disposition: str
    tag: str
    wishes: str

    @property
    def size(self) -> int:
        return len(self.content) + len(self.packed)


def generation_mark() -> str:
    """What names the generation in use; changes at the moment a new one is swapped in."""
    try:
        current = (home() / "values" / "current").read_text("ascii").strip()
    except OSError:
        return ""
    return f"{current}-{boundaries(home())[1]}"


def of_generation(view: View) -> View:
    """A view whose answer depends on the generation and its address alone, so that it may be kept."""

    @functools.wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.of_generation = True  # type: ignore[attr-defined]
        return response

    return kept


def of_wishes(view: View) -> View:
    """A view whose answer depends on what people ask of the pictures too; it is kept while that stays the same."""

    @functools.wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        before = wishes.mark()
        response = view(request, *args, **kwargs)
        response.wishes = before  # type: ignore[attr-defined]
        return response

    return kept


class PageCache:
    """Middleware that answers from memory where it can."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._mark, self._size = "", 0
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory, else let the page be made and keep it."""
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        mark, key = generation_mark(), f"{request.get_host()}{request.get_full_path()}"
        if mark != self._mark:
            with self._lock:
                self._kept.clear()
                self._mark, self._size = mark, 0
        kept = self._kept.get(key)
        if kept is None or (kept.wishes and kept.wishes != wishes.mark()):
            response = self.get_response(request)
            if not isinstance(response, HttpResponse) or response.status_code != 200:
                return response
            if not getattr(response, "of_generation", False):
                return response
            kept = self._keep(key, mark, response)
        return self._answer(request, kept)

    def _keep(self, key: str, mark: str, response: HttpResponse) -> _Kept:
        kind, asked = response["Content-Type"], str(getattr(response, "wishes", ""))
        packs = kind.startswith("text/") or "json" in kind or "svg" in kind
        kept = _Kept(
            response.content,
            gzip.compress(response.content, 6, mtime=0) if packs else b"",
            kind,
            response.get("Content-Disposition", ""),
            f'"{mark.strip()}-{asked}-{len(response.content)}"',
            asked,
        )
        with self._lock:
            if mark == self._mark and kept.size < LIMIT // 8:
                old = self._kept.pop(key, None)
                self._size -= old.size if old else 0
                self._kept[key] = kept
                self._size += kept.size
                while self._size > LIMIT:
                    self._size -= self._kept.popitem(last=False)[1].size
        return kept

    def _answer(self, request: HttpRequest, kept: _Kept) -> HttpResponse:
        if request.headers.get("If-None-Match") == kept.tag:
            return HttpResponse(status=304, headers={"ETag": kept.tag})
        packed = kept.packed and "gzip" in request.headers.get("Accept-Encoding", "")
        content = kept.packed if packed else kept.content
        headers = {
            "Content-Length": str(len(content)),
            "ETag": kept.tag,
            "Cache-Control": "no-cache",
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
        }
        if kept.disposition:
            headers["Content-Disposition"] = kept.disposition
        if packed:
            headers["Content-Encoding"] = "gzip"
        return HttpResponse(content, content_type=kept.kind, headers=headers)
