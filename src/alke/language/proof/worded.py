"""Claims in words alone: ranks, records, comparisons, multiples, directions and signs.

Leaves out claims with a number (`numbered.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from alke.areas import COUNTRY, REGIONS
from alke.language.proof import amounts, balances, moves, places
from alke.language.proof.binding import Subject
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.clauses import piece_of
from alke.language.proof.judging import Anchor, unchecked
from alke.language.proof.pace import Paced
from alke.language.proof.reading import When

AREAS = frozenset((*REGIONS, COUNTRY))
_SIDES = {"more": "top", "less": "bottom", "better": "best", "worse": "worst"}
_OPPOSITE = {"top": "bottom", "bottom": "top"}
_CLOSE = 1  # words between "than" and the time that is compared with
_TURNED = {"more": "less", "less": "more", "better": "worse", "worse": "better"}


class Worded(Paced):
    """Finds the claims of superlatives, comparatives and verbs."""

    def _comparative(self, place: int) -> Claim | None:
        scene = self.scene
        token = scene.tokens[place]
        over = token.sort == "APX" and token.data in ("over", "under") and place not in scene.used
        way = {"over": "more", "under": "less"}.get(str(token.data), str(token.data))
        if over or token.sort == "CMP":
            level = self._eu_mean(place, way) or (
                self._level_of_year(place, scene.subject(place), way) if over else None
            )
            if level is not None:
                return level
        passive = scene.sign("passive").match(self.text[token.end :][:40])  # "exceeded by North Karelia alone"
        if passive or (over and self._not_compared(place)):
            return None
        if token.sort == "AHEAD":
            return self._ahead(place)
        if token.sort == "GAPW":
            return self._zero(place)
        if token.sort == "IND":
            return self._only_named(place)
        if token.sort == "PACE":
            return self._paced(
                Anchor(token.start, token.end, Sort.COMPARISON), place, str(token.data), self._only(place)
            )
        if token.sort != "CMP" and not over:
            return None
        anchor = Anchor(token.start, token.end, Sort.COMPARISON)
        subject = scene.subject(place)
        only = self._only(place)
        if not only and token.sort == "CMP" and scene.sort(place + 1) == "ONLY" and scene.sort(place + 2) == "THAN":
            only, way = self._listed(place + 3), {"more": "less", "less": "more"}.get(way, way)
        if only and token.sort == "CMP":
            return self._only_ahead(anchor, place, subject, way, only)
        return self._compares(anchor, place, subject, way, over=over)

    def _only_ahead(self, anchor: Anchor, place: int, subject: Subject, way: str, ahead: tuple[str, ...]) -> Claim:
        """That only some areas have more, or less; of a loss, more is a lower balance."""
        if self._of_change(place) or self._by_how_much(place):
            return self._paced(anchor, place, way, ahead) or unchecked(self.text, anchor, "ambiguous")
        way = _TURNED.get(way, way) if amounts.losses(self.scene) else way
        return places.only_claim(self.scene, self.text, anchor, place, subject, way, ahead)

    def _listed(self, place: int) -> tuple[str, ...]:
        """The areas listed from a token on, which are only compared with."""
        scene, last = self.scene, place
        while scene.sort(last) == "AREA":
            last += 1
        scene.aside.update(range(place, last))
        return tuple(str(scene.data(k)) for k in range(place, last))

    def _compares(self, anchor: Anchor, place: int, subject: Subject, way: str, *, over: bool) -> Claim | None:
        """What a comparative compares with: all the others, any time, or what its words name."""
        scene, token = self.scene, self.scene.tokens[place]
        after = [scene.sort(k) for k in range(place + 1, min(len(scene.tokens), place + 4))]
        crosses = (
            over
            and scene.sign("crossing").fullmatch(token.text)
            and scene.sort(place - 1) == "DIR"
            and "AREA" in after
            and scene.near(place - 1, place, 0)
        )
        if crosses:
            scene.used.add(place - 1)  # "fell below the national average": a level that is crossed
        elif self._of_change(place) and (token.sort == "CMP" or "AREA" in after):
            told = self._paced(anchor, place, way) if token.sort == "CMP" else None
            return told or unchecked(self.text, anchor, "ambiguous")
        if scene.sentence.has("NOONE") and _SIDES.get(way) and not over:
            return self._noone(anchor, place, subject, way)
        if "NOWHERE" in after or any(scene.sort(k) == "NOOTHER" for k in range(place)):
            return self._nowhere(anchor, place, subject, way)
        if "NEVER" in after:
            return self._never(anchor, place, subject, way)
        return self._compared(anchor, place, subject, way, over=over)

    def _not_compared(self, place: int) -> bool:
        """Whether "over" belongs to a number, or is a word such as "above" that follows no area."""
        scene = self.scene
        if scene.sort(place + 1) in ("MULT", "TIMES", "NUM", "FRAC") and scene.near(place, place + 1, 1):
            return True
        behind = bool(scene.sign("postposed").search(scene.tokens[place].text))
        return behind and scene.sort(place - 1) not in ("AREA", "MEDIAN")

    def _noone(self, anchor: Anchor, place: int, subject: Subject, way: str) -> Claim:
        """That no other region has more or less, or as much."""
        scene = self.scene
        start, end = next((t.start, t.end) for t in scene.tokens if t.sort == "NOONE")
        whole = Anchor(min(anchor.start, start), max(anchor.end, end), Sort.RANK)
        if subject.foreign:
            return unchecked(self.text, whole, "no_indicator")
        than = next((k for k in range(place + 1, len(scene.tokens)) if scene.sort(k) == "THAN"), None)
        if than is not None and scene.sort(than + 1) == "AREA":
            scene.aside.discard(than + 1)  # "no other region has more than Uusimaa" is of Uusimaa
        return places.rank_claim(scene, self.text, whole, place, subject, _SIDES[way], 1)

    def _nowhere(self, anchor: Anchor, place: int, subject: Subject, way: str) -> Claim:
        """More or less than anywhere else."""
        scene = self.scene
        end = next((t.end for t in scene.tokens[place:] if t.sort == "NOWHERE"), anchor.end)
        side = _SIDES.get(way)
        scene.aside.difference_update(k for k in range(place, len(scene.tokens)) if scene.data(k) != COUNTRY)
        if subject.foreign or side is None:
            return unchecked(self.text, anchor, "no_indicator")
        whole = replace(anchor, end=end, sort=Sort.RANK)
        return places.rank_claim(scene, self.text, whole, place, subject, side, 1)

    def _against(self, place: int, way: str, *, over: bool) -> tuple[str, tuple[str, ...], int, int | None]:
        """What a comparative compares with, and its way as seen from the area that the claim is of."""
        scene = self.scene
        targets, end, time = self._targets(place, over=over)
        country = scene.sort(place - 1) == "AREA" and scene.data(place - 1) == COUNTRY
        if not targets and country and scene.near(place - 1, place, 1):
            targets = (COUNTRY,)
        if not targets and scene.sort(place - 1) == "AREA" and scene.partitive(place - 1):
            targets = (str(scene.data(place - 1)),)
        if not targets and scene.postposed(place - 1) and scene.near(place - 1, place, 1):
            targets = (str(scene.data(place - 2)),)
        if not targets and time is None and not over:
            targets = self._bare(place)
            if targets and scene.areas(place) == (COUNTRY,):  # "in the whole country it was higher" than in the region
                way, targets = _TURNED.get(way, way), (COUNTRY,)
        if not targets and scene.sentence.has("NEIGH"):
            named = next(token.text for token in scene.sentence.tokens if token.sort == "NEIGH")
            targets = (places.beside(named),)
        return way, targets, end, time

    def _compared(self, anchor: Anchor, place: int, subject: Subject, way: str, *, over: bool) -> Claim | None:
        """More or less than other areas, another time or another indicator."""
        scene = self.scene
        way, targets, end, time = self._against(place, way, over=over)
        if subject.foreign and (targets or time is not None):
            return unchecked(self.text, anchor, "no_indicator")
        slight = scene.sign("slight").search(self.text[max(0, anchor.start - 14) : anchor.end])
        whole = replace(anchor, end=end)
        if targets and balances.side(scene, place) < 0 and all(balances.signed(key) for key in subject.keys):
            way = {"more": "less", "less": "more"}.get(way, way)  # a larger loss is a lower balance
        if targets == (COUNTRY,) and slight:
            much = bool(scene.sign("much").match(slight[0]))
            return places.slight_claim(scene, self.text, whole, place, subject, way, much)
        if targets:
            return places.compared_claim(scene, self.text, whole, place, subject, way, targets)
        if time is not None and not over and (time == 0 or self._timed(place, time)):
            spoken = time > place and self._time_of_its_own(place, time)
            return (self._before if spoken else partial(self._then, time=time))(anchor, place, subject, way)
        pair = [scene.sort(k) for k in range(place + 1, place + 4)] == ["IND", "THAN", "IND"]
        if pair and not amounts.natural_sign(scene):
            first, second = scene.tokens[place + 1], scene.tokens[place + 3]
            told = Subject(first.data, sure=True, token=first)
            whole = replace(anchor, end=second.end)
            return places.indicator_claim(scene, self.text, whole, place, told, way, second.data)
        other = [k for k in range(place + 1, min(len(scene.tokens), place + 3)) if scene.sort(k) == "IND"]
        near = other and not re.search(r"[:;,]", scene.gap(place, other[0]))
        if near and scene.sort(place + 1) == "THAN" and not amounts.natural_sign(scene):
            second = scene.tokens[other[0]]
            whole = replace(anchor, end=second.end)
            return places.indicator_claim(scene, self.text, whole, place, subject, way, second.data)
        return None if over else self._before(anchor, place, subject, way)

    def _timed(self, place: int, time: int) -> bool:
        """Whether a comparison is with a time after it: not "a lower share in 2018", which is of that year."""
        scene, told = self.scene, self.scene.data(time)
        if any(scene.sort(k) == "THAN" and scene.near(k, time, _CLOSE) for k in range(place + 1, time)):
            return True
        noun = 1 if scene.sort(place + 1) == "IND" else 0  # "more jobs than in 2006"
        year = isinstance(told, When) and told.sort in ("at", "bare")
        than = scene.sign("than_within").search(scene.tokens[place].text)
        known = "than_within" not in scene.words.signs  # a language whose comparatives hold the word for "than"
        return scene.sort(place + noun + 1) == "PER" and (known or not year or bool(than))

    def _zero(self, place: int) -> Claim | None:
        scene = self.scene
        if scene.sort(place + 1) != "MEDIAN" or any(
            scene.sort(k) == "NUM" for k in range(place + 2, scene.clause(place)[1] + 1)
        ):
            return None
        anchor = Anchor(scene.tokens[place].start, scene.tokens[place + 1].end, Sort.COMPARISON)
        return places.zero_gap(scene, self.text, anchor, place, scene.subject(place))

    def _only_named(self, place: int) -> Claim | None:
        """A comparative inside an indicator's name: "the only more sparsely populated region is Lapland"."""
        scene = self.scene
        token = scene.tokens[place]
        less = scene.sign("sparser").match(token.text)
        sparsest = scene.sign("sparsest").match(token.text)
        if scene.sentence.has("AFTER"):
            return None
        if sparsest or scene.sign("densest").match(token.text):
            anchor, way = Anchor(token.start, token.end, Sort.RANK), "bottom" if sparsest else "top"
            named = Subject(token.data, sure=True, token=token)
            order = int(str(scene.data(place - 1))) if scene.sort(place - 1) == "ORD" else 1
            return places.rank_claim(scene, self.text, anchor, place, named, way, order)
        only = self._only(place)
        if not only or not (less or scene.sign("denser").match(token.text)):
            return None
        anchor = Anchor(token.start, token.end, Sort.RANK)
        subject = Subject(token.data, sure=True, token=token)
        return places.only_claim(scene, self.text, anchor, place, subject, "less" if less else "more", only)

    def _only(self, place: int) -> tuple[str, ...]:
        """The areas that "only" names beside a comparative."""
        scene = self.scene
        for k, token in enumerate(scene.tokens):
            if token.sort == "ONLY" and scene.sort(k + 1) == "AREA" and abs(k - place) <= 4:
                last = k + 1
                while scene.sort(last + 1) == "AREA" and len(scene.gap(last, last + 1).split()) <= 2:
                    last += 1
                scene.aside.update(range(k + 1, last + 1))
                own = [j for j in range(place, len(scene.tokens)) if scene.sort(j) == "AREA"]
                scene.aside.difference_update(own[:1])
                return tuple(str(scene.data(j)) for j in range(k + 1, last + 1))
        return ()

    def _never(self, anchor: Anchor, place: int, subject: Subject, way: str) -> Claim:
        scene = self.scene
        end = next(t.end for t in scene.tokens[place:] if t.sort == "NEVER")
        record = replace(anchor, end=end, sort=Sort.RECORD)
        if any(scene.sort(k) == "NUM" for k in range(place)) and any(
            isinstance(t.data, When) and t.data.sort == "span" for t in scene.tokens[:place]
        ):
            return moves.step_record(scene, self.text, record, place, subject)
        side = _SIDES.get(way, way)
        if amounts.losses(scene):
            side = _OPPOSITE.get(side, side)
        decade = re.search(r"(?:19|20)\d0", self.text[anchor.start : end])
        since = int(decade[0]) if decade else None
        return moves.record_claim(scene, self.text, record, place, subject, side, since)

    def _then(self, anchor: Anchor, place: int, subject: Subject, way: str, time: int) -> Claim | None:
        """More or less than at another time."""
        scene = self.scene
        token = replace(scene.tokens[place], sort="DIR", data={"more": "up", "less": "down"}.get(way, way))
        if way == "same":
            token = replace(token, data="flat")
        other = self._from_time(time)
        other.tokens = [token if k == place else each for k, each in enumerate(other.tokens)]
        when = other.tokens[time].data
        if isinstance(when, When) and when.sort == "span" and when.first > when.last:  # "more in 2010 than in 2018"
            turned = {"up": "down", "down": "up", "better": "worse", "worse": "better"}.get(str(token.data), token.data)
            other.tokens[place] = replace(token, data=turned)
            other.tokens[time] = replace(other.tokens[time], data=When("span", when.last, when.first))
        scene.used.add(place)
        claim = moves.direction_claim(other, self.text, place, subject)
        end = max(claim.end, scene.tokens[time].end)
        return replace(claim, end=end, text=self.text[claim.start : end])

    def _direction(self, place: int) -> Claim | None:
        scene = self.scene
        if scene.sort(place) != "DIR":
            return None
        token = scene.tokens[place]
        anchor = Anchor(token.start, token.end, Sort.DIRECTION)
        subject = scene.subject(place)
        if subject.foreign:
            return unchecked(self.text, anchor, "no_indicator")
        if scene.sentence.has("CAUSE") or (not subject.keys):
            return unchecked(self.text, anchor, "no_indicator") if subject.keys else None
        sized = all(balances.signed(key) for key in subject.keys) and balances.side(scene, place)
        if subject.token is None and not scene.referred(place) and not sized:
            return None
        nearest = next((scene.sort(k) for k in range(place - 1, -1, -1) if scene.sort(k) in ("IND", "GAPW")), "")
        begin, _ = piece_of(scene, token.start)
        if scene.sign("after_than").search(scene.sentence.between(begin, token.start)):
            return unchecked(self.text, anchor, "ambiguous")  # "less than the year before it rose"
        if nearest == "GAPW":
            return unchecked(self.text, anchor, "ambiguous")  # "the difference had shrunk"
        if subject.token is not None and not scene.plain_between(subject.token.start, token.start):
            subject = replace(subject, sure=False)
        if subject.token is not None and scene.sign("lost").search(subject.token.text) and not sized:
            return unchecked(self.text, anchor, "ambiguous")  # of no balance
        return moves.direction_claim(scene, self.text, place, subject)

    def _made(self, place: int) -> bool:
        """Whether a gain or loss is only said to be: "suffered a migration loss", without a number."""
        scene, sign, token = self.scene, self.scene.sign("made"), self.scene.tokens[place]
        before = scene.sentence.between(scene.sentence.start, token.start)
        told = scene.sentence.has("NUM", "FRAC", "DIR", "SIGN", "CMP", "SUP", "CHG")
        return not told and bool(sign.search(before[-24:]))

    def _sign(self, place: int) -> Claim | None:
        scene = self.scene
        token = scene.tokens[place]
        gained = scene.sign("gained").search(token.text)
        named = token.sort == "IND" and (gained or scene.sign("lost").search(token.text))
        if named and scene.sentence.has("EVERY") and not scene.sentence.has("DIR", "SIGN"):
            sign = replace(token, sort="GAIN" if gained else "LOSS")
            other = replace(scene, tokens=[sign if k == place else each for k, each in enumerate(scene.tokens)])
            return moves.sign_claim(other, self.text, place, Subject(token.data, sure=True, token=token))
        births = amounts.natural_sign(scene) if token.sort == "CMP" and not scene.sentence.has("NUM", "FRAC") else 0
        if births and "natural-increase" in scene.facts.catalogue:
            scene.used.add(place)
            sign = replace(token, sort="SIGN", data="pos" if births > 0 else "neg")
            other = replace(scene, tokens=[sign if k == place else each for k, each in enumerate(scene.tokens)])
            return moves.sign_claim(other, self.text, place, Subject(("natural-increase",), sure=True))
        if named and self._made(place):
            way = replace(token, sort="SIGN", data="pos" if scene.sign("gained").search(token.text) else "neg")
            other = replace(scene, tokens=[way if k == place else each for k, each in enumerate(scene.tokens)])
            return moves.sign_claim(other, self.text, place, Subject(token.data, sure=True, token=token))
        if scene.sort(place) not in ("SIGN", "GAIN", "LOSS"):
            return None
        subject = scene.subject(place)
        if scene.sort(place) in ("GAIN", "LOSS") and not scene.sentence.has("EVERY"):
            return None
        if subject.foreign or not subject.keys:
            return unchecked(self.text, Anchor(token.start, token.end, Sort.VALUE), "no_indicator")
        return moves.sign_claim(scene, self.text, place, subject)
