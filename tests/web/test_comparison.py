"""The charts of an indicator's page: what a reader chooses by the address, the form and the links, without a script."""

from __future__ import annotations

import re
import urllib.parse
from typing import Any

import pytest

from alke.documents.figures import peers_of
from alke.findings.generate import ensure
from alke.findings.peers import PeerKind
from tests.web.conftest import get


def figures(text: str) -> list[str]:
    return re.findall(r'<div class="figure" id="gdp-per-head-([a-z]+)">', text)


def test_without_a_choice_all_regions_are_alike(site: str) -> None:
    _, _, text = get(f"{site}/fi/tunnusluku/gdp-per-head/")
    assert figures(text) == ["ranking", "tilemap", "series", "slope", "multiples"]


def test_a_chosen_area_stands_among_the_regions_beside_its_peers(site: str) -> None:
    _, _, text = get(f"{site}/fi/tunnusluku/gdp-per-head/?area=MK18")
    assert figures(text) == ["strip", "slope", "series", "index", "ranking", "tilemap", "multiples"]
    assert '<option value="MK18" selected>' in text


@pytest.mark.parametrize("kind", [kind for kind in PeerKind if kind is not PeerKind.OWN])
def test_the_peers_named_are_those_of_the_kind_chosen(site: str, home: Any, kind: PeerKind) -> None:
    from alke.areas import area
    from alke.base.languages import Language

    _, _, text = get(f"{site}/fi/tunnusluku/gdp-per-head/?area=MK18&peers={kind.value}")
    names = [area(code).names[Language.FI] for code in peers_of(ensure(home), "MK18", kind)]
    assert f"Verrokkimaakunnat: {', '.join(names)}." in text


def test_peers_of_ones_own_take_the_place_of_the_others(site: str) -> None:
    _, _, text = get(f"{site}/fi/tunnusluku/gdp-per-head/?area=MK18&peers=neighbours&with=MK05&with=MK06")
    named = {frozenset(found.split(", ")) for found in re.findall(r"Verrokkimaakunnat: ([^.0-9]+)\.", text)}
    assert named == {frozenset(("Kanta-Häme", "Pirkanmaa"))}
    assert '<input type="checkbox" name="with" value="MK05" checked>' in text


def test_a_surveys_regions_are_not_offered_in_the_order_of_their_numbers(site: str) -> None:
    _, _, survey = get(f"{site}/fi/tunnusluku/employment-rate-lfs/?area=MK18")
    _, _, register = get(f"{site}/fi/tunnusluku/gdp-per-head/?area=MK18")
    assert "order=value" not in survey
    assert "order=value" in register


def test_the_form_and_the_links_work_without_a_script_and_keep_one_anothers_choice(site: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sv/nyckeltal/gdp-per-head/")
    page.select_option("#area", "MK18")
    page.select_option("#peers", "neighbours")
    page.click("form.compare button")
    page.click("nav.choices >> text=jämförelselandskapen först")
    page.click("nav.choices >> text=egen i varje")
    query = urllib.parse.parse_qs(urllib.parse.urlparse(page.url).query)
    assert query == {"area": ["MK18"], "peers": ["neighbours"], "order": ["peers"], "scale": ["free"]}
    caption = page.locator("#gdp-per-head-multiples figcaption").inner_text()
    assert "Varje ruta har sin egen skala." in caption
    assert "Först står området självt" in caption
    assert page.locator("nav.choices [aria-current]").all_inner_texts() == [
        "jämförelselandskapen först",
        "egen i varje",
    ]
    context.close()
