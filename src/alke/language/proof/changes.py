"""Claims of a change in numbers, and the years that a change is counted between.

Leaves out values (`amounts.py`) and changes in words alone (`moves.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from alke.base.periods import Period
from alke.indicators.values import Kind, Measure, Ref
from alke.language.proof import times
from alke.language.proof.amounts import Number, in_unit, ranged, spanned
from alke.language.proof.binding import Scene, Subject
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, Reading, judged, unchecked
from alke.language.proof.reading import When


def change_claim(scene: Scene, text: str, number: Number, subject: Subject, way: str, start: int) -> Claim:
    """A number that is a change, in the indicator's unit or in per cent."""
    anchor = Anchor(min(number.start, start), number.end, Sort.CHANGE)
    readings = []
    for key in subject.keys:
        for area in scene.areas(number.place):
            for order, (first, last, likely) in enumerate(change_spans(scene, number.place, key, area)):
                likely = likely and (order == 0 or likely)
                readings.append(_change(scene, number, key, area, first, last, way, likely=likely))
    if not readings:
        return unchecked(text, anchor, "no_period" if subject.keys else "no_indicator", *(subject.keys[:1] or (None,)))
    return judged(text, anchor, readings, sure=subject.sure)


def change_spans(scene: Scene, place: int, key: str, area: str) -> Iterator[tuple[int, int, bool]]:
    """The years that a change at a token may be counted between, and whether the words point to them."""
    if _turns(scene, place):
        turned = _turn(scene, place, key, area)
        if turned:
            yield (*turned, True)
        return
    before = _five_before(scene, place)
    if before:
        yield (*before, True)
        return
    sure, other = _told_spans(scene, place, key, area)
    for first, last in dict.fromkeys(sure):
        yield first, last, True
    likely = not sure
    for first, last in dict.fromkeys(other):
        if (first, last) not in sure:
            yield first, last, likely
            likely = False


