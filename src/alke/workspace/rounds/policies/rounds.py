"""Who may do what to a round. A round in preparation is the coordinator's draft: nobody else knows of it."""

from __future__ import annotations

from django.db.models import Q

from alke.workspace.people.models import Role
from alke.workspace.people.policies import Policy, grant
from alke.workspace.rounds.models import Round
from alke.workspace.words import word

OPENED = ~Q(state="preparing")
OF_OPENED = ~Q(round__state="preparing")
"""For rows that belong to a round: what anyone may know of. Put it into the `public` of their policies."""
COORDINATOR = {str(Role.COORDINATOR): Q(pk__isnull=False)}
"""For `roles` of those policies: the coordinator sees rows of rounds in preparation too."""

STATES = {state: word(f"round_state_{state}") for state in ("preparing", "open", "closed")}

ROUNDS: Policy[Round] = Policy(
    grants={
        "make": (grant(Role.COORDINATOR),),
        "edit": (grant(Role.COORDINATOR, states=["preparing", "open"]),),
        "open": (grant(Role.COORDINATOR, states=["preparing"], why="756/2021, 27 §"),),
        "close": (grant(Role.COORDINATOR, states=["open"], why="797/2021, 15 §"),),
        "reopen": (grant(Role.COORDINATOR, states=["closed"]),),
        "change_format": (grant(Role.COORDINATOR, states=["preparing", "open"]),),
        "steer": (grant(Role.COORDINATOR, Role.SECRETARY),),
    },
    public=OPENED,
    roles=COORDINATOR,
    state_words=STATES,
)
