"""The words of all rooms, and template tags: `{% say "key" name=value %}` in the page's language, addresses in it.

Each room keeps its words in `texts.yaml` or `texts/*.yaml` beside its code; a key is used once in the whole product.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from alke.areas import area
from alke.base.errors import InputError, UnknownCodeError
from alke.base.languages import Language, Text, texts
from alke.language.dates import day_in
from alke.workspace.addresses import address

HERE = Path(__file__).parent
register = template.Library()


def _all() -> dict[str, Text]:
    """The words of every room.

    Raises:
        InputError: when two rooms use one key.
    """
    found: dict[str, Text] = {}
    for path in sorted([*HERE.glob("*/texts.yaml"), *HERE.glob("*/texts/*.yaml")]):
        of_room = texts(path)
        if twice := found.keys() & of_room.keys():
            where = str(path.relative_to(HERE))
            raise InputError(f"the text {min(twice)} is in another room too", where=where, fix="Give it another key")
        found |= of_room
    return found


WORDS = _all()


def word(key: str) -> Text:
    """A text by its key.

    Raises:
        UnknownCodeError: when no room has it.
    """
    if key not in WORDS:
        raise UnknownCodeError("text", key, WORDS)
    return WORDS[key]


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: object) -> SafeString:
    """A text of ours in the page's language; values are escaped."""
    text = word(key)[context["language"]]
    return mark_safe(text.format(**{k: conditional_escape(str(v)) for k, v in values.items()}))  # noqa: S308 – escaped


@register.simple_tag(takes_context=True)
def to(context: Context, page: str, **args: object) -> str:
    """The address of a page in the page's language."""
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


@register.simple_tag(takes_context=True)
def named(context: Context, kind: str, code: object) -> str:
    """The word of a code in the page's language: `{% named "theme_state" theme.state %}` is the text theme_state_…."""
    return word(f"{kind}_{code}")[context["language"]]


@register.simple_tag(takes_context=True)
def name(context: Context, row: Any) -> SafeString:
    """A row's name in the page's language, marked with its own language where it has none in that one."""
    language = context["language"]
    shown, real = conditional_escape(row.names[language]), row.language_of_name(language)
    return shown if real == language else mark_safe(f'<span lang="{real}">{shown}</span>')  # noqa: S308 – escaped


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | None) -> str:
    """A day as the page's language writes it: 20.3.2025, 20 March 2025."""
    if value is None:
        return ""
    return day_in(value, context["language"])


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None) -> str:
    """A day and time of day in Finland, as the page's language writes it."""
    if value is None:
        return ""
    local, language = localtime(value), context["language"]
    at = {Language.FI: "klo", Language.SV: "kl.", Language.EN: "at"}[language]
    clock = local.strftime("%H:%M") if language == Language.EN else f"{local.hour}.{local.minute:02d}"
    return f"{day(context, local.date())} {at} {clock}"


@register.filter
def region(code: str, language: Language) -> str:
    """The name of an area by its code."""
    return area(code).names[language]
