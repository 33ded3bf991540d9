"""Everything a person must do now, the most urgent first."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from alke.workspace.people.actors import Actor
from alke.workspace.rounds.duties.duty import Desk, Duty

MOST = 7
"""How many a page shows before it leads to the rest."""
Finder = Callable[[Desk], Iterable[Duty]]


@cache
def finders() -> tuple[Finder, ...]:
    """``duties`` of every file of this folder that has one."""
    here = importlib.import_module(__package__)
    files = [importlib.import_module(f"{here.__name__}.{found.name}") for found in pkgutil.iter_modules(here.__path__)]
    return tuple(file.duties for file in files if hasattr(file, "duties"))


def duties_of(actor: Actor, today: date) -> list[Duty]:
    """All duties of an actor, late ones first, then those due soon, then the rest by day and weight."""
    if not actor.signed_in or not actor.organisation:
        return []
    desk = Desk(actor, today)
    return sorted((duty for find in finders() for duty in find(desk)), key=lambda duty: duty.key)
