"""What an area is: a level, a code, names, and how its name stands in a sentence in three languages.

Leaves out which areas there are (`register.py`) and which holds which (`divisions.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alke.base.errors import UnknownCodeError
from alke.base.languages import Text


class Level(StrEnum):
    """A division of the country; the value is the prefix of its areas' codes."""

    COUNTRY = "SSS"
    MAJOR = "SA"
    REGION = "MK"
    SUBREGION = "SK"
    MUNICIPALITY = "KU"
    WELLBEING = "HVA"
    EMPLOYMENT = "TA"
    ELY = "ELY"
    EVK = "EVK"

    @classmethod
    def parse(cls, code: str) -> Level:
        """The level of a prefix such as ``MK``.

        Raises:
            UnknownCodeError: when no level has that prefix.
        """
        try:
            return cls(code)
        except ValueError:
            raise UnknownCodeError("level of areas", code, [*cls]) from None


@dataclass(frozen=True, slots=True)
class Forms:
    """The Finnish cases of a name.

    Attributes:
        nom: Kainuu, Pirkanmaa.
        gen: Kainuun, Pirkanmaan.
        par: Kainuuta, Pirkanmaata.
        ine: In it, by the series in use: Kainuussa, Pirkanmaalla.
        ela: Out of it: Kainuusta, Pirkanmaalta.
        ill: Into it: Kainuuseen, Pirkanmaalle.
    """

    nom: str
    gen: str
    par: str
    ine: str
    ela: str
    ill: str


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """What only a region has.

    Attributes:
        nuts3: Its NUTS 3 code now; codes of earlier NUTS versions are found by `alke.areas.find`.
        tile: Row and column in a tile grid of the nineteen regions, from 1.
        council: The regional council; on Åland the Government of Åland.
    """

    nuts3: str
    tile: tuple[int, int]
    council: Text


@dataclass(frozen=True, slots=True)
class Area:
    """An area.

    Attributes:
        code: Prefix and number as Statistics Finland writes them: ``MK18``, ``KU091``, ``SSS``.
        level: Its level.
        names: Its name as a heading or a row of a table: "Kainuu", "Kajaanin seutukunta".
        official: The publisher's name in the classification, "Kajaani" for the sub-region.
        forms: The Finnish cases.
        in_: "Kainuussa", "i Kajanaland", "in Kainuu".
        from_: "Kainuusta", "från Kajanaland", "from Kainuu".
        to: "Kainuuseen", "till Kajanaland", "to Kainuu".
        genitive: "Kainuun", "Kajanalands", "Kainuu's".
        since: The first year, None when in or before 2013.
        until: The last year, None when it still exists.
        region: Facts of a region, None for the other levels.
    """

    code: str
    level: Level
    names: Text
    official: Text
    forms: Forms
    in_: Text
    from_: Text
    to: Text
    genitive: Text
    since: int | None = None
    until: int | None = None
    region: RegionFacts | None = None

    def existed(self, year: int) -> bool:
        """Whether the area was in the division of 1 January of `year`."""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)
