"""The values and statuses of a JSON-stat dataset → numbers, statuses and marks. Leaves out its dimensions.

Most of the time of a large table goes into its values, so the array of a single large dataset is read apart, straight
to doubles without a Python object each: the same bits, or else the whole text goes the plain way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from alke.statistics.cube import PLAIN, Mark, Numbers, Reason, Statuses
from alke.statistics.readers.guesses import mark_of
from alke.statistics.readers.nodes import Node
from alke.statistics.readers.px.blocks import read_in_blocks
from alke.statistics.readers.px.cells import Unreadable
from alke.statistics.readers.px.marks import meaning

Codes = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DOTS = {"1": ".", "2": "..", "3": "...", "4": "....", "5": ".....", "6": "......", "7": "-"}
_MARKS = 255
_DIGITS = 19  # a whole number of fewer digits fits into 64 bits
_LARGE = 100_000
_VALUE = re.compile(rb'"value"\s*:\s*\[')
_SPACES = b" \t\r\n"
# What PX takes for separators, for quotes of marks and for a sign before a number; and a second array.
_NOT_HERE = (b" ", b"\t", b"\r", b"\n", b";", b'"', b"+", b"[")
_SHORT = 7.5  # bytes of a cell with its comma; where cells are longer, the plain way is faster
_BEFORE = b" " * 16
_APART = "\ue000 the values, read apart"


def parse_apart(data: bytes, *, path: str, large: int = _LARGE) -> Node | None:
    """A dataset whose large array of values is read straight into doubles, NaN for null.

    Returns:
        The document with an array of NumPy as its value; None when it is not such a document or anything is wrong with
        it, to be read or refused the plain way.
    """
    if len(data) < large:
        return None
    starts = (match.end() for match in _VALUE.finditer(data))
    arrays = [(start, end) for start in starts if (end := data.find(b"]", start)) - start >= large]
    if len(arrays) != 1:
        return None
    start, end = arrays[0]
    try:
        document = orjson.loads(b"".join((data[: start - 1], orjson.dumps(_APART), data[end + 1 :])))
    except orjson.JSONDecodeError:
        return None
    if not isinstance(document, dict) or document.get("value") != _APART:
        return None
    values = _doubles(data[start:end])
    if values is None:
        return None
    document["value"] = values
    return Node(document, path)


def _doubles(array: bytes) -> Numbers | None:
    """The doubles of the inside of a JSON array, NaN for null; None where it holds anything else, or long numbers.

    The cells are read as those of a PX file are, once it is sure that commas are all that separates them, and that
    every cell that comes back as a mark was a null. Digits may then be as PX has them: 01, .5 and 1. are no JSON.
    """
    array = array.strip(_SPACES)
    if b" " in array:
        array = array.replace(b", ", b",")
    signs = np.frombuffer(array, dtype=np.uint8)
    count, nulls = int(np.count_nonzero(signs == ord(","))) + 1, int(np.count_nonzero(signs == ord("n")))
    if len(array) > _SHORT * count or any(sign in array for sign in _NOT_HERE):
        return None
    try:
        cells = read_in_blocks(_BEFORE + (array.replace(b"null", b'"."') if nulls else array), len(_BEFORE), count)
    except Unreadable:
        return None
    return cells.numbers if cells is not None and np.count_nonzero(cells.statuses) == nulls else None


def read_numbers(node: Node, cells: int, room: int, warnings: list[str]) -> tuple[Numbers, dict[int, str]]:
    """The numbers of a dataset, NaN where none, and the texts that stand in cells by their place.

    Args:
        node: The dataset's value.
        cells: The number of cells that its dimensions make.
        room: The most cells that a sparse value may make.
        warnings: Grows by what had to be overlooked.

    Raises:
        InputError: naming the value that is none, or when there are too few or too many.
    """
    if isinstance(node.value, np.ndarray):
        if len(node.value) != cells:
            node.fail(
                f"{len(node.value):,} values for the {cells:,} cells that the dimensions make", "Give one per cell"
            )
        return node.value, {}
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


def _positions(node: Node, cells: int) -> Places:
    """The keys of a sparse object as places in the flat order of cells."""
    keys = node.object()
    joined = "".join(keys)
    if joined.isascii() and joined.isdigit() and "" not in keys and max(map(len, keys)) < _DIGITS:
        places = np.fromstring(",".join(keys), dtype=np.int64, sep=",")
        if places.max() < cells:
            return places
    for key in keys:
        if not (key.isascii() and key.isdigit() and len(key) < _DIGITS and int(key) < cells):
            node[key].fail(f"{key!r} is not the place of a cell", f"Give a whole number from 0 to {cells - 1}")
    return np.zeros(0, dtype=np.int64)


def _without_words(
    node: Node, given: list[Any], places: Places | None, words: dict[int, str], warnings: list[str]
) -> list[float | None]:
    """The values with texts taken out into `words`; a text that is a number is read as one."""
    numbers: list[float | None] = []
    keys = list(node.value) if isinstance(node.value, dict) else None
    as_text = 0
    for index, value in enumerate(given):
        if isinstance(value, str):
            number = float(value) if _NUMBER.fullmatch(value) else None
            if number is None or math.isinf(number):
                words[index if places is None else int(places[index])] = value
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


def read_statuses(
    node: Node, numbers: Numbers, words: Mapping[int, str], *, finnish: bool
) -> tuple[Statuses, tuple[Mark, ...]]:
    """The place in the marks of each cell's mark, and the marks in use.

    Args:
        node: The dataset.
        numbers: Its numbers, NaN where none.
        words: Texts in the place of numbers, which become marks.
        finnish: Whether dots have Statistics Finland's meaning where the file tells none.
    """
    marked = np.isnan(numbers)
    signs = {"": 0}
    codes = _signs(node["status"], len(numbers), signs)
    if words:
        codes = np.zeros(len(numbers), dtype=np.int32) if codes is None else codes
        codes[list(words)] = [signs.setdefault(word, len(signs)) for word in words.values()]
    if codes is not None:
        marked |= codes > 0
    cells = np.flatnonzero(marked)  # few, in most tables
    keys = np.isnan(numbers[cells]) + 2 * (codes[cells] if codes is not None else np.zeros(len(cells), dtype=np.int32))
    used = np.flatnonzero(np.bincount(keys, minlength=2 * len(signs))).tolist()
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
    statuses = np.zeros(len(numbers), dtype=np.uint8)
    statuses[cells] = table[keys]
    return statuses, tuple(marks)


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
        return np.full(cells, code(value, 0), dtype=np.int32)
    if isinstance(value, dict):
        codes = np.zeros(cells, dtype=np.int32)
        if set(map(type, value.values())) == {str}:
            known = {text: signs.setdefault(text, len(signs)) for text in dict.fromkeys(value.values())}
            items = list(map(known.__getitem__, value.values())) if len(known) > 1 else [*known.values()]
        else:
            items = [code(item, key) for key, item in value.items()]
        codes[_positions(node, cells)] = np.array(items, dtype=np.int32)
        return codes
    if len(node.array()) == 1:
        return np.full(cells, code(value[0], 0), dtype=np.int32)
    if len(value) != cells:
        node.fail(f"{len(value):,} statuses for {cells:,} cells", "Give one per cell, one for all, or an object")
    return np.array([code(item, place) for place, item in enumerate(value)], dtype=np.int32)


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