def _told_spans(scene: Scene, place: int, key: str, area: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The years that the words around a token point to: those told from both ends, and the others, likeliest first."""
    order = sorted(scene.times(place), key=lambda k: not ranged(scene, k))
    first, last = scene.clause(place)
    within = [k for k in range(first, last + 1) if isinstance(scene.data(k), When)]
    exact = [told.last for k in within if isinstance(told := scene.data(k), When) and told.sort in ("at", "bare")]
    sure, other = [], []
    for k in within:
        told = scene.data(k)
        if isinstance(told, When) and told.sort == "since" and any(year > told.first for year in exact):
            sure += [(told.first, year) for year in exact if year > told.first]  # "since 2000 … until 2018", or both
            sure += times.spans(scene, k, key, area) if not scene.from_opening(k) else ()
        if isinstance(told, When) and told.sort == "dur" and not any(spanned(scene, j) for j in within):
            other += [(year - told.first, year) for year in sorted(set(exact), reverse=True)]
    earlier = [w.last for k in range(first) if isinstance(w := scene.data(k), When) and w.sort in ("at", "bare")]
    if len(exact) == 1 and earlier and earlier[-1] < exact[0]:
        other.append((earlier[-1], exact[0]))  # "it was 9 in 2012; by 2014 it had fallen"
    by = any(scene.sign("by_year").search(scene.tokens[k].text) for k in within)
    if len(exact) == 1 and by and not earlier and (scene.context.last_year or exact[0]) < exact[0]:
        other.append((scene.context.last_year or 0, exact[0]))  # "85,000 in 2000. By 2024 a third was gone"
    ahead = next((k for k in range(place + 1, last + 1) if scene.sort(k) == "DIR"), last + 1)
    ahead = next((k for k in range(place + 1, ahead) if scene.sign("joins").match(scene.gap(k - 1, k))), ahead)
    own = [w.last for k in range(place, ahead) if isinstance(w := scene.data(k), When) and w.sort in ("at", "bare")]
    if ahead <= last and len(set(own)) == 2:
        return [(min(own), max(own))], []  # "dipped from 73.9 in 2011 to 72.3 in 2015 and then recovered"
    if len(set(exact)) > 1 and not any(ranged(scene, k) for k in within):
        other.append((min(exact), max(exact)))
    order = [*(k for k in within if ranged(scene, k) and k not in scene.aside), *order]
    if any(spanned(scene, k) for k in order):
        order = [k for k in order if not isinstance(told := scene.data(k), When) or told.sort != "dur"]
    for near in dict.fromkeys(order):
        other += times.spans(scene, near, key, area)
    if not other and isinstance(scene.context.when, When) and scene.context.when.sort == "span":
        other.append((scene.context.when.first, scene.context.when.last))
    return sure, other


def _turns(scene: Scene, place: int) -> bool:
    """Whether a change is counted from a turning point: "has since shrunk"."""
    near = [k for k in (place - 1, place - 2, place - 3, place + 1, place + 2) if scene.sort(k) == "SINCETHEN"]
    return any(not re.search(r",\s", scene.gap(min(k, place), max(k, place))) for k in near)


def _turn(scene: Scene, place: int, key: str, area: str) -> tuple[int, int] | None:
    """The years of a change that is counted from a turning point told before it."""
    kinds = ("until", "at", "bare", "span")
    turns = [t.last for k in range(place) if isinstance(t := scene.data(k), When) and t.sort in kinds]
    ends = [
        t for k in range(place, len(scene.tokens)) if isinstance(t := scene.data(k), When) and t.sort in ("at", "bare")
    ]
    turn = turns[-1] if turns else scene.context.last_year
    end = ends[0].last if ends else scene.facts.newest(key, area)
    return (turn, end) if turn is not None and end is not None and turn < end else None


def _five_before(scene: Scene, place: int) -> tuple[int, int] | None:
    """The years of "the five years before" a span told earlier in the sentence, or later when the number follows."""
    first, last = scene.clause(place)
    near = [k for k in range(max(first, place - 4), min(last + 1, place + 3)) if _is_before(scene.data(k))]
    if not near or any(scene.sort(k) == "NUM" for k in range(min(near[0], place) + 1, max(near[0], place))):
        return None
    spans = [t for token in scene.tokens if isinstance(t := token.data, When) and t.sort == "span"]
    return (spans[0].first - 5, spans[0].first) if spans else None


def _is_before(told: object) -> bool:
    return isinstance(told, When) and told.sort == "before"


def _change(
    scene: Scene, number: Number, key: str, area: str, first: int, last: int, way: str, *, likely: bool
) -> Reading:
    facts = scene.facts
    a = facts.number(key, area, first)
    b, projected = facts.number(key, area, last), False
    if scene.projected and (b is None or last > (facts.newest(key, area) or 0)):
        b, projected = facts.number(key, area, last, True), True
    if a is None or b is None or facts.broken(key, first, last):
        return Reading(None, key, area, last, likely=likely)
    relative = number.unit == "pct"
    value = (100 * (b - a) / abs(a) if a else None) if relative else b - a
    if value is None:
        return Reading(None, key, area, last, likely=likely)
    measure = Measure.CHANGE_PERCENT if relative else Measure.CHANGE
    kind = Kind.PROJECTION if projected else Kind.OBSERVED
    said = number.said if relative else in_unit(scene, number.said, key)
    ref = Ref(key, area, Period(last), kind, measure, str(first))
    goes = 1 if way == "up" else -1 if way == "down" else 0
    if said.signed:
        holds, near = said.allows(value), said.nearly(value)
    else:
        right = not goes or value * goes >= 0
        holds, near = right and said.allows(abs(value)), right and said.nearly(abs(value))
    near = near or (relative and (not goes or value * goes >= 0) and said.cut(value))
    if a < 0 or b < 0:
        near = near or said.nearly(abs(value))
    return Reading(holds, key, area, last, said.number, value, ref, near, likely)
