"""Claims that compare areas: ranks, superlatives, more or less than another area, the country or the median; gaps.

Leaves out comparisons over time (`moves.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alke.areas import COUNTRY, MAINLAND, REGIONS
from alke.base.periods import Period
from alke.indicators.values import Kind, Measure, Ref
from alke.language.proof import times
from alke.language.proof.amounts import Number, in_unit, losses
from alke.language.proof.binding import Scene, Subject
from alke.language.proof.changes import change_spans
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, Reading, judged, unchecked
from alke.language.proof.moves import goes

_SOME = 3  # "among the largest": places that it surely means
_SOME_AT_MOST = 6  # and the last that it may mean
_SAME = 0.02
_ALIKE = 0.1  # share of a value within which some would call another much the same
_HUNDRED = 100.0
_COUNTED = frozenset({"persons", "jobs"})  # units that may be compared: more jobs than employed
MEDIAN = "median"
NEIGHBOURS = "neighbours"
PEERS = "peers"
PEERS_MEDIAN = "peers-median"
_PEERS = ("verrok", "jämför", "peer")


def median_of(words: str) -> str:
    """Whose median words name: the mainland regions' or the peers'."""
    return PEERS_MEDIAN if any(each in words.lower() for each in _PEERS) else MEDIAN


def beside(words: str) -> str:
    """Which regions words name without their names: the neighbours or the peers."""
    return PEERS if any(each in words.lower() for each in _PEERS) else NEIGHBOURS


def own_areas(scene: Scene, place: int) -> tuple[str, ...]:
    """The regions that a rank or a comparison at a token may be about."""
    found = tuple(area for area in scene.areas(place) if area != COUNTRY)
    return found or tuple(area for area in scene.carried_areas() if area != COUNTRY)


def years_of(scene: Scene, place: int, key: str, area: str) -> Iterator[tuple[int, bool, bool]]:
    """The years that a comparison may be of: year, whether projected, whether likely."""
    told = scene.times(place)
    newest = scene.facts.newest(key, area)
    for order, k in enumerate(told):
        for year in times.value_years(scene, k, key, area):
            projected = scene.projected and (newest is None or year > newest)
            yield year, projected, order == 0 or scene.loose_time(place)


def rank_claim(
    scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str, order: int, among: int = 0
) -> Claim:
    """A place among the regions: the largest, the third smallest, among the three highest.

    Args:
        scene: The sentence.
        text: The whole text.
        anchor: Where the claim stands.
        place: Its token.
        subject: What it is about.
        way: top, bottom, best, worst, and top_some or bottom_some.
        order: The place, 1 for the first.
        among: How many places count, 0 for exactly `order`; −1 when the words do not say how many.
    """
    if not subject.keys:
        return unchecked(text, anchor, "no_indicator")
    readings: list[Reading] = []
    for key in subject.keys:
        for area in own_areas(scene, place):
            for year, projected, likely in years_of(scene, place, key, area):
                readings += _ranked(scene, key, area, year, projected, way, order, among, likely=likely)
    if not readings:
        return unchecked(text, anchor, "no_value", subject.keys[0])
    return judged(text, anchor, readings, sure=subject.sure, series=subject.series)


def _ranked(
    scene: Scene, key: str, area: str, year: int, projected: bool, way: str, order: int, among: int, *, likely: bool
) -> Iterator[Reading]:
    name = {"top": "up", "bottom": "down", "best": "better", "worst": "worse"}.get(way.partition("_")[0], way)
    wanted = goes(scene, key, name)
    sides = [True, False] if wanted == 2 else [wanted > 0]
    numbers = scene.facts.others(key, year, projected)
    if area not in numbers or len(numbers) < len(MAINLAND):
        yield Reading(None, key, area, year, likely=likely)
        return
    signed = any(number < 0 for number in numbers.values())
    if signed and losses(scene):
        sides = [not side for side in sides]
    for top in sides:
        mainland, every = scene.facts.ranks(key, area, year, top=top, projected=projected)
        once = sum(token.sort == "SUP" for token in scene.tokens) == 1
        places = mainland if scene.sentence.has("MAINLAND") and once else mainland | every
        near = False
        if among == -1:
            holds = bool(places) and min(places) <= _SOME
            near = bool(places) and min(places) <= _SOME_AT_MOST
        elif among:
            holds = bool(places) and min(places) <= among
        else:
            holds = order in places
        value = float(min(places)) if places else None
        measure = Measure.RANK if top else Measure.RANK_LOWEST
        ref = Ref(key, area, Period(year), measure=measure) if area in MAINLAND and not projected else None
        yield Reading(holds, key, area, year, float(order), value, ref, near, likely)


def moved_claim(
    scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str, order: int, *, most: bool
) -> Claim:
    """That a region grew or shrank the most or the least of all, in units or in per cent."""
    readings = []
    for key in subject.keys:
        for area in own_areas(scene, place):
            for first, last, likely in change_spans(scene, place, key, area):
                then, now = scene.facts.others(key, first), scene.facts.others(key, last)
                for relative in (False, True):
                    steps = {
                        c: (now[c] - then[c]) / (abs(then[c]) if relative and then[c] else 1) for c in now if c in then
                    }
                    up = (way == "up") == most
                    own = steps.get(area)
                    ahead = None if own is None else sum((n > own) if up else (n < own) for n in steps.values())
                    holds = None if ahead is None else ahead + 1 == order
                    readings.append(Reading(holds, key, area, last, float(order), None, likely=likely))
    if not readings:
        return unchecked(text, anchor, "no_value")
    return judged(text, anchor, readings, sure=subject.sure)


def lasting_claim(scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str, among: int) -> Claim:
    """Among the first or last places every year since one."""
    readings = []
    for key in subject.keys:
        for area in own_areas(scene, place):
            for first, last, likely in _since(scene, place, key, area):
                inside = [year for year in scene.facts.years(key, area) if first <= year <= last]
                ranks = [scene.facts.ranks(key, area, year, top=way == "top")[0] for year in inside]
                known = [places for places in ranks if places]
                holds = all(min(places) <= among for places in known) if len(known) > 1 else None
                readings.append(Reading(holds, key, area, last, float(among), None, likely=likely))
    return judged(text, anchor, readings, sure=subject.sure)


def _since(scene: Scene, place: int, key: str, area: str) -> Iterator[tuple[int, int, bool]]:
    for k in scene.times(place):
        for first, last in times.spans(scene, k, key, area):
            if k is not None and scene.tokens[k].data.sort in ("since", "span", "decadesince", "decade"):
                yield first, last, True


def compared_claim(
    scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str, targets: Sequence[str]
) -> Claim:
    """More or less than other areas, the median or the neighbours; against several, than every one."""
    if not subject.keys:
        return unchecked(text, anchor, "no_indicator")
    readings: list[Reading] = []
    for key in subject.keys:
        for area in _compared_areas(scene, place, targets):
            for year, projected, likely in years_of(scene, place, key, area):
                against = tuple(targets)
                if NEIGHBOURS in targets:
                    against = scene.facts.neighbours(area)
                elif PEERS in targets:
                    against = scene.facts.peers(key, area, year)
                readings.append(_compared(scene, key, area, year, projected, way, against, likely=likely))
    if not readings:
        return unchecked(text, anchor, "no_value", subject.keys[0])
    return judged(text, anchor, readings, sure=subject.sure, series=subject.series)


def _compared_areas(scene: Scene, place: int, targets: Sequence[str]) -> tuple[str, ...]:
    """The areas that a comparison may be about; the country where it is named and compared with a region."""
    named = any(t.sort == "AREA" and t.data == COUNTRY for t in scene.tokens) and scene.areas(place) == (COUNTRY,)
    own = own_areas(scene, place) or scene.carried_areas()
    return (COUNTRY,) if named and all(target in REGIONS for target in targets) else own


def _compared(
    scene: Scene, key: str, area: str, year: int, projected: bool, way: str, targets: Sequence[str], *, likely: bool
) -> Reading:
    facts = scene.facts
    own = facts.number(key, area, year, projected)
    others = [_number(scene, key, area, year, projected, each) for each in targets]
    known = [other for other in others if other is not None]
    count = facts.catalogue[key].additive and COUNTRY in targets
    if own is None or len(known) != len(others) or not known or area in targets or count:
        return Reading(None, key, area, year, likely=likely)
    decimals = facts.catalogue[key].decimals
    ref = None
    if len(targets) == 1:
        ref = _address(scene, key, area, year, Kind.PROJECTION if projected else Kind.OBSERVED, targets[0])
    near = False
    if way == "same":
        exact = all(round(own, decimals) == round(other, decimals) for other in known)
        close = all(abs(own - other) <= _SAME * abs(other) or abs(own - other) < 2.5 * 10**-decimals for other in known)
        loose = scene.sentence.has("APX")
        holds, near = exact or (close and loose), close or all(abs(own - n) <= _ALIKE * abs(n) for n in known)
    else:
        wanted = goes(scene, key, {"more": "up", "less": "down"}.get(way, way))
        if wanted == 2:
            return Reading(None, key, area, year, likely=likely)
        holds = all((own - other) * wanted > 0 for other in known)
    return Reading(holds, key, area, year, None, own - known[0], ref, near, likely)


def _number(scene: Scene, key: str, area: str, year: int, projected: bool, target: str) -> float | None:
    """What an area is compared with: a median, or another area's number."""
    if target == PEERS_MEDIAN:
        ref = _address(scene, key, area, year, Kind.OBSERVED, target)
        gap, own = scene.facts.measured(ref), scene.facts.number(key, area, year, projected)
        return None if gap is None or own is None else own - gap
    if target == MEDIAN:
        return scene.facts.median(key, year)
    return scene.facts.number(key, target, year, projected)


