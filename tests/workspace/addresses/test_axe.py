"""What axe and the Nu checker say of every page of the process in every state, and whether it fits a telephone."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from alke.base.languages import Language
from tests.checkers import nu
from tests.workspace.addresses.capture import Shown, every_page
from tests.workspace.addresses.conftest import Site
from tests.workspace.addresses.window import SMALL, WIDE, Window, opened

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.xdist_group("axe"),
    pytest.mark.skipif("ALKE_DATABASE" in os.environ, reason="pages look alike on every database"),
]
SHOTS = os.environ.get("ALKE_SHOTS", "")
"""A folder to put pictures of the pages in, to be looked at."""
BY_WIDTH = (
    *("color-contrast", "target-size", "scrollable-region-focusable", "aria-hidden-focus", "link-in-text-block"),
    *("heading-order", "region", "landmark-one-main", "button-name", "link-name", "label"),
)
"""Rules whose answer may change with the width of the window."""

BY_WORDS = (
    *("document-title", "html-has-lang", "valid-lang", "html-lang-valid", "label", "button-name", "link-name"),
    *("heading-order", "empty-heading", "image-alt", "aria-input-field-name", "table-duplicate-name", "listitem"),
)
"""Rules whose answer may change with the words: those asked of the other languages."""


@pytest.fixture(scope="module")
def pages(site: Site) -> list[Shown]:
    """All pages; the site is asked before the browser is opened."""
    return every_page(site)


def picture(window: Window, shown: Shown, width: int) -> None:
    """Keep a picture when asked to."""
    if SHOTS and shown.language == Language.FI:
        name = re.sub(r"[^a-z0-9]+", "-", shown.name.lower()).strip("-")
        window.page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


def judged(window: Window, shown: Shown) -> list[str]:
    """What is wrong with a page, on a desk and on a telephone."""
    window.resize(WIDE)
    window.show(shown)
    told = window.judge(*(() if shown.language == Language.FI else BY_WORDS))
    picture(window, shown, 1440)
    window.resize(SMALL)
    if (over := window.too_wide()) > 0:
        told.append(f"is {over} px too wide at 360 px")
    if shown.language == Language.FI:
        told += [f"at 360 px {one}" for one in window.judge(*BY_WIDTH)]
    picture(window, shown, 360)
    return told


@pytest.mark.parametrize("language", Language)
def test_every_page_is_clean_to_axe_and_fits_a_telephone(pages: list[Shown], language: Language) -> None:
    with opened() as window:  # within the test, for Django is not called beside the browser's event loop
        found = {shown.name: judged(window, shown) for shown in pages if shown.language == language}
    assert {name: told for name, told in found.items() if told} == {}


def test_every_page_is_valid_to_the_nu_checker(pages: list[Shown], tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.html" for number, _ in enumerate(pages)]
    for file, shown in zip(files, pages, strict=True):
        file.write_bytes(shown.body)
    told = [re.sub(r"^(\d+)\.html", lambda found: pages[int(found[1])].name, one) for one in nu(files)]
    assert told == []


def test_every_state_of_the_table_is_among_the_pages(pages: list[Shown]) -> None:
    assert {shown.status for shown in pages} == {200, 403, 404}
    assert [shown.name for shown in pages if not shown.body.rstrip().endswith(b"</html>")] == []
    assert len({shown.name for shown in pages}) == len(pages) > 500
