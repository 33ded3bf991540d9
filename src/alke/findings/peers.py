"""Peers: regions to compare a region with, and why they are peers, in numbers.

Five kinds: neighbours (a common border), structure (near in ten measures of population, work and land), size
(population), the same major area, and a group of the reader's own. Each peer tells in which three measures the two are
nearest and in which three furthest apart, in robust standard deviations of the mainland regions, and structure tells
how often the same peers would have been chosen in earlier years. A region may have no near peer: then the nearest are
told as far, because Uusimaa is nobody's twin.

Åland has its own statistics in many measures; it is compared where both have numbers. Leaves out words (`language/`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from alke.areas import MAINLAND, REGIONS, Level, parent
from alke.areas.neighbours import neighbours
from alke.base.errors import UnknownCodeError
from alke.base.periods import Period
from alke.findings.score import spread
from alke.indicators.values import Ref, Values

STRUCTURE = (
    "demographic-dependency-ratio",
    "population-density",
    "degree-of-urbanisation",
    "jobs-primary-production",
    "jobs-secondary-production",
    "gdp-per-head",
    "tertiary-education",
    "unemployed-share-tem",
    "foreign-citizens",
    "job-self-sufficiency",
)
"""What a region's structure is measured by."""

_LOGARITHMIC = frozenset({"population-density", "gdp-per-head"})  # a ratio of two says more than their difference
_FEWEST = 5  # measures two regions must have in common to be near or far
_FEWEST_THEN = 3  # the same of earlier years, from which fewer are held
_CAP = 4.0  # robust deviations past which two regions are simply unlike
_NEAR = 1.0  # mean robust deviations up to which a peer is called near
_TOLD = 3  # measures told as binding and as parting
_YEARS_BACK = 10  # years in which the choice is tried again
_SIZE_NEAR = 2.0  # times the population up to which a region is near in size

Source = Mapping[str, Values]


class PeerKind(StrEnum):
    """Why regions are set side by side."""

    NEIGHBOURS = "neighbours"
    STRUCTURE = "structure"
    SIZE = "size"
    MAJOR_AREA = "major_area"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Trait:
    """One measure of two regions.

    Attributes:
        period: The newest period in which both have a number.
        own, other: The two values, unrounded.
        apart: How far they are from each other in robust standard deviations of the mainland regions.
    """

    indicator: str
    period: Period
    own: float
    other: float
    apart: float


@dataclass(frozen=True, slots=True)
class Peer:
    """One peer.

    Attributes:
        distance: The mean of `Trait.apart` over all measures; NaN where too few are known.
        near: Whether it is near enough to be told without reserve.
        binds, parts: The three measures in which the two are nearest, and furthest apart.
    """

    area: str
    distance: float
    near: bool
    binds: tuple[Trait, ...]
    parts: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The peers of a region.

    Attributes:
        peers: Nearest first (neighbours and major areas too).
        stability: Of structure, the share of these peers that earlier years would have chosen too, 0–1; None otherwise.
        years: The earlier years tried.
    """

    kind: PeerKind
    area: str
    peers: tuple[Peer, ...]
    stability: float | None = None
    years: tuple[int, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The peers' codes, nearest first."""
        return tuple(peer.area for peer in self.peers)


@dataclass(frozen=True, slots=True)
class _Table:
    """The measures of all regions at one time: numbers as they are, and how far apart each measure's unit is.

    Attributes:
        periods: The period of each measure.
        numbers: float64, regions × measures, NaN where there is none.
        scaled: The same in robust standard deviations of the mainland regions.
    """

    keys: tuple[str, ...]
    periods: tuple[Period, ...]
    numbers: npt.NDArray[np.float64]
    scaled: npt.NDArray[np.float64]

    def traits(self, area: str, other: str) -> list[Trait]:
        """The measures that both have."""
        own, others = REGIONS.index(area), REGIONS.index(other)
        apart = np.minimum(_CAP, np.abs(self.scaled[own] - self.scaled[others]))
        return [
            Trait(
                key,
                self.periods[place],
                float(self.numbers[own, place]),
                float(self.numbers[others, place]),
                float(apart[place]),
            )
            for place, key in enumerate(self.keys)
            if not np.isnan(apart[place])
        ]

    def distance(self, area: str, other: str, fewest: int) -> float:
        """The mean distance over the measures both have; NaN where they are fewer than `fewest`."""
        apart = np.abs(self.scaled[REGIONS.index(area)] - self.scaled[REGIONS.index(other)])
        known = np.minimum(_CAP, apart[~np.isnan(apart)])
        return float(known.mean()) if len(known) >= fewest else float("nan")


def _table(values: Source, year: int | None = None) -> _Table:
    """The measures at their newest period with a number in every mainland region, or in one year."""
    keys, periods, columns, scaled = [], [], [], []
    for key in STRUCTURE:
        held = values.get(key)
        if held is None or not set(MAINLAND) <= set(held.areas):
            continue
        period = held.latest_common(MAINLAND) if year is None else Period(year)
        if period is None:
            continue
        found = (held.number(area, period) for area in REGIONS)
        column = np.array([np.nan if number is None else number for number in found])
        shape = np.log(np.maximum(column, 1e-9)) if key in _LOGARITHMIC else column
        width = spread(shape[: len(MAINLAND)])
        if width > 0:
            keys.append(key)
            periods.append(period)
            columns.append(column)
            scaled.append(shape / width)
    empty = np.empty((len(REGIONS), 0))
    numbers, units = (np.stack(each, axis=1) if each else empty for each in (columns, scaled))
    return _Table(tuple(keys), tuple(periods), numbers, units)


