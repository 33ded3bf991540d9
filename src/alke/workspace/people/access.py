"""Who may do what to organisations, memberships and invitations, and who may read which acts in the log.

Leaves out the acts themselves (`actions.py`) and signing in.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from alke.workspace.journal.models import Audience, Event
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Invitation, Membership, Organisation, OrganisationKind, Role, SignIn
from alke.workspace.people.policies import Policy, grant

NOBODY = Q(pk__isnull=True)
EVERYONE = Q(pk__isnull=False)
COORDINATOR = {str(Role.COORDINATOR): EVERYONE}
INVITERS = (grant(Role.COORDINATOR), grant(Role.APPROVER, Role.PREPARER, own=True))

ORGANISATIONS: Policy[Organisation] = Policy(grants={"invite": INVITERS}, owner="")
"""Organisations are public; inviting to one is its own people's, and the coordinator's to any."""

MEMBERSHIPS: Policy[Membership] = Policy(
    grants={"end": (grant(Role.COORDINATOR), grant(Role.APPROVER, own=True))},
    owner="organisation",
    public=NOBODY,
    officials=EVERYONE,
)
"""Who holds which role is for those who hold one themselves."""

INVITATIONS: Policy[Invitation] = Policy(
    grants={"withdraw": INVITERS}, owner="organisation", public=NOBODY, roles=COORDINATOR
)

SIGN_INS: Policy[SignIn] = Policy(
    grants={"read": (grant(Role.AUDITOR),)}, public=NOBODY, roles={str(Role.AUDITOR): EVERYONE}
)
"""Who signed in and when is for the auditor alone."""

GIVES: Mapping[str, frozenset[str]] = {
    Role.COORDINATOR: frozenset(Role.values),
    Role.APPROVER: frozenset(Role.values) - {Role.COORDINATOR, Role.AUDITOR},
    Role.PREPARER: frozenset({Role.PREPARER, Role.SECRETARY, Role.PRESENTER, Role.MEMBER, Role.READER}),
}
"""role → the roles that one who holds it may give: up to her own."""


def fits(role: str, organisation: Organisation) -> bool:
    """Whether a role can be held in an organisation: a coordinator is TEM's, a ministry's expert is a ministry's."""
    if role == Role.COORDINATOR:
        return organisation.code == "tem"
    if role == Role.EXPERT:
        return organisation.kind in (OrganisationKind.MINISTRY, OrganisationKind.GOVERNMENT)
    return True


def may_invite(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor may invite anyone to the organisation."""
    return bool(given_by(actor, organisation))


def given_by(actor: Actor, organisation: Organisation) -> list[str]:
    """The roles that the actor may give in the organisation, in the order of `Role`."""
    if not actor.signed_in or (actor.role != Role.COORDINATOR and actor.organisation_id != organisation.pk):
        return []
    given = GIVES.get(actor.role, frozenset())
    return [role for role in Role.values if role in given and fits(role, organisation)]


def readable(actor: Actor) -> QuerySet[Event]:
    """The acts that the actor may read: public ones, officials' for those with a role, her organisation's drafts.

    The auditor reads everything.
    """
    if actor.has(Role.AUDITOR):
        return Event.objects.all()
    seen = Q(audience=Audience.PUBLIC)
    if actor.signed_in and actor.organisation:
        seen |= Q(audience=Audience.OFFICIALS) | Q(audience=Audience.ORGANISATION, organisation=actor.organisation)
    return Event.objects.filter(seen)
