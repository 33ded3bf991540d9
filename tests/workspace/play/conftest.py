"""The fixtures of the play: each database in turn, and the cast with a browser each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkers import chromium
from tests.postgresql import cluster, programs
from tests.workspace.play.stage import Cast, House, Person


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.debian)])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield ""
        return
    if programs() is None:
        pytest.skip("needs Debian's postgresql, which is not installed")
    with cluster() as address:
        yield address


@pytest.fixture
def cast(database: str, tmp_path: Path) -> Iterator[Cast]:
    from playwright.sync_api import sync_playwright

    house = House(tmp_path / "home", database)
    house.home.mkdir()
    try:
        with sync_playwright() as playwright:
            browser = chromium(playwright)
            people = (
                Person(browser, house, "Kaisa Koordinaattori"),
                Person(browser, house, "Vilma Valmistelija"),
                Person(browser, house, "Yrjö Ympäristö", scripts=False),
            )
            yield Cast(house, *people)
            browser.close()
    finally:
        house.stop()
