"""How allauth speaks and decides here: our words, mail in the reader's language, nobody in without an invitation.

Leaves out the pages (`views/sign_in.py`) and what an invitation is (`actions.py`).
"""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import url_str_to_user_pk
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import translation
from django.utils.functional import lazy

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.frame import page
from alke.workspace.people import actions, mail
from alke.workspace.people.models import User
from alke.workspace.words import WORDS, word

ERRORS = (
    "account_inactive",
    "cannot_delete_authenticator",
    "cannot_generate_recovery_codes",
    "connected_other",
    "disconnect_last",
    "email_password_mismatch",
    "enter_current_password",
    "incorrect_code",
    "incorrect_password",
    "invalid_login",
    "invalid_or_expired_key",
    "invalid_password_reset",
    "invalid_token",
    "no_password",
    "rate_limited",
    "same_as_current",
    "too_many_login_attempts",
    "unverified_email",
)


def current() -> Language:
    """The language of the page being answered."""
    code = (translation.get_language() or "fi")[:2]
    return Language(code) if code in {*Language} else Language.FI


def _now(key: str) -> str:
    return word(key)[current()]


spoken = lazy(_now, str)
"""A word of ours in the language of the moment it is shown."""
OUR_ERRORS = {key: spoken(f"sign_error_{key}") for key in ERRORS}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in with an address and a password."""

    error_messages = DefaultAccountAdapter.error_messages | OUR_ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for herself: an invitation does."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To what she must do now, or to the home page."""
        return home_of(current())

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """To the home page."""
        return address(current(), "home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To her own page."""
        return address(current(), "profile")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say our own words; what we have no words for is not said."""
        key = f"sign_done_{(message_template or '').rsplit('/', 1)[-1].removesuffix('.txt')}"
        said = message or (_now(key) if key in WORDS else "")
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a new password, to a page in her own language."""
        user = User.objects.filter(pk=url_str_to_user_pk(key.partition("-")[0])).first()
        with translation.override(user.language if user else current()):
            return str(super().get_reset_password_from_key_url(key))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to her in her own language."""
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        language = Language(user.language) if isinstance(user, User) else current()
        link = context.get("password_reset_url", "")
        mail.send(email, f"mail_{template_prefix.rsplit('/', 1)[-1]}", language, link=link, email=email)


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor; its secrets are encrypted in the database with a key made of Django's."""

    error_messages = DefaultMFAAdapter.error_messages | OUR_ERRORS

    def encrypt(self, text: str) -> str:
        """The secret as it is kept."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it is used."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: object) -> str:  # noqa: A002 – theirs
        """A name to begin with, in her language."""
        return _now("passkey_first_name")


def _box() -> Fernet:
    key = HKDF(SHA256(), 32, None, b"alke second factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))


class Providers(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in with an organisation's identity provider: known by issuer and subject, never by address."""

    error_messages = DefaultSocialAccountAdapter.error_messages | OUR_ERRORS

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: `pre_social_login` lets in those who are invited."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Who is not known yet must have come by an invitation's link; it ties her to issuer and subject."""
        data = sociallogin.account.extra_data or {}
        claims = data.get("id_token") or {}
        if claims and data.get("userinfo", claims).get("sub") != claims.get("sub"):
            raise ImmediateHttpResponse(_refusal(request))  # OpenID Connect Core 1.0, 5.3.2
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        user = actions.accept_with_provider(request.session.pop(actions.TOKEN, ""), _name(sociallogin))
        if user is None:
            raise ImmediateHttpResponse(_refusal(request))
        sociallogin.connect(request, user)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: object) -> str:
        """To the page of providers."""
        return address(current(), "providers")


def _refusal(request: HttpRequest) -> Any:
    return page(request, "people/uninvited", current(), status=403)


def _name(sociallogin: Any) -> str:
    """What the provider calls her."""
    data = sociallogin.account.extra_data or {}
    claims = data.get("userinfo") or data.get("id_token") or {}
    return str(claims.get("name") or "")[:200]


def home_of(language: Language) -> str:
    """Where a signed-in person begins."""
    try:
        return address(language, "duties")
    except NoReverseMatch:
        return address(language, "home")
