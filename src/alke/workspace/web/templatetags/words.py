"""Template tags: `{% say "key" name=value %}` in the page's language, and addresses of pages in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from alke.base.languages import Language, Text, texts

WORDS = texts(Path(__file__).parents[1] / "texts.yaml")
register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: object) -> SafeString:
    """A text of ours in the page's language; values are escaped."""
    text = WORDS[key][context["language"]]
    return mark_safe(text.format(**{k: conditional_escape(str(v)) for k, v in values.items()}))  # noqa: S308 – escaped


@register.simple_tag(takes_context=True)
def to(context: Context, page: str, **args: str) -> str:
    """The address of a page in the page's language."""
    from alke.workspace.web.urls import address

    return address(context["language"], page, **args)


@register.filter
def inlang(text: Text, language: Language) -> str:
    """A text in a language."""
    return text[language]


@register.filter
def capital(text: str) -> str:
    """With a capital first letter and the rest untouched."""
    return text[:1].upper() + text[1:]


@register.filter
def item(mapping: dict[str, Any], key: str) -> Any:
    """A mapping's value."""
    return mapping[key]
