"""Addresses of the public pages: the same pages in three languages, each with the words of its language.

``/fi/alue/MK18/``, ``/sv/omrade/MK18/``, ``/en/area/MK18/``: the code stays, so switching language stays on the page.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse

from alke.base.languages import Language, Text
from alke.workspace.web import views

# name: (the address in each language, view)
PAGES: dict[str, tuple[Text, views.View]] = {
    "home": (Text("fi/", "sv/", "en/"), views.home_page),
    "area": (Text("fi/alue/<code>/", "sv/omrade/<code>/", "en/area/<code>/"), views.area_page),
    "picture": (
        Text("fi/alue/<code>/kuva.<form>", "sv/omrade/<code>/bild.<form>", "en/area/<code>/picture.<form>"),
        views.picture_file,
    ),
    "area-data": (
        Text("fi/alue/<code>/luvut.<form>", "sv/omrade/<code>/tal.<form>", "en/area/<code>/figures.<form>"),
        views.area_data,
    ),
    "indicators": (Text("fi/tunnusluvut/", "sv/nyckeltal/", "en/indicators/"), views.indicators_page),
    "indicator": (
        Text("fi/tunnusluku/<key>/", "sv/nyckeltal/<key>/", "en/indicator/<key>/"),
        views.indicator_page,
    ),
    "indicator-data": (
        Text("fi/tunnusluku/<key>/luvut.<form>", "sv/nyckeltal/<key>/tal.<form>", "en/indicator/<key>/figures.<form>"),
        views.indicator_data,
    ),
    "number": (Text("fi/luku/<ref>/", "sv/tal/<ref>/", "en/number/<ref>/"), views.number_page),
    "search": (Text("fi/haku/", "sv/sok/", "en/search/"), views.search_page),
    "sources": (Text("fi/lahteet/", "sv/kallor/", "en/sources/"), views.sources_page),
    "accessibility": (
        Text("fi/saavutettavuus/", "sv/tillganglighet/", "en/accessibility/"),
        views.accessibility_page,
    ),
}


def patterns() -> list[URLPattern]:
    """Every page in every language, and the root, which leads to Finnish."""
    made = [path("", views.root, name="root")]
    for name, (routes, view) in PAGES.items():
        for language in Language:
            made.append(path(routes[language], view, {"language": language}, name=f"{language}-{name}"))
    return made


def address(language: Language, page: str, **args: str) -> str:
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
    return address(language, page, **args) + (f"?{query}" if query else "")
