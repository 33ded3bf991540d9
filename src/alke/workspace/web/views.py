"""The public pages. Each reads the generation in use and shows what other rooms make of it.

Leaves out addresses (`urls.py`), what is kept (`cache.py`), what stands on the pages (`pages.py`) and the files that
can be taken from them (`downloads.py`).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from alke.areas import REGIONS
from alke.base import home
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.documents import picture
from alke.indicators.catalogue import Indicator
from alke.indicators.generation import Generation
from alke.indicators.themes import CURRENT, theme_sets
from alke.indicators.values import Ref
from alke.workspace.frame import page
from alke.workspace.people.actors import actor_of
from alke.workspace.web import downloads, hiding, pages, search, wishes
from alke.workspace.web.comparison import Choice


def generation() -> Generation:
    """The generation in use."""
    return Generation.current(home.home())


def picture_of(code: str) -> str:
    """The code of an area that has a picture.

    Raises:
        UnknownCodeError: when it has none.
    """
    if code not in picture.PICTURES:
        raise UnknownCodeError("area", code, picture.PICTURES)
    return code


def indicator_of(made: Generation, key: str) -> Indicator:
    """An indicator of the catalogue.

    Raises:
        UnknownCodeError: when there is none of that id.
    """
    if key not in made.catalogue:
        raise UnknownCodeError("indicator", key, made.catalogue)
    return made.catalogue[key]


def root(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the home page in Finnish."""
    return HttpResponseRedirect("/fi/")


def home_page(request: HttpRequest, language: Language) -> HttpResponse:
    """Home: the map, the regions, the themes."""
    return page(request, "web/home", language, **pages.home(generation(), language))


def area_page(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """The picture of an area."""
    asked, hides = wishes.of_region(picture_of(code)), hiding.may_hide(actor_of(request), code)
    return page(request, "web/area", language, **pages.area_picture(generation(), code, language, asked, hides=hides))


def peers_page(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """The peers of a region, and a group of the reader's own."""
    own, wrong = own_group(request)
    return page(request, "web/peers", language, **pages.area_peers(generation(), region(code), language, own, wrong))


def peers_file(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """The peers of a region as JSON."""
    return downloads.peers_file(generation(), region(code), own_group(request)[0])


def findings_file(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """The findings of an area's picture as JSON."""
    return downloads.findings_file(generation(), picture_of(code), language, wishes.of_region(code))


def region(code: str) -> str:
    """The code of a region.

    Raises:
        UnknownCodeError: when it is not one.
    """
    if code not in REGIONS:
        raise UnknownCodeError("region", code, REGIONS)
    return code


def own_group(request: HttpRequest) -> tuple[tuple[str, ...], str]:
    """The regions of the group asked for, by ``own``, and what of it is no region."""
    asked = dict.fromkeys(part.strip() for text in request.GET.getlist("own") for part in text.split(","))
    codes = [code for code in asked if code]
    return tuple(code for code in codes if code in REGIONS), ", ".join(c[:40] for c in codes if c not in REGIONS)[:200]


def picture_file(request: HttpRequest, language: Language, code: str, form: str) -> HttpResponse:
    """The picture of an area as a file."""
    return downloads.picture_file(generation(), picture_of(code), language, form, wishes.of_region(code))


def area_data(request: HttpRequest, language: Language, code: str, form: str) -> HttpResponse:
    """All values of an area as a file."""
    return downloads.area_data(generation(), picture_of(code), language, form)


def indicators_page(request: HttpRequest, language: Language) -> HttpResponse:
    """All indicators by theme of the current set, or of the set asked for."""
    asked = request.GET.get("set", CURRENT)
    chosen = asked if asked in theme_sets() else CURRENT
    return page(request, "web/indicators", language, **pages.indicators(generation(), language, chosen))


def indicator_page(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """One indicator in all areas, with what the address chooses."""
    made, choice = generation(), Choice.read(request.GET)
    return page(request, "web/indicator", language, **pages.indicator(made, indicator_of(made, key), language, choice))


def indicator_data(request: HttpRequest, language: Language, key: str, form: str) -> HttpResponse:
    """All values of an indicator as a file."""
    made = generation()
    return downloads.indicator_data(made, indicator_of(made, key), language, form)


def number_page(request: HttpRequest, language: Language, ref: str) -> HttpResponse:
    """Where a number comes from."""
    return page(request, "web/number", language, **pages.number(generation(), Ref.parse(ref), language))


def search_page(request: HttpRequest, language: Language) -> HttpResponse:
    """Regions and indicators that match the words asked for."""
    query = request.GET.get("q", "").strip()[:200]
    return page(request, "web/search", language, query=query, **search.results(generation(), query, language))


def sources_page(request: HttpRequest, language: Language) -> HttpResponse:
    """The tables that the figures come from, with their age."""
    return page(request, "web/sources", language, **pages.sources(generation(), language))


def accessibility_page(request: HttpRequest, language: Language) -> HttpResponse:
    """How accessible the site is, and what to do when it is not."""
    return page(request, "web/accessibility", language)
