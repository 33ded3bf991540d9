"""Targets that regional programmes have set for themselves, as their sources state them, bound to indicators.

The data are in `targets.yaml`, checked by a JSON schema: a broken file fails with line, field and the nearest valid
word. Nothing is inferred: what a source does not say (a year, a baseline, which statistics are meant) is left out or
told in `binding`. Leaves out whether a figure moves toward its target (`workspace/strategies/rules.py`) and what is
worth saying of it (`findings/`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from alke.areas import REGIONS
from alke.base.errors import InputError, UnknownCodeError
from alke.base.languages import Text
from alke.base.periods import Period
from alke.base.units import Unit, unit
from alke.indicators import marked
from alke.indicators.catalogue import FOLDER
from alke.indicators.values import Ref

FILE = Path(__file__).with_name("targets.yaml")
SCHEMA = Path(__file__).with_name("targets.schema.json")


class TargetKind(StrEnum):
    """What is aimed at."""

    NUMBER = "number"
    """A level."""
    CHANGE = "change"
    """A change from the baseline, in the same unit."""
    DIRECTION = "direction"
    """A direction without a level."""
    WORDS = "words"
    """Something that a person judges."""


class Sign(StrEnum):
    """Which way the programme wants the figure to move; never Alke's judgement."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where the figure stood, as the programme recorded it; the publisher may have revised it since."""

    number: float
    period: Period


@dataclass(frozen=True, slots=True)
class Source:
    """Where the target was read.

    Attributes:
        publisher: The council.
        title: The document and its page or section.
        address: Where it is on the web.
    """

    publisher: Text
    title: Text
    address: str


@dataclass(frozen=True, slots=True)
class Target:
    """A target.

    Attributes:
        id: Its name in the file, unique.
        area: The region whose programme it is (``MK17``).
        programme: The programme's name with its years.
        first_year, last_year: The years the programme is in force.
        name: What is measured, in the programme's words in Finnish; Swedish and English are Alke's translations.
        kind: Whether `number` is a level or a change, or the target a direction or words.
        sign: Which way; None for words.
        number: The level or the change, in `unit`; of a range its nearer end. None for a direction or words.
        upper: The other end of a range, None when there is no range.
        strict: The level must be passed ("over 60", "turned positive"), not only reached.
        unit: None for words.
        year: The year by which, None when the source does not say.
        baseline: None when the source does not give one with its period.
        indicator: The catalogue's indicator that measures it, "" when there is none.
        words: What is aimed at in words, of a target in words; otherwise None.
        binding: Why this indicator, or why none.
        source: Where it was read.
    """

    id: str
    area: str
    programme: Text
    first_year: int
    last_year: int
    name: Text
    kind: TargetKind
    sign: Sign | None
    number: float | None
    upper: float | None
    strict: bool
    unit: Unit | None
    year: int | None
    baseline: Baseline | None
    indicator: str
    words: Text | None
    binding: Text
    source: Source

    @property
    def goal(self) -> float | None:
        """The level aimed at, in `unit`; None where there is no level or the baseline of a change is not known."""
        if self.kind is TargetKind.NUMBER:
            return self.number
        if self.kind is TargetKind.CHANGE and self.number is not None and self.baseline is not None:
            return self.baseline.number + self.number
        return None

    def in_force(self, year: int) -> bool:
        """Whether the programme is in force in a year."""
        return self.first_year <= year <= self.last_year

    def reached(self, number: float) -> bool | None:
        """Whether a number, in `unit`, reaches the level; None where there is no level."""
        if self.goal is None:
            return None
        past = number - self.goal if self.sign is Sign.UP else self.goal - number
        return past > 0 or (past == 0 and not self.strict)


def targets(area: str, indicator: str, year: int | None = None) -> tuple[Target, ...]:
    """The targets of a region for an indicator, the newest programme first; none where no source states any.

    Args:
        area: A region's code (``MK17``).
        indicator: An indicator's id.
        year: Only of programmes in force in this year.
    """
    return tuple(
        each
        for each in all_targets()
        if (each.area, each.indicator) == (area, indicator) and (year is None or each.in_force(year))
    )


