"""Who may do what to a round. A round in preparation is the coordinator's draft: nobody else knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.meetings.policies import TAKE_PART
from alke.workspace.people.models import Role
from alke.workspace.people.policies import Policy, grant
from alke.workspace.rounds.models import OperatingModel, Round
from alke.workspace.rounds.policies.parts import Part
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
        "steer": (grant(Role.COORDINATOR, Role.SECRETARY, side="state"),),
        "propose_theme": (
            grant(Role.COORDINATOR, states=["preparing", "open"]),
            grant(Role.SECRETARY, Role.PREPARER, Role.APPROVER, Role.EXPERT, states=["open"]),
        ),
        "confirm_themes": (
            grant(Role.COORDINATOR, Role.SECRETARY, side="state", states=["preparing", "open"], why="797/2021, 15 §"),
        ),
        # What a document tells of a round may be recorded at any time, of past rounds too.
        "tell": (grant(*TAKE_PART),),
        "settle": (grant(Role.COORDINATOR, Role.SECRETARY, side="state"),),
    },
    public=OPENED,
    roles=COORDINATOR,
    state_words=STATES,
)
MODELS: Policy[OperatingModel] = Policy(
    grants={
        "make": (grant(Role.COORDINATOR),),
        "edit": (grant(Role.COORDINATOR),),
        "tell": (grant(*TAKE_PART),),
    },
)


def _of_model(row: OperatingModel, language: Language) -> str:
    return f"{row.names[language]} ({row.first_year}\N{EN DASH}{row.last_year})"


PARTS: Mapping[tuple[str, str], Part[Any]] = {
    ("round", "purpose"): Part(
        rows=Round.objects.all,
        policy=ROUNDS,
        verb="edit",
        label="round_purpose",
        lead=lambda row, language: str(row),
        back=lambda row, language: address(language, "round", year=row.year),
        private=lambda row: bool(row.state == "preparing"),
    ),
    ("operatingmodel", "model"): Part(
        rows=OperatingModel.objects.all,
        policy=MODELS,
        verb="edit",
        label="operating_model_text",
        lead=_of_model,
        back=lambda row, language: address(language, "operating-model", pk=row.pk),
    ),
}
