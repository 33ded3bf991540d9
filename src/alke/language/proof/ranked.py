"""Claims of ranks and records: superlatives, places, peaks, and words that say one.

Leaves out comparisons, multiples and directions (`worded.py`).
"""

from __future__ import annotations

from dataclasses import replace

from alke.areas import COUNTRY, REGIONS
from alke.findings.context import POPULATION
from alke.language.proof import amounts, moves, places
from alke.language.proof.binding import Subject
from alke.language.proof.claims import Claim, Sort, Verdict
from alke.language.proof.judging import Anchor, unchecked
from alke.language.proof.reading import When
from alke.language.proof.sentence import Shared

AREAS = frozenset((*REGIONS, COUNTRY))
_SIDES = {"more": "top", "less": "bottom", "better": "best", "worse": "worst"}
_OPPOSITE = {"top": "bottom", "bottom": "top"}


class Ranked(Shared):
    """Finds the claims of superlatives and records."""

    def _superlative(self, place: int) -> Claim | None:
        scene = self.scene
        if scene.sort(place) == "PLACE":
            return self._place(place)
        if scene.sort(place) == "PEAK":
            return self._peak(place)
        if scene.sort(place) == "TOPSET":
            return self._among_first(place)
        if scene.sort(place) != "SUP":
            return None
        anchor, order, among = self._placed(place)
        if any(scene.sort(k) == "APX" and scene.near(k, place, 2) for k in (place - 1, place - 2)):
            return unchecked(self.text, anchor, "ambiguous")  # "almost the lowest"
        subject = scene.subject(place)
        if subject.foreign:
            return unchecked(self.text, anchor, "no_indicator")
        if order == 1 and not among:
            passed = self._passed()
            among = 1 + passed if passed else 0  # "the largest after Uusimaa"
            peak = None if passed else self._of_year(place, anchor, subject)
            if peak is not None:
                return peak
        subject = self._own(place, subject)
        claim = self._in_series(place, anchor, subject) or self._ranked(place, anchor, subject, order, among)
        return self._or_of_years(place, claim) if order == 1 and not among else claim

    def _or_of_years(self, place: int, claim: Claim) -> Claim:
        """A superlative of no named scope may be of years: "the worst was the situation in 2016" is then not false."""
        scene = self.scene
        named = ("SCOPE", "MAINLAND", "NEIGH", "MEDIAN")
        years = scene.sign("of_years").match(self.text[scene.tokens[place].end :][:24])
        if years and claim.verdict is Verdict.DOES_NOT_HOLD:  # "the worst year was"
            return unchecked(self.text, Anchor(claim.start, claim.end, Sort.RECORD), "ambiguous")
        scope = scene.sentence.has(*named) or any(t.sort == "AREA" and t.data == COUNTRY for t in scene.tokens)
        if claim.verdict is not Verdict.DOES_NOT_HOLD or scope or claim.kind is not Sort.RANK:
            return claim
        way = str(scene.data(place))
        goes = moves.goes(scene, str(claim.indicator), {"best": "better", "worst": "worse"}.get(way, way))
        side = {1: "top", -1: "bottom"}.get(goes, way)
        subject = Subject((str(claim.indicator),), sure=True)
        peak = moves.peak_claim(scene, self.text, Anchor(claim.start, claim.end, Sort.RECORD), place, subject, side)
        dated = peak.period is not None and any(isinstance(t.data, When) for t in scene.tokens)
        return peak if dated and peak.verdict is Verdict.HOLDS else claim

    def _own(self, place: int, subject: Subject) -> Subject:
        """What a superlative is said of, surely only where it is the predicate of a name before it."""
        scene = self.scene
        if scene.sentence.has("PERHEAD"):
            subject = self._per_head(subject)
        if not self._predicate(scene.tokens[place].end):
            subject = replace(subject, sure=False)
        after = scene.tokens[place].end
        named = subject.token is None and scene.sign("region").match(self.text[after : after + 14])
        own = subject.token
        if own is not None and own.start > after and any(t.sort == "IND" for t in scene.tokens[:place]):
            subject = replace(subject, sure=False)  # "most vacancies are in health care": of branches, not of regions
        if own is not None and own.start > after and scene.sign("sized").match(own.text):
            subject = replace(subject, sure=False)  # "the largest households" may be large, not many
        if named and POPULATION in scene.facts.catalogue and not scene.sentence.has("FOREIGN"):
            return Subject((POPULATION,), sure=True)
        return subject

    def _place(self, place: int) -> Claim | None:
        """A place among the regions without its side: "number one", "in fifth place"."""
        scene = self.scene
        token, subject = scene.tokens[place], scene.subject(place)
        if subject.foreign or not subject.keys:
            return None
        anchor = Anchor(token.start, token.end, Sort.RANK)
        return places.rank_claim(scene, self.text, anchor, place, subject, "either", int(str(token.data)))

    def _among_first(self, place: int) -> Claim | None:
        """One of the first so many regions: "kolmen kärjessä"; of what is better when low, from either end."""
        scene = self.scene
        token, subject = scene.tokens[place], scene.subject(place)
        if subject.foreign or not subject.keys:
            return None
        either = any(scene.facts.catalogue[key].higher_is == "worse" for key in subject.keys)
        anchor, among = Anchor(token.start, token.end, Sort.RANK), int(str(token.data))
        return places.rank_claim(scene, self.text, anchor, place, subject, "either" if either else "top", 1, among)

    def _peak(self, place: int) -> Claim | None:
        """When a series was at its highest or lowest: "at its highest in 2014"."""
        scene = self.scene
        token, subject = scene.tokens[place], scene.subject(place)
        if subject.foreign or not subject.keys or scene.sort(place + 1) in ("NUM", "APX"):
            return None
        anchor = Anchor(token.start, token.end, Sort.RECORD)
        if self._is_record(place):
            return moves.record_claim(scene, self.text, anchor, place, subject, str(token.data))
        return moves.peak_claim(scene, self.text, anchor, place, subject, str(token.data))

    def _passed(self) -> int:
        """How many areas a superlative passes over: "after Uusimaa", "except for Lapland"."""
        scene = self.scene
        starts = [token.start for token in scene.tokens if token.sort == "AREA"]
        return sum(bool(scene.sign("passing").search(self.text[max(0, start - 16) : start])) for start in starts)

    def _of_year(self, place: int, anchor: Anchor, subject: Subject) -> Claim | None:
        """The claim of a superlative that a year follows, where it may be of the years: "was highest in 2014"."""
        scene, when = self.scene, self.scene.data(place + 1)
        if not isinstance(when, When) or when.sort not in ("at", "bare") or not subject.keys:
            return None
        word = scene.tokens[place].text.lower()
        if scene.sign("most").fullmatch(word) or scene.sign("least").fullmatch(word):
            return unchecked(self.text, anchor, "ambiguous")
        peak = moves.peak_claim(scene, self.text, anchor, place, subject, str(scene.data(place)))
        return None if peak.verdict is Verdict.DOES_NOT_HOLD else peak

    def _placed(self, place: int) -> tuple[Anchor, int, int]:
        """Where a superlative's claim stands, which place it names, and how many places it counts, as `rank_claim`."""
        scene = self.scene
        start, order, among = scene.tokens[place].start, 1, -1 if str(scene.data(place)).endswith("_some") else 0
        k = place - 1
        while scene.sort(k) in ("SCOPE", "AREA", "MAINLAND") and scene.near(k, place, 3) and k not in scene.used:
            k -= 1
        for j in (place - 1, k):
            if scene.sort(j) == "ORD" and scene.near(j, place, 3):
                order, start = int(str(scene.data(j))), scene.tokens[j].start
                scene.used.add(j)
                break
            if scene.sort(j) == "NEXTTO" and scene.near(j, place, 1):
                order, start = 2, scene.tokens[j].start
            if scene.sort(j) == "TOPN" and scene.near(j, place, 1):
                among, start = int(str(scene.data(j))), scene.tokens[j].start
        if order == 1 and not among:
            order += self._after(place)
        if order == 1 and not among and scene.sign("plural").search(scene.tokens[place].text):
            among = self._together(place)
        end = scene.tokens[place].end
        scope = [k for k in (place + 1, place + 2) if scene.sort(k) in ("SCOPE", "MAINLAND", "AREA", "SERIES")]
        if scope and scene.near(place, scope[0], 4):
            end = scene.tokens[scope[0]].end
        return Anchor(start, end, Sort.RANK), order, among

    def _together(self, place: int) -> int:
        """How many areas that are listed before a plural superlative share its place; 0 when one stands alone."""
        scene = self.scene
        last = next((k for k in range(place - 1, -1, -1) if scene.sort(k) == "AREA" and scene.data(k) != COUNTRY), None)
        count = 1
        while (
            last is not None
            and scene.sort(last - 1) == "AREA"
            and scene.sign("listed").match(scene.gap(last - 1, last))
        ):
            last, count = last - 1, count + 1
        return count if count > 1 else 0

    def _after(self, place: int) -> int:
        """How many regions "the smallest after Lapland" names as ahead."""
        scene = self.scene
        k = next((k for k in range(place + 1, place + 4) if scene.sort(k) == "AFTER" and scene.near(place, k, 5)), None)
        if k is None:
            return 0
        last = k
        while scene.sort(last + 1) == "AREA" and len(scene.gap(last, last + 1).split()) <= 1:
            last += 1
        return last - k

    def _in_series(self, place: int, anchor: Anchor, subject: Subject) -> Claim | None:
        """The claim of a superlative that is of years, not of regions; None when it is not."""
        scene = self.scene
        way = str(scene.data(place))
        record = replace(anchor, sort=Sort.RECORD)
        if scene.sort(place + 1) == "YEARCHANGE":
            return moves.step_record(scene, self.text, record, place, subject)
        if not self._is_record(place):
            return None
        if amounts.losses(scene):
            way = _OPPOSITE.get(way, way)
        return moves.record_claim(scene, self.text, record, place, subject, way)

    def _ranked(self, place: int, anchor: Anchor, subject: Subject, order: int, among: int) -> Claim:
        """The claim of a superlative that is of regions: their values, their changes, or their places over years."""
        scene = self.scene
        way, word = str(scene.data(place)), scene.tokens[place].text.lower()
        if among > 0 and scene.sentence.has("EVERY"):
            scene.used.update(k for k, t in enumerate(scene.tokens) if t.sort == "EVERY")
            return places.lasting_claim(scene, self.text, anchor, place, subject, way, among)
        moved = next((way for number, role, way in self.numbers.values() if role == "change"), "")
        if not moved and scene.sort(place - 1) == "DIR" and scene.near(place - 1, place, 2):
            moved = str(scene.data(place - 1))
        most = bool(scene.sign("most").fullmatch(word))
        if moved and (most or scene.sign("least").fullmatch(word)):
            return places.moved_claim(scene, self.text, anchor, place, subject, moved, order, most=most)
        return places.rank_claim(scene, self.text, anchor, place, subject, way, order, among)

    def _per_head(self, subject: Subject) -> Subject:
        """The indicator per inhabitant where there is one."""
        known = self.scene.facts.catalogue
        return replace(subject, keys=tuple(f"{k}-per-1000" if f"{k}-per-1000" in known else k for k in subject.keys))

    def _predicate(self, end: int) -> bool:
        """Whether a superlative is said of the subject, not of a noun of its own ("the largest employer")."""
        scene = self.scene
        if any(0 <= token.start - end <= 1 for token in scene.tokens) or self.text[end : end + 1] != " ":
            return True
        word = self.text[end : end + 40].split()[:1]
        plain = word[0].strip(",.;:()") if word else ""
        return not plain.isalpha() or bool(scene.sign("region").match(f" {plain.lower()}")) or scene.neutral(plain)

    def _record(self, place: int) -> Claim | None:
        """A record told by that word."""
        scene = self.scene
        if scene.sort(place) != "RECORD":
            return None
        token = scene.tokens[place]
        anchor = Anchor(token.start, token.end, Sort.RECORD)
        subject = scene.subject(place)
        if subject.foreign or not subject.keys:
            return unchecked(self.text, anchor, "no_indicator")
        if any(isinstance(t.data, When) and t.data.sort == "decade" for t in scene.tokens):
            return unchecked(self.text, anchor, "no_period")  # when it was, not since when
        way = "bottom" if amounts.losses(scene) else "top"
        return moves.record_claim(scene, self.text, anchor, place, subject, way)

    def _is_record(self, place: int) -> bool:
        """Whether a superlative is of a series of years instead of the regions."""
        scene = self.scene
        if scene.sentence.has("SERIES"):
            return True
        regions = [
            k
            for k in (*range(place - 3, place), *range(place + 1, place + 4))
            if scene.sort(k) in ("SCOPE", "MAINLAND", "AREA", "AFTER")
        ]
        if any(scene.sort(k) != "AREA" for k in regions):
            return False
        told = [w for k in scene.times(place)[:2] if isinstance(w := scene.data(k), When)]
        return any(w.sort in ("since", "decadesince", "back") for w in told)
