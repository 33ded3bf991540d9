"""What each variable of a PX table is for: area, time, contents or a class. Leaves out the axes themselves.

What the file tells counts first (TIMEVAL, CONTVARIABLE, MAP, VARIABLE-TYPE); where it tells nothing of a role, the one
variable with a known name or with Statistics Finland's area codes takes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from alke.statistics.cube import Role

_TYPES = {
    "time": Role.TIME, "t": Role.TIME,
    "geographical": Role.AREA, "regional": Role.AREA, "geo": Role.AREA, "g": Role.AREA, "region": Role.AREA,
    "contents": Role.CONTENT, "content": Role.CONTENT, "c": Role.CONTENT, "contentsvariable": Role.CONTENT,
    "class": Role.CLASS,
}  # fmt: skip
_CODED = r"(?:_\d.*|_[ymq]|\s*\(.*\))?"  # alue_23_20260101, timeperiod_y, Year(*Preliminary)
_NAMES = {
    Role.TIME: r"vuosi|kuukausi|vuosineljännes|neljännes|ajankohta|ajanjakso|aika|tilastovuosi|år|månad|kvartal|tid"
    r"|period|tidpunkt|year|month|quarter|time|time period|timeperiod|jahr|quartal|année|año|periodo"
    r"|piffissaq|tlist\(.*\)",
    Role.CONTENT: r"tiedot|tieto|uppgifter|information|contents|contentscode|content|tabellinnehåll|statistikkvariabel"
    r"|data|indikaattori|figures",
    Role.AREA: r"alue|aluejako|kunta|maakunta|seutukunta|hyvinvointialue|suuralue|asuinkunta|asuinalue|ely-keskus|lääni"
    r"|område|region|kommun|landskap|ekonomisk region|välfärdsområde|län|area|municipality|county|sub-region|geo"
    r"|wellbeing services county|major region|kommune|fylke|kanton|canton|municipios|provincias"
    r"|district|distrikt|comarcas|kantone|cantons",
}  # fmt: skip
_KNOWN = {role: re.compile(rf"(?:{names}){_CODED}$", re.IGNORECASE) for role, names in _NAMES.items()}
_AREA_CODE = re.compile(r"(?:SSS|MA1|MA2|(?:KU|K)\d{3}|(?:MK|SK|SA|HVA|ELY|AVI|LK)\d{1,4})$")
_YEAR_LIKE = re.compile(r"\d{4}(?:[QMKHW-]?\d{1,2})?\*?$")
_SAMPLE = 2000


@dataclass(frozen=True, slots=True)
class Signs:
    """What the file shows of a variable's role."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    has_time: bool = False
    has_map: bool = False
    is_contents: bool = False
    kind: str = ""


def roles(variables: list[Signs]) -> list[Role]:
    """The role of each variable."""
    told = [_told(variable) for variable in variables]
    for role in (Role.TIME, Role.CONTENT, Role.AREA):
        if role not in told:
            place = _guess(role, variables, told)
            if place is not None:
                told[place] = role
    return [role or Role.CLASS for role in told]


def _told(variable: Signs) -> Role | None:
    if variable.has_time:
        return Role.TIME
    if variable.is_contents:
        return Role.CONTENT
    return _TYPES.get(variable.kind.lower(), Role.AREA if variable.has_map else None)


def _guess(role: Role, variables: list[Signs], told: list[Role | None]) -> int | None:
    open_ = [place for place, known in enumerate(told) if known is None]
    if role is Role.AREA:
        for place in open_:
            codes = variables[place].codes[:_SAMPLE]
            if sum(bool(_AREA_CODE.match(code)) for code in codes) * 2 > len(codes):
                return place
    for place in open_:
        named = any(_KNOWN[role].match(name.strip()) for name in variables[place].names)
        if named and (role is not Role.TIME or all(_YEAR_LIKE.match(c) for c in variables[place].codes[:_SAMPLE])):
            return place
    return None