def group(values: Source, area: str, kind: PeerKind, *, count: int = 4, own: Sequence[str] = ()) -> Group:
    """The peers of a region.

    Args:
        values: The values of the indicators, by id.
        area: A region's code.
        kind: Which kind of peers.
        count: How many are chosen by structure and by size.
        own: The codes of a group of one's own.

    Raises:
        UnknownCodeError: when a code is not a region's.
    """
    for code in (area, *own):
        if code not in REGIONS:
            raise UnknownCodeError("region", code, REGIONS)
    table = _table(values)
    codes = _codes(values, table, area, kind, count, own)
    peers = [_peer(values, table, area, code, kind) for code in codes]
    if kind is not PeerKind.SIZE:
        peers.sort(key=lambda peer: (np.isnan(peer.distance), peer.distance, peer.area))
    stability, years = _stability(values, area, codes) if kind is PeerKind.STRUCTURE else (None, ())
    return Group(kind, area, tuple(peers), stability, years)


def as_data(found: Group) -> dict[str, Any]:
    """A group as plain data, for JSON; numbers unrounded, the addresses of the values beside them."""

    def trait(peer: Peer, one: Trait) -> dict[str, Any]:
        refs = {"own": Ref(one.indicator, found.area, one.period), "peer": Ref(one.indicator, peer.area, one.period)}
        numbers = {"own": one.own, "peer": one.other}
        return {
            "indicator": one.indicator,
            "period": str(one.period),
            "apart": round(one.apart, 3),
            **{side: {"ref": str(ref), "value": numbers[side]} for side, ref in refs.items()},
        }

    peers = [
        {
            "area": peer.area,
            "near": peer.near,
            "distance": None if np.isnan(peer.distance) else round(peer.distance, 3),
            "binds": [trait(peer, one) for one in peer.binds],
            "parts": [trait(peer, one) for one in peer.parts],
        }
        for peer in found.peers
    ]
    stability = None if found.stability is None else round(found.stability, 3)
    years = list(found.years)
    return {"area": found.area, "kind": found.kind.value, "stability": stability, "years": years, "peers": peers}


def near(values: Source, area: str, *, count: int = 4) -> tuple[str, ...]:
    """The regions near one in structure, nearest first; empty for one that no region is near, and for the country."""
    if area not in REGIONS:
        return ()
    table = _table(values)
    codes = _codes(values, table, area, PeerKind.STRUCTURE, count, ())
    return tuple(code for code in codes if table.distance(area, code, _FEWEST) <= _NEAR)


def _codes(values: Source, table: _Table, area: str, kind: PeerKind, count: int, own: Sequence[str]) -> tuple[str, ...]:
    match kind:
        case PeerKind.NEIGHBOURS:
            return neighbours().get(area, ())
        case PeerKind.MAJOR_AREA:
            major = parent(area, Level.MAJOR)
            return tuple(code for code in REGIONS if code != area and parent(code, Level.MAJOR) == major)
        case PeerKind.OWN:
            return tuple(dict.fromkeys(code for code in own if code != area))
        case PeerKind.SIZE:
            return _nearest(area, {code: _size_apart(values, area, code) for code in MAINLAND}, count)
        case PeerKind.STRUCTURE:
            return _nearest(area, {code: table.distance(area, code, _FEWEST) for code in MAINLAND}, count)


def _nearest(area: str, distances: Mapping[str, float], count: int) -> tuple[str, ...]:
    """The regions at the smallest distances; those without one are left out."""
    known = sorted((apart, code) for code, apart in distances.items() if code != area and not np.isnan(apart))
    return tuple(code for _, code in known[:count])


def _peer(values: Source, table: _Table, area: str, code: str, kind: PeerKind) -> Peer:
    traits = sorted(table.traits(area, code), key=lambda trait: (trait.apart, trait.indicator))
    distance = table.distance(area, code, _FEWEST)
    near = _size_apart(values, area, code) <= np.log(_SIZE_NEAR) if kind is PeerKind.SIZE else distance <= _NEAR
    return Peer(code, distance, bool(near), tuple(traits[:_TOLD]), tuple(traits[: -_TOLD - 1 : -1]))


def _size_apart(values: Source, area: str, code: str) -> float:
    """How many times larger one population is than the other, as a logarithm."""
    people = values.get("population")
    period = people.latest_common((area, code)) if people is not None else None
    if people is None or period is None:
        return float("nan")
    own, other = people.number(area, period) or 1.0, people.number(code, period) or 1.0
    return float(abs(np.log(own / other)))


def _stability(values: Source, area: str, codes: Sequence[str]) -> tuple[float | None, tuple[int, ...]]:
    """How the choice has held: the peers now against those of each earlier year with measures enough."""
    held = [values[key] for key in STRUCTURE if key in values and len(values[key].periods()) > _YEARS_BACK]
    newest = min((each.periods()[-1].year for each in held), default=0)
    kept: dict[int, float] = {}
    for year in range(newest - _YEARS_BACK, newest):
        table = _table(values, year)
        then = _nearest(area, {code: table.distance(area, code, _FEWEST_THEN) for code in MAINLAND}, len(codes))
        if then:
            kept[year] = len(set(then) & set(codes)) / len(codes)
    return (float(np.mean(list(kept.values()))) if kept else None), tuple(kept)
