"""Who is acting: a person in one of her roles for one organisation, or anyone at all.

Leaves out signing in (`views.py`) and what an actor may do (`policies.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest

from alke.workspace import clock
from alke.workspace.people.models import Membership, Organisation, OrganisationKind, Role, User

CHOSEN = "membership"
"""Session key of the membership that the person has chosen to act in."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a role for an organisation; `ANYONE` for one who has not signed in."""

    user_id: int | None
    name: str
    role: str
    organisation: str
    organisation_id: int | None = None
    kind: str = ""
    regions: tuple[str, ...] = ()

    @property
    def signed_in(self) -> bool:
        """Whether it is a known person."""
        return self.user_id is not None

    def has(self, *roles: str) -> bool:
        """Whether the role acted in is one of these."""
        return self.signed_in and self.role in roles

    @property
    def state(self) -> bool:
        """Whether she acts for the state's side of the talks."""
        return self.kind in (OrganisationKind.GOVERNMENT, OrganisationKind.MINISTRY)


ANYONE = Actor(None, "", Role.READER, "")
SYSTEM = Actor(None, "Alke", "system", "")
"""Alke itself: what `alke tick` and set-up do."""


def memberships(user: User) -> list[Membership]:
    """The roles that are in force today."""
    today = clock.today()
    return list(
        user.memberships.filter(Q(valid_to=None) | Q(valid_to__gte=today), valid_from__lte=today, ended_at=None)
        .select_related("organisation", "user")
        .order_by("pk")
    )


def acting(membership: Membership) -> Actor:
    """The actor of a membership."""
    of: Organisation = membership.organisation
    return Actor(
        membership.user_id,
        membership.user.name,
        membership.role,
        of.code,
        of.pk,
        of.kind,
        tuple(of.regions),
    )


def actor_of(request: HttpRequest) -> Actor:
    """Who makes a request, in the role she has chosen; asked from the database once a request."""
    known: Actor | None = getattr(request, "_alke_actor", None)
    if known is None:
        known = _actor_of(request)
        request._alke_actor = known  # type: ignore[attr-defined]
    return known


def _actor_of(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return ANYONE
    held = memberships(user)
    request._alke_memberships = held  # type: ignore[attr-defined]
    if not held:
        return Actor(user.pk, user.name, Role.READER, "")
    chosen = request.session.get(CHOSEN)
    return acting(next((one for one in held if one.pk == chosen), held[0]))
