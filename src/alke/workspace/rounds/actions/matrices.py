"""The matrix of a dossier: what each ministry has said of each theme, region by region.

Leaves out who said it why: the documents of positions in the same dossier (`dossiers.py`) tell it in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from alke.areas import area
from alke.base.languages import Language, Text
from alke.workspace.people.models import OrganisationKind
from alke.workspace.rounds.models import Position, Theme
from alke.workspace.rounds.rules.dossiers import Texts, grid, texts_of
from alke.workspace.rounds.rules.positions import EVERYWHERE
from alke.workspace.words import word

STATE = (OrganisationKind.MINISTRY, OrganisationKind.GOVERNMENT)
WIDEST = 4
"""Themes beside each other in one table: more would not fit a page."""


def tables(regions: Sequence[str], themes: Sequence[Theme], held: Iterable[Position]) -> list[dict[str, Any]]:
    """The matrix in tables of a few themes each: a row for the whole country, then one for each region.

    Args:
        regions: Codes, in the order of the rows.
        themes: In the order of the columns.
        held: Positions that everyone may read; those of ministries are told.

    Returns:
        Pieces of a document; none when no ministry has said anything.
    """
    found: defaultdict[tuple[str, int], list[Position]] = defaultdict(list)
    for one in held:
        if one.organisation.kind in STATE:
            found[one.region, one.theme_id].append(one)
    if not found:
        return []
    made = []
    for first in range(0, len(themes), WIDEST):
        some = themes[first : first + WIDEST]
        header = [texts_of(word("position_region")), *(texts_of(theme.names) for theme in some)]
        rows = [
            [texts_of(_place(code)), *(_cell(found.get((code, theme.pk), ())) for theme in some)]
            for code in (EVERYWHERE, *regions)
        ]
        made.append(grid(texts_of(_caption(first, some, themes)), header, rows))
    return made


def _caption(first: int, some: Sequence[Theme], themes: Sequence[Theme]) -> Text:
    told = {"first": first + 1, "last": first + len(some), "all": len(themes)}
    return word("dossier_matrix_caption" if len(some) == len(themes) else "dossier_matrix_part").format(**told)


def _place(code: str) -> Text:
    names = word("position_everywhere") if code == EVERYWHERE else area(code).names
    return Text(*(f"{names[language][:1].upper()}{names[language][1:]}" for language in Language))


def _cell(held: Iterable[Position]) -> Texts:
    """What the ministries say, each after its short name; a dash where none has said anything."""

    def told(language: Language) -> str:
        said = (
            f"{one.organisation.short[language]}: {word(f'position_stance_{one.stance}')[language]}" for one in held
        )
        return "; ".join(said) or "\N{EN DASH}"

    return texts_of(Text(*(told(language) for language in Language)))
