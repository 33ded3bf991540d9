"""Finnish words as Voikko's analyser knows them, by its transducer in pure Python (PyPI's pyvoikko)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

CASES = {
    "nom": ("nimento",),
    "gen": ("omanto",),
    "par": ("osanto",),
    "ine": ("sisaolento", "ulkoolento"),
    "ela": ("sisaeronto", "ulkoeronto"),
    "ill": ("sisatulento", "ulkotulento"),
    "ade": ("ulkoolento",),
    "abl": ("ulkoeronto",),
    "all": ("ulkotulento",),
    "tra": ("tulento",),
}
TENSES = {"past": "past_imperfective", "present": "present_simple"}


@dataclass(frozen=True)
class Reading:
    """One way to read a word: its base form, and its case or tense in Voikko's words."""

    base: str
    case: str
    tense: str


@cache
def readings(word: str) -> tuple[Reading, ...]:
    """All ways to read a word, of a compound with a hyphen also its last part; none when Voikko does not know it."""
    pyvoikko = pytest.importorskip(
        "pyvoikko", reason="Finnish forms are checked with PyPI's pyvoikko, which is not here"
    )
    lower = word.lower()
    found = [*pyvoikko.analyse(lower), *(pyvoikko.analyse(lower.rpartition("-")[2]) if "-" in lower else ())]
    return tuple(Reading(str(each.BASEFORM), str(each.SIJAMUOTO), str(each.TENSE)) for each in found)


def fits(word: str, form: str) -> bool:
    """Whether a word can stand in a case or a tense: ``ine`` is "inside or at", ``past`` of a verb."""
    if form in TENSES:
        return any(each.tense == TENSES[form] for each in readings(word))
    return any(each.case in CASES[form] for each in readings(word))
