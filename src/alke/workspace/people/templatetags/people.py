"""Template tags of people: who is signed in, and acts as sentences."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.journal.models import Event
from alke.workspace.people import telling

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
