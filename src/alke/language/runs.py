"""Running text whose every number knows its source: a tuple of runs, shared by sentences, charts' tables and documents.

Leaves out how runs are marked up (`documents/`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alke.base.languages import Language
from alke.indicators.values import Ref


@dataclass(frozen=True, slots=True)
class Plain:
    """Words; `language` is told when it is not that of the text around them."""

    text: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number as shown, with the address it can be recomputed from. `text` holds the number (and its sign) only."""

    text: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address; `language` as of `Plain`."""

    text: str
    address: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that weigh more."""

    text: str


Run = Plain | Number | Link | Strong
Runs = tuple[Run, ...]


def language_of(run: Run) -> Language | None:
    """The language of a run when it is not that of the text around it."""
    return run.language if isinstance(run, Plain | Link) else None


def foreign(language: Language, around: Language) -> Language | None:
    """What a run in `language` is told to be in amid text in the language `around`: None when they are the same."""
    return language if language != around else None


def plain(runs: Iterable[Run]) -> str:
    """The text of runs without marking."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, the rule that made it, such as ``level/above``, and the key of the finding that it tells."""

    rule: str
    runs: Runs
    finding: str = ""

    def __str__(self) -> str:
        return plain(self.runs)