def target_of(ref: Ref) -> Target:
    """The target that the address of a number names.

    Raises:
        UnknownCodeError: when there is no such target of the address's area and indicator.
    """
    known = {each.id: each for each in targets(ref.area, ref.indicator)}
    if ref.other not in known:
        raise UnknownCodeError("target", ref.other, known, where=str(ref))
    return known[ref.other]


@cache
def all_targets() -> tuple[Target, ...]:
    """Every target, those of the newest programmes first, then as in the file."""
    return load(FILE)


def load(path: Path) -> tuple[Target, ...]:
    """The targets of a file.

    Raises:
        InputError: of the first broken field, with line, field and the nearest valid word.
    """
    read = marked.read(path)
    marked.check(read, SCHEMA)
    found: dict[str, Target] = {}
    for place, programme in enumerate(read.data):
        for order, given in enumerate(programme["targets"]):
            at = (place, "targets", order)
            if given["id"] in found:
                raise InputError(
                    f"the target {given['id']} is given twice", where=read.where(*at, "id"), fix="Give it its own id"
                )
            found[given["id"]] = _target(read, at, programme, given)
    return tuple(sorted(found.values(), key=lambda each: -each.first_year))


Fields = Mapping[str, Any]


def _target(read: marked.Marked, at: marked.FieldPath, programme: Fields, given: Fields) -> Target:
    where = read.where(*at)
    _check(read, at, programme, given)
    kind, baseline = TargetKind(given["kind"]), given.get("baseline")
    source = given.get("source", programme["source"])
    return Target(
        given["id"],
        programme["area"],
        Text.of(programme["name"], where=where),
        programme["first_year"],
        programme["last_year"],
        Text.of(given["name"], where=where),
        kind,
        Sign(given["sign"]) if "sign" in given else None,
        given.get("number"),
        given.get("upper"),
        given.get("strict", False),
        unit(given["unit"], where=read.where(*at, "unit")) if "unit" in given else None,
        given.get("year"),
        Baseline(baseline["number"], Period.parse(baseline["period"])) if baseline else None,
        given.get("indicator", ""),
        Text.of(given["words"], where=where) if "words" in given else None,
        Text.of(given["binding"], where=where),
        Source(Text.of(programme["publisher"], where=where), Text.of(source["title"], where=where), source["address"]),
    )


def _check(read: marked.Marked, at: marked.FieldPath, programme: Fields, given: Fields) -> None:
    """What the schema cannot say.

    Raises:
        InputError: when the fields do not fit together.
    """
    place = at[0]
    if programme["area"] not in REGIONS:
        raise UnknownCodeError("region", programme["area"], REGIONS, where=read.where(place, "area"))
    if programme["last_year"] < programme["first_year"]:
        where = read.where(place, "last_year")
        raise InputError("the programme ends before it begins", where=where, fix="Give the years in order")
    known = [path.stem for path in sorted(FOLDER.glob("*.yaml"))]
    if given.get("indicator", "") not in ("", *known):
        raise UnknownCodeError("indicator", given["indicator"], known, where=read.where(*at, "indicator"))
    numeric = given["kind"] in ("number", "change")
    needs = {"words": ("words",), "direction": ("sign", "unit")}.get(given["kind"], ("number", "sign", "unit"))
    for field in needs:
        if field not in given:
            raise InputError(
                f"a target of kind {given['kind']} lacks {field}", where=read.where(*at), fix=f"Add {field}"
            )
    for field in ("number", "upper", "strict"):
        if field in given and not numeric:
            fix = f"Remove {field}, or call it a number or a change"
            raise InputError(f"a target of kind {given['kind']} has a {field}", where=read.where(*at, field), fix=fix)
    if given["kind"] == "change" and "baseline" not in given:
        raise InputError("a change has no baseline", where=read.where(*at), fix="Add baseline with number and period")
    if "upper" in given and not given["number"] < given["upper"]:
        raise InputError("the range is empty", where=read.where(*at, "upper"), fix="Give the lower end as number")
    if "baseline" in given:
        try:
            Period.parse(given["baseline"]["period"])
        except InputError as error:
            raise InputError(error.what, where=read.where(*at, "baseline", "period"), fix=error.fix) from None
