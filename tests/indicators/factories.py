"""Small tables and catalogues made by hand; the numbers are invented and of no real place but in their codes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import yaml

from alke.areas import COUNTRY
from alke.areas.divisions import municipalities
from alke.indicators.catalogue import Indicator, from_data
from alke.indicators.reading import Holdings
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role
from alke.statistics.store import Store, Vintage

MARKS = (
    PLAIN,
    Mark("..", Reason.NOT_AVAILABLE),
    Mark(".", Reason.NOT_APPLICABLE),
    Mark("...", Reason.CONFIDENTIAL),
    Mark("-", Reason.NIL),
    Mark("p", Reason.PRELIMINARY),
)
_SIGN = {mark.sign: place for place, mark in enumerate(MARKS)}
SAME = {"fi": "Teksti.", "sv": "Text.", "en": "Text."}


def axis(code: str, role: Role, codes: Iterable[str], **more: Any) -> Axis:
    return Axis(code, role, tuple(codes), {"fi": code}, **more)


def cube(axes: Sequence[Axis], cells: Any, **more: Any) -> Cube:
    """A cube of nested lists whose cells are numbers, signs such as ``..``, or pairs (number, "p")."""
    shape = tuple(len(each) for each in axes)
    numbers, statuses = np.full(shape, np.nan), np.zeros(shape, np.uint8)
    for place in np.ndindex(shape):
        cell = cells
        for step in place:
            cell = cell[step]
        if isinstance(cell, tuple):
            numbers[place], statuses[place] = cell[0], _SIGN[cell[1]]
        elif isinstance(cell, str):
            statuses[place] = _SIGN[cell]
        else:
            numbers[place] = cell
    return Cube(tuple(axes), numbers, statuses, MARKS, **more)


def table(rows: Mapping[str, Sequence[Any]], periods: Sequence[str], content: str = "vaesto", **more: Any) -> Cube:
    """A table of areas × periods with one content."""
    axes = (
        axis(more.pop("area_code", "Alue"), Role.AREA, rows),
        axis("Vuosi", Role.TIME, periods),
        axis("Tiedot", Role.CONTENT, [content]),
    )
    return cube(axes, [[[cell] for cell in row] for row in rows.values()], **more)


def everywhere(numbers: Mapping[str, float], year: int = 2026) -> dict[str, list[Any]]:
    """One row for every municipality of a year: the number given, else 1."""
    return {code: [numbers.get(code, 1.0)] for code in municipalities(COUNTRY, year)}


def put(
    store: Store, given: Cube, table_id: str, *, source: str = "statfin", at: str = "2026-01-01", **more: Any
) -> Vintage:
    checksum = hashlib.sha256(given.numbers.tobytes() + given.statuses.tobytes()).hexdigest()
    return store.put(given, source=source, table=table_id, retrieved=at, content_checksum=checksum, **more)


def entry(**changes: Any) -> dict[str, Any]:
    """The data of a catalogue file: population from table 11re, with fields replaced."""
    fields: dict[str, Any] = {
        "key": "",
        "name": {"fi": "Väkiluku", "sv": "Folkmängd", "en": "Population"},
        "in_text": {
            "fi": {"nom": "väkiluku", "gen": "väkiluvun", "par": "väkilukua"},
            "sv": "folkmängden",
            "en": "the population",
        },
        "definition": SAME,
        "why": SAME,
        "reading": SAME,
        "pitfalls": SAME,
        "unit": "persons",
        "decimals": 0,
        "higher_is": "neutral",
        "polarity_reason": SAME,
        "themes": {"2024": ["population"]},
        "formula": "population",
        "inputs": {"population": source("11re")},
        "checked": {"against": "no"},
        "owner": "Alke",
        "next_review": "2027-11-01",
    }
    return fields | changes


def source(*tables: str, content: str = "vaesto", lag: int = 0, window: str = "", **selection: Any) -> dict[str, Any]:
    """An input from tables of statfin, in order of preference."""
    take = {"content": [[content]], **selection.pop("take", {})}
    given = [{"source": "statfin", "tables": [each], "take": take, **selection} for each in tables]
    return {"from": given, "lag": lag, "window": window}


def indicator(**changes: Any) -> Indicator:
    return from_data("population", entry(**changes))


def holdings(store: Store) -> Holdings:
    return Holdings(store, store.vintages())


def write_catalogue(folder: Path, entries: Mapping[str, Mapping[str, Any]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for key, fields in entries.items():
        text = yaml.safe_dump(orjson.loads(orjson.dumps(dict(fields))), allow_unicode=True, sort_keys=False)
        (folder / f"{key}.yaml").write_text(text, "utf-8")
    return folder
