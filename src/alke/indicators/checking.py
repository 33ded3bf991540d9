"""Checking the catalogue against what publishers' metadata say: is the table there, are the codes, the unit, the years.

What has been recorded is in `recorded.yaml`. A selection whose table was never recorded is said to be so, not passed.
Leaves out asking a server (`cli/indicators.py`) and whether the numbers are right (`tests/`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from alke.base.errors import AlkeError, InputError
from alke.base.periods import Period
from alke.indicators.catalogue import Indicator, Input, Selection
from alke.statistics import sample
from alke.statistics.cube import Axis, Role
from alke.statistics.sources.wanted import Wanted, picks

FILE = Path(__file__).with_name("recorded.yaml")
SAMPLE = "sample"


class State(StrEnum):
    """What a check came to, the gravest first."""

    DIFFERS = "differs"
    """Something is not as the catalogue says."""
    UNREACHED = "not reached"
    """The server did not answer (only when it was asked)."""
    UNRECORDED = "no recording"
    """The publisher's metadata of some table have not been recorded."""
    LISTED = "listed"
    """The table is in the publisher's list; its variables have not been seen."""
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded of a table.

    Attributes:
        seen: When the publisher's answer was from, as a month or year.
        updated: The publisher's own time of update.
        first, last: Its first and last period.
        following: The next publication as the publisher tells it, "" when it does not.
        areas: Which kinds of area it has (``SSS``, ``MK``, ``KU``); empty when not known.
        axes: Its other variables with their codes; None when they were not seen.
        partial: The variables were seen in an answer to a question and need not be whole.
        units: Which of our units a content may have, by its code; "" for the only content.
    """

    source: str
    table: str
    seen: str
    updated: str
    first: Period
    last: Period
    following: str = ""
    areas: tuple[str, ...] = ()
    axes: tuple[Axis, ...] | None = None
    partial: bool = False
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """What a check found of one selection: the state, what differs, where and what to do."""

    state: State
    source: str
    table: str
    what: str = ""
    fix: str = ""
    recorded: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the checks of an indicator found.

    Attributes:
        told: Of each selection of a publisher, in order.
    """

    indicator: Indicator
    told: tuple[Told, ...]

    @property
    def state(self) -> State:
        """The gravest state; no recording when the indicator reads embedded figures only."""
        return min((each.state for each in self.told), key=list(State).index, default=State.UNRECORDED)

    @property
    def recorded(self) -> Recorded | None:
        """The recording with the newest period, None when there is none."""
        known = [each.recorded for each in self.told if each.recorded is not None]
        return max(known, key=lambda each: each.last.end, default=None)


def recorded(path: Path = FILE) -> tuple[Recorded, ...]:
    """Every table that has been recorded.

    Raises:
        InputError: when an entry of the file lacks a field.
    """
    return _recorded(path, path.stat().st_mtime_ns)


@cache
def _recorded(path: Path, changed: int) -> tuple[Recorded, ...]:
    found = []
    for place, given in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
        try:
            found.append(
                Recorded(
                    given["source"],
                    str(given["table"]),
                    given["seen"],
                    given["updated"],
                    Period.parse(given["first"]),
                    Period.parse(given["last"]),
                    given.get("next", ""),
                    tuple(given.get("areas", ())),
                    _axes(given["axes"]) if "axes" in given else None,
                    given.get("partial", False),
                    {code: tuple(units) for code, units in given.get("units", {}).items()},
                )
            )
        except KeyError as error:
            where = f"{path.name}, entry {place}"
            raise InputError(f"lacks {error}", where=where, fix="Add the field, see the head of the file") from None
    return tuple(found)


def _axes(given: Mapping[str, list[str]]) -> tuple[Axis, ...]:
    content = ("contentscode", "tiedot")
    return tuple(
        Axis(code, Role.CONTENT if code.casefold() in content else Role.CLASS, tuple(map(str, codes)))
        for code, codes in given.items()
    )


def check(indicator: Indicator, known: tuple[Recorded, ...]) -> Checkup:
    """Check an indicator's selections against what is recorded, and its embedded figures against their tables."""
    told = [each for given in indicator.every_input for each in _told(indicator, given, known)]
    promised = indicator.checked.against == "recorded"
    if promised and all(each.state in (State.UNRECORDED, State.LISTED) for each in told):
        fix = "Record what was seen in recorded.yaml, or say in checked what the figures were checked against"
        told.append(
            Told(State.DIFFERS, "", "", "called checked against recorded metadata, of which there are none", fix)
        )
    return Checkup(indicator, tuple(told))


def _told(indicator: Indicator, given: Input, known: tuple[Recorded, ...]) -> Iterator[Told]:
    for selection in given.selections:
        if selection.source == SAMPLE:
            yield from _embedded(selection)
            continue
        names = [(selection.source, name) for name in selection.tables]
        table = next((each for each in known if (each.source, each.table) in names), None)
        if table is None:
            yield Told(State.UNRECORDED, selection.source, selection.tables[0])
            continue
        problems = list(_problems(indicator, given, selection, table))
        for what, fix in problems:
            yield Told(State.DIFFERS, table.source, table.table, what, fix, table)
        if not problems:
            state = State.LISTED if table.axes is None or _unseen(selection, table) else State.OK
            yield Told(state, table.source, table.table, recorded=table)


def _embedded(selection: Selection) -> Iterator[Told]:
    """What differs between a selection of embedded figures and their tables; nothing is said when nothing does."""
    for name in selection.tables:
        try:
            if name not in sample.tables():
                raise InputError(
                    f"no embedded table is called {name}", fix="See docs/embedded-figures.md for the tables"
                )
            picks(sample.cube(name).axes, Wanted(SAMPLE, (name,), (selection.take,)), where=name)
        except AlkeError as error:
            yield Told(State.DIFFERS, SAMPLE, name, error.what, error.fix)


def lacks(axes: tuple[Axis, ...], selection: Selection, where: str) -> AlkeError | None:
    """The error of a selection that a table cannot answer; None when it can."""
    try:
        picks(axes, Wanted(selection.source, selection.tables, (selection.take,)), where=where)
    except AlkeError as error:
        return error
    return None


def _unseen(selection: Selection, table: Recorded) -> bool:
    """Whether a partial recording does not show the selection's codes."""
    return table.partial and lacks(table.axes or (), selection, table.table) is not None


def _problems(indicator: Indicator, given: Input, selection: Selection, table: Recorded) -> Iterator[tuple[str, str]]:
    """What differs, and what to do about it."""
    if table.axes is not None and not table.partial:
        error = lacks(table.axes, selection, table.table)
        if error is not None:
            yield error.what, error.fix
    if indicator.as_published and table.areas and "MK" not in table.areas:
        yield "the table has no regions, and a figure as published is never summed", "Name a table by region"
    begins = indicator.expected_from
    if begins is not None and begins.year - given.lag < table.first.year and len(indicator.inputs) == 1:
        what = f"figures are expected from {begins}, the table begins in {table.first}"
        yield what, f"Write expected_from: {table.first.year + given.lag}, or name a table that goes further back"
    late = next((each.period for each in indicator.breaks if each.period.year > table.last.year), None)
    if late is not None:
        yield f"a break is declared in {late}, after the table's last period {table.last}", "Check the break's period"
    content = next((groups[0][0] for key, groups in selection.take.items() if key == "content"), "")
    units = table.units.get(content, ())
    if units and indicator.formula.strip() == given.name and indicator.unit.key not in units:
        yield f"the unit is {indicator.unit.key}, the publisher's {' or '.join(units)}", "Check the unit and the scale"
