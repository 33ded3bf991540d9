"""Numbers in their place, with unit and sign, and the claim that one is the value of an indicator.

Leaves out changes (`changes.py`), gaps (`places.py`) and claims in words alone (`moves.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from alke.base.periods import Period
from alke.base.units import COUNTED
from alke.indicators.values import Kind, Ref
from alke.language.proof import balances, times
from alke.language.proof.binding import Scene, Subject
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, Reading, judged, unchecked
from alke.language.proof.numerals import Said
from alke.language.proof.reading import When

_FAR = 11.0  # times; a decimal mark that was lost makes ten
_FARTHEST = 100.0  # the same where the indicator and its unit stand in the sentence
_FITS = {
    "pct": {"percent", "per_100"},
    "eur": {"eur", "eur_per_person", "eur_million", "pps_per_person"},
    "person": {"persons", "per_100", "persons_per_km2", "per_1000", "children_per_woman"},
    "job": {"jobs"},
    "each": {*COUNTED} - {"jobs"},
    "km2": {"persons_per_km2"},
    "index": {"index", "per_100"},
    "year": {"years"},
    "m2": {"m2"},
    "mille": {"per_1000", "persons", "per_mille"},
    "pps": {"pps_per_person"},
    "per100": {"per_100"},
}
_PER_HEAD = {"eur_per_person", "pps_per_person"}


@dataclass(frozen=True)
class Number:
    """A number in its place: what is said, in which unit, and where the claim begins and ends.

    Attributes:
        unit: The class of its unit, "" when none.
        way: "to" of an end value, "from" of a start value, "" otherwise.
        last: The token after which the words that follow begin.
    """

    place: int
    said: Said
    unit: str
    way: str
    start: int
    end: int
    last: int
    unit_text: str = ""
    bare_word: bool = False
    keys: tuple[str, ...] = ()


def number_at(scene: Scene, place: int) -> Number | None:
    """The number at a token with its approximator and unit; None when it counts something that is no statistic."""
    token = scene.tokens[place]
    said: Said = token.data
    start, first = token.start, place
    if scene.sort(first - 1) == "UNIT" and scene.data(first - 1) == "eur" and scene.gap(first - 1, first).strip() == "":
        first -= 1
        start = scene.tokens[first].start
    if scene.sort(first - 1) == "APX" and scene.near(first - 1, first, 1):
        first -= 1
        said = replace(said, approx="" if scene.data(first) == "exact" else str(scene.data(first)))
        start = scene.tokens[first].start
        if scene.sort(first - 1) == "APX" and scene.near(first - 1, first, 0):
            start = scene.tokens[first - 1].start
            scene.used.add(first - 1)
        scene.used.add(first)
    unit, last, end, unit_text = "", place, token.end, ""
    if first < place and scene.sort(place - 1) == "UNIT":
        unit = "eur"
    elif token.sort == "FRAC":
        unit = "pct"
        said = replace(said, loose=True)
    follows = place + 1
    if (
        token.sort == "NUM"
        and scene.sort(follows) == "UNIT"
        and (scene.near(place, follows, 1) or scene.gap(place, follows).strip() == "")
    ):
        unit, last, end = str(scene.data(follows)), follows, scene.tokens[follows].end
        unit_text = scene.tokens[follows].text
        scene.used.add(follows)
    if not said.approx and scene.sign("about_after").match(scene.sentence.text[end - scene.sentence.start :]):
        said = replace(said, approx="about")
    keys = scene.tokens[last].keys if last > place else ()
    before = scene.sentence.text[: start - scene.sentence.start]
    way = (
        "to"
        if scene.sign("to").search(before)
        else "from"
        if scene.sign("from").search(before)
        else _case(scene, place, unit_text)
    )
    word = token.sort == "NUM" and token.text.isalpha()
    return Number(place, said, unit, way, start, end, last, unit_text, word and not said.loose, keys)


def _case(scene: Scene, place: int, unit_text: str) -> str:
    """Whether a Finnish number is a start or an end value, by the case of its unit or of its ending."""
    told = unit_text.lower() if unit_text and not unit_text.startswith("%") else ""
    tail = unit_text if unit_text.startswith("%:") else scene.tokens[place].text
    ending = tail.rpartition(":")[2].lower() if ":" in tail else ""
    scaled = tail.split()[-1].lower() if " " in tail and tail.split()[-1].isalpha() else ""
    for word in (told, ending, scaled):
        if scene.sign("from_case").search(word):
            return "from"
        if scene.sign("to_case").search(word):
            return "to"
    return ""


def fits(scene: Scene, unit: str) -> set[str]:
    """The indicators whose values may stand in a unit."""
    held = scene.facts.fitting.get(unit)
    if held is not None:
        return held
    keys: set[str] = set()
    for key, indicator in scene.facts.catalogue.items():
        hundred = unit == "pct" and key.endswith("per-100-inhabitants")
        if not unit or hundred or indicator.unit.key in _FITS.get(unit, set()):
            keys.add(key)
    scene.facts.fitting[unit] = keys
    return keys


def in_unit(scene: Scene, said: Said, key: str) -> Said:
    """What is said in the indicator's own unit."""
    unit = scene.facts.catalogue[key].unit.key
    return said.times(1e-6) if unit == "eur_million" and abs(said.number) >= 1e6 else said


