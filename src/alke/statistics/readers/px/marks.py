"""What the dots, dashes and other marks in place of numbers mean in a PX file.

The file's own DATASYMBOL texts count first, by words that tell a reason in the languages offices write. Then Statistics
Finland's convention, in Finnish files only: other offices use the dots otherwise, and there the meaning stays open.
Leaves out which cells carry which mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from alke.statistics.cube import PLAIN, Mark, Reason
from alke.statistics.readers.px.header import Header

if TYPE_CHECKING:
    from alke.statistics.readers.px.cells import Cells

DOTS = tuple("." * count for count in range(1, 7))
NIL = "-"
# The place of a sign in this tuple is its number while cells are read; further signs follow in order of appearance.
SIGNS = ("", *DOTS, NIL)
ABSENT = Mark("absent", Reason.OTHER, "the file leaves the row out (KEYS)")

OWN_KEYWORD = "ALKE-MARK"

_WORDS: dict[Reason, str] = {
    Reason.NOT_YET: r"ei vielä|myöhemmin|ännu (?:inte|ej)|not yet|noch nicht|endnu ikke|ennå ikke|pas encore|aún no",
    Reason.LESS_THAN_HALF: r"alle puolet|pienempi kuin puolet|mindre än hälften|less than half|mindre end",
    Reason.NOT_APPLICABLE: r"epäloogi|loogi|mahdoto|ei sovel|ologisk|logisk|omöjlig|kan inte förekomma|(?:ej|inte) "
    r"(?:till(?:ämp|ämplig)|relevant|aktuell)|not applicable|not relevant|logical|impossible|not meaningful|entfällt"
    r"|trifft nicht zu|ikke mulig|sans objet|no aplica|no procede",
    Reason.CONFIDENTIAL: r"salassa|salat|salai|tietosuoja|luottamuksel|sekretess|konfiden|skydd|röja|confidential"
    r"|secret|secrecy|suppress|disclos|classified|hidden|geheim|vertraulich|diskret|datenschutz|confiden|secreto",
    Reason.NOT_AVAILABLE: r"ei ole saat|ei saat|ei tietoa|puuttu|tuntematon|saknas|(?:ej|inte) tillgänglig|okänd"
    r"|not avail|unavailable|n\.\s*a\.|n/a|missing|unknown|no data|nicht verfügbar|unbekannt"
    r"|liegt nicht vor|ikke tilgængelig|ikke tilgjengelig|mangler|non disponible|no disponible|inconnu",
    Reason.PRELIMINARY: r"ennakko|preliminär|preliminary|provisional|provisoi|vorläufig|foreløpig|foreløbig",
    Reason.NIL: r"ei mitään|ei yhtään|inget|ingenting|\binga\b|\bnoll\b|\bnil\b|\bnone\b|nothing|\bzero\b|nichts"
    r"|null\b|néant",
    Reason.OTHER: r"muu syy|annan orsak|other reason",
}
_MEANINGS = [(reason, re.compile(words, re.IGNORECASE)) for reason, words in _WORDS.items()]
_FINNISH_SIGNS = {".": Reason.NOT_APPLICABLE, "..": Reason.NOT_AVAILABLE, "...": Reason.CONFIDENTIAL}
_FINNISH_OFFICE = re.compile(r"tilastokeskus|statistikcentralen|statistics finland|\bstat\.fi|statfin", re.IGNORECASE)
_LONGEST_TEXT = 500
_CHUNK = 1 << 18


def meaning(text: str) -> Reason | None:
    """The reason that a text tells by its words, the one said first; None when it tells none."""
    found = [
        (match.start(), place)
        for place, (_, words) in enumerate(_MEANINGS)
        if (match := words.search(text[:_LONGEST_TEXT]))
    ]
    return _MEANINGS[min(found)[1]][0] if found else None


def conventional(sign: str, *, finnish: bool) -> Reason:
    """What a sign means where the file does not say."""
    if sign == NIL:
        return Reason.NIL
    return _FINNISH_SIGNS.get(sign, Reason.OTHER) if finnish else Reason.OTHER


def is_finnish(header: Header) -> bool:
    """Whether the file is in Finnish first, or from Statistics Finland in any language."""
    telling = ("SOURCE", "PX-SERVER", "CONTACT", "TABLEID", "DATABASE", "COPYRIGHT")
    return header.base == "fi" or any(_FINNISH_OFFICE.search(s.text[:_LONGEST_TEXT]) for s in header.all(*telling))


def mark_of(header: Header, sign: str, *, finnish: bool) -> Mark:
    """The mark of a sign, with its text in the file's first language."""
    own = own_mark(header, sign)
    if own and not own.reason.has_number:
        return own
    if sign in SIGNS:
        keyword = "DATASYMBOLNIL" if sign == NIL else f"DATASYMBOL{len(sign)}"
        texts = [header.text(keyword, language).strip() for language in header.languages]
    else:
        texts = [sign]
    told = next((reason for text in texts if (reason := meaning(text))), None)
    # A cell with one of these marks has no number, whatever the text says of preliminary figures.
    reason = told if told and not told.has_number else conventional(sign, finnish=finnish)
    return Mark(sign, reason, texts[0] if sign in SIGNS else "")


def own_mark(header: Header, sign: str) -> Mark | None:
    """The mark that Alke's writer has put down in full under a sign, since PX has no words for it."""
    told = header.one(OWN_KEYWORD, "", sign)
    if told is None or len(told.values) != 3 or told.values[1] not in [*Reason]:
        return None
    return Mark(told.values[0], Reason(told.values[1]), told.values[2])


def marks_in_use(header: Header, cells: Cells) -> tuple[Mark, ...]:
    """The marks that cells carry, in the order of `SIGNS`; status numbers are changed to places among them."""
    used = [number for number in range(1, len(cells.signs)) if (cells.statuses == number).any()]
    finnish = bool(used) and is_finnish(header)
    marks = [PLAIN]
    places = np.zeros(256, np.uint8)
    for number in used:
        sign = header.decode(cells.signs[number])
        absent = number == len(SIGNS) and sign == ABSENT.sign
        marks.append(ABSENT if absent else mark_of(header, sign, finnish=finnish))
        places[number] = len(marks) - 1
    if used != list(range(1, len(used) + 1)):
        for at in range(0, len(cells.statuses), _CHUNK):
            cells.statuses[at : at + _CHUNK] = places[cells.statuses[at : at + _CHUNK]]
    return tuple(marks)
