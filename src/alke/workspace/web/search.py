"""Search over areas and indicators in all three languages, by beginnings of words and by Finnish case forms.

Leaves out searching inside texts of the pictures.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from alke.areas import COUNTRY, REGIONS, area, resolve
from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.indicators.generation import Generation


def folded(text: str) -> str:
    """Lower case without accents other than what tells letters apart to a person in a hurry."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _words(text: str) -> list[str]:
    return [word for word in "".join(c if c.isalnum() else " " for c in folded(text)).split() if word]


_Row = tuple[str, str, tuple[tuple[frozenset[str], int], ...]]


@lru_cache(maxsize=4)
def _index(made: Generation) -> tuple[_Row, ...]:
    """For each thing: its kind, its code, and sets of words with what a match in them weighs."""
    rows: list[_Row] = []
    for code in (COUNTRY, *REGIONS):
        place = area(code)
        cases = (getattr(place.forms, case) for case in ("nom", "gen", "par", "ine", "ela", "ill"))
        names = (*(place.names[language] for language in Language), *cases, code)
        rows.append(("area", code, ((_set(names), 4),)))
    for one in made.listed.values():
        titles = _set((*(one.name[language] for language in Language), one.id, one.key))
        forms = _set(one.in_text.fi.values())
        more = _set(one.definition[language] for language in Language)
        rows.append(("indicator", one.id, ((titles, 4), (forms, 3), (more, 1))))
    return tuple(rows)


def _set(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _words(text))


def results(made: Generation, query: str, language: Language) -> dict[str, Any]:
    """Areas and indicators in which every word of the query begins a word, the best first."""
    asked = _words(query)
    found: list[tuple[int, str, str]] = []
    for kind, code, groups in _index(made) if asked else ():
        weights = [
            max((w for words, w in groups if any(_fits(word, each) for each in words)), default=0) for word in asked
        ]
        if all(weights):
            found.append((-sum(weights), kind, code))
    found.sort()
    held = set(made.ids_with_values())
    return {
        "areas": [area(code) for _, kind, code in found if kind == "area"],
        "indicators": [(made.catalogue[c], c in held) for _, kind, c in found if kind == "indicator"],
        "municipality": None if found else _elsewhere(query),
    }


def _fits(word: str, held: str) -> bool:
    """Whether a word asked for begins a held word, or names an inflected form of it ("Kainuussa", "työttömyyttä")."""
    if held.startswith(word):
        return True
    stem = max(5, len(word) - 3)
    return len(word) > 5 and held[:stem] == word[:stem]


def _elsewhere(query: str) -> Any:
    """A municipality or other area of that name and the region it is in, so that the reader gets on."""
    from alke.areas import parent

    try:
        place = resolve(query)
        above = parent(place.code, "MK")
    except AlkeError:
        return None
    return (place, area(above)) if above else None
