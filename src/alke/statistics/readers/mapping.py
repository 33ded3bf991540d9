"""The mapping file of a plain table: which columns are axes, which hold values, what its signs mean.

The format is told in docs/mapping.md. Leaves out reading the table itself (mapped.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml

from alke.base.errors import InputError, UnknownCodeError, place
from alke.statistics.cube import Reason, Role

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class AxisMapping:
    """One axis: its codes stand in a `column`, or are one `value`, or (with neither) are the value columns' headings.

    Attributes:
        code: The variable's code, such as ``Alue``.
        role: What it is for.
        column: The heading of the column that holds its codes.
        value: The only code, for an axis that the table leaves out.
        label: The heading of the column that holds the codes' labels.
        codes: Text in the column → code, where the column has names instead of codes.
        labels: Code → label.
        merged: Whether an empty cell means the code above it (merged cells).
        names: The variable's name by language.
        unit: The unit of all its categories.
        units: Unit by code.
        decimals: Shown decimals by code.
        codelist: The name of the classification.
    """

    code: str
    role: Role = Role.CLASS
    column: str = ""
    value: str = ""
    label: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    merged: bool = False
    names: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    units: dict[str, str] = field(default_factory=dict)
    decimals: dict[str, int] = field(default_factory=dict)
    codelist: str = ""


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """A whole mapping.

    Attributes:
        axes: The axes, slowest first.
        values: Heading of a value column → its code on the axis of headings.
        match: A regular expression for the headings of further value columns.
        status: The heading of the column that holds each row's sign.
        sheet: The name of the sheet, "" for the first.
        header: The line of the heading, from 1.
        last: The last line that is read, 0 for all.
        encoding, delimiter: As of the CSV, "" to find out.
        decimal, thousands: The signs inside its numbers.
        missing: Sign → what it means.
        meanings: Sign → what it means in words.
        language: The language of its labels and texts.
        table, title, source, note, publisher, licence, updated: As in a Cube.
    """

    axes: tuple[AxisMapping, ...]
    values: dict[str, str] = field(default_factory=dict)
    match: str = ""
    status: str = ""
    sheet: str = ""
    header: int = 1
    last: int = 0
    encoding: str = ""
    delimiter: str = ""
    decimal: str = "."
    thousands: str = ""
    missing: dict[str, Reason] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)
    language: str = "fi"
    table: str = ""
    title: dict[str, str] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    note: dict[str, str] = field(default_factory=dict)
    publisher: str = ""
    licence: str = ""
    updated: str = ""


def load(path: Path) -> Mapping:
    """The mapping of a YAML file.

    Raises:
        InputError: naming the field that is wrong and the nearest right one.
    """
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the mapping cannot be read: {error}", where=str(path), fix="Give a YAML file") from error
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        what = f"not YAML: {getattr(error, 'problem', None) or error}"
        raise InputError(what, where=place(path, line=at.line + 1 if at else None), fix="Correct the line") from error
    return mapping_of(raw, where=str(path))


def mapping_of(raw: object, *, where: str) -> Mapping:
    """The mapping of a YAML document that is already read; `where` names it in errors."""
    told = _object(raw, where)
    language = _text(told.get("language", "fi"), place(where, keyword="language"))
    if not isinstance(told.get("axes"), list) or not told["axes"]:
        raise InputError("axes are not told", where=place(where, keyword="axes"), fix="List at least one axis")
    axes = tuple(
        _fields(AxisMapping, axis, place(where, keyword=f"axes[{at}]"), language)
        for at, axis in enumerate(told["axes"])
    )
    values, match = _values(told.get("values"), place(where, keyword="values"))
    mapping = _fields(Mapping, {**told, "axes": axes, "values": values, "match": match}, where, language)
    _check(mapping, where)
    return mapping


def _values(raw: object, where: str) -> tuple[dict[str, str], str]:
    """The value columns: a heading, a list of them, headings with their codes, or ``match:`` with a form."""
    if isinstance(raw, dict) and set(raw) == {"match"}:
        try:
            re.compile(str(raw["match"]))
        except re.error as error:
            raise InputError(f"match is no regular expression: {error}", where=where, fix="Correct it") from error
        return {}, str(raw["match"])
    if isinstance(raw, list):
        raw = {str(heading): str(heading) for heading in raw}
    elif isinstance(raw, str | int):
        raw = {str(raw): str(raw)}
    if not isinstance(raw, dict) or not raw:
        raise InputError("the columns that hold values are not told", where=where, fix="Give values: and a heading")
    return {str(heading): str(code) for heading, code in raw.items()}, ""


def _check(mapping: Mapping, where: str) -> None:
    """What no single field can tell: axes that exclude or lack each other."""
    codes = [axis.code for axis in mapping.axes]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise InputError(
            f"axis {twice!r} stands twice", where=place(where, keyword="axes"), fix="Give each its own code"
        )
    for at, axis in enumerate(mapping.axes):
        if axis.column and axis.value:
            keyword = place(where, keyword=f"axes[{at}]")
            raise InputError("column and value exclude each other", where=keyword, fix="Take one of them away")
    wide = [axis.code for axis in mapping.axes if not axis.column and not axis.value]
    if len(wide) > 1:
        what = f"axes {', '.join(wide)} have neither column nor value, only one can be the headings"
        raise InputError(what, where=place(where, keyword="axes"), fix="Give the others their column or value")
    if not wide and (mapping.match or len(mapping.values) > 1):
        what = "several value columns, but no axis for their headings"
        raise InputError(what, where=place(where, keyword="axes"), fix="Add an axis without column and value")
    if not any(axis.column for axis in mapping.axes):
        raise InputError("no axis has a column", where=place(where, keyword="axes"), fix="Give one axis its column")
    if len(set(mapping.values.values())) < len(mapping.values):
        raise InputError(
            "two value columns have one code", where=place(where, keyword="values"), fix="Give each its own"
        )
    if mapping.decimal not in (".", ",") or mapping.thousands == mapping.decimal:
        raise InputError(
            "decimal is a point or a comma, not thousands", where=place(where, keyword="decimal"), fix="Write ','"
        )
    if len(mapping.delimiter) > 1:
        raise InputError("delimiter is one sign", where=place(where, keyword="delimiter"), fix="Write ';' or ','")


def _fields(kind: Callable[..., _T], raw: object, where: str, language: str) -> _T:
    """A mapping's dataclass from an object whose keys are its fields."""
    told = _object(raw, where)
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    made: dict[str, Any] = {}
    for key, value in told.items():
        if key not in known:
            raise UnknownCodeError("field", str(key), known, where=where)
        made[key] = _CONVERT.get(key, _text)(value, place(where, keyword=key), language) if value is not None else None
    for name, item in known.items():
        if item.default is MISSING and item.default_factory is MISSING and not made.get(name):
            raise InputError(f"{name} is not told", where=where, fix=f"Give {name}")
    return kind(**{key: value for key, value in made.items() if value is not None})