def _address(scene: Scene, key: str, area: str, year: int, kind: Kind, target: str) -> Ref:
    """The address of the gap to what an area is compared with."""
    if target == PEERS_MEDIAN:
        group = "+".join(scene.facts.peers(key, area, year))
        return Ref(key, area, Period(year), kind, Measure.GAP_GROUP, group)
    if target == MEDIAN:
        return Ref(key, area, Period(year), kind, Measure.GAP_MEDIAN)
    return Ref(key, area, Period(year), kind, Measure.GAP, target)


def hundred_claim(scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str) -> Claim:
    """More or less than the hundred that an index compares with."""
    readings = []
    for key in subject.keys:
        for area in scene.areas(place):
            for year, projected, likely in years_of(scene, place, key, area):
                own, wanted = scene.facts.number(key, area, year, projected), {"more": 1, "less": -1}.get(way, 0)
                holds = None if own is None or not wanted else (own - _HUNDRED) * wanted > 0
                near = own is not None and abs(own - _HUNDRED) < 1
                readings.append(Reading(holds, key, area, year, None, own, None, near, likely))
    if not readings:
        return unchecked(text, anchor, "no_value")
    return judged(text, anchor, readings, sure=subject.sure)


def slight_claim(scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str, much: bool) -> Claim:
    """Slightly or far above or below the country."""
    readings = []
    for key in subject.keys:
        for area in own_areas(scene, place):
            for year, projected, likely in years_of(scene, place, key, area):
                reading = _compared(scene, key, area, year, projected, way, (COUNTRY,), likely=likely)
                own, other = (scene.facts.number(key, each, year, projected) for each in (area, COUNTRY))
                if reading.holds and own is not None and other:
                    gap = abs(own - other) / abs(other)
                    holds = gap >= 0.03 if much else gap <= 0.08
                    near = gap >= 0.01 if much else gap <= 0.095
                    reading = Reading(holds, key, area, year, None, own - other, reading.ref, near, likely)
                readings.append(reading)
    if not readings:
        return unchecked(text, anchor, "no_indicator")
    return judged(text, anchor, readings, sure=subject.sure, series=subject.series)


