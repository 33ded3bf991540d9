"""Which statements one may know of. Who may state or settle something follows from the round: `policies/rounds.py`."""

from __future__ import annotations

from alke.workspace.meetings import policies
from alke.workspace.meetings.models import Source
from alke.workspace.people.policies import Policy
from alke.workspace.rounds.models import Statement
from alke.workspace.rounds.policies.rounds import COORDINATOR, OF_OPENED

STATEMENTS: Policy[Statement] = Policy(grants={}, public=OF_OPENED, roles=COORDINATOR)
SOURCES: Policy[Source] = policies.SOURCES
