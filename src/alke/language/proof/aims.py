"""Claims of what a region's programme aims at: the level of a target, and the gap of a value to it.

Only of targets that Alke holds as data with a level; every other word of a plan or a goal stays unchecked, and no such
claim is called false, since it may be of another plan. Leaves out whether a target has been reached.
"""

from __future__ import annotations

from dataclasses import replace

from alke.base.periods import Period
from alke.indicators.values import Measure, Ref
from alke.language.proof.amounts import Number, in_unit
from alke.language.proof.binding import Scene, Subject
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, Reading, judged
from alke.language.proof.places import own_areas
from alke.language.proof.reading import When


def aim_claim(scene: Scene, text: str, number: Number, subject: Subject, *, gap: bool) -> Claim | None:
    """The claim of a number beside a word of a target; None where no target with a level is held.

    Args:
        scene: The sentence.
        text: The whole text.
        number: The number.
        subject: What it measures.
        gap: Whether it is the gap to the level, instead of the level.
    """
    readings = []
    for key in subject.keys:
        for area in own_areas(scene, number.place):
            for ident, goal in scene.facts.aims(key, area).items():
                for year in _years(scene, key, area):
                    own = scene.facts.number(key, area, year)
                    value = goal if not gap else None if own is None else abs(own - goal)
                    measure = Measure.GAP_TARGET if gap else Measure.TARGET
                    ref = Ref(key, area, Period(year), measure=measure, other=ident)
                    said = in_unit(scene, number.said, key)
                    if said.approx in ("over", "under"):
                        said = replace(said, approx="")  # a target of "over 0" has the level 0
                    holds = None if value is None else said.allows(value)
                    readings.append(Reading(holds, key, area, year, said.number, value, ref))
    anchor = Anchor(number.start, number.end, Sort.VALUE)
    return judged(text, anchor, readings, sure=False) if readings else None


def _years(scene: Scene, key: str, area: str) -> list[int]:
    """The years that the sentence names, and the newest with a number."""
    told = [when.last for token in scene.tokens if isinstance(when := token.data, When)]
    newest = scene.facts.newest(key, area)
    return list(dict.fromkeys([*told, *([] if newest is None else [newest])]))
