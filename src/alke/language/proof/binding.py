"""What a place in a sentence is about: the indicator that the words around it or before it name.

Leaves out its area and time (`ground.py`) and what is claimed there (`amounts.py`, `moves.py`, `places.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from alke.findings.context import POPULATION
from alke.language.proof.claims import Claim
from alke.language.proof.ground import SERIES, Ground
from alke.language.proof.lexicon import Token
from alke.language.proof.reading import separated

# Indicators whose everyday name may be narrowed by any word before it ("tourism jobs"), so that it is no longer theirs.
_BROAD = frozenset(
    [
        "jobs",
        "population",
        "employed-lfs",
        "employed-residents",
        "unemployed-jobseekers",
        "vacancies",
        "labour-force",
        "gdp",
        "household-dwelling-units",
        "families",
        "mean-income",
    ]
)
_OPENS = 3  # words before a number that opens a sentence: "At 36,100 euros, GDP per head was"
_TELLING = frozenset({"km2", "m2", "pps", "mille"})  # units that few indicators have
_ELLIPTIC = 9  # words up to which a sentence without a subject takes that of the sentence before
_PPS = "gdp-per-head-pps"
_PER = {
    "gdp": "gdp-per-head",
    "jobs": "jobs-per-100-inhabitants",
    "vacancies": "vacancies-per-1000-labour-force",
    "employed-residents": "employed-per-100-inhabitants",
}
_SAME_NAME = (
    SERIES,
    frozenset({"employment-rate-lfs", "employment-rate-register"}),
    frozenset({"demographic-dependency-ratio", "economic-dependency-ratio"}),
    frozenset({"net-migration-regions", "net-migration-municipal"}),
)


@dataclass(frozen=True)
class Subject:
    """What a claim is about.

    Attributes:
        keys: Candidate indicators.
        sure: Certain enough to call a claim false.
        foreign: It is something that no indicator measures.
        token: The word that names it, None when it is carried over.
    """

    keys: tuple[str, ...] = ()
    sure: bool = False
    foreign: bool = False
    token: Token | None = None

    @property
    def series(self) -> bool:
        """Whether the candidates are series that share a name."""
        return len(self.keys) > 1 and any(set(self.keys) <= each for each in _SAME_NAME)


@dataclass
class Scene(Ground):
    """A sentence with its context and the facts: what the finders of claims work on."""

    implied: Subject | None = None  # what the unit of a number has told the sentence to be about
    held: list[Claim] = field(default_factory=list)  # claims of exact values that hold, as they are found

    def narrowed(self, token: Token) -> bool:
        """Whether the word before an indicator's everyday name narrows it to something else."""
        if token.keys or not set(token.data) <= _BROAD:
            return False
        before = self.sentence.text[: token.start - self.sentence.start].rstrip(" \u00a0")
        if self.sign("lives").match(token.text):
            return False
        if not before or before[-1] in ",.;:()–-•":
            return before.endswith("-") and before[-2:-1].isalpha()
        word = before.split()[-1].lower().strip("\"”'’(")
        taken = any(each.end == self.sentence.start + len(before) for each in self.tokens)
        if taken or not word.isalpha() or self.neutral(word) or _proper(before.split()[-1]):
            return False
        return word.endswith(tuple(self.words.raw["narrowing"]))

    def subject(self, place: int, fits: Callable[[str], bool] = lambda key: True) -> Subject:
        """What stands nearest to a token: an indicator or something foreign, before it or else after it."""
        for key, pattern in self.words.raw.get("implies", {}).items():
            told = self.sort(place) in ("SUP", "CMP", "DIR") and re.search(
                pattern, self.tokens[place].text, re.IGNORECASE
            )
            if told and key in self.facts.catalogue and fits(key):
                return Subject((key,), sure=True, token=self.tokens[place])
        near = self._nearest(place, fits)
        if near is not None and not (self.context.keys and self._of_next(place, near)):
            return near
        if self.implied is not None and all(fits(key) for key in self.implied.keys):
            return self.implied
        keys = tuple(key for key in self._carried() if fits(key))
        stands = (self.referred(place) or self.sentence.words <= _ELLIPTIC or self.sentence.line) and self.bare(place)
        other = self.sentence.has("FOREIGN", "GROUP", "OF") or self._named_here(place)
        sure = bool(keys) and stands and not other and not self.context.foreign and not self.context.elsewhere
        return Subject(keys, sure, self.context.foreign and not keys)

    def _carried(self) -> tuple[str, ...]:
        """The indicators of the last subject, or what it counts where "the number" stands for it."""
        number = any(t.sort == "ANA" and self.sign("the_number").fullmatch(t.text) for t in self.tokens)
        keys = self.context.counted if number and self.context.counted else self.context.keys
        told = tuple(key for key in keys if key in {claim.indicator for claim in self.held})
        return told or keys  # of several series the one whose number was just told

    def _named_here(self, place: int) -> bool:
        """Whether a name stands before a token, or after it with no clause between."""
        after = [k for k in range(place + 1, len(self.tokens)) if self.sort(k) == "IND"]
        joined = bool(after) and not separated(self.sentence, self.tokens[place].end, self.tokens[after[0]].start)
        return joined or any(self.sort(k) == "IND" for k in range(place))

    def _of_next(self, place: int, near: Subject) -> bool:
        """Whether a name stands only in a clause that "and" or "but" begins after a token."""
        if near.token is None or near.token.start < self.tokens[place].end:
            return False
        between = self.sentence.between(self.tokens[place].end, near.token.start)
        return any(self.sign("joins").match(between[k:]) for k, char in enumerate(between) if char in ",;")

    def referred(self, place: int) -> bool:
        """Whether a word such as "it" or "the share", not narrowed by another, stands for the last subject."""
        return any(
            token.sort == "ANA" and not self._qualified(k)
            for k, token in enumerate(self.tokens)
            if k < place or (k == place + 1 and self.near(place, k, 0))
        )

    def _qualified(self, place: int) -> bool:
        """Whether "share" or "number" has a word of its own: "the share of women", "naisten osuus"."""
        token = self.tokens[place]
        text, start = self.sentence.text, self.sentence.start
        if self.sign("head_after").match(token.text):
            after = text[token.end - start :].split(maxsplit=1)
            word = after[0].strip(",.;:()").lower() if after else ""
            return word == "of" or (word.isalpha() and not self.neutral(word) and not self._is_token(token.end))
        if self.sign("head_before").match(token.text):
            before = text[: token.start - start].split()
            word = before[-1].lower() if before else ""
            known = any(each.end >= token.start - 1 and each.end <= token.start for each in self.tokens)
            return word.isalpha() and word.endswith("n") and not self.neutral(word) and not known
        return False

    def _is_token(self, end: int) -> bool:
        return any(0 < each.start - end <= 1 for each in self.tokens)

    def bare(self, place: int) -> bool:
        """Whether no unknown word stands before a token, so that the sentence has no subject of its own."""
        start, text = self.sentence.start, self.sentence.text
        opening = text.split(maxsplit=1)[0].strip(",.;:()–-•\"”’'").lower() if text.split() else ""
        first = start + len(text) - len(text.lstrip())
        known = any(token.start <= first + 1 for token in self.tokens) or not opening.isalpha()
        known = known or self.neutral(opening)
        return known and self.plain_between(start, self.tokens[place].start)

    def plain_between(self, first: int, second: int) -> bool:
        """Whether no unknown word stands between two places of the text that could be another subject."""
        first, second = min(first, second), max(first, second)
        text = list(self.sentence.between(first, second))
        for token in self.tokens:
            if first <= token.start and token.end <= second:
                text[token.start - first : token.end - first] = " " * (token.end - token.start)
        words = [word.strip(",.;:()–-\"”’'") for word in "".join(text).split()]
        return all(not word.isalpha() or _proper(word) or self.neutral(word.lower()) for word in words)

    def _nearest(self, place: int, fits: Callable[[str], bool]) -> Subject | None:
        if self.sort(place + 1) == "IND" and not self.gap(place, place + 1).strip(" \u00a0"):
            keys = tuple(key for key in self.per(place + 1, self.tokens[place + 1].data) if fits(key))
            each = self.sign("for_each")
            if keys and not any(t.sort == "IND" and each.match(t.text) for t in self.tokens[:place]):
                return Subject(keys, sure=True, token=self.tokens[place + 1])
        shared = self._for_each(place, fits)
        if shared is not None:
            return shared
        before = [k for k in range(place - 1, -1, -1) if self._names(k)]
        after = [k for k in range(place + 1, len(self.tokens)) if self._names(k) and ";" not in self.gap(place, k)]
        if after and before and self._closer_after(place, before[0], after[0]):
            before, after = [], after
        for k in (*before, *after):
            token = self.tokens[k]
            if token.sort == "FOREIGN":
                return Subject(foreign=True, token=token)
            if any(self.sort(j) == "FOREIGN" and self.near(j, k, 1) for j in (k - 1,) if j >= 0):
                return Subject(foreign=True, token=token)
            if self.narrowed(token) or self._one_sided(token):
                return Subject(foreign=True, token=token)
            keys = tuple(key for key in self.per(k, token.keys or token.data) if fits(key))
            if keys:
                lives = self.sign("lives").match(token.text) and POPULATION in token.data
                apart = k > place and self._apart(place, k)
                sure = (
                    (not lives or self.bare(place)) and not self._compound(k) and not apart and not self._of_people(k)
                )
                return Subject(keys, sure=sure, token=token)
        return Subject(foreign=True) if before and not self.context.keys else None

    def _of_people(self, place: int) -> bool:
        """Whether a name only tells whose another indicator is: "the employment rate of foreign citizens"."""
        token = self.tokens[place]
        earlier = (t for t in self.tokens[:place] if t.sort == "IND" and not set(t.data) & set(token.data))
        return bool(self.sign("people_with").search(token.text)) and any(
            not self.sign("lives").match(t.text) for t in earlier
        )

    def _for_each(self, place: int, fits: Callable[[str], bool]) -> Subject | None:
        """The indicator that an opening "for each vacancy" names, whatever is counted after it."""
        for k in range(place - 1, -1, -1):
            token = self.tokens[k]
            if self.sort(k) == "IND" and self.sign("for_each").match(token.text):
                keys = tuple(key for key in token.data if fits(key))
                return Subject(keys, sure=True, token=token) if keys and not self._ends(k, place) else None
        return None

    def _ends(self, first: int, second: int) -> bool:
        """Whether a clause ends between two tokens."""
        return bool(re.search(r"[;:]|,\s", self.gap(first, second)))

    def _apart(self, place: int, after: int) -> bool:
        """Whether a name stands only beyond a comma after a token, so that the token may be of something else."""
        told = self.sort(place + 1) == "UNIT" and self.data(place + 1) in _TELLING
        opens = len(self.sentence.between(self.sentence.start, self.tokens[place].start).split()) <= _OPENS
        return (
            self.sort(place) in ("NUM", "FRAC")
            and not told
            and not opens
            and bool(re.search(r",\s", self.gap(place, after)))
        )

    def _one_sided(self, token: Token) -> bool:
        """Whether only births or only deaths are spoken of, which is no balance."""
        died, born = (self.sign(name).search(token.text.lower()) for name in ("died", "born"))
        text = self.sentence.text.lower()
        both = self.sign("died").search(text) and self.sign("born").search(text)
        return bool((died or born) and not both and not self.sign("balance").search(token.text))

    def _compound(self, place: int) -> bool:
        """Whether another indicator's name just before a name makes something else of it."""
        before = self.tokens[place - 1] if place else None
        if before is None or before.sort != "IND" or self.sign("predicate").match(self.tokens[place].text):
            return False
        if self.sign("lives").match(before.text):
            return False
        between = self.gap(place - 1, place).strip(" \u00a0")
        beside = not between or self.sign("within").fullmatch(between)
        return bool(beside) and not set(before.data) & set(self.tokens[place].data)

    def per(self, place: int, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The indicators of a name, per inhabitant or the like where that is said apart from it."""
        first, last = self.clause(place)
        inside = {self.sort(k) for k in range(first, last + 1)}
        known = self.facts.catalogue
        each = self._of_each(place)
        if each:
            return each
        if "PPS" in inside and _PPS in known and keys in (("gdp",), ("gdp-per-head",)):
            return (_PPS,)
        if "PERHEAD" not in inside and not self.sign("per_person").search(self.sentence.text):
            return keys
        found = [next((p for p in (f"{key}-per-1000", _PER.get(key, "")) if p in known), key) for key in keys]
        told = [p for p in found if p not in keys]  # of several series the one that is told per inhabitant
        return tuple(dict.fromkeys(told or found))

    def _of_each(self, place: int) -> tuple[str, ...]:
        """The indicator that "for every vacancy" names in the clause of a name after it."""
        sign, start = self.sign("for_each"), self.tokens[place].start
        for token in self.tokens[:place]:
            told = token.sort == "IND" and sign.match(token.text)
            if told and not re.search(r"[,;:.]", self.sentence.between(token.end, start)):
                return tuple(token.data)
        return ()

    def _names(self, place: int) -> bool:
        """Whether a token names a subject: an indicator, a unit that is one, or something foreign."""
        token = self.tokens[place]
        unit = token.sort == "UNIT" and bool(token.keys) and not self.sentence.has("IND")
        return token.sort in ("IND", "FOREIGN") or unit

    def _closer_after(self, place: int, before: int, after: int) -> bool:
        """Whether an indicator after the token is nearer: in its clause while the one before is in another."""
        between = [k for k in range(place + 1, after) if self.sort(k) in ("NUM", "FRAC", "DIR", "CMP", "SUP")]
        apart = separated(self.sentence, self.tokens[before].end, self.tokens[place].start)
        joined = not separated(self.sentence, self.tokens[place].end, self.tokens[after].start)
        return not between and apart and joined and len(self.gap(place, after).split()) <= 4


def _proper(word: str) -> bool:
    return word[:1].isupper()
