"""A Cube → JSON-stat 2.0, in the cube's first language.

What JSON-stat has no place for (other languages, the meaning of marks, the licence) stands in ``extension.alke``, and
only that: the writer asks the reader what it would understand and adds what is lacking. Cells whose marks have the
same sign come back with the same mark. Leaves out collections.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import orjson

from alke.statistics.cube import Cube, Mark, Numbers, Role
from alke.statistics.readers.guesses import UNKNOWN_LANGUAGE, mark_of
from alke.statistics.readers.jsonstat import describe
from alke.statistics.readers.jsonstat_axes import KEY, read_parents, unit_text
from alke.statistics.readers.nodes import Node

_ROLES = {Role.TIME: "time", Role.AREA: "geo", Role.CONTENT: "metric"}
_EXACT = 2.0**53  # beyond it a double is not the whole number that its digits would say
_DECIMALS = 6


def to_bytes(cube: Cube) -> bytes:
    """The cube as a JSON-stat 2.0 dataset in UTF-8."""
    language = next(iter(cube.languages), UNKNOWN_LANGUAGE)
    kept = cube.extra.get(KEY, {})
    dataset = _head(cube, language)
    rest, foreign = _split(kept.get("dataset", {}), "href", "extension")
    own: dict[str, Any] = {"language": language, "axes": {}} | ({"dataset": foreign} if foreign else {})
    dataset["dimension"] = {}
    for place, axis in enumerate(cube.axes):
        described, foreign = _split(kept.get("dimension", {}).get(axis.code, {}), "note", "href", "extension")
        category, strange = _split(kept.get("category", {}).get(axis.code, {}), "note", "coordinates", "unit", "child")
        lacking = {"dimension": foreign, "category": strange}
        own["axes"][axis.code] = {key: found for key, found in lacking.items() if found}
        dataset["dimension"][axis.code] = {
            **({"label": axis.names[language]} if language in axis.names else {}),
            **described,
            "category": category | _category(cube, place, category, language),
        }
    dataset |= rest
    _add_own(cube, dataset, own)
    dataset["value"] = values(cube.numbers)
    dataset |= _status(cube)
    return orjson.dumps(dataset)


def _split(kept: Mapping[str, Any], *allowed: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What JSON-stat 2.0 allows at this place, and what an older or freer file had there besides."""
    fine = {key: value for key, value in kept.items() if key in allowed or (key == "link" and _conforms(value))}
    return fine, {key: value for key, value in kept.items() if key not in fine}


def _head(cube: Cube, language: str) -> dict[str, Any]:
    """The dataset's own texts, its dimensions and their roles."""
    texts = {
        "label": cube.titles.get(language),
        "source": cube.sources.get(language),
        "updated": cube.updated if _is_time(cube.updated) else None,
        "note": list(cube.notes.get(language, ())) or None,
    }
    roles = {key: [axis.code for axis in cube.axes if axis.role is role] for role, key in _ROLES.items()}
    return {
        "version": "2.0",
        "class": "dataset",
        **{key: text for key, text in texts.items() if text},
        "id": [axis.code for axis in cube.axes],
        "size": list(cube.shape),
        "role": {key: codes for key, codes in roles.items() if codes},
    }


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _conforms(link: Any) -> bool:
    """Whether a link is as JSON-stat 2.0 wants it: every entry with an address (PxWeb's describedby has none)."""
    return (
        isinstance(link, dict)
        and "item" not in link
        and all(isinstance(entries, list) for entries in link.values())
        and all(isinstance(entry, dict) and "href" in entry for entries in link.values() for entry in entries)
    )


