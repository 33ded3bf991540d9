"""The texts that people write in a round: which part of which row, who may write it, and where it is shown.

Each question's policy file registers its own with `register`. Leaves out the texts themselves (`journal/writings.py`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models import QuerySet
from django.http import Http404

from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.journal.models import Audience
from alke.workspace.people.actors import Actor
from alke.workspace.people.policies import Policy

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Part(Generic[M]):
    """A text of a row.

    Attributes:
        rows: Gives the queryset of the rows, with what the policy needs joined.
        policy: The policy of the row.
        verb: The verb of the policy that writing it needs, such as ``write``.
        label: Key of the word for the text.
        lead: What the row is, as the page of writing tells it.
        back: The address of the page that shows the text.
        private: Whether the row is still its organisation's own draft, so that the log tells of it to nobody else.
    """

    rows: Callable[[], QuerySet[M]]
    policy: Policy[M]
    verb: str
    label: str
    lead: Callable[[M, Language], str]
    back: Callable[[M, Language], str]
    private: Callable[[M], bool] = lambda row: False

    def write(
        self, row: M, part: str, language: Language, text: str, *, base: int, by: Actor
    ) -> writings.Saved | writings.Stale:
        """Save the text; see `writings.write`.

        Raises:
            Refused: when the actor may not, or no longer.
        """

        def demand() -> None:
            self.policy.demand(by, self.verb, row)

        def audience(row: M) -> str:
            return Audience.ORGANISATION if self.private(row) else Audience.PUBLIC

        return writings.write(row, part, language, text, base=base, by=by, audience=audience, demand=demand)


@cache
def parts() -> dict[tuple[str, str], Part[Any]]:
    """(kind, part) → the part, gathered from ``PARTS`` of the files of this folder; kind is the model's name."""
    here = importlib.import_module(__package__)
    files = [importlib.import_module(f"{here.__name__}.{found.name}") for found in pkgutil.iter_modules(here.__path__)]
    return {key: part for file in files for key, part in getattr(file, "PARTS", {}).items()}


def part_of(kind: str, part: str) -> Part[Any]:
    """The part of a kind of row.

    Raises:
        Http404: when there is none.
    """
    found = parts().get((kind, part))
    if found is None:
        raise Http404
    return found
