"""Claims in words about time: directions, doublings and halvings, every year, above or below zero, records.

Leaves out numbers of changes (`amounts.py`) and comparisons of areas (`places.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from alke.base.periods import Period
from alke.indicators.values import Kind, Measure, Ref
from alke.language.proof import balances, times
from alke.language.proof.amounts import Number, in_unit, losses
from alke.language.proof.binding import Scene, Subject
from alke.language.proof.changes import change_spans
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, Reading, judged, unchecked
from alke.language.proof.reading import When

_FLAT = 0.01  # a change below this share of the value is "unchanged" too
_FLATTISH = 0.03  # and below this, one that some would call so
_BACK = (1, 2, 3, 5, 10)
_UNKNOWN = 2  # the way of an indicator of which nothing is better


def goes(scene: Scene, key: str, way: str) -> int:
    """1 up, −1 down, 0 unchanged; better and worse by what is better of the indicator; 2 when not known."""
    if way in ("better", "worse"):
        polarity = scene.facts.catalogue[key].higher_is
        if polarity == "neutral":
            return 2
        return 1 if (way == "better") == (polarity == "better") else -1
    return {"up": 1, "down": -1, "flat": 0}.get(way, 2)


def direction_claim(scene: Scene, text: str, place: int, subject: Subject) -> Claim:
    """A direction without a number."""
    token = scene.tokens[place]
    way = str(token.data)
    every = any(scene.sort(k) == "EVERY" for k in range(max(0, place - 4), min(len(scene.tokens), place + 5)))
    anchor = Anchor(token.start, token.end, Sort.TREND if every else Sort.DIRECTION)
    if not subject.keys:
        return unchecked(text, anchor, "no_indicator")
    readings = []
    for key in subject.keys:
        for area in scene.areas(place):
            found = _every if every else _direction
            readings += list(found(scene, place, key, area, way))
    return judged(text, anchor, readings, sure=subject.sure, series=subject.series)


def _direction(scene: Scene, place: int, key: str, area: str, way: str) -> Iterator[Reading]:
    size = balances.side(scene, place) if balances.signed(key) else 0
    for first, last, likely in spans_at(scene, place, key, area):
        if size and first and last:
            yield balances.grown(scene, key, area, (first, last), goes(scene, key, way), way, size, likely=likely)
        else:
            yield _moved(scene, key, area, first, last, way, likely=likely)


def spans_at(scene: Scene, place: int, key: str, area: str) -> Iterator[tuple[int, int, bool]]:
    """The first and last years that a word of direction at a token may be of, and whether they are likely."""
    return _spans(scene, place, _told(scene, place), key, area)


def _told(scene: Scene, place: int) -> list[int]:
    """The times that may be a direction's own: not one of a later clause where none is nearer."""
    near = scene.times(place)
    told = [k for k in near if k is not None and isinstance(scene.data(k), When)]
    return [k for k in told if near[0] is not None or k < place or not re.search(r"[,;]\s", scene.gap(place, k))]


def _spans(scene: Scene, place: int, told: list[int], key: str, area: str) -> Iterator[tuple[int, int, bool]]:
    facts = scene.facts
    found = list(change_spans(scene, place, key, area)) if told or scene.context.when else []
    when = scene.data(told[0]) if told else None
    years = facts.years(key, area)
    if isinstance(when, When) and when.sort in ("until", "at", "bare", "newest") and years:
        last = when.last or years[-1]
        several = len({w.last for t in scene.tokens if isinstance(w := t.data, When) and w.sort in ("at", "bare")}) > 1
        if several:
            yield from found
            return
        if when.sort != "at" and when.sort != "bare":
            found = []
        if when.sort == "until" or (scene.projected and last > years[-1]):
            found += [
                (year, last, True) for year in (*(last - back for back in _BACK), years[0], years[-1]) if year < last
            ]
        else:
            before = facts.before(key, area, last)
            found += [(before, last, True)] if before is not None else [(last - 1, last, True)]
            if before is not None and before < last - 1:
                found.append((0, 0, True))  # the year before is not in the data, so nothing is surely false
            if not scene.sign("past").search(scene.tokens[place].text):  # "grew in 2018" is of that year alone
                back = (last - 2, last - 3, last - 5, last - 10, years[0])
                found += [(year, last, False) for year in back if year < last]
    elif not told and years:
        found = [(first, last, False) for first, last, _ in found]
        found += [(year, years[-1], True) for year in dict.fromkeys((*(years[-1] - b for b in _BACK), years[0]))]
        if len(years) > 1:
            found.append((years[-2], years[-1], True))
    yield from found


