"""Who may do what to a theme. Councils and ministries propose, support and contest; AUNE's and TEM's word is recorded.

The themes of a closed round are not touched.
"""

from __future__ import annotations

from dataclasses import dataclass

from alke.workspace.meetings.policies import TAKE_PART
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Role
from alke.workspace.people.policies import Answer, Policy, grant, no
from alke.workspace.rounds.models import RoundState, Theme
from alke.workspace.rounds.policies.rounds import COORDINATOR, OF_OPENED
from alke.workspace.words import word

ALIVE = ("proposed", "contested", "confirmed")
UNSETTLED = ("proposed", "contested")


@dataclass(frozen=True)
class OfThemes(Policy[Theme]):
    """Asks the round's state too."""

    def may(self, actor: Actor, verb: str, row: Theme | None = None) -> Answer:
        """See `Policy.may`."""
        answer = super().may(actor, verb, row)
        if answer and row is not None and row.round.state == RoundState.CLOSED:
            return no(word("theme_round_closed"))
        return answer


THEMES: Policy[Theme] = OfThemes(
    grants={
        "support": (grant(*TAKE_PART, states=UNSETTLED),),
        "contest": (grant(*TAKE_PART, states=ALIVE),),
        "confirm": (grant(Role.COORDINATOR, Role.SECRETARY, side="state", states=UNSETTLED, why="797/2021, 15 §"),),
        "withdraw": (grant(Role.COORDINATOR, Role.SECRETARY, side="state", states=ALIVE),),
        "edit": (grant(Role.COORDINATOR, Role.SECRETARY, side="state"),),
    },
    public=OF_OPENED,
    roles=COORDINATOR,
    state_words={state: word(f"theme_state_{state}") for state in (*ALIVE, "withdrawn")},
)
