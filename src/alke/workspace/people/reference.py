"""The organisations of the talks, from data/organisations.yaml into the database. Leaves out people.

Loading again changes only what differs, so that it is run at every start; a row that is no longer in the file stays,
because rows of the process refer to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from alke.areas import area
from alke.base.errors import InputError
from alke.base.languages import Language, Text
from alke.workspace.journal.acts import act
from alke.workspace.people.actors import SYSTEM
from alke.workspace.people.models import Organisation, OrganisationKind

FILE = Path(__file__).parent / "data" / "organisations.yaml"


@cache
def organisations() -> Mapping[str, Mapping[str, Any]]:
    """Columns of each organisation by its code; `successor` is a code too.

    Raises:
        InputError: when the file is not as it should be.
    """
    raw = yaml.safe_load(FILE.read_text("utf-8"))
    return {code: _columns(code, entry) for code, entry in raw.items()}


def _columns(code: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    where = f"{FILE.name}, key {code}"
    if entry["kind"] not in OrganisationKind.values:
        raise InputError(f"{entry['kind']!r} is not a kind of organisation", where=where)
    names, short = _names(entry, where)
    found: dict[str, Any] = {"kind": entry["kind"], "regions": list(entry.get("regions", []))}
    for language in Language:
        found[f"name_{language}"] = names[language]
        found[f"short_{language}"] = short[language] if short else ""
    for key in ("valid_from", "valid_to"):
        value = entry.get(key)
        if value is not None and not isinstance(value, date):
            raise InputError(f"{key} is not a day", where=where, fix="Write it as 2026-01-01")
        found[key] = value
    found["successor"] = entry.get("successor")
    return found


def _names(entry: Mapping[str, Any], where: str) -> tuple[Text, Text | None]:
    if "council" in entry:
        region = area(entry["council"])
        assert region.region is not None
        return region.region.council, region.names
    if "area" in entry:
        return area(entry["area"]).names, None
    short = entry.get("short")
    return Text.of(entry["names"], where=where), Text.of(short, where=where) if short else None


@transaction.atomic
def load() -> int:
    """Make or mend the organisations; each change is an act of the system. Returns how many rows changed."""
    known = {row.code: row for row in Organisation.objects.select_related("successor")}
    changed = 0
    # Those that succeed others come first, so that a successor is there when it is pointed at.
    for code, columns in sorted(organisations().items(), key=lambda pair: pair[1]["successor"] is not None):
        row, successor = known.get(code), known.get(columns["successor"] or "")
        wanted = {**columns, "successor": successor}
        if row is not None and all(getattr(row, key) == value for key, value in wanted.items()):
            continue
        verb = "organisation.load" if row is None else "organisation.mend"
        with act(verb, row or Organisation(code=code), by=SYSTEM) as made:
            for key, value in wanted.items():
                setattr(made, key, value)
            made.save()
        known[code] = made
        changed += 1
    return changed