def only_claim(
    scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str, ahead: Sequence[str]
) -> Claim:
    """That only the areas named are ahead: "only Lapland is more sparsely populated"."""
    readings = []
    for key in subject.keys:
        own = [area for area in own_areas(scene, place) if area not in ahead]
        for area in own or scene.carried_areas():
            if area == COUNTRY or area in ahead:
                continue
            for year, projected, likely in years_of(scene, place, key, area):
                numbers = scene.facts.others(key, year, projected)
                wanted = goes(scene, key, {"more": "up", "less": "down"}.get(way, way))
                if area not in numbers or wanted == 2:
                    readings.append(Reading(None, key, area, year, likely=likely))
                    continue
                before = {c for c, n in numbers.items() if (n - numbers[area]) * wanted > 0}
                holds = before == set(ahead) or before & set(MAINLAND) == set(ahead)
                readings.append(Reading(holds, key, area, year, None, float(len(before) + 1), likely=likely))
    if not readings:
        return unchecked(text, anchor, "no_indicator")
    return judged(text, anchor, readings, sure=subject.sure, series=subject.series)


def gap_claim(
    scene: Scene, text: str, number: Number, subject: Subject, way: str, targets: Sequence[str], end: int
) -> Claim:
    """A number that is the difference from other areas or from the median, with its direction when told."""
    anchor = Anchor(number.start, max(number.end, end), Sort.COMPARISON)
    readings: list[Reading] = []
    for key in subject.keys:
        for area in own_areas(scene, number.place) or scene.carried_areas():
            for year, projected, likely in years_of(scene, number.place, key, area):
                for target in targets:
                    readings.append(_gap(scene, number, key, area, year, projected, way, target, likely=likely))
    if not readings:
        return unchecked(text, anchor, "no_value" if subject.keys else "no_indicator")
    return judged(text, anchor, readings, sure=subject.sure, series=subject.series)


