"""Finding an area by whatever a publisher calls it: a code, a name in any language, or both together.

Leaves out guessing: a name that is not known is not found, and the error names the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from alke.areas.area import Area, Level
from alke.areas.register import area, register, spellings
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language

# Of namesakes the first level wins: "Pohjanmaa" is the region, "Kajaani" the municipality.
_ORDER = (
    Level.COUNTRY,
    Level.REGION,
    Level.MUNICIPALITY,
    Level.SUBREGION,
    Level.MAJOR,
    Level.WELLBEING,
    Level.EMPLOYMENT,
    Level.EVK,
    Level.ELY,
)
_COUNTRY = ("Koko maa", "Hela landet", "Whole country", "Suomi", "Finland", "FI", "Koko Suomi")
_CODE = re.compile(
    r"(SSS|(?:MK|KU|SK|SA|HVA|TA|ELY|EVK)\d{1,3}|FI[0-9A-Z]{2,3}|\d{2,3})(?:\s+(?:-\s+)?(.+))?", re.IGNORECASE
)


def _key(name: str) -> str:
    """A name without what publishers vary: case, dashes, spaces."""
    text = re.sub(r"\s*[-\u2010-\u2015]\s*", "-", name.strip().strip("\"'*"))
    return " ".join(text.split()).casefold().removesuffix(" sub-regional unit")


@cache
def _index() -> Mapping[str, Mapping[str, frozenset[Language]]]:
    """For each key the areas it names, best level first, with the languages of the name (all for former spellings)."""
    found: dict[str, dict[str, frozenset[Language]]] = {}

    def add(name: str, code: str, languages: frozenset[Language]) -> None:
        held = found.setdefault(_key(name), {})
        held[code] = held.get(code, frozenset()) | languages

    everywhere = frozenset(Language)
    more = spellings()
    for place in sorted(register().values(), key=lambda place: _ORDER.index(place.level)):
        for language in Language:
            add(place.names[language], place.code, frozenset({language}))
            add(place.official[language], place.code, frozenset({language}))
        for name in (*more.get(place.code, ()), *(_COUNTRY if place.level is Level.COUNTRY else ()), place.code):
            add(name, place.code, everywhere)
    return found


def _numbered(number: str, level: Level | None) -> tuple[str, ...]:
    """The codes a bare number may stand for: of the level, or two digits a region, three one of two smaller."""
    levels = (level,) if level else (Level.REGION,) if len(number) == 2 else (Level.MUNICIPALITY, Level.SUBREGION)
    return tuple(code for each in levels if (code := f"{each.value}{number}") in register())


def _matches(name: str, language: Language | None, level: Level | None) -> tuple[str, ...]:
    held = _index().get(_key(name), {})
    named = tuple(sorted(held, key=lambda code: language is not None and language not in held[code]))
    match = _CODE.fullmatch(name.strip())
    if named or not match:
        return named
    code, rest = match.groups()
    codes = _numbered(code, level) if code.isdigit() else tuple(_index().get(_key(code), {}))
    if not rest:
        return codes
    others = _index().get(_key(rest), {})
    # A number alone proves little ("18 vuotta"): the name beside it must be known. A prefixed code proves itself.
    return tuple(each for each in codes if each in others) or (() if others or code.isdigit() else codes)


def find(name: str, language: Language | None = None, level: Level | str | None = None) -> Area | None:
    """The area that a publisher means by `name`, or None.

    Understands codes (``KU091``, ``091``, ``MK01``, ``FI1D8``), names in the three languages and former ones, and
    a code with a name (``091 Helsinki``); of a code and a name that contradict each other it finds nothing.

    Args:
        name: What the publisher wrote.
        language: Names in this language come before namesakes in another, when given.
        level: Only areas of this level, when given; otherwise namesakes go to the country, a region, a municipality,
            and then the other levels.
    """
    wanted = None if level is None else Level.parse(level)
    codes = _matches(name, language, wanted)
    return next((area(code) for code in codes if wanted is None or area(code).level is wanted), None)


def resolve(name: str, language: Language | None = None, level: Level | str | None = None, *, where: str = "") -> Area:
    """As `find`, but an error when there is no such area.

    Raises:
        UnknownCodeError: names the nearest name known; `where` tells the place in the file.
    """
    found = find(name, language, level)
    if found is None:
        wanted = None if level is None else Level.parse(level)
        known = (place for place in register().values() if wanted is None or place.level is wanted)
        names = {word: None for place in known for word in (place.code, *(place.official[each] for each in Language))}
        raise UnknownCodeError("area", name, names, where=where)
    return found
