"""The format of the talks, read from what the sessions cover; and what a change of format moves, cell by cell.

A format is never stored: per region, for areas, joint thematic or a mix are the same sessions over other cells.
Leaves out dates and places (`sessions.py`) and saving (`actions/formats.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from alke.workspace.rounds.rules.coverage import Cell


class Format(StrEnum):
    """The way the talks are held."""

    PER_REGION = "per_region"
    PER_AREA = "per_area"
    JOINT_THEMATIC = "joint_thematic"
    MIXED = "mixed"
    UNKNOWN = "unknown"
    """No session covers anything yet."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Who takes part, what is discussed, and which session covers which cells.

    Attributes:
        regions: Codes of the regions of the round.
        themes: Theme's id → its name, for the words of a change.
        sessions: Session's key → its cells; the key is its id, or anything else for one that is not saved yet.
        names: Session's key → its name.
        elsewhere: Cells that meetings other than sessions cover.
    """

    regions: tuple[str, ...]
    themes: Mapping[int, str]
    sessions: Mapping[str, frozenset[Cell]]
    names: Mapping[str, str] = field(default_factory=dict)
    elsewhere: frozenset[Cell] = frozenset()

    def record(self) -> dict[str, Any]:
        """As plain data, to be kept; `read` gives it back."""
        return {
            "format": format_of(self).value,
            "regions": list(self.regions),
            "themes": [[pk, name] for pk, name in self.themes.items()],
            "sessions": [
                {"key": key, "name": self.names.get(key, key), "cells": sorted([c.region, c.theme] for c in cells)}
                for key, cells in self.sessions.items()
            ],
            "elsewhere": sorted([cell.region, cell.theme] for cell in self.elsewhere),
        }

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> Layout:
        """A layout from its record."""
        return cls(
            tuple(record["regions"]),
            dict(record["themes"]),
            {one["key"]: frozenset(Cell(*cell) for cell in one["cells"]) for one in record["sessions"]},
            {one["key"]: one["name"] for one in record["sessions"]},
            frozenset(Cell(*cell) for cell in record["elsewhere"]),
        )

    def of_region(self, code: str) -> list[str]:
        """Keys of the sessions that a region takes part in."""
        return [key for key, cells in self.sessions.items() if any(cell.region == code for cell in cells)]


def shape_of(cells: Iterable[Cell], regions: Iterable[str]) -> Format:
    """What one session is by itself: for one region, for an area, or for all regions of the round."""
    own, every = {cell.region for cell in cells}, set(regions)
    if not own:
        return Format.UNKNOWN
    if len(own) == 1:
        return Format.PER_REGION
    return Format.JOINT_THEMATIC if own >= every else Format.PER_AREA


def format_of(layout: Layout) -> Format:
    """The format of a round: what all its sessions are, or `MIXED` when they differ."""
    shapes = {shape_of(cells, layout.regions) for cells in layout.sessions.values() if cells}
    if not shapes:
        return Format.UNKNOWN
    return shapes.pop() if len(shapes) == 1 else Format.MIXED


@dataclass(frozen=True, slots=True)
class Move:
    """Cells that go the same way: from some sessions to others, either of which may be none.

    Attributes:
        cells: The cells, sorted.
        before: Keys of the sessions that covered them.
        after: Keys of the sessions that cover them now.
    """

    cells: tuple[Cell, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of format moves.

    Attributes:
        moved: Cells whose session is another one.
        uncovered: Cells that no session covers any more, nor any other meeting.
        covered: Cells that no session covered before.
        unchanged: Cells whose sessions are the same.
        gone: Keys of the sessions that are no more.
        new: Keys of the new sessions.
        kept: Keys of the sessions that stay.
    """

    moved: tuple[Move, ...]
    uncovered: tuple[Move, ...]
    covered: tuple[Move, ...]
    unchanged: tuple[Cell, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing moves at all."""
        return not (self.moved or self.uncovered or self.covered or self.gone or self.new)


def compare(before: Layout, after: Layout) -> Moved:
    """What moved between two layouts of one round; every cell of either is in exactly one group."""
    then, now = _by_cell(before), _by_cell(after)
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Cell]] = {}
    unchanged = []
    for cell in sorted(then.keys() | now.keys()):
        was, is_ = then.get(cell, ()), now.get(cell, ())
        if was == is_:
            unchanged.append(cell)
        else:
            groups.setdefault((was, is_), []).append(cell)
    moves = [Move(tuple(cells), was, is_) for (was, is_), cells in groups.items()]
    lost = [_without(move, after.elsewhere) for move in moves if move.before and not move.after]
    return Moved(
        moved=tuple(move for move in moves if move.before and move.after),
        uncovered=tuple(move for move in lost if move.cells),
        covered=tuple(move for move in moves if not move.before),
        unchanged=(
            *unchanged,
            *(c for m in moves if m.before and not m.after for c in m.cells if c in after.elsewhere),
        ),
        gone=tuple(key for key in before.sessions if key not in after.sessions),
        new=tuple(key for key in after.sessions if key not in before.sessions),
        kept=tuple(key for key in before.sessions if key in after.sessions),
    )


def _by_cell(layout: Layout) -> dict[Cell, tuple[str, ...]]:
    found: dict[Cell, tuple[str, ...]] = {}
    for key, cells in layout.sessions.items():
        for cell in cells:
            found[cell] = (*found.get(cell, ()), key)
    return {cell: tuple(sorted(keys)) for cell, keys in found.items()}


def _without(move: Move, held: frozenset[Cell]) -> Move:
    return Move(tuple(cell for cell in move.cells if cell not in held), move.before, move.after)