def _category(cube: Cube, place: int, kept: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The categories of one axis: order, labels, units and hierarchy."""
    axis = cube.axes[place]
    category: dict[str, Any] = {"index": list(axis.codes)}
    if language in axis.labels:
        category["label"] = dict(zip(axis.codes, axis.labels[language], strict=True))
    known = kept.get("unit") or {}
    units = {code: _unit(cube, place, code, known.get(code)) for code in {**axis.units, **axis.decimals}}
    if units:
        category["unit"] = units
    child = kept.get("child")
    if not child or read_parents(Node(child, ""), set(axis.codes), []) != axis.parents:
        child = {}
        for code, parent in axis.parents.items():
            child.setdefault(parent, []).append(code)
    if child:
        category["child"] = child
    return category


def _unit(cube: Cube, place: int, code: str, kept: Any) -> dict[str, Any]:
    """A category's unit; the format wants decimals, so those of the numbers stand where none are declared."""
    axis = cube.axes[place]
    text = axis.units.get(code, "")
    unit: dict[str, Any] = dict(kept) if isinstance(kept, dict) else {}
    if unit_text(Node(unit, "")) != text:
        unit = {"base": text}
    unit["decimals"] = axis.decimals.get(code, -1)
    if unit["decimals"] < 0:
        numbers = np.take(cube.numbers, axis.positions[code], axis=place)
        known = numbers[~np.isnan(numbers)]
        with np.errstate(over="ignore"):
            fits = [count for count in range(_DECIMALS) if np.array_equal(np.round(known, count), known)]
        unit["decimals"] = next(iter(fits), _DECIMALS)
    return unit


def _add_own(cube: Cube, dataset: dict[str, Any], own: dict[str, Any]) -> None:
    """Put into ``extension.alke`` what the reader would not understand from the dataset without it."""
    extension = dataset.get("extension", {})
    told = describe(Node({**dataset, "extension": {**extension, "alke": {"language": own["language"]}}}, ""))
    for key in ("table", "publisher", "licence", "updated"):
        if getattr(cube, key) != told.get(key, ""):
            own[key] = getattr(cube, key)
    for key in ("titles", "sources", "notes"):
        if dict(getattr(cube, key)) != told[key]:
            own[key] = dict(getattr(cube, key))
    for axis, plain in zip(cube.axes, told["axes"], strict=True):
        lacking = {key: getattr(axis, key) for key in ("role", "codelist") if getattr(axis, key) != getattr(plain, key)}
        for key in ("units", "decimals", "parents"):
            if dict(getattr(axis, key)) != getattr(plain, key):
                lacking[key] = dict(getattr(axis, key))
        for key in ("names", "labels"):
            texts = getattr(axis, key)
            other = {code: texts[code] for code in texts if texts[code] != getattr(plain, key).get(code)}
            lacking |= {key: other} if other else {}
        own["axes"][axis.code] |= lacking
    own["axes"] = {code: lacking for code, lacking in own["axes"].items() if lacking}
    if not own["axes"]:
        del own["axes"]
    marks = [mark for mark in cube.marks[1:] if not _speaks_for_itself(mark)]
    if marks:
        own["marks"] = [{"sign": mark.sign, "reason": mark.reason, "text": mark.text} for mark in marks]
    dataset["extension"] = {**extension, "alke": own}


def _speaks_for_itself(mark: Mark) -> bool:
    """Whether the reader takes the sign alone for this mark, in a Finnish table and in any other."""
    return all(mark == mark_of(mark.sign, number=mark.reason.has_number, finnish=finnish) for finnish in (True, False))


def values(numbers: Numbers) -> Sequence[int | float | None]:
    """The cells in order as JSON has them: whole numbers without a point, null for none."""
    flat = numbers.ravel()
    whole = (flat == np.floor(flat)) & (np.abs(flat) < _EXACT) & ~((flat == 0) & np.signbit(flat))
    if whole.all():
        wholes: list[int] = flat.astype(np.int64).tolist()
        return wholes
    return [
        int(number) if is_whole else None if number != number else number
        for number, is_whole in zip(flat.tolist(), whole.tolist(), strict=True)
    ]


def _status(cube: Cube) -> dict[str, Any]:
    """The signs of the cells that have one: an object while they are few, else an array."""
    statuses = cube.statuses.ravel()
    signs = np.array([mark.sign for mark in cube.marks], dtype=object)
    signed = np.flatnonzero(np.array([bool(sign) for sign in signs])[statuses])
    if not len(signed):
        return {}
    if len(signed) * 2 > len(statuses) > 1:
        return {"status": signs[statuses].tolist()}
    return {"status": {str(place): signs[statuses[place]] for place in signed.tolist()}}
