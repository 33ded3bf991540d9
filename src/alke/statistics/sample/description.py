"""What is said of an embedded table beside its numbers: the YAML file with the table's name, and `common.yaml`.

Leaves out the numbers (`figures.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from alke.areas import COUNTRY, REGIONS, area
from alke.base.errors import InputError, UnknownCodeError, place
from alke.base.languages import Language, Text
from alke.statistics.cube import Axis, Role

Kind = Literal["observed", "projection"]


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's table that some periods of an embedded table come from.

    Attributes:
        statistic: The name of the statistic.
        edition: Which edition of the table, as its own title tells ("1972–2018").
        periods: The periods taken from it, as in ``2018`` or ``1972–2018``; "" for all.
        table: The publisher's table id (``11re``), or "" where it is not known.
        address: The table's address, or "" where it is not known.
        published: When the publisher last updated it, an ISO date, or "" where the table does not tell.
        retrieved: When it was fetched from the publisher, an ISO date, or "" where that is not told.
    """

    statistic: Text
    edition: str
    periods: str
    table: str = ""
    address: str = ""
    published: str = ""
    retrieved: str = ""


@dataclass(frozen=True)
class Meta:
    """What an embedded table is, where it comes from and how it was derived.

    Attributes:
        name: The table's name, which is also the cube's table id.
        collected: The date on which the figures were taken.
        derivation: How the figures follow from the publisher's.
        division: The date of the regional division (``2026-01-01``), or ``whole country``.
        moved: Codes of the municipalities that changed region and are counted in their present one.
        moved_note: The same in words, or what the old division means for comparison; None where nothing moved.
        variant: The projection's name, "" for an observed table.
        survey: Whether a sample survey.
        time: The time axis's code, "" for a table that holds for every period.
        columns: The code of the axis that lies in the file's columns.
        axes: The axes other than time: area first, content last.
    """

    name: str
    title: Text
    publisher: Text
    licence: str
    sources: tuple[Source, ...]
    collected: str
    derivation: Text
    division: str
    division_name: Text
    moved: tuple[str, ...]
    moved_note: Text | None
    notes: tuple[Text, ...]
    kind: Kind
    variant: str
    survey: bool
    time: str
    columns: str
    axes: tuple[Axis, ...]


def read_description(path: Path) -> Meta:
    """The description in a YAML file.

    Raises:
        InputError: when the file is no YAML or lacks a field; names the file and the line or field.
    """
    fields = _load(path)
    try:
        return _described(path, fields)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"the description does not hold together: {error}", where=path.name, fix="Compare it with another table's"
        ) from None


def _described(path: Path, fields: Mapping[str, Any]) -> Meta:
    where = path.name
    common = _common()

    def pick(kind: str, field: str) -> Any:
        if field not in fields:
            raise InputError(f"the field {field} is missing", where=where, fix=f"Give one of {', '.join(common[kind])}")
        if fields[field] not in common[kind]:
            raise UnknownCodeError(field, str(fields[field]), map(str, common[kind]), where=where)
        return common[kind][fields[field]]

    publisher = pick("publishers", "publisher")
    division_name = Text.of(pick("divisions", "division"), where=where)
    derivation = Text.of(pick("derivations", "derivation"), where=where)
    moved = Text.of(pick("moved_notes", "moved"), where=where) if "moved" in fields else None
    kind = fields.get("kind")
    if kind not in ("observed", "projection"):
        raise InputError(f"kind is {kind!r}", where=where, fix="Write observed or projection")
    return Meta(
        name=path.stem,
        title=Text.of(fields.get("title"), where=f"{where}, field title"),
        publisher=Text.of(publisher["name"], where=where),
        licence=publisher["licence"],
        sources=_sources(fields.get("sources"), where),
        collected=common["collected"],
        derivation=derivation,
        division=fields["division"],
        division_name=division_name,
        moved=tuple(common["moves"]) if fields.get("moved") == "recounted" else (),
        moved_note=moved,
        notes=tuple(Text.of(note, where=f"{where}, field notes") for note in fields.get("notes", ())),
        kind=kind,
        variant=str(fields.get("variant", "")),
        survey=bool(fields.get("survey", False)),
        time=fields.get("time", "vuosi") or "",
        columns=fields.get("columns", "vuosi"),
        axes=_axes(fields, where),
    )


