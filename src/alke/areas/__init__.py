"""Areas of Finland and their divisions 2013-2026: codes, names, case forms, what holds what, and what moved.

Leaves out figures of areas and their boundaries.
"""

from alke.areas.area import Area, Forms, Level, RegionFacts
from alke.areas.divisions import areas, parent
from alke.areas.names import find, resolve
from alke.areas.register import FIRST, LAST, area

COUNTRY = "SSS"
REGIONS: tuple[str, ...] = tuple(region.code for region in areas(Level.REGION))
MAINLAND: tuple[str, ...] = tuple(code for code in REGIONS if code != "MK21")

__all__ = [
    "COUNTRY",
    "FIRST",
    "LAST",
    "MAINLAND",
    "REGIONS",
    "Area",
    "Forms",
    "Level",
    "RegionFacts",
    "area",
    "areas",
    "find",
    "parent",
    "resolve",
]
