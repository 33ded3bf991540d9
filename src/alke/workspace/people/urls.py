"""Addresses of the pages of people; `EXTRA` are those without a language, such as an identity provider's answer."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from alke.workspace.addresses import Pages

PAGES: Pages = {}
EXTRA: list[URLPattern | URLResolver] = []
