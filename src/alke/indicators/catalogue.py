"""The catalogue: one YAML file per indicator, checked by a JSON schema, read into `Indicator`.

A broken file fails with file, line, field and the nearest valid word. Leaves out arithmetic (`compute.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

from alke.base.errors import InputError, UnknownCodeError
from alke.base.languages import Language, Text
from alke.base.periods import Period
from alke.base.units import Unit, unit
from alke.indicators import marked
from alke.indicators.formula import Formula
from alke.indicators.themes import theme_sets

Polarity = Literal["better", "worse", "neutral"]


@dataclass(frozen=True)
class Selection:
    """Where an input's cells are: the tables that hold it and what to take from each axis.

    Attributes:
        source: statfin, sotkanet, eurostat, sample …
        tables: Accepted table ids, newest name first (StatFin renamed its tables in 2026).
        take: Category codes accepted, by what they are: a key is a role (``content``) or a stem of a class variable's
            code (``sukupuoli`` matches both ``Sukupuoli`` and ``sukupuoli_9_20180101``; case is ignored); a value lists
            code groups: each group is the accepted codes of *one* category over time (``[[SSS, total]]``), and the
            groups are summed. Axes not named must have one category or a total that `Axis` marks.
    """

    source: str
    tables: tuple[str, ...]
    take: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    scale: float = 1.0


@dataclass(frozen=True)
class Input:
    """A named input of a formula: its selections in order of preference; each cell is taken from the first that has it.

    Attributes:
        lag: Read the input this many periods earlier (for a change or a mean over two year-ends).
        window: ``sum12`` or ``mean12`` turns months into years (only years with all twelve); "" leaves periods alone.
    """

    name: str
    selections: tuple[Selection, ...]
    lag: int = 0
    window: Literal["", "sum12", "mean12"] = ""


@dataclass(frozen=True)
class Break:
    """A break in the series: no change is computed from before `period` to it or after."""

    period: Period
    reason: Text


@dataclass(frozen=True)
class Checked:
    """Whether the selections were checked, told honestly.

    Attributes:
        against: ``live`` metadata, ``recorded`` metadata or data in the tests, ``embedded`` figures only, or ``no``.
        on: ISO date of the check, "" when against is ``no``.
    """

    against: Literal["live", "recorded", "embedded", "no"]
    on: str = ""
    note: str = ""


@dataclass(frozen=True)
class InText:
    """The indicator's name as the subject of a sentence, in lower case.

    Attributes:
        fi: Case forms by ``nom``, ``gen``, ``par``; always a singular noun phrase ("työttömien osuus työvoimasta").
        sv: In the definite form ("andelen arbetslösa av arbetskraften").
        en: With its article ("the unemployed jobseekers' share of the labour force").
    """

    fi: Mapping[str, str]
    sv: str
    en: str


@dataclass(frozen=True)
class Indicator:
    """An indicator.

    Attributes:
        id: The file's name without its ending.
        key: Its key in the field's list of 130 (A01 …), or "".
        themes: Theme keys by theme set ("2024": population, vitality, wellbeing, environment).
        higher_is, polarity_reason: Whether more is better, worse or neither, and why.
        formula: An expression over the inputs' names with + − * / and parentheses, such as ``100 * a / b``.
        as_published: The publisher alone can compute it: taken as is, in its own division, never summed or averaged.
        additive: The value itself is a count that may be summed over areas (population), as opposed to a ratio.
        survey: A sample survey: small values are not ranked.
        rank_minimum: Population (persons) under which a survey's area is not ranked, 0 for none.
        projection: Inputs that give the same formula's projection, by input name; empty when there is none.
        variant: The projection's name ("2019").
        lower: Inputs that give the lower bound of the published interval of each value; empty when there is none.
        upper: The same of the upper bound.
        confidence: The interval's confidence in per cent as the publisher gives it, 0 when there is none.
        family: The file it is a member of, "" for an indicator of its own; a member has values and a lineage like any
            other, but is not listed and nothing is said of it by itself (an age and sex of the pyramid).
    """

    id: str
    key: str
    name: Text
    in_text: InText
    definition: Text
    why: Text
    reading: Text
    pitfalls: Text
    unit: Unit
    decimals: int
    higher_is: Polarity
    polarity_reason: Text
    themes: Mapping[str, tuple[str, ...]]
    formula: str
    inputs: tuple[Input, ...]
    as_published: bool
    additive: bool
    survey: bool
    rank_minimum: int
    breaks: tuple[Break, ...]
    expected_from: Period | None
    checked: Checked
    owner: str
    next_review: str
    projection: tuple[Input, ...] = ()
    variant: str = ""
    related: tuple[str, ...] = ()
    family: str = ""
    same_as: str = ""
    headline: bool = False
    lower: tuple[Input, ...] = ()
    upper: tuple[Input, ...] = ()
    confidence: int = 0

    @property
    def every_input(self) -> tuple[Input, ...]:
        """All inputs: of the observed values, the projection and the bounds of the interval."""
        return (*self.inputs, *self.projection, *self.lower, *self.upper)


FOLDER = Path(__file__).with_name("catalogue")
SCHEMA = Path(__file__).with_name("schema.json")
_NAME_LENGTH = 80
_TEXT_LENGTH = 700


def load(folder: Path = FOLDER) -> Mapping[str, Indicator]:
    """Every indicator of a folder by id, checked.

    Raises:
        InputError: of the first broken file, with line, field and the nearest valid word.
    """
    return {key: from_data(key, data) for key, data in load_data(folder).items()}


def load_data(folder: Path = FOLDER) -> Mapping[str, dict[str, Any]]:
    """The checked files of a folder as plain data, by indicator id; what `from_data` makes indicators of.

    Raises:
        InputError: as `load`.
    """
    files = tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.yaml")))
    read = [_checked(path, changed) for path, changed in files]
    ids = [each.path.stem for each in read]
    keys: dict[str, str] = {}
    for each in read:
        key = each.data.get("key", "")
        if key and key in keys:
            fix = "Give every indicator its own key, or none"
            raise InputError(f"the key {key} is already that of {keys[key]}", where=each.where("key"), fix=fix)
        keys[key] = each.path.name
        for place, other in enumerate(each.data.get("related", [])):
            if other not in ids:
                raise UnknownCodeError("indicator", other, ids, where=each.where("related", place))
        if (same := each.data.get("same_as", each.path.stem)) not in ids:
            raise UnknownCodeError("indicator", same, ids, where=each.where("same_as"))
    return {key: data for each in read for key, data in _members(each.path.stem, each.data).items()}


def _members(key: str, data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The one indicator of a file, or every member of the family that a file with ``family`` describes."""
    if "family" not in data:
        return {key: dict(data)}
    rest = {name: value for name, value in data.items() if name not in ("family", "key")}
    made = {}
    for choice in product(*(axis["members"].items() for axis in data["family"])):
        parts = [member["name"] for _, member in choice]
        name = {one.value: f"{data['name'][one]}: {', '.join(part[one] for part in parts)}" for one in Language}
        taken = {axis["axis"]: member["codes"] for axis, (_, member) in zip(data["family"], choice, strict=True)}
        inputs = {
            given: {**fields, "from": [_narrowed(each, taken) for each in fields["from"]]}
            for given, fields in data["inputs"].items()
        }
        made["-".join([key, *(code for code, _ in choice)])] = {**rest, "name": name, "inputs": inputs, "family": key}
    return made


