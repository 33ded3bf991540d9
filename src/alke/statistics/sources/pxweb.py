"""What both PxWeb APIs share: a table described in several languages, asked for in blocks, answered in JSON-stat.

Leaves out addresses and forms of question (`pxweb1.py`, `pxweb2.py`).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from alke.base.errors import InputError, SourceError
from alke.base.languages import Language
from alke.statistics.cube import Axis, Cube
from alke.statistics.readers import jsonstat
from alke.statistics.sources.http import Params
from alke.statistics.sources.parts import Block, blocks, fitted, joined
from alke.statistics.sources.source import Plan, Source
from alke.statistics.sources.wanted import Wanted, picks

Asked = list[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Described:
    """A table as a server describes it in one language.

    Attributes:
        axes: With every category.
        title: In that language.
        updated: When the publisher last updated it, or "".
    """

    axes: tuple[Axis, ...]
    title: str
    updated: str = ""


@dataclass(frozen=True)
class _Memory:
    axes: tuple[Axis, ...]
    titles: Mapping[str, str]
    blocks: tuple[Block, ...]
    language: str


@dataclass
class PxWeb(Source):
    """A PxWeb server."""

    _answers: dict[str, Any] = field(default_factory=dict, init=False)

    @cached_property
    def _limit(self) -> int:
        """Cells that one question may ask for; its own other limits are the client's from then on."""
        return apply_limits(self, self._config(), ("maxCells", "maxValues", "maxDataCells"))

    def _described_at(self, address: str, params: Params = ()) -> Any:
        """The JSON of a description, asked for once in a plan."""
        key = f"{address} {params}"
        if key not in self._answers:
            self._answers[key] = self.client.get(address, params).json
        return self._answers[key]

    @abstractmethod
    def _locate(self, wanted: Wanted) -> tuple[str, str, str]:
        """The accepted id that the server has, where that is, and its time of update when that is listed."""

    @abstractmethod
    def _describe(self, place: str, language: Language, wanted: Wanted) -> Described:
        """The table at a place in one language."""

    @abstractmethod
    def _address(self, place: str, language: Language) -> str:
        """The address to ask for data."""

    @abstractmethod
    def _question(self, asked: Asked, wanted: Wanted, axes: Sequence[Axis]) -> object:
        """The question for a block."""

    @abstractmethod
    def _config(self) -> Any:
        """What the server tells of its limits."""

    def plan(self, wanted: Wanted) -> Plan:
        """Find the table, read its description in each language and cut the question under the server's limit."""
        self._answers.clear()
        table, place, listed = self._locate(wanted)
        lead, *others = self.languages
        described = self._describe(place, lead, wanted)
        axes, titles, warnings = described.axes, {str(lead): described.title}, []
        for language in others:
            try:
                more = self._describe(place, language, wanted)
                axes, titles[str(language)] = merged(axes, more.axes), more.title
            except (SourceError, InputError) as error:
                warnings.append(f"{table}: no labels in {language}: {error}")
        picked, lacking = picks(axes, wanted, where=table)
        axes = tuple(narrowed(axis, codes) for axis, codes in zip(axes, picked, strict=True))
        cut = tuple(blocks([*map(len, axes)], self._limit))
        asks = tuple(self._question(asked_of(axes, block), wanted, axes) for block in cut)
        memory = _Memory(axes, titles, cut, str(lead))
        address = self._address(place, lead)
        return Plan(table, address, listed or described.updated, asks, memory, (*warnings, *lacking))

    def part(self, plan: Plan, number: int) -> bytes:
        """Ask for one block of the table."""
        answer = self.client.post(plan.address, plan.asks[number])
        self._read(plan, number, answer.body)
        return answer.body

    def cube(self, plan: Plan, parts: Sequence[bytes]) -> Cube:
        """Join the blocks, with the labels of every language."""
        memory: _Memory = plan.memory
        read = [(block, self._read(plan, number, parts[number])) for number, block in enumerate(memory.blocks)]
        whole = joined(memory.axes, read, where=plan.address)
        return whole.with_(
            table=plan.table,
            titles={**whole.titles, **memory.titles},
            sources=whole.sources or {language: self.about.publisher[language] for language in self.languages},
            publisher=whole.publisher or self.about.publisher.en,
            licence=whole.licence or self.about.licence,
            updated=whole.updated or plan.updated,
        )

    def _read(self, plan: Plan, number: int, body: bytes) -> Cube:
        memory: _Memory = plan.memory
        return read_part(body, asked_of(memory.axes, memory.blocks[number]), memory.language, where=plan.address)


def apply_limits(source: Source, told: Any, cells: Sequence[str]) -> int:
    """Take over a server's own limits: the rate of requests into its client, and the most cells as the answer."""
    told = told if isinstance(told, dict) else {}
    limits = {key: value for key, value in told.items() if isinstance(value, int | float) and value >= 1}
    calls = limits.get("maxCallsPerTimeWindow") or limits.get("maxCalls")
    if calls and "timeWindow" in limits:
        manners = source.client.manners
        source.client.manners = replace(manners, calls=int(calls), window=float(limits["timeWindow"]))
    most = [int(limits[key]) for key in cells if key in limits]
    return min(most) if most else int(source.about.most_cells)


def read_part(body: bytes, asked: Sequence[tuple[str, tuple[str, ...]]], language: str, *, where: str) -> Cube:
    """One JSON-stat answer as the cube that was asked for.

    Raises:
        SourceError: when it is no table, or another one.
    """
    try:
        cubes = jsonstat.read(body, path=where, language=language)
    except InputError as error:
        fix = "Fetch again; if it stays, the publisher has changed the table or its service"
        raise SourceError(f"the answer cannot be read: {error.what}", where=error.where, fix=fix) from None
    return fitted(cubes[0], asked, where=where)


def merged(axes: Sequence[Axis], more: Sequence[Axis]) -> tuple[Axis, ...]:
    """The axes with the names and labels of another language; variables are matched by code, else by categories."""
    by_code = {axis.code: axis for axis in more}
    merged = []
    for axis in axes:
        same = by_code.get(axis.code) or next((each for each in more if set(each.codes) == set(axis.codes)), None)
        if same is None:
            merged.append(axis)
            continue
        labels = {
            language: tuple(texts[at[code]] if code in at else axis.label(code, language) for code in axis.codes)
            for language, texts in same.labels.items()
            if (at := same.positions)
        }
        merged.append(replace(axis, names={**axis.names, **same.names}, labels={**axis.labels, **labels}))
    return tuple(merged)


def narrowed(axis: Axis, codes: Sequence[str]) -> Axis:
    """An axis with these of its categories only."""
    at = axis.positions
    labels = {language: tuple(texts[at[code]] for code in codes) for language, texts in axis.labels.items()}
    return replace(axis, codes=tuple(codes), labels=labels)


def asked_of(axes: Sequence[Axis], block: Block) -> list[tuple[str, tuple[str, ...]]]:
    """The variables and codes of one block."""
    return [(axis.code, axis.codes[places.start : places.stop]) for axis, places in zip(axes, block, strict=True)]