def _gap(
    scene: Scene,
    number: Number,
    key: str,
    area: str,
    year: int,
    projected: bool,
    way: str,
    target: str,
    *,
    likely: bool,
) -> Reading:
    facts = scene.facts
    own = facts.number(key, area, year, projected)
    other = _number(scene, key, area, year, projected, target)
    if own is None or other is None or area == target:
        return Reading(None, key, area, year, likely=likely)
    relative = number.unit == "pct"
    if relative and not other:
        return Reading(None, key, area, year, likely=likely)
    value = 100 * (own - other) / abs(other) if relative else own - other
    said = number.said if relative else in_unit(scene, number.said, key)
    wanted = goes(scene, key, {"more": "up", "less": "down"}.get(way, way)) if way else 2
    if said.signed:
        holds, near = said.allows(value), said.nearly(value)
    else:
        right = wanted == 2 or value * wanted >= 0
        holds, near = right and said.allows(abs(value)), right and said.nearly(abs(value))
        near = near or (relative and right and said.cut(value))
    ref = None if relative else _address(scene, key, area, year, Kind.OBSERVED, target)
    return Reading(holds, key, area, year, said.number, value, ref, near, likely)


def times_claim(
    scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, factor: float, target: str, approx: str = ""
) -> Claim:
    """So many times another area's value: "twice the national figure"."""
    readings = []
    low, high = {"over": (0.99, 99.0), "soft_over": (0.99, 1.25), "under": (0.0, 1.01), "almost": (0.85, 1.01)}.get(
        approx, (0.9, 1.15)
    )
    for key in subject.keys:
        if scene.facts.catalogue[key].additive and target == COUNTRY:
            continue
        for area in own_areas(scene, place):
            for year, projected, likely in years_of(scene, place, key, area):
                own, other = (scene.facts.number(key, each, year, projected) for each in (area, target))
                ratio = own / other if own is not None and other and area != target else None
                holds = None if ratio is None else low * factor <= ratio <= high * factor
                near = ratio is not None and (low - 0.05) * factor <= ratio <= (high + 0.05) * factor
                readings.append(Reading(holds, key, area, year, factor, ratio, None, near, likely))
    if not readings:
        return unchecked(text, anchor, "ambiguous")
    return judged(text, anchor, readings, sure=subject.sure, series=subject.series)


def zero_gap(scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject) -> Claim:
    """That the difference from the median rounds to zero."""
    readings = []
    for key in subject.keys:
        for area in own_areas(scene, place):
            for year, projected, likely in years_of(scene, place, key, area):
                own, other = scene.facts.number(key, area, year, projected), scene.facts.median(key, year)
                decimals = scene.facts.catalogue[key].decimals
                holds = None if own is None or other is None else round(own - other, decimals) == 0
                readings.append(Reading(holds, key, area, year, 0.0, None, likely=likely))
    return judged(text, anchor, readings, sure=subject.sure)


def indicator_claim(
    scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str, other: Sequence[str]
) -> Claim:
    """One indicator more or less than another of the same unit, in the same area and year."""
    readings = []
    for key in subject.keys:
        for second in other:
            units = {scene.facts.catalogue[each].unit.key for each in (key, second)}
            for area in scene.areas(place) or scene.carried_areas():
                for year, projected, likely in years_of(scene, place, key, area):
                    a, b = (scene.facts.number(each, area, year, projected) for each in (key, second))
                    wanted = goes(scene, key, {"more": "up", "less": "down"}.get(way, way))
                    alike = len(units) == 1 or units <= _COUNTED
                    known = a is not None and b is not None and alike and wanted != 2
                    holds = (a - b) * wanted > 0 if known and a is not None and b is not None else None
                    readings.append(Reading(holds, key, area, year, None, a, likely=likely))
    if not readings:
        return unchecked(text, anchor, "no_indicator")
    return judged(text, anchor, readings, sure=subject.sure)
