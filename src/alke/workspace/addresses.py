"""Addresses: each page in three languages, with the words of its language. Leaves out which pages there are.

Each room lists its own in `urls.py` as ``PAGES``; codes stay, so that switching language stays on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, URLPattern, path, reverse

from alke.base.languages import Language, Text

View = Callable[..., HttpResponseBase]
Pages = Mapping[str, tuple[Text, View]]
"""name of the page → (its address in each language, its view, which takes `language`)."""


def below(fi: str, sv: str, en: str) -> Callable[..., Text]:
    """What makes the addresses under one: by three ends, by one that is the same in every language, or by none."""

    def at(*ends: str) -> Text:
        whole = ends if len(ends) > 1 else (ends or ("",)) * len(Language)
        return Text(*(f"{start}{end}" for start, end in zip((fi, sv, en), whole, strict=True)))

    return at


def patterns(pages: Pages) -> list[URLPattern]:
    """Every page in every language; its name in Django is ``fi-name``."""
    return [
        path(routes[language], view, {"language": language}, name=f"{language}-{name}")
        for name, (routes, view) in pages.items()
        for language in Language
    ]


def address(language: Language, page: str, **args: object) -> str:
    """The address of a page in a language."""
    return reverse(f"{language}-{page}", kwargs={"language": language, **args})


def same_page(request: HttpRequest, language: Language) -> str:
    """The address of the page being shown, in another language; its home when there is no such page."""
    match = request.resolver_match
    if match is None or match.url_name is None or "-" not in match.url_name:
        return address(language, "home")
    page = match.url_name.split("-", 1)[1]
    args = {key: value for key, value in match.kwargs.items() if key != "language"}
    query = request.META.get("QUERY_STRING", "")
    try:
        return address(language, page, **args) + (f"?{query}" if query else "")
    except NoReverseMatch:
        return address(language, "home")


def language_of(request: HttpRequest) -> Language:
    """The language an address begins with, else Finnish."""
    head = request.path.lstrip("/").split("/", 1)[0]
    return Language(head) if head in {*Language} else Language.FI
