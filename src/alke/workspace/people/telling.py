"""Acts of the log as sentences that a person reads, with what changed. Leaves out who may read them (`access.py`).

Each room names its verbs in its words: the act ``theme.confirm`` is the word ``verb_theme_confirm``, such as "vahvisti
teeman"; where the word has the slot ``{subject}``, the subject's name goes there, else it follows in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alke.base.languages import Language, Text
from alke.workspace.journal.models import Event
from alke.workspace.people.models import Organisation, User
from alke.workspace.words import WORDS

LONGEST = 400
QUOTES = {Language.FI: "”{}”", Language.SV: "”{}”", Language.EN: "“{}”"}
INNER = frozenset({"id", "token_checksum", "checksum", "feed_token", "password"})
"""Columns that tell a reader nothing, or that she must not see."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; `before` is empty for what is new."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """An act as it is shown: who, in which role for whom, and what she did."""

    event: Event
    who: str
    did: str
    changes: tuple[Change, ...]

    @property
    def at(self) -> datetime:
        """When."""
        return self.event.at


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of what rows refer to, asked once for all events of a page."""

    codes: Mapping[str, Text]
    organisations: Mapping[int, Text]
    users: Mapping[int, str]


def verb_key(verb: str) -> str:
    """The key of the word of a verb: ``theme.confirm`` → ``verb_theme_confirm``."""
    return "verb_" + re.sub(r"\W", "_", verb)


def told(events: Iterable[Event], language: Language) -> list[Told]:
    """The events as sentences, in two queries at most."""
    rows = list(events)
    names = _names(rows)
    return [Told(one, _who(one, names, language), did(one, language), _changes(one, names, language)) for one in rows]


def did(event: Event, language: Language) -> str:
    """What was done to what: ``vahvisti teeman ”Kestävä kasvu”``; the raw verb where there is no word for it."""
    subject = QUOTES[language].format(_subject(event, language))
    key = verb_key(event.verb)
    if key not in WORDS:
        return f"{event.verb} {subject}"
    word = WORDS[key][language]
    return word.format(subject=subject) if "{subject}" in word else f"{word} {subject}"


def _subject(event: Event, language: Language) -> str:
    """The name of the row; what a source tells is named after a question, which has its own words."""
    code, told, answer = event.subject_name.partition(": ")
    key = f"question_{code}"
    return f"{WORDS[key][language]} {answer}" if told and key in WORDS else event.subject_name


def _names(events: list[Event]) -> _Names:
    found: dict[str, set[Any]] = {"organisation": set(), "user": set()}
    for event in events:
        for column, value in [*event.before.items(), *event.after.items()]:
            kind = _points_at(column)
            if kind and isinstance(value, int):
                found[kind].add(value)
    codes = {event.organisation for event in events if event.organisation}
    users: dict[int, str] = {}
    organisations: list[Organisation] = []
    if codes or found["organisation"]:
        organisations = list(
            Organisation.objects.filter(code__in=codes) | Organisation.objects.filter(pk__in=found["organisation"])
        )
    if found["user"]:
        users = dict(User.objects.filter(pk__in=found["user"]).values_list("pk", "name"))
    return _Names({one.code: one.short for one in organisations}, {one.pk: one.names for one in organisations}, users)


def _points_at(column: str) -> str:
    """What a column refers to, judged by its name."""
    if column in ("organisation_id", "successor_id") or column.endswith("_organisation_id"):
        return "organisation"
    return "user" if column == "user_id" or column.endswith("_by_id") else ""


def _who(event: Event, names: _Names, language: Language) -> str:
    key = f"role_{event.role}"
    parts = [WORDS[key][language]] if key in WORDS and event.organisation else []
    if event.organisation:
        short = names.codes.get(event.organisation)
        parts.append(short[language] if short else event.organisation)
    return f"{event.actor_name} ({', '.join(parts)})" if parts else event.actor_name


def _changes(event: Event, names: _Names, language: Language) -> tuple[Change, ...]:
    model = event.subject_kind.partition(".")[2]
    made = []
    for column in dict.fromkeys([*event.before, *event.after]):
        if column in INNER:
            continue
        before, after = (
            _shown(model, column, side.get(column), names, language) for side in (event.before, event.after)
        )
        if before or after:
            made.append(Change(_label(model, column, language), before, after))
    return tuple(made)


def _label(model: str, column: str, language: Language) -> str:
    plain = column.removesuffix("_id")
    for key in (f"field_{model}_{plain}", f"field_{plain}"):
        if key in WORDS:
            return WORDS[key][language]
    return plain.replace("_", " ")


def _shown(model: str, column: str, value: Any, names: _Names, language: Language) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return WORDS["people_yes" if value else "people_no"][language]
    kind = _points_at(column)
    if kind == "organisation" and value in names.organisations:
        return names.organisations[value][language]
    if kind == "user" and value in names.users:
        return names.users[value]
    if isinstance(value, list):
        return ", ".join(_shown(model, column, one, names, language) for one in value)[:LONGEST]
    if isinstance(value, dict):
        pairs = (f"{key}: {_shown(model, str(key), one, names, language)}" for key, one in value.items())
        return "; ".join(pairs)[:LONGEST]
    for key in (f"{model}_{column}_{value}", f"{column}_{value}"):
        if key in WORDS:
            return WORDS[key][language]
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
