"""The pages as a reader meets them: in three languages, on a telephone, without a mouse, to the source of a number."""

from __future__ import annotations

import csv
import io
import json
import re
import urllib.parse
from pathlib import Path
from typing import Any

import pytest

from alke.base.languages import Language
from alke.documents.picture import PICTURES
from tests.checkers import axe, nu
from tests.web.conftest import get

WORDS = {
    Language.FI: ("alue", "tunnusluvut", "tunnusluku", "haku", "lahteet", "saavutettavuus", "luku", "verrokit"),
    Language.SV: ("omrade", "nyckeltal", "nyckeltal", "sok", "kallor", "tillganglighet", "tal", "jamforelselandskap"),
    Language.EN: ("area", "indicators", "indicator", "search", "sources", "accessibility", "number", "peers"),
}
PAGES = {
    language: [
        f"{language}/",
        f"{language}/{area}/{{code}}/",
        f"{language}/{indicators}/",
        f"{language}/{indicator}/population/",
        f"{language}/{indicator}/employment-rate-lfs/",
        f"{language}/{indicator}/gdp-per-head/?area=MK18&peers=size&order=peers&scale=free",
        f"{language}/{indicator}/jobs/?area=MK21&with=MK02&with=MK19",
        f"{language}/{search}/?q=kainuu",
        f"{language}/{sources}/",
        f"{language}/{accessibility}/",
        f"{language}/{number}/population:MK18:2018:change:2013/",
        f"{language}/{number}/population:MK18:2018/",
        f"{language}/{area}/{{code}}/{peers}/",
        f"{language}/{area}/{{code}}/{peers}/?own=MK01,MK21,nonsense",
    ]
    for language, (area, indicators, indicator, search, sources, accessibility, number, peers) in WORDS.items()
}
EVERY = [(language, page.format(code="MK18")) for language, pages in PAGES.items() for page in pages]


@pytest.mark.parametrize(("language", "page"), EVERY)
def test_every_page_answers_in_its_language(site: str, language: Language, page: str) -> None:
    status, kind, text = get(f"{site}/{page}")
    assert status == 200
    assert kind == "text/html; charset=utf-8"
    assert f'<html lang="{language}">' in text
    assert "None" not in re.sub(r"<[^>]+>", " ", text)


def test_the_pages_of_all_areas_and_languages_pass_the_nu_checker(site: str, tmp_path: Path) -> None:
    files = []
    for language, pages in PAGES.items():
        wanted = [pages[1].format(code=code) for code in PICTURES] + [page.format(code="MK18") for page in pages]
        for page in dict.fromkeys(wanted):
            status, _, text = get(f"{site}/{page}")
            assert status == 200, page
            file = tmp_path / (re.sub(r"\W+", "-", page) + f"-{language}.html")
            file.write_text(text, "utf-8")
            files.append(file)
    assert len(files) >= 60
    assert nu(files) == []


