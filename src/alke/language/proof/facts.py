"""What the values say: numbers, changes, ranks and records by indicator, area and year, each as one question.

All through `indicators.measure` or plain look-ups of the same values. Leaves out words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from alke.areas import COUNTRY, MAINLAND, REGIONS
from alke.base.errors import UnknownCodeError
from alke.base.periods import Period
from alke.findings.context import Context
from alke.findings.peers import STRUCTURE, near
from alke.findings.rules.peers import group_of
from alke.indicators.catalogue import Indicator
from alke.indicators.measure import Source, crosses_break, getter, measure
from alke.indicators.targets import targets
from alke.indicators.values import Kind, Ref, Values

POPULATION = "population"
_CHANGES = {"population-change": False, "population-change-percent": True}
_NEIGHBOURS = {
    "MK01": "MK02 MK05 MK07 MK08",
    "MK02": "MK01 MK04 MK05 MK06 MK21",
    "MK04": "MK02 MK06 MK14 MK15",
    "MK05": "MK01 MK02 MK06 MK07",
    "MK06": "MK02 MK04 MK05 MK07 MK13 MK14",
    "MK07": "MK01 MK05 MK06 MK08 MK10 MK13",
    "MK08": "MK01 MK07 MK09 MK10",
    "MK09": "MK08 MK10 MK12",
    "MK10": "MK07 MK08 MK09 MK11 MK12 MK13",
    "MK11": "MK10 MK12 MK13 MK17 MK18",
    "MK12": "MK09 MK10 MK11 MK18",
    "MK13": "MK06 MK07 MK10 MK11 MK14 MK16 MK17",
    "MK14": "MK04 MK06 MK13 MK15 MK16",
    "MK15": "MK04 MK14 MK16",
    "MK16": "MK13 MK14 MK15 MK17",
    "MK17": "MK11 MK13 MK16 MK18 MK19",
    "MK18": "MK11 MK12 MK17",
    "MK19": "MK17",
    "MK21": "MK02",
}


class Facts:
    """The values of a source, asked by indicator, area and year.

    Args:
        source: Values by indicator id: a mapping, a function or a generation.
        catalogue: The indicators by id.
    """

    def __init__(self, source: Source, catalogue: Mapping[str, Indicator]) -> None:
        self.catalogue = catalogue
        self.fitting: dict[str, set[str]] = {}  # the indicators by unit, as they are asked for
        self._get = getter(source)
        self.values = lru_cache(maxsize=None)(self._values)
        self.number = lru_cache(maxsize=100_000)(self._number)
        self.years = lru_cache(maxsize=20_000)(self._years)
        self.near = lru_cache(maxsize=None)(self._near)

    def _values(self, key: str) -> Values | None:
        try:
            values = self._get(key)
        except (UnknownCodeError, KeyError):
            return None
        return values if values.layers else None

    def measured(self, ref: Ref) -> float | None:
        """The number of an address, or None."""
        values = self.values(ref.indicator)
        return None if values is None or ref.area not in values.rows else measure({ref.indicator: values}, ref)

    def _number(self, key: str, area: str, year: int, projected: bool = False) -> float | None:
        values = self.values(key)
        found = None
        if values is not None:
            kind = Kind.PROJECTION if projected else Kind.OBSERVED
            found = values.number(area, Period(year), kind)
        if found is None and key in _CHANGES and not projected:
            now, before = (self.number(POPULATION, area, each) for each in (year, year - 1))
            if now is not None and before:
                return 100 * (now - before) / before if _CHANGES[key] else now - before
        return found

    def _years(self, key: str, area: str, projected: bool = False) -> tuple[int, ...]:
        values = self.values(key)
        if values is None:
            return ()
        kind = Kind.PROJECTION if projected else Kind.OBSERVED
        annual = [p.year for p in values.periods(kind) if p.frequency == "A"]
        if key in _CHANGES and not projected:
            annual = sorted({*annual, *(year for year in self.years(POPULATION, area))})
        return tuple(year for year in annual if self.number(key, area, year, projected) is not None)

    def newest(self, key: str, area: str) -> int | None:
        """The newest observed year with a number."""
        years = self.years(key, area)
        return years[-1] if years else None

    def before(self, key: str, area: str, year: int) -> int | None:
        """The newest observed year before a year."""
        return max((each for each in self.years(key, area) if each < year), default=None)

    def broken(self, key: str, first: int, last: int) -> bool:
        """Whether the series breaks between two years."""
        return crosses_break(self.catalogue[key], Period(first), Period(last))

    def others(self, key: str, year: int, projected: bool = False) -> dict[str, float]:
        """The number of every region that has one."""
        found = {code: self.number(key, code, year, projected) for code in REGIONS}
        return {code: number for code, number in found.items() if number is not None}

    def median(self, key: str, year: int) -> float | None:
        """The median of the mainland regions."""
        numbers = sorted(number for code, number in self.others(key, year).items() if code in MAINLAND)
        half = len(numbers) // 2
        if not numbers:
            return None
        return numbers[half] if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2

    def ranks(self, key: str, area: str, year: int, *, top: bool, projected: bool = False) -> tuple[set[int], set[int]]:
        """The places that an area holds, ties counted both ways: among the mainland's regions, and among all."""
        numbers = self.others(key, year, projected)
        if area not in numbers:
            return set(), set()
        shown = {code: round(number, self.catalogue[key].decimals) for code, number in numbers.items()}
        found = []
        for codes in (MAINLAND, REGIONS):
            places: set[int] = set()
            if area in codes:
                for held in (numbers, shown):
                    own = held[area]
                    ahead = sum((held[c] > own) if top else (held[c] < own) for c in codes if c in held)
                    tied = sum(held[c] == own for c in codes if c in held) if held is numbers else 1
                    places |= set(range(1 + ahead, 1 + ahead + tied))
            found.append(places)
        return found[0], found[1]

    def neighbours(self, area: str) -> tuple[str, ...]:
        """The regions beside a region."""
        return tuple(_NEIGHBOURS.get(area, "").split())

    def peers(self, key: str, area: str, year: int) -> tuple[str, ...]:
        """The regions near one in structure with which an indicator of it is compared."""
        values = {each: held for each in (key, POPULATION) if (held := self.values(each)) is not None}
        if key not in values or area not in values[key].rows:
            return ()
        return group_of(Context(values, self.catalogue[key], area, self.near(area)), Period(year))

    def _near(self, area: str) -> tuple[str, ...]:
        return near({key: held for key in STRUCTURE if (held := self.values(key)) is not None}, area)

    def aims(self, key: str, area: str) -> dict[str, float]:
        """The levels that the region's programmes aim at, by the ids of the targets."""
        return {each.id: each.goal for each in targets(area, key) if each.goal is not None}

    def country(self, key: str, year: int, projected: bool = False) -> float | None:
        """The number of the whole country."""
        return self.number(key, COUNTRY, year, projected)
