"""One's own account: another address, confirmed by a link that is mailed to it, and closing the account.

Leaves out the password and the second factor: `sign_in.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from alke.base.languages import Language
from alke.workspace.addresses import Pages, address, below
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.people import actions, mail
from alke.workspace.people.actors import actor_of
from alke.workspace.people.forms import ConfirmForm, EmailForm
from alke.workspace.people.models import User
from alke.workspace.people.policies import Impossible
from alke.workspace.words import word

SALT = "alke new address"
VALID = 24 * 3600
"""Seconds that a link is valid."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says: whose address changes, from what, to what. It dies with the old address."""

    user: int
    old: str
    new: str

    @property
    def token(self) -> str:
        """The signed part of the link."""
        return signing.dumps([self.user, self.old, self.new], salt=SALT)


def opened(token: str, user: User) -> Link | None:
    """The link of a token, when it is this person's and has neither been used nor expired."""
    try:
        made = Link(*signing.loads(token, salt=SALT, max_age=VALID))
    except (signing.BadSignature, TypeError):
        return None
    return made if (made.user, made.old) == (user.pk, user.email) else None


def _me(request: HttpRequest) -> User:
    """The row of who is signed in."""
    return User.objects.get(pk=cast("User", request.user).pk)


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def change_email(request: HttpRequest, language: Language) -> HttpResponse:
    """Ask for a link to the new address; whether another account has it is told to nobody."""
    user = _me(request)
    form = EmailForm(language, request.POST if request.method == "POST" else None, now=user.email)
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="manage_email", user=user):
            new = form.cleaned_data["email"]
            _send_link(request, user, new)
            messages.success(request, word("account_email_sent")[language].format(email=new))
            return HttpResponseRedirect(address(language, "profile"))
        form.fail(None, "sign_error_rate_limited")
    return _form(request, language, form, "account_change_email", submit="account_change_email_submit")


def _send_link(request: HttpRequest, user: User, new: str) -> None:
    if not actions.is_free(new, user):
        return
    tongue = Language(user.language)
    there = address(tongue, "confirm-email", token=Link(user.pk, user.email, new).token)
    mail.send(new, "mail_email_confirm", tongue, who=user.name, link=request.build_absolute_uri(there))


@login_required
def confirm_email(request: HttpRequest, language: Language, token: str) -> HttpResponse:
    """Confirm the new address; the old one is told of it."""
    user = _me(request)
    link = opened(token, user)
    if link is None:
        return page(request, "people/link_dead", language, status=404)
    form = ConfirmForm(language, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_email(user, link.new, by=actor_of(request))
        except Impossible as met:
            form.add_error(None, met.reason[language])
        else:
            mail.send(link.old, "mail_email_moved", Language(user.language), email=link.old)
            messages.success(request, word("account_email_changed")[language])
            return HttpResponseRedirect(address(language, "profile"))
    return _form(request, language, form, "account_confirm_email", old=link.old, new=link.new)


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def close_account(request: HttpRequest, language: Language) -> HttpResponse:
    """Close one's own account, having read what follows."""
    user = _me(request)
    form = ConfirmForm(language, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(user, by=actor_of(request))
        except Impossible as met:
            form.add_error(None, met.reason[language])
        else:
            mail.send(user.email, "mail_email_closed", Language(user.language), email=user.email)
            logout(request)
            messages.success(request, word("account_closed")[language])
            return HttpResponseRedirect(address(language, "home"))
    return _form(request, language, form, "account_close")


def _form(
    request: HttpRequest, language: Language, form: WordsForm, key: str, submit: str = "", **slots: str
) -> HttpResponse:
    """A page of one form, whose words begin with `key`."""
    told = {
        "title": word(key)[language],
        "lead": word(f"{key}_lead")[language].format(**slots),
        "submit_text": word(submit or key)[language],
        "back": address(language, "profile"),
    }
    return page(request, "web/form", language, form=form, **told)


_own = below("fi/omat-tiedot/", "sv/egna-uppgifter/", "en/account/")
PAGES: Pages = {
    "change-email": (_own("sahkoposti/", "e-post/", "email/"), change_email),
    "confirm-email": (
        _own("sahkoposti/<str:token>/", "e-post/<str:token>/", "email/<str:token>/"),
        confirm_email,
    ),
    "close-account": (_own("sulje/", "stang/", "close/"), close_account),
}
