"""Addresses of the pages of strategies."""

from __future__ import annotations

from alke.workspace.addresses import Pages
from alke.workspace.strategies import editing, views

PAGES: Pages = {**views.PAGES, **editing.PAGES}