def named_by_unit(scene: Scene, number: Number, allowed: set[str], subject: Subject) -> Subject:
    """The subject, or what the unit names when nothing before the number does."""
    keys = tuple(key for key in scene.per(number.place, number.keys) if key in allowed)
    if keys and (subject.token is None or subject.token.start > number.start or subject.foreign):
        return Subject(keys, sure=not scene.sentence.has("FOREIGN"))
    return subject


def value_claim(scene: Scene, text: str, number: Number, subject: Subject) -> Claim:
    """A number that is the value of an indicator."""
    anchor = Anchor(number.start, number.end, Sort.VALUE)
    readings = list(_values(scene, number, subject))
    if not readings:
        return unchecked(text, anchor, "no_indicator")
    several = len({token.data for token in scene.tokens if token.sort == "AREA"}) > 1 or scene.sentence.has("NEIGH")
    total = several and scene.sign("total").search(text[max(0, number.start - 20) : number.start])
    most = _FAR if subject.token is None or not number.unit else _FARTHEST
    far = not any(_comparable(number, reading, most) for reading in readings if reading.value is not None)
    place = next(iter(scene.times(number.place)), None)
    told = None if place is None or _new_clause(scene, place, number.place) else scene.data(place)
    year = told.last if isinstance(told, When) and told.sort in ("at", "bare") else None
    known = {reading.indicator for reading in readings if reading.year == year and reading.holds is not None}
    lacking = year is not None and not known  # the year told has no value, so that another's is not what is meant
    return judged(text, anchor, readings, sure=subject.sure and not total and not far and not lacking)


def _new_clause(scene: Scene, first: int, second: int) -> bool:
    """Whether a clause of its own begins after the first of two tokens and before the second."""
    gap = scene.gap(first, second) if first < second else ""
    return any(scene.sign("joins").match(gap[match.start() :]) for match in re.finditer(r"[,;]", gap))


def _comparable(number: Number, reading: Reading, most: float) -> bool:
    """Whether what is said could be meant of the value at all; a number far from it is likely of something else."""
    if number.unit == "pct" or not reading.value or reading.said is None:
        return True
    return 1 / most <= abs(reading.said / reading.value) <= most if reading.said else True


def _values(scene: Scene, number: Number, subject: Subject) -> Iterator[Reading]:
    places: list[int | None] = scene.times(number.place)
    if number.way:  # "from 5.8 to 8.0 per cent": a span told for both
        first, last = scene.clause(number.place)
        spans = [k for k in range(first, last + 1) if spanned(scene, k)]
        beside = isinstance(told := scene.data(places[0]), When) and told.sort in ("at", "bare")
        places = places if beside else list(dict.fromkeys([*spans, *places]))
    areas = scene.areas(number.place)
    every = [str(token.data) for token in scene.tokens if token.sort == "AREA"]
    more = every if set(every) - {areas[0] if areas else ""} or not every else ()
    for key in subject.keys:
        for area in dict.fromkeys((*areas, *more)):
            for order, place in enumerate(places):
                years = times.value_years(scene, place, key, area, first=number.way == "from")
                loose = number.way == "from" and not any(ranged(scene, k) for k in places)
                others = [year for year in scene.facts.years(key, area) if loose and year not in years]
                for year in others:
                    yield from _value(scene, number, key, area, year, likely=False)
                for year in years:
                    likely = area in areas and (order == 0 or scene.loose_time(number.place))
                    yield from _value(scene, number, key, area, year, likely=likely)


def _value(scene: Scene, number: Number, key: str, area: str, year: int, *, likely: bool) -> Iterator[Reading]:
    said = in_unit(scene, number.said, key)
    newest = scene.facts.newest(key, area)
    for projected in (False, True):
        if projected and not (scene.projected and (newest is None or year >= newest - 6)):
            continue
        value = scene.facts.number(key, area, year, projected)
        if value is None:
            yield Reading(None, key, area, year, likely=likely)
            continue
        kind = Kind.PROJECTION if projected else Kind.OBSERVED
        if balances.below_zero(key):
            holds, near = signed(scene, number, said, value, natural=key.startswith("natural"))
        else:
            holds, near = said.allows(value), said.nearly(value)  # a loss told beside a stock does not turn it
        yield Reading(holds, key, area, year, said.number, value, Ref(key, area, Period(year), kind), near, likely)


