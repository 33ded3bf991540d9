"""Indicators and values made up for the tests of findings and language. No figure here is of a real place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from alke.areas import COUNTRY, MAINLAND
from alke.base.languages import Text
from alke.base.periods import Period
from alke.base.units import unit
from alke.indicators.catalogue import Break, Checked, Indicator, InText
from alke.indicators.shift_share import GROUPS, INDUSTRIES
from alke.indicators.values import Kind, Layer, Values
from alke.statistics.cube import Reason

AREAS = (COUNTRY, *MAINLAND, "MK21")


def indicator(**changes: Any) -> Indicator:
    """A made-up share in per cent, told with one decimal."""
    words = Text("Työttömien osuus", "Andelen arbetslösa", "Unemployed share")
    fields: dict[str, Any] = {
        "id": "share",
        "key": "",
        "name": words,
        "in_text": InText(
            {"nom": "työttömien osuus", "gen": "työttömien osuuden", "par": "työttömien osuutta"},
            "andelen arbetslösa",
            "the unemployed share",
        ),
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


def rate(**changes: Any) -> Indicator:
    """A made-up rate, which rises and falls."""
    words = InText(
        {"nom": "työllisyysaste", "gen": "työllisyysasteen", "par": "työllisyysastetta"},
        "sysselsättningsgraden",
        "the employment rate",
    )
    return indicator(**({"id": "rate", "in_text": words, "higher_is": "better"} | changes))


def people(**changes: Any) -> Indicator:
    """A made-up population."""
    words = InText({"nom": "väkiluku", "gen": "väkiluvun", "par": "väkilukua"}, "folkmängden", "the population")
    fields = {"id": "population", "in_text": words, "unit": unit("persons"), "decimals": 0, "additive": True}
    return indicator(**(fields | {"higher_is": "neutral"} | changes))


def balance(**changes: Any) -> Indicator:
    """A made-up balance of persons, which can be negative."""
    words = InText(
        {"nom": "nettomuutto", "gen": "nettomuuton", "par": "nettomuuttoa"}, "nettoflyttningen", "net migration"
    )
    fields = {"id": "balance", "in_text": words, "unit": unit("persons"), "decimals": 0, "additive": True}
    return indicator(**(fields | changes))


def per_head(**changes: Any) -> Indicator:
    """A made-up product per head."""
    words = InText(
        {"nom": "tuotanto asukasta kohti", "gen": "tuotannon asukasta kohti", "par": "tuotantoa asukasta kohti"},
        "produktionen per invånare",
        "output per inhabitant",
    )
    return indicator(**({"id": "per_head", "in_text": words, "unit": unit("eur_per_person"), "decimals": 0} | changes))


def jobs(**changes: Any) -> Indicator:
    """Made-up jobs."""
    words = InText(
        {"nom": "työpaikkojen määrä", "gen": "työpaikkojen määrän", "par": "työpaikkojen määrää"},
        "antalet arbetsplatser",
        "the number of jobs",
    )
    fields = {"id": "jobs", "in_text": words, "unit": unit("jobs"), "decimals": 0, "additive": True}
    return indicator(**(fields | changes))


def jobs_by_industry(*, other: bool = True, end: str = "2018") -> tuple[dict[str, Indicator], dict[str, Values]]:
    """Made-up jobs of six years in three industries of Kainuu and the whole country, with all industries' indicators.

    Trade grows everywhere and manufacturing shrinks; when `other`, trade grows otherwise in Kainuu than in the country.
    """
    counts = {"c": ((1_000, 900), (100_000, 90_000)), "g": ((2_000, 2_200 if not other else 2_300), (200_000, 220_000))}
    counts["q"] = ((3_000, 3_000), (100_000, 100_000))
    rows: dict[str, dict[str, list[float]]] = {}
    for group, industry in zip(GROUPS, INDUSTRIES, strict=True):
        own, country = counts.get(group, ((0, 0), (0, 0)))
        rows[industry] = {
            area: [before + (after - before) * step / 5 for step in range(6)]
            for area, (before, after) in (("MK18", own), ("SSS", country))
        }
    every = {"jobs": jobs(), **{key: jobs(id=key, family="jobs-by-industry") for key in INDUSTRIES}}
    rows["jobs"] = {
        area: [sum(rows[each][area][step] for each in INDUSTRIES) for step in range(6)] for area in ("MK18", "SSS")
    }
    return every, {key: values(of, rows[key], end=end) for key, of in every.items()}


def broken(period: str) -> tuple[Break, ...]:
    """A break of a series in a period."""
    reason = Text("tilaston aineisto vaihtui", "statistikens material byttes", "the source of the statistic changed")
    return (Break(Period.parse(period), reason),)


def values(
    of: Indicator,
    rows: Mapping[str, Sequence[float | None]],
    *,
    end: str = "2018",
    projection: Mapping[str, Sequence[float | None]] | None = None,
    projection_end: str = "2040",
    preliminary: bool = False,
    reason: Reason = Reason.NOT_AVAILABLE,
    margin: float | None = None,
) -> Values:
    """Values from one row of numbers per area, the newest in period `end`; areas left out have no number.

    With `margin` every number has an interval of so much on both sides.
    """
    layers = [_layer(rows, end, Kind.OBSERVED, "", reason, preliminary)]
    if projection:
        layers.append(_layer(projection, projection_end, Kind.PROJECTION, "2019", reason, False))
    for kind, sign in ((Kind.LOWER, -1), (Kind.UPPER, 1)) if margin is not None else ():
        bounds = {area: [None if each is None else each + sign * margin for each in row] for area, row in rows.items()}
        layers.append(_layer(bounds, end, kind, "", reason, False))
    return Values(of.id, AREAS, "2018", tuple(layers), ("made-up",))


def _layer(
    rows: Mapping[str, Sequence[float | None]], end: str, kind: Kind, variant: str, reason: Reason, preliminary: bool
) -> Layer:
    length = max(map(len, rows.values()), default=1)
    numbers = np.full((len(AREAS), length), np.nan)
    for area, row in rows.items():
        numbers[AREAS.index(area), length - len(row) :] = [np.nan if number is None else number for number in row]
    last = Period.parse(end)
    reasons = np.full(numbers.shape, Reason.NUMBER, dtype=object)
    reasons[np.isnan(numbers)] = reason
    marks = np.zeros(numbers.shape, dtype=bool)
    marks[:, -1] = preliminary
    periods = tuple(last.back(length - 1 - step) for step in range(length))
    vintages = np.where(np.isnan(numbers), -1, 0).astype(np.int16)
    return Layer(kind, variant, periods, numbers, reasons, vintages, marks)
