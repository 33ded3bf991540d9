"""Claims of how many regions are ahead, beyond a number, growing or shrinking: "in five regions it is higher".

Leaves out numbers of all the regions (`measures.py`) and regions that are named (`places.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alke.areas import COUNTRY, MAINLAND
from alke.language.proof import amounts, moves, places
from alke.language.proof.binding import Scene
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.clauses import piece_of
from alke.language.proof.judging import Anchor, Reading, judged, unchecked
from alke.language.proof.numbered import Numbered
from alke.language.proof.numerals import Said

_OTHERWISE = frozenset(
    {"MEDIAN", "NEIGH", "MULT", "TIMES", "SUP", "RECORD", "GAPW", "EVERY", "NOT", "NEVER", "NOWHERE"}
)
_WAYS = {"more": "up", "less": "down", "over": "up", "under": "down"}
_RECENT = 10  # years that a count without a time may be of


class Counted(Numbered):
    """Finds the claims of counts of regions."""

    def _count(self, place: int) -> Claim | None:
        scene = self.scene
        if scene.sort(place) != "NREG":
            return None
        token = scene.tokens[place]
        anchor = Anchor(token.start, token.end, Sort.RANK)
        first, last = self._piece(place)
        inside = [k for k in range(first, last + 1) if k != place]
        before = self.text[max(0, token.start - 12) : token.start]
        told = [k for k in inside if scene.sort(k) in ("CMP", "DIR") or self._beyond(k)]
        listed = scene.sign("these_regions").search(before)
        other = any(scene.sort(k) in _OTHERWISE for k in inside)
        if len(told) != 1 or listed or other:
            return unchecked(self.text, anchor, "ambiguous")
        scene.used.add(told[0])
        numbers = [k for k in inside if scene.sort(k) in ("NUM", "FRAC")]
        scene.used.update(numbers)
        start, end = min(anchor.start, scene.tokens[told[0]].start), max(anchor.end, scene.tokens[told[0]].end)
        return self._counted(Anchor(start, end, Sort.RANK), place, told[0], numbers)

    def _piece(self, place: int) -> tuple[int, int]:
        """The first and last token of a token's part of the sentence, between commas and the like."""
        begin, end = piece_of(self.scene, self.scene.tokens[place].start)
        inside = [k for k, token in enumerate(self.scene.tokens) if begin <= token.start < end]
        return inside[0], inside[-1]

    def _beyond(self, place: int) -> bool:
        """Whether a token is "over" or "under" that says which regions are counted."""
        scene = self.scene
        return scene.sort(place) == "APX" and scene.data(place) in ("over", "under") and scene.sort(place + 1) != "NREG"

    def _counted(self, anchor: Anchor, place: int, told: int, numbers: list[int]) -> Claim:
        scene = self.scene
        limit = amounts.number_at(scene, numbers[0]) if numbers else None
        subject = self._subject(limit, limit.unit) if limit is not None else scene.subject(told)
        if subject.foreign or not subject.keys:
            return unchecked(self.text, anchor, "no_indicator")
        if len(numbers) > 1 or (limit and not (self._beyond(told) and numbers[0] == told + 1)):
            return unchecked(self.text, anchor, "ambiguous")
        way = _WAYS.get(str(scene.data(told)), str(scene.data(told)))
        said = _said(scene, place)
        if scene.sort(told) == "DIR":
            readings = [each for key in subject.keys for each in _moving(scene, told, key, way, said)]
        elif limit is not None:
            keys = [key for key in subject.keys if key in amounts.fits(scene, limit.unit)]
            readings = [each for key in keys for each in _beyond(scene, place, key, way, said, limit.said)]
        else:
            targets, _, time = self._targets(told, over=scene.sort(told) == "APX")
            own = targets or tuple(a for a in scene.areas(told) if a != COUNTRY)[:1]
            if time is not None or len(own) != 1 or own[0] == places.MEDIAN:
                return unchecked(self.text, anchor, "ambiguous")
            turned = scene.sort(place - 1) == "THAN"  # "higher than in three regions" counts those behind
            way = {"up": "down", "down": "up"}.get(way, way) if turned else way
            readings = [each for key in subject.keys for each in _ahead(scene, place, key, way, said, own[0])]
        if not readings:
            return unchecked(self.text, anchor, "no_value")
        return judged(self.text, anchor, readings, sure=subject.sure, series=subject.series)


