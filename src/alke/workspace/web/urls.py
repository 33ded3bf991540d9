"""Addresses of the public pages of figures: ``/fi/alue/MK18/``, ``/sv/omrade/MK18/``, ``/en/area/MK18/``."""

from __future__ import annotations

from django.urls import path

from alke.base.languages import Text
from alke.workspace.addresses import Pages
from alke.workspace.web import hiding, proof, views

PAGES: Pages = {
    "home": (Text("fi/", "sv/", "en/"), views.home_page),
    "area": (Text("fi/alue/<code>/", "sv/omrade/<code>/", "en/area/<code>/"), views.area_page),
    "picture": (
        Text("fi/alue/<code>/kuva.<form>", "sv/omrade/<code>/bild.<form>", "en/area/<code>/picture.<form>"),
        views.picture_file,
    ),
    "peers": (
        Text("fi/alue/<code>/verrokit/", "sv/omrade/<code>/jamforelselandskap/", "en/area/<code>/peers/"),
        views.peers_page,
    ),
    "peers-data": (
        Text("fi/alue/<code>/verrokit.json", "sv/omrade/<code>/jamforelselandskap.json", "en/area/<code>/peers.json"),
        views.peers_file,
    ),
    "findings-data": (
        Text("fi/alue/<code>/havainnot.json", "sv/omrade/<code>/iakttagelser.json", "en/area/<code>/findings.json"),
        views.findings_file,
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
WISHED = ("area", "picture", "findings-data")
"""Those that change with what people ask of a picture (`wishes.py`)."""
TOOLS: Pages = {"proof": (Text("fi/tarkista/", "sv/granska/", "en/check/"), proof.proof_page), **hiding.PAGES}
"""Pages that answer to what is sent to them, so that nothing of them is kept."""
EXTRA = [path("api/proof/", proof.answer, name="api-proof")]
