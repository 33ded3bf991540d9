"""A browser on the pages of the content, without a server: Django's own client has asked for them before it is opened.

So pages are shown as they stood in the tests' transaction, and Django is not called beside the browser's event loop.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from alke.documents.html import STYLES
from alke.workspace import web
from tests.checkers import ROOT, chromium
from tests.workspace.addresses.capture import Shown

AXE = ROOT / "node_modules/axe-core/axe.min.js"
HOST = "http://testserver"
FILES = {"/static/": Path(web.__file__).with_name("static"), "/style/": STYLES}
JUDGE = "rules => axe.run(document, {resultTypes: ['violations'], ...(rules && {runOnly: rules})})"
WIDE, SMALL = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


class Window:
    """One tab of a browser."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.shown: Shown | None = None
        page.route("**/*", self._answer)

    def show(self, shown: Shown) -> None:
        """Show a page."""
        self.shown = shown
        self.page.goto(HOST)

    def judge(self, *rules: str) -> list[str]:
        """What axe finds, by all of its rules or by these."""
        found = self.page.evaluate(JUDGE, list(rules) or None)["violations"]
        return [f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes'][:3]]}" for one in found]

    def resize(self, size: dict[str, int]) -> None:
        """Make the window as wide as a desk's or a telephone's."""
        self.page.set_viewport_size(size)

    def too_wide(self) -> int:
        """How many pixels of the page's body are beside the window."""
        return int(self.page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth"))

    def _answer(self, route: Any) -> None:
        path = urlsplit(route.request.url).path
        for head, folder in FILES.items():
            if path.startswith(head):
                kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
                route.fulfill(body=(folder / path.removeprefix(head)).read_bytes(), content_type=kind)
                return
        shown = self.shown if route.request.resource_type == "document" else None
        if shown is None:
            route.fulfill(status=404)
        else:
            route.fulfill(status=shown.status, content_type="text/html; charset=utf-8", body=shown.body)


@contextmanager
def opened() -> Iterator[Window]:
    """A window, closed at the end."""
    if not AXE.exists():
        pytest.skip("axe needs npm's axe-core, which is not here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = chromium(playwright)
        context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
        context.add_init_script(path=AXE)
        yield Window(context.new_page())
        browser.close()
