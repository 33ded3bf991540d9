"""Comparisons with what is not named beside the comparative: another time, a level of a year, the EU, the area before.

Leaves out comparatives that name what they compare with (`worded.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from alke.language.proof import balances, moves, places
from alke.language.proof.binding import Subject
from alke.language.proof.claims import Claim, Sort, Verdict
from alke.language.proof.judging import Anchor, unchecked
from alke.language.proof.ranked import Ranked
from alke.language.proof.reading import When

_EU = "gdp-index-eu27"
_MIXED = frozenset({"NUM", "FRAC", "DIR", "THAN", "SUP", "ORD", "AREA", "NEIGH", "MEDIAN", "NOWHERE"})


class Then(Ranked):
    """Finds the claims of comparisons with another time or level."""

    def _ahead(self, place: int) -> Claim | None:
        """Ahead of or behind the area just before: "jää Etelä-Karjalan taakse"; of what is better when low, unsure."""
        scene, token = self.scene, self.scene.tokens[place]
        beside = scene.sort(place - 1) == "AREA" and scene.near(place - 1, place, 0)
        listed = scene.sort(place - 2) == "AREA" and scene.sign("listed").match(scene.gap(place - 2, place - 1))
        if not beside or listed or scene.sentence.has("SUP", "ORD", "ONLY", "NUM", "FRAC"):
            return None
        scene.aside.add(place - 1)
        anchor, subject = Anchor(scene.tokens[place - 1].start, token.end, Sort.COMPARISON), scene.subject(place)
        turned = any(scene.facts.catalogue[key].higher_is == "worse" for key in subject.keys)
        if subject.foreign or not subject.keys or turned or self._of_change(place):
            return unchecked(self.text, anchor, "ambiguous")
        target = str(scene.data(place - 1))
        return places.compared_claim(scene, self.text, anchor, place, subject, str(token.data), (target,))

    def _before(self, anchor: Anchor, place: int, subject: Subject, way: str) -> Claim | None:
        """More or less at another time than at the one the sentence before told: "a year earlier it was higher"."""
        scene, last = self.scene, self.scene.context.last_year
        counted = [
            k for k, t in enumerate(scene.tokens) if isinstance(t.data, When) and t.data.sort in ("prev", "next")
        ]
        sized = [t for t in scene.sentence.tokens if t.sort == "DIR" and balances.word(scene, t)]  # "the loss"
        moved = sum(t.sort == "DIR" for t in scene.sentence.tokens) > len(sized)
        alone = len(counted) == 1 and not moved and not scene.sentence.has("NUM", "FRAC", "THAN", "SUP", "ORD")
        if not subject.keys or subject.foreign:
            return None
        if not alone or last is None:
            return self._at_another(place, subject, way)
        told, turned = scene.tokens[counted[0]].data, {"more": "down", "less": "up", "same": "flat"}.get(way, "")
        if told.sort == "next":
            turned = {"down": "up", "up": "down"}.get(turned, turned)
        when = When("span", *sorted((last, last - told.first if told.sort == "prev" else last + told.first)))
        tokens = [replace(t, data=when) if k == counted[0] else t for k, t in enumerate(scene.tokens)]
        tokens[place] = replace(tokens[place], sort="DIR", data=turned)
        whole = replace(scene, tokens=tokens)
        return moves.direction_claim(whole, self.text, place, subject) if turned else None

    def _at_another(self, place: int, subject: Subject, way: str) -> Claim | None:
        """More or less in a year than in one told before: "4.9 in 2018, though in 2014 it was lower still"."""
        scene, turned = self.scene, {"more": "up", "less": "down"}.get(way, "")
        start = max(scene.sentence.start, *(self.text.rfind(mark, 0, scene.tokens[place].start) for mark in ",;:"))
        first = next(k for k, t in enumerate(scene.tokens) if t.start >= start)
        last = next((k for k in range(place, len(scene.tokens) - 1) if re.search("[,;]", scene.gap(k, k + 1))), None)
        inside = range(first, len(scene.tokens) if last is None else last + 1)
        dated = [k for k in inside if self._dated_at(k)]
        before = [scene.tokens[k].data.last for k in range(first) if self._dated_at(k)]
        bases = dict.fromkeys(before or [scene.context.last_year])
        one_sided = ("died", "born")  # "in 2016 more were born" is of births and deaths
        alone = subject.token is not None and any(scene.sign(n).search(subject.token.text) for n in one_sided)
        mixed = any(scene.sort(k) in _MIXED for k in inside if k != place)
        if alone or not turned or len(dated) != 1 or mixed:
            return None
        own = scene.tokens[dated[0]].data.last
        claims = [self._moved_between(place, subject, turned, dated[0], base) for base in bases if base and base != own]
        order = (Verdict.HOLDS, Verdict.CANNOT_CHECK, Verdict.DOES_NOT_HOLD)
        return min(claims, key=lambda claim: order.index(claim.verdict), default=None)

    def _dated_at(self, place: int) -> bool:
        told = self.scene.data(place)
        return isinstance(told, When) and told.sort in ("at", "bare")

    def _moved_between(self, place: int, subject: Subject, turned: str, dated: int, base: int) -> Claim:
        """The claim that something is more, or less, at a token's year than in a base year."""
        scene = self.scene
        own = scene.tokens[dated].data.last
        turned = turned if own > base else {"up": "down", "down": "up"}[turned]
        tokens = [replace(t, sort="OLD") if t.sort == "PER" else t for t in scene.tokens]
        tokens[dated] = replace(scene.tokens[dated], data=When("span", *sorted((own, base))))
        tokens[place] = replace(tokens[place], sort="DIR", data=turned)
        return moves.direction_claim(replace(scene, tokens=tokens), self.text, place, subject)

    def _level_of_year(self, place: int, subject: Subject, way: str) -> Claim | None:
        """Over or under the level of a year: "vuoden 2008 tason yläpuolella", "alle vuoden 2008 tason"."""
        scene = self.scene
        for time, between in ((place - 1, (place - 1, place)), (place + 1, (place + 1, place + 2))):
            when = scene.data(time)
            if not isinstance(when, When) or when.sort not in ("at", "bare"):
                continue
            end = scene.tokens[between[1]].start if between[1] < len(scene.tokens) else scene.sentence.end
            if not scene.sign("year_level").match(self.text[scene.tokens[time].end : end]) or not subject.keys:
                continue
            start = max(scene.sentence.start, *(self.text.rfind(mark, 0, scene.tokens[place].start) for mark in ",;"))
            inside = [k for k, t in enumerate(scene.tokens) if t.start >= start]
            others = [k for k in inside if k != time and isinstance(scene.data(k), When)]
            own = [w.last for k in others if isinstance(w := scene.data(k), When) and w.sort in ("at", "bare")]
            if len(others) > 1 or any(scene.sort(k) in ("NUM", "FRAC") for k in inside):
                return None
            told = When("span", when.last, own[-1]) if own else When("since", when.last, when.last)
            tokens = [replace(t, sort="OLD") if t.sort == "PER" else t for t in scene.tokens]
            tokens[time] = replace(scene.tokens[time], data=told)
            tokens[place] = replace(tokens[place], sort="DIR", data="up" if way == "more" else "down")
            scene.used.add(place)
            return moves.direction_claim(replace(scene, tokens=tokens), self.text, place, subject)
        return None

    def _eu_mean(self, place: int, way: str) -> Claim | None:
        """Over or under the European Union's mean, which is a hundred of the index of it."""
        scene, token = self.scene, self.scene.tokens[place]
        near = [k for k in range(place - 1, place + 4) if scene.sort(k) == "IND"]
        named = [k for k in near if scene.sign("eu_mean").search(scene.tokens[k].text)]
        if not named or scene.sentence.has("NUM", "FRAC") or _EU not in scene.facts.catalogue:
            return None
        start, end = min(token.start, scene.tokens[named[0]].start), max(token.end, scene.tokens[named[0]].end)
        anchor = Anchor(start, end, Sort.COMPARISON)
        return places.hundred_claim(scene, self.text, anchor, place, Subject((_EU,), sure=True), way)
