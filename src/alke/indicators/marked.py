"""YAML read with the line of every key and item kept, and checked against a JSON schema, so that an error can point.

Leaves out what the fields mean (`catalogue.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import yaml

from alke.base.errors import InputError, nearest, place

FieldPath = tuple[str | int, ...]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Marked:
    """The data of a YAML file and where each part of it stands.

    Attributes:
        lines: Line (from 1) of every field by its path; of a mapping's entry, the line of its key.
    """

    path: Path
    data: Any
    lines: Mapping[FieldPath, int]

    def where(self, *field: str | int) -> str:
        """A place in the file as errors write it: ``population.yaml, line 12, keyword inputs.population.lag``."""
        known = field
        while known and known not in self.lines:
            known = known[:-1]
        return place(self.path.name, line=self.lines.get(known, 1), keyword=".".join(map(str, field)) or None)


def read(path: Path) -> Marked:
    """Read a YAML file.

    Raises:
        InputError: when it is not UTF-8 or not YAML, or names a key twice; names the line.
    """
    try:
        loader = _Loader(path.read_text("utf-8"))
        try:
            node = loader.get_single_node()
            lines: dict[FieldPath, int] = {(): 1}
            data = None if node is None else _built(node, (), lines, loader, path)
        finally:
            loader.dispose()
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", where=place(path.name, byte=error.start), fix="Save the file as UTF-8") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = place(path.name, line=mark.line + 1 if mark else None)
        problem = " ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
        raise InputError(f"not YAML: {problem or error}", where=where, fix="Mend the indentation or quoting") from None
    return Marked(path, data, lines)


def _built(node: yaml.Node, field: FieldPath, lines: dict[FieldPath, int], loader: Any, path: Path) -> Any:
    lines.setdefault(field, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_built(item, (*field, place), lines, loader, path) for place, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node)
    made: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in made:
            where = place(path.name, line=key.start_mark.line + 1, keyword=".".join(map(str, (*field, name))))
            raise InputError(f"the key {name} is given twice", where=where, fix="Keep one of them")
        lines[(*field, name)] = key.start_mark.line + 1
        made[name] = _built(value, (*field, name), lines, loader, path)
    return made


@cache
def _validator(schema: Path) -> Any:
    return jsonschema.Draft202012Validator(orjson.loads(schema.read_bytes()))


def check(marked: Marked, schema: Path) -> None:
    """Check a file's data against a schema.

    Raises:
        InputError: of the first error, with line, field and the nearest valid word.
    """
    errors = sorted(_validator(schema).iter_errors(marked.data), key=lambda error: list(map(str, error.absolute_path)))
    if errors:
        raise _told(marked, min(errors, key=lambda error: marked.lines.get(tuple(error.absolute_path), 0)))


def _told(marked: Marked, error: jsonschema.ValidationError) -> InputError:
    field: FieldPath = tuple(error.absolute_path)
    schema: Mapping[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    given: Any = error.instance
    asked: Any = error.validator_value
    if error.validator == "additionalProperties":
        known = list(schema["properties"])
        extra = next(str(key) for key in given if key not in known)
        near = nearest(extra, known)
        fix = f"Did you mean {near}" if near else f"Known: {', '.join(known)}"
        return InputError(f"unknown field {extra}", where=marked.where(*field, extra), fix=fix)
    if error.validator == "required":
        absent = [key for key in asked if key not in given]
        return InputError(f"lacks {', '.join(absent)}", where=marked.where(*field), fix=f"Add {absent[0]}")
    if error.validator == "enum":
        words = [str(word) for word in asked]
        near = nearest(str(given), words)
        fix = f"Did you mean {near}" if near else f"Write one of {', '.join(words)}"
        return InputError(f"{given!r} is not a valid word", where=marked.where(*field), fix=fix)
    fix = str(schema.get("description", "")).rstrip(".")
    return InputError(error.message, where=marked.where(*field), fix=fix)
