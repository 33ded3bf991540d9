"""Who may hide a finding: the council's own preparer or approver, in the picture of its region.

What a council leaves out is its own work on its picture, so the list is for its own people; the picture tells how many
findings have been left out.
"""

from __future__ import annotations

from alke.workspace.editions.models import HiddenFinding
from alke.workspace.people.access import NOBODY
from alke.workspace.people.models import Role
from alke.workspace.people.policies import Policy, grant

_OWN = (grant(Role.PREPARER, Role.APPROVER, own=True, side="region", why="756/2021, 17 §"),)

HIDDEN: Policy[HiddenFinding] = Policy(grants={"hide": _OWN, "show": _OWN}, owner="organisation", public=NOBODY)
