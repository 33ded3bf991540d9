"""Which rows of a table make up each area: its own row, or the sum of its municipalities in the newest division.

An area's series is kept in one territory: two tables may be joined only where the area has the same borders in both.
Leaves out the divisions themselves (`alke.areas`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from alke.areas import COUNTRY, FIRST, LAST, REGIONS, Level, area, find
from alke.areas.divisions import current, membership, municipalities, parent
from alke.statistics.cube import Axis, Cube, Role
from alke.statistics.store import Vintage

_LEVELS = (Level.COUNTRY, Level.REGION, Level.SUBREGION, Level.MUNICIPALITY)
_STATED = (
    re.compile(r"(?:^|_)(20\d\d)(?:0101|$)"),  # alue_23_20260101
    re.compile(r"\b1\.1\.(20\d\d)"),  # … 1.1.2026 aluejakoa …
    re.compile(r"1 January (20\d\d)"),
    re.compile(r"1 januari (20\d\d)"),
)


@dataclass(frozen=True)
class Rows:
    """Rows of a table's area axis by area.

    Attributes:
        members: The rows that are summed; one row for an area the table itself gives.
        year: The year, or other name, of the division in which the area is meant; "" when not known.
    """

    members: Mapping[str, tuple[int, ...]]
    year: Mapping[str, str]


def ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Area codes in the order values have them: whole country, regions, sub-regions, municipalities, others."""
    place = {"SSS": 0, "MK": 1, "SK": 2, "KU": 3}
    return tuple(sorted(codes, key=lambda code: (place.get(code.rstrip("0123456789"), 4), code)))


def rows(cube: Cube, vintage: Vintage, *, summed: bool) -> Rows:
    """The rows that make up each area of a table.

    An area's own row is taken before a sum, unless the table states a division in which the area has other borders
    than in the newest. A region is summed only when all its municipalities of some year are there.

    Args:
        cube: The table.
        vintage: The kept table it is, which may know its division.
        summed: Whether municipalities may be summed at all; not for what only the publisher can compute.
    """
    axis = next((axis for axis in cube.axes if axis.role is Role.AREA), None)
    if axis is None:
        return Rows({COUNTRY: (0,)}, {COUNTRY: ""})
    own = _own(axis)
    stated = vintage.division or stated_division(cube, axis)
    members: dict[str, tuple[int, ...]] = {code: (row,) for code, row in own.items()}
    counted = {code: row for code, row in own.items() if _counts(cube, axis, code, row)}
    municipal = stated or _municipal_year(counted)
    year = {code: municipal if code.startswith("KU") else stated for code in own}
    if summed:
        sums = _sums(counted)
        for code, summands in sums.items():
            if code not in own or not same_territory(code, stated, str(LAST)):
                members[code], year[code] = summands, str(LAST)
        if COUNTRY not in members and set(REGIONS) <= set(members):
            members[COUNTRY] = tuple(row for region in REGIONS for row in members[region])
            year[COUNTRY] = ""
    codes = ordered(members)
    return Rows({code: members[code] for code in codes}, {code: year[code] for code in codes})


def _own(axis: Axis) -> dict[str, int]:
    found: dict[str, int] = {}
    for row, code in enumerate(axis.codes):
        for name in (code, *(labels[row] for labels in axis.labels.values())):
            place = find(name)
            if place is not None and place.level in _LEVELS:
                found.setdefault(place.code, row)
                break
    return found


def _counts(cube: Cube, axis: Axis, code: str, row: int) -> bool:
    """Whether a row takes part in sums: a municipality, and if it was abolished, one with any number at all."""
    if not code.startswith("KU"):
        return False
    return area(code).existed(LAST) or bool(np.isfinite(np.take(cube.numbers, row, cube.axes.index(axis))).any())


def _sums(own: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """The regions, sub-regions and whole country that a table's municipalities make up completely."""
    codes = tuple(own)
    if not codes:
        return {}
    found = {}
    for level in (Level.COUNTRY, Level.REGION, Level.SUBREGION):
        placed = membership(codes, level)
        divided = {parent(now, level) for code in placed.partial for now in current(code)}
        for place, target in enumerate(placed.targets):
            summands = [codes[index] for index in np.flatnonzero(placed.rows == place)]
            if target not in divided and _complete(target, frozenset(summands)):
                found[target] = tuple(own[code] for code in summands)
    return found


@cache
def _needed(target: str) -> tuple[frozenset[str], ...]:
    """The municipalities that make up an area of the newest division, by the municipalities of each year."""
    now = set(municipalities(target))
    needed = dict.fromkeys(
        frozenset(code for code in municipalities(COUNTRY, year) if now & set(current(code)))
        for year in range(LAST, FIRST - 1, -1)
    )
    return tuple(needed)


def _complete(target: str, codes: frozenset[str]) -> bool:
    return any(needed <= codes for needed in _needed(target))


def _municipal_year(codes: Iterable[str]) -> str:
    """The newest year whose municipalities a table has, with the fewest others; "" when it has those of no year."""
    there = set(codes)
    years = [year for year in range(LAST, FIRST - 1, -1) if there >= set(municipalities(COUNTRY, year))]
    return str(max(years, key=lambda year: len(municipalities(COUNTRY, year)))) if years else ""


def stated_division(cube: Cube, axis: Axis) -> str:
    """The year of the regional division that a table says it is in, "" when it does not say."""
    texts: Sequence[str] = (axis.code, axis.codelist, *(note for notes in cube.notes.values() for note in notes))
    for form in _STATED:
        for text in texts:
            match = form.search(text)
            if match:
                return match.group(1)
    return ""


def same_territory(code: str, one: str, other: str) -> bool:
    """Whether an area has the same borders in two divisions; a division that is not known is taken to agree."""
    if one == other or not one or not other or code == COUNTRY:
        return True
    if not (one.isdigit() and other.isdigit()):
        return False
    years = int(one), int(other)
    if any(not FIRST <= year <= LAST for year in years):
        return False
    return _territory(code, years[0]) == _territory(code, years[1])


@cache
def _territory(code: str, year: int) -> frozenset[str]:
    """An area as the municipalities of 2013 that it is made of."""
    inside = {code} if code.startswith("KU") else set(municipalities(code, year))
    return frozenset(old for old in municipalities(COUNTRY, FIRST) if inside & set(current(old, year)))
