"""Which house a text comes from, and with it the headings to read it by.

Leaves out the reading. A house is one YAML file of `lexicon/` that adds to `plain.yaml`: `detect` (phrases of which
enough tell the house) and any of its keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from alke.areas import REGIONS, area
from alke.base.languages import Language
from alke.minutes.words import load, pattern

HOUSES = ("dynasty", "cloudnc", "jsp", "ahjo", "pdf", "plain")
_LOOKED_AT = 6000


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies a text may name.

    Attributes:
        names: Canonical names by casefolded form.
        at_start: A body, with the region before it, at the beginning of a string.
        regions: Codes of regions by the casefolded words before a body.
        councils: Names of regional councils and region codes by casefolded name.
        regions_named: Codes of regions by their casefolded names.
        council_at: A council at the beginning of a string.
        region_after: A region after a body: ", Kainuu", " i Nyland".
        letterhead: A line that is only the name of a council, or of one in two languages.
        whose: The genitive of a body, by which a meeting or a decision is named.
        genitives: The genitives of the regions: "Pirkanmaan", "Egentliga Finlands".
    """

    names: Mapping[str, str]
    at_start: re.Pattern[str]
    regions: Mapping[str, str]
    councils: Mapping[str, tuple[str, str]]
    regions_named: Mapping[str, str]
    council_at: re.Pattern[str]
    region_after: re.Pattern[str]
    letterhead: re.Pattern[str]
    whose: Mapping[str, str]
    genitives: frozenset[str]


@cache
def headings(house: str) -> Mapping[str, str]:
    """The part that each casefolded heading begins, in a house."""
    found: dict[str, str] = {}
    for name in ("plain", house):
        for part, told in load(name).get("headings", {}).items():
            found |= {heading.casefold(): part for heading in told}
        found |= {heading.casefold(): "presenter" for heading in load(name).get("presenter", ())}
    return found


@cache
def bodies() -> Bodies:
    """The bodies of all houses, and the regions whose they may be."""
    names: dict[str, str] = {}
    for house in HOUSES:
        for body in load(house).get("bodies", ()):
            names.setdefault(body.casefold(), body)
    for body, forms in load("plain")["body_forms"].items():
        names |= {form.casefold(): body for form in forms if form.casefold() not in names}
    regions: dict[str, str] = {}
    genitives = {told for code in REGIONS for told in (area(code).genitive.fi, area(code).genitive.sv)}
    councils: dict[str, tuple[str, str]] = {}
    for code in REGIONS:
        place = area(code)
        for whose in (place.genitive.fi, place.genitive.sv):
            regions[whose.casefold()] = code
        if place.region:
            for name in (place.region.council.fi, place.region.council.sv):
                councils[name.casefold()] = (name, code)
                regions.setdefault(genitive(name).casefold(), code)
    at_start = re.compile(rf"(?:(?P<region>{_any(regions)})\s+)?(?P<body>{_any(names)})(?![\w:])", re.IGNORECASE)
    named = {area(code).names[each].casefold(): code for code in REGIONS for each in (Language.FI, Language.SV)}
    return Bodies(
        names,
        at_start,
        regions,
        councils,
        named,
        re.compile(rf"[ ,–-]*(?P<council>{_any(councils)})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:,|\s+i|\s*[-–/(])\s*(?P<region>{_any(named)})(?![\w-])\)?", re.IGNORECASE),
        _letterhead(councils),
        _genitives(names),
        frozenset(genitives),
    )


def _any(names: Iterable[str]) -> str:
    """Any of some names, the longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _letterhead(councils: Iterable[str]) -> re.Pattern[str]:
    name = rf"(?:{_any(councils)}|[\w-]+(?:\s[\w-]+)?\s?(?:liitto|maakuntaliitto|förbund|kunta|kaupunki|kommun|stad))"
    return re.compile(rf"{name}(?:\s*[-–—/|,]\s*{name})?", re.IGNORECASE)


def _genitives(names: Mapping[str, str]) -> dict[str, str]:
    """The genitives of the bodies by their casefolded words: "maakuntahallituksen", "landskapsstyrelsens"."""
    found: dict[str, str] = {}
    endings = {"hallitus": "hallituksen", "valtuusto": "valtuuston", "ryhmä": "ryhmän", "sihteeristö": "sihteeristön"}
    endings |= {"kunta": "kunnan", "styrelsen": "styrelsens", "fullmäktige": "fullmäktiges", "gruppen": "gruppens"}
    endings |= {"grupp": "grupps"}
    for told, name in names.items():
        for ending, form in endings.items():
            if told.endswith(ending) and len(told) > 7:
                found[told.removesuffix(ending) + form] = name
    return found


def genitive(name: str) -> str:
    """The genitive of a council's name: "Kainuun liiton", "Satakuntaliiton", "Nylands förbunds"."""
    return f"{name[:-2]}ton" if name.casefold().endswith("liitto") else f"{name}s"


def detect(text: str) -> str:
    """The house whose marks the text bears most of; ``plain`` when none has enough."""
    head = text[:_LOOKED_AT]
    best, most = "plain", 0
    for house in HOUSES[:-1]:
        told = load(house).get("detect", {})
        strong = len(_pattern(house, "strong").findall(head)) * 2 if told.get("strong") else 0
        weak = len(_pattern(house, "weak").findall(head)) if told.get("weak") else 0
        if strong + weak > most and strong + weak >= 2:
            best, most = house, strong + weak
    return best


@cache
def _pattern(house: str, kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in load(house)["detect"][kind]), re.MULTILINE)


@cache
def boilerplate() -> re.Pattern[str]:
    """Lines that are no title, of all houses."""
    return pattern([each for house in HOUSES for each in load(house).get("boilerplate", ())])
