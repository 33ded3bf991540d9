"""Periods in words: "vuonna 2018", "joulukuussa 2018", "vuodesta 2013 vuoteen 2018"; days and times of day as written.

Leaves out which day it is and time zones.
"""

from __future__ import annotations

from datetime import date, time

from babel.dates import format_date, get_month_names

from alke.base.languages import Language
from alke.base.periods import Period
from alke.language.numbers import LOCALES

_QUARTERS = {
    Language.SV: ("första", "andra", "tredje", "fjärde"),
    Language.EN: ("first", "second", "third", "fourth"),
}
_QUARTERS_FROM_FI = ("ensimmäiseltä", "toiselta", "kolmannelta", "neljänneltä")
_QUARTERS_TO_FI = ("ensimmäiselle", "toiselle", "kolmannelle", "neljännelle")
_QUARTERS_OF_FI = ("ensimmäisen", "toisen", "kolmannen", "neljännen")
_QUARTERS_AT_FI = ("ensimmäisellä", "toisella", "kolmannella", "neljännellä")
_YEARS = {
    Language.FI: {1: "vuodessa", 5: "viidessä vuodessa", 10: "kymmenessä vuodessa"},
    Language.SV: {1: "på ett år", 5: "på fem år", 10: "på tio år"},
    Language.EN: {1: "in one year", 5: "in five years", 10: "in ten years"},
}


def _month(period: Period, language: Language) -> str:
    """The month's name in its dictionary form."""
    return str(get_month_names("wide", "stand-alone", LOCALES[language])[period.part])


def named(period: Period, language: Language) -> str:
    """The period by itself: "2018", "joulukuu 2018", "december 2018", "4. neljännes 2018"."""
    if period.frequency == "M":
        return f"{_month(period, language)} {period.year}"
    if period.frequency == "Q":
        words = {Language.FI: "neljännes", Language.SV: "kvartalet", Language.EN: "quarter of"}[language]
        number = f"{period.part}." if language is Language.FI else _QUARTERS[language][period.part - 1]
        return f"{number} {words} {period.year}"
    return str(period.year)


def at(period: Period, language: Language) -> str:
    """When: "vuonna 2018", "joulukuussa 2018"; "år 2018", "i december 2018"; "in 2018", "in December 2018"."""
    if language is Language.FI:
        return {
            "A": f"vuonna {period.year}",
            "M": f"{_month(period, language)}ssa {period.year}" if period.frequency == "M" else "",
            "Q": f"vuoden {period.year} {_QUARTERS_AT_FI[(period.part - 1) % 4]} neljänneksellä",
        }[period.frequency]
    if period.frequency == "A":
        return f"år {period.year}" if language is Language.SV else f"in {period.year}"
    if period.frequency == "Q":
        name = named(period, language)
        return f"under det {name}" if language is Language.SV else f"in the {name}"
    return f"{'i' if language is Language.SV else 'in'} {named(period, language)}"


def from_to(earlier: Period, later: Period, language: Language) -> str:
    """Over which time: "vuodesta 2013 vuoteen 2018", "från 2013 till 2018", "from 2013 to 2018"."""
    if language is not Language.FI:
        start, end = ("från", "till") if language is Language.SV else ("from", "to")
        article = {"Q": "det " if language is Language.SV else "the "}.get(earlier.frequency, "")
        return f"{start} {article}{named(earlier, language)} {end} {article}{named(later, language)}"
    if earlier.frequency == "M":
        first, last = (_month(period, language) for period in (earlier, later))
        return f"{first}sta {earlier.year} {last}hun {later.year}"
    if earlier.frequency == "Q":
        first, last = _QUARTERS_FROM_FI[earlier.part - 1], _QUARTERS_TO_FI[later.part - 1]
        return f"vuoden {earlier.year} {first} neljännekseltä vuoden {later.year} {last} neljännekselle"
    return f"vuodesta {earlier.year} vuoteen {later.year}"


def between(earlier: Period, later: Period, language: Language) -> str:
    """The span in signs: "2008–2018", "joulukuu 2017 – joulukuu 2018"."""
    dash = "\N{EN DASH}" if earlier.frequency == "A" else " \N{EN DASH} "
    return f"{named(earlier, language)}{dash}{named(later, language)}"


def since(period: Period, language: Language) -> str:
    """From when on: "vuodesta 1990 alkaen", "sedan 1990", "since 1990"."""
    if language is not Language.FI:
        return f"{'sedan' if language is Language.SV else 'since'} {named(period, language)}"
    if period.frequency == "M":
        return f"{_month(period, language)}sta {period.year} alkaen"
    if period.frequency == "Q":
        return f"vuoden {period.year} {_QUARTERS_FROM_FI[period.part - 1]} neljännekseltä alkaen"
    return f"vuodesta {period.year} alkaen"


def until(period: Period, language: Language) -> str:
    """Until when: "vuoteen 2015 asti", "fram till 2015", "until 2015". Only of years, as the findings that use it."""
    words = {Language.FI: "vuoteen {} asti", Language.SV: "fram till {}", Language.EN: "until {}"}
    return words[language].format(period.year)


def first(period: Period, language: Language) -> str:
    """From when on at the earliest: "vuodesta 2015", "2015", "in 2015". Only of years."""
    words = {Language.FI: "vuodesta {}", Language.SV: "{}", Language.EN: "in {}"}
    return words[language].format(period.year)


def of(period: Period, language: Language) -> str:
    """Whose: "vuoden 2018", "joulukuun 2018"; in Swedish and English the period by itself."""
    if language is not Language.FI:
        return named(period, language)
    if period.frequency == "M":
        return f"{_month(period, language)}n {period.year}"
    if period.frequency == "Q":
        return f"vuoden {period.year} {_QUARTERS_OF_FI[period.part - 1]} neljänneksen"
    return f"vuoden {period.year}"


def years(count: int, language: Language) -> str:
    """In how long: "vuodessa", "viidessä vuodessa", "på tio år", "in five years"."""
    if count in _YEARS[language]:
        return _YEARS[language][count]
    words = {Language.FI: "{} vuodessa", Language.SV: "på {} år", Language.EN: "in {} years"}
    return words[language].format(count)


def day_in(value: date, language: Language) -> str:
    """A day: "20.3.2025", "20 March 2025"."""
    return format_date(value, "d MMMM y" if language == Language.EN else "d.M.y", locale=str(language))


def days_in(first: date, last: date | None, language: Language) -> str:
    """A day, or a range of days: "20.–21.3.2025", "20–21.3.2025" in Swedish, "20–21 March 2025"."""
    end = day_in(last or first, language)
    if last is None or last == first:
        return end
    english, finnish = language == Language.EN, language == Language.FI
    if first.year != last.year:
        return f"{day_in(first, language)} – {end}" if english else f"{day_in(first, language)}–{end}"
    if first.month == last.month:
        return f"{first.day}{'.' if finnish else ''}–{end}"
    if english:
        return f"{format_date(first, 'd MMMM', locale='en')} – {end}"
    return f"{first.day}.{first.month}{'.' if finnish else ''}–{end}"


def time_in(value: time, language: Language) -> str:
    """A time of day: "9.30", "09:30"."""
    return f"{value:%H:%M}" if language == Language.EN else f"{value.hour}.{value.minute:02d}"