def time_axis(code: str, periods: tuple[str, ...]) -> Axis:
    """The time axis of the given periods."""
    return Axis(code, Role.TIME, periods, _by_language(Text.of(_common()["axes"][code], where=code)))


@cache
def _common() -> dict[str, Any]:
    return _load(Path(__file__).with_name("common.yaml"))


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        InputError: when it cannot be opened or is no UTF-8; names the byte.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", where=place(path, byte=error.start), fix="Save it as UTF-8") from None
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror}", where=str(path), fix="Install Alke again") from None


def _load(path: Path) -> dict[str, Any]:
    try:
        fields = yaml.safe_load(read_text(path))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", "")
        where = place(path, line=mark.line + 1 if mark else None)
        raise InputError(f"not readable as YAML: {problem}", where=where, fix="Mend the line") from None
    if not isinstance(fields, dict):
        raise InputError("holds no fields", where=place(path, line=1), fix="Write field: value")
    return fields


def _sources(entries: Any, where: str) -> tuple[Source, ...]:
    where = f"{where}, field sources"
    if not entries:
        raise InputError("no source is named", where=where, fix="Name the publisher's statistic and edition")
    known = _common()["statistics"]
    sources = []
    for entry in entries:
        told = dict(entry)
        key = told.pop("statistic", "")
        if key not in known:
            raise UnknownCodeError("statistic", str(key), known, where=where)
        try:
            sources.append(Source(Text.of(known[key], where=f"common.yaml, statistic {key}"), **told))
        except TypeError as error:
            fix = "Give each a statistic, an edition and periods, and nothing unknown"
            raise InputError(f"a source cannot be read: {error}", where=where, fix=fix) from None
    return tuple(sources)


def _axes(fields: Mapping[str, Any], where: str) -> tuple[Axis, ...]:
    """The axes other than time, area first and content last."""
    codes = {"all": (COUNTRY, *REGIONS), "regions": REGIONS, "country": (COUNTRY,)}[fields.get("areas", "all")]
    axes = [_axis("alue", Role.AREA, {code: area(code).names for code in codes})]
    described = fields.get("axes")
    if not isinstance(described, Mapping) or "tiedot" not in described:
        raise InputError("the axes lack tiedot", where=f"{where}, field axes", fix="Describe the contents under tiedot")
    for code, categories in described.items():
        if code == "tiedot":
            continue
        axes.append(_axis(code, Role.CLASS, _categories(categories, f"{where}, axis {code}")))
    axes.append(_content_axis(described["tiedot"], where))
    return tuple(axes)


def _content_axis(contents: Mapping[str, Any], where: str) -> Axis:
    for code, content in contents.items():
        if not isinstance(content, Mapping) or "unit" not in content:
            raise InputError("needs a label and a unit", where=f"{where}, content {code}", fix="Write both")
    axis = _axis(
        "tiedot",
        Role.CONTENT,
        {code: Text.of(content.get("label"), where=f"{where}, content {code}") for code, content in contents.items()},
    )
    return replace(
        axis,
        units={code: content["unit"] for code, content in contents.items()},
        decimals={code: content.get("decimals", 0) for code, content in contents.items()},
    )


def _categories(described: Mapping[str, Any], where: str) -> dict[str, Text]:
    """Category labels of a class axis: written out, shared (``same``), single ages (``ages``) or regions."""
    if "same" in described:
        shared = _common()["labels"][described["same"]]
        described = {code: shared[code] for code in described.get("only", shared)}
    elif "ages" in described:
        top = int(described["ages"])
        described = {**{str(age): str(age) for age in range(top)}, f"{top}-": f"{top}–"}
    elif "regions" in described:
        return {code: area(code).names for code in REGIONS}
    return {
        str(code): Text.same(label) if isinstance(label, str) else Text.of(label, where=f"{where}, code {code}")
        for code, label in described.items()
    }


def _axis(code: str, role: Role, labels: Mapping[str, Text]) -> Axis:
    names = _common()["axes"].get(code)
    if names is None:
        raise UnknownCodeError("axis", code, _common()["axes"], where="common.yaml")
    return Axis(
        code,
        role,
        tuple(labels),
        _by_language(Text.of(names, where=f"common.yaml, axis {code}")),
        {language.value: tuple(text[language] for text in labels.values()) for language in Language},
    )


def _by_language(text: Text) -> dict[str, str]:
    return {language.value: text[language] for language in Language}
