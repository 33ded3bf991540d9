"""The main path by the keyboard alone: no pointer, nothing focused by a script; the focus is always seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.checkers import chromium
from tests.workspace.play.stage import PASSWORD, House, Person, called, spoken
from tests.workspace.rounds.papers import pdf

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200), pytest.mark.xdist_group("play")]
FOCUS = """async () => {
  // The page is scrolled to what has the focus before it is next drawn.
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    none: one === document.body,
    what: one.outerHTML.slice(0, 200),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""
STOPS = 150
"""More than any page of the path has."""


class Typist:
    """Someone who has a keyboard only; she reads the names of what she comes to."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        self.stops = 0

    def step(self, key: str = "Tab") -> None:
        """Go to the next stop; the focus is to be seen there."""
        self.page.keyboard.press(key)
        here = self.page.evaluate(FOCUS)
        self.stops += 1
        assert here["none"] or (here["outlined"] and here["inside"]), f"{self.page.url}: {here}"

    def come(self, wanted: Any, key: str = "Tab") -> None:
        """Step until the wanted element has the focus."""
        wanted.wait_for()
        for _ in range(STOPS):
            self.step(key)
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{self.page.url}: {wanted} is not reached by {key}")

    def use(self, role: str, name: str, key: str = "Tab") -> None:
        """Come to a link or a button and press Enter."""
        self.come(self.page.get_by_role(role, name=spoken(name)), key)
        self.page.keyboard.press("Enter")

    def write(self, field: str, text: str) -> None:
        """Come to a field and type; in a list the option that begins so is chosen."""
        self.come(self.page.get_by_role("main").get_by_label(called(field)))
        self.page.keyboard.type(text)

    def skip(self) -> None:
        """Go past the menus by the first link of the page."""
        link = self.page.get_by_role("link", name="Siirry sisältöön")
        self.step()
        assert link.evaluate("one => one === document.activeElement")
        assert link.bounding_box()["y"] >= 0
        self.page.keyboard.press("Enter")
        self.step()
        assert self.page.evaluate("document.querySelector('main').contains(document.activeElement)")

    def told(self, text: str) -> None:
        """What was done is told."""
        self.person.reads(text, self.page.get_by_role("status"))


@pytest.fixture
def typist(tmp_path: Path) -> Iterator[Typist]:
    from playwright.sync_api import sync_playwright

    house = House(tmp_path / "home")
    house.home.mkdir()
    try:
        with sync_playwright() as playwright:
            browser = chromium(playwright)
            house.wake("2025-09-01")
            yield Typist(Person(browser, house, "Kaisa Koordinaattori"))
            browser.close()
    finally:
        house.stop()


def test_the_main_path_is_walked_by_the_keyboard_alone(typist: Typist, tmp_path: Path) -> None:
    become_known(typist)
    sign_in(typist)
    set_up_a_round(typist)
    propose_and_confirm(typist)
    record_a_picture(typist, tmp_path)
    typist.use("button", "Kirjaudu ulos", "Shift+Tab")
    typist.page.get_by_role("link", name="Kirjaudu sisään").wait_for()
    assert typist.stops > STOPS
    assert typist.person.faults == []


def become_known(her: Typist) -> None:
    """She makes her account by the link of the invitation, and signs out."""
    her.page.goto(her.person.house.run("invite", her.person.email).split()[-1])
    her.write("Nimi", her.person.name)
    her.write("Salasana", PASSWORD)
    her.use("button", "Hyväksy kutsu")
    her.told("Kutsu on hyväksytty")
    her.use("button", "Kirjaudu ulos")


def sign_in(her: Typist) -> None:
    """She signs in and comes to what she must do."""
    her.use("link", "Kirjaudu sisään")
    her.page.wait_for_url("**/kirjaudu/**")
    her.skip()
    her.write("Sähköpostiosoite", her.person.email)
    her.write("Salasana", PASSWORD)
    her.page.keyboard.press("Enter")
    her.page.get_by_role("heading", name="Mitä minun pitää tehdä nyt").wait_for()


def set_up_a_round(her: Typist) -> None:
    """She sets up the round and opens it."""
    her.use("link", "Kierrokset")
    her.use("link", "Perusta kierros")
    her.write("Vuosi", "2026")
    her.page.keyboard.press("Enter")
    her.told("Kierros on perustettu.")
    her.use("link", "Avaa kierros")
    her.use("button", "Avaa kierros")
    her.told("Kierros on avattu.")


def propose_and_confirm(her: Typist) -> None:
    """She proposes a theme, is told at home what it waits for, and records who confirmed it."""
    her.use("link", "Teemat")
    her.use("link", "Esitä teemaa")
    her.write("Teema suomeksi", "Osaavan työvoiman saatavuus")
    her.use("button", "Esitä teemaa")
    her.told("Teema on esitetty.")
    her.use("link", "Tehtävät", "Shift+Tab")
    her.use("link", "Siirry teemoihin: Vie esitetyt teemat vahvistettaviksi: Osaavan työvoiman saatavuus")
    her.use("link", "Kirjaa teemojen vahvistaminen")
    her.write("Organisaatio", "Työ")
    her.use("button", "Kirjaa")
    her.told("Vahvistaminen on kirjattu.")


def record_a_picture(her: Typist, folder: Path) -> None:
    """She asks the councils for their pictures and records the first that comes."""
    her.use("link", "Toimitukset")
    her.use("link", "Pyydä toimitusta liitoilta")
    her.write("Määräaika lähteen omin sanoin", "vuoden loppuun mennessä")
    her.write("Määräajan sääntö", "vuoden")
    her.use("button", "Pyydä")
    her.told("Toimitus on pyydetty liitoilta.")
    her.use("link", "Kainuu")
    her.use("link", "Kirjaa saapunut toimitus")
    her.write("Miten toimitus tuli", "sähkö")
    file = folder / "kuva.pdf"
    file.write_bytes(pdf())
    her.come(her.page.get_by_role("main").get_by_label("Tiedosto"))
    with her.page.expect_file_chooser() as chooser:
        her.page.keyboard.press("Enter")
    chooser.value.set_files(file)
    her.use("button", "Kirjaa toimitus")
    her.told("Toimitus on kirjattu.")
