"""How the facts read from a minutes item are put before a person: groups, and each fact told in words.

Leaves out reading (`alke.minutes`) and saving what she confirms (`actions/imports.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from babel.dates import format_date

from alke.areas import area
from alke.base.languages import Language
from alke.minutes.facts import Fact, Item, Kind
from alke.workspace.words import WORDS, word

SURE = 0.7
"""Facts read at least this surely are ticked beforehand."""

GROUPS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "item": (
            Kind.BODY,
            Kind.DATE,
            Kind.SECTION,
            Kind.REGISTRY_NUMBER,
            Kind.TITLE,
            Kind.OUTCOME,
            Kind.STAGE,
            Kind.PART,
            Kind.PRESENTED_BY,
            Kind.PRESENTER,
            Kind.PREPARER,
            Kind.CONTACT,
            Kind.VOTE,
            Kind.RECUSAL,
            Kind.LEFT,
            Kind.ATTACHMENT,
        ),
        "round": (Kind.ROUND, Kind.OPERATING_MODEL, Kind.DISCUSSION_THEME, Kind.PICTURE_THEME),
        "time": (Kind.EVENT, Kind.DEADLINE),
        "fora": (Kind.FORUM, Kind.INTEREST),
        "conflict": (Kind.CONFLICT,),
    }
)
"""Group of the page of review → the kinds in it, in the order shown."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact as the page of review shows it."""

    fact: Fact
    kind: str
    told: str
    ticked: bool


def groups(item: Item, language: Language) -> list[tuple[str, list[Candidate]]]:
    """The candidates by group, empty groups left out."""
    made = []
    for name, kinds in GROUPS.items():
        found = [fact for kind in kinds for fact in item.of(kind)]
        if found:
            made.append((word(f"import_group_{name}")[language], [_candidate(fact, item, language) for fact in found]))
    return made


def _candidate(fact: Fact, item: Item, language: Language) -> Candidate:
    kind = word(f"import_kind_{fact.kind}")[language]
    return Candidate(fact, kind, told(fact, item, language), fact.confidence >= SURE)


def told(fact: Fact, item: Item, language: Language) -> str:
    """The fact in words: its fields one after another, days and codes as people read them."""
    if fact.kind is Kind.CONFLICT:
        by_id = {one.id: one for one in item.facts}
        sides = fact.fields.get("sides")
        named = [by_id[one] for one in sides if one in by_id] if isinstance(sides, list) else []
        return " ↔ ".join(told(one, item, language) for one in named)
    if fact.kind is Kind.PART:
        return " ".join(fact.quote.split())[:160] + ("…" if len(fact.quote) > 160 else "")
    return ", ".join(filter(None, (_field(name, value, language) for name, value in _ordered(fact).items())))


FIRST = ("name", "title", "number", "what", "outcome", "body", "date", "start", "end", "month", "due", "place", "focus")
SILENT = {"words", "year_from", "heading", "order", "scheme", "running", "sides", "part"}


def _ordered(fact: Fact) -> dict[str, object]:
    names = [name for name in FIRST if name in fact.fields]
    if fact.fields.get("end") == fact.fields.get("start"):
        names = [name for name in names if name != "end"]
    names += [name for name in fact.fields if name not in FIRST and name not in SILENT]
    return {name: fact.fields[name] for name in names}


def _field(name: str, value: object, language: Language) -> str:
    """One field in words; "" when there is nothing to say."""
    if value in (None, "", False, []):
        return ""
    if value is True:
        return WORDS[f"import_true_{name}"][language] if f"import_true_{name}" in WORDS else name
    text = str(value)
    if name in ("date", "start", "end", "due"):
        text = format_date(date.fromisoformat(text), "d MMMM y" if language == Language.EN else "d.M.y", str(language))
    elif name == "month":
        text = format_date(date.fromisoformat(f"{text}-01"), "LLLL y", str(language))
    elif name == "region":
        text = area(text).names[language]
    elif f"import_value_{name}_{text}" in WORDS:
        text = WORDS[f"import_value_{name}_{text}"][language]
    return WORDS[f"import_field_{name}"][language].format(value=text) if f"import_field_{name}" in WORDS else text
