"""Numbers as shown in Finnish, Swedish and English, read back, and place numbers in words.

Separators are CLDR's (Babel): a no-break space between thousands and a decimal comma in Finnish and Swedish, commas and
a point in English. The minus is U+2212 in all three. Leaves out units (`amounts.py`).
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from alke.base.languages import Language
from alke.findings.rounding import rounded

LOCALES = {Language.FI: "fi_FI", Language.SV: "sv_FI", Language.EN: "en_GB"}
MINUS = "\N{MINUS SIGN}"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ORDINALS = {
    Language.FI: _words(
        "ensimmäiseksi toiseksi kolmanneksi neljänneksi viidenneksi kuudenneksi seitsemänneksi kahdeksanneksi "
        "yhdeksänneksi kymmenenneksi yhdenneksitoista kahdenneksitoista kolmanneksitoista neljänneksitoista "
        "viidenneksitoista kuudenneksitoista seitsemänneksitoista kahdeksanneksitoista yhdeksänneksitoista "
        "kahdenneksikymmenenneksi"
    ),
    Language.SV: _words(
        "först näst tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde "
        "femtonde sextonde sjuttonde artonde nittonde tjugonde"
    ),
    Language.EN: _words(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ),
}


@cache
def _separators(language: Language) -> tuple[str, str]:
    symbols = Locale.parse(LOCALES[language]).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


def shown(number: float, decimals: int, language: Language, *, sign: bool = False) -> str:
    """The number as it stands on a page.

    Args:
        number: Unrounded.
        decimals: How many decimals are shown.
        language: Whose separators.
        sign: Whether a positive number gets a plus. What shows as zero never has a sign.
    """
    value = rounded(number, decimals)
    group, point = _separators(language)
    whole, _, fraction = f"{abs(value):,}".partition(".")
    text = whole.replace(",", group) + (point + fraction if fraction else "")
    if value == 0:
        return text
    return MINUS + text if value < 0 else "+" + text if sign else text


def read(text: str, language: Language) -> float | None:
    """The number that a shown text says, in digits or as a place in words; None when it says none."""
    if text in _ORDINALS[language]:
        return float(_ORDINALS[language].index(text) + 1)
    group, point = _separators(language)
    plain = text.replace(group, "").replace(point, ".").replace(MINUS, "-")
    return float(plain) if re.fullmatch(r"[+-]?\d+(\.\d+)?", plain) else None


def agrees(text: str, number: float, language: Language) -> bool:
    """Whether a shown text says this number at the precision it shows.

    A text without a sign may stand for a negative number: in "pieneni 8 511 henkilöä" the verb carries the sign.
    """
    said = read(text, language)
    if said is None:
        return False
    _, point = _separators(language)
    decimals = len(text.partition(point)[2]) if text not in _ORDINALS[language] else 0
    value = float(rounded(number, decimals))
    return said == value if text[0] in (MINUS, "+") else said == abs(value)


def place(number: int, language: Language) -> str:
    """The word before a superlative, 2–20: "viidenneksi" suurin, "femte" störst, "fifth" largest."""
    return _ORDINALS[language][number - 1]
