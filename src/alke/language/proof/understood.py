"""Whether a sentence is understood well enough to call a claim in it false: every word of it is accounted for.

A word is accounted for when it is part of a name, a number, a time, a unit or another class that the lexicon knows, or
is a function word. Leaves out what the words mean together (`binding.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from alke.findings.context import POPULATION
from alke.language.proof import balances, parted, times
from alke.language.proof.amounts import Number, fits, gaining, in_unit, losing, natural_sign
from alke.language.proof.anchors import anchor
from alke.language.proof.binding import Scene
from alke.language.proof.claims import Claim, Sort, Verdict
from alke.language.proof.clauses import PIECE, pieces
from alke.language.proof.groups import grouped
from alke.language.proof.lexicon import Token
from alke.language.proof.numerals import Said
from alke.language.proof.others import of_another
from alke.language.proof.reading import When

_WORD = re.compile(r"[^\W\d_](?:[\w’']|-(?=\w))*", re.UNICODE)
# Classes of words that make a clause of its own beside an area: "in Kainuu less than a quarter".
_SAYS = frozenset({"NUM", "FRAC", "DIR", "CMP", "SUP", "IND", "ANA"})
_SIGNS = frozenset({"pct", "eur", "mille", "index"})
_COUNTS = frozenset({"NUM", "FRAC", "UNIT"})
_YEAR = re.compile(r"(?<![\d ,.])(?:19|20)\d\d(?![\d,.]\d| \d{3})")
_DATED = frozenset({"PER", "IND", "NUM", "JUNK", "PROJ", "OLD", "SERIES", "SINCETHEN", "EVERY", "NEVER"})
_YEARS = 1000  # a time whose first number is above it is told by its year
_LOOSE = frozenset({"no_indicator", "ambiguous"})  # why a number of a sentence is of nothing that is known
_OTHERWISE = frozenset({"FOREIGN", "GROUP", "PLAN", "CAUSE", "OTHERAREA", "NOT"})


def unknown(scene: Scene, first: int, last: int, *, named: bool = False) -> Iterator[str]:
    """The words between two places of the text that nothing accounts for; fewer where the subject is named."""
    text = list(scene.sentence.between(first, last))
    for k, token in enumerate(scene.sentence.tokens):
        if token.start < last and token.end > first and not _loose(scene, k):
            a, b = max(token.start, first) - first, min(token.end, last) - first
            text[a:b] = " " * (b - a)
    dated = any(isinstance(t.data, When) and t.data.first > _YEARS and first <= t.start < last for t in scene.tokens)
    for word in _WORD.findall("".join(text)):
        name = word[0].isupper() and not scene.sentence.text.lstrip().startswith(word)
        names = ("vague",) * dated + ("soft",) * (named and not name)
        if not scene.neutral(word) and not any(scene.sign(name).fullmatch(word) for name in names):
            yield word


def _loose(scene: Scene, place: int) -> bool:
    """Whether a token does not account for its words: of something else, a unit of no number, "after" no area."""
    tokens = scene.sentence.tokens
    token, before = tokens[place], tokens[place - 1] if place else None
    if token.sort == "JUNK":
        return not scene.sign("label").match(token.text)
    if token.sort == "UNIT":
        if scene.sentence.line and not scene.sentence.has("NUM", "FRAC", "DIR", "CMP", "SUP"):
            return False  # a heading: "Population of Kainuu, persons"
        if token.data in _SIGNS and scene.sentence.between(token.end, scene.sentence.end)[:2].strip()[:1] in (":", ")"):
            return False  # "share, per cent: 34.7"
        beside = before is not None and not re.search(r"[,;:]", scene.sentence.between(before.end, token.start))
        return before is None or before.sort not in _COUNTS or not beside
    if token.sort == "AFTER":
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        return not any(each is not None and each.sort == "AREA" for each in (before, after))
    return token.sort in _OTHERWISE and not (token.sort == "PLAN" and scene.sentence.has("PROJ"))


def understood(scene: Scene, claim: Claim) -> bool:
    """Whether every word that may bear on a claim is accounted for, and its subject and place are its own."""
    subject, sure = _subject(scene, claim), anchor(scene, claim)
    spans = _bearing(scene, claim, subject)
    if sure is not None and (subject is None or subject.start < sure.start):
        spans = [(max(begin, sure.start), end) for begin, end in spans if end > sure.start]
    begin, end = spans[0][0], spans[-1][1]
    named = subject is not None or sure is not None
    if any(_denied(scene, a, b) or grouped(scene, claim, a, b) or _undated(scene, a, b) for a, b in spans):
        return False
    own = claim.start if subject is None else min(subject.start, claim.start)
    if any(_unclear(scene, own, a, b, named=named) for a, b in spans):
        return False
    if not named and not _carries(scene, claim, end):
        return False
    if parted.summed(scene, claim) or parted.some_regions(scene, claim, spans):
        return False
    if of_another(scene, claim, subject):
        return False
    if parted.counted(scene, claim, subject) or parted.of_other(scene, claim):
        return False
    if subject is not None and _beyond(scene, claim, subject):
        return False
    if parted.exchanged(scene, claim) or (subject is not None and parted.opens_as_whole(scene, claim, subject)):
        return False
    if subject is not None and parted.qualified(scene, claim, subject):
        return False
    return not (
        parted.narrower(scene, claim, begin, end) or _area_apart(scene, claim, begin, end) or _only(scene, claim)
    )


def _unclear(scene: Scene, own: int, first: int, last: int, *, named: bool) -> bool:
    """Whether a word between two places is unaccounted for and may bear on a claim whose clause is at `own`.

    In a clause before it that "but", "for" or the like leaves behind, only a word that may narrow what follows bears.
    """
    parts = [(a, b) for a, b in pieces(scene) if a < last and b > first]
    begins = next((a for a, b in parts if a <= own < b), first)
    leaves = scene.sign("leaves").match(scene.sentence.text[begins - scene.sentence.start :]) is not None
    for a, b in parts:
        words = unknown(scene, max(a, first), min(b, last), named=named)
        if any(not (leaves and b <= begins) or scene.sign("narrowing").search(word) for word in words):
            return True
    return False


def _bearing(scene: Scene, claim: Claim, subject: Token | None) -> list[tuple[int, int]]:
    """The parts of a sentence that may bear on a claim: from its subject to itself, and what opens the sentence."""
    parts = pieces(scene)
    text, start = scene.sentence.text, scene.sentence.start
    own = [k for k, (a, b) in enumerate(parts) if a < claim.end and claim.start < b]
    first, last = min(own, default=0), max(own, default=len(parts) - 1)
    if subject is None:
        first = 0
    else:
        place = next(k for k, (a, b) in enumerate(parts) if a <= subject.start < b)
        first, last = min(first, place), max(last, place)
    begin, end = parts[first][0], parts[last][1]
    joined = first > 0 and _joined(scene, begin)
    clause = text[begin - start : end - start]
    moved = subject is not None and any(t.sort == "DIR" and subject.end <= t.start < end for t in scene.tokens)
    told = scene.sign("copula").search(clause) or (moved and scene.sign("finite").search(clause))
    if joined and subject is not None and told:
        lead = next((t.start for t in scene.tokens if t.sort == "IND"), begin)
        label = text[parts[0][1] - start : parts[0][1] - start + 1] == ":"  # "The region in brief: …"
        opening = [] if label else [(parts[0][0], min(lead, parts[0][1]))]
        return [*opening, (begin, end)]  # a clause of its own
    while first and text[parts[first][0] - start] == ",":
        first -= 1  # what opens a clause bears on all of it: "before that, …"
    return [(parts[first][0], end)]


def _undated(scene: Scene, first: int, last: int) -> bool:
    """Whether a year between two places is in no word that the lexicon knows, so that its claim is of another time."""
    tokens = [t for t in scene.sentence.tokens if t.sort in _DATED]
    return any(
        not any(t.start <= first + match.start() < t.end for t in tokens)
        for match in _YEAR.finditer(scene.sentence.between(first, last))
    )


def _subject(scene: Scene, claim: Claim) -> Token | None:
    """The token that names a claim's indicator: the last before it, or else the first after it."""
    named = [t for k, t in enumerate(scene.tokens) if t.sort == "IND" and claim.indicator in scene.per(k, t.data)]
    before = [t for t in named if t.start <= claim.start]
    after = [t for t in named if t.start > claim.start]
    if before and after and ":" in scene.sentence.between(before[-1].end, claim.start):
        ahead = scene.sentence.between(claim.end, after[0].start)
        if not PIECE.search(ahead):
            return after[0]  # "Unemployment is a burden: 11 per cent of the labour force were unemployed"
    return before[-1] if before else named[0] if named else None


