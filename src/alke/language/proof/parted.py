"""Whether a claim is of a part, a sum, another whole or an exchange that no indicator measures.

Leaves out whether every word is accounted for (`understood.py`).
"""

from __future__ import annotations

import re

from alke.base.units import COUNTED
from alke.findings.context import POPULATION
from alke.language.proof.amounts import natural_sign
from alke.language.proof.binding import Scene
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.lexicon import Token

_RELATIVE = (
    r"per-|density|dependency|self-sufficiency|-margin|-stock|-costs|mean-|median-|share|tertiary|education|speakers|"
    r"citizens"
)
_COUNTED = COUNTED | {"persons"}
# What a share may be said to be of, beside its own name.
_WHOLES = frozenset(
    [
        "population",
        "population-15-64",
        "jobs",
        "labour-force",
        "household-dwelling-units",
        "families",
        "employed-lfs",
        "employed-residents",
        "unemployed-jobseekers",
    ]
)


def summed(scene: Scene, claim: Claim) -> bool:
    """Whether a number is told of two areas together: "half is made in Uusimaa and Pirkanmaa"."""
    if claim.kind not in (Sort.VALUE, Sort.SHARE, Sort.CHANGE):
        return False
    pairs = [k for k in range(len(scene.tokens) - 1) if scene.sort(k) == scene.sort(k + 1) == "AREA"]
    pairs = [k for k in pairs if claim.area in (scene.data(k), scene.data(k + 1))]
    return any(scene.sign("summed").fullmatch(scene.gap(k, k + 1)) for k in pairs)


def some_regions(scene: Scene, claim: Claim, spans: list[tuple[int, int]]) -> bool:
    """Whether a claim that counts no regions stands beside a count of them: "it grew in six regions"."""
    counts = [t for t in scene.tokens if t.sort == "NREG"]
    if any(claim.start <= t.start < claim.end for t in counts):
        return False
    beside = any(a <= t.start < b for t in counts for a, b in spans)
    return beside or bool(scene.sign("some_regions").search(scene.sentence.text))


def counted(scene: Scene, claim: Claim, subject: Token | None) -> bool:
    """Whether people are counted where the indicator is a share of them, or the other way round."""
    indicator = scene.facts.catalogue.get(claim.indicator or "")
    unit = indicator.unit.key if indicator is not None else ""
    told = [t for t in scene.tokens if t.sort in ("SUP", "CMP") and claim.start <= t.start < claim.end]
    if unit != "percent":
        after = [scene.sentence.between(t.end, scene.sentence.end) for t in told]
        return unit in _COUNTED and any(scene.sign("share_word").match(each) for each in after)
    words = [t.text for t in told]
    before = scene.sentence.between(scene.sentence.start, subject.start) if subject is not None else ""
    counted = any(scene.sign("counting").match(word) for word in words)
    return counted or bool(scene.sign("number_of").search(before))


def of_other(scene: Scene, claim: Claim) -> bool:
    """Whether a share is said to be of something that it is no share of: "30 per cent of GDP"."""
    if claim.kind is not Sort.VALUE or claim.said is None:
        return False
    after = next((k for k, t in enumerate(scene.tokens) if t.start >= claim.end and t.sort != "AREA"), None)
    if (
        after is None
        or scene.sort(after) != "IND"
        or not scene.sign("whole_of").match(scene.sentence.text, claim.end - scene.sentence.start)
    ):
        return False
    keys = set(scene.tokens[after].data)
    return claim.indicator not in keys and not keys & _WHOLES


def opens_as_whole(scene: Scene, claim: Claim, subject: Token) -> bool:
    """Whether a name opens its clause as the whole of a share: "of tertiary graduates, 60 per cent leave"."""
    before = scene.sentence.between(scene.sentence.start, subject.start)
    opens = bool(scene.sign("whole_of").search(before)) and before.strip().lower() in (
        "of",
        "among",
        "out of",
        "of all",
    )
    return opens and subject.start < claim.start and not set(subject.data) & _WHOLES


def exchanged(scene: Scene, claim: Claim) -> bool:
    """Whether people are lost or gained in exchange with another area: "lost 250 people to North Ostrobothnia"."""
    if claim.indicator != POPULATION or claim.kind is not Sort.CHANGE:
        return False
    areas = [t for t in scene.tokens if t.sort == "AREA" and t.start >= claim.end]
    gaps = [scene.sentence.between(max(claim.end, t.start - 12), t.start) for t in areas[:1]]
    words = [gap[gap.rstrip().rfind(" ") :] if " " in gap.rstrip() else gap for gap in gaps]
    return any(scene.sign(name).match(word) for word in words for name in ("inward", "outward"))


def qualified(scene: Scene, claim: Claim, subject: Token) -> bool:
    """Whether what follows a name makes it less: "students who stay", "the loss to Uusimaa"; or a birth alone."""
    if scene.sign("narrows").match(scene.sentence.between(subject.end, scene.sentence.end)):
        return True
    alone = any(scene.sign(name).search(subject.text) for name in ("died", "born"))
    alone = alone and not scene.sign("balance").search(subject.text)
    if alone and claim.indicator == "natural-increase" and not natural_sign(scene):
        return True
    area = next((t for t in scene.tokens if t.start > subject.end and t.sort == "AREA"), None)
    if area is None or "migration" not in (claim.indicator or ""):
        return False
    last = next((t for t in reversed(scene.tokens) if t.sort == "AREA" and subject.end < t.start < claim.start), area)
    gap = scene.sentence.between(max(subject.end, last.start - 12), last.start)
    gap = gap[gap.rstrip().rfind(" ") :] if " " in gap.rstrip() else gap
    if str(claim.indicator).startswith("net-") and scene.sign("towards").search(last.text):
        return True
    into = str(claim.indicator).startswith("in-")
    out = str(claim.indicator).startswith("out-")
    inward, outward = scene.sign("inward").match(gap), scene.sign("outward").match(gap)
    return bool((inward and not out) or (outward and not into))


def narrower(scene: Scene, claim: Claim, first: int, last: int) -> bool:
    """Whether "per inhabitant" is said and the indicator is not of that kind."""
    names = [t for t in scene.sentence.tokens if t.sort == "IND"]
    told = any(t.sort == "PERHEAD" and first <= t.start < last for t in scene.sentence.tokens)
    for match in scene.sign("per").finditer(scene.sentence.between(first, last)):
        told = told or not any(t.start <= first + match.start() < t.end for t in names)
    indicator = scene.facts.catalogue.get(claim.indicator or "")
    share = indicator is not None and indicator.unit.key == "percent"
    return told and not share and not re.search(_RELATIVE, claim.indicator or "")
