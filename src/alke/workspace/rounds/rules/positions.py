"""Whether positions differ, and which versions of a position's text others may read. Pure: knows of no database.

Leaves out who may write a position (`policies/positions.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from alke.workspace.rounds.models import Stance

EVERYWHERE = "SSS"
"""The region code of a ministry's position that holds for every region."""
FOR = frozenset({Stance.SUPPORTS, Stance.WITH_CONDITIONS})
AGAINST = frozenset({Stance.CONCERNED, Stance.CANNOT_SUPPORT})

Spell = tuple[datetime, datetime | None]
"""A time during which a position was released; None while it still is."""


class Difference(StrEnum):
    """How positions on one theme in one region stand to each other."""

    NONE = "none"
    DEGREE = "degree"
    """Not the same, but nobody is against what another is for."""
    OPPOSED = "opposed"
    """One is for what another is worried about or cannot support."""


def difference(stances: Iterable[str]) -> Difference:
    """How the stances differ; one alone, or none, differs from nothing."""
    held = {Stance(one) for one in stances}
    if held & FOR and held & AGAINST:
        return Difference.OPPOSED
    return Difference.DEGREE if len(held) > 1 else Difference.NONE


def spells(steps: Iterable[tuple[datetime, str]]) -> list[Spell]:
    """The times during which a position was released.

    Args:
        steps: (moment, ``release`` or ``withdraw``), oldest first.
    """
    found: list[Spell] = []
    start: datetime | None = None
    for at, what in steps:
        if what == "release" and start is None:
            start = at
        elif what == "withdraw" and start is not None:
            found.append((start, at))
            start = None
    return [*found, (start, None)] if start is not None else found


def published(written: Sequence[datetime], released: Sequence[Spell]) -> list[int]:
    """Which versions were in force while the position was released; the others stay its organisation's own.

    Args:
        written: When each version came into force, oldest first.
        released: See `spells`.

    Returns:
        Places in `written`.
    """
    shown = []
    for place, start in enumerate(written):
        end = written[place + 1] if place + 1 < len(written) else None
        if any((end is None or begun < end) and (ended is None or ended > start) for begun, ended in released):
            shown.append(place)
    return shown
