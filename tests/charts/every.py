"""One of each chart from made-up values, for tests that hold for all of them."""

from __future__ import annotations

import math
from collections.abc import Callable

from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts import (
    Ages,
    Figure,
    Sum,
    contribution,
    index,
    multiples,
    profile,
    pyramid,
    ranking,
    series,
    slope,
    strip,
    tilemap,
)
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
PEERS = ("MK07", "MK05", "MK17", "MK18")
PARTS = ("made_up_births", "made_up_moves")
SUMS: dict[str, Values] = {
    "made_up_count": made.values(made.changing, name="made_up_count"),
    "made_up_births": made.values(made.balance, name="made_up_births"),
    "made_up_moves": made.values(made.moves, name="made_up_moves"),
}
NAMES = {
    Language.FI: ("Keksitty syntyneiden enemmyys", "Keksitty nettomuutto"),
    Language.SV: ("Påhittat födelseöverskott", "Påhittad nettoflyttning"),
    Language.EN: ("Made-up natural increase", "Made-up net migration"),
}
LONG = made.Text(
    "Keksittyjen pitkäaikaistyöttömien osuus kaikista työttömistä työnhakijoista",
    "Andelen påhittade långtidsarbetslösa av alla arbetslösa arbetssökande",
    "Made-up long-term unemployed as a share of all unemployed jobseekers",
)
PROFILE = [
    (WHOLE, made.indicator()),
    (GAPS, made.indicator(survey=True)),
    (WHOLE, made.indicator(name=LONG, unit=made.unit("persons_per_km2"))),
    (SUMS["made_up_count"], made.count()),
]


def _contribution(area: str, language: Language, narrow: bool) -> Figure:
    sums = Sum.over_years(SUMS.__getitem__, "made_up_count", PARTS, area)
    return contribution(
        sums, NAMES[language], language, title=f"{made.count().name[language]}: {area}",
        unit=made.count().unit.name[language],
        whole=NAMES[language][0].split()[0].lower(), narrow=narrow,
    )  # fmt: skip


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
    "strip": {"made_up_share": WHOLE},
    "strip-gaps": {"made_up_share": GAPS},
    "strip-count": {"made_up_count": COUNTS},
    "profile": {"made_up_share": WHOLE, "made_up_count": SUMS["made_up_count"]},
    "slope": {"made_up_share": WHOLE},
    "slope-count": {"made_up_count": COUNTS},
    "index": {"made_up_count": COUNTS},
    "index-points": {"made_up_share": GAPS},
    "contribution": SUMS,
    "multiples-peers": {"made_up_share": WHOLE},
    "multiples-value": {"made_up_share": WHOLE},
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
    "strip": lambda area, language, narrow: strip(
        WHOLE, made.indicator(), area, language, peers=others(area), narrow=narrow
    ),
    "strip-gaps": lambda area, language, narrow: strip(
        GAPS, made.indicator(survey=True), area, language, peers=others(area), narrow=narrow
    ),
    "strip-count": lambda area, language, narrow: strip(
        COUNTS, made.count(), area, language, peers=others(area), narrow=narrow
    ),
    "profile": lambda area, language, narrow: profile(PROFILE, area, language, peers=others(area), narrow=narrow),
    "slope": lambda area, language, narrow: slope(
        WHOLE, made.indicator(breaks=(made.a_break(2016),)), area, language, peers=others(area), narrow=narrow
    ),
    "slope-count": lambda area, language, narrow: slope(
        COUNTS, made.count(), area, language, peers=others(area), narrow=narrow
    ),
    "index": lambda area, language, narrow: index(
        COUNTS, made.count(), area, language, peers=others(area), narrow=narrow
    ),
    "index-points": lambda area, language, narrow: index(
        GAPS, made.indicator(breaks=(made.a_break(2007),)), area, language, peers=others(area), narrow=narrow
    ),
    "contribution": _contribution,
    "multiples-peers": lambda area, language, narrow: multiples(
        WHOLE, made.indicator(), area, language, order="peers", peers=others(area), scale="free", narrow=narrow
    ),
    "multiples-value": lambda area, language, narrow: multiples(
        WHOLE, made.indicator(), area, language, order="value", narrow=narrow
    ),
}


def others(area: str) -> tuple[str, ...]:
    """Peers with the longest names, other than the area itself."""
    return tuple(code for code in PEERS if code != area)
