"""Small PX files of invented places, for the tests of the PX reader and writer."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role

TINY = """CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGE="fi";
DECIMALS=0;
MATRIX="koe";
SUBJECT-CODE="X";
SUBJECT-AREA="Koe";
TITLE="Asukkaat muuttujina Alue ja Vuosi";
CONTENTS="Asukkaat";
UNITS="henkilöä";
STUB="Alue";
HEADING="Vuosi";
VALUES("Alue")="Koko saari","Pohjoispää";
VALUES("Vuosi")="2023","2024";
TIMEVAL("Vuosi")=TLIST(A1),"2023","2024";
CODES("Alue")="SSS","MK91";
DATA=
100 101
-40.5 ".."
;
"""

# As StatFin writes them in 2026: variable codes that carry their division's date, contents, three languages.
STATFIN = '''CHARSET="Unicode";
AXIS-VERSION="2024";
CODEPAGE="utf-8";
LANGUAGE="fi";
LANGUAGES="fi","sv","en";
CREATION-DATE="20260401 08:00";
NEXT-UPDATE="20270401 08:00";
PX-SERVER="pxdata.stat.fi";
DECIMALS=1;
SHOWDECIMALS=0;
MATRIX="001_99xx_2026";
COPYRIGHT=YES;
AGGREGALLOWED=NO;
SUBJECT-CODE="KOE";
SUBJECT-AREA="koe";
DESCRIPTION="99xx -- Kuviteltu taulukko";
DESCRIPTIONDEFAULT=YES;
TITLE="Kuviteltu taulukko muuttujina Alue, Vuosi ja Tiedot";
CONTENTS="Kuviteltu taulukko";
STUB="Alue","Vuosi";
HEADING="Tiedot";
CONTVARIABLE="Tiedot";
VARIABLECODE("Alue")="alue_23_20260101";
VALUES("Alue")="KOKO SAARI","MK91 Pohjoispää; ""Pää""","MK92 Eteläpää, ranta";
VARIABLECODE("Vuosi")="timeperiod_y";
VALUES("Vuosi")="2024","2025*";
VARIABLECODE("Tiedot")="contentscode";
VALUES("Tiedot")="Väestö 31.12.","Muutos, %";
TIMEVAL("Vuosi")=TLIST(A1),"2024","2025";
CODES("Alue")="SSS","MK91","MK92";
CODES("Vuosi")="2024","2025";
CODES("Tiedot")="vaesto","muutos";
ELIMINATION("Alue")="KOKO SAARI";
PRESTEXT("Alue")=1;
PRECISION("Tiedot","Muutos, %")=1;
UNITS="Useita";
UNITS("Väestö 31.12.")="lukumäärä";
UNITS("Muutos, %")="%";
LAST-UPDATED("Väestö 31.12.")="20260331 08:00";
LAST-UPDATED("Muutos, %")="20260401 08:00";
CONTACT("Väestö 31.12.")="Kukaan##puh. 0##kukaan@example.org";
SOURCE="Tilastokeskus, koe";
OFFICIAL-STATISTICS=YES;
NOTE="Ensimmäinen rivi##toinen; kolmas = ""viimeinen""";
NOTEX="Pakollinen huomautus";
NOTE("Alue")="Aluejako 1.1.2026";
VALUENOTE("Tiedot","Muutos, %")="Muutos edelli"
"sestä vuodesta";
CELLNOTE("MK92 Eteläpää, ranta","2025*","*")="Ennakkotieto";
META-ID("Alue")="SCALE-TYPE=nominal";
TABLEID="statfin_koe_pxt_99xx";
VARIABLE-TYPE("Alue")="Geographical";
ATTRIBUTE-ID="a","b";
TITLE[sv]="Påhittad tabell efter Område, År och Uppgifter";
CONTENTS[sv]="Påhittad tabell";
STUB[sv]="Område","År";
HEADING[sv]="Uppgifter";
VALUES[sv]("Område")="HELA ÖN","MK91 Nordändan","MK92 Sydändan, stranden";
VALUES[sv]("År")="2024","2025*";
VALUES[sv]("Uppgifter")="Folkmängd 31.12","Förändring, %";
UNITS[sv]("Förändring, %")="%";
SOURCE[sv]="Statistikcentralen, prov";
TITLE[en]="Imagined table by Area, Year and Information";
CONTENTS[en]="Imagined table";
STUB[en]="Area","Year";
HEADING[en]="Information";
VALUES[en]("Area")="WHOLE ISLAND","MK91 North End","MK92 South End, beach";
VALUES[en]("Year")="2024","2025*";
VALUES[en]("Information")="Population 31 Dec","Change, %";
DATA=
1000 "."
1010 1.0
600 ".."
603 0.5
400 "..."
407 1.8
;
'''

KEYS = """CHARSET="ANSI";
AXIS-VERSION="2006";
DECIMALS=0;
MATRIX="keys";
TITLE="Rows with keys";
STUB="region","sex";
HEADING="year";
VALUES("region")="North End","South End";
VALUES("sex")="men","women";
VALUES("year")="2023","2024";
CODES("region")="N","S";
KEYS("region")=CODES;
KEYS("sex")=VALUES;
DATA=
"N","men",1 2
"S","women",3 ".."
;
"""


def with_line(text: str, line: str, *, before: str = "DATA=") -> bytes:
    """A sample with one more statement."""
    return text.replace(before, f"{line}\n{before}", 1).encode()


def same_cells(one: Cube, other: Cube) -> bool:
    """Whether two cubes have the same cells: numbers to the bit, and marks."""
    marks = [[cube.marks[place] for place in cube.statuses.ravel().tolist()] for cube in (one, other)]
    bits = [np.ascontiguousarray(cube.numbers).view(np.uint64) for cube in (one, other)]
    numbers = np.isnan(one.numbers) & np.isnan(other.numbers) | (bits[0] == bits[1])
    return one.shape == other.shape and marks[0] == marks[1] and bool(numbers.all())


# Texts with everything that has a meaning in PX; no blanks at the ends, which names may not differ by.
TEXTS = st.text(
    st.sampled_from("aäöåÉ1.,;:=\"'()[]#*-<>&\n 中€"), min_size=1, max_size=12
).filter(lambda text: text != "*" and text == text.strip() and text == " ".join(text.split(" ")))  # fmt: skip
NUMBERS = st.one_of(
    st.integers(-(10**17), 10**17).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(-(10**7), 10**7, places=2, allow_nan=False).map(float),
    st.just(-0.0),
)
LANGUAGES = ("fi", "sv", "en")


def normal(text: str) -> str:
    return " ".join(text.split())


@st.composite
def axes(draw: st.DrawFn, role: Role, taken: set[str]) -> Axis:
    """An axis with unique codes and labels in three languages."""
    size = draw(st.integers(1, 4))
    code = draw(TEXTS.filter(lambda text: normal(text) not in taken))
    taken.add(normal(code))
    codes = tuple(draw(st.lists(TEXTS, min_size=size, max_size=size, unique_by=normal)))
    names = {}
    for language in LANGUAGES:
        names[language] = draw(TEXTS.filter(lambda text: normal(text) not in taken))
        taken.add(normal(names[language]))
    labels = {lang: tuple(draw(st.lists(TEXTS, min_size=size, max_size=size, unique_by=normal))) for lang in LANGUAGES}
    return Axis(code, role, codes, names, labels)


MARKS = [
    Mark("..", Reason.NOT_AVAILABLE),
    Mark(".", Reason.NOT_APPLICABLE, "cannot be"),
    Mark("c", Reason.CONFIDENTIAL, "kept secret"),
    Mark(":", Reason.OTHER),
    Mark("-", Reason.NIL),
    Mark("p", Reason.PRELIMINARY),
    Mark("e", Reason.NUMBER, "estimated"),
]


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    """A cube with all that PX can hold."""
    taken: set[str] = set()
    roles = draw(st.sampled_from([(Role.AREA, Role.TIME), (Role.CLASS,), (Role.CLASS, Role.AREA, Role.TIME)]))
    made = tuple(draw(axes(role, taken)) for role in roles)
    shape = tuple(len(axis) for axis in made)
    size = int(np.prod(shape))
    marks = (PLAIN, *draw(st.lists(st.sampled_from(MARKS), unique=True)))
    statuses = np.array(draw(st.lists(st.integers(0, len(marks) - 1), min_size=size, max_size=size)), np.uint8)
    numbers = np.array(draw(st.lists(NUMBERS, min_size=size, max_size=size)), np.float64)
    for place, status in enumerate(statuses.tolist()):
        if not marks[status].reason.has_number:
            numbers[place] = np.nan
    texts = st.dictionaries(st.sampled_from(LANGUAGES), TEXTS)
    return Cube(
        made,
        numbers.reshape(shape),
        statuses.reshape(shape),
        marks,
        table="koe",
        titles={language: draw(TEXTS) for language in LANGUAGES},
        sources=draw(texts),
        notes={language: (text,) for language, text in draw(texts).items()},
        updated="2026-04-01T08:00",
    )
