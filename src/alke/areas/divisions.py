"""What follows from the divisions of the years: areas of a year, what holds what, sums, and what moved.

A municipality belongs where it did in the division asked for. One that did not exist then is followed to the
municipality that took it over. One that was divided among several is placed only where all of them belong together;
otherwise it is told as partial. Leaves out names (`names.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alke.areas.area import Area, Level
from alke.areas.register import LAST, area, division, known_year, register, successors, years
from alke.base.languages import Language, Text, texts

_TEXTS = Path(__file__).with_name("texts.yaml")


@dataclass(frozen=True, slots=True)
class Move:
    """A municipality that changed area.

    Attributes:
        municipality: Its code.
        from_area: The area it left.
        to_area: The area it came to.
        year: The first year in the new area.
        names: The municipality's names.
    """

    municipality: str
    from_area: str
    to_area: str
    year: int
    names: Text


@dataclass(frozen=True, slots=True)
class Membership:
    """Where each of some municipalities belongs in one division.

    Attributes:
        level: The level of the targets.
        year: The division is that of 1 January of this year.
        targets: Codes of the areas, in order; all of the division, also those that none of the codes is in.
        rows: For each code the place of its area in `targets`, -1 when none.
        unknown: Codes that are no municipality's.
        partial: Municipalities divided among several areas; their rows are -1.
        mixed: Municipalities placed as they were in `year` though they later took over one that then belonged
            elsewhere and is not among the codes: figures in a newer division hold both.
        moved: The municipalities among the codes that are elsewhere in another year of 2013-2026.
    """

    level: Level
    year: int
    targets: tuple[str, ...]
    rows: NDArray[np.int64]
    unknown: tuple[str, ...]
    partial: tuple[str, ...]
    mixed: tuple[str, ...]
    moved: tuple[Move, ...]


def areas(level: Level | str, year: int = LAST) -> tuple[Area, ...]:
    """The areas of `level` in the division of 1 January of `year`, by code.

    Raises:
        InputError: when the division of that year is not known.
    """
    return tuple(area(code) for code in sorted(set(division(Level.parse(level), year).values())))


def municipalities(code: str, year: int = LAST) -> tuple[str, ...]:
    """The municipalities of an area in the division of `year`, by code; none when it did not exist then.

    Raises:
        UnknownCodeError: when there is no such area.
        InputError: when the division of that year is not known.
    """
    whole = area(code)
    return tuple(sorted(key for key, target in division(whole.level, year).items() if target == code))


def parent(code: str, level: Level | str, year: int = LAST) -> str | None:
    """The area of `level` that holds all of an area in the division of `year`; None when none does.

    Raises:
        UnknownCodeError: when there is no such area.
        InputError: when the division of that year is not known.
    """
    above = division(Level.parse(level), year)
    holding = {above.get(key) for key in municipalities(code, year)}
    return holding.pop() if len(holding) == 1 else None


def current(code: str, year: int = LAST) -> tuple[str, ...]:
    """The municipalities of `year` that hold what was a municipality; several where it was divided, none if unknown."""
    if code in register() and register()[code].existed(year):
        return (code,)
    found: dict[str, None] = {}
    for successor in successors().get(code, ()):
        found |= dict.fromkeys(current(successor, year))
    return tuple(found)


@cache
def _moves(level: Level) -> tuple[Move, ...]:
    span = years(level)
    found = []
    for before in span[:-1]:
        old, new = division(level, before), division(level, before + 1)
        for code in old.keys() & new.keys():
            if old[code] != new[code]:
                found.append(Move(code, old[code], new[code], before + 1, area(code).names))
    return tuple(sorted(found, key=lambda move: (move.year, move.municipality)))


def moves(code: str | None = None, level: Level | str = Level.REGION) -> tuple[Move, ...]:
    """The municipalities that changed area of `level` in 2013-2026, oldest first; with `code`, those to or from it."""
    if code is not None:
        level = area(code).level
    return tuple(move for move in _moves(Level.parse(level)) if code is None or code in (move.from_area, move.to_area))


def _municipal(code: str) -> str | None:
    """The full code of a municipality written ``KU091`` or ``091``, None when no municipality has it."""
    full = f"KU{code}" if len(code) == 3 and code.isdigit() else code
    known = full in successors() or (full in register() and register()[full].level is Level.MUNICIPALITY)
    return full if known else None


@cache
def _takings(year: int) -> tuple[tuple[str, str], ...]:
    """Municipalities of `year` abolished since, each with the municipality of `year` that took it over."""
    gone = (code for code, after in successors().items() if code in register() and register()[code].existed(year))
    return tuple((code, last) for code in gone for last in current(code, LAST) if register()[last].existed(year))


def membership(codes: Sequence[str], level: Level | str = Level.REGION, year: int = LAST) -> Membership:
    """Where municipalities of any year belong in the division of 1 January of `year`.

    Raises:
        InputError: when the division of that year is not known.
    """
    level = Level.parse(level)
    known_year(year, level)
    above = division(level, year)
    targets = tuple(sorted(set(above.values())))
    place = {code: index for index, code in enumerate(targets)}
    full = [_municipal(code) for code in codes]
    present = set(filter(None, full))
    rows = np.full(len(codes), -1, dtype=np.int64)
    partial = []
    for index, code in enumerate(full):
        if code is None:
            continue
        holding = {above[now] for now in _placed(code, year, above)}
        if len(holding) == 1:
            rows[index] = place[holding.pop()]
        else:
            partial.append(codes[index])
    mixed = tuple(
        last
        for gone, last in _takings(year)
        if last in present and gone not in present and above.get(gone, above[last]) != above[last]
    )
    now = {last for code in present for last in current(code)} | present
    moved = tuple(move for move in moves(level=level) if move.municipality in now)
    unknown = tuple(code for code, known in zip(codes, full, strict=True) if known is None)
    return Membership(level, year, targets, rows, unknown, tuple(partial), mixed, moved)


def _placed(code: str, year: int, above: Mapping[str, str]) -> tuple[str, ...]:
    """The municipalities by which one is placed: itself in `year`, otherwise what took it over."""
    found = tuple(now for now in current(code, year) if now in above)
    return found or tuple(now for now in current(code, LAST) if now in above)


def statement(moved: Iterable[Move], language: Language, year: int = LAST, level: Level | str = Level.REGION) -> str:
    """What a reader of sums in the division of `year` must know: the division, and what is counted elsewhere.

    Args:
        moved: The moves that touch what is shown.
        language: The language.
        year: The year of the division.
        level: The level of the division, for its name.
    """
    table = texts(_TEXTS)
    level = Level.parse(level)
    key = f"division_{level.value}"
    parts = [table[key if key in table else "division"][language].format(year=year)]
    for move in moved:
        counted, other = (move.to_area, move.from_area) if year >= move.year else (move.from_area, move.to_area)
        home, names = area(counted), area(other).names
        into = f"{home.forms.gen} maakuntaan" if home.level is Level.REGION else home.forms.ill
        words = table["moved_until" if year >= move.year else "moved_since"][language]
        target = into if language is Language.FI else home.to[language].partition(" ")[2]
        parts.append(
            words.format(
                name=move.names[language], into=target, other=names[language], last=move.year - 1, first=move.year
            )
        )
    return " ".join(parts)
