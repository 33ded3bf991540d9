"""What a rule sees: one indicator, one area, all values; and the few questions every rule asks of them.

Every number of a finding goes through `measure`, so that a shown number and its recomputation are one calculation.
Leaves out scores (`score.py`) and the rules themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from alke.areas import COUNTRY, MAINLAND
from alke.base.periods import Period
from alke.findings.because import Because
from alke.findings.finding import Finding
from alke.findings.rounding import rounded
from alke.indicators.catalogue import Break, Indicator
from alke.indicators.measure import measure
from alke.indicators.values import Kind, Measure, Ref, Value, Values

POPULATION = "population"
PERCENT_DECIMALS = 1  # of a relative change and of a share of the country
PERIODS_PER_YEAR = {"A": 1, "Q": 4, "M": 12}

Numbers = npt.NDArray[np.float64]
_AMOUNTS = frozenset({"persons", "jobs", "count", "eur_million"})
_RATIO_SCALE = frozenset({"eur", "eur_per_person", "pps_per_person", "persons_per_km2"})


def ranked(indicator: Indicator, values: Values) -> bool:
    """Whether a place among the regions is told of every region, in sentences and in tables alike.

    Not of a sample survey, whose order may be chance, nor of values with published intervals, whose places are told
    only where the intervals lie apart (`rules/rank.py`), and not of a count, which merely reflects size; the population
    is ranked, as the measure of size itself, and a balance is, because its sign is worth knowing.
    """
    if indicator.survey or values.periods(Kind.LOWER):
        return False
    negative = any(bool(np.nanmin(layer.numbers, initial=0.0) < 0) for layer in values.layers[:1])
    return not is_amount(indicator) or negative or indicator.id == POPULATION


@dataclass(frozen=True)
class Context:
    """One indicator in one area.

    Attributes:
        values: The values of every indicator, by id.
        indicator: The indicator the rule looks at; `values` holds it.
        area: The area the findings are about.
        peers: The regions near it in structure, nearest first (`findings.peers.near`).
    """

    values: Mapping[str, Values]
    indicator: Indicator
    area: str
    peers: tuple[str, ...] = ()

    @property
    def series(self) -> Values:
        """The indicator's values."""
        return self.values[self.indicator.id]

    @cached_property
    def latest(self) -> Value | None:
        """The area's newest observed value with a number."""
        return self.series.latest(self.area)

    @property
    def amount(self) -> bool:
        """Whether the value is a count that grows with the area's size, as opposed to a rate, a share or an index."""
        return is_amount(self.indicator)

    @property
    def ratio_scale(self) -> bool:
        """Whether a relative difference means something: money or density per head, and counts."""
        return self.amount or self.indicator.unit.key in _RATIO_SCALE

    @cached_property
    def signed(self) -> bool:
        """Whether the indicator takes negative values anywhere: a balance or a change."""
        return bool(np.nanmin(self.grid, initial=0.0) < 0)

    @cached_property
    def grid(self) -> Numbers:
        """The observed numbers, areas × periods, NaN where there is none."""
        if not self.series.periods():
            return np.empty((len(self.series.areas), 0))
        return self.series.layers[0].numbers

    @cached_property
    def between_regions(self) -> bool:
        """Whether this is a balance between regions, which is zero for the whole country by definition."""
        if not self.signed or COUNTRY not in self.series.areas:
            return False
        country = self.row(COUNTRY)
        return not np.isnan(country).all() and not np.nan_to_num(country).any()

    def row(self, area: str) -> Numbers:
        """The observed numbers of an area, oldest first."""
        numbers: Numbers = self.grid[self.series.areas.index(area)]
        return numbers

    def mainland(self, period: Period) -> Numbers:
        """The numbers of the mainland regions at a period, in the order of `MAINLAND`; NaN where there is none."""
        periods = self.series.periods()
        if period not in periods or not set(MAINLAND) <= set(self.series.areas):
            return np.full(len(MAINLAND), np.nan)
        rows = [self.series.areas.index(area) for area in MAINLAND]
        numbers: Numbers = self.grid[rows, periods.index(period)]
        return numbers

    @cached_property
    def unbroken(self) -> tuple[Value, ...]:
        """The area's newest yearly values with numbers since the series' last declared break, with no year missing."""
        latest = self.latest
        if latest is None or latest.period.frequency != "A":
            return ()
        run: list[Value] = []
        for value in reversed(self.series.series(self.area)):
            if value.period > latest.period:
                continue
            if value.number is None or self.broken(value.period, latest.period):
                break
            if run and value.period != run[-1].period.back(1):
                break
            run.append(value)
        return tuple(reversed(run))

    def ref(self, period: Period, what: Measure = Measure.VALUE, other: object = "", kind: Kind = Kind.OBSERVED) -> Ref:
        """The address of a number of this indicator in this area."""
        return Ref(self.indicator.id, self.area, period, kind, what, str(other))

    def number(self, ref: Ref) -> float | None:
        """The number at an address."""
        return measure(self.values, ref)

    def zero(self, number: float, decimals: int | None = None) -> bool:
        """Whether a number shows as zero in the indicator's decimals (or in `decimals`)."""
        return rounded(number, self.indicator.decimals if decimals is None else decimals) == 0

    def looks_same(self, first: float, second: float) -> bool:
        """Whether two values show as the same number."""
        return rounded(first, self.indicator.decimals) == rounded(second, self.indicator.decimals)

    def broken(self, earlier: Period, later: Period) -> Break | None:
        """The declared break of the series that lies between two periods."""
        return next((gap for gap in self.indicator.breaks if earlier < gap.period <= later), None)

    def overlap(self, area: str, period: Period, other: str, then: Period) -> bool:
        """Whether the published intervals of two values meet, so that the values cannot be told apart.

        Where only one of them has an interval, as beside a whole count of the country, the other counts as a point.
        """
        first, second = (self._bounds(*place) for place in ((area, period), (other, then)))
        return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]

    def _bounds(self, area: str, period: Period) -> tuple[float, float] | None:
        number = self.series.number(area, period)
        return self.series.interval(area, period) or (None if number is None else (number, number))

    def uncertain(self, period: Period) -> bool:
        """Whether the area's value has a published interval."""
        return self.series.interval(self.area, period) is not None

    def bounds(self, period: Period) -> dict[str, Ref]:
        """The addresses of the bounds of the area's published interval; none when there is none."""
        if not self.uncertain(period):
            return {}
        return {kind.value: self.ref(period, kind=kind) for kind in (Kind.LOWER, Kind.UPPER)}

    def population(self, period: Period, area: str = "") -> float | None:
        """The population of the area, or of another, in the period's year."""
        people, code = self.values.get(POPULATION), area or self.area
        if people is None or code not in people.areas:
            return None
        return people.at(code, Period(period.year)).number

    def small_survey(self, period: Period, area: str = "") -> bool:
        """Whether a value rests on a sample of too few; where the population is not known, it is taken to.

        A published interval tells how uncertain the value is, so that nothing has to be taken.
        """
        known = self.series.interval(area or self.area, period)
        if not self.indicator.survey or not self.indicator.rank_minimum or known:
            return False
        people = self.population(period, area)
        return people is None or people < self.indicator.rank_minimum

    def finding(
        self,
        rule: str,
        case: str,
        period: Period,
        refs: Mapping[str, Ref],
        *,
        facts: Mapping[str, str | int] | None = None,
        score: Mapping[str, float] | None = None,
        kind: Kind | None = None,
    ) -> Finding:
        """A finding about this indicator and area, its numbers measured from their addresses."""
        numbers = {slot: self.number(ref) for slot, ref in refs.items()}
        absent = [slot for slot, number in numbers.items() if number is None]
        if absent:
            raise ValueError(f"{rule}/{case} of {self.indicator.id} in {self.area}: no number for {', '.join(absent)}")
        return Finding(
            rule,
            case,
            self.indicator.id,
            self.area,
            period,
            self.series.at(self.area, period).kind if kind is None else kind,
            refs,
            facts or {},
            score or {},
            {slot: number for slot, number in numbers.items() if number is not None},
        )

    def refusal(self, about: str, because: Because, period: Period, **facts: str | int) -> Finding:
        """The finding that something cannot be said: `about` names the rule that would have said it."""
        told: dict[str, str | int] = {"about": about, "because": because.value, **facts}
        return Finding("refusal", because.value, self.indicator.id, self.area, period, facts=told)


def is_amount(indicator: Indicator) -> bool:
    """Whether the indicator counts something, so that its value grows with the area's size."""
    return indicator.additive or (indicator.unit.key in _AMOUNTS and indicator.decimals == 0)


def is_country(area: str) -> bool:
    """Whether the area is the whole country, which is compared with nothing."""
    return area == COUNTRY
