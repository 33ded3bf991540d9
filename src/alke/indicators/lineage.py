"""Lineage: for any number, the formula with every source cell it rests on, derived on demand.

`recompute` evaluates it from the source cells alone, so a value that was stored wrongly cannot confirm itself. Leaves
out how a lineage is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import Any

from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.indicators.compute import Resolved, resolve
from alke.indicators.formula import Formula
from alke.indicators.generation import Generation
from alke.indicators.measure import measure, rests_on, work_out
from alke.indicators.reading import Holdings, Reading
from alke.indicators.targets import Target, target_of
from alke.indicators.values import APART, Kind, Measure, Ref
from alke.statistics.cube import Mark, Reason
from alke.statistics.store import Vintage


@dataclass(frozen=True)
class Coordinate:
    """Where a cell is on one axis.

    Attributes:
        axis, name: The variable's code, and its name by language.
        code, label: The category's code, and its label by language.
    """

    axis: str
    name: Mapping[str, str]
    code: str
    label: Mapping[str, str]


@dataclass(frozen=True)
class InputCell:
    """One cell of a publisher's table.

    Attributes:
        input: The name it has in the formula; cells of one input are summed.
        coordinates: Its place in the table, one per axis.
        number: What the table says, None when it has no number there.
        mark: The publisher's mark.
        weight: What the number is multiplied by before it is summed: a scale, or a twelfth in a yearly mean.
        vintage: The kept table: source, table, retrieved, updated, checksum, publisher, licence, address, derivation.
    """

    input: str
    coordinates: tuple[Coordinate, ...]
    number: float | None
    mark: Mark
    weight: float
    vintage: Vintage


@dataclass(frozen=True)
class Lineage:
    """Where a number comes from.

    Attributes:
        number: The number, None when there is none.
        reason: NUMBER, or why there is none.
        formula: The indicator's formula.
        names: The inputs it uses.
        inputs: Every source cell; empty for a number worked out of other values.
        steps: The lineages of the values it is worked out of, its own first; empty for a plain value.
        target: The target of a regional programme that it states or is worked out of, None for others.
    """

    ref: Ref
    number: float | None
    reason: Reason
    formula: str
    names: tuple[str, ...]
    inputs: tuple[InputCell, ...]
    steps: tuple[Lineage, ...] = ()
    target: Target | None = None

    @property
    def vintages(self) -> tuple[Vintage, ...]:
        """The kept tables it rests on, each once."""
        found = {cell.vintage.id: cell.vintage for cell in self.inputs}
        for step in self.steps:
            found |= {vintage.id: vintage for vintage in step.vintages}
        return tuple(found.values())


def lineage(generation: Generation, ref: Ref) -> Lineage:
    """The lineage of any number of a generation.

    Raises:
        UnknownCodeError: when the indicator or area is unknown.
        InputError: when a kept table it rests on is damaged.
    """
    indicator = generation.catalogue.get(ref.indicator)
    if indicator is None:
        raise UnknownCodeError("indicator", ref.indicator, generation.catalogue)
    if ref.measure is not Measure.VALUE:
        areas = generation.values(ref.indicator).areas
        number = measure(generation, ref)
        steps = tuple(lineage(generation, each) for each in rests_on(ref) if each.area in areas)
        reason = Reason.NUMBER if number is not None else Reason.NOT_APPLICABLE
        target = target_of(ref) if ref.measure in (Measure.TARGET, Measure.GAP_TARGET) else None
        return Lineage(ref, number, reason, indicator.formula, (), (), steps, target)
    value = generation.values(ref.indicator).at(ref.area, ref.period, ref.kind)
    kind = ref.kind if ref.kind in APART else Kind.OBSERVED
    resolved = _resolved(generation, ref.indicator, kind)
    cells: list[InputCell] = []
    for name, stacked in resolved.stacks.items():
        found = stacked.at(ref.area, ref.period)
        if found is not None:
            reading, period = found
            weight = reading.share(period)
            cells += [_cell(name, reading, place, weight) for place in reading.cells(ref.area, period)]
    return Lineage(ref, value.number, value.reason, indicator.formula, tuple(resolved.stacks), tuple(cells))


@lru_cache(maxsize=8)
def _holdings(generation: Generation) -> Holdings:
    return Holdings(generation.store, generation.vintages.values())


@lru_cache(maxsize=256)
def _resolved(generation: Generation, indicator: str, kind: Kind) -> Resolved:
    return resolve(generation.catalogue[indicator], kind, _holdings(generation))


def _cell(name: str, reading: Reading, place: tuple[int, ...], weight: float) -> InputCell:
    cube = reading.cube
    coordinates = tuple(
        Coordinate(
            axis.code,
            dict(axis.names),
            axis.codes[category],
            {language: labels[category] for language, labels in axis.labels.items()},
        )
        for axis, category in zip(cube.axes, place, strict=True)
    )
    mark = cube.marks[int(cube.statuses[place])]
    number = float(cube.numbers[place]) if mark.reason.has_number else None
    return InputCell(name, coordinates, number, mark, weight, reading.vintage)


def recompute(line: Lineage) -> float | None:
    """The number worked out anew from the source cells alone; None when they do not give one."""
    if line.steps or line.target:
        found = {step.ref: recompute(step) for step in line.steps}

        def of(area: str, period: Period, kind: Kind, indicator: str = "", /) -> float | None:
            return found.get(Ref(indicator or line.ref.indicator, area, period, kind))

        return work_out(line.ref, of)
    sums: dict[str, float] = {}
    for name in line.names:
        cells = [cell for cell in line.inputs if cell.input == name]
        numbers = [cell.number * cell.weight for cell in cells if cell.number is not None]
        if not numbers or any(cell.number is None and cell.mark.reason is not Reason.NIL for cell in cells):
            return None
        sums[name] = fsum(numbers)
    number = Formula.parse(line.formula, line.names).number(sums)
    return None if number != number else number


def as_data(line: Lineage, language: str = "fi") -> dict[str, Any]:
    """The lineage as plain data, for JSON.

    Args:
        line: The lineage.
        language: The language of names and labels, where the table has it.
    """
    return {
        "number": str(line.ref),
        "value": line.number,
        "status": line.reason.value,
        "formula": line.formula,
        "recomputed": recompute(line),
        "inputs": [_cell_data(cell, language) for cell in line.inputs],
        "steps": [as_data(step, language) for step in line.steps],
        **({"target": _target_data(line.target, language)} if line.target else {}),
    }


def _target_data(target: Target, language: str) -> dict[str, Any]:
    return {
        "id": target.id,
        "programme": target.programme[Language(language)],
        "goal": target.goal,
        "year": target.year,
        "title": target.source.title[Language(language)],
        "address": target.source.address,
    }


def _cell_data(cell: InputCell, language: str) -> dict[str, Any]:
    vintage = cell.vintage
    coordinates = [
        {
            "axis": each.axis,
            "name": _in(each.name, language, each.axis),
            "code": each.code,
            "label": _in(each.label, language, each.code),
        }
        for each in cell.coordinates
    ]
    return {
        "input": cell.input,
        "source": vintage.source,
        "table": vintage.table,
        "title": vintage.title(language),
        "coordinates": coordinates,
        "number": cell.number,
        "mark": cell.mark.sign,
        "status": cell.mark.reason.value,
        "weight": cell.weight,
        "vintage": vintage.id,
        "retrieved": vintage.retrieved,
        "updated": vintage.updated,
        "checksum": vintage.checksum,
        "publisher": vintage.publisher,
        "licence": vintage.licence,
        "address": vintage.address,
        "statistic": _in(vintage.sources, language, ""),
        "derivation": _in(vintage.derivation, language, ""),
    }


def _in(texts: Mapping[str, str], language: str, otherwise: str) -> str:
    return texts.get(language) or next(iter(texts.values()), otherwise)
