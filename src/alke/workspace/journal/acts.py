"""One act: a transaction, the rule that it is written in the log, and the chain that shows when a log was touched.

    with act("theme.confirm", theme, by=actor, reason=reason) as theme:
        theme.state = "confirmed"
        theme.save()

Acts come one after another: the end of the chain is locked first, and the row is read again under that lock, so what
was decided on a stale row is decided anew. Put guards inside the block. Leaves out who may act: `people/policies.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from django.db import models, transaction

from alke.workspace import clock
from alke.workspace.journal.models import Audience, Event, Head

M = TypeVar("M", bound=models.Model)


class By(Protocol):
    """Who acts: a person in a role for an organisation."""

    @property
    def user_id(self) -> int | None:
        """The user's id; None for the system itself."""

    @property
    def name(self) -> str:
        """The name that the log shows."""

    @property
    def role(self) -> str:
        """The role acted in."""

    @property
    def organisation(self) -> str:
        """The code of the organisation acted for; "" for none."""


def kind_of(subject: models.Model) -> str:
    """What a row is called in the log: ``rounds.theme``."""
    return subject._meta.label_lower


@contextmanager
def act(
    verb: str,
    subject: M,
    *,
    by: By,
    reason: str = "",
    round_year: int | None = None,
    audience: str | Callable[[M], str] = Audience.PUBLIC,
    told: dict[str, Any] | None = None,
) -> Iterator[M]:
    """Do something to a row and write it in the log, or do neither. What changes nothing is not written.

    Args:
        verb: What is done, such as ``theme.confirm``; described in docs/acts.md.
        subject: The row; read again under the lock when it is saved already.
        by: Who acts.
        reason: Why, in the actor's words.
        round_year: The round it belongs to; by default the row's own, by its `round` or `round_year`.
        audience: Who may read it in the log, or what tells it of the row as it is before the act.
        told: Filled by the block with what changed outside the row's own columns, such as members of a list.

    Yields:
        The same row.
    """
    with transaction.atomic():
        head = _lock()
        before: dict[str, Any] = {}
        if subject.pk is not None and not subject._state.adding:
            subject.refresh_from_db()
            before = snapshot(subject)
        readers = audience(subject) if callable(audience) else audience
        yield subject
        after = snapshot(subject) if type(subject)._default_manager.filter(pk=subject.pk).exists() else {}
        changed = {key for key in before | after if before.get(key) != after.get(key)}
        if before:
            before = {key: value for key, value in before.items() if key in changed}
            after = {key: value for key, value in after.items() if key in changed}
        after |= told or {}
        if not before and not after:
            return
        head.refresh_from_db()  # an act inside this one has moved the end
        write(
            head,
            Event(
                at=clock.now(),
                verb=verb,
                actor_id=by.user_id,
                actor_name=by.name,
                role=by.role,
                organisation=by.organisation,
                reason=reason,
                subject_kind=kind_of(subject),
                subject_id=str(subject.pk),
                subject_name=str(subject)[:300],
                round_year=round_year if round_year is not None else _year_of(subject),
                audience=readers,
                before=before,
                after=after,
            ),
        )


def _lock() -> Head:
    """The end of the chain, locked until the transaction ends."""
    Head.objects.get_or_create(id=1)
    return Head.objects.select_for_update().get(id=1)


def _year_of(subject: models.Model) -> int | None:
    year = getattr(subject, "round_year", None)
    if year is None:
        year = getattr(getattr(subject, "round", None), "year", None)
    return int(year) if year is not None else None


def snapshot(subject: models.Model) -> dict[str, Any]:
    """The row's own columns as plain data; what people write at length is in versions, not here."""
    return {field.attname: _plain(field.value_from_object(subject)) for field in subject._meta.concrete_fields}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict | list):
        return json.loads(json.dumps(value, default=str))
    return str(value)


def write(head: Head, event: Event) -> None:
    """Put an event at the end of the chain."""
    event.number, event.previous = head.number + 1, head.hash
    event.at = event.at.replace(microsecond=event.at.microsecond // 1000 * 1000)
    event.hash = digest(event)
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save()


def digest(event: Event) -> str:
    """SHA-256 over the previous hash and every column of the event."""
    told = snapshot(event) | {"hash": "", "at": event.at.timestamp()}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
