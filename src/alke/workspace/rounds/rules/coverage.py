"""Where a cell of the coverage board stands: a cell is one region × one theme. Leaves out who covers it and storage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Cell(NamedTuple):
    """A region's code and a theme's id."""

    region: str
    theme: int


class Standing(StrEnum):
    """Where a cell stands, the strongest first."""

    DISCUSSED = "discussed"
    PLANNED = "planned"
    SKIPPED = "skipped"
    UNDISCUSSED = "undiscussed"
    """Nobody has taken it up, and nobody has said why not."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One coverage row of a cell: its state, and whether the meeting it is planned in has been cancelled."""

    state: str
    cancelled: bool = False


def standing(marks: Iterable[Mark]) -> Standing:
    """Where a cell stands by all its rows.

    What has been discussed stays discussed. A plan in a cancelled meeting is no plan, and a cell that a meeting did not
    reach is undiscussed until another takes it up.
    """
    states = {one.state for one in marks if not (one.cancelled and one.state == "planned")}
    return next((one for one in Standing if one.value in states), Standing.UNDISCUSSED)


def concerned(regions: Sequence[str], themes: Mapping[int, Sequence[str]]) -> list[Cell]:
    """The cells of a round, row by row.

    Args:
        regions: Codes of the regions that take part.
        themes: Theme's id → codes of the regions it is for; empty for all.
    """
    return [Cell(code, pk) for code in regions for pk, only in themes.items() if not only or code in only]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cells stand where."""

    discussed: int = 0
    planned: int = 0
    skipped: int = 0
    undiscussed: int = 0

    @property
    def total(self) -> int:
        """All cells of the round."""
        return self.discussed + self.planned + self.skipped + self.undiscussed

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> Counts:
        """Count the cells."""
        every = list(standings)
        return cls(*(every.count(one) for one in Standing))
