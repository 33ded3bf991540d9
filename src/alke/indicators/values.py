"""Values of one indicator: areas × periods, in layers by kind, each cell with its reason and its vintage.

This is what findings, charts, documents and pages read. Leaves out how values are computed (`compute.py`) and kept
(`generation.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from alke.base.errors import UnknownCodeError
from alke.base.periods import Period
from alke.statistics.cube import Reason


class Kind(StrEnum):
    """What sort of number a value is; drawn and worded apart."""

    OBSERVED = "observed"
    PRELIMINARY = "preliminary"
    PROJECTION = "projection"
    LOWER = "lower"
    """The lower bound of the observed value's interval, as the publisher gives it."""
    UPPER = "upper"


APART = (Kind.PROJECTION, Kind.LOWER, Kind.UPPER)
"""Kinds that an address names, as each has numbers of its own beside the observed ones."""


@dataclass(frozen=True, slots=True)
class Value:
    """One number, or the reason there is none.

    Attributes:
        number: In the indicator's unit, unrounded; None when there is none.
        reason: NUMBER when there is one, otherwise why not.
        kind: Observed, preliminary or projection.
        variant: Which projection, such as ``2019``; "" when not a projection.
        vintage: Ids of the vintages its input cells come from, joined with ``+``.
    """

    indicator: str
    area: str
    period: Period
    number: float | None
    reason: Reason
    kind: Kind = Kind.OBSERVED
    variant: str = ""
    vintage: str = ""

    @property
    def ref(self) -> Ref:
        """The address of this value."""
        return Ref(self.indicator, self.area, self.period, self.kind)


@dataclass(frozen=True)
class Layer:
    """Values of one kind and variant: arrays of shape areas × periods.

    Attributes:
        numbers: float64, NaN where there is none.
        reasons: Object array of `Reason`, same shape.
        vintages: int16 places in `vintage_ids`, same shape, −1 where there is none.
        preliminary: bool, same shape: the publisher marks the number preliminary.
    """

    kind: Kind
    variant: str
    periods: tuple[Period, ...]
    numbers: npt.NDArray[np.float64]
    reasons: npt.NDArray[np.object_]
    vintages: npt.NDArray[np.int16]
    preliminary: npt.NDArray[np.bool_]

    @cached_property
    def columns(self) -> dict[Period, int]:
        """Period → column."""
        return {period: column for column, period in enumerate(self.periods)}


@dataclass(frozen=True)
class Values:
    """All values of one indicator in one division.

    Attributes:
        indicator: The indicator's id.
        areas: Area codes with a prefix (``SSS``, ``MK18``, ``SK181``, ``KU205``): whole country, regions, then others.
        division: The year of the regional division the region figures are in, or a publisher's own ("2011"); "" when
            none.
        layers: Observed first (preliminary cells are in it), then a projection and the bounds of published intervals.
        vintage_ids: What `Layer.vintages` point to.
    """

    indicator: str
    areas: tuple[str, ...]
    division: str
    layers: tuple[Layer, ...]
    vintage_ids: tuple[str, ...]

    @cached_property
    def rows(self) -> dict[str, int]:
        """Area → row."""
        return {area: row for row, area in enumerate(self.areas)}

    def _layer(self, kind: Kind) -> Layer | None:
        wanted = Kind.OBSERVED if kind is Kind.PRELIMINARY else kind
        return next((layer for layer in self.layers if layer.kind is wanted), None)

    def periods(self, kind: Kind = Kind.OBSERVED) -> tuple[Period, ...]:
        """The periods of a kind, oldest first."""
        layer = self._layer(kind)
        return layer.periods if layer else ()

    def at(self, area: str, period: Period, kind: Kind = Kind.OBSERVED) -> Value:
        """The value at an area and period; without a number and with a reason when there is none."""
        layer = self._layer(kind)
        if area not in self.rows:
            raise UnknownCodeError("area", area, self.areas, where=self.indicator)
        if layer is None or period not in layer.columns:
            return Value(self.indicator, area, period, None, Reason.NOT_AVAILABLE, kind)
        return self._value(layer, self.rows[area], layer.columns[period])

    def number(self, area: str, period: Period, kind: Kind = Kind.OBSERVED) -> float | None:
        """The number at an area and period; None when there is none, or no such area or period."""
        layer = self._layer(kind)
        if layer is None or area not in self.rows or period not in layer.columns:
            return None
        number = float(layer.numbers[self.rows[area], layer.columns[period]])
        return None if number != number else number

    def interval(self, area: str, period: Period) -> tuple[float, float] | None:
        """The published interval of an observed value, lower and upper bound; None when the publisher gives none."""
        lower, upper = (self.number(area, period, kind) for kind in (Kind.LOWER, Kind.UPPER))
        return None if lower is None or upper is None else (lower, upper)

    def _value(self, layer: Layer, row: int, column: int) -> Value:
        number = float(layer.numbers[row, column])
        place = int(layer.vintages[row, column])
        kind = Kind.PRELIMINARY if layer.preliminary[row, column] else layer.kind
        return Value(
            self.indicator,
            self.areas[row],
            layer.periods[column],
            None if np.isnan(number) else number,
            layer.reasons[row, column],
            kind,
            layer.variant,
            self.vintage_ids[place] if place >= 0 else "",
        )

    def series(self, area: str, kind: Kind = Kind.OBSERVED) -> list[Value]:
        """All values of an area, oldest first, those without a number among them."""
        layer = self._layer(kind)
        if layer is None or area not in self.rows:
            return []
        row = self.rows[area]
        arrays = (layer.numbers, layer.reasons, layer.vintages, layer.preliminary)
        return [
            Value(
                self.indicator,
                area,
                period,
                None if number != number else number,
                reason,
                Kind.PRELIMINARY if preliminary else layer.kind,
                layer.variant,
                self.vintage_ids[place] if place >= 0 else "",
            )
            for period, number, reason, place, preliminary in zip(
                layer.periods, *(array[row].tolist() for array in arrays), strict=True
            )
        ]

    def latest(self, area: str) -> Value | None:
        """The newest observed value of an area that has a number."""
        layer = self._layer(Kind.OBSERVED)
        if layer is None or area not in self.rows:
            return None
        row = self.rows[area]
        known = np.flatnonzero(~np.isnan(layer.numbers[row]))
        return self._value(layer, row, int(known[-1])) if len(known) else None

    def latest_common(self, areas: tuple[str, ...]) -> Period | None:
        """The newest observed period at which every one of `areas` has a number; None when there is none."""
        layer = self._layer(Kind.OBSERVED)
        if layer is None or not set(areas) <= self.rows.keys():
            return None
        rows = [self.rows[area] for area in areas]
        whole = np.asarray(~np.isnan(layer.numbers[rows]).any(axis=0))
        return next((layer.periods[i] for i in range(len(whole) - 1, -1, -1) if whole[i]), None)

    def __iter__(self) -> Iterator[Value]:
        for layer in self.layers:
            for row in range(len(self.areas)):
                for column in range(len(layer.periods)):
                    yield self._value(layer, row, column)


