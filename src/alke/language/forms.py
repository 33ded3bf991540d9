"""The words that a sentence needs of an indicator and an area, in their forms.

A rate is high or low and rises or falls; a count, a share or money is large or small and grows or shrinks. The Finnish
name tells which it is, because that is where the idiom lives (työllisyysaste nousee, osuus kasvaa). Leaves out
sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alke.areas import area
from alke.base.languages import Language, Texts, texts
from alke.findings.context import is_amount
from alke.indicators.catalogue import Indicator

_RATE_ENDINGS = (
    "aste",
    "indeksi",
    "suhde",
    "ikä",
    "odote",
    "hedelmällisyysluku",
    "taso",
    "intensiteetti",
    "kerroin",
    "omavaraisuus",
    "mittain",
)

# What can be below nil is high or low in Swedish and English, never large or small: "lowest, −512 persons".
_BALANCES = ("nettomuutto", "nettomaahanmuutto", "enemmyys", "muutos")


@dataclass(frozen=True, slots=True)
class Direction:
    """The words of one direction, up or down.

    Attributes:
        verb: Of a change that has happened: "kasvoi".
        future: Of one that a projection gives: "kasvaa".
        comparative, superlative: "suurempi", "suurin".
        to: The superlative as the other end of a gap: "suurimpaan".
        next: The comparative as the other end of a gap: "suurempaan".
        peak: At that end of a series: "suurimmillaan".
        among: The superlative of several: "kolmen suurimman joukossa".
    """

    verb: str
    future: str
    comparative: str
    superlative: str
    to: str
    next: str
    peak: str
    among: str


@cache
def _words() -> Texts:
    return texts(Path(__file__).with_name("words.yaml"))


def word(key: str, language: Language) -> str:
    """A word of `words.yaml`."""
    return _words()[key][language]


def known() -> tuple[str, ...]:
    """The keys of `words.yaml`."""
    return tuple(_words())


def has_word(key: str) -> bool:
    """Whether `words.yaml` holds the key."""
    return key in known()


def family(indicator: Indicator) -> str:
    """``rate`` rises and falls, ``amount`` (a share, money, a balance) and ``count`` grow and shrink."""
    words = indicator.in_text.fi["nom"].split()
    if any(word.endswith(_RATE_ENDINGS) for word in words):
        return "rate"
    if any(word.endswith(_BALANCES) for word in words):
        return "amount"
    return "count" if is_amount(indicator) else "amount"


def direction(indicator: Indicator, up: bool, language: Language) -> Direction:
    """The words for up or down of an indicator."""
    stem = f"{family(indicator)}_{'up' if up else 'down'}"
    fields = ("verb", "future", "comparative", "superlative", "to", "next", "peak", "among")
    return Direction(*(word(f"{stem}_{field}", language) for field in fields))


def subject(indicator: Indicator, language: Language, case: str = "nom") -> str:
    """The indicator as the subject of a sentence; in Finnish in a case."""
    if language is Language.FI:
        return indicator.in_text.fi[case]
    return indicator.in_text.sv if language is Language.SV else indicator.in_text.en


def inside(code: str, language: Language) -> str:
    """Where: "Kainuussa", "i Kajanaland", "in Kainuu"."""
    return area(code).in_[language]


def of_area(code: str, language: Language) -> str:
    """Whose: "Kainuun", "Kajanalands", "Kainuu's"."""
    return area(code).genitive[language]


def name(code: str, language: Language) -> str:
    """The area's name."""
    return area(code).names[language]


def listed(words: list[str], language: Language) -> str:
    """Words as a list: "Kainuussa, Lapissa ja Satakunnassa"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {word('and', language)} {words[-1]}"