def _moved(scene: Scene, key: str, area: str, first: int, last: int, way: str, *, likely: bool) -> Reading:
    facts = scene.facts
    a, b, kind = facts.number(key, area, first), facts.number(key, area, last), Kind.OBSERVED
    if scene.projected and (b is None or last > (facts.newest(key, area) or 0)):
        b, kind = facts.number(key, area, last, True), Kind.PROJECTION
    if not first and not last:
        return Reading(False, key, area, None, likely=likely, near=True)
    if a is None or b is None or first >= last or facts.broken(key, first, last):
        return Reading(None, key, area, last, likely=likely)
    wanted = goes(scene, key, way)
    if wanted == 2 or ((a < 0 or b < 0) and losses(scene)):
        return Reading(None, key, area, last, likely=likely)
    change = b - a
    shown = round(b, facts.catalogue[key].decimals) == round(a, facts.catalogue[key].decimals)
    holds = (shown or abs(change) <= _FLAT * abs(a)) if wanted == 0 else change * wanted > 0
    ref = Ref(key, area, Period(last), kind, Measure.CHANGE, str(first))
    near = wanted == 0 and abs(change) <= _FLATTISH * abs(a)
    return Reading(holds, key, area, last, None, change, ref, near, likely)


def _every(scene: Scene, place: int, key: str, area: str, way: str) -> Iterator[Reading]:
    facts = scene.facts
    years = facts.years(key, area)
    if balances.signed(key) and balances.side(scene, place):
        return  # a loss that grows every year
    for first, last, likely in _ranges(scene, place, key, area):
        inside = [year for year in years if first <= year <= last]
        wider = [year for year in years if first - 1 <= year <= last]
        for chosen in dict.fromkeys((tuple(inside), tuple(wider))):
            numbers = [facts.number(key, area, year) or 0.0 for year in chosen]
            wanted = goes(scene, key, way)
            if len(numbers) < 2 or wanted == 2:
                yield Reading(None, key, area, last, likely=likely)
                continue
            holds = all((b - a) * wanted > 0 for a, b in zip(numbers, numbers[1:], strict=False))
            yield Reading(holds, key, area, last, None, numbers[-1] - numbers[0], likely=likely)


def _ranges(scene: Scene, place: int, key: str, area: str) -> Iterator[tuple[int, int, bool]]:
    """The first and last years that "every year" is said of."""
    years = scene.facts.years(key, area)
    if not years:
        return
    told = [w for k in scene.times(place) if isinstance(w := scene.data(k), When)]
    for order, when in enumerate(told):
        if when.sort in ("span", "decade"):
            yield when.first, when.last, order == 0
            if when.sort == "decade" and when.first % 100 == 0:
                yield when.first, years[-1], order == 0
        elif when.sort in ("since", "decadesince"):
            yield when.first, years[-1], order == 0
        elif when.sort == "dur":
            yield years[-1] - when.first, years[-1], order == 0
    if not told:
        yield years[0], years[-1], True


def multiple_claim(scene: Scene, text: str, place: int, subject: Subject) -> Claim:
    """A doubling, a tripling or a halving over time."""
    token = scene.tokens[place]
    factor = float(str(token.data))
    approx = str(scene.data(place - 1)) if scene.sort(place - 1) == "APX" and scene.near(place - 1, place, 0) else ""
    anchor = Anchor(scene.tokens[place - 1].start if approx else token.start, token.end, Sort.MULTIPLE)
    if not subject.keys:
        return unchecked(text, anchor, "no_indicator")
    readings = []
    for key in subject.keys:
        for area in scene.areas(place):
            told = [k for k in scene.times(place) if isinstance(scene.data(k), When)]
            for first, last, likely in _spans(scene, place, [k for k in told if k is not None], key, area):
                readings.append(_multiple(scene, key, area, first, last, factor, approx, likely=likely))
    return judged(text, anchor, readings, sure=subject.sure)


def _multiple(
    scene: Scene, key: str, area: str, first: int, last: int, factor: float, approx: str, *, likely: bool
) -> Reading:
    a, b = scene.facts.number(key, area, first), scene.facts.number(key, area, last)
    if scene.projected and b is None:
        b = scene.facts.number(key, area, last, True)
    if a is None or b is None or not a or first >= last:
        return Reading(None, key, area, last, likely=likely)
    ratio = b / a if a * b > 0 else 0.0
    low, high = (0.9 * factor, 1.2 * factor) if factor > 1 else (0.85 * factor, 1.15 * factor)
    if approx in ("over", "soft_over", "atleast"):
        low, high = (0.99 * factor, 99.0) if factor > 1 else (-99.0, 1.01 * factor)
    elif factor >= 3:
        high = 99.0 if approx else 1.25 * factor
    return Reading(
        low <= ratio <= high, key, area, last, factor, ratio, likely=likely, near=0.97 * low <= ratio <= 1.03 * high
    )


