"""What sources answer, said in the page's language out of the codes, days and places of the answer. Pure.

A person's own words stay as she wrote them, and so does whatever these codes cannot tell. Leaves out which answers
contest each other (`statements.py`) and how minutes are read (`alke.minutes`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol

from alke.base.languages import Language
from alke.workspace.meetings.rules import When, in_words
from alke.workspace.words import WORDS, capital, word

FORA: MappingProxyType[str, str] = MappingProxyType(
    {
        "AUNE": "aune",
        "AUNE:n valmisteluverkosto": "aune-verkosto",
        "MKJ": "mkj",
        "aluekehitysjohtajat": "aluekehitysjohtajat",
        "VN-verkosto": "vn-verkosto",
    }
)
"""Canonical names of minutes → codes of bodies."""
ORGANISATIONS: MappingProxyType[str, str] = MappingProxyType({"TEM": "tem", "VN": "vn"})
"""Canonical names of minutes → codes of organisations."""
GROUPS: MappingProxyType[str, str] = MappingProxyType(
    {"maakuntien liitot": "councils", "landskapsförbunden": "councils"}
)
"""Those who are asked together, as minutes name them → the key of their word."""
WHO_WHEN = "@"
"""Between who and when in an answer that tells both: ``aune@2024-12-03``."""
_TIME = re.compile(r"\d{4}-\d{2}(-\d{2}(/\d{4}-\d{2}-\d{2})?)?")


class Answered(Protocol):
    """One source's answer."""

    @property
    def question(self) -> str:
        """The question."""

    @property
    def answer(self) -> str:
        """The answer as a code, a day or a place."""

    @property
    def shown(self) -> str:
        """The answer in the words of who recorded it."""

    @property
    def span_start(self) -> int | None:
        """Where it stands in its source; None when a person wrote the answer herself."""


def said(one: Answered, language: Language) -> str:
    """The answer as the page shows it."""
    tell = _TELLERS.get(one.question)
    if tell is None or one.span_start is None:
        return one.shown
    return tell(one.answer, language) or one.shown


def who(name: str, language: Language) -> str:
    """A body or organisation by its code or its name in minutes; "" when neither is known."""
    key = f"answer_who_{(FORA | ORGANISATIONS | GROUPS).get(name, name)}"
    return WORDS[key][language] if key in WORDS else ""


def time(told: str, language: Language) -> str:
    """``2025-03-20/2025-03-21`` or ``2024-12`` in words: "20.–21.3.2025", "joulukuussa 2024"; "" when it is neither."""
    if not _TIME.fullmatch(told):
        return ""
    if len(told) == len("2024-12"):
        return in_words(When(month=told), language)
    first, _, last = told.partition("/")
    return in_words(When(date.fromisoformat(first), date.fromisoformat(last) if last else None), language)


def _coded(question: str) -> Callable[[str, Language], str]:
    def tell(answer: str, language: Language) -> str:
        key = f"answer_{question}_{answer}"
        return WORDS[key][language] if key in WORDS else ""

    return tell


def _confirmation(answer: str, language: Language) -> str:
    name, _, when = answer.partition(WHO_WHEN)
    actor, on = who(name, language), time(when, language)
    if not actor or when and not on:
        return ""
    return word("answer_who_when")[language].format(who=actor, when=on) if on else actor


def _deadline(answer: str, language: Language) -> str:
    what, _, due = answer.partition(":")
    key, on = f"import_value_what_{what}", time(due, language)
    if key not in WORDS or not on:
        return ""
    return capital(word("answer_due")[language].format(what=WORDS[key][language], day=on))


def _other(answer: str, language: Language) -> str:
    """A wish: who, and what is wished."""
    name, _, what = answer.partition(":")
    key, actor = f"answer_wish_{what}", who(name, language)
    return WORDS[key][language].format(who=actor) if actor and key in WORDS else ""


_TELLERS: Mapping[str, Callable[[str, Language], str]] = MappingProxyType(
    {
        "theme_confirmation": _confirmation,
        "talks_time": time,
        "format": _coded("format"),
        "operating_model": _coded("operating_model"),
        "deadline": _deadline,
        "other": _other,
    }
)
"""Question → how its answer is told; the rest, such as a place, are the same in every language."""
