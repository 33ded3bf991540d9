"""Whether a claim is only of a group, of a part of a year, of other regions, or of another whole than its indicator's.

Leaves out whether every word of a clause is known (`understood.py`).
"""

from __future__ import annotations

from alke.language.proof.binding import Scene
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.clauses import PIECE
from alke.language.proof.lexicon import Token
from alke.language.proof.reading import When

_COUNTS = frozenset({"NUM", "FRAC", "UNIT"})
_COMPARES = ("CMP", "SUP", "MULT", "TIMES", "NOONE")


def grouped(scene: Scene, claim: Claim, first: int, last: int) -> bool:
    """Whether a word between two places says that only a group, a part of a year or a neighbour is spoken of.

    A word that is at home with some indicators only (OWN: "15 vuotta täyttäneistä") says so of any other.
    """
    for k, token in enumerate(scene.sentence.tokens):
        if token.start >= last or token.end <= first:
            continue
        than = k > 0 and scene.sentence.tokens[k - 1].sort in ("THAN", "CMP")
        part = isinstance(token.data, When) and token.data.sort == "part"
        beside = token.sort == "NEIGH" and claim.kind is Sort.VALUE and not than
        after = scene.sentence.tokens[k + 1] if k + 1 < len(scene.sentence.tokens) else None
        own = after is not None and after.sort in ("NUM", "FRAC")  # "in industry 20 and in services 62 per cent"
        named = token.sort == "IND" and not own and bool(scene.sign("inside_name").match(token.text))
        home = token.sort == "OWN" or (token.sort == "OF" and token.data is not None)
        others = home and claim.indicator not in str(token.data).split()
        others = others or _of_another(scene, claim, token)
        others = others or (_other_places(token, claim) and not scene.sentence.has(*_COMPARES))
        if token.sort == "GROUP" or others or part or beside or (named and claim.indicator not in token.data):
            return True
    return False


def _of_another(scene: Scene, claim: Claim, token: Token) -> bool:
    """Whether a name is the whole that a claim is a part of: "of the vacancies", "every third Swedish speaker has"."""
    if token.sort != "IND" or claim.kind is not Sort.VALUE:
        return False
    if token.start >= claim.end:
        beside = not scene.sentence.between(claim.end, token.start).strip(" \u00a0")
        counted = any(t.sort == "FRAC" and t.start < claim.end and claim.start < t.end for t in scene.sentence.tokens)
        if counted and beside and _named_later(scene, token):
            return True
    own = token.start >= claim.end and claim.indicator in token.data
    if own and scene.sign("whole_beside").fullmatch(scene.sentence.between(claim.end, token.start)):
        return True  # "a quarter of Lapland's students"
    between = any(t.sort in _COUNTS and claim.end <= t.start < token.start for t in scene.sentence.tokens)
    whole = scene.sign("of_whole").search(scene.sentence.between(scene.sentence.start, token.start))
    return bool(whole) and claim.indicator not in token.data and not between


def _named_later(scene: Scene, token: Token) -> bool:
    """Whether another name follows a name in its part of the sentence."""
    after = [t for t in scene.sentence.tokens if t.sort == "IND" and t.start > token.end]
    return bool(after) and not PIECE.search(scene.sentence.between(token.end, after[0].start))


def _other_places(token: Token, claim: Claim) -> bool:
    """Whether a word means the other regions: "elsewhere in Finland"; of migration it tells where from."""
    moving = token.sort == "ELSEWHERE" and "migration" in (claim.indicator or "")
    return token.sort in ("NOWHERE", "ELSEWHERE") and not moving