def signed(scene: Scene, number: Number, said: Said, value: float, *, natural: bool = True) -> tuple[bool, bool]:
    """Whether a value that may be below zero is what is said, and whether it may be meant."""
    named = natural and scene.sentence.has("IND") and not _balanced(scene, number.place)
    way = natural_sign(scene, number.place) if named else 0
    if not said.signed and way < 0:
        return said.allows(-value), said.nearly(-value)
    if not said.signed and way > 0 > value:
        return False, False
    if said.signed or value >= 0:
        lost = not said.signed and value > 0 and losing(scene, number.place)
        return (False, False) if lost else (said.allows(value), said.nearly(value))
    if losing(scene, number.place):
        return said.allows(-value), said.nearly(-value)
    if gaining(scene, number.place):
        return False, False
    return said.allows(value), said.nearly(-value) or said.nearly(value)


def _balanced(scene: Scene, place: int) -> bool:
    """Whether the indicator named nearest before a number is a balance by name, not births or deaths."""
    named = next((scene.tokens[k].text for k in range(place - 1, -1, -1) if scene.sort(k) == "IND"), "")
    return bool(scene.sign("balance").search(named))


def losing(scene: Scene, place: int) -> bool:
    """Whether the words around a number say a loss."""
    first, last = scene.clause(place)
    first = next((k for k in range(place - 1, first - 1, -1) if scene.sort(k) == "NUM"), first)
    last = max(k for k in range(place, min(last, place + 2) + 1) if k <= place or scene.near(place, k, 2))
    if any(scene.sort(k) == "GAIN" for k in range(place + 1, last + 1)):
        return False  # "from a loss of 629 to a gain of 86"
    return any(
        (scene.sort(k) == "LOSS" and not (k > place and scene.sort(k + 1) == "NUM"))
        or (scene.sort(k) == "SIGN" and scene.data(k) == "neg")
        or (scene.sort(k) == "IND" and scene.sign("lost").search(scene.tokens[k].text))
        for k in range(first, last + 1)
    )


def gaining(scene: Scene, place: int) -> bool:
    """Whether the word that names a balance before a number says a gain."""
    named = next((t for t in reversed(scene.tokens[:place]) if t.sort in ("IND", "GAIN", "NUM")), None)
    return named is not None and named.sort != "NUM" and bool(scene.sign("gained").search(named.text))


def losses(scene: Scene) -> bool:
    """Whether a sentence speaks of a loss at all."""
    return any(
        t.sort == "LOSS" or (t.sort in ("IND", "ANA") and scene.sign("lost").search(t.text)) for t in scene.tokens
    )


def natural_sign(scene: Scene, place: int | None = None) -> int:
    """−1 when more are said to die than to be born, 1 the other way round, 0 when neither is compared.

    Where a token's own clause compares them, that clause tells.
    """
    if place is not None:
        start, whole = scene.tokens[place].start - scene.sentence.start, scene.sentence.text
        first = max(whole.rfind(mark, 0, start) for mark in (", ", "; ")) + 1
        ends = [end for mark in (", ", "; ") if (end := whole.find(mark, start)) >= 0]
        own = _more_born(scene, whole[first : min(ends, default=len(whole))].lower())
        if own:
            return own
    return _more_born(scene, scene.sentence.text.lower())


def _more_born(scene: Scene, text: str) -> int:
    died = scene.sign("died").search(text)
    born = scene.sign("born").search(text)
    if not died or not born:
        return 0
    more = scene.sign("outnumber").search(text)
    less = scene.sign("fewer").search(text)
    if not more and not less:
        return 0
    first = -1 if died.start() < born.start() else 1
    return first if more else -first


def spanned(scene: Scene, place: int | None) -> bool:
    """Whether a token is a time with two ends."""
    told = scene.data(place)
    return isinstance(told, When) and told.sort == "span"


def ranged(scene: Scene, place: int | None) -> bool:
    """Whether a token is a time that a change may be counted over."""
    told = scene.data(place) if place is not None else None
    return isinstance(told, When) and told.sort in ("span", "since", "decade", "decadesince")


def in_copula(scene: Scene, first: int, second: int) -> bool:
    """Whether a form of "to be" stands between two tokens, so that what follows is a level."""
    return bool(scene.sign("copula").search(scene.gap(first, second)))


def joined_by_or(scene: Scene, first: Number, second: Number) -> bool:
    """Whether a number tells the same as the one before it in another unit: "755 henkilöä eli 1,0 prosenttia"."""
    between = scene.sentence.between(first.end, second.start)
    return bool(scene.sign("or").match(between)) and bool(between.strip(" \u00a0"))
