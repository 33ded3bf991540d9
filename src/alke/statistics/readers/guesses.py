"""What a table is taken to mean where it does not tell: the role of a variable, the meaning of a mark, the language.

Used by the readers of JSON-stat and CSV; what a file tells itself always wins. Leaves out PX, which has keywords for
most of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from alke.statistics.cube import PLAIN, Mark, Reason, Role

_TIME = re.compile(
    r"^(timeperiod.*|time|tid|period|year|month|quarter|vuosi|kuukausi|(vuosi)?neljännes|vuosineljannes"
    r"|år|månad|kvartal|ajankohta|refperiod|time_period)$"
)
_CONTENT = re.compile(r"^(contents?code|tiedot|tieto|contents?|information|uppgift(er)?|metric|concept|indikaattori)$")
_AREA = re.compile(
    r"^(alue|maakunta|kunta|seutukunta|hyvinvointialue|suuralue|postinumero|region|area|municipality|sub-region"
    r"|område|kommun|landskap|ekonomisk region|välfärdsområde|geo|county|country)([ _(0-9].*)?$"
)
_SIGNS = {
    "-": Reason.NIL,
    "NA": Reason.NOT_AVAILABLE,
    ":": Reason.NOT_AVAILABLE,
    ":c": Reason.CONFIDENTIAL,
    "c": Reason.CONFIDENTIAL,
    ":z": Reason.NOT_APPLICABLE,
    "z": Reason.NOT_APPLICABLE,
    "p": Reason.PRELIMINARY,
}
_FINNISH_SIGNS = {".": Reason.NOT_APPLICABLE, "..": Reason.NOT_AVAILABLE, "...": Reason.CONFIDENTIAL}
_WORDS = (
    (Reason.NOT_YET, "not yet|ei vielä|ännu inte"),
    (Reason.CONFIDENTIAL, "confidential|secre[ct]|salassa|luottamuksel|tietosuoja|suojattu|sekretess"),
    (Reason.NOT_APPLICABLE, "not applicable|impossible|ei sovellu|mahdoton|ei loogisesti|inte tillämplig|omöjlig"),
    (Reason.LESS_THAN_HALF, "less than half|less than 0[.,]5|alle puolet|pienempi kuin puolet|mindre än hälften"),
    (Reason.PRELIMINARY, "preliminary|provisional|ennakkotieto|preliminär"),
    (
        Reason.NOT_AVAILABLE,
        "not available|missing|unavailable|not asked|uncertain|puuttu|ei saat|epävarm|saknas|osäker",
    ),
    (Reason.NIL, r"\bnil\b|ei yhtään|ei mitään|ingenting|inget finns"),
)
_PUBLISHERS = {"tilastokeskus": "fi", "statistikcentralen": "sv", "statistics finland": "en"}
UNKNOWN_LANGUAGE = "und"


def role_of(*words: str, taken: Iterable[Role] = ()) -> Role:
    """The role that a variable's code and names speak for; time and content are given once, the rest are classes.

    Args:
        words: The variable's code and its names.
        taken: Roles that other axes of the table have already.
    """
    plain = [word.strip().lower() for word in words]
    for role, form in ((Role.TIME, _TIME), (Role.CONTENT, _CONTENT), (Role.AREA, _AREA)):
        if role not in taken and any(form.match(word) for word in plain):
            return role
    return Role.CLASS


def reason_of(text: str) -> Reason | None:
    """The reason that a mark's description speaks of, or None when it says nothing known."""
    lowered = text.lower()
    return next((reason for reason, words in _WORDS if re.search(words, lowered)), None)


def mark_of(sign: str, *, number: bool, text: str = "", finnish: bool) -> Mark:
    """What a sign means beside a number or in the place of one; the table's own `text` about it goes first.

    Without a text the flags are Eurostat's, and the dots Statistics Finland's in Finnish tables only: other offices
    use the same dots otherwise, and there the meaning stays open.
    """
    reason = reason_of(text) or _SIGNS.get(sign) or (_FINNISH_SIGNS.get(sign) if finnish else None)
    if number:
        if not sign:
            return PLAIN
        return Mark(sign, Reason.PRELIMINARY if reason is Reason.PRELIMINARY else Reason.NUMBER, text)
    if reason is None or reason.has_number:
        reason = Reason.OTHER if sign else Reason.NOT_AVAILABLE
    return Mark(sign, reason, text)


def is_sign(text: str) -> bool:
    """Whether a table cell is a mark that statistical offices use in the place of a number."""
    return text in _SIGNS or text in _FINNISH_SIGNS or (0 < len(text) <= 6 and set(text) == {"."})


def language_of(source: str) -> str:
    """The language in which a source line names its publisher, else ``und`` (undetermined)."""
    lowered = source.lower()
    return next((code for word, code in _PUBLISHERS.items() if word in lowered), UNKNOWN_LANGUAGE)


def is_finnish(language: str, source: str) -> bool:
    """Whether a table is in Finnish, or from Statistics Finland in any language."""
    return language == "fi" or language_of(source) != UNKNOWN_LANGUAGE
