"""What puts a subject beyond doubt: a number said of it that is right to its last digit.

Leaves out whether the words around it are known (`understood.py`).
"""

from __future__ import annotations

import re

from alke.language.proof.binding import Scene
from alke.language.proof.claims import Claim, Sort, Verdict

_CLOSE = 0.006  # share of the value that a number may be off and still be no coincidence
_DIGITS = 2  # figures that such a number has at least, three where it is told as approximate
_ANOTHER = frozenset({"IND", "FOREIGN", "GROUP", "OTHERAREA", "OF", "SHAREOF"})
_APART = frozenset({"AREA", "PER", "IND", "ANA", "DIR", "TURN", "CMP", "THAN", "NREG"})


def exact(claim: Claim) -> bool:
    """Whether a claim is of a value that fits so closely that it can hardly be of anything else."""
    if claim.verdict is not Verdict.HOLDS or claim.kind is not Sort.VALUE or not claim.value or claim.said is None:
        return False
    figures = re.search(r"\d[\d\s.,]*", claim.text)
    digits = re.sub(r"\D", "", figures[0]).strip("0") if figures else ""
    least = _DIGITS + (figures is not None and figures.start() > 0)
    return len(digits) >= least and abs(abs(claim.said) - abs(claim.value)) <= _CLOSE * abs(claim.value)


def anchor(scene: Scene, claim: Claim) -> Claim | None:
    """The last exact claim before another in its sentence, of the same indicator, where nothing else is named since."""
    found = [each for each in scene.held if each.end <= claim.start and each.indicator == claim.indicator]
    if not found:
        return None
    between = [t for t in scene.sentence.tokens if found[-1].end <= t.start < claim.end]
    other = any(t.sort in _ANOTHER and not (t.sort == "IND" and claim.indicator in t.data) for t in between)
    apart = any(t.sort in _APART for t in between)  # "35,150 of 136,068" are not two values of one name
    return found[-1] if apart and not other else None
