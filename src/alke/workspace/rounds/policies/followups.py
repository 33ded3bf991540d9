"""Who may do what to a follow-up: its owner says, the state and auditors weigh, the coordinator has it discussed."""

from __future__ import annotations

from django.db.models import QuerySet

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.people.models import Role
from alke.workspace.people.policies import grant
from alke.workspace.rounds.models import FollowUp
from alke.workspace.rounds.policies.opened import UntilClosed
from alke.workspace.rounds.policies.parts import Part
from alke.workspace.rounds.policies.rounds import COORDINATOR, OF_OPENED
from alke.workspace.rounds.rules.outcomes import shortened

WHY = "797/2021, 15 §"
_OWNER = (grant(Role.APPROVER, Role.PREPARER, Role.COORDINATOR, own=True), grant(Role.EXPERT, own=True, side="state"))
_ASSESSOR = (grant(Role.EXPERT, Role.COORDINATOR, side="state", why=WHY), grant(Role.AUDITOR))
_STEERS = (grant(Role.COORDINATOR, why=WHY),)

FOLLOWUPS: UntilClosed[FollowUp] = UntilClosed(
    before_opening=False,
    grants={
        "say": _OWNER,
        "assess": _ASSESSOR,
        "bring": (*_OWNER, *_ASSESSOR),
        "remark": (*_OWNER, *_ASSESSOR),
        "discuss": (*_STEERS, grant(Role.SECRETARY, side="state")),
        "skip": _STEERS,
    },
    owner="conclusion__owner",
    public=OF_OPENED,
    roles=COORDINATOR,
)


def _rows() -> QuerySet[FollowUp]:
    return FollowUp.objects.select_related("round", "conclusion__owner", "conclusion__outcome__round")


def _back(one: FollowUp, language: Language) -> str:
    return address(language, "followup", year=one.round.year, pk=one.pk)


PARTS = {
    ("followup", "remarks"): Part(
        rows=_rows,
        policy=FOLLOWUPS,
        verb="remark",
        label="followup_remarks",
        lead=lambda one, language: f"{one.conclusion.number}. {shortened(one.conclusion.quote, 200)}",
        back=_back,
    )
}