def _object(raw: object, where: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise InputError("fields with values were expected", where=where, fix="Write them as field: value")
    return raw


def _text(raw: object, where: str, _language: str = "") -> str:
    if isinstance(raw, dict | list | bool):
        raise InputError("a text was expected", where=where, fix="Write one text")
    return str(raw)


def _whole(raw: object, where: str, _language: str = "") -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 0:
        raise InputError("a whole number was expected", where=where, fix="Write a whole number")
    return raw


def _texts(raw: object, where: str, _language: str = "") -> dict[str, str]:
    return {str(key): _text(value, where) for key, value in _object(raw, where).items()}


def _by_language(raw: object, where: str, language: str) -> dict[str, str]:
    return {language: raw} if isinstance(raw, str) else _texts(raw, where)


def _wholes(raw: object, where: str, _language: str = "") -> dict[str, int]:
    return {str(key): _whole(value, where) for key, value in _object(raw, where).items()}


def _flag(raw: object, where: str, _language: str = "") -> bool:
    if not isinstance(raw, bool):
        raise InputError("true or false was expected", where=where, fix="Write true or false")
    return raw


def _role(raw: object, where: str, _language: str = "") -> Role:
    if raw not in list(Role):
        raise UnknownCodeError("role", str(raw), Role, where=where)
    return Role(str(raw))


def _reasons(raw: object, where: str, _language: str = "") -> dict[str, Reason]:
    """Signs with their reasons, or a list of signs that mean not available."""
    if isinstance(raw, list):
        return {_text(sign, where): Reason.NOT_AVAILABLE for sign in raw}
    told = _texts(raw, where)
    for reason in told.values():
        if reason not in list(Reason):
            raise UnknownCodeError("reason", reason, Reason, where=where)
    return {sign: Reason(reason) for sign, reason in told.items()}


def _as_is(raw: Any, _where: str, _language: str = "") -> Any:
    return raw


_CONVERT: dict[str, Callable[[Any, str, str], Any]] = {
    "axes": _as_is,
    "role": _role,
    "codes": _texts,
    "labels": _texts,
    "merged": _flag,
    "names": _by_language,
    "units": _texts,
    "decimals": _wholes,
    "values": _as_is,
    "header": _whole,
    "last": _whole,
    "missing": _reasons,
    "meanings": _texts,
    "title": _by_language,
    "source": _by_language,
    "note": _by_language,
}
