"""Indicators and values made up for the tests of charts. No figure here is of a real place."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from alke.base.languages import Text
from alke.base.periods import Period
from alke.base.units import unit
from alke.indicators.catalogue import Break, Checked, Indicator, InText
from alke.indicators.values import Kind, Layer, Values
from alke.statistics.cube import Reason

REGIONS = tuple(f"MK{number:02d}" for number in (*range(1, 3), *range(4, 20), 21))
AREAS = ("SSS", *REGIONS)


def indicator(**changes: Any) -> Indicator:
    """A made-up share in per cent."""
    words = Text("Keksitty osuus", "Påhittad andel", "Made-up share")
    fields: dict[str, Any] = {
        "id": "made_up_share",
        "key": "",
        "name": words,
        "in_text": InText({"nom": "osuus", "gen": "osuuden", "par": "osuutta"}, "andelen", "the share"),
        "definition": words,
        "why": words,
        "reading": words,
        "pitfalls": words,
        "unit": unit("percent"),
        "decimals": 1,
        "higher_is": "worse",
        "polarity_reason": words,
        "themes": {},
        "formula": "a",
        "inputs": (),
        "as_published": False,
        "additive": False,
        "survey": False,
        "rank_minimum": 0,
        "breaks": (),
        "expected_from": None,
        "checked": Checked("no"),
        "owner": "",
        "next_review": "",
    }
    return Indicator(**(fields | changes))


def count(**changes: Any) -> Indicator:
    """A made-up count of persons."""
    words = Text("Keksitty väkiluku", "Påhittad folkmängd", "Made-up population")
    return indicator(
        **({"id": "made_up_count", "name": words, "unit": unit("persons"), "decimals": 0, "additive": True} | changes)
    )


def a_break(year: int) -> Break:
    """A declared break in a made-up series."""
    return Break(Period(year), Text("Keksitty syy", "Påhittad orsak", "Made-up reason"))


def values(
    number: Callable[[int, int], float | None],
    *,
    first: int = 2004,
    last: int = 2023,
    preliminary: int = 0,
    projected: Mapping[int, Callable[[int], float | None]] | None = None,
    name: str = "made_up_share",
    areas: tuple[str, ...] = AREAS,
    reason: Reason = Reason.NOT_AVAILABLE,
) -> Values:
    """Values from a rule (place of the area, year) → number or None.

    `preliminary` years at the end are so marked; `projected` maps years ahead to rules of the area's place.
    """
    years = range(first, last + 1)
    rows = [[number(place, year) for year in years] for place in range(len(areas))]
    layers = [_layer(Kind.OBSERVED, "", tuple(map(Period, years)), rows, preliminary, reason)]
    if projected:
        rows = [[rule(place) for rule in projected.values()] for place in range(len(areas))]
        layers.append(_layer(Kind.PROJECTION, "2019", tuple(map(Period, projected)), rows, 0, reason))
    return Values(name, areas, "2023", tuple(layers), ("made-up",))


def _layer(
    kind: Kind,
    variant: str,
    periods: tuple[Period, ...],
    rows: list[list[float | None]],
    preliminary: int,
    reason: Reason,
) -> Layer:
    numbers = np.array([[math.nan if cell is None else cell for cell in row] for row in rows], dtype=np.float64)
    reasons = np.full(numbers.shape, Reason.NUMBER, dtype=object)
    reasons[np.isnan(numbers)] = reason
    marked = np.zeros(numbers.shape, dtype=bool)
    if preliminary:
        marked[:, -preliminary:] = True
    return Layer(kind, variant, periods, numbers, reasons, np.zeros(numbers.shape, dtype=np.int16), marked)


def wavy(place: int, year: int) -> float:
    """A share that rises and falls, another in each area, without meaning."""
    noise = random.Random(place * 7919 + year).uniform(-0.4, 0.4)
    return round(9 + 3 * math.sin(year / 3 + place) + place * 0.25 + noise, 1)


def falling(place: int, year: int) -> float:
    """A count that falls, much larger for the first area."""
    size = 5_400_000 if place == 0 else 70_000 + 9_000 * place**2
    return round(size * (1 + (0.004 if place % 3 == 0 else -0.007) * (year - 2004)))


def balance(place: int, year: int) -> float:
    """A count that may be negative: nil for the whole country, small beside the count it changes."""
    if place == 0:
        return float(sum(balance(other, year) for other in range(1, 20)))
    noise = random.Random(place * 101 + year).uniform(-200, 200)
    return round((place - 10) * 60 * math.cos(year / 4 + place) + noise)


def moves(place: int, year: int) -> float:
    """Another count that may be negative."""
    return balance(19 - place, year + 3)


def changing(place: int, year: int) -> float:
    """A count that changes by `balance`, `moves` and a little more."""
    changes = (balance(place, each) + moves(place, each) + place * 11 - each % 7 * 20 for each in range(2004, year + 1))
    return 150_000 + sum(changes)
