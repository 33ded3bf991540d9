"""Where a theme stands, from the steps of its life. Pure; leaves out who may take a step.

Only what has happened or been decided moves a theme: an expected confirmation settles nothing. A theme that anyone
has contested stays contested until a later confirmation or withdrawal.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from alke.base.certainty import Certainty
from alke.workspace.rounds.models.theme import ThemeState


class Step(Protocol):
    """A step of a theme: what, how certain, and its day where it is known."""

    @property
    def kind(self) -> str:
        """A value of `ThemeStep.Kind`."""

    @property
    def certainty(self) -> str:
        """A value of `Certainty`."""

    @property
    def on(self) -> date | None:
        """The day."""


def counts(step: Step) -> bool:
    """Whether a step has happened, or is decided to."""
    return step.certainty in (Certainty.HELD, Certainty.DECIDED)


def state_after(steps: Iterable[Step]) -> ThemeState:
    """The state of a theme after its steps.

    Args:
        steps: In the order they were recorded. What was contested before the day of a confirmation does not undo it,
            whenever it was recorded.

    Returns:
        ``proposed`` when nothing has settled it.
    """
    state, settled_on = ThemeState.PROPOSED, None
    for step in steps:
        if not counts(step):
            continue
        if step.kind == "confirmed":
            state, settled_on = ThemeState.CONFIRMED, step.on
        elif step.kind == "withdrawn":
            state, settled_on = ThemeState.WITHDRAWN, step.on
        elif step.kind == "contested":
            if state != ThemeState.WITHDRAWN and not _before(step.on, settled_on):
                state = ThemeState.CONTESTED
        elif step.kind == "proposed" and state == ThemeState.WITHDRAWN and not _before(step.on, settled_on):
            state = ThemeState.PROPOSED
    return state


def _before(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other
