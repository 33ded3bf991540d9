"""Template tags of people: who is signed in, and acts as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import NoReverseMatch

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.journal.models import Event
from alke.workspace.people import telling
from alke.workspace.people.models import Membership
from alke.workspace.words import word

register = template.Library()


@register.simple_tag(takes_context=True)
def to_or_none(context: Context, page: str, **args: object) -> str:
    """The address of a page in the page's language; empty when there is no such page."""
    try:
        return address(context["language"], page, **args)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def organisation_of_actor(context: Context) -> str:
    """The short name of the organisation acted for; costs no query."""
    actor = context.get("actor")
    held = getattr(context.get("request"), "_alke_memberships", None) or []
    language: Language = context["language"]
    for one in held:
        if actor is not None and one.organisation_id == actor.organisation_id:
            return str(one.organisation.short[language])
    return ""


@register.simple_tag(takes_context=True)
def told(context: Context, events: Iterable[Event]) -> list[telling.Told]:
    """The events as sentences in the page's language."""
    return telling.told(events, context["language"])


FIELDS = {
    "login": "person_email",
    "email": "person_email",
    "password": "person_password",
    "oldpassword": "sign_old_password",
    "password1": "sign_new_password",
    "password2": "sign_new_password_again",
    "code": "sign_code",
    "name": "passkey_name",
    "passwordless": "passkey_alone",
}
"""Field of a library's form → our word for it."""
NEW_PASSWORD = frozenset({"password1"})
HINTED = frozenset({"code", "name", "passwordless"})


@register.simple_tag(takes_context=True)
def worded(context: Context, form: Any) -> Any:
    """A library's form with our labels and hints, its errors ready for the summary."""
    language: Language = context["language"]
    form.use_required_attribute = False
    for name, field in form.fields.items():
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)
        if key := FIELDS.get(name):
            field.label = word(key)[language]
            if name in HINTED:
                field.help_text = word(f"{key}_hint")[language]
        if name in NEW_PASSWORD:
            field.help_text = word("person_password_hint")[language]
    form.wrong = [
        ("", "", [str(one) for one in errors])
        if name == "__all__"
        else (str(form[name].id_for_label), str(form.fields[name].label), [str(one) for one in errors])
        for name, errors in form.errors.items()
    ]
    return form


@register.simple_tag
def demo_people() -> list[tuple[Any, list[Any]]]:
    """The fictional people to sign in as, by organisation; nobody unless ALKE_DEMO is 1."""
    if not settings.DEMO:
        return []
    rows = Membership.objects.filter(user__fictional=True, user__is_active=True, ended_at=None)
    groups: dict[int, tuple[Any, list[Any]]] = {}
    for one in rows.select_related("user", "organisation").order_by(
        "organisation__kind", "organisation__name_fi", "pk"
    ):
        groups.setdefault(one.organisation_id, (one.organisation, []))[1].append(one)
    return list(groups.values())


@register.simple_tag(takes_context=True)
def identity_providers(context: Context) -> list[Any]:
    """The identity providers that the operator has set up."""
    if not any(each["APPS"] for each in settings.SOCIALACCOUNT_PROVIDERS.values()):
        return []
    from allauth.socialaccount.adapter import get_adapter

    return list(get_adapter().list_providers(context.get("request")))


@register.simple_tag(takes_context=True)
def way_in(context: Context, provider: Any, process: str = "login") -> str:
    """The address that leads to an identity provider."""
    return str(provider.get_login_url(context.get("request"), process=process))
