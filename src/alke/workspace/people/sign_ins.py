"""Hears of every sign-in, sign-out and failed attempt, whichever way it was made, and has it recorded.

Leaves out what a record is (`models.SignIn`) and who reads it (`views/sign_ins.py`).
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from alke.workspace.people import actions
from alke.workspace.people.models import SignIn, User


def listen() -> None:
    """Begin to hear; once in a process."""
    user_logged_in.connect(_came, dispatch_uid="alke came")
    user_logged_out.connect(_left, dispatch_uid="alke left")
    user_login_failed.connect(_failed, dispatch_uid="alke failed")
    authentication_failed.connect(_wrong_code, dispatch_uid="alke wrong code")


def _came(user: User, **_: Any) -> None:
    actions.note_sign_in(SignIn.Kind.IN, user)


def _left(user: User | None, **_: Any) -> None:
    if user is not None:
        actions.note_sign_in(SignIn.Kind.OUT, user)


def _failed(credentials: dict[str, Any], **_: Any) -> None:
    # Only whose address it is goes on: people type passwords into the wrong field too.
    address = str(credentials.get("email") or "")
    actions.note_sign_in(SignIn.Kind.WRONG_PASSWORD, User.objects.filter(email__iexact=address).first())


def _wrong_code(user: User, **_: Any) -> None:
    actions.note_sign_in(SignIn.Kind.WRONG_CODE, user)
