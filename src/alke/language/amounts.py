"""A number with its unit, as runs: values, differences and percentages. Leaves out the number's form (`numbers.py`)."""

from __future__ import annotations

from dataclasses import replace

from alke.base.languages import Language
from alke.findings.context import PERCENT_DECIMALS
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Ref
from alke.language.forms import has_word, subject, word
from alke.language.numbers import MINUS, shown
from alke.language.runs import Number, Plain, Runs

_BARE = frozenset({"per_100", "ratio", "index"})  # "huoltosuhde oli 75,3": the name tells the unit
_BEFORE_IN_FINNISH = frozenset({"per_1000"})  # after the number it would read as part of it: "12,3 tuhatta"
_STEM = 5  # letters in which a Finnish word stays the same over its cases: perhe-iden, perhe-ttä
_POINTS = frozenset({"per_1000", "per_100", "ratio"})  # a difference of these is counted in units


def _said_once(unit: str, indicator: Indicator, language: Language) -> str:
    """The unit's words without "per inhabitant" where the indicator's name has just said so."""
    tail = " " + word("per_head", language)
    return unit.removesuffix(tail) if tail in f" {subject(indicator, language)}" else unit


def _named(unit: str, indicator: Indicator, language: Language) -> bool:
    """Whether the indicator's name already tells the unit: "perheiden määrä oli 35 780", not "35 780 perhettä"."""
    told, stem = subject(indicator, language).lower(), unit[:_STEM].lower()
    inflected = " " not in unit and len(unit) >= _STEM and any(word.startswith(stem) for word in told.split())
    return inflected or unit.lower() in told


def value(number: float, ref: Ref, indicator: Indicator, language: Language) -> Runs:
    """A value with its unit: "9,2 prosenttia", "1 henkilö"; a ratio has none."""
    text = shown(number, indicator.decimals, language)
    unit = indicator.unit
    if unit.key in _BARE:
        return (Number(text, ref),)
    if language is Language.FI and unit.key in _BEFORE_IN_FINNISH:
        return (Plain(unit.after_number[language] + " "), Number(text, ref))
    name = unit.after_one if text == "1" else unit.after_number
    words = _said_once(name[language], indicator, language)
    return (Number(text, ref),) if _named(words, indicator, language) else (Number(text, ref), Plain(" " + words))


def level(number: float, ref: Ref, indicator: Indicator, language: Language) -> Runs:
    """A level aimed at, with no more decimals than it has: "80 prosenttia"."""
    return value(number, ref, replace(indicator, decimals=0) if number == int(number) else indicator, language)


def difference(number: float, ref: Ref, indicator: Indicator, language: Language, *, sign: bool = False) -> Runs:
    """A difference of two values with its unit: "0,5 prosenttiyksikköä"; without a sign unless asked for one.

    In Swedish and English a unit that the indicator's name tells is not said again: "the number of jobs grew by 439".
    """
    text = shown(number if sign else abs(number), indicator.decimals, language, sign=sign)
    unit = indicator.unit
    if text.lstrip("+" + MINUS) == "1" and has_word(f"one_{unit.key}"):
        # "ero oli −1 henkilö", but "pieneni 1 henkilön"
        name = unit.after_one[language] if sign else word(f"one_{unit.key}", language)
    elif unit.key in _POINTS:
        name = word("points", language)
    else:
        name = unit.difference[language]
    words = _said_once(name, indicator, language)
    if language is not Language.FI and _named(words, indicator, language):  # Finnish measures by how many of what
        return (Number(text, ref),)
    return (Number(text, ref), Plain(" " + words))


def percent(number: float, ref: Ref, language: Language, decimals: int = PERCENT_DECIMALS) -> Runs:
    """A relative change or a share, without a sign: "10,4 prosenttia"."""
    return (Number(shown(abs(number), decimals, language), ref), Plain(" " + word("percent_after", language)))