def times_claim(
    scene: Scene,
    text: str,
    anchor: Anchor,
    place: int,
    subject: Subject,
    years: tuple[int | None, int],
    approx: str,
) -> Claim:
    """So many times as much in one year, the newest when None, as in another."""
    factor = float(str(scene.data(place)))
    low = 0.85 if approx == "almost" else 0.99 if approx in ("over", "soft_over", "atleast") else 0.9
    high = 99.0 if approx in ("over", "atleast") else 1.02 if approx == "almost" else 1.2
    readings = []
    for key in subject.keys:
        for area in scene.areas(place):
            last = years[0] or scene.facts.newest(key, area)
            a, b = (None if year is None else scene.facts.number(key, area, year) for year in (years[1], last))
            ratio = b / a if a and b and a * b > 0 else None
            holds = None if ratio is None else low * factor <= ratio <= high * factor
            near = ratio is not None and (low - 0.05) * factor <= ratio <= (high + 0.05) * factor
            readings.append(Reading(holds, key, area, last, factor, ratio, None, near))
    return judged(text, anchor, readings, sure=subject.sure)


def sign_claim(scene: Scene, text: str, place: int, subject: Subject) -> Claim:
    """Above or below zero, in a year or every year."""
    token = scene.tokens[place]
    gain = token.data == "pos" or token.sort == "GAIN"
    every = scene.sentence.has("EVERY")
    anchor = Anchor(token.start, token.end, Sort.TREND if every else Sort.VALUE)
    readings = []
    for key in subject.keys:
        for area in scene.areas(place):
            years = scene.facts.years(key, area)
            if not any((scene.facts.number(key, a, y) or 0) < 0 for a in (area, "MK18", "MK10") for y in years):
                continue
            for first, last, likely in _sign_years(scene, place, key, area):
                numbers = [scene.facts.number(key, area, year) for year in years if first <= year <= last]
                known = [number for number in numbers if number is not None]
                holds = all((number > 0) == gain for number in known) if known else None
                readings.append(Reading(holds, key, area, last, None, known[-1] if known else None, likely=likely))
    if not readings:
        return unchecked(text, anchor, "no_indicator")
    return judged(text, anchor, readings, sure=subject.sure, series=subject.series)


def _sign_years(scene: Scene, place: int, key: str, area: str) -> Iterator[tuple[int, int, bool]]:
    ranges = list(_ranges(scene, place, key, area))
    told = [k for k in scene.times(place) if isinstance(scene.data(k), When)]
    if ranges and (scene.sentence.has("EVERY") or told):
        yield from ranges
    for k in told:
        for year in times.value_years(scene, k, key, area):
            yield year, year, k == told[0]
    newest = scene.facts.newest(key, area)
    if not told and newest is not None:
        yield newest, newest, True


def record_claim(
    scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str, since: int | None = None
) -> Claim:
    """The highest or lowest of a series, or of the years since one."""
    readings = []
    for key in subject.keys:
        for area in scene.areas(place):
            readings += list(_record(scene, place, key, area, way, since))
    if not readings:
        return unchecked(text, anchor, "no_value" if subject.keys else "no_indicator")
    return judged(text, anchor, readings, sure=subject.sure, series=subject.series)


def _record(scene: Scene, place: int, key: str, area: str, way: str, begins: int | None) -> Iterator[Reading]:
    facts = scene.facts
    years = facts.years(key, area)
    wanted = goes(scene, key, {"top": "up", "bottom": "down", "best": "better", "worst": "worse"}.get(way, way))
    if not years or wanted == 2:
        return
    first, last = scene.clause(place)
    told = [w for k in range(first, last + 1) if isinstance(w := scene.data(k), When)]
    froms = [w.first for w in told if w.sort in ("since", "decadesince", "span", "decade")] or [years[0]]
    froms = [begins] if begins else froms
    back = next((w.first for w in told if w.sort == "back"), None)
    ends = [w.last for w in told if w.sort in ("at", "bare")] or [
        w.last for w in told if w.sort == "span" and w.last in years
    ]
    about = [w for w in told if w.sort == "span" and any(v.sort in ("since", "decadesince") for v in told)]
    if about:
        froms = [w.first for w in told if w.sort in ("since", "decadesince")]
        ends = [year for year in years if about[0].first <= year <= about[0].last]
        yield from (_top(scene, key, area, years, froms[0], end, wanted) for end in ends)
        return
    ends = ends[:1] or [scene.context.last_year or years[-1], years[-1]]
    for since in dict.fromkeys(froms[:1]):
        for end in dict.fromkeys(ends):
            since = end - back if back else since
            own = facts.number(key, area, end)
            rest = [facts.number(key, area, year) or 0.0 for year in years if since <= year <= end and year != end]
            later = [facts.number(key, area, year) or 0.0 for year in years if year > end and not told]
            if own is None or not rest:
                yield Reading(None, key, area, end)
                continue
            told_since = since in years and any(w.sort == "since" and w.first == since for w in told)
            compared = rest[1:] if told_since and len(rest) > 1 else rest
            holds = all((own - number) * wanted >= 0 for number in (*compared, *later))
            ignoring = all((own - number) * wanted >= 0 for number in rest[1:])
            yield Reading(holds, key, area, end, None, own, Ref(key, area, Period(end)), near=ignoring and not holds)


