"""The secret address of a person's calendar: made, renewed, removed, and looked up.

These are not written in the log: the address is her own secret, and the log keeps what it is told for good.
"""

from __future__ import annotations

import secrets

from alke.workspace.people.models import User

LENGTH = 32
"""Bytes of chance in an address."""


def renew(user: User) -> str:
    """Give the person a new address; an earlier one no longer works.

    Returns:
        The part of the address that names her and her secret.
    """
    user.feed_token = secrets.token_urlsafe(LENGTH)
    user.save(update_fields=["feed_token"])
    return str(token_of(user))


def remove(user: User) -> None:
    """Take the address out of use."""
    user.feed_token = None
    user.save(update_fields=["feed_token"])


def token_of(user: User) -> str | None:
    """The part of the address that names the person and her secret; None when she has none."""
    return f"{user.pk}-{user.feed_token}" if user.feed_token else None


def owner_of(token: str) -> User | None:
    """Whose address it is; None when nobody's.

    The row is found by the person's number and the secret is then compared in constant time, so that the time of an
    answer tells nothing of how much of a guess was right.
    """
    number, _, secret = token.partition("-")
    user = (
        User.objects.filter(pk=int(number), is_active=True).first() if number.isdecimal() and len(number) < 19 else None
    )
    kept = (user.feed_token if user else None) or secrets.token_urlsafe(LENGTH)
    same = secrets.compare_digest(kept.encode(), secret.encode())
    return user if user is not None and user.feed_token and same else None