def _beyond(scene: Scene, claim: Claim, subject: Token) -> bool:
    """Whether a name stands only in a clause that begins after a claim: "three in four …, whereas industry's share"."""
    if any(claim.start <= t.start < claim.end and claim.indicator in t.keys for t in scene.tokens):
        return False  # its own unit names it
    starts = [a for a, _ in pieces(scene) if claim.end <= a < subject.start]
    return any(_joined(scene, a) for a in starts)


def _denied(scene: Scene, first: int, last: int) -> bool:
    """Whether a word of denial stands between two places, outside phrases that the lexicon knows whole."""
    tokens = scene.sentence.tokens
    flat = next((k for k, t in enumerate(tokens) if t.sort == "DIR" and t.data == "flat"), len(tokens))
    inside = [t for k, t in enumerate(tokens) if t.start < last and t.end > first and (t.sort != "NOT" or k > flat)]
    return any(
        not any(t.start <= first + match.start() < t.end for t in inside)
        for match in scene.sign("denial").finditer(scene.sentence.between(first, last))
    )


def _carries(scene: Scene, claim: Claim, end: int) -> bool:
    """Whether what a part of a sentence without a name is about is beyond doubt."""
    if any(token.keys and claim.indicator in token.keys for token in scene.sentence.tokens):
        return True
    if claim.indicator == POPULATION and scene.implied is not None:
        return True
    wholes = [t for t in scene.sentence.tokens if t.sort == "SHAREOF" and claim.start <= t.start < claim.end]
    if claim.kind is Sort.SHARE and wholes:
        return True  # "30 per cent of the country's families live in"
    density = (scene.sign("sparser"), scene.sign("denser"))
    if claim.indicator == "population-density" and any(
        token.sort == "CMP" and any(sign.match(token.text) for sign in density) for token in scene.tokens
    ):
        return True
    other = any((t.sort == "IND" or t.keys) and t.start < end for t in scene.sentence.tokens)
    words = [word for t in scene.sentence.tokens if t.sort in ("ANA", "SUP") for word in t.text.split()]
    named = any(scene.sign("head").match(word) for word in words)
    sized = balances.signed(claim.indicator or "") and any(t.sort in ("LOSS", "GAIN") for t in scene.sentence.tokens)
    named = named or sized  # "the loss" is a balance told of before
    return (scene.context.clear or (scene.context.told and named)) and not other


