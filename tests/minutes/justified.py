"""Whether a fact is justified by the text it was read from: what it says can be derived from what stands there.

Independent of the parser's rules: it looks only at letters and digits. Leaves out whether the fact is true of the
original, which a mutilated text no longer tells.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from alke.areas import REGIONS, area
from alke.areas.area import Level
from alke.areas.divisions import areas
from alke.minutes.facts import Fact, Item, Kind

MONTHS = dict(
    enumerate(
        ("tammi janu", "helmi febr", "maalis mars", "huhti apri", "touko maj", "kesä juni", "heinä juli", "elo augu")
        + ("syys sept", "loka okto", "marras nove", "joulu dece"),
        1,
    )
)
# One canonical name, and the letters of which one at least must stand in the text.
KNOWN = {
    "TEM": ("TEM", "ANM", "työ- ja elinkeinomin", "arbets- och näringsmin", "ministeri"),
    "VN": ("VN", "SR", "valtioneuvosto", "statsråd"),
    "maakuntien liitot": ("liito", "liitto", "förbund"),
    "AUNE": ("AUNE", "uudistumisen neuvottelukun", "delegationen för förnyelse"),
    "AUNE:n valmisteluverkosto": ("valmisteluverkosto", "beredningsnätverk"),
    "MKJ": ("MKJ", "maakuntajohtaj", "landskapsdirektör"),
    "aluekehitysjohtajat": ("aluekehitysjohtaj", "ALKE-johtaj", "regionutvecklingsdirektör"),
    "VN-verkosto": ("verkosto", "nätverk"),
    "VN:n ALKE-työryhmä": ("ALKE-työryhmä", "arbetsgrupp"),
    "Itä- ja Pohjois-Suomen neuvottelukunta": ("Itä- ja Pohjois-Suomen", "östra och norra"),
    "Maakunnan yhteistyöryhmä": ("yhteistyöryhm", "MYR", "samarbetsgrupp"),
    "hallituskausi": ("hallituskau", "regeringsperiod"),
}
SAID = {
    "webinar": ("webinaar", "webinari", "webbinari"),
    "talks": ("keskustelu", "diskussion"),
    "theme_proposal": ("teema", "teemo", "tema"),
    "theme_confirmation": ("teema", "teemo", "tema"),
    "theme_decision": ("teema", "teemo", "tema"),
    "picture": ("kuva", "kuvi", "bild"),
    "themes": ("teema", "teemo", "tema"),
    "noted": ("tiedoksi", "kännedom"),
    "as_proposed": ("hyväksy", "esity", "ehdotuks", "godkän", "förslag"),
    "joint_thematic": ("yhtei", "gemensam", "tema"),
    "per_region": ("maakun", "landskap"),
    "lower_pressure": ("paine", "keven", "tryck", "belast"),
    "use_other_fora": ("foorum", "forum"),
}
FREE = {"what", "format", "outcome", "asks", "part", "scheme", "about", "year_from", "when", "order", "sides"}


def plain(text: str) -> str:
    return " ".join(text.casefold().split())


def digits(text: str) -> set[int]:
    return {int(run) for run in re.findall(r"\d+", text) if len(run) < 12}


@cache
def places() -> dict[str, tuple[str, ...]]:
    return {each.names.fi: (each.forms.ine, each.names.sv) for each in areas(Level.MUNICIPALITY)}


def _named(value: str, text: str) -> bool:
    folded = plain(text)
    whole = (value, *places().get(value, ()))
    words = any(re.search(rf"(?<!\w){re.escape(plain(form))}(?!\w)", folded) for form in whole)
    return words or any(plain(stem) in folded for stem in KNOWN.get(value, ()))


def _region(code: str, text: str) -> bool:
    place = area(code)
    names = [place.names.fi, place.names.sv, place.genitive.fi, place.genitive.sv]
    if place.region:
        names += [place.region.council.fi, place.region.council.sv]
    return code in REGIONS and any(plain(name) in plain(text) for name in names)


def _day(value: str, fact: Fact, item: Item) -> bool:
    """A date's numbers stand in the words of its time, or its month and the rule of a month's or year's end do."""
    words = plain(str(fact.fields.get("words", "")))
    told = date.fromisoformat(value)
    numbers = digits(words)
    meeting = next((date.fromisoformat(str(each.fields["date"])) for each in item.of(Kind.DATE)), None)
    if told.year not in numbers and not (meeting and abs(meeting.year - told.year) <= 1):
        return False
    if re.search(r"viiko|vecka", words):
        return told.isocalendar()[1] in numbers or any(told.isocalendar()[1] <= number for number in numbers)
    if re.search(r"vuoden|årets|året|årsskift", words):
        return (told.month, told.day) == (12, 31)
    named = any(part in words for part in MONTHS[told.month].split())
    if re.search(r"loppuun|utgången|slut", words):
        return named and (told.month == 12 or told.day >= 28)
    return told.day in numbers and (told.month in numbers or named)


def unjustified(fact: Fact, item: Item) -> str:
    """What in a fact the text does not justify, or empty."""
    if fact.quote != item.text[fact.span.start : fact.span.end] or not fact.quote.strip():
        return "the quote is not in the text"
    for key, value in fact.fields.items():
        if not _justified(key, value, fact, item):
            return f"{key}={value!r}"
    return ""


def _justified(key: str, value: object, fact: Fact, item: Item) -> bool:
    if key in ("start", "end", "due"):
        return _day(str(value), fact, item)
    if key == "date":
        told = date.fromisoformat(str(value))
        return bool(re.search(rf"(?<!\d)0?{told.day}\.0?{told.month}\.{told.year}(?!\d)", fact.quote)) or (
            str(told.day) in fact.quote and str(told.year) in fact.quote
        )
    if key == "month":
        return any(part in plain(str(fact.fields["words"])) for part in MONTHS[int(str(value)[5:])].split())
    if key == "year":
        meeting = next((date.fromisoformat(str(each.fields["date"])) for each in item.of(Kind.DATE)), None)
        return int(str(value)) in digits(item.text) or bool(meeting and abs(meeting.year - int(str(value))) <= 1)
    if key == "region":
        return _region(str(value), item.text)
    if key in FREE or key == "role" and fact.kind is Kind.FORUM or isinstance(value, bool):
        stems = SAID.get(str(value), ())
        return not stems or any(stem in plain(fact.quote) or stem in plain(item.text) for stem in stems)
    if isinstance(value, int):
        return value in digits(item.text)
    return _named(str(value), item.text)
