"""Sources: servers that publish tables, each by name. Leaves out how their answers are read (`readers/`).

A source's address can be set by the environment variable ``ALKE_SOURCE_<NAME>``, for a mirror or a test.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from alke.base.errors import UnknownCodeError
from alke.base.languages import Language, Text
from alke.statistics.sources.http import Client, Manners
from alke.statistics.sources.source import Source


@dataclass(frozen=True)
class About:
    """A source as the registry has it.

    Attributes:
        name: Its name in the catalogue.
        kind: Module and class that speak its language.
        base: Its address.
        publisher: Who publishes.
        licence: Under what licence, where the answers do not tell.
        calls, window: At most so many requests in so many seconds.
        most_cells: Cells that one question may ask for, where the server does not tell its limit.
        folders: A form of a table's id → the folder it is in (PxWeb 1), the first that fits.
    """

    name: str
    kind: tuple[str, str]
    base: str
    publisher: Text
    licence: str = "CC BY 4.0"
    calls: int = 30
    window: float = 10.0
    most_cells: int = 100_000
    folders: tuple[tuple[str, str], ...] = ()


_STATISTICS_FINLAND = Text("Tilastokeskus", "Statistikcentralen", "Statistics Finland")
SOURCES: dict[str, About] = {
    about.name: about
    for about in (
        About(
            "statfin",
            ("pxweb1", "PxWeb1"),
            "https://pxdata.stat.fi/PXWeb/api/v1",
            _STATISTICS_FINLAND,
            folders=(
                (r"statfin_([a-z]+)_pxt_", r"StatFin/\1"),
                (r"kuntien_avainluvut_(\d{4})", r"Kuntien_avainluvut/\1"),
                (r"", "StatFin"),
            ),
        ),
        About(
            "sotkanet",
            ("sotkanet", "Sotkanet"),
            "https://sotkanet.fi/rest/1.1",
            Text(
                "Terveyden ja hyvinvoinnin laitos",
                "Institutet för hälsa och välfärd",
                "Finnish Institute for Health and Welfare",
            ),
        ),
        About(
            "eurostat",
            ("eurostat", "Eurostat"),
            "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0",
            Text.same("Eurostat"),
        ),
        About(
            "scb",
            ("pxweb2", "PxWeb2"),
            "https://statistikdatabasen.scb.se/api/v2",
            Text("Ruotsin tilastokeskus", "Statistiska centralbyrån", "Statistics Sweden"),
            licence="CC0 1.0",
            calls=3,
            window=1.0,
        ),
    )
}


def about(name: str) -> About:
    """What is told of a source, its address from the environment where that is set.

    Raises:
        UnknownCodeError: when there is no such source; names the nearest.
    """
    if name not in SOURCES:
        raise UnknownCodeError("source", name, SOURCES)
    found = SOURCES[name]
    return replace(found, base=os.environ.get(f"ALKE_SOURCE_{name.upper()}") or found.base)


def open_source(
    name: str,
    *,
    base: str = "",
    languages: Sequence[Language] = tuple(Language),
    manners: Manners | None = None,
    cache: Path | None = None,
) -> Source:
    """A source ready to be asked.

    Args:
        name: Its name in the registry.
        base: Another address than the registry's.
        languages: The languages to take labels in.
        manners: How patient to be; the registry's limit of requests holds in any case.
        cache: The folder for answers that are asked for conditionally.

    Raises:
        UnknownCodeError: when there is no such source.
    """
    told = about(name)
    manners = replace(manners or Manners(), calls=told.calls, window=told.window)
    module, kind = told.kind
    made = getattr(importlib.import_module(f"{__name__}.{module}"), kind)
    source: Source = made((base or told.base).rstrip("/"), Client(manners, cache), tuple(languages), told)
    return source
