"""Who may do what to what is owed and to what has come.

A delivery is public on receipt (act on the openness of government activities 621/1999, 7 §), so everyone sees every
delivery of an opened round. A round in preparation is known to the coordinator alone, also by those who will owe it.
"""

from __future__ import annotations

from django.db.models import Q

from alke.workspace.people.models import Role
from alke.workspace.people.policies import Policy, grant
from alke.workspace.rounds.models import Deliverable, Delivery
from alke.workspace.rounds.policies.opened import OfOpened
from alke.workspace.rounds.policies.rounds import COORDINATOR, OF_OPENED, STATES

OWN = grant(Role.PREPARER, Role.APPROVER, own=True, side="region", states=["open", "closed"])
STEERED = grant(Role.COORDINATOR, states=["preparing", "open"])

DELIVERABLES: OfOpened[Deliverable] = OfOpened(
    grants={
        "ask": (STEERED,),
        "change_deadline": (STEERED,),
        "waive": (STEERED,),
        "owe_again": (STEERED,),
        "deliver": (OWN,),
        "record": (grant(Role.COORDINATOR, states=["open", "closed"]),),
        "handle": (OWN, grant(Role.COORDINATOR, states=["open", "closed"])),
    },
    owner="owner",
    public=OF_OPENED,
    roles=COORDINATOR,
    state_words=STATES,
)
"""`deliver` is a council's own delivery; `record` is the ministry's of what came to it by e-mail or post."""

DELIVERIES: Policy[Delivery] = Policy(
    grants={},
    owner="deliverable__owner",
    public=~Q(deliverable__round__state="preparing"),
    state_words=STATES,
)
"""Nothing is done to a delivery once it has come: a new one replaces it."""
