"""The verbs of this room: add, edit and remove a row of it. The only writers, each an act in the log.

The verb in the log is the model's name and the act: ``goal.add``, ``settheme.edit``. Leaves out what a form may hold
(`forms.py`) and who may act (`policies.py`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import Max
from django.utils.text import slugify

from alke.workspace.journal.acts import act, snapshot
from alke.workspace.people.actors import Actor
from alke.workspace.strategies.models import Element, Goal, Measure, Programme, ProgrammeIndicator, SetTheme, Translated
from alke.workspace.strategies.policies import policy_of

M = TypeVar("M", bound=models.Model)
Lists = Mapping[str, Iterable[models.Model]]
_PARENT: dict[type[models.Model], str] = {
    Element: "decision",
    SetTheme: "theme_set",
    Goal: "programme",
    Measure: "goal",
}


class ChangedError(Exception):
    """Another has saved the row since the form was opened."""


class InUseError(Exception):
    """The row is mapped to something, so it cannot be removed."""


def fingerprint(row: models.Model) -> str:
    """A digest of the row as it stands, lists and all: what a form was opened on."""
    lists = {field.name: sorted(one.pk for one in getattr(row, field.name).all()) for field in row._meta.many_to_many}
    told = json.dumps(snapshot(row) | lists, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def add(row: M, *, by: Actor, lists: Lists | None = None) -> M:
    """Save a new row, last in its parent's order.

    Raises:
        Refused: when the actor may not.
    """
    told: dict[str, Any] = {}
    with act(f"{row._meta.model_name}.add", row, by=by, told=told) as made:
        policy_of(made).demand(by, "add", made)
        _place(made)
        made.save()
        _link(made, lists or {}, told)
    return row


def edit(row: M, values: Mapping[str, Any], *, by: Actor, seen: str, lists: Lists | None = None) -> M:
    """Change a row; `seen` is the `fingerprint` it had when the form was opened.

    Raises:
        Refused: when the actor may not.
        ChangedError: when another has saved it in between.
    """
    told: dict[str, Any] = {}
    with act(f"{row._meta.model_name}.edit", row, by=by, told=told) as now:
        policy_of(now).demand(by, "edit", now)
        if fingerprint(now) != seen:
            raise ChangedError
        if isinstance(now, Translated):  # what a person has written is hers, no longer Alke's wording
            now.ours = [one for one in now.ours if values.get(f"name_{one}", "") == getattr(now, f"name_{one}")]
        for key, value in values.items():
            setattr(now, key, value)
        now.save()
        _link(now, lists or {}, told)
    return row


def remove(row: models.Model, *, by: Actor, reason: str = "") -> None:
    """Remove a row and what belongs to it; the log keeps the names of all of it.

    Raises:
        Refused: when the actor may not.
        InUseError: when it is an element that something is mapped to.
    """
    told: dict[str, Any] = {}
    with act(f"{row._meta.model_name}.remove", row, by=by, reason=reason, told=told) as now:
        policy_of(now).demand(by, "remove", now)
        if isinstance(now, Element) and uses(now):
            raise InUseError
        if below := list(belongings(now)):
            told["with"] = below
        key = now.pk
        now.delete()
        now.pk = key  # the log names the row that was


def uses(element: Element) -> int:
    """How many themes and goals are mapped to an element."""
    related = [one.get_accessor_name() for one in Element._meta.related_objects if one.many_to_many]
    return sum(getattr(element, str(name)).count() for name in related)


def belongings(row: models.Model) -> Iterable[str]:
    """The names of what goes with a row when it is removed."""
    if isinstance(row, Programme):
        for goal in row.goals.all():
            yield goal.name_fi
            yield from belongings(goal)
    elif isinstance(row, Goal):
        yield from row.measures.values_list("name_fi", flat=True)
        yield from row.indicators.values_list("name_fi", flat=True)
    elif isinstance(row, Measure):
        yield from row.indicators.values_list("name_fi", flat=True)


def _place(row: models.Model) -> None:
    """Give a new row its place after the others and, where it has one, its key."""
    parent = _PARENT.get(type(row))
    if parent is None or isinstance(row, ProgrammeIndicator):
        return
    fellows = type(row)._default_manager.filter(**{parent: getattr(row, parent)})
    if isinstance(row, Element):
        fellows = fellows.filter(kind=row.kind)
    last = fellows.aggregate(last=Max("order"))["last"] or 0
    setattr(row, "order", last + 1)  # noqa: B010 – every model of _PARENT has it
    if isinstance(row, Element | SetTheme):
        row.key = _key(row, parent)


def _key(row: Element | SetTheme, parent: str) -> str:
    """A key of its own from the Finnish name."""
    taken = set(type(row)._default_manager.filter(**{parent: getattr(row, parent)}).values_list("key", flat=True))
    stem = slugify(row.name_fi)[:50] or "x"
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if key not in taken)


def _link(row: models.Model, lists: Lists, told: dict[str, Any]) -> None:
    for name, wanted in lists.items():
        wanted, manager = list(wanted), getattr(row, name)
        if {one.pk for one in wanted} != set(manager.values_list("pk", flat=True)):
            manager.set(wanted)
            told[name] = sorted(str(one) for one in wanted)
