"""The tabs of a round's pages and the panels that its questions show on the round's own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.rounds.models import Round
from alke.workspace.words import word

TABS = ("round", "themes", "coverage", "deliveries", "positions", "outcomes", "followups", "known")
"""Names of the pages of a round; each takes `year`, and its tab is the word ``tab_NAME``."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its name, address, and whether it is the page being shown."""

    name: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """What a question tells on the round's page: a few lines and a link.

    A file of `views/` offers one with ``def panel(round, actor, language) -> Panel | None``; each costs a constant
    number of queries.
    """

    title: str
    lines: tuple[str, ...]
    link: str
    link_text: str


def tabs(of: Round, current: str, language: Language) -> list[Tab]:
    """The tabs of a round, `current` being the name of the page shown."""
    made = []
    for name in TABS:
        try:
            there = address(language, name, year=of.year)
        except NoReverseMatch:
            continue
        made.append(Tab(word(f"tab_{name}")[language], there, name == current))
    return made
