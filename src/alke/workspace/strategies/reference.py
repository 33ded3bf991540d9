"""What Alke knows of strategies from the beginning, from `data/` into the database.

Loading again changes only what differs, so it is run at every start. What a person has changed stays as she left it: an
element, theme or decision with an act of a person in the log is not touched, nor a programme that its council has
worked on. Nothing is removed. Leaves out organisations (`people/reference.py`, which is loaded first): the programme of
a council that is not there waits for the next time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db import models, transaction

from alke.base.errors import InputError
from alke.base.languages import Language, Text
from alke.indicators import catalogue
from alke.indicators.targets import Target, all_targets
from alke.indicators.themes import themes
from alke.workspace.journal.acts import act, kind_of
from alke.workspace.journal.models import Event
from alke.workspace.people.actors import SYSTEM
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.strategies.models import (
    Decision,
    Element,
    Goal,
    Programme,
    ProgrammeIndicator,
    SetTheme,
    ThemeSet,
)

M = TypeVar("M", bound=models.Model)
DATA = Path(__file__).parent / "data"
ROOM = "strategies."


@cache
def data(name: str) -> Any:
    """A file of `data/` by its name without the ending."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))


@transaction.atomic
def load() -> int:
    """Make or mend decisions, theme sets and programmes; each change is an act of the system.

    Returns:
        How many rows changed.

    Raises:
        InputError: when the data are not as they should be.
    """
    loading = _Loading()
    loading.decisions()
    loading.theme_sets()
    loading.programmes()
    return loading.changed


class _Loading:
    """One loading: what people have changed is asked once."""

    def __init__(self) -> None:
        self.changed = 0
        by_people = Event.objects.filter(subject_kind__startswith=ROOM).exclude(actor_id=None)
        told = list(by_people.values_list("subject_kind", "subject_id", "organisation", "verb", "before"))
        self.touched = {(kind, pk) for kind, pk, *_ in told}
        self.councils = {organisation for _, _, organisation, *_ in told}
        self.removed = {
            (before.get("decision_id"), before.get("key")) for *_, verb, before in told if verb == "element.remove"
        }

    def put(self, model: type[M], where: Mapping[str, Any], values: Mapping[str, Any]) -> M:
        """The row found by `where` with these values; made when there is none."""
        row = model._default_manager.filter(**where).first()
        name = model._meta.model_name
        if row is None:
            with act(f"{name}.load", model(**where, **values), by=SYSTEM) as made:
                made.save()
            self.changed += 1
            return made
        if (kind_of(row), str(row.pk)) in self.touched:
            return row
        if any(getattr(row, key) != value for key, value in values.items()):
            with act(f"{name}.mend", row, by=SYSTEM) as row:
                for key, value in values.items():
                    setattr(row, key, value)
                row.save()
            self.changed += 1
        return row

    def link(self, row: models.Model, **lists: Sequence[models.Model]) -> None:
        """Set what a row is mapped to."""
        if (kind_of(row), str(row.pk)) in self.touched:
            return
        for name, wanted in lists.items():
            manager = getattr(row, name)
            if {one.pk for one in manager.all()} == {one.pk for one in wanted}:
                continue
            told: dict[str, Any] = {name: sorted(str(one) for one in wanted)}
            with act(f"{row._meta.model_name}.map", row, by=SYSTEM, told=told):
                manager.set(wanted)
            self.changed += 1

    def decisions(self) -> None:
        """The decisions and their elements."""
        for code, entry in data("decisions").items():
            where = f"decisions.yaml, {code}"
            first, last = map(int, code.split("-"))
            values = names(entry, where) | {
                "first_year": first,
                "last_year": last,
                "adopted_on": entry.get("adopted_on"),
                "publication": entry["publication"],
                "source": entry["source"],
            }
            decision = self.put(Decision, {"code": code}, values)
            for kind in Element.Kind.values:
                for order, (key, element) in enumerate(entry.get(kind, {}).items(), 1):
                    if (decision.pk, key) in self.removed:
                        continue
                    told = names(element, f"{where}, {key}") | {"kind": kind, "order": order}
                    self.put(Element, {"decision": decision, "key": key}, told)

    def theme_sets(self) -> None:
        """The theme sets; maps come last, when every theme is there."""
        elements = {f"{one.decision.code}/{one.key}": one for one in Element.objects.select_related("decision")}
        made: dict[str, tuple[SetTheme, Mapping[str, Any]]] = {}
        for code, entry in data("theme_sets").items():
            where = f"theme_sets.yaml, {code}"
            of = self.put(ThemeSet, {"code": code}, names(entry, where) | {"first_year": entry["first_year"]})
            for order, (key, theme) in enumerate(entry["themes"].items(), 1):
                told = _theme(code, key, theme, f"{where}, {key}") | {"order": order}
                made[f"{code}/{key}"] = (self.put(SetTheme, {"theme_set": of, "key": key}, told), theme)
        kin: dict[str, set[str]] = {key: set(theme.get("kin", [])) for key, (_, theme) in made.items()}
        for key, others in list(kin.items()):
            for other in others:
                kin[_known(other, kin, key)].add(key)
        for key, (row, theme) in made.items():
            wanted = [elements[one] for one in theme.get("elements", []) if self._there(one, elements, key)]
            self.link(row, elements=wanted, kin=[made[one][0] for one in sorted(kin[key])])

    def _there(self, one: str, elements: Mapping[str, Element], where: str) -> bool:
        """Whether an element is in the database; one that a person has removed may be missing."""
        if one in elements:
            return True
        code, _, key = one.partition("/")
        decision = Decision.objects.filter(code=code).first()
        if decision is not None and (decision.pk, key) in self.removed:
            return False
        raise InputError(f"there is no element {one}", where=f"theme_sets.yaml, {where}")

    def programmes(self) -> None:
        """The programmes of the councils that are there and have not worked on theirs."""
        councils = Organisation.objects.filter(kind=OrganisationKind.COUNCIL)
        of_region = {region: one for one in councils for region in one.regions}
        known = {target.id: target for target in all_targets()}
        for entry in data("programmes"):
            council = of_region.get(entry["region"])
            if council is None or council.code in self.councils:
                continue
            where = f"programmes.yaml, {entry['region']} {entry['first_year']}"
            note = Text.of(entry["note"], where=where)
            values = names(entry, where) | {
                "last_year": entry["last_year"],
                "adopted_on": entry.get("adopted_on"),
                "publication": entry["publication"],
                "source": entry["source"],
                "note_fi": note.fi,
                "note_sv": note.sv,
                "note_en": note.en,
                "complete": entry.get("complete", False),
            }
            made = self.put(Programme, {"organisation": council, "first_year": entry["first_year"]}, values)
            for order, goal in enumerate(entry.get("goals", []), 1):
                told = names(goal, f"{where}, goal {order}")
                row = self.put(Goal, {"programme": made, "order": order}, told)
                for key in goal.get("targets", []):
                    told = _target(known[_known(key, known, f"{where}, goal {order}")])
                    self.put(ProgrammeIndicator, {"goal": row, "name_fi": told.pop("name_fi")}, told)


