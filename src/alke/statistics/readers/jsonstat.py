"""JSON-stat 1.x and 2.0 in: a dataset, a bundle of them or a collection with embedded datasets → Cubes.

What JSON-stat says and a Cube has no field for stays in ``extra["json-stat"]`` for writing back; what a Cube says and
JSON-stat has no place for is read from ``extension.alke`` (writers/jsonstat.py). Labels are in one language: the one
that the file names, else the caller's, else the one its publisher's name is written in, else ``und``.
Leaves out fetching what a collection only links to.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from alke.statistics.cube import PLAIN, Cube, Mark, Numbers, Reason, Statuses
from alke.statistics.readers.guesses import is_finnish, language_of, mark_of
from alke.statistics.readers.jsonstat_axes import KEY, read_axes
from alke.statistics.readers.nodes import Node, parse
from alke.statistics.readers.px.marks import meaning

Codes = npt.NDArray[np.int64]
_KNOWN = frozenset("version class label title source updated note value status id size role dimension".split())
_TABLE_IN_LABEL = re.compile(r"^(\w{2,40}) -- ")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DOTS = {"1": ".", "2": "..", "3": "...", "4": "....", "5": ".....", "6": "......", "7": "-"}
_DEPTH = 8
_MARKS = 255
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
    document = parse(data, path=path)
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
    numbers, words = _numbers(node["value"], math.prod(shape), room, warnings)
    spoken = next(iter(fields["titles"] | fields["sources"]), "")
    statuses, marks = _statuses(node, numbers, words, finnish=is_finnish(spoken, node["source"].text()))
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


def _numbers(node: Node, cells: int, room: int, warnings: list[str]) -> tuple[Numbers, dict[int, str]]:
    """The numbers, NaN where none, and the texts that stand in cells by their place."""
    if isinstance(node.value, dict):
        if cells > room:
            node.fail(
                f"the dimensions make {cells:,} cells, too many for what the file holds ({len(node.value):,} values)",
                "Give the table in smaller parts",
            )
        given, places = list(node.value.values()), _positions(node, cells)
    else:
        given, places = node.array(), None
        if not given and cells:
            node.fail(
                f"there are no values, so this is only the description of a table of {cells:,} cells",
                "Get the data of the table, not its metadata",
            )
        if len(given) != cells:
            node.fail(f"{len(given):,} values for the {cells:,} cells that the dimensions make", "Give one per cell")
    words: dict[int, str] = {}
    if not set(map(type, given)) <= {int, float, type(None)}:
        given = _without_words(node, given, places, words, warnings)
    flat = np.array(given, dtype=np.float64)
    if places is None:
        return flat, words
    numbers = np.full(cells, np.nan)
    numbers[places] = flat
    return numbers, words


def _positions(node: Node, cells: int) -> list[int]:
    """The keys of a sparse object as places in the flat order of cells."""
    places = []
    for key in node.object():
        if not (key.isascii() and key.isdigit() and len(key) < 19 and int(key) < cells):
            node[key].fail(f"{key!r} is not the place of a cell", f"Give a whole number from 0 to {cells - 1}")
        places.append(int(key))
    return places


def _without_words(
    node: Node, given: list[Any], places: list[int] | None, words: dict[int, str], warnings: list[str]
) -> list[float | None]:
    """The values with texts taken out into `words`; a text that is a number is read as one."""
    numbers: list[float | None] = []
    keys = list(node.value) if isinstance(node.value, dict) else None
    as_text = 0
    for index, value in enumerate(given):
        if isinstance(value, str):
            number = float(value) if _NUMBER.fullmatch(value) else None
            if number is None or math.isinf(number):
                words[places[index] if places else index] = value
                number = None
            as_text += number is not None
            numbers.append(number)
        elif isinstance(value, bool | list | dict):
            node[keys[index] if keys else index].wrong("a number, a text or null")
        else:
            numbers.append(value)
    if as_text:
        warnings.append(node.warning(f"{as_text} numbers are written as texts"))
    return numbers


def _statuses(
    node: Node, numbers: Numbers, words: Mapping[int, str], *, finnish: bool
) -> tuple[Statuses, tuple[Mark, ...]]:
    """The place in the marks of each cell's mark, and the marks in use."""
    empty = np.isnan(numbers)
    signs = {"": 0}
    codes = _signs(node["status"], len(numbers), signs)
    if words:
        codes = np.zeros(len(numbers), dtype=np.int64) if codes is None else codes
        codes[list(words)] = [signs.setdefault(word, len(signs)) for word in words.values()]
    keys = empty.astype(np.int64) if codes is None else codes * 2 + empty
    used = np.flatnonzero(np.bincount(keys, minlength=2 * len(signs))).tolist()
    used = [key for key in used if key]  # 0 is a number without a sign
    if len(used) > _MARKS:
        what = f"{len(used):,} different marks or texts in the cells, a cube holds {_MARKS}"
        node["status"].fail(what, "Give numbers with their statuses; a table of texts is no statistic")
    by_code, own, descriptions = tuple(signs), _own_marks(node["extension"]["alke"]["marks"]), _descriptions(node)
    table = np.zeros(2 * len(signs), dtype=np.uint8)
    table[used] = np.arange(1, len(used) + 1)
    marks = [PLAIN]
    for key in used:
        sign, number = by_code[key // 2], key % 2 == 0
        told = own.get((sign, number))
        marks.append(told or mark_of(sign, number=number, text=descriptions.get(sign, ""), finnish=finnish))
    return table[keys], tuple(marks)


def _signs(node: Node, cells: int, signs: dict[str, int]) -> Codes | None:
    """For each cell the code in `signs`, which grows, of its status; None when there is no status."""
    value = node.value

    def code(item: Any, key: str | int) -> int:
        text = "" if item is None else item if isinstance(item, str) else node[key].text()
        return signs.setdefault(text, len(signs))

    if isinstance(value, dict) and isinstance(value.get("value"), list | dict | str):
        return _signs(node["value"], cells, signs)  # the old Eurostat service
    if value is None:
        return None
    if isinstance(value, str):
        return np.full(cells, code(value, 0), dtype=np.int64)
    if isinstance(value, dict):
        codes = np.zeros(cells, dtype=np.int64)
        codes[_positions(node, cells)] = [code(item, key) for key, item in value.items()]
        return codes
    if len(node.array()) == 1:
        return np.full(cells, code(value[0], 0), dtype=np.int64)
    if len(value) != cells:
        node.fail(f"{len(value):,} statuses for {cells:,} cells", "Give one per cell, one for all, or an object")
    return np.array([code(item, place) for place, item in enumerate(value)], dtype=np.int64)


def _descriptions(node: Node) -> dict[str, str]:
    """What the file itself says of its signs: Eurostat's status labels, PxWeb's missingValueDescriptions."""
    told: dict[str, str] = {}
    extension = node["extension"]
    for place in (node["status"]["category"]["label"], extension["status"]["label"]):
        if isinstance(place.value, dict):
            told |= {sign: text for sign, text in place.value.items() if isinstance(text, str)}
    for place in (extension["missingValueDescriptions"], extension["px"]["missingValueDescriptions"]):
        if isinstance(place.value, dict):
            texts = {sign: text for sign, text in place.value.items() if isinstance(text, str) and meaning(text)}
            told |= texts | {_DOTS[sign]: text for sign, text in texts.items() if sign in _DOTS}
    return told


def _own_marks(own: Node) -> dict[tuple[str, bool], Mark]:
    """The marks that the table's writer knew more of than JSON-stat can say, by sign and whether a number is there."""
    marks = {}
    for node in own.elements():
        if node["reason"].value not in list(Reason):
            node["reason"].fail("unknown reason", f"Use one of {', '.join(Reason)}")
        mark = Mark(node["sign"].text(), Reason(node["reason"].value), node["text"].text())
        marks[mark.sign, mark.reason.has_number] = mark
    return marks
