"""Computing the values of an indicator from kept tables: inputs stacked, summed to every division, put in the formula.

A rate is recomputed for every area from its summed inputs; what only the publisher can compute is taken as published.
Leaves out reading single tables (`reading.py`) and keeping the result (`generation.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from alke.base.periods import Period
from alke.indicators import places
from alke.indicators.catalogue import Indicator, Input
from alke.indicators.formula import REASONS, Formula
from alke.indicators.reading import Holdings, Stack, stack
from alke.indicators.values import Kind, Layer, Values

_REASONS = np.array(REASONS, dtype=object)


@dataclass(frozen=True)
class Resolved:
    """One layer of an indicator with all its source cells found.

    Attributes:
        stacks: Every input's stack by name.
    """

    formula: Formula
    stacks: Mapping[str, Stack]
    areas: tuple[str, ...]
    periods: tuple[Period, ...]


def inputs_of(indicator: Indicator, kind: Kind) -> tuple[Input, ...]:
    """The inputs of a layer: for a projection or a bound its own, and the observed ones for names it does not give."""
    others = {Kind.PROJECTION: indicator.projection, Kind.LOWER: indicator.lower, Kind.UPPER: indicator.upper}
    own = {given.name: given for given in others.get(kind, ())}
    return tuple(own.get(given.name, given) for given in indicator.inputs)


def resolve(indicator: Indicator, kind: Kind, holdings: Holdings) -> Resolved:
    """Find every source cell of a layer; areas and periods are those that all inputs have."""
    wanted = inputs_of(indicator, kind)
    formula = Formula.parse(indicator.formula, tuple(given.name for given in wanted), where=indicator.id)
    used = [given for given in wanted if given.name in formula.names]
    stacks = {given.name: stack(given, holdings, summed=not indicator.as_published) for given in used}
    dated = [stacks[given.name] for given in used if stacks[given.name].periods]
    periods = sorted(
        set.intersection(*(set(s.periods) for s in dated)) if dated else set(),
        key=lambda period: (period.end, period.frequency),
    )
    for given in used:
        if not stacks[given.name].periods:
            stacks[given.name] = stack(given, holdings, summed=not indicator.as_published, periods=periods)
    areas = places.ordered(set.intersection(*(set(s.areas) for s in stacks.values())))
    return Resolved(formula, stacks, areas, tuple(periods))


def compute(indicator: Indicator, holdings: Holdings) -> Values:
    """All values of an indicator; without layers when no kept table holds its inputs."""
    kinds = [Kind.OBSERVED, *([Kind.PROJECTION] if indicator.projection else [])]
    kinds += [Kind.LOWER, Kind.UPPER] if indicator.lower and indicator.upper else []
    resolved = {kind: resolve(indicator, kind, holdings) for kind in kinds}
    areas = places.ordered({area for each in resolved.values() for area in each.areas if each.periods})
    names: dict[str, int] = {}
    made = {kind: _layer(indicator, kind, each, areas, names) for kind, each in resolved.items()}
    layers = tuple(layer for layer in made.values() if layer is not None)
    return Values(indicator.id, areas if layers else (), _division(resolved.values()), layers, tuple(names))


def _layer(
    indicator: Indicator, kind: Kind, resolved: Resolved, areas: Sequence[str], names: dict[str, int]
) -> Layer | None:
    over = {name: each.over(areas, resolved.periods) for name, each in resolved.stacks.items()}
    if not areas or not resolved.periods or not any((origin >= 0).any() for _, origin in over.values()):
        return None
    cells = resolved.formula.evaluate({name: part for name, (part, _) in over.items()})
    vintages = _vintages([(resolved.stacks[name], origin) for name, (_, origin) in over.items()], names)
    kept = np.flatnonzero((vintages >= 0).any(axis=0))
    if not kept.size:
        return None
    cells = cells.take((slice(None), kept))
    return Layer(
        kind,
        indicator.variant if kind is Kind.PROJECTION else "",
        tuple(resolved.periods[place] for place in kept),
        cells.numbers,
        _REASONS[cells.reasons],
        vintages[:, kept],
        cells.preliminary,
    )


def _vintages(origins: Sequence[tuple[Stack, npt.NDArray[np.int16]]], names: dict[str, int]) -> npt.NDArray[np.int16]:
    """The place in `names` of each cell's vintages, joined in the inputs' order; −1 where an input has no cell."""
    whole = np.stack([origin for _, origin in origins], axis=-1)
    shape = whole.shape[:-1]
    combinations, inverse = np.unique(whole.reshape(-1, whole.shape[-1]), axis=0, return_inverse=True)
    found = np.full(len(combinations), -1, np.int16)
    for place, combination in enumerate(combinations):
        if (combination >= 0).all():
            ids = [each.readings[origin].vintage.id for (each, _), origin in zip(origins, combination, strict=True)]
            found[place] = names.setdefault("+".join(dict.fromkeys(ids)), len(names))
    result: npt.NDArray[np.int16] = found[inverse.reshape(shape)]
    return result


def _division(resolved: Iterable[Resolved]) -> str:
    """The year of the regional division that the region figures are in."""
    years = [
        year
        for each in resolved
        for one in each.stacks.values()
        for area, year in one.years.items()
        if area.startswith("MK") and year
    ]
    return max(set(years), key=years.count) if years else ""


def touched(indicator: Indicator, holdings: Holdings) -> list[str]:
    """The ids of all vintages an indicator's values may depend on."""
    selections = [s for given in indicator.every_input for s in given.selections]
    return sorted({vintage.id for selection in selections for vintage in holdings.of(selection)})


@cache
def engine() -> str:
    """A digest of the code and area tables that values depend on, so that a new version computes them anew."""
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in ("compute", "formula", "places", "reading", "values")]
    files += sorted(path for path in (here.parent / "areas").rglob("*") if path.suffix in (".py", ".csv", ".yaml"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()
