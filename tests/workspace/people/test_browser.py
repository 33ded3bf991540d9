"""Signing in with a key in a real browser, and what axe says of the pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from pytest_django.live_server_helper import LiveServer

from alke.documents.html import STYLES
from alke.workspace import web
from alke.workspace.people.models import User
from tests.checkers import axe, chromium
from tests.workspace.conftest import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "aamuvirkku"
STATIC = Path(web.__file__).with_name("static")
SMALL = {"width": 1200, "height": 900}
SHOTS = os.environ.get("ALKE_SHOTS", "")
"""A folder to put pictures of the pages in, to be looked at."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the driver runs an event loop in this thread
        started = chromium(playwright)
        yield started
        started.close()


@pytest.fixture
def page(browser: Any, live_server: LiveServer, settings: LazySettings) -> Iterator[Any]:
    """A page of the site on localhost, where a browser lets keys be used without HTTPS; static files come from disk."""
    settings.ALLOWED_HOSTS = ["localhost"]
    context = browser.new_context(base_url=live_server.url.replace("127.0.0.1", "localhost"), viewport=SMALL)
    context.route("**/static/**", _from_disk(STATIC, "/static/"))
    context.route("**/style/**", _from_disk(STYLES, "/style/"))
    yield context.new_page()
    context.close()


def _from_disk(folder: Path, head: str) -> Any:
    def answer(route: Any) -> None:
        path = folder / route.request.url.split(head, 1)[1]
        if path.is_file():
            route.fulfill(path=path)
        else:
            route.fulfill(status=404)

    return answer


def sign_in(page: Any) -> None:
    page.goto("/fi/kirjaudu/")
    page.get_by_label("Sähköpostiosoite").fill("vilma.valmistelija@example.org")
    page.get_by_label("Salasana", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Kirjaudu sisään").click()
    page.wait_for_url(lambda address: "kirjaudu" not in address)


def test_a_person_adds_a_key_and_signs_in_with_it_alone(page: Any, world: World) -> None:
    driver = page.context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    driver.send("WebAuthn.addVirtualAuthenticator", {"options": {**key, "isUserVerified": True}})
    sign_in(page)
    page.goto("/fi/omat-tiedot/avaimet/uusi/")
    page.get_by_label("Salasana", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Vahvista").click()
    page.get_by_label("Avaimen nimi").fill("työpuhelin")
    page.get_by_label("Kirjaudun pelkällä avaimella").check()
    page.get_by_role("main").get_by_role("button", name="Lisää avain").click()
    page.get_by_text("Käyttämättömiä koodeja: 10").wait_for()
    page.goto("/fi/omat-tiedot/avaimet/")
    page.get_by_role("rowheader", name="työpuhelin").wait_for()
    page.get_by_role("button", name="Kirjaudu ulos").click()
    page.goto("/fi/kirjaudu/")
    page.get_by_role("button", name="Kirjaudu pääsyavaimella").click()
    page.wait_for_url("**/fi/tehtavat/")
    assert "Vilma Valmistelija" in page.content()


def test_a_key_that_is_not_there_is_told_and_the_page_stays_usable(page: Any, world: World) -> None:
    page.goto("/fi/kirjaudu/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('ei')); }")
    page.get_by_role("button", name="Kirjaudu pääsyavaimella").click()
    page.get_by_role("alert").get_by_text("Avainta ei voitu käyttää").wait_for()


PUBLIC = (
    "kirjaudu/",
    "kirjaudu/unohtui/",
    "kirjaudu/kutsu/",
    "organisaatiot/",
    "organisaatio/kainuun-liitto/",
    "loki/",
)
OWN = (
    *("omat-tiedot/", "omat-tiedot/turvallisuus/", "omat-tiedot/avaimet/", "omat-tiedot/salasana/"),
    *("organisaatio/kainuun-liitto/", "organisaatio/kainuun-liitto/kutsu/", "loki/"),
)


@pytest.mark.parametrize("width", [360, 1440])
def test_the_pages_are_clean_to_axe_and_fit_a_telephone(
    page: Any, world: World, width: int, settings: LazySettings
) -> None:
    settings.DEMO = True
    page.set_viewport_size({"width": width, "height": 900})
    for addresses, signed in ((PUBLIC, False), (OWN, True)):
        if signed:
            sign_in(page)
        for address in addresses:
            page.goto(f"/fi/{address}")
            assert axe(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            if SHOTS:
                name = f"{address.strip('/').replace('/', '-')}-{signed:d}-{width}.png"
                page.screenshot(path=Path(SHOTS) / name, full_page=True)
    page.get_by_role("button", name="Kirjaudu ulos").click()


def test_a_form_with_errors_is_clean_to_axe(page: Any, world: World) -> None:
    sign_in(page)
    page.goto("/fi/organisaatio/kainuun-liitto/kutsu/")
    page.get_by_role("button", name="Lähetä kutsu").click()
    page.get_by_role("heading", name="Lomakkeessa on korjattavaa").wait_for()
    assert axe(page) == []
    assert User.objects.filter(email="").count() == 0
