"""Addresses of the pages of people, gathered from `views/`: each file there lists its own as ``PAGES``.

`EXTRA` are those without a language, such as an identity provider's answer.
"""

from __future__ import annotations

import importlib
import pkgutil

from django.urls import URLPattern, URLResolver

from alke.workspace.addresses import Pages
from alke.workspace.people import views

_files = [importlib.import_module(f"{views.__name__}.{found.name}") for found in pkgutil.iter_modules(views.__path__)]
PAGES: Pages = {name: entry for file in _files for name, entry in getattr(file, "PAGES", {}).items()}
EXTRA: list[URLPattern | URLResolver] = [one for file in _files for one in getattr(file, "EXTRA", [])]
