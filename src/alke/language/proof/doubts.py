"""Whether a number that fails as it was read may be an extreme, an interim value, a stock, or share a word before it.

Leaves out numbers that fit another name, area or time of the sentence (`understood.py`).
"""

from __future__ import annotations

import re

from alke.findings.context import POPULATION
from alke.language.proof.amounts import Number, in_unit
from alke.language.proof.binding import Scene
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.reading import When

_LONG = frozenset({"span", "since", "decade", "decadesince"})
_FLOW = re.compile(r"migration|natural|change")
_OPEN = frozenset({"over", "under", "atleast", "atmost"})
_SHARING = frozenset({"PER", "UNIT", "AREA"})


def doubtful(scene: Scene, claim: Claim, number: Number) -> bool:
    """Whether a number that is called false may be right in a way that its words do not rule out."""
    if claim.indicator is None or claim.area is None or claim.kind is not Sort.VALUE:
        return False
    return (
        _shares(scene, number)
        or _extreme(scene, claim, number)
        or _interim(scene, claim, number)
        or _stock(scene, claim, number)
    )


def _allows(scene: Scene, claim: Claim, number: Number, values: list[float]) -> bool:
    said = in_unit(scene, number.said, str(claim.indicator))
    return any(said.allows(value) for value in values)


def _series(scene: Scene, claim: Claim, first: int = 0, last: int = 9999) -> list[float]:
    """The values of a claim's indicator and area over some years."""
    key, area = str(claim.indicator), str(claim.area)
    years = (year for year in scene.facts.years(key, area) if first <= year <= last)
    return [value for year in years if (value := scene.facts.number(key, area, year)) is not None]


def _shares(scene: Scene, number: Number) -> bool:
    """Whether "over" or the like before another number holds for this one too: "passed 30,000 in 2017 and 35,000"."""
    if number.said.approx:
        return False
    before = number.place - 1
    while scene.sort(before) in _SHARING:
        before -= 1
    if scene.sort(before) != "NUM" or scene.sort(before - 1) != "APX" or scene.data(before - 1) not in _OPEN:
        return False
    return bool(scene.sign("listing").search(scene.gap(before, number.place)))


def _extreme(scene: Scene, claim: Claim, number: Number) -> bool:
    """Whether a peak or a low is spoken of, and the number is one: "29,302 at the peak"."""
    values = _series(scene, claim)
    told = bool(values) and scene.sign("extremes").search(scene.sentence.text)
    return bool(told) and _allows(scene, claim, number, [min(values), max(values)])


def _interim(scene: Scene, claim: Claim, number: Number) -> bool:
    """Whether a series turns within a long time and the number is of a year inside: "rose to 16.9 and then fell to"."""
    told = [w for t in scene.tokens if isinstance(w := t.data, When) and w.sort in _LONG]
    if sum(t.sort == "DIR" for t in scene.tokens) < 2 or not told:
        return False
    spans = [(w.first, w.last if w.sort in ("span", "decade") else 9999) for w in told]
    return any(_allows(scene, claim, number, _series(scene, claim, *span)) for span in spans)


def _stock(scene: Scene, claim: Claim, number: Number) -> bool:
    """Whether inhabitants are told beside a flow of people: "a loss of 563 left the region with 73,061 inhabitants"."""
    if not _FLOW.search(str(claim.indicator)) or not scene.sign("dwellers").match(number.unit_text):
        return False
    years = scene.facts.years(POPULATION, str(claim.area))
    return any(number.said.allows(scene.facts.number(POPULATION, str(claim.area), year) or 0.0) for year in years)
