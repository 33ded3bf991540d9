"""What all the tables of the embedded figures are made with: where the publishers' tables are, and sums to regions.

Leaves out what each table is made of (`sample_tables.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import polars as pl

from alke.areas import COUNTRY
from alke.statistics.sample import FOLDER
from alke.statistics.sample.description import Meta, read_description

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
STATS = DATA / "stats"
Cell = int | float | str | None
Cells = dict[tuple[str, ...], Cell]
DIVISION_YEAR = "2026"


def meta_of(name: str) -> Meta:
    """The hand-written description of a table, which need not have numbers yet."""
    return read_description(FOLDER / f"{name}.yaml")


# ------------------------------------------------------------------ municipalities to regions


@cache
def region_of_code() -> dict[str, str]:
    """Region by municipality code; an abolished municipality by the one it was last listed in the region of."""
    key = pl.read_csv(DATA / "reference" / "municipality_key_2013-2026.csv.gz", infer_schema_length=0)
    latest = key.sort(pl.col("year").cast(pl.Int64)).group_by("kunta", maintain_order=True).last()
    return {row["kunta"].zfill(3): f"MK{row['maakunta_code'].zfill(2)}" for row in latest.iter_rows(named=True)}


@cache
def region_of_name() -> dict[str, str]:
    """Region by the municipality's name in any of its languages, and by the names the tables write otherwise."""
    key = pl.read_csv(DATA / "reference" / "municipality_key_2013-2026.csv.gz", infer_schema_length=0)
    names: dict[str, str] = {"Maarianhamina - Mariehamn": "MK21"}
    for row in key.iter_rows(named=True):
        for language in ("fi", "sv", "en"):
            region = region_of_code()[row["kunta"].zfill(3)]
            agree(row["municipality_name_fi"], names.setdefault(row[f"municipality_name_{language}"], region), region)
    return names


def by_region(frame: pl.DataFrame, municipality: str, values: Iterable[str], keys: Iterable[str] = ()) -> pl.DataFrame:
    """Rows of municipalities (by name) summed to regions, with the sum of all as the whole country."""
    mapped = frame.with_columns(area=pl.col(municipality).replace_strict(region_of_name()))
    return regions_and_country(mapped, values, keys)


def regions_and_country(frame: pl.DataFrame, values: Iterable[str], keys: Iterable[str] = ()) -> pl.DataFrame:
    """Rows with a region in `area` summed by region and keys, with the sum of all as the whole country."""
    sums = [pl.col(name).sum() for name in values]
    country = frame.with_columns(area=pl.lit(COUNTRY))
    return pl.concat([frame, country]).group_by("area", *keys).agg(sums)


def cells(frame: pl.DataFrame, contents: dict[str, str], keys: Iterable[str]) -> Cells:
    """Cells of a frame: area, then `keys` as written, then the content of each column."""
    made: Cells = {}
    for row in frame.iter_rows(named=True):
        for column, content in contents.items():
            made[(row["area"], *(str(row[key]) for key in keys), content)] = row[column]
    return made


def agree(what: str, total: object, parts: object) -> None:
    """Stop when the publisher's own total is not the sum of its parts."""
    if total != parts:
        raise SystemExit(f"{what}: the publisher's total is {total}, the parts add up to {parts}")