class Measure(StrEnum):
    """What a shown number is: a value, or worked out of several values of one indicator."""

    VALUE = "value"
    CHANGE = "change"  # value minus the value at `other` period
    CHANGE_PERCENT = "change-percent"  # the same as % of the value at `other` period
    INDEX = "index"  # value as an index: the value at `other` period is 100
    GAP = "gap"  # value minus the value of `other` area in the same period
    GAP_MEDIAN = "gap-median"  # value minus the median of the 18 mainland regions in the same period
    RANK = "rank"  # place among the 18 mainland regions, 1 = largest number; ties share the better place
    RANK_LOWEST = "rank-lowest"  # the same from the other end, 1 = smallest number: "second smallest"
    COUNT = "count"  # how many mainland regions have a number in the period
    PERCENT_OF = "percent-of"  # value as % of the value of `other` area in the same period
    SLOPE = "slope"  # the middle change per period since the `other` period (Theil and Sen)
    SPREAD = "spread"  # the standard deviation of the mainland regions' values in the period
    GAP_GROUP = "gap-group"  # value minus the median of the `other` areas (MK10+MK11) in the same period
    TARGET = "target"  # the level that the `other` target of `targets.yaml` aims at
    GAP_TARGET = "gap-target"  # value minus that level
    AS_COUNTRY = "as-country"  # what the change since the `other` period would have been at the whole country's rate
    MIX = "industry-mix"  # of the rest of it, what follows from the area's industries (`shift_share.py`; only of jobs)
    OWN = "industry-own"  # what is left: the industries' changes beyond those of the same industries in the country

    @property
    def counted(self) -> bool:
        """Whether it is a whole number of its own, shown without the indicator's unit and decimals."""
        return self in (Measure.RANK, Measure.RANK_LOWEST, Measure.COUNT)


@dataclass(frozen=True, slots=True)
class Ref:
    """The address of a shown number. Every number on a page carries one, and `measure.py` can recompute it.

    As text: ``population:MK18:2018``, ``population:MK18:2018:change:2008``, ``population:MK18:2030+projection``,
    ``morbidity-index:MK18:2018+lower``. The
    change of a projected value is from what was observed at the other period:
    ``population:MK18:2030+projection:change:2018``.

    Attributes:
        other: The other period (CHANGE, CHANGE_PERCENT, INDEX, SLOPE and the parts of a change), area (GAP,
            PERCENT_OF), areas joined with ``+`` (GAP_GROUP) or the id of a target (TARGET, GAP_TARGET); "" otherwise.
    """

    indicator: str
    area: str
    period: Period
    kind: Kind = Kind.OBSERVED
    measure: Measure = Measure.VALUE
    other: str = ""

    @property
    def others(self) -> tuple[str, ...]:
        """The areas it is compared with by name; empty for a measure that names none."""
        if self.measure is Measure.GAP_GROUP:
            return tuple(filter(None, self.other.split("+")))
        return (self.other,) if self.measure in (Measure.GAP, Measure.PERCENT_OF) else ()

    def __str__(self) -> str:
        period = f"{self.period}+{self.kind}" if self.kind in APART else str(self.period)
        parts = [self.indicator, self.area, period]
        if self.measure is not Measure.VALUE:
            parts.append(self.measure.value)
        if self.other:
            parts.append(self.other)
        return ":".join(parts)

    @classmethod
    def parse(cls, text: str) -> Ref:
        """The address written as text.

        Raises:
            UnknownCodeError: when the measure is unknown.
            InputError: when the period or the form is wrong.
        """
        parts = text.split(":")
        if not 3 <= len(parts) <= 5:
            raise UnknownCodeError("address of a number", text, ["population:MK18:2018"])
        period, _, kind = parts[2].partition("+")
        name = parts[3] if len(parts) > 3 else Measure.VALUE
        if name not in {*Measure}:
            raise UnknownCodeError("measure", name, [*Measure], where=text)
        return cls(
            parts[0],
            parts[1],
            Period.parse(period),
            Kind(kind) if kind in APART else Kind.OBSERVED,
            Measure(name),
            parts[4] if len(parts) > 4 else "",
        )