def _area_apart(scene: Scene, claim: Claim, first: int, last: int) -> bool:
    """Whether the area of a claim is named only after it, beyond a comma or the like."""
    areas = [t for k, t in enumerate(scene.tokens) if t.sort == "AREA" and k not in scene.aside]
    if any(t.start < claim.end for t in areas):
        return False
    after = next((t for t in areas if t.start >= last and t.data == claim.area), None)
    if after is None:
        return False
    a, b = next((a, b) for a, b in pieces(scene) if a <= after.start < b)
    return any(t.sort in _SAYS for t in scene.sentence.tokens if a <= t.start < b)


def _only(scene: Scene, claim: Claim) -> bool:
    """Whether a comparison is with "only" an area, so that it says who alone is ahead."""
    told = any(t.sort == "ONLY" and claim.start <= t.start < claim.end for t in scene.sentence.tokens)
    return told and claim.kind is Sort.COMPARISON


def _joined(scene: Scene, place: int) -> bool:
    """Whether a clause of its own begins at a place of the text."""
    return bool(scene.sign("joins").match(scene.sentence.text[place - scene.sentence.start :]))


def fits_otherwise(scene: Scene, claim: Claim, number: Number, told_already: Iterable[Said]) -> bool:
    """Whether a number that fails as it was read fits as a plain value or change of what the sentence names.

    Args:
        scene: The sentence.
        claim: What the number claims, as read.
        number: The number.
        told_already: The other numbers of the sentence; what one of them says is not said twice.
    """
    said = number.said
    lost, gained = losing(scene, number.place), gaining(scene, number.place)
    way = -1 if lost else 1 if gained else natural_sign(scene, number.place)
    turned = claim.kind is Sort.CHANGE and claim.value is not None and said.allows(abs(claim.value))
    if any(abs(each.number) == abs(said.number) for each in told_already):
        return False
    ends = [a for a, _ in pieces(scene) if a >= claim.end and _joined(scene, a)]
    named = [t for t in scene.tokens if t.sort == "IND" and t.start < min(ends, default=scene.sentence.end)]
    keys = dict.fromkeys(k for t in named for k in t.data)
    keys |= dict.fromkeys((*(k for k in scene.context.keys if not keys), claim.indicator or ""))
    areas = [t.data for t in scene.tokens if t.sort == "AREA"]
    if said.approx in ("over", "under", "atleast", "atmost"):  # what is open to one side fits too much
        keys, areas = dict.fromkeys([claim.indicator or ""]), [claim.area]
    first, last = next((a, b) for a, b in pieces(scene) if a <= claim.start < b)
    if not any(t.sort == "AREA" and (t.start < claim.start or first <= t.start < last) for t in scene.tokens):
        areas += [scene.context.document, claim.area]
    told = [w for t in scene.tokens if isinstance(w := t.data, When) and w.first > _YEARS]
    allowed = fits(scene, number.unit if number.unit in ("eur", "person", "pct") else "")
    if said.approx in ("over", "under"):
        keys = dict.fromkeys((claim.indicator or "",))  # any number is over or under something
    for key in (each for each in keys if each in allowed):
        for area in dict.fromkeys(str(each) for each in areas if each):
            years = {year for when in told for year in (when.first, when.last)}
            years |= {y for k in range(len(scene.tokens)) if (y := times.relative(scene, k, key, area)) is not None}
            if not years or said.loose:
                years |= {y for y in (scene.context.last_year, scene.facts.newest(key, area)) if y is not None}
            if _fits(scene, said, key, area, years, way, gaps=not turned):
                return True
    return False