def _narrowed(selection: Mapping[str, Any], taken: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A selection with the member's codes of each axis, by the selection's source."""
    own = {axis: codes[selection["source"]] for axis, codes in taken.items() if selection["source"] in codes}
    return {**selection, "take": {**selection.get("take", {}), **own}}


@lru_cache(maxsize=500)
def _checked(path: Path, changed: int) -> marked.Marked:
    """A file read and checked by itself; `changed` is its time of change, so that a changed file is read anew."""
    each = marked.read(path)
    marked.check(each, SCHEMA)
    unit(each.data["unit"], where=each.where("unit"))
    for name, keys in each.data["themes"].items():
        if name not in theme_sets():
            raise UnknownCodeError("theme set", name, theme_sets(), where=each.where("themes", name))
        for place, key in enumerate(keys):
            known = [theme.key for theme in theme_sets()[name]]
            if key not in known:
                raise UnknownCodeError("theme", key, known, where=each.where("themes", name, place))
    names = tuple(each.data["inputs"])
    used = Formula.parse(each.data["formula"], names, where=each.where("formula")).names
    unused = [name for name in names if name not in used]
    if unused:
        fix = "Use it in the formula or remove it"
        raise InputError(f"the formula does not use {unused[0]}", where=each.where("inputs", unused[0]), fix=fix)
    for field_ in (("projection", "inputs"), ("interval", "lower"), ("interval", "upper")):
        for name in each.data.get(field_[0], {}).get(field_[1], {}):
            if name not in names:
                raise UnknownCodeError("input", name, names, where=each.where(*field_, name))
    if "interval" in each.data and not each.data.get("as_published", False):
        fix = "Add as_published: true, or remove the interval"
        what = "only the publisher can give an interval, and the value is computed here"
        raise InputError(what, where=each.where("interval"), fix=fix)
    if "expected_from" in each.data:
        _period(each.data["expected_from"], each.where("expected_from"))
    for place, given in enumerate(each.data.get("breaks", [])):
        _period(given["period"], each.where("breaks", place, "period"))
    _lint(each)
    return each


def _period(value: object, where: str) -> None:
    try:
        Period.parse(str(value))
    except InputError as error:
        raise InputError(error.what, where=where, fix=error.fix) from None


def _lint(each: marked.Marked) -> None:
    """What the schema cannot say of texts: names are headings, explanations are short whole sentences."""
    for language in Language:
        name = each.data["name"][language]
        if name.rstrip().endswith("."):
            raise InputError(
                "a name ends in a full stop", where=each.where("name", language), fix="Remove the full stop"
            )
        if len(name) > _NAME_LENGTH:
            fix = f"Keep it to {_NAME_LENGTH} characters and say the rest in the definition"
            raise InputError(f"the name has {len(name)} characters", where=each.where("name", language), fix=fix)
        for field_ in ("definition", "why", "reading", "pitfalls", "polarity_reason"):
            text = each.data[field_][language].strip()
            if len(text) > _TEXT_LENGTH:
                fix = f"Keep it to {_TEXT_LENGTH} characters"
                raise InputError(f"the text has {len(text)} characters", where=each.where(field_, language), fix=fix)
            if not text.endswith((".", "!", "?", ").")):
                fix = "End it with a full stop"
                raise InputError("the text is not a whole sentence", where=each.where(field_, language), fix=fix)


def from_data(key: str, data: Mapping[str, Any]) -> Indicator:
    """The indicator of checked data.

    Args:
        key: The indicator's id.
        data: One entry of `load_data`.
    """

    def text(name: str) -> Text:
        return Text.of(data[name], where=f"{key}, {name}")

    projection, interval = data.get("projection", {}), data.get("interval", {})
    return Indicator(
        key,
        data.get("key", ""),
        text("name"),
        InText(dict(data["in_text"]["fi"]), data["in_text"]["sv"], data["in_text"]["en"]),
        text("definition"),
        text("why"),
        text("reading"),
        text("pitfalls"),
        unit(data["unit"]),
        data["decimals"],
        data["higher_is"],
        text("polarity_reason"),
        {name: tuple(keys) for name, keys in data["themes"].items()},
        str(data["formula"]),
        _inputs(data["inputs"]),
        data.get("as_published", False),
        data.get("additive", False),
        data.get("survey", False),
        data.get("rank_minimum", 0),
        tuple(Break(Period.parse(b["period"]), Text.of(b["reason"], where=key)) for b in data.get("breaks", [])),
        Period.parse(data["expected_from"]) if data.get("expected_from") else None,
        Checked(**data["checked"]),
        data["owner"],
        data["next_review"],
        _inputs(projection.get("inputs", {})),
        projection.get("variant", ""),
        tuple(data.get("related", ())),
        data.get("family", ""),
        data.get("same_as", ""),
        data.get("headline", False),
        _inputs(interval.get("lower", {})),
        _inputs(interval.get("upper", {})),
        interval.get("confidence", 0),
    )


def _inputs(given: Mapping[str, Any]) -> tuple[Input, ...]:
    return tuple(
        Input(name, tuple(_selection(each) for each in fields["from"]), fields.get("lag", 0), fields.get("window", ""))
        for name, fields in given.items()
    )


def _selection(given: Mapping[str, Any]) -> Selection:
    take = {key: tuple(tuple(codes) for codes in groups) for key, groups in given.get("take", {}).items()}
    return Selection(given["source"], tuple(given["tables"]), take, float(given.get("scale", 1.0)))
