"""A sentence's tokens with their context: which words stand near one another, and which area and time a place has.

Leaves out what a place is about (`binding.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from alke.areas import COUNTRY, area
from alke.base.languages import Language
from alke.findings.context import POPULATION
from alke.language.proof.facts import Facts
from alke.language.proof.lexicon import Lexicon, Token
from alke.language.proof.reading import Sentence, When

_CLOSE = 3  # words between a number and the year that is surely its own
_AHEAD = 3  # years after the newest value that may have been observed since
_NEVER = re.compile("(?!)")
SERIES = frozenset({"unemployment-rate-lfs", "unemployed-share-tem", "unemployment-rate-register"})
"""Indicators that share the name of the unemployment rate."""


@dataclass
class Context:
    """What earlier sentences leave to the next.

    Attributes:
        document: The area the text is about, "" when not told.
        keys: Indicators of the last subject, none when it was something else.
        foreign: The last subject was something that no indicator measures.
        area: The area of the last subject, "" when not told.
        when: The last time told.
        projected: The last sentence was about a projection.
        header: The cells of a table's heading, when the last lines were of a table.
        clear: Every word since the last subject was named is accounted for.
        counted: The last subject where "the number" is said of it, not per inhabitant.
        told: The last sentence is of one indicator, and what it says of it holds.
    """

    document: str = ""
    keys: tuple[str, ...] = ()
    foreign: bool = False
    area: str = ""
    when: When | None = None
    projected: bool = False
    header: tuple[tuple[Token, ...], ...] = ()
    elsewhere: bool = False
    last_year: int | None = None
    clear: bool = True
    told: bool = False
    counted: tuple[str, ...] = ()


@dataclass
class Ground:
    """A sentence with its context and the facts."""

    sentence: Sentence
    tokens: Sequence[Token]
    context: Context
    facts: Facts
    words: Lexicon
    used: set[int] = field(default_factory=set)
    lead: tuple[str, ...] = ()  # what the sentence's opening compares it with: "compared with the whole country, …"
    counted: set[int] = field(default_factory=set)  # places of numbers that only count the regions: "third of 18"
    aside: set[int] = field(default_factory=set)  # places of areas that are only compared with or named as scope

    def sign(self, name: str) -> re.Pattern[str]:
        """A pattern of words that show how a sentence is built; it matches nothing in a language that has none."""
        return self.words.signs.get(name, _NEVER)

    def neutral(self, word: str) -> bool:
        """Whether a word names no subject of its own."""
        return any(self.words.signs[name].fullmatch(word) for name in ("neutral", "known"))

    @property
    def projected(self) -> bool:
        """Whether the sentence speaks of a projection."""
        newest = self.facts.newest(POPULATION, COUNTRY) or 0
        coming = any(isinstance(t.data, When) and t.data.last > newest + _AHEAD for t in self.tokens)
        return coming or self.sentence.has("PROJ") or (self.context.projected and self.sentence.has("THEN"))

    def sort(self, place: int) -> str:
        """The class of a token, "" outside the sentence."""
        return self.tokens[place].sort if 0 <= place < len(self.tokens) else ""

    def data(self, place: int | None) -> object:
        """The value of a token, None outside the sentence."""
        return self.tokens[place].data if place is not None and 0 <= place < len(self.tokens) else None

    def gap(self, first: int, second: int) -> str:
        """The text between two tokens."""
        return self.sentence.between(self.tokens[first].end, self.tokens[second].start)

    def postposed(self, place: int) -> bool:
        """Whether a word of comparison belongs to the area just before it: "koko maahan verrattuna"."""
        told = self.sort(place) == "THAN" and self.sort(place - 1) == "AREA"
        behind = told and self.sign("postposed").match(self.tokens[place].text)
        return bool(behind and self.near(place - 1, place, 0))

    def partitive(self, place: int) -> bool:
        """Whether an area stands in the case that a Finnish comparative compares with: "Lappia suurempi"."""
        token = self.tokens[place]
        if self.words.language is not Language.FI or self.sort(place) != "AREA":
            return False
        return token.text.lower() == area(str(token.data)).forms.par.lower() and self.near(place, place + 1, 1)

    def near(self, first: int, second: int, words: int = 2) -> bool:
        """Whether two tokens have at most a few words and no clause boundary between them."""
        first, second = min(first, second), max(first, second)
        if first < 0 or second >= len(self.tokens):
            return False
        between = self.gap(first, second)
        return len(between.split()) <= words and not re.search(r"[;:()]|,\s|\s[–—-]\s", between)

    def clause(self, place: int) -> tuple[int, int]:
        """The first and last token of the clause around a token, between semicolons and the like."""
        first = last = place
        while first > 0 and ";" not in self.gap(first - 1, first):
            first -= 1
        while last + 1 < len(self.tokens) and ";" not in self.gap(last, last + 1):
            last += 1
        return first, last

    def areas(self, place: int) -> tuple[str, ...]:
        """The areas that a claim at a token may be about, likeliest first."""
        beside = place + 2 if self.sort(place + 1) == "UNIT" else place + 1
        if (
            self.sort(beside) == "AREA"
            and beside not in self.aside
            and self.sort(place) in ("NUM", "FRAC", "SUP", "DIR")
        ):
            told = self.sentence.between(self.tokens[beside - 1].end, self.tokens[beside].end)
            if self.sign("inside").match(told) and self.data(beside) != COUNTRY:
                return (str(self.data(beside)),)
        after = self.sort(place) == "SUP" and self.sort(place + 1) == "AREA" and place + 1 not in self.aside
        if after and self.sign("then_named").fullmatch(self.gap(place, place + 1)):
            return (str(self.data(place + 1)),)  # "the second sparsest is Kainuu"
        before = place - 1
        while self.sort(before) in ("APX", "UNIT"):
            before -= 1
        compared = before in self.aside and "(" not in self.gap(before, before + 1)
        beside_it = self.sort(before) in ("AREA", "SHAREOF") and not compared
        named = self.sort(place) in ("NUM", "FRAC") and beside_it
        if named and self.sign("of_area").fullmatch(self.gap(before, before + 1)):
            return (str(self.data(before)) if self.sort(before) == "AREA" else COUNTRY,)
        stop = [k for k in range(place - 1, -1, -1) if self.sort(k) == "AREA" and k not in self.aside]
        own = self.sort(place) == "DIR" and self.sort(place + 1) == "AREA" and place + 1 not in self.aside
        own = own and self.near(place, place + 1, 0) and any(self.sort(k) == "DIR" for k in range(place))
        if stop and own and self.sign("anew").search(self.gap(stop[0], place)):
            return (str(self.data(place + 1)),)  # "grew in Uusimaa and fell in Kainuu"
        if stop:
            return (str(self.data(stop[0])),)
        ahead = [k for k in range(place + 1, len(self.tokens)) if self.sort(k) == "AREA" and k not in self.aside]
        carried = self.carried_areas()
        if not ahead:
            return carried
        first = str(self.data(ahead[0]))
        between = any(self.sort(k) == "NUM" and k not in self.counted for k in range(place + 1, ahead[0]))
        apart = re.search(r"[,;]", self.gap(place, ahead[0]))
        counted = any(self.sort(k) == "NUM" for k in range(ahead[0] + 1, self.clause(ahead[0])[1] + 1))
        if self.sign("contrast").search(self.gap(place, ahead[0])):
            between = True  # "fell, but in the whole country it rose"
        if between or (apart and (apart[0] == ";" or counted or first == COUNTRY)):
            return carried or (first,)
        return (first,)

    def from_opening(self, place: int) -> bool:
        """Whether a token is a time that another is compared with: "compared with 2010"."""
        told = self.data(place)
        since = isinstance(told, When) and told.sort == "since"
        return since and self.sign("against").match(self.tokens[place].text) is not None

    def carried_areas(self) -> tuple[str, ...]:
        """The area of the sentence before and that of the document."""
        return tuple(dict.fromkeys(each for each in (self.context.area, self.context.document) if each))

    def times(self, place: int) -> list[int | None]:
        """The places of the times that may be a token's own, likeliest first; None stands for "not told"."""
        here = [k for k, token in enumerate(self.tokens) if token.sort == "PER" and self._free(k)]
        counted = ("NUM", "FRAC")
        after = next((k for k in here if k > place), None)
        earlier = [k for k in reversed(here) if k < place]
        exact = [k for k in earlier if self.data(k).sort in ("at", "bare", "prev", "next")]  # type: ignore[attr-defined]
        before = next(iter(earlier), None)
        if exact and before is not None and self.data(before).sort == "since":  # type: ignore[attr-defined]
            before = exact[0]
        unnamed = not any(self.sort(k) == "IND" and not re.search(r"[,;]\s", self.gap(k, place)) for k in range(place))
        own = next((k for k in range(place + 1, len(self.tokens)) if unnamed and self.sort(k) == "IND"), place)
        own = own if not any(self.sort(k) in counted or k == after for k in range(place + 1, own)) else place
        if self._trailing(place, here):
            return [here[0], None]
        own = place + 1 if self.sort(place) in ("SUP", "CMP") and self.sort(place + 1) == "IND" else own
        follows = after is not None and not any(
            self.sort(k) in (*counted, "PROJ") or (self.sort(k) == "IND" and not self._verbal(k))
            for k in range(own + 1, after)
        )
        follows = follows and after is not None and self._beside(place, after)
        if follows and after is not None and before is not None and self.sign("anew").search(self.gap(place, after)):
            follows = False
        if follows and after is not None and self._told_anew(place, after):
            follows = False
        if follows and after is not None and len(self.gap(own, after).split()) <= _CLOSE and self._dated(after):
            return [after]
        leads = before is not None and not any(self.sort(k) in counted for k in range(before + 1, place))
        order: list[int | None] = []
        if follows and not (leads and before is not None and self._leads(before, place)):
            order.append(after)
        if leads:
            order.append(before)
        if follows:
            order.append(after)
        if before is not None and not order:
            order.append(before)
        if not order:
            order.append(None)
        if self.loose_time(place):
            order.append(None)
        order += [each for each in (before, after) if each is not None]
        return list(dict.fromkeys(order))

    def _told_anew(self, place: int, after: int) -> bool:
        """Whether a verb of direction is left behind by a new verb: "rose, and in 2018 was"."""
        gap = self.gap(place, after)
        return self.sort(place) == "DIR" and bool(self.sign("anew").search(gap) and self.sign("copula").search(gap))

    def _verbal(self, place: int) -> bool:
        """Whether a token only tells that people live somewhere, are born or die."""
        return any(self.sign(name).match(self.tokens[place].text) for name in ("lives", "died", "born"))

    def _trailing(self, place: int, here: list[int]) -> bool:
        """Whether the only time of a sentence ends a list of numbers: "70 in Kainuu, 60 in Lapland (2018)"."""
        if len(here) != 1 or here[0] < place or not self._dated(here[0]):
            return False
        if not any(self.sort(k) in ("NUM", "FRAC") for k in range(place + 1, here[0])):
            return False
        told = self.sentence.between(self.tokens[here[0]].end, self.sentence.end).strip(" .)\n")
        gap = self.gap(place, here[0])
        if self.sign("versus").search(gap):
            return False
        return not told and not re.search(r"[;\n]", gap) and not self.sign("copula").search(gap)

    def _dated(self, place: int) -> bool:
        """Whether a time is a year by itself."""
        told = self.data(place)
        return isinstance(told, When) and told.sort in ("at", "bare")

    def loose_time(self, place: int) -> bool:
        """Whether the last time told before a token was told of something else."""
        before = next((k for k in range(place - 1, -1, -1) if self.sort(k) == "PER" and self._free(k)), None)
        if before is None:
            return False
        if not any(self.sort(k) == "IND" for k in range(before)):
            return False  # a time that opens the sentence is the time of all of it
        new = next((k for k in range(before + 1, place) if self.sort(k) == "IND"), None)
        return new is not None and bool(self.gap(before, new).strip(" \u00a0"))

    def _free(self, place: int) -> bool:
        return place not in self.aside

    def _beside(self, place: int, after: int) -> bool:
        between = self.gap(place, after)
        return len(between.split()) <= 12 and not re.search(r";|,\s|\)", between)

    def _leads(self, before: int, place: int) -> bool:
        """Whether a time before a number belongs to it so closely that one after it does not."""
        return not self.gap(before, place).strip(" \u00a0")
