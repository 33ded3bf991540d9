"""Acts on people: inviting, withdrawing, accepting, ending a role, closing an account. Only these write, in the log.

An invitation's acts are told of its organisation, without the address, because the log is never erased. Leaves out the
mail's words (texts/sign.yaml) and pages.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from alke.base.languages import Language
from alke.workspace import clock
from alke.workspace.journal.acts import By, act
from alke.workspace.journal.models import Audience
from alke.workspace.people.access import MEMBERSHIPS, ORGANISATIONS, fits, given_by
from alke.workspace.people.actors import SYSTEM, Actor
from alke.workspace.people.models import Invitation, Membership, Organisation, Role, SignIn, User
from alke.workspace.people.policies import Impossible, Refused
from alke.workspace.words import word

DAYS = 14
TOKEN = "invitation"  # noqa: S105 – the name of a session key
"""Session key of the token of the invitation that is being answered."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A new invitation and the secret of its link, which is kept nowhere."""

    invitation: Invitation
    token: str


def checksum(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(
    organisation: Organisation, email: str, role: str, *, name: str = "", language: Language = Language.FI, by: By
) -> Sent:
    """Invite a person to a role; the system invites by the operator's word.

    Raises:
        Refused: when the actor may not give this role here.
        Impossible: when the person has the role or a valid invitation to it already, or the role is not for this
            organisation.
    """
    email, token = email.strip().lower(), secrets.token_urlsafe(32)
    told: dict[str, Any] = {"invited_role": role}
    with act("invitation.make", organisation, by=by, audience=Audience.ORGANISATION, told=told) as row:
        if isinstance(by, Actor) and by != SYSTEM:
            ORGANISATIONS.demand(by, "invite")
            if role not in given_by(by, row):
                raise Refused(word("invite_not_yours"))
        _check(row, email, role)
        invitation = Invitation.objects.create(
            email=email,
            name=name.strip(),
            organisation=row,
            role=role,
            language=language,
            token_checksum=checksum(token),
            invited_by_id=by.user_id,
            expires=clock.now() + timedelta(days=DAYS),
        )
    return Sent(invitation, token)


def _check(organisation: Organisation, email: str, role: str) -> None:
    if role not in Role.values or not fits(role, organisation):
        raise Impossible(word("invite_unfit"))
    if Membership.objects.filter(user__email=email, organisation=organisation, role=role, ended_at=None).exists():
        raise Impossible(word("invite_held"))
    waiting = Invitation.objects.filter(email=email, organisation=organisation, role=role)
    if any(one.open for one in waiting):
        raise Impossible(word("invite_waiting"))


def withdraw(invitation: Invitation, *, by: Actor) -> None:
    """Take an invitation back.

    Raises:
        Refused: when the actor may not.
        Impossible: when it has been answered, withdrawn or has run out.
    """
    told: dict[str, Any] = {"invited_role": invitation.role}
    of = invitation.organisation
    with act("invitation.withdraw", of, by=by, audience=Audience.ORGANISATION, told=told) as organisation:
        ORGANISATIONS.demand(by, "invite")
        if not given_by(by, organisation):
            raise Refused(word("invite_not_yours"))
        row = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not row.open:
            raise Impossible(word("invitation_dead"))
        row.withdrawn = timezone.now()
        row.save()


def find(token: str) -> Invitation | None:
    """The invitation of a link, while it can be accepted."""
    rows = Invitation.objects.select_related("organisation", "invited_by")
    row = rows.filter(token_checksum=checksum(token)).first() if token else None
    return row if row is not None and row.open else None


@transaction.atomic
def accept(token: str, *, user: User) -> Membership:
    """Answer an invitation as a person who has signed in: the role is added.

    Raises:
        Impossible: when it cannot be accepted any longer.
    """
    found = find(token)
    if found is None:
        raise Impossible(word("invitation_dead"))
    of = found.organisation
    membership = Membership.objects.filter(user=user, organisation=of, role=found.role).first()
    by = Actor(user.pk, user.name, found.role, of.code, of.pk, of.kind, tuple(of.regions))
    row = membership or Membership(user=user, organisation=of, role=found.role)
    with act("membership.make", row, by=by, audience=Audience.OFFICIALS) as made:
        invitation = Invitation.objects.select_for_update().get(pk=found.pk)
        if not invitation.open:
            raise Impossible(word("invitation_dead"))
        if made.ended_at is not None or made.pk is None:
            made.ended_at, made.valid_from, made.valid_to = None, clock.today(), None
        made.save()
        invitation.accepted_by = user
        invitation.save()
    return made


@transaction.atomic
def accept_as_new(token: str, name: str, password: str | None) -> User:
    """Answer an invitation as someone who has no account yet: makes it, with the invited address as shown to be hers.

    Raises:
        Impossible: when it cannot be accepted any longer, or the address has an account.
    """
    found = find(token)
    if found is None:
        raise Impossible(word("invitation_dead"))
    if User.objects.filter(email__iexact=found.email).exists():
        raise Impossible(word("invitation_known"))
    user = User.objects.create_user(found.email, name.strip(), password, language=found.language)
    EmailAddress.objects.create(user=user, email=found.email, primary=True, verified=True)
    accept(token, user=user)
    return user


def accept_with_provider(token: str, name: str) -> User | None:
    """Answer an invitation by an identity provider: a new account without a password; None when it cannot be."""
    found = find(token)
    if found is None:
        return None
    try:
        return accept_as_new(token, name or found.name or found.email, None)
    except Impossible:
        return None


def end(membership: Membership, *, reason: str, by: Actor) -> Membership:
    """End a role at once; what was done in it stays.

    Raises:
        Refused: when the actor may not.
        Impossible: when it has ended, or is the only coordinator's.
    """
    with act("membership.end", membership, by=by, reason=reason, audience=Audience.OFFICIALS) as row:
        MEMBERSHIPS.demand(by, "end", row)
        if row.ended_at is not None:
            raise Impossible(word("membership_gone"))
        _check_last(row)
        row.ended_at = timezone.now()
        row.save()
    return row


def _check_last(row: Membership) -> None:
    others = Membership.objects.filter(role=Role.COORDINATOR, ended_at=None).exclude(pk=row.pk)
    if row.role == Role.COORDINATOR and not others.filter(user__is_active=True).exists():
        raise Impossible(word("membership_last"))


def prefer(user: User, **chosen: Any) -> None:
    """What the person has chosen for herself: `language`, `reminders`. Nobody else's matter, so not in the log."""
    for name, value in chosen.items():
        setattr(user, name, value)
    user.save(update_fields=list(chosen))


def rename(user: User, name: str, *, by: Actor) -> None:
    """Change the name that people see; the acts so far keep the old one."""
    known = User.objects.get(pk=user.pk)  # a request's user is a lazy wrapper, not a row
    with act("user.rename", known, by=by, audience=Audience.OFFICIALS) as row:
        row.name = name.strip()
        row.save(update_fields=["name"])


def is_free(email: str, user: User) -> bool:
    """Whether no other account has an address."""
    return not User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists()


def change_email(user: User, email: str, *, by: By) -> None:
    """Give an account the address that a link has shown to be the person's own.

    Raises:
        Impossible: when another account has it by now.
    """
    known = User.objects.get(pk=user.pk)
    told: dict[str, Any] = {"address_changed": True}
    with act("user.change_email", known, by=by, audience=Audience.ORGANISATION, told=told) as row:
        if not is_free(email, row):
            raise Impossible(word("account_email_taken"))
        # Past the row that the act compares: the log is never erased, so no address goes into it.
        User.objects.filter(pk=row.pk).update(email=email)
        EmailAddress.objects.filter(user_id=row.pk).delete()
        EmailAddress.objects.create(user_id=row.pk, email=email, primary=True, verified=True)


def close(user: User, *, by: By) -> None:
    """Close an account for good: its roles end, ways to sign in and the address go; acts stay under the name.

    Raises:
        Impossible: when she is the only coordinator, or an example person whom others sign in as too.
    """
    known = User.objects.get(pk=user.pk)
    with act("user.close", known, by=by, audience=Audience.OFFICIALS) as row:
        if settings.DEMO and row.fictional:
            raise Impossible(word("account_close_demo"))
        for held in Membership.objects.filter(user=row, ended_at=None):
            with act("membership.end", held, by=by, audience=Audience.OFFICIALS) as ending:
                _check_last(ending)
                ending.ended_at = timezone.now()
                ending.save()
        row.is_active = False
        row.save(update_fields=["is_active"])
        _forget(row)


def _forget(row: User) -> None:
    """Remove what one signs in with, and the address, which may be invited anew (RFC 2606 keeps the ending free)."""
    kept = {"email": f"{row.pk}@closed.invalid", "password": make_password(None), "feed_token": None}
    User.objects.filter(pk=row.pk).update(**kept, reminders=False)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user_id=row.pk).delete()


def note_sign_in(kind: str, user: User | None) -> None:
    """Record that someone signed in or out, or did not get in; `user` is None when no account has the address."""
    SignIn.objects.create(kind=kind, user_id=user.pk if user else None)
