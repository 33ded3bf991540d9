"""How the facts read from a minutes item are put before a person: groups, and each fact told in words.

Leaves out reading (`alke.minutes`) and saving what she confirms (`actions/imports.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from alke.areas import area
from alke.base.languages import Language
from alke.minutes.facts import Fact, Item, Kind
from alke.workspace.rounds.rules.answers import time, who
from alke.workspace.words import WORDS, capital, word

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
    """The fact in words, as people write it."""
    if fact.kind is Kind.CONFLICT:
        by_id = {one.id: one for one in item.facts}
        sides = fact.fields.get("sides")
        named = [by_id[one] for one in sides if one in by_id] if isinstance(sides, list) else []
        return " ↔ ".join(told(one, item, language) for one in named)
    if fact.kind is Kind.PART:
        return " ".join(fact.quote.split())[:160] + ("…" if len(fact.quote) > 160 else "")
    fields = ", ".join(filter(None, (_field(name, value, language) for name, value in _ordered(fact))))
    return capital(_sentence(fact, language) or fields)


SENTENCES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.SECTION: ("number",),
        Kind.STAGE: ("body", "date", "section"),
        Kind.ROUND: ("year", "format"),
        Kind.OPERATING_MODEL: ("by",),
        Kind.FORUM: ("name", "role"),
        Kind.VOTE: ("yes", "no"),
    }
)
"""Kinds told in one sentence ``import_told_KIND`` when the fact has these fields, which fill its slots."""


def _sentence(fact: Fact, language: Language) -> str:
    """The sentence of a fact that has one; "" for others and where a part of it is not told."""
    if fact.kind is Kind.EVENT:
        return _event(fact, language)
    if fact.kind is Kind.INTEREST:
        key, actor = f"answer_wish_{fact.fields.get('what')}", _who(fact.fields.get("who"), language)
        return WORDS[key][language].format(who=actor) if actor and key in WORDS else ""
    if fact.kind is Kind.DEADLINE:
        return _deadline(fact, language)
    names = SENTENCES.get(fact.kind)
    slots = {name: _plain(name, fact.fields.get(name), language) for name in names or ()}
    return word(f"import_told_{fact.kind}")[language].format(**slots) if slots and all(slots.values()) else ""


def _event(fact: Fact, language: Language) -> str:
    """Who decides what and when; else what, when, where, by whom and for whom."""
    what, when = str(fact.fields["what"]), _when(fact, language)
    actor = _who(fact.fields.get("body"), language)
    if f"import_event_{what}" in WORDS and actor and when:
        return word(f"import_event_{what}")[language].format(who=actor, when=_on(fact, when, language))
    begins = " ".join(filter(None, (word(f"import_value_what_{what}")[language], when)))
    receiver = _field("to", fact.fields.get("to"), language)
    return ", ".join(filter(None, (begins, str(fact.fields.get("place") or ""), actor, receiver)))


def _deadline(fact: Fact, language: Language) -> str:
    """What is owed by when, by whom and to whom; in the source's own words where no day follows of them."""
    due = fact.fields.get("due")
    what = word(f"import_value_what_{fact.fields['what']}")[language]
    by = word("answer_due")[language].format(what=what, day=time(str(due), language)) if due else ""
    rest = (_field(name, fact.fields.get(name), language) for name in ("who", "to"))
    return ", ".join(filter(None, (by or f"{what} {fact.fields['words']}", *rest)))


def _when(fact: Fact, language: Language) -> str:
    """The time of an event in words."""
    start, end = fact.fields.get("start"), fact.fields.get("end")
    days = "/".join(str(day) for day in (start, end if end != start else None) if day)
    return time(days or str(fact.fields.get("month") or ""), language) or str(fact.fields.get("words") or "")


def _on(fact: Fact, when: str, language: Language) -> str:
    """The time as it stands in a sentence: English says *on* before a day."""
    return f"on {when}" if language == Language.EN and fact.fields.get("start") else when


def _who(name: object, language: Language) -> str:
    """A body or organisation in the page's language, else as the minutes name it."""
    return who(str(name), language) or str(name) if name else ""


FIRST = ("name", "title", "number", "what", "outcome", "body", "date", "start", "end", "month", "due", "place", "focus")
SILENT = {"words", "year_from", "heading", "order", "scheme", "running", "sides", "part", "task_class", "term"}
SILENT_OF: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {Kind.REGISTRY_NUMBER: frozenset({"year"}), Kind.DISCUSSION_THEME: frozenset({"year"})}
)
"""Fields that say again what the page or the number says already."""


def _ordered(fact: Fact) -> list[tuple[str, object]]:
    names = [name for name in FIRST if name in fact.fields]
    left_out = SILENT | SILENT_OF.get(fact.kind, frozenset())
    names += [name for name in fact.fields if name not in FIRST and name not in left_out]
    return [(name, fact.fields[name]) for name in names]


def _field(name: str, value: object, language: Language) -> str:
    """One field in words; "" when there is nothing to say."""
    if value in (None, "", False, []):
        return ""
    if value is True:
        return WORDS[f"import_true_{name}"][language] if f"import_true_{name}" in WORDS else name
    text = _plain(name, value, language)
    return WORDS[f"import_field_{name}"][language].format(value=text) if f"import_field_{name}" in WORDS else text


def _plain(name: str, value: object, language: Language) -> str:
    """A value by itself: days, codes and names as people read them."""
    text = "" if value is None else str(value)
    if name in ("date", "start", "end", "due", "month"):
        return time(text, language) or text
    if name == "region":
        return area(text).names[language]
    if f"import_value_{name}_{text}" in WORDS:
        return WORDS[f"import_value_{name}_{text}"][language]
    return who(text, language) or text if name in ("by", "at", "to", "who", "body", "name") else text
