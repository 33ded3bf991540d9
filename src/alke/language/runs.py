"""Running text whose every number knows its source: a tuple of runs, shared by sentences, charts' tables and documents.

Leaves out how runs are marked up (`documents/`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alke.indicators.values import Ref


@dataclass(frozen=True, slots=True)
class Plain:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as shown, with the address it can be recomputed from. `text` holds the number (and its sign) only."""

    text: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that weigh more."""

    text: str


Run = Plain | Number | Link | Strong
Runs = tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """The text of runs without marking."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the rule that made it, such as ``level/above``."""

    rule: str
    runs: Runs

    def __str__(self) -> str:
        return plain(self.runs)
