"""Inviting, withdrawing, answering an invitation's link, and ending a role. Leaves out what they do: `actions.py`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from alke.base.languages import Language, Text
from alke.workspace.addresses import Pages, address
from alke.workspace.frame import page
from alke.workspace.people import actions, mail
from alke.workspace.people.access import INVITATIONS, MEMBERSHIPS, ORGANISATIONS, given_by
from alke.workspace.people.actors import CHOSEN, actor_of
from alke.workspace.people.adapters import home_of
from alke.workspace.people.forms import AcceptForm, ConfirmForm, InviteForm, ReasonForm
from alke.workspace.people.models import Invitation, Membership, Organisation, User
from alke.workspace.people.policies import Impossible, Refused
from alke.workspace.words import word


def invite(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """Invite a person to an organisation."""
    actor = actor_of(request)
    row = get_object_or_404(Organisation, code=code)
    ORGANISATIONS.demand(actor, "invite")
    roles = given_by(actor, row)
    if not roles:
        raise Refused(word("invite_not_yours"))
    back = address(language, "organisation", code=code)
    form = InviteForm(language, request.POST or None, roles=roles, initial={"tongue": language})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        tongue = Language(given["tongue"])
        try:
            sent = actions.invite(row, given["email"], given["role"], name=given["name"], language=tongue, by=actor)
        except Impossible as why:
            form.add_error(None, why.reason[language])
        else:
            send(sent, request.build_absolute_uri("/").rstrip("/"))
            messages.success(request, word("invite_sent")[language].format(email=sent.invitation.email))
            return HttpResponseRedirect(back)
    lead = word("invite_lead")[language].format(name=row.names[language])
    return _form(request, language, "invite", form, lead, back, "invite_send")


def send(sent: actions.Sent, home: str) -> str:
    """Mail an invitation's link; returns the link."""
    one = sent.invitation
    language = Language(one.language)
    link = home + address(language, "invitation", token=sent.token)
    mail.send(
        one.email,
        "mail_invitation",
        language,
        link=link,
        days=actions.DAYS,
        role=word(f"role_{one.role}")[language],
        organisation=one.organisation.names[language],
        inviter=one.invited_by.name if one.invited_by else "Alke",
    )
    return link


def withdraw(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    actor = actor_of(request)
    rows = Invitation.objects.select_related("organisation")
    row = INVITATIONS.fetch(actor, "withdraw", rows, pk=pk)
    back = address(language, "organisation", code=row.organisation.code)
    form = ConfirmForm(language, request.POST or None)
    if request.method == "POST":
        try:
            actions.withdraw(row, by=actor)
            messages.success(request, word("invitation_withdrawn")[language])
        except Impossible as why:
            messages.error(request, why.reason[language])
        return HttpResponseRedirect(back)
    lead = word("invitation_withdraw_lead")[language].format(email=row.email)
    return _form(request, language, "invitation_withdraw", form, lead, back)


def end_membership(request: HttpRequest, language: Language, pk: int) -> HttpResponse:
    """End a role, with the reason."""
    actor = actor_of(request)
    row = MEMBERSHIPS.fetch(actor, "end", Membership.objects.select_related("user", "organisation"), pk=pk)
    back = address(language, "organisation", code=row.organisation.code)
    form = ReasonForm(language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(row, reason=form.cleaned_data["reason"], by=actor)
            messages.success(request, word("membership_ended")[language])
            return HttpResponseRedirect(back)
        except Impossible as why:
            form.add_error(None, why.reason[language])
    lead = word("membership_end_lead")[language].format(
        name=row.user.name, role=word(f"role_{row.role}")[language], organisation=row.organisation.names[language]
    )
    return _form(request, language, "membership_end", form, lead, back)


def invitation(request: HttpRequest, language: Language, token: str) -> HttpResponse:
    """Answer an invitation: add the role to the account signed in with, or make an account."""
    row = actions.find(token)
    if row is None:
        return page(request, "people/invitation_dead", language, status=404)
    user = request.user if isinstance(request.user, User) else None
    known = user is None and User.objects.filter(email__iexact=row.email).exists()
    form = None
    if user is None and not known:
        request.session[actions.TOKEN] = token  # an identity provider's answer comes back to another address
        form = AcceptForm(language, request.POST or None, email=row.email, initial={"name": row.name})
    if request.method == "POST" and not known and (form is None or form.is_valid()):
        return _accept(request, language, token, user, form)
    told: dict[str, Any] = {"invitation": row, "form": form, "known": known, "person": user}
    return page(request, "people/invitation", language, **told)


def _accept(
    request: HttpRequest, language: Language, token: str, user: User | None, form: AcceptForm | None
) -> HttpResponse:
    try:
        if user is None:
            assert form is not None
            user = actions.accept_as_new(token, form.cleaned_data["name"], form.cleaned_data["password"])
            request.session.pop(actions.TOKEN, None)
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        else:
            request.session[CHOSEN] = actions.accept(token, user=user).pk
    except Impossible as why:
        messages.error(request, why.reason[language])
        return HttpResponseRedirect(request.path)
    messages.success(request, word("invitation_accepted")[language])
    return HttpResponseRedirect(home_of(language))


def _form(
    request: HttpRequest, language: Language, key: str, form: Any, lead: str, back: str, submit: str = ""
) -> HttpResponse:
    told = {"title": word(key)[language], "lead": lead, "form": form, "back": back}
    return page(request, "web/form", language, **told, submit_text=word(submit or key)[language])


PAGES: Pages = {
    "invite": (
        Text(
            "fi/organisaatio/<slug:code>/kutsu/",
            "sv/organisation/<slug:code>/bjud-in/",
            "en/organisation/<slug:code>/invite/",
        ),
        invite,
    ),
    "withdraw-invitation": (
        Text("fi/kutsu/<int:pk>/peru/", "sv/inbjudan/<int:pk>/aterkalla/", "en/invitation/<int:pk>/withdraw/"),
        withdraw,
    ),
    "end-membership": (
        Text("fi/rooli/<int:pk>/paata/", "sv/roll/<int:pk>/avsluta/", "en/role/<int:pk>/end/"),
        end_membership,
    ),
    "invitation": (
        Text("fi/kutsu/<slug:token>/", "sv/inbjudan/<slug:token>/", "en/invitation/<slug:token>/"),
        invitation,
    ),
}
