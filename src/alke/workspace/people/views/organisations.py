"""Organisations: the list, and the page of one with its regions, what came before and after it, and its people.

The people are shown to those who hold a role themselves. Leaves out inviting (`invitations.py`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from alke.base.languages import Language, Text
from alke.workspace import clock
from alke.workspace.addresses import Pages
from alke.workspace.frame import page
from alke.workspace.people.access import INVITATIONS, MEMBERSHIPS, may_invite, readable
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.people.models import Invitation, Membership, Organisation, OrganisationKind


def organisations(request: HttpRequest, language: Language) -> HttpResponse:
    """All organisations by kind; those that have ended stand in their own group."""
    rows = list(Organisation.objects.all())
    groups = [
        (kind, sorted((one for one in rows if one.kind == kind), key=lambda one: one.names[language].casefold()))
        for kind in OrganisationKind.values
    ]
    groups = [(kind, found) for kind, found in groups if found]
    return page(request, "people/organisations", language, groups=groups)


def organisation(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """One organisation."""
    actor = actor_of(request)
    row = get_object_or_404(Organisation.objects.select_related("successor"), code=code)
    people = _people(actor, row)
    told: dict[str, Any] = {
        "organisation": row,
        "predecessors": list(row.predecessors.order_by("name_fi")),
        "successors": _successors(row),
        "people": people,
        "may_end_any": any(may_end for _, may_end in people),
        "invitations": _invitations(actor, row),
        "may_invite": may_invite(actor, row),
        "official": bool(actor.signed_in and actor.organisation),
        "events": readable(actor).filter(subject_kind="people.organisation", subject_id=str(row.pk))[:20],
    }
    return page(request, "people/organisation", language, **told)


def _successors(row: Organisation) -> list[Organisation]:
    """What came after it: for an ELY centre every elinvoimakeskus that covers one of its regions."""
    if row.successor is None:
        return []
    others = Organisation.objects.filter(kind=row.successor.kind, valid_to=None)
    return [one for one in others if one.pk == row.successor_id or set(one.regions) & set(row.regions)]


def _people(actor: Actor, row: Organisation) -> list[tuple[Membership, bool]]:
    today: date = clock.today()
    rows = MEMBERSHIPS.visible(actor, Membership.objects.select_related("user", "organisation"))
    held = rows.filter(Q(valid_to=None) | Q(valid_to__gte=today), organisation=row, ended_at=None)
    return [(one, bool(MEMBERSHIPS.may(actor, "end", one))) for one in held.order_by("user__name", "pk")]


def _invitations(actor: Actor, row: Organisation) -> list[tuple[Invitation, bool]]:
    rows = INVITATIONS.visible(actor, Invitation.objects.select_related("organisation", "invited_by"))
    waiting = rows.filter(organisation=row, accepted_by=None, withdrawn=None, expires__gt=clock.now())
    return [(one, bool(INVITATIONS.may(actor, "withdraw", one))) for one in waiting]


PAGES: Pages = {
    "organisations": (Text("fi/organisaatiot/", "sv/organisationer/", "en/organisations/"), organisations),
    "organisation": (
        Text("fi/organisaatio/<slug:code>/", "sv/organisation/<slug:code>/", "en/organisation/<slug:code>/"),
        organisation,
    ),
}
