"""Who may do what to bodies, meetings and what is recorded of them.

A forum of the state's side is run by the coordinator and its secretary, a council's own bodies by the council's own
people. What a document tells of anybody's meeting may be recorded by anyone who takes part in the round.
Leaves out which meetings of a round in preparation are seen: `rounds/policies/meetings.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from alke.workspace.meetings.models import Body, Case, Item, Meeting, Source
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Role
from alke.workspace.people.policies import M, Policy, grant

TAKE_PART = (Role.COORDINATOR, Role.SECRETARY, Role.PREPARER, Role.APPROVER, Role.EXPERT)
"""Roles that take part in a round's work."""
RUN = (grant(Role.COORDINATOR, Role.SECRETARY, Role.PREPARER, Role.APPROVER, own=True),)


@dataclass(frozen=True)
class OfBodies(Policy[M]):
    """A body that belongs to no organisation is the state's to run: MKJ, the ministries' network."""

    def _owns(self, actor: Actor, row: M) -> bool:
        body: Any = row
        while not isinstance(body, Body):
            body = body.meeting if isinstance(body, Item) else body.body
        return body.organisation_id == actor.organisation_id if body.organisation_id else actor.state


BODIES: Policy[Body] = OfBodies(
    grants={"plan": RUN, "record": (grant(*TAKE_PART),)},
    owner="organisation",
)
MEETINGS: Policy[Meeting] = OfBodies(
    grants={"change": RUN, "cancel": RUN, "hold": RUN, "record": (grant(*TAKE_PART),)},
    owner="body__organisation",
)
ITEMS: Policy[Item] = OfBodies(
    grants={"record": (grant(*TAKE_PART),)},
    owner="meeting__body__organisation",
)
CASES: Policy[Case] = Policy(grants={"record": (grant(*TAKE_PART),)}, owner="organisation")
SOURCES: Policy[Source] = Policy(grants={"record": (grant(*TAKE_PART),)}, owner="organisation", public=Q(public=True))
