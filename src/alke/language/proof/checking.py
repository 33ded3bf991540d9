"""A sentence's claims: which words make one, and of which kind. `check` does it for a whole text.

Leaves out the arithmetic of each kind (`amounts.py`, `moves.py`, `places.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from alke.areas import COUNTRY
from alke.base.languages import Language
from alke.indicators.catalogue import Indicator
from alke.indicators.measure import Source
from alke.indicators.values import Kind
from alke.language.proof import places
from alke.language.proof.anchors import exact
from alke.language.proof.binding import Scene
from alke.language.proof.claims import Claim, Sort, Verdict
from alke.language.proof.counted import Counted
from alke.language.proof.doubts import doubtful
from alke.language.proof.facts import Facts
from alke.language.proof.ground import Context
from alke.language.proof.judging import Anchor, unchecked, why
from alke.language.proof.lexicon import Token, lexicon
from alke.language.proof.measures import among_regions
from alke.language.proof.reading import When, sentences
from alke.language.proof.understood import clear, elliptic, fits_otherwise, tail_known, understood
from alke.language.proof.worded import Worded

_BESIDE = 3  # words up to which an area after a comma is still a number's own
_LEAD = 2  # tokens that a sentence's opening comparison takes
_ABSOLUTE = ("at", "bare", "span", "since", "until", "decade")


def check(
    text: str,
    language: Language,
    source: Source,
    catalogue: Mapping[str, Indicator],
    area: str | None = None,
    today_year: int | None = None,
) -> tuple[Claim, ...]:
    """Every claim that can be read in a text, in order, with its verdict.

    Args:
        text: Any text.
        language: The language it is in.
        source: Values by indicator id: a mapping, a function or a generation.
        catalogue: The indicators by id.
        area: The area the text is about, such as ``MK18``; without it the first area the text names.
        today_year: The year in which the text is read; times after it are never called wrong.
    """
    facts = Facts(source, catalogue)
    words = lexicon(language, catalogue)
    context = Context(document=area or "", area=area or "")
    found: list[Claim] = []
    for sentence in sentences(text, words):
        scene = Scene(sentence, sentence.tokens, context, facts, words)
        scene.tokens = _own_region(scene)
        if not context.document:
            context.document = next((str(t.data) for t in sentence.tokens if t.sort == "AREA"), "")
        claims = sorted(_Finder(scene, text).claims(), key=lambda claim: claim.start)
        found += claims
        _carry(scene, context, claims)
    return tuple(_coming(text, claim, today_year) for claim in found)


def _own_region(scene: Scene) -> Sequence[Token]:
    """The tokens, with "the region" as the region it stands for where the sentence names another area too."""
    tokens = scene.tokens
    if not scene.sentence.has("IND") or not scene.sentence.has("AREA"):
        return tokens
    own = scene.context.area if scene.context.area not in ("", COUNTRY) else scene.context.document
    made = []
    for token in tokens:
        if token.sort == "AREA" and token.data != COUNTRY:
            own = str(token.data)
        stands = token.sort == "ANA" and bool(own) and scene.sign("own_region").fullmatch(token.text)
        made.append(replace(token, sort="AREA", data=own) if stands else token)
    return made


def _coming(text: str, claim: Claim, today_year: int | None) -> Claim:
    """The claim, but of a year still to come nothing is called false unless a projection says so."""
    projected = claim.ref is not None and claim.ref.kind is Kind.PROJECTION
    coming = today_year is not None and claim.period is not None and claim.period.year > today_year
    if coming and not projected and claim.verdict is Verdict.DOES_NOT_HOLD:
        return unchecked(text, Anchor(claim.start, claim.end, claim.kind), "no_period", claim.indicator, claim.area)
    return claim


def _carry(scene: Scene, context: Context, claims: list[Claim]) -> None:
    """What a sentence leaves to the next."""
    tokens = scene.tokens
    named = [t for t in tokens if t.sort in ("IND", "FOREIGN")]
    units = [t.keys for t in tokens if t.sort == "UNIT" and t.keys]
    if units and not named:
        context.keys, context.foreign = units[0], False
    if named:
        last = named[0] if named[0].sort == "IND" else named[-1]
        foreign = last.sort == "FOREIGN" or scene.narrowed(last)
        context.keys = () if foreign else scene.per(tokens.index(last), last.data)
        context.counted = () if foreign else last.data
        context.foreign = foreign
    elif scene.implied is not None:
        context.keys, context.foreign = scene.implied.keys, False
    said = [claim.indicator for claim in claims if claim.verdict is Verdict.HOLDS and claim.kind is Sort.VALUE]
    whole = {t.data for t in named if t.sort == "IND" and set(t.data) & set(said)}
    if len(whole) == 1 and not set(context.keys) & set(said):
        context.keys, context.foreign = next(iter(whole)), False  # of several names the one whose number was just told
    known = tuple(key for key in context.keys if key in said)
    context.keys = known or context.keys  # of several series of one name the one whose number was just told
    areas = [str(t.data) for k, t in enumerate(tokens) if t.sort == "AREA" and k not in scene.aside]
    if areas:
        context.area = areas[0]
    elif not scene.sentence.has("ANA"):
        context.area = context.document
    whens = [t.data for t in tokens if isinstance(t.data, When) and t.data.sort in _ABSOLUTE]
    if whens:
        context.when = whens[0]
        exact = [when for when in whens if when.sort in ("at", "bare", "span")]
        years = {when.last for when in exact}
        if len(years) > 1 and not any(when.sort == "span" for when in exact):
            context.when = When("span", min(years), max(years))
        context.last_year = exact[-1].last if exact else None
        back = [t.data.first for t in tokens if isinstance(t.data, When) and t.data.sort == "prev"]
        if len(years) == 1 and back:
            context.when = When("span", min(years) - back[0], min(years))
    context.projected = scene.sentence.has("PROJ")
    if scene.sentence.columns < 2:
        context.header = ()
    elif not any(t.sort == "NUM" for t in tokens):
        context.header = scene.sentence.row(tokens)
    single = _single(scene, named)
    told_of = bool(named) or scene.implied is not None or bool(scene.held)
    context.clear = clear(scene, claims) and (context.clear or told_of) and single
    context.told = bool(said) and single and not scene.sentence.has("OTHERAREA", "GROUP") and tail_known(scene, claims)
    context.elsewhere = scene.sentence.has("OTHERAREA")


def _single(scene: Scene, named: Sequence[Token]) -> bool:
    """Whether the names of a sentence are of one indicator, but for "live" and a whole that a part is of."""
    start, text = scene.sentence.start, scene.sentence.text
    whole = scene.sign("of_whole")
    own = [t for t in named if not scene.sign("lives").match(t.text) and not whole.search(text[: t.start - start])]
    return len({t.data for t in own}) <= 1 or bool(set.intersection(*(set(t.data or ()) for t in own)))


class _Finder(Counted, Worded):
    """Finds the claims of one sentence."""

    def claims(self) -> Iterator[Claim]:
        """Numbers first, as they take the words of direction and comparison that belong to them."""
        scene = self.scene
        self._set_aside()
        for finder in (
            self._count,
            self._number,
            self._superlative,
            self._record,
            self._comparative,
            self._multiple,
            self._direction,
            self._sign,
        ):
            for place in range(len(scene.tokens)):
                if place in scene.used:
                    continue
                claim = finder(place)
                if claim is not None:
                    claim = self._guarded(claim, place)
                    scene.held += [claim] if exact(claim) else []
                    yield claim

    def _guarded(self, claim: Claim, place: int) -> Claim:
        """The claim, unless it is of a plan or of an area that has no values."""
        if claim.verdict is Verdict.CANNOT_CHECK:
            return claim
        scene = self.scene
        anchor = Anchor(claim.start, claim.end, claim.kind)
        if self._planned(place) and self.numbers.get(place, (None, ""))[1] != "aim":
            return unchecked(self.text, anchor, "plan", claim.indicator)
        words = scene.sort(place) not in ("NUM", "FRAC")
        if self._elsewhere(place) or (words and self._other(place)):
            return unchecked(self.text, anchor, "other_area", claim.indicator)
        false = claim.verdict is Verdict.DOES_NOT_HOLD
        if false and scene.sentence.has("NEIGH") and scene.sort(place) == "SUP":
            return unchecked(self.text, anchor, "unsure", claim.indicator)
        foretold = claim.ref is not None and claim.ref.kind is Kind.PROJECTION
        if false and foretold and not (scene.sentence.has("PROJ") or scene.context.projected):
            return unchecked(self.text, anchor, "plan", claim.indicator)
        if false and foretold and self._of_another_forecast(claim):
            return unchecked(self.text, anchor, "plan", claim.indicator)
        if self._undated(place):
            return unchecked(self.text, anchor, "no_period", claim.indicator)
        doubt = self._doubt(claim, place) if false else ""
        return replace(claim, verdict=Verdict.CANNOT_CHECK, why=why(doubt)) if doubt else claim

    def _doubt(self, claim: Claim, place: int) -> str:
        """Why a claim that fails as it was read cannot be called false after all, "" when it can."""
        scene = self.scene
        if scene.sentence.text.rstrip(" \n\"”’')").endswith("?"):
            return "unsure"  # what is asked is not said
        regions = scene.sort(place) == "NUM" and place not in self.numbers  # "the third highest of 18"
        if not regions and not understood(scene, claim):
            return "unsure"
        if place not in self.numbers:
            return ""
        number, told_of, _ = self.numbers[place]
        if elliptic(scene, number) or doubtful(scene, claim, number):
            return "ambiguous"
        return "ambiguous" if told_of != "ratio" and self._fits_otherwise(place, claim) else ""

    def _fits_otherwise(self, place: int, claim: Claim) -> bool:
        others = [number.said for k, (number, _, _) in self.numbers.items() if k != place]
        return fits_otherwise(self.scene, claim, self.numbers[place][0], others)

    def _planned(self, place: int) -> bool:
        scene = self.scene
        if scene.sentence.has("PROJ"):
            return False
        plans = [k for k in range(len(scene.tokens)) if scene.sort(k) == "PLAN"]
        return any(
            not re.search(";" if k < place else "[,;]", scene.gap(min(k, place), max(k, place)))
            for k in plans
            if k != place
        )

    def _names_forecast(self, place: int) -> bool:
        """Whether a time before a word of projection is the year the projection was made: "vuoden 2015 ennuste"."""
        scene = self.scene
        told = scene.sort(place) == "PER" and scene.near(place, place + 1, 0)
        return told and scene.sign("of_year").match(scene.tokens[place].text) is not None

    def _of_another_forecast(self, claim: Claim) -> bool:
        """Whether the sentence names the year of a projection that is not the one held."""
        scene = self.scene
        made = [k for k, t in enumerate(scene.tokens) if t.sort == "PROJ"]
        before = [k - 1 for k in made if self._names_forecast(k - 1)]
        told = {int(each) for k in made + before for each in re.findall(r"(?:19|20)\d\d", scene.tokens[k].text)}
        years = scene.facts.years(claim.indicator or "", claim.area or "", True)
        return bool(told) and bool(years) and not told & {years[0], years[0] - 1}

    def _elsewhere(self, place: int) -> bool:
        """Whether the area nearest before a token, or else after it, is one without values."""
        scene = self.scene
        after = range(place + 1, len(scene.tokens))
        before = (k for k in range(place - 1, -1, -1) if not self._apart(k, place))
        order = [*before, *(k for k in after if self._beside(place, k))]
        first = next((k for k in order if scene.sort(k) in ("AREA", "OTHERAREA")), None)
        return first is not None and scene.sort(first) == "OTHERAREA"

    def _other(self, place: int) -> bool:
        """Whether an area without values stands before a token or in its clause."""
        scene = self.scene
        others = [k for k in range(len(scene.tokens)) if scene.sort(k) == "OTHERAREA"]
        after = re.compile(r"[,;]")
        return any(not self._apart(k, place) if k < place else not after.search(scene.gap(place, k)) for k in others)

    def _apart(self, first: int, second: int) -> bool:
        """Whether a new clause with an area of its own begins between two tokens."""
        scene = self.scene
        gaps = [k for k in range(first, second) if scene.sign("joins").match(scene.gap(k, k + 1).lstrip())]
        return bool(gaps) and any(scene.sort(k) == "AREA" for k in range(gaps[-1], second))

    def _beside(self, place: int, after: int) -> bool:
        """Whether no clause of its own begins between a token and a later one."""
        gap = self.scene.gap(place, after)
        return not re.search(r";|,\s", gap) or len(gap.split()) <= _BESIDE

    def _undated(self, place: int) -> bool:
        """Whether the time nearest to a token is a month or another that no yearly value is of."""
        scene = self.scene
        near = scene.times(place)
        told = scene.data(near[0])
        return isinstance(told, When) and told.sort == "part"

    def _set_aside(self) -> None:
        """Areas that are only scope or compared with, and times that are only a projection's name."""
        scene = self.scene
        self._set_lead()
        scene.counted.update(k for k, t in enumerate(scene.tokens) if t.sort == "NUM" and among_regions(scene, k))
        for k, token in enumerate(scene.tokens):
            if token.sort != "AREA" or k in scene.aside:
                continue
            scope = token.data == COUNTRY and (self._is_scope(k) or self._best_of(token))
            beside = k - 1 in scene.aside and scene.sort(k - 1) == "AREA" and not (scene.lead and k <= _LEAD)
            listed = beside and bool(scene.sign("listed").match(scene.gap(k - 1, k)))
            only = scene.sort(k - 1) == "ONLY" and scene.near(k - 1, k, 0)
            if scope or listed or only or self._is_target(k) or self._is_whole(k):
                scene.aside.add(k)
        for k, token in enumerate(scene.tokens):
            if token.sort == "PER" and scene.sort(k - 1) == "THAN" and scene.near(k - 1, k, 2):
                scene.aside.add(k)

    def _set_lead(self) -> None:
        """What a sentence that opens with "compared with the whole country", or the peers' median, is compared with."""
        scene = self.scene
        median = next((k for k in (0, 1) if scene.sort(k) == "MEDIAN"), None)
        if median is not None and "THAN" in (scene.sort(median - 1), scene.sort(median + 1)):
            scene.lead = (places.median_of(scene.tokens[median].text),)
            return
        k = next(
            (k for k in (0, 1) if scene.sort(k) == "AREA" and "THAN" in (scene.sort(k - 1), scene.sort(k + 1))), None
        )
        # "Compared with the whole country, … in the region": the other area may be the one the text is about.
        others = {str(t.data) for t in scene.tokens if t.sort == "AREA"} | {scene.context.document} - {""}
        if k is not None and scene.near(min(k, 1), max(k, 1), 1) and len(others) > 1:
            scene.lead = (str(scene.data(k)),)
            scene.aside.add(k)

    def _is_scope(self, place: int) -> bool:
        scene = self.scene
        near = [k for k in (place - 1, place + 1, place + 2) if scene.sort(k) in ("SUP", "ORD", "TOPN")]
        return any(scene.near(min(k, place), max(k, place), 3) for k in near)

    def _best_of(self, token: Token) -> bool:
        """Whether a superlative that the lexicon does not know follows: "Finland's sunniest"."""
        before = self.text[max(0, token.start - 30) : token.start]
        after = self.text[token.end : token.end + 50]
        return bool(self.scene.sign("superlative").match(after) or self.scene.sign("best").search(before))

    def _is_target(self, place: int) -> bool:
        scene = self.scene
        if self._beside_target(place):
            return True
        for k in range(place - 1, max(-1, place - 8), -1):
            sort = scene.sort(k)
            if sort == "THAN" and k <= 1 and scene.lead and k + 1 < place and k + 1 in scene.aside:
                return False  # "unlike in Kainuu, in Uusimaa": only the first is compared with
            if sort in ("THAN", "MEDIAN", "NEIGH", "NOWHERE") and not scene.postposed(k):
                return not re.search(r";", scene.gap(k, place))
            if sort == "APX" and scene.data(k) in ("over", "under") and scene.near(k, place, 3):
                return True
            if (
                sort == "CMP"
                and (scene.data(k) == "same" or scene.sign("than_within").search(scene.tokens[k].text))
                and scene.near(k, place, 4)
            ):
                return True
            if sort == "MULT" and scene.sign("multiple_of").match(scene.tokens[k].text) and scene.near(k, place, 5):
                return True
            if sort in ("NUM", "DIR", "SUP", "IND", "FRAC"):
                break
            if sort == "GAPW" or self._in_gap(place):
                return True
        return self._in_gap(place)

    def _is_whole(self, place: int) -> bool:
        """Whether a fraction before an area is of it: "less than half of Lapland's"."""
        scene = self.scene
        near = [k for k in range(max(0, place - 3), place) if scene.sort(k) == "FRAC" and scene.near(k, place, 6)]
        return bool(near) and self._whole_of(near[-1]) == place

    def _beside_target(self, place: int) -> bool:
        """Whether a word just before or after an area makes it what is compared with."""
        scene = self.scene
        if scene.sort(place + 1) == "AFTER" or (scene.sort(place + 1) == "AREA" and scene.sort(place + 2) == "AFTER"):
            return True
        if scene.sort(place - 1) in ("AFTER", "PLACE") and scene.near(place - 1, place, 2):
            return True
        compared = scene.data(place) == COUNTRY or scene.partitive(place)
        if compared and scene.sort(place + 1) == "CMP" and scene.near(place, place + 1, 1):
            return True
        ahead = scene.sort(place + 1) == "AHEAD" and scene.near(place, place + 1, 0)
        return ahead or scene.postposed(place + 1) or self._outdone_by(place)

    def _outdone_by(self, place: int) -> bool:
        """Whether a word just before an area makes it what is compared with: "that of", "outdoes"."""
        scene = self.scene
        before = self.text[: scene.tokens[place].start][-16:]
        if scene.sort(place - 1) == "ANA" and scene.sign("that_of").search(before):
            return True
        return scene.sort(place - 1) == "CMP" and bool(scene.sign("outdoes").fullmatch(scene.tokens[place - 1].text))

    def _in_gap(self, place: int) -> bool:
        """Whether an area is named inside "the gap to the second highest (Lapland) was"."""
        scene = self.scene
        k = place - 1
        while k >= 0 and scene.sort(k) in ("SUP", "ORD", "CMP", "NEXTTO", "AREA", "TOPN"):
            k -= 1
        return scene.sort(k) == "GAPW"
