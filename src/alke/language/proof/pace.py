"""Claims that compare changes: "fell more slowly than in the country", "the growth was faster than a year earlier".

A change is compared in units and in per cent, and either may be what is meant. Leaves out comparisons of levels
(`places.py`) and the largest change of all (`ranked.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alke.areas import COUNTRY, MAINLAND
from alke.findings.context import POPULATION
from alke.language.proof import moves, places, times
from alke.language.proof.binding import Scene
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, Reading, judged, unchecked
from alke.language.proof.reading import When
from alke.language.proof.then import Then

_BETWEEN = frozenset(
    {"AREA", "PER", "APX", "EVERY", "IND", "NUM", "FRAC", "UNIT", "ANA", "SCOPE", "ONLY", "TYPICAL", "PERYEAR"}
)
_CLOSE = 0.05  # share of the larger change by which two may differ and be called alike
_NETS = {"population-change": POPULATION, "population-change-percent": POPULATION}


class Paced(Then):
    """Finds the claims of changes that are compared."""

    def _paced(self, anchor: Anchor, place: int, way: str, only: tuple[str, ...] = ()) -> Claim | None:
        """More or less change than elsewhere or at another time; None where no word of change is near."""
        scene = self.scene
        verb = self._moves(place)
        if verb is None or way not in ("more", "less"):
            return None
        subject, step = scene.subject(verb), self._step(verb)
        if subject.foreign or not subject.keys or not step:
            return unchecked(self.text, anchor, "no_indicator")
        relative = self._relative(verb, place)
        targets, end, time = ((), anchor.end, None) if only else self._targets(max(verb, place))
        start = anchor.start if relative is not None else min(anchor.start, scene.tokens[verb].start)
        told = Anchor(start, max(anchor.end, end), Sort.COMPARISON)
        readings: list[Reading] = []
        for key in subject.keys:
            for area in places.own_areas(scene, verb) or scene.areas(verb):
                if only or (len(targets) == 1 and targets[0] in (*MAINLAND, "MK21", COUNTRY)):
                    beside = only or targets
                    readings += _beside(scene, verb, key, area, beside, step, way, relative, only=bool(only))
                elif not targets and time is not None:
                    readings += _earlier(scene, verb, time, key, area, step, way, relative)
        if not readings:
            return unchecked(self.text, anchor, "ambiguous")
        scene.used.add(place)
        return judged(self.text, told, readings, sure=subject.sure, series=subject.series)

    def _moves(self, place: int) -> int | None:
        """The word of change that a comparison is of: before it, or just after in "a faster decline"."""
        scene = self.scene
        if scene.sort(place + 1) in ("DIR", "TURN") and scene.near(place, place + 1, 1):
            return place + 1
        first, _ = scene.clause(place)
        for k in range(place - 1, first - 1, -1):
            sort = scene.sort(k)
            if sort in ("DIR", "TURN", "LOSS", "GAIN") and scene.data(k) != "flat":
                return None if sort == "DIR" and self._sized(k) else k
            if sort not in _BETWEEN:
                return None
        return None

    def _step(self, verb: int) -> str:
        """Up or down, as a word of change says."""
        scene = self.scene
        if scene.sort(verb) in ("LOSS", "GAIN"):
            return "" if self._balance_word(verb) else {"LOSS": "down", "GAIN": "up"}[scene.sort(verb)]
        return str(scene.data(verb))

    def _relative(self, verb: int, place: int) -> bool | None:
        """Whether a number between tells the change in per cent; None where none tells."""
        units = [n.unit for k, (n, role, _) in self.numbers.items() if role == "change" and verb <= k < place]
        return units[-1] == "pct" if units else None


def _beside(
    scene: Scene,
    verb: int,
    key: str,
    area: str,
    others: Sequence[str],
    step: str,
    way: str,
    relative: bool | None,
    *,
    only: bool,
) -> Iterator[Reading]:
    """The change of an area against that of another, or of only some against all the rest."""
    goes = moves.goes(scene, _NETS.get(key, key), step)
    key = _NETS.get(key, key)
    for first, last, likely in moves.spans_at(scene, verb, key, area):
        if not likely:
            continue  # over some span nearly any comparison is right
        own = _steps(scene, key, area, first, last)
        rest = [code for code in scene.facts.others(key, last) if code != area] if only else list(others)
        found = [_steps(scene, key, each, first, last) for each in rest]
        if own is None or any(each is None for each in found) or goes not in (1, -1) or area in others:
            yield Reading(None, key, area, last, likely=likely)
            continue
        kinds = [k for k in (0, 1) if relative is None or k == relative]
        if scene.facts.catalogue[key].additive and COUNTRY in (area, *others):
            kinds = [1]  # a region's change in units is always less than the country's
        told = [_ahead(own[k] * goes, [e[k] * goes for e in found if e], way, rest, others, only=only) for k in kinds]
        holds, near = any(h for h, _ in told), any(n for _, n in told)
        yield Reading(holds, key, area, last, None, own[kinds[-1]], None, near, likely)


def _ahead(
    own: float, found: list[float], way: str, rest: Sequence[str], others: Sequence[str], *, only: bool
) -> tuple[bool, bool]:
    """Whether a change, counted the way it is told, is more or less than others; and whether that is nearly so."""
    if only:
        sign = 1 if way == "more" else -1
        ahead = {code for code, other in zip(rest, found, strict=True) if (other - own) * sign > 0}
        return ahead == set(others) or ahead & set(MAINLAND) == set(others), False
    other = found[0]
    more = own > other if way == "more" else own < other
    close = abs(own - other) <= _CLOSE * max(abs(own), abs(other))
    return more and own > 0, close or (more and own <= 0)


def _steps(scene: Scene, key: str, area: str, first: int, last: int) -> tuple[float, float] | None:
    """The change of an area's value between two years in units and in per cent; None where it is not known."""
    a, b = scene.facts.number(key, area, first), scene.facts.number(key, area, last)
    if a is None or b is None or not a or first >= last or scene.facts.broken(key, first, last):
        return None
    return b - a, 100 * (b - a) / abs(a)


def _earlier(
    scene: Scene, verb: int, time: int, key: str, area: str, step: str, way: str, relative: bool | None
) -> Iterator[Reading]:
    """The change of a year against that of an earlier year."""
    key = _NETS.get(key, key)
    goes, told, other = moves.goes(scene, key, step), scene.data(time), None
    base = times.base_year(scene, time, key, area)
    if isinstance(told, When) and told.sort == "prev" and base is not None:
        other = base - told.first
    elif isinstance(told, When) and told.sort in ("at", "bare"):
        other = told.last
    own = [w.last for k, t in enumerate(scene.tokens) if k != time and isinstance(w := t.data, When) and _dated(w)]
    year = own[-1] if own else base
    if other is None or year is None or other >= year or goes not in (1, -1):
        return
    now, then = _steps(scene, key, area, year - 1, year), _steps(scene, key, area, other - 1, other)
    if now is None or then is None:
        yield Reading(None, key, area, year)
        return
    kinds = [k for k in (0, 1) if relative is None or k == relative]
    told_so = [_ahead(now[k] * goes, [then[k] * goes], way, (), (), only=False) for k in kinds]
    yield Reading(any(h for h, _ in told_so), key, area, year, None, now[0], None, any(n for _, n in told_so))


def _dated(when: When) -> bool:
    return when.sort in ("at", "bare")
