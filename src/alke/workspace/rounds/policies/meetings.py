"""Which meetings one may know of: an occasion of the talks is hidden as long as all its rounds are in preparation.

Who may do what to a meeting is in `meetings/policies.py`; a forum's meeting is public whatever round it is for.
"""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Exists, OuterRef, Q

from alke.workspace.meetings import policies
from alke.workspace.meetings.models import BodyKind, Meeting
from alke.workspace.people.policies import Policy
from alke.workspace.rounds.models import Round
from alke.workspace.rounds.policies.rounds import COORDINATOR, OPENED

_of_it = Round.objects.filter(meetings=OuterRef("pk"))
SEEN = ~Q(body__kind=BodyKind.TALKS) | Q(Exists(_of_it.filter(OPENED)))

MEETINGS: Policy[Meeting] = replace(policies.MEETINGS, public=SEEN, roles=COORDINATOR, owner="")
