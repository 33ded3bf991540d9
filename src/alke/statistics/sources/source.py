"""What every source does: plan how a wanted table is asked for, fetch each part of it, read the parts into a Cube.

Leaves out keeping the parts (`fetching.py`) and the sources themselves.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from alke.base.languages import Language
from alke.statistics.cube import Cube
from alke.statistics.sources.http import Client
from alke.statistics.sources.wanted import Wanted


@dataclass(frozen=True)
class Plan:
    """How one table is asked for.

    Attributes:
        table: The accepted id under which the source has it.
        address: Where it is.
        updated: When the publisher last updated it as it says, "" when it does not.
        asks: The question of each part, in order; with `updated` it identifies the answer.
        memory: What the source needs again to read the parts.
        warnings: What the table lacks of what was wanted.
    """

    table: str
    address: str
    updated: str
    asks: tuple[Any, ...]
    memory: Any
    warnings: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name of this question: the same for the same table, selection and update."""
        text = repr((self.address, self.updated, self.asks))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass
class Source(ABC):
    """A server that publishes tables.

    Attributes:
        base: Its address, without a slash at the end.
        client: Asks it.
        languages: The languages to take labels in.
        about: What is told of the source in the registry.
    """

    base: str
    client: Client
    languages: Sequence[Language]
    about: Any

    @abstractmethod
    def plan(self, wanted: Wanted) -> Plan:
        """How to ask for a table.

        Raises:
            SourceError: when the source has no such table, or nothing of what is wanted in it.
        """

    @abstractmethod
    def part(self, plan: Plan, number: int) -> bytes:
        """Fetch one part, checked to be what was asked for.

        Raises:
            SourceError: when it is not.
        """

    @abstractmethod
    def cube(self, plan: Plan, parts: Sequence[bytes]) -> Cube:
        """The table of all its parts.

        Raises:
            ChangedError: when the table was updated between them.
            SourceError: when they do not make the table that was asked for.
        """
