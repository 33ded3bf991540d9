"""The register of areas: every area of 2013-2026, and which municipality was in which, year by year.

Read from the tables in `data/`, which hold Statistics Finland's yearly classifications as spans of years.
Leaves out names as publishers spell them (`names.py`) and what follows from the divisions (`divisions.py`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from alke.areas.area import Area, Forms, Level, RegionFacts
from alke.areas.wording import forms_by_head, places
from alke.base.errors import InputError, UnknownCodeError
from alke.base.languages import Text

FIRST, LAST = 2013, 2026
_DATA = Path(__file__).with_name("data")
# The years a division is known for, where not for all.
_KNOWN = {
    Level.MAJOR: (2014, LAST),
    Level.WELLBEING: (2018, LAST),
    Level.EMPLOYMENT: (2025, LAST),
    Level.ELY: (FIRST, 2025),
    Level.EVK: (2026, LAST),
}


def years(level: Level) -> range:
    """The years whose division of `level` is known."""
    first, last = _KNOWN.get(level, (FIRST, LAST))
    return range(first, last + 1)


def known_year(year: int, level: Level = Level.MUNICIPALITY) -> int:
    """The year itself.

    Raises:
        InputError: when the division of that year is not known.
    """
    span = years(level)
    if year not in span:
        what = f"no division of level {level.value} ({level.name.lower()}) is known for {year}"
        raise InputError(what, fix=f"Choose a year from {span[0]} to {span[-1]}")
    return year


@cache
def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


def _spans(text: str, prefix: str) -> tuple[tuple[str, int], ...]:
    """``"081/2020 071"`` as codes, each with its last year."""
    parts = (word.partition("/") for word in text.split())
    return tuple((prefix + code, int(last or LAST)) for code, _, last in parts)


def _at(spans: tuple[tuple[str, int], ...], year: int) -> str | None:
    return next((code for code, last in spans if year <= last), None)


def _year(text: str) -> int | None:
    return int(text) if text else None


def _named(row: Mapping[str, str]) -> Text:
    return Text(row["fi"], row["sv"], row["en"])


def _heading(level: Level, official: Text, gen: str) -> Text:
    """The name that tells an area from its namesakes on other levels."""
    if level is Level.SUBREGION:
        whole = official.sv in ("Mariehamns stad", "Ålands landsbygd", "Ålands skärgård")
        sv = official.sv if whole or official.sv.endswith("regionen") else f"{official.sv} ekonomiska region"
        return Text(f"{gen} seutukunta", sv, f"{official.en} sub-region")
    if level is Level.EMPLOYMENT:
        return Text(f"{gen} työllisyysalue", f"sysselsättningsområdet {official.sv}", f"{official.en} employment area")
    return official


@cache
def _forms() -> Mapping[str, Forms]:
    return {
        row["code"]: Forms(row["nom"], row["gen"], row["par"], row["ine"], row["ela"], row["ill"])
        for row in _rows("forms_fi.csv")
    }


def _make(
    code: str,
    official: Text,
    *,
    gen: str = "",
    since: int | None = None,
    until: int | None = None,
    region: RegionFacts | None = None,
) -> Area:
    level = Level.parse(code.rstrip("0123456789"))
    names = _heading(level, official, gen)
    forms = _forms().get(code) or forms_by_head(names.fi)
    in_, from_, to, genitive = places(names, forms)
    return Area(code, level, names, official, forms, in_, from_, to, genitive, since, until, region)


def _region(row: Mapping[str, str]) -> Area:
    council = Text(row["council_fi"], row["council_sv"], row["council_en"])
    facts = RegionFacts(_spans(row["nuts3"], "")[-1][0], (int(row["row"]), int(row["col"])), council)
    return _make(f"MK{row['code']}", _named(row), region=facts)


def _other(row: Mapping[str, str]) -> Area:
    since, until = (_year(row[key]) for key in ("from", "to"))
    return _make(row["code"], _named(row), since=since, until=until, gen=row["gen_fi"])


@cache
def register() -> Mapping[str, Area]:
    """Every area of 2013-2026 by code: the country, the regions, the other divisions, the municipalities."""
    made = [_make("SSS", Text("Koko maa", "Hela landet", "Whole country"))]
    made += [_region(row) for row in _rows("regions.csv")]
    made += [_make(f"KU{row['code']}", _named(row), until=_year(row["to"])) for row in _rows("municipalities.csv")]
    made += [_other(row) for row in _rows("others.csv")]
    return {area.code: area for area in made}


def area(code: str) -> Area:
    """The area of a code such as ``SSS``, ``MK18`` or ``KU091``.

    Raises:
        UnknownCodeError: when there is none; names the nearest code.
    """
    try:
        return register()[code]
    except KeyError:
        raise UnknownCodeError("area", code, register()) from None


def spellings() -> Mapping[str, tuple[str, ...]]:
    """Other spellings and codes (former names, NUTS) of the areas that have such, by code."""
    made = {
        prefix + row["code"]: tuple(word for word in row["also"].split("; ") if word)
        for prefix, name in (("MK", "regions.csv"), ("KU", "municipalities.csv"), ("", "others.csv"))
        for row in _rows(name)
    }
    for row in _rows("regions.csv"):
        code = f"MK{row['code']}"
        made[code] += tuple(nuts for nuts, _ in _spans(row["nuts3"], ""))
        made[code] += (f"{register()[code].forms.gen} maakunta", f"Landskapet {row['sv']}")
    return made


@cache
def successors() -> Mapping[str, tuple[str, ...]]:
    """The municipalities that took over an abolished one, by its code; several where it was divided."""
    found = {row["code"]: row["successors"] for row in _rows("earlier.csv")}
    found |= {row["code"]: row["successor"] for row in _rows("municipalities.csv") if row["successor"]}
    return {f"KU{code}": tuple(f"KU{after}" for after in text.split()) for code, text in found.items()}


@cache
def division(level: Level, year: int) -> Mapping[str, str]:
    """Where each municipality of 1 January of `year` belonged: its code and that of its area of `level`.

    Raises:
        InputError: when the division of that year is not known.
    """
    known_year(year, level)
    above = {f"MK{row['code']}": row for row in _rows("regions.csv")}
    found = {}
    for row in _rows("municipalities.csv"):
        code = f"KU{row['code']}"
        if not register()[code].existed(year):
            continue
        sub = _at(_spans(row["subregion"], "SK"), year)
        region = f"MK{sub[2:4]}" if sub else ""
        match level:
            case Level.COUNTRY:
                target: str | None = "SSS"
            case Level.MUNICIPALITY:
                target = code
            case Level.SUBREGION:
                target = sub
            case Level.REGION:
                target = region
            case Level.WELLBEING | Level.EMPLOYMENT:
                target = _at(_spans(row[level.name.lower()], level.value), year)
            case _:
                target = _at(_spans(above[region][level.name.lower()], level.value), year)
        if target:
            found[code] = target
    return found