@pytest.mark.parametrize("language", list(Language))
def test_axe_finds_nothing_on_any_area_page(site: str, browser: Any, language: Language) -> None:
    found = {}
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for code in PICTURES:
        page.goto(f"{site}/{PAGES[language][1].format(code=code)}")
        if violations := axe(page):
            found[code] = violations
    page.close()
    assert found == {}


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("language", list(Language))
def test_axe_finds_nothing_on_the_other_pages_and_nothing_runs_over_the_edge(
    site: str, browser: Any, language: Language, width: int
) -> None:
    found = {}
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in PAGES[language]:
        page.goto(f"{site}/{path.format(code='MK10')}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if violations := axe(page) + ([f"page is {wide} px wide"] if wide > width else []):
            found[path] = violations
    page.close()
    assert found == {}


def test_the_language_switch_stays_on_the_page(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/fi/tunnusluku/population/")
    page.click("nav.languages >> text=På svenska")
    assert urllib.parse.urlparse(page.url).path == "/sv/nyckeltal/population/"
    page.click("nav.languages >> text=In English")
    assert urllib.parse.urlparse(page.url).path == "/en/indicator/population/"
    page.close()


def test_search_keeps_its_words_when_the_language_changes(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/fi/haku/?q=kainuussa")
    assert page.locator("ul.found a").first.inner_text() == "Kainuu"
    page.click("nav.languages >> text=På svenska")
    assert page.locator("ul.found a").first.inner_text() == "Kajanaland"
    page.close()


@pytest.mark.parametrize(
    ("words", "first"),
    [("pirkanmaalla", "Pirkanmaa"), ("birkaland", "Pirkanmaa"), ("MK06", "Pirkanmaa"), ("uudellamaalla", "Uusimaa")],
)
def test_search_finds_a_region_by_any_form_or_language_of_its_name(site: str, words: str, first: str) -> None:
    _, _, text = get(f"{site}/fi/haku/?q={urllib.parse.quote(words)}")
    assert re.search(r'<ul class="found"><li><a href="[^"]+">([^<]+)<', text)[1] == first  # type: ignore[index]


def test_search_tells_in_which_region_a_municipality_is(site: str) -> None:
    _, _, text = get(f"{site}/fi/haku/?q=Sotkamo")
    assert 'href="/fi/alue/MK18/"' in text.split("<main", 1)[1]


def test_nonsense_in_search_is_answered_and_shown_as_text(site: str) -> None:
    status, _, text = get(f"{site}/fi/haku/?q={urllib.parse.quote('<script>alert(1)</script>' * 9)}")
    assert status == 200
    assert "<script>alert" not in text


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("fi/alue/MK188/", "MK18"),
        ("sv/nyckeltal/populatoin/", "population"),
        ("fi/tunnusluku/population/?area=MK188", "MK18"),
        ("en/indicator/population/?order=vlaue", "value"),
        ("en/number/population:MK18:18x/", "is not a period"),
        ("fi/luku/population/", "population:MK18:2018"),
        ("fi/luku/population:MK18:2018:chagne:2013/", "change"),
        ("fi/alue/MK18/kuva.odt", "docx"),
        ("fi/alue/SSS/verrokit/", "MK01"),
        ("fi/ei-ole/", "Sivua ei löydy"),
    ],
)
def test_an_address_that_is_wrong_gets_a_page_that_says_what_is_near(site: str, page: str, says: str) -> None:
    status, _, text = get(f"{site}/{page}")
    assert status == 404
    assert says in text


def test_every_link_of_the_site_leads_somewhere(site: str) -> None:
    seen: set[str] = set()
    queue = ["/fi/", "/sv/", "/en/"]
    broken = []
    while queue:
        path = queue.pop()
        if path in seen or re.search(r"/(luku|tal|number)/", path):
            continue
        seen.add(path)
        status, kind, text = get(site + path)
        if status != 200:
            broken.append((status, path))
        if kind.startswith("text/html") and not path.endswith(".html"):
            found = re.findall(r'(?:href|src)="(/[^"#]*)', text)
            queue += [one.replace("&amp;", "&") for one in found]
            ids = set(re.findall(r' id="([^"]+)"', text))
            broken += [(0, f"{path}#{one}") for one in re.findall(r'href="#([^"]+)"', text) if one not in ids]
    assert broken == []
    assert len(seen) > 150


def test_the_page_works_without_javascript(site: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/fi/")
    page.click("ul.regions >> text=Kainuu")
    page.locator("ul li[data-rule] a.number").first.click()
    assert "/fi/luku/" in page.url
    page.fill("#q", "työttömyys")
    page.press("#q", "Enter")
    assert page.locator("ul.found a").count() > 0
    context.close()


def test_the_main_path_can_be_walked_with_the_keyboard_alone(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/fi/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "/fi/alue/MK18/":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/alue/MK18/")
    for _ in range(80):
        page.keyboard.press("Tab")
        if "number" in (page.evaluate("document.activeElement.className") or ""):
            break
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/fi/luku/**")
    page.close()


@pytest.mark.parametrize("language", list(Language))
def test_every_number_of_an_area_page_leads_to_a_page_of_its_source(site: str, language: Language) -> None:
    _, _, text = get(f"{site}/{PAGES[language][1].format(code='MK18')}")
    links = sorted(set(re.findall(r'<a class="number" href="([^"]+)"', text)))
    assert len(links) > 1000
    told = re.findall(r'<li data-rule=.*?</li>|<p class="body" data-rules=.*?</p>', text)
    bullets = set(re.findall(r'<a class="number" href="([^"]+)"', "".join(told)))
    kinds = {link.split(":")[3].strip("/") for link in links if link.count(":") > 2}
    assert {"change", "rank", "rank-lowest", "count", "gap", "gap-group"} <= kinds
    wrong = []
    for link in [*bullets, *links[::9]]:
        status, _, page = get(site + link)
        if status != 200 or 'class="vintages"' not in page:
            wrong.append((status, link))
    assert wrong == []


def test_a_group_of_ones_own_is_chosen_without_javascript_and_nonsense_is_told(site: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/fi/alue/MK18/")
    page.click("text=Kaikki verrokit ja miksi")
    page.check("text=Uusimaa")
    page.check("text=Ahvenanmaa")
    page.click("text=Vertaa")
    assert page.url.endswith("?own=MK01&own=MK21")
    assert page.locator("h2#own").inner_text() == "Oma ryhmä"
    assert page.locator("h3#own-MK01").inner_text() == "Uusimaa: kaukana"
    page.goto(f"{site}/fi/alue/MK18/verrokit/?own=<b>,MK19")
    assert "Näillä tunnuksilla ei ole maakuntaa: <b>." in page.locator("[role=alert]").inner_text()
    assert page.locator("h3#own-MK19").count() == 1
    context.close()


def test_both_values_of_a_peer_lead_to_their_sources(site: str) -> None:
    _, _, text = get(f"{site}/fi/alue/MK18/verrokit/")
    links = re.findall(r'<a class="number" href="([^"]+)"', text)
    assert len(links) > 100
    assert {link.split(":")[1] for link in links[:12]} == {"MK10", "MK18"}
    for link in links[:4]:
        status, _, page = get(site + link)
        assert status == 200
        assert 'class="vintages"' in page


def test_the_page_of_a_gap_to_the_peers_names_them_and_their_values(site: str) -> None:
    findings = json.loads(get(f"{site}/fi/alue/MK18/havainnot.json")[2])["findings"]
    ref = next(each["numbers"]["gap"]["ref"] for each in findings if each["rule"] == "peers")
    _, _, text = get(f"{site}/fi/luku/{ref}/")
    assert "Ero verrokkimaakuntien mediaaniin: " in text
    assert len(set(re.findall(r'<th scope="row">([^<]+)</th>', text))) >= 4


def test_downloads_hold_the_numbers_that_the_page_shows(site: str) -> None:
    _, _, text = get(f"{site}/fi/tunnusluku/population/luvut.csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    cell = [r for r in rows if r["area"] == "SSS" and r["period"] == "2018" and r["kind"] == "observed"]
    assert [row["value"] for row in cell] == ["5517919"]
    _, _, text = get(f"{site}/fi/tunnusluku/population/luvut.json")
    assert json.loads(text)["class"] == "dataset"
    for form, start in [
        ("kuva.pdf", "%PDF"),
        ("kuva.docx", "PK"),
        ("kuva.html", "<!doctype html>"),
        ("luvut.xlsx", "PK"),
    ]:
        status, _, text = get(f"{site}/fi/alue/MK18/{form}")
        assert status == 200
        assert text.startswith(start)


def test_the_list_of_indicators_is_shown_by_the_themes_of_either_set(site: str) -> None:
    def headings(asked: str) -> list[str]:
        return re.findall(r'<h2 id="([a-z]+)"', get(f"{site}/fi/tunnusluvut/{asked}")[2])

    assert headings("") == headings("?set=nonsense") == ["population", "vitality", "wellbeing", "environment"]
    six = ["population", "environment", "structure", "business", "labour", "inclusion"]
    assert headings("?set=2023") == six


def test_a_page_that_is_kept_is_the_page_that_was_made(site: str) -> None:
    first, second = (get(f"{site}/fi/alue/MK16/")[2] for _ in range(2))
    assert first == second
