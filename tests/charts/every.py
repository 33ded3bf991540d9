"""One of each chart from made-up values, for tests that hold for all of them."""

from __future__ import annotations

import math
from collections.abc import Callable

from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts import Ages, Figure, multiples, pyramid, ranking, series, tilemap
from alke.indicators.values import Values

from . import fictional as made

AHEAD = {year: (lambda place, year=year: made.falling(place, year) * 0.99) for year in range(2024, 2041)}


def with_gaps(place: int, year: int) -> float | None:
    """A made-up share with missing years in every area and areas missing altogether."""
    return None if place in (4, 11) or year in (2009, 2012, 2014) else made.wavy(place, year)


def ages(area: str, size: float, shift: float) -> Ages:
    """A made-up population by five-year groups."""
    labels = (*(f"{age}–{age + 4}" for age in range(0, 85, 5)), "85–")
    men = tuple(float(round(size * (1 - i * 0.03 + 0.25 * math.sin(i * 0.7 + shift)))) for i in range(18))
    women = tuple(float(round(number * (0.93 + i * 0.02))) for i, number in enumerate(men))
    return Ages(area, Period(2023), labels, men, women)


def _pyramid(area: str, language: Language, narrow: bool) -> Figure:
    return pyramid(ages(area, 2300, 1), language, country=ages("SSS", 170_000, 2), narrow=narrow)


GAPS = made.values(with_gaps, preliminary=2)
WHOLE = made.values(made.wavy)
COUNTS = made.values(made.falling, projected=AHEAD, name="made_up_count")
DATA: dict[str, dict[str, Values]] = {
    "series": {"made_up_share": GAPS},
    "series-projected": {"made_up_count": COUNTS},
    "ranking": {"made_up_share": WHOLE},
    "ranking-gaps": {"made_up_share": GAPS},
    "multiples": {"made_up_share": GAPS},
    "multiples-change": {"made_up_count": COUNTS},
    "pyramid": {},
    "map": {"made_up_share": GAPS},
    "map-count": {"made_up_count": COUNTS},
}

Draw = Callable[[str, Language, bool], Figure]
CHARTS: dict[str, Draw] = {
    "series": lambda area, language, narrow: series(
        GAPS,
        made.indicator(breaks=(made.a_break(2017),)),
        area,
        language,
        compare=("SSS", "MK05"),
        narrow=narrow,
    ),
    "series-projected": lambda area, language, narrow: series(
        COUNTS, made.count(), area, language, narrow=narrow, source="Keksitty lähde"
    ),
    "ranking": lambda area, language, narrow: ranking(WHOLE, made.indicator(), area, language, narrow=narrow),
    "ranking-gaps": lambda area, language, narrow: ranking(
        GAPS, made.indicator(survey=True), area, language, narrow=narrow
    ),
    "multiples": lambda area, language, narrow: multiples(GAPS, made.indicator(), area, language, narrow=narrow),
    "multiples-change": lambda area, language, narrow: multiples(COUNTS, made.count(), area, language, narrow=narrow),
    "pyramid": _pyramid,
    "map": lambda area, language, narrow: tilemap(GAPS, made.indicator(), area, language, narrow=narrow),
    "map-count": lambda area, language, narrow: tilemap(
        COUNTS, made.count(), area, language, href=lambda code: f"/{language}/areas/{code}/", narrow=narrow
    ),
}
