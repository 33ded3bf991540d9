"""Plans of sessions as plain data: when, where, how certain, over which cells; and the ready patterns of a round.

Leaves out saving them (`actions/`) and reading the format from them (`formats.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum

from alke.areas import area
from alke.base.certainty import Certainty
from alke.base.languages import Text
from alke.workspace.rounds.rules.coverage import Cell


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of a session: its name, its time as far as it is known, its place, and how certain that is.

    `month` is ``2024-12`` when only the month is known; `words` is the time in its source's own words.
    """

    name_fi: str
    name_sv: str = ""
    name_en: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    month: str = ""
    words: str = ""
    place: str = ""
    certainty: Certainty = Certainty.DECIDED


@dataclass(frozen=True, slots=True)
class Plan:
    """A session that is to be: its facts and the cells that it covers."""

    facts: Facts
    cells: frozenset[Cell] = field(default_factory=frozenset)


class Pattern(StrEnum):
    """A ready way to lay out the sessions of a round, to be adjusted."""

    PER_REGION = "per_region"
    PER_AREA = "per_area"
    JOINT = "joint"
    PER_THEME = "per_theme"


AREAS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "south": (
        Text("Eteläinen Suomi", "Södra Finland", "Southern Finland"),
        ("MK01", "MK02", "MK05", "MK07", "MK08", "MK09"),
    ),
    "west": (Text("Läntinen Suomi", "Västra Finland", "Western Finland"), ("MK04", "MK06", "MK13", "MK14", "MK15")),
    "north": (Text("Pohjoinen Suomi", "Norra Finland", "Northern Finland"), ("MK16", "MK17", "MK18", "MK19")),
    "east": (Text("Itäinen Suomi", "Östra Finland", "Eastern Finland"), ("MK10", "MK11", "MK12")),
}
"""A starting point for four areas, to be adjusted: the public sources do not tell which region was heard in which."""


def names_of_region(code: str) -> Text:
    """The name of a region's own session: "Kainuun aluekehittämiskeskustelu"."""
    place = area(code)
    genitive = place.genitive.fi
    return Text(
        f"{genitive[:1].upper()}{genitive[1:]} aluekehittämiskeskustelu",
        f"Regionutvecklingsdiskussion: {place.names.sv}",
        f"Regional development talk: {place.names.en}",
    )


def laid_out(
    pattern: Pattern,
    cells: Iterable[Cell],
    themes: Mapping[int, Text],
    *,
    groups: Sequence[tuple[Text, Sequence[str]]] = (),
    joint: Text | None = None,
    base: Facts | None = None,
) -> list[Plan]:
    """The sessions of a pattern over some cells; a session that would cover nothing is left out.

    Args:
        pattern: The pattern.
        cells: What is to be covered.
        themes: Theme's id → its name, in order.
        groups: For areas: the name and regions of each.
        joint: For a joint session: its name.
        base: Time, place and certainty that all share.
    """
    wanted, common = sorted(cells), base or Facts("")
    found: list[tuple[Text, list[Cell]]] = []
    match pattern:
        case Pattern.PER_REGION:
            regions = dict.fromkeys(cell.region for cell in wanted)
            found = [(names_of_region(code), [c for c in wanted if c.region == code]) for code in regions]
        case Pattern.PER_AREA:
            found = [(name, [c for c in wanted if c.region in regions]) for name, regions in groups]
        case Pattern.PER_THEME:
            found = [(name, [c for c in wanted if c.theme == pk]) for pk, name in themes.items()]
        case Pattern.JOINT:
            found = [(joint or Text.same("ALKE"), wanted)]
    return [Plan(named(common, name), frozenset(own)) for name, own in found if own]


def named(facts: Facts, name: Text) -> Facts:
    """The same facts under a name; a language without a name of its own is left empty."""
    sv, en = (name.sv if name.sv != name.fi else ""), (name.en if name.en != name.fi else "")
    return replace(facts, name_fi=name.fi, name_sv=sv, name_en=en)
