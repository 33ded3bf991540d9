"""JSON-stat 1.x and 2.0 in: a dataset, a bundle of them or a collection with embedded datasets → Cubes.

What JSON-stat says and a Cube has no field for stays in ``extra["json-stat"]`` for writing back; what a Cube says and
JSON-stat has no place for is read from ``extension.alke`` (writers/jsonstat.py). Labels are in one language: the one
that the file names, else the caller's, else the one its publisher's name is written in, else ``und``.
Leaves out fetching what a collection only links to.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from alke.statistics.cube import Cube
from alke.statistics.readers.guesses import is_finnish, language_of
from alke.statistics.readers.jsonstat_axes import KEY, read_axes
from alke.statistics.readers.jsonstat_cells import parse_apart, read_numbers, read_statuses
from alke.statistics.readers.nodes import Node, parse

_TEXTS = {"label", "title", "source", "updated", "note"}
_KNOWN = _TEXTS | {"version", "class", "value", "status", "id", "size", "role", "dimension"}
_TABLE_IN_LABEL = re.compile(r"^(\w{2,40}) -- ")
_DEPTH = 8
_SPARSE = 100  # cells that a sparse table may declare for each byte of the file
_SMALL = 1_000_000


def read(data: bytes, *, path: str = "", language: str = "") -> list[Cube]:
    """The tables of a JSON-stat text, in order.

    Args:
        data: The text, UTF-8.
        path: The file's name, for errors.
        language: The language of its labels, when the caller knows and the file does not tell.

    Raises:
        InputError: naming the byte or the JSON path, what was expected there and how to mend it.
    """
    document = parse_apart(data, path=path) or parse(data, path=path)
    warnings: list[str] = []
    room = max(_SMALL, _SPARSE * len(data))
    cubes = [_cube(node, name, language, room) for name, node in datasets(document, warnings=warnings)]
    if not cubes:
        seen = f" ({'; '.join(warnings)})" if warnings else ""
        document.fail(f"no table in it{seen}", "Give a JSON-stat dataset, or a collection with its datasets embedded")
    return [cube.with_(warnings=(*warnings, *cube.warnings)) for cube in cubes] if warnings else cubes


def datasets(document: Node, *, warnings: list[str], depth: int = 0) -> Iterator[tuple[str, Node]]:
    """The datasets of a document with the name each has in a bundle; what holds no table is told in `warnings`."""
    kind = document["class"].text()
    members = document.object()
    if kind == "collection" or (not kind and isinstance(document["link"]["item"].value, list)):
        if depth > _DEPTH:
            document.fail(f"collections are nested deeper than {_DEPTH}", "Give the inner collection as its own file")
        for item in document["link"]["item"].elements():
            yield from datasets(item, warnings=warnings, depth=depth + 1)
    elif "dimension" in members and kind in ("", "dataset"):
        yield "", document
    elif kind == "dataset":
        warnings.append(document.warning(f"this dataset is only a link to {document['href'].text() or 'elsewhere'}"))
    elif kind == "dimension":
        warnings.append(document.warning("this is a dimension, which has no cells"))
    elif kind:
        document["class"].fail(f"unknown class {kind!r}", "The classes of JSON-stat are dataset, dimension, collection")
    else:
        bundle = [(name, node) for name, node in document.members() if isinstance(node.value, dict)]
        yield from ((name, node) for name, node in bundle if node["dimension"])


def describe(node: Node, *, name: str = "", language: str = "") -> dict[str, Any]:
    """All fields of a dataset's Cube but the cells; works on PxWeb's metadata too, which have no values.

    Args:
        node: The dataset.
        name: Its name in a bundle.
        language: The language of its labels, when the caller knows and the file does not tell.
    """
    warnings: list[str] = []
    own, source = node["extension"]["alke"], node["source"].text()
    language = _language(node) or language or language_of(source)
    axes, axes_extra = read_axes(node, language=language, warnings=warnings)
    title, notes = node["label"].text() or node["title"].text(), node["note"].texts()
    rest: dict[str, Any] = {key: value for key, value in node.object().items() if key not in _KNOWN}
    rest["extension"] = {key: value for key, value in node["extension"].object().items() if key != "alke"}
    rest |= own["dataset"].object()
    rest = {key: value for key, value in rest.items() if value}
    fields = {
        "axes": axes,
        "table": _table(node, name, title),
        "titles": {language: title} if title else {},
        "sources": {language: source} if source else {},
        "notes": {language: notes} if notes else {},
        "updated": _updated(node),
        "warnings": tuple(warnings),
        "extra": MappingProxyType({KEY: {"dataset": rest, **axes_extra}}),
    }
    return fields | _own(own)


def _own(own: Node) -> dict[str, Any]:
    """The fields that stand in ``extension.alke`` because JSON-stat itself cannot say them."""
    fields: dict[str, Any] = {}
    for key in ("table", "publisher", "licence", "updated"):
        if own[key]:
            fields[key] = own[key].text()
    for key in ("titles", "sources"):
        if own[key]:
            fields[key] = {language: text.text() for language, text in own[key].members()}
    if own["notes"]:
        fields["notes"] = {language: text.texts() for language, text in own["notes"].members()}
    return fields


def _cube(node: Node, name: str, language: str, room: int) -> Cube:
    """One dataset as a cube."""
    fields = describe(node, name=name, language=language)
    warnings = list(fields.pop("warnings"))
    shape = tuple(len(axis) for axis in fields["axes"])
    numbers, words = read_numbers(node["value"], math.prod(shape), room, warnings)
    spoken = next(iter(fields["titles"] | fields["sources"]), "")
    statuses, marks = read_statuses(node, numbers, words, finnish=is_finnish(spoken, node["source"].text()))
    return Cube(
        numbers=numbers.reshape(shape),
        statuses=statuses.reshape(shape),
        marks=marks,
        warnings=tuple(warnings),
        **fields,
    )


def _language(node: Node) -> str:
    """The language that the file names: Alke's own word, PxWeb's or the old Eurostat service's."""
    told = node["extension"]["alke"]["language"] or node["extension"]["px"]["language"] or node["language"]
    return told.text().lower() if isinstance(told.value, str) else ""


def _table(node: Node, name: str, title: str) -> str:
    """The publisher's table id: PxWeb's, Eurostat's, the bundle's name or the start of StatFin's title."""
    for told in (node["extension"]["px"]["tableid"], node["code"], node["extension"]["id"]):
        if isinstance(told.value, str) and told.value:
            return told.value
    match = _TABLE_IN_LABEL.match(title)
    return match[1] if match else name if name != "dataset" else ""


def _updated(node: Node) -> str:
    """The update time as ISO, or "" when the file's is none (StatFin has written 06.00.00 with dots)."""
    if isinstance(node["lastUpdateDate"].value, int) and 0 < node["lastUpdateDate"].value < 10**14:
        return datetime.fromtimestamp(node["lastUpdateDate"].value / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = re.sub(r"(?<=T\d\d)\.(\d\d)\.(\d\d)", r":\1:\2", node["updated"].text())
    try:
        datetime.fromisoformat(told)
    except ValueError:
        return ""
    return told