def _fits(scene: Scene, said: Said, key: str, area: str, years: set[int], way: int, *, gaps: bool) -> bool:
    """Whether a number is a value of one of some years, or a gap between two where these may be told.

    A loss (`way` −1) or a gain (1) must be one.
    """
    unit = in_unit(scene, said, key) if key in scene.facts.catalogue else said
    numbers = [n for year in years if (n := scene.facts.number(key, area, year)) is not None]
    if way:
        return any(unit.allows(way * n) for n in numbers)
    over = any(t.sort == "APX" and t.data in ("over", "under") for t in scene.sentence.tokens)
    compared = gaps and (over or scene.sentence.has("CMP")) and not scene.sentence.has("DIR")
    apart = {abs(a - b) for a in numbers for b in numbers if a != b} if compared else set()
    if any(unit.allows(gap) for gap in apart):
        return True
    steps = [100 * abs(a - b) / abs(b) for a in numbers for b in numbers if b and a != b] if said.loose else []
    return any(unit.allows(n) or unit.allows(abs(n)) for n in numbers) or any(said.allows(step) for step in steps)


def elliptic(scene: Scene, number: Number) -> bool:
    """Whether a number shares its unit, area or time with the one beside it: "8.3 and 7.8 per cent"."""
    pair = [k for k in (number.place - 1, number.place, number.last) if 0 <= k < len(scene.tokens) - 1]
    for k in pair:
        after = k + 1
        if scene.sort(k) in ("NUM", "UNIT") and scene.sort(after) == "NUM":
            told = scene.gap(k, after)
            if number.place in (k, after) or number.last == k:
                paired = scene.sign("pairs").fullmatch(told) is not None
                first = scene.tokens[k if scene.sort(k) == "NUM" else k - 1].start
                if paired and scene.sign("between").search(
                    scene.sentence.between(max(scene.sentence.start, first - 12), first)
                ):
                    return True
                if paired and not any(isinstance(scene.data(j), When) for j in (k - 1, k + 1, k + 2, k + 3)):
                    return True
    units = {n.text for n in scene.tokens if n.sort == "UNIT" and n.start < number.start and n.data in ("pct", "pp")}
    return not number.unit and bool(units) and number.said.approx != "" and number.said.step == 1


def clear(scene: Scene, claims: Iterable[Claim]) -> bool:
    """Whether nothing since a sentence's first subject, or its last exact number, is unaccounted for.

    The next sentence may then refer to it.
    """
    own = next((claim for claim in claims if claim.indicator in scene.context.keys), None)
    begin = scene.sentence.start
    if own is not None and (subject := _subject(scene, own)) is not None:
        begin = _bearing(scene, own, subject)[-1][0]
    begin = max([begin, *(held.start for held in scene.held if held.indicator in scene.context.keys)])
    loose = any(claim.why.code in _LOOSE and claim.said is None and claim.kind is Sort.VALUE for claim in claims)
    return not loose and not any(True for _ in unknown(scene, begin, scene.sentence.end))


def tail_known(scene: Scene, claims: Iterable[Claim]) -> bool:
    """Whether nothing after the last value that holds is unaccounted for."""
    ends = [claim.end for claim in claims if claim.verdict is Verdict.HOLDS and claim.kind is Sort.VALUE]
    return not any(True for _ in unknown(scene, max(ends, default=scene.sentence.start), scene.sentence.end))
