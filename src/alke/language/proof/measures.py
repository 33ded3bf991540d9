"""Claims with a number worked out of several values: shares of the country, slopes, spreads, a count of regions.

Leaves out values and changes (`amounts.py`) and gaps (`places.py`).
"""

from __future__ import annotations

from alke.areas import COUNTRY, MAINLAND
from alke.base.periods import Period
from alke.findings.context import POPULATION
from alke.indicators.values import Measure, Ref
from alke.language.proof import times
from alke.language.proof.amounts import Number, in_unit
from alke.language.proof.binding import Scene, Subject
from alke.language.proof.changes import change_spans
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, Reading, judged, unchecked


def share_claim(scene: Scene, text: str, number: Number, subject: Subject, end: int) -> Claim:
    """A number that is a share of the whole country's value, or a level as per cent of it."""
    anchor = Anchor(number.start, max(number.end, end), Sort.SHARE)
    readings = []
    for key in subject.keys:
        for area in scene.areas(number.place) or (COUNTRY,):
            for place in scene.times(number.place)[:1]:
                for year in times.value_years(scene, place, key, area):
                    own, whole = scene.facts.number(key, area, year), scene.facts.country(key, year)
                    if own is None or not whole or area == COUNTRY:
                        continue
                    value = 100 * own / whole
                    ref = Ref(key, area, Period(year), measure=Measure.PERCENT_OF, other=COUNTRY)
                    holds, near = number.said.allows(value), number.said.nearly(value)
                    readings.append(Reading(holds, key, area, year, number.said.number, value, ref, near))
    if not readings:
        return unchecked(text, anchor, "no_value", *(subject.keys[:1] or (None,)))
    return judged(text, anchor, readings, sure=subject.sure)


def slope_claim(scene: Scene, text: str, number: Number, subject: Subject, way: str) -> Claim:
    """A number that is the typical change a year."""
    anchor = Anchor(number.start, number.end, Sort.CHANGE)
    readings = []
    for key in subject.keys:
        for area in scene.areas(number.place):
            for first, last, likely in change_spans(scene, number.place, key, area):
                ref = Ref(key, area, Period(last), measure=Measure.SLOPE, other=str(first))
                value = scene.facts.measured(ref) if first < last else None
                if value is None:
                    readings.append(Reading(None, key, area, last, likely=likely))
                    continue
                goes = 1 if way == "up" else -1
                holds = value * goes >= 0 and in_unit(scene, number.said, key).allows(abs(value))
                readings.append(Reading(holds, key, area, last, number.said.number, value, ref, likely=likely))
    return judged(text, anchor, readings, sure=subject.sure)


def spread_claim(scene: Scene, text: str, number: Number, subject: Subject) -> Claim:
    """A number that is the standard deviation of the mainland's regions."""
    anchor = Anchor(number.start, number.end, Sort.VALUE)
    readings = []
    for key in subject.keys:
        for place in scene.times(number.place)[:1]:
            for year in times.value_years(scene, place, key, COUNTRY):
                ref = Ref(key, COUNTRY, Period(year), measure=Measure.SPREAD)
                value = scene.facts.measured(ref)
                holds = None if value is None else in_unit(scene, number.said, key).allows(value)
                readings.append(Reading(holds, key, COUNTRY, year, number.said.number, value, ref))
    return judged(text, anchor, readings, sure=subject.sure)


def among_regions(scene: Scene, place: int) -> bool:
    """Whether a number after a superlative counts the regions: "third lowest of 18"."""
    return scene.sort(place - 1) == "SUP" and bool(scene.sign("among").match(scene.gap(place - 1, place)))


def regions_counted(scene: Scene, text: str, number: Number) -> Claim | None:
    """The claim that there are so many regions on the mainland."""
    after = text[number.end : number.end + 16].lower()
    told = bool(scene.sign("of_regions").match(after))
    if number.unit or not (told or among_regions(scene, number.place)):
        return None
    if number.said.number < 6:
        return None
    anchor = Anchor(number.start, number.end, Sort.VALUE)
    if scene.sign("regions_do").match(text, number.end):
        return unchecked(text, anchor, "ambiguous")  # "ten regions lost inhabitants"
    counts = {float(len(MAINLAND)), float(len(MAINLAND) + 1)}
    if scene.sentence.has("MAINLAND"):
        counts.remove(float(len(MAINLAND) + 1))
    holds = number.said.number in counts
    return judged(text, anchor, [Reading(holds, POPULATION, COUNTRY, None, number.said.number, min(counts))], sure=True)
