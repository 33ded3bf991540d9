"""The figures of a picture and of the pages: which are planned, and one of them drawn from a generation.

Leaves out the charts themselves (`charts/`) and where they stand (`picture.py`, the web's pages).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import orjson
import yaml

from alke.areas import COUNTRY, REGIONS, area
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.charts import (
    Ages,
    Outlines,
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
from alke.charts.figure import Figure
from alke.charts.multiples import Order
from alke.charts.slope import Slopes
from alke.charts.words import say
from alke.documents.peers import held
from alke.findings.peers import PeerKind, group
from alke.indicators.generation import Generation
from alke.indicators.themes import CURRENT

PLAN = Path(__file__).with_name("plan.yaml")

Chart = Literal[
    "series", "ranking", "multiples", "pyramid", "tilemap", "strip", "profile", "slope", "index", "contribution"
]


@dataclass(frozen=True)
class Planned:
    """A figure of the plan.

    Attributes:
        indicators: One; several for a profile; for a contribution the whole, then its parts.
        order: Of small multiples.
    """

    chart: Chart
    indicators: tuple[str, ...]
    order: Order = "geography"

    @property
    def name(self) -> str:
        """What it is known by among the figures of its theme."""
        return self.indicators[0] if self.chart != "profile" else "regions"


@cache
def plan(theme_set: str = CURRENT) -> dict[str, list[Planned]]:
    """The figures of each theme of a set, in order; none for a set that the plan does not know.

    Raises:
        UnknownCodeError: when the plan names a chart that does not exist.
    """
    raw: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load(PLAN.read_text("utf-8"))
    found = raw.get(theme_set, {})
    return {theme: [_planned(entry, theme) for entry in entries] for theme, entries in found.items()}


def _planned(entry: Mapping[str, Any], theme: str) -> Planned:
    if entry["chart"] not in get_args(Chart):
        raise UnknownCodeError("chart", entry["chart"], get_args(Chart), where=f"{PLAN.name}, {theme}")
    keys = entry.get("indicators") or (entry["indicator"], *entry.get("parts", ()))
    return Planned(entry["chart"], tuple(keys), entry.get("order", "geography"))


def peers_of(
    generation: Generation, code: str, kind: PeerKind = PeerKind.STRUCTURE, own: Sequence[str] = ()
) -> tuple[str, ...]:
    """The regions a region is compared with, near or far, nearest first; none for the whole country."""
    return group(held(generation), code, kind, own=own).codes if code in REGIONS else ()


def draw(
    generation: Generation,
    chart: Chart,
    keys: str | Sequence[str],
    code: str,
    language: Language,
    *,
    name: str = "",
    narrow: bool = False,
    href: Callable[[str], str] | None = None,
    peers: Sequence[str] = (),
    order: Order = "geography",
    scale: Literal["shared", "free"] = "shared",
) -> Figure | None:
    """One chart for an area, None where there is nothing to draw.

    Args:
        generation: Whose values are drawn.
        chart: Which one.
        keys: The indicator; several for a profile; for a contribution the whole and its parts; a pyramid's family.
        code: The area told apart.
        language: Of all words.
        name: The figure's key on the page.
        narrow: For screens about 360 px wide.
        href: Makes the areas of a map links.
        peers: Regions named beside the area.
        order: Of small multiples.
        scale: Of small multiples.
    """
    keys = (keys,) if isinstance(keys, str) else tuple(keys)
    if chart == "pyramid":
        return _pyramid(generation, keys[0], code, language, name=name, narrow=narrow)
    if chart == "contribution":
        return _contribution(generation, keys, code, language, name=name, narrow=narrow)
    if chart == "profile":
        rows = [(generation.values(key), generation.catalogue[key]) for key in keys]
        made = profile(rows, code, language, peers=peers, key=name, narrow=narrow)
        return made if made.table.rows and len(made.table.header) > 2 else None
    values, one = generation.values(keys[0]), generation.catalogue[keys[0]]
    match chart:
        case "series":
            return series(values, one, code, language, key=name, narrow=narrow)
        case "ranking":
            return ranking(values, one, code, language, key=name, narrow=narrow)
        case "strip":
            return strip(values, one, code, language, peers=peers, key=name, narrow=narrow)
        case "slope":
            made = slope(values, one, code, language, peers=peers, key=name, narrow=narrow)
            return made if Slopes.of(values, one) else None
        case "index":
            made = index(values, one, code, language, peers=peers, key=name, narrow=narrow)
            return made if len(made.table.rows) > 1 else None
        case "multiples":
            return multiples(
                values, one, code, language, order=order, peers=peers, scale=scale, key=name, narrow=narrow
            )
        case "tilemap":
            fetched = outlines(*boundaries(generation.home))
            return tilemap(values, one, code, language, key=name, narrow=narrow, href=href, outlines=fetched)


def boundaries(home: Path) -> tuple[Path, int]:
    """The file of region boundaries that `alke fetch boundaries` keeps, and its time of change; 0 when not fetched."""
    path = home / "boundaries" / "regions.geojson"
    return path, path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=2)
def outlines(path: Path, changed: int) -> Outlines | None:
    """The outlines of the regions, None when no boundaries have been fetched; the map is then a grid of tiles."""
    return Outlines.of(orjson.loads(path.read_bytes()), "MK", where=str(path)) if changed else None


def _pyramid(
    generation: Generation, family: str, code: str, language: Language, *, name: str, narrow: bool
) -> Figure | None:
    """The age pyramid of the newest year that every age has, with the country's outline."""
    newest = generation.values(f"{family}-women-0-4").latest(code)
    if newest is None:
        return None
    ages = Ages.among(generation.values, family, code, newest.period)
    country = None if code == COUNTRY else Ages.among(generation.values, family, COUNTRY, newest.period)
    return pyramid(ages, language, country=country, key=name, narrow=narrow)


def _contribution(
    generation: Generation, keys: Sequence[str], code: str, language: Language, *, name: str, narrow: bool
) -> Figure | None:
    """The yearly changes of an indicator by those of its parts that have values."""
    whole, *parts = keys
    one = generation.catalogue[whole]
    held = [key for key in parts if generation.values(key).latest(code) is not None]
    sums = Sum.over_years(generation.values, whole, held, code) if held else []
    if not sums:
        return None
    told = {"name": one.name[language], "area": area(code).names[language]}
    return contribution(
        sums, [generation.catalogue[key].name[language] for key in held], language,
        title=say("contribution_title", language, **told, years=f"{sums[0].label}–{sums[-1].label}"),
        unit=one.unit.name[language], whole=say("whole_change", language), decimals=one.decimals,
        key=name, narrow=narrow,
    )  # fmt: skip
