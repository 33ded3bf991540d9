"""Whether a claim may be of another than its sentence's subject: of another whole, or comparing two subjects.

Only keeps a claim from being called false. Leaves out whether the words around it are known (`understood.py`).
"""

from __future__ import annotations

import re

from alke.language.proof.binding import Scene
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.clauses import piece_of
from alke.language.proof.lexicon import Token

_KNOWN = frozenset({"AREA", "PER", "SHAREOF"})  # what a number in brackets after "than" may be told of
_SHARES = frozenset({"percent"})


def of_another(scene: Scene, claim: Claim, subject: Token | None) -> bool:
    """Whether a number is, or may be, of something else than the subject it was bound to."""
    if claim.kind is Sort.COMPARISON:
        return _with_another(scene, claim)
    if claim.kind is not Sort.VALUE:
        return False
    return _bracketed(scene, claim) or _other_whole(scene, claim) or _of_the_group(scene, claim, subject)


def _bracketed(scene: Scene, claim: Claim) -> bool:
    """Whether a number in brackets is told of what a comparison is with, and that is nothing that is known."""
    before = scene.sentence.between(scene.sentence.start, claim.start)
    opened = before.rfind("(")
    if opened < 0 or ")" in before[opened:]:
        return False
    tokens = [t for t in scene.sentence.tokens if t.start < scene.sentence.start + opened]
    than = next((k for k in range(len(tokens) - 1, -1, -1) if tokens[k].sort == "THAN"), None)
    if than is None or re.search(r"[;()]|,\s", before[tokens[than].end - scene.sentence.start : opened]):
        return False
    return not any(t.sort in _KNOWN for t in tokens[than + 1 :])


def _other_whole(scene: Scene, claim: Claim) -> bool:
    """Whether a share is told of a whole that its indicator is no share of: "17 per cent of the dwellings"."""
    indicator = scene.facts.catalogue.get(claim.indicator or "")
    if indicator is None or indicator.unit.key not in _SHARES:
        return False
    begin, end = piece_of(scene, claim.start)
    after = next((t for t in scene.sentence.tokens if t.start >= claim.end), None)
    near = [t for t in scene.sentence.tokens if t.sort == "OF" and begin <= t.start < end]
    own = [t for t in near if t is after] or [t for t in near if t.end <= claim.start][-1:]
    for pattern, keys in scene.words.raw.get("shares_of", {}).items():
        if any(re.search(pattern, t.text, re.IGNORECASE) for t in own) and claim.indicator not in str(keys).split():
            return True
    return False


def _of_the_group(scene: Scene, claim: Claim, subject: Token | None) -> bool:
    """Whether a share is told of the very group that a name means: "a third of those aged 20 to 29"."""
    if subject is None or subject.start < claim.end:
        return False
    return bool(scene.sign("of_group").fullmatch(scene.sentence.between(claim.end, subject.start)))


def _with_another(scene: Scene, claim: Claim) -> bool:
    """Whether a comparison is with another indicator: "their loans are smaller than those of the groups"."""
    tokens = scene.sentence.tokens
    for k, token in enumerate(tokens):
        than = k > 0 and tokens[k - 1].sort == "THAN" and claim.start <= tokens[k - 1].start < claim.end
        if than and token.sort == "IND":
            earlier = {key for t in tokens[: k - 1] if t.sort == "IND" for key in t.data} or {*scene.context.keys}
            return not earlier & {*token.data}
    return False