def _said(scene: Scene, place: int) -> Said:
    """How many regions are told, with what is said of the count before it."""
    approx = str(scene.data(place - 1)) if scene.sort(place - 1) == "APX" and scene.near(place - 1, place, 0) else ""
    return Said(float(str(scene.data(place))), 1.0, approx)


def _tally(key: str, area: str, year: int, flags: Iterator[Mapping[str, bool]], said: Said, *, likely: bool) -> Reading:
    """The reading of a count: right among the mainland's regions or among all, at the digits shown or unrounded."""
    counts = {sum(each.get(code, False) for code in codes) for each in flags for codes in (MAINLAND, each)}
    holds = any(said.allows(count) for count in counts) if counts else None
    near = any(said.nearly(count) for count in counts) if said.approx else False
    return Reading(holds, key, area, year, said.number, float(max(counts, default=0)), None, near, likely)


def _shown(scene: Scene, key: str, numbers: Mapping[str, float]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    decimals = scene.facts.catalogue[key].decimals
    return numbers, {code: round(number, decimals) for code, number in numbers.items()}


def _years(scene: Scene, place: int, key: str, area: str) -> Iterator[tuple[int, bool, bool]]:
    """The years that a count may be of; where none is told, an older one keeps it from being called false."""
    yield from places.years_of(scene, place, key, area)
    if scene.times(place) == [None]:
        yield from ((year, False, False) for year in scene.facts.years(key, area)[-_RECENT:])


def _ahead(scene: Scene, place: int, key: str, way: str, said: Said, area: str) -> Iterator[Reading]:
    wanted = moves.goes(scene, key, way)
    counted = scene.facts.catalogue[key].additive and area == COUNTRY
    for year, projected, likely in _years(scene, place, key, area):
        own, numbers = scene.facts.number(key, area, year, projected), scene.facts.others(key, year, projected)
        if own is None or len(numbers) < len(MAINLAND) or wanted not in (1, -1) or counted:
            yield Reading(None, key, area, year, likely=likely)
            continue
        held = _shown(scene, key, {**numbers, "": own})
        flags = ({c: (n - each[""]) * wanted > 0 for c, n in each.items() if c} for each in held)
        yield _tally(key, area, year, flags, said, likely=likely)


def _beyond(scene: Scene, place: int, key: str, way: str, said: Said, limit: Said) -> Iterator[Reading]:
    edge = amounts.in_unit(scene, limit, key).number
    wanted = 1 if way == "up" else -1
    for year, projected, likely in _years(scene, place, key, COUNTRY):
        numbers = scene.facts.others(key, year, projected)
        if len(numbers) < len(MAINLAND):
            yield Reading(None, key, COUNTRY, year, likely=likely)
            continue
        flags = ({c: (n - edge) * wanted > 0 for c, n in each.items()} for each in _shown(scene, key, numbers))
        yield _tally(key, COUNTRY, year, flags, said, likely=likely)


def _moving(scene: Scene, place: int, key: str, way: str, said: Said) -> Iterator[Reading]:
    wanted = moves.goes(scene, key, way)
    for first, last, likely in moves.spans_at(scene, place, key, COUNTRY):
        if not likely:
            continue  # over some span nearly any count is right
        then, now = scene.facts.others(key, first), scene.facts.others(key, last)
        broken = scene.facts.broken(key, first, last) if first and last else True
        if min(len(then), len(now)) < len(MAINLAND) or wanted not in (1, -1) or broken:
            yield Reading(None, key, COUNTRY, last, likely=likely)
            continue
        pairs = zip(_shown(scene, key, then), _shown(scene, key, now), strict=True)
        flags = ({c: (b[c] - a[c]) * wanted > 0 for c in b if c in a} for a, b in pairs)
        yield _tally(key, COUNTRY, last, flags, said, likely=likely)