def names(entry: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The columns of a name; Swedish and English may be absent from what only has a Finnish one.

    Raises:
        InputError: when there is no Finnish name, or `ours` names what is no language.
    """
    told, ours = entry.get("name", {}), list(entry.get("ours", []))
    if not told.get("fi") or not {*told, *ours} <= {*Language}:
        raise InputError("a name needs fi, and may have sv and en", where=where, fix="Write it as fi: …, sv: …, en: …")
    return {f"name_{language}": told.get(language, "") for language in Language} | {"ours": ours}


def _theme(code: str, key: str, entry: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Columns of a theme, which has the names and indicators of the catalogue's theme set of that code."""
    known = {theme.key: theme for theme in themes(code)}
    theme = known[_known(key, known, where)]
    ids = sorted(each.id for each in catalogue.load().values() if key in each.themes.get(code, ()) and not each.family)
    names = {f"name_{language}": theme.names[language] for language in Language}
    return names | {"ours": list(entry.get("ours", [])), "indicators": ids}


def _target(target: Target) -> dict[str, Any]:
    """Columns of a target of the catalogue's; Swedish and English names are Alke's translations."""
    return {f"name_{language}": target.name[language] for language in Language} | {
        "ours": ["sv", "en"],
        "indicator": target.indicator,
        "unit": target.unit.name.fi if target.unit is not None and not target.indicator else "",
        "baseline": target.baseline.number if target.baseline else None,
        "baseline_period": str(target.baseline.period) if target.baseline else "",
        "target_kind": target.kind.value,
        "target_number": target.number,
        "target_words": target.words.fi if target.words else "",
        "target_year": target.year,
        "sign": target.sign.value if target.sign else "",
    }


def _known(key: str, known: Mapping[str, Any], where: str) -> str:
    if key not in known:
        raise InputError(f"there is no {key}", where=where, fix="Check how it is written")
    return key
