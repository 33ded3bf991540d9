"""Addresses of the pages of strategies."""

from __future__ import annotations

from alke.workspace.addresses import Pages

PAGES: Pages = {}
