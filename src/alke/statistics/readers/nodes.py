"""A place in a JSON document that knows its own path, so that any wrong type is an error that says where.

Leaves out what the document means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import orjson

from alke.base.errors import InputError, place

_NAMES = {type(None): "null", dict: "an object", list: "an array", str: "a text", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value, the file it came from and its path there; None where the key is absent."""

    value: Any
    file: str
    at: str = ""

    def fail(self, what: str, fix: str) -> NoReturn:
        """Raise what is wrong at this place."""
        raise InputError(what, where=place(self.file or "JSON-stat", keyword=self.at or "(top)"), fix=fix)

    def wrong(self, expected: str) -> NoReturn:
        """Raise that this place holds something other than expected."""
        found = "nothing" if self.value is None else _NAMES.get(type(self.value), "a number")
        self.fail(f"{expected} was expected, {found} found", f"Give {expected} here")

    def warning(self, what: str) -> str:
        """What had to be overlooked at this place, as a Cube keeps it."""
        return f"{place(self.file or 'JSON-stat', keyword=self.at or '(top)')}: {what}"

    def __getitem__(self, key: str | int) -> Node:
        at = f"{self.at}[{key}]" if isinstance(key, int) else f"{self.at}.{key}" if self.at else key
        if isinstance(self.value, dict) and isinstance(key, str):
            return Node(self.value.get(key), self.file, at)
        if isinstance(self.value, list) and isinstance(key, int):
            return Node(self.value[key], self.file, at)
        return Node(None, self.file, at)

    def __bool__(self) -> bool:
        return self.value is not None

    def object(self) -> dict[str, Any]:
        """The object here, empty when absent."""
        if self.value is None:
            return {}
        if not isinstance(self.value, dict):
            self.wrong("an object")
        return self.value

    def array(self) -> list[Any]:
        """The array here, empty when absent."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            self.wrong("an array")
        return self.value

    def members(self) -> Iterator[tuple[str, Node]]:
        """The members of the object here."""
        return ((key, self[key]) for key in self.object())

    def elements(self) -> Iterator[Node]:
        """The elements of the array here."""
        return (self[place] for place in range(len(self.array())))

    def text(self) -> str:
        """The text here (a number as its digits), empty when absent."""
        if self.value is None:
            return ""
        if isinstance(self.value, dict | list | bool):
            self.wrong("a text")
        return str(self.value)

    def texts(self) -> tuple[str, ...]:
        """The texts of an array, or of a single text as if in one."""
        if isinstance(self.value, str):
            return (self.value,)
        return tuple(element.text() for element in self.elements())

    def whole(self) -> int:
        """The whole number here, not negative."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 0:
            self.wrong("a whole number of at least 0")
        return self.value


def parse(data: bytes, *, path: str) -> Node:
    """The document of a JSON text in UTF-8.

    Raises:
        InputError: naming the byte where the text stops being JSON.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return Node(orjson.loads(data), path)
    except orjson.JSONDecodeError as error:
        what, byte = error.msg, len(error.doc[: error.pos].encode("utf-8", "surrogatepass"))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        what, byte = "the text is not UTF-8", error.start
    fix = "The file looks cut short: get it again" if byte >= len(data.rstrip()) else "Correct the JSON at that byte"
    raise InputError(f"not JSON: {what}", where=place(path or "JSON-stat", byte=byte), fix=fix)
