"""Who may change strategies: the coordinator the decisions and maps, a council's own people its programme.

Decisions, theme sets and programmes are public documents, so everyone sees them.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from alke.workspace.people.models import Role
from alke.workspace.people.policies import Policy, grant
from alke.workspace.strategies.models import (
    Decision,
    Element,
    Goal,
    Measure,
    Programme,
    ProgrammeIndicator,
    SetTheme,
    ThemeSet,
)

_NATIONAL = (grant(Role.COORDINATOR, why="756/2021, 9 §"),)
_OWN = (grant(Role.PREPARER, Role.APPROVER, own=True, side="region", why="756/2021, 17 §, 25 §"),)
_ALL = ("add", "edit", "remove")
_KEPT = ("add", "edit")
"""For what the rounds build on: it is put right, never removed."""

DECISIONS: Policy[Decision] = Policy(grants=dict.fromkeys(_KEPT, _NATIONAL))
ELEMENTS: Policy[Element] = Policy(grants=dict.fromkeys(_ALL, _NATIONAL))
THEME_SETS: Policy[ThemeSet] = Policy(grants=dict.fromkeys(_KEPT, _NATIONAL))
SET_THEMES: Policy[SetTheme] = Policy(grants=dict.fromkeys(_KEPT, _NATIONAL))
PROGRAMMES: Policy[Programme] = Policy(grants=dict.fromkeys(_ALL, _OWN), owner="organisation")
GOALS: Policy[Goal] = Policy(grants=dict.fromkeys(_ALL, _OWN), owner="programme__organisation")
MEASURES: Policy[Measure] = Policy(grants=dict.fromkeys(_ALL, _OWN), owner="goal__programme__organisation")
TARGETS: Policy[ProgrammeIndicator] = Policy(grants=dict.fromkeys(_ALL, _OWN), owner="goal__programme__organisation")

_OF: dict[type[models.Model], Policy[Any]] = {
    Decision: DECISIONS,
    Element: ELEMENTS,
    ThemeSet: THEME_SETS,
    SetTheme: SET_THEMES,
    Programme: PROGRAMMES,
    Goal: GOALS,
    Measure: MEASURES,
    ProgrammeIndicator: TARGETS,
}


def policy_of(row: models.Model) -> Policy[Any]:
    """The policy of a row of this room."""
    return _OF[type(row)]