def peak_claim(scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject, way: str) -> Claim:
    """That a series was at its highest or lowest in a year; a peak among its neighbours is neither right nor wrong."""
    readings = []
    for key in subject.keys:
        up = goes(scene, key, {"best": "better", "worst": "worse", "top": "up"}.get(way, "down"))
        up = 1 if up == _UNKNOWN else up
        for area in scene.areas(place):
            numbers = {year: scene.facts.number(key, area, year) or 0.0 for year in scene.facts.years(key, area)}
            for order, k in enumerate(scene.times(place)):
                for year in times.value_years(scene, k, key, area) if k is not None else ():
                    own = numbers.get(year)
                    rest = [n for y, n in numbers.items() if y != year]
                    order_of = sorted(numbers)
                    at = order_of.index(year) if year in numbers else 0
                    beside = [numbers[y] for y in order_of[max(0, at - 1) : at + 2] if y != year]
                    holds = None if own is None or not rest else all((own - n) * up >= 0 for n in rest)
                    near = own is not None and all((own - n) * up >= 0 for n in beside)
                    readings.append(Reading(holds, key, area, year, None, own, None, near, order == 0))
    if not readings:
        return unchecked(text, anchor, "no_period", subject.keys[0])
    return judged(text, anchor, readings, sure=subject.sure)


def extreme_claim(scene: Scene, text: str, number: Number, subject: Subject, way: str) -> Claim:
    """The number that a series has been at most or at least; one before its first year may have been beyond it."""
    anchor = Anchor(number.start, number.end, Sort.RECORD)
    readings = []
    for key in subject.keys:
        for area in scene.areas(number.place):
            years = scene.facts.years(key, area)
            numbers = {scene.facts.number(key, area, year) or 0.0: year for year in years}
            if not numbers:
                continue
            value = max(numbers) if way == "top" else min(numbers)
            said = in_unit(scene, number.said, key)
            holds, near = said.allows(value), said.nearly(value) or numbers[value] == years[0]
            ref = Ref(key, area, Period(numbers[value]))
            readings.append(Reading(holds, key, area, numbers[value], said.number, value, ref, near))
    if not readings:
        return unchecked(text, anchor, "no_value", subject.keys[0])
    return judged(text, anchor, readings, sure=subject.sure)


def _top(scene: Scene, key: str, area: str, years: tuple[int, ...], since: int, end: int, wanted: int) -> Reading:
    own = scene.facts.number(key, area, end) or 0.0
    rest = [scene.facts.number(key, area, year) or 0.0 for year in years if since + 1 <= year]
    return Reading(all((own - number) * wanted >= 0 for number in rest), key, area, end, None, own, near=True)


def step_record(scene: Scene, text: str, anchor: Anchor, place: int, subject: Subject) -> Claim:
    """The largest yearly change since a year."""
    readings = []
    for key in subject.keys:
        for area in scene.areas(place):
            told = [w for token in scene.tokens if isinstance(w := token.data, When)]
            spans = [w for w in told if w.sort == "span"]
            since = [w.first for w in told if w.sort == "since"]
            years = scene.facts.years(key, area)
            if not spans or not years:
                continue
            first = since[0] if since else years[0]
            inside = [year for year in years if first <= year]
            steps = {
                b: (scene.facts.number(key, area, b) or 0.0) - (scene.facts.number(key, area, a) or 0.0)
                for a, b in zip(inside, inside[1:], strict=False)
            }
            own = steps.get(spans[0].last)
            holds = None if own is None else all(abs(own) >= abs(step) for step in steps.values())
            readings.append(Reading(holds, key, area, spans[0].last, None, own))
    return judged(text, anchor, readings, sure=subject.sure)
