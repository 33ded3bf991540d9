"""Claims of numbers that are changes: the verb, the noun or the loss that a number belongs to.

Leaves out values, gaps and shares (`numbered.py`) and claims in words alone (`worded.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from alke.base.languages import Language
from alke.findings.context import POPULATION
from alke.language.proof import amounts, changes, measures, moves
from alke.language.proof.amounts import Number
from alke.language.proof.binding import Subject
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, unchecked
from alke.language.proof.reading import When, separated
from alke.language.proof.sentence import Shared


class Changed(Shared):
    """Finds the claims of numbers that are changes."""

    def _note(self, number: Number, role: str, way: str) -> None:
        self.numbers[number.place] = (number, role, way)

    def _measured(self, number: Number) -> Subject:
        """The indicator of a difference, in the unit that differences of it are told in."""
        scene = self.scene
        catalogue = scene.facts.catalogue
        if number.unit == "pct":
            return scene.subject(number.place, lambda key: key in catalogue)
        if number.unit in ("pp", "index"):
            kinds = ("percent", "per_mille") if number.unit == "pp" else ("index", "per_100", "per_1000", "ratio")
            if scene.sign("points").fullmatch(number.unit_text):
                kinds = ("percent", "per_mille", "index", "per_100")
            return scene.subject(number.place, lambda key: catalogue[key].unit.key in kinds)
        allowed = amounts.fits(scene, number.unit)
        subject = scene.subject(number.place, lambda key: key in allowed)
        subject = amounts.named_by_unit(scene, number, allowed, subject)
        people = number.unit == "person" and POPULATION in catalogue
        before = subject.token is not None and subject.token.start < number.start
        apart = subject.token is not None and separated(scene.sentence, number.end, subject.token.start)
        dwell = scene.sign("dwellers" if not apart else "people").match(number.unit_text)
        if people and not before and dwell and not subject.foreign:
            scene.implied = Subject((POPULATION,), sure=not scene.sentence.has("FOREIGN", "GROUP"))
            return scene.implied
        if not subject.keys and people and not subject.foreign:
            return Subject((POPULATION,), sure=not scene.sentence.has("IND", "FOREIGN"))
        return subject

    def _since(self, number: Number, subject: Subject, way: str, time: int) -> Claim:
        """The claim of a number that is more or less than at another time."""
        earlier = [n.place for n, role, _ in self.numbers.values() if role == "change" and n.place < number.place]
        if earlier and not any(self.scene.sort(k) == "IND" for k in range(earlier[-1], number.place)):
            return unchecked(self.text, Anchor(number.start, number.end, Sort.CHANGE), "ambiguous")  # of two changes
        up = "up" if way in ("more", "better") else "down"
        claim = changes.change_claim(self._from_time(time), self.text, number, subject, up, number.start)
        end = max(claim.end, self.scene.tokens[time].end)
        return replace(claim, end=end, text=self.text[claim.start : end])

    def _moved(self, number: Number) -> Claim | None:
        """A number that a verb of direction, a loss or a noun of change belongs to."""
        scene = self.scene
        verb = self._verb(number)
        if verb is None:
            return None
        place, way = verb
        if self._part(number) and place >= 0:
            return self._of_start(number, place)
        subject = self._measured(number)
        if place >= 0:
            scene.used.add(place)
        start = (
            scene.tokens[place].start
            if 0 <= place < number.place and scene.near(place, number.place, 4)
            else number.start
        )
        slope = scene.sentence.has("TYPICAL")
        if not slope and self._yearly(number):
            return unchecked(self.text, Anchor(number.start, number.end, Sort.CHANGE), "ambiguous")
        if not slope and scene.sort(number.last + 1) == "PERYEAR" and scene.near(number.last, number.last + 1, 0):
            return unchecked(self.text, Anchor(start, number.end, Sort.CHANGE), "ambiguous")
        self._note(number, "slope" if slope else "change", way)
        if slope:
            return measures.slope_claim(scene, self.text, number, subject, way)
        end = scene.tokens[place].end if place > number.place else number.end
        return changes.change_claim(scene, self.text, replace(number, end=max(end, number.end)), subject, way, start)

    def _part(self, number: Number) -> bool:
        """Whether a fraction is what something has become of what it was: "shrunk to a half"."""
        told = self.scene.tokens[number.place]
        return told.sort == "FRAC" and bool(self.scene.sign("to_part").search(told.text))

    def _of_start(self, number: Number, verb: int) -> Claim:
        """A fraction that a change has left of its start."""
        scene = self.scene
        said = scene.tokens[number.place].data.number / 100
        told = [replace(t, sort="MULT", data=said) if k == number.place else t for k, t in enumerate(scene.tokens)]
        self._note(number, "change", str(scene.data(verb)))
        scene.used.add(verb)
        return moves.multiple_claim(replace(scene, tokens=told), self.text, number.place, scene.subject(number.place))

    def _verb(self, number: Number) -> tuple[int, str] | None:
        """The word of direction that a number belongs to, its place (−1 when taken over) and its way."""
        scene, place = self.scene, number.place
        if number.way or self._crossed(number):
            return None
        if number.said.signed and self._steps(number):
            return -1, ""
        before = [n for n in self.numbers.values() if n[0].place < place]
        if before and amounts.joined_by_or(scene, before[-1][0], number) and before[-1][1] in ("change", "slope"):
            return -1, before[-1][2]
        if before and before[-1][1] == "change" and self._and_by(before[-1][0], number):
            return -1, before[-1][2]
        after = number.last + 1
        if scene.sort(number.place) == "FRAC" and scene.sort(after) == "UNIT" and scene.near(number.last, after, 0):
            after += 1  # "one inhabitant in ten is gone"
        if scene.sort(after) == "DIR":
            part = scene.sort(number.place) == "FRAC" and scene.near(number.last, after, 3)  # "one job in five is gone"
            if part or not scene.gap(number.last, after).strip(" \u00a0"):
                return after, str(scene.data(after))
        if self.text[number.start - 1 : number.start] == "(":
            return None
        first, last = scene.clause(place)
        last = min(last, number.last + 1)
        if any(isinstance(w := scene.data(k), When) and w.sort == "before" for k in range(first, last + 1)):
            own = [k for k in range(first, place) if scene.sort(k) == "DIR"]
            told = own or [k for k in range(place) if scene.sort(k) == "DIR"]
            return (told[-1], str(scene.data(told[-1]))) if told else None
        return self._verb_before(number, first)

    def _and_by(self, first: Number, second: Number) -> bool:
        """Whether a second change shares the verb of the first: "fell by 755 in 2019 and by 898 in 2018"."""
        text = list(self.text[first.end : second.start])
        for token in self.scene.tokens[first.place : second.place]:
            if token.sort in ("PER", "APX", "AREA") and first.end <= token.start < second.start:
                text[token.start - first.end : token.end - first.end] = " " * (token.end - token.start)
        return bool(self.scene.sign("and_by").fullmatch(" ".join("".join(text).split())))

    def _steps(self, number: Number) -> bool:
        """Whether a number with a sign is of something that is never below zero itself, so that it is a change."""
        keys = self._measured(number).keys
        return bool(keys) and not any(re.search(r"net-|increase|change", key) for key in keys)

    def _crossed(self, number: Number) -> bool:
        """Whether "over" or "under" before a number makes it a level that is crossed: "fell below 130,000"."""
        before = self.text[max(0, number.start - 12) : number.start]
        if number.said.approx not in ("over", "under") or self.scene.sign("by").search(before):
            return False
        if self.scene.sort(number.place - 2) in ("LOSS", "GAIN") and self.scene.near(number.place - 2, number.place, 3):
            return False
        if self.scene.words.language is not Language.FI:
            return True  # the word for "by" tells, not the case of the unit
        counted = not number.unit_text.endswith(("a", "ä", "lla", "llä")) and number.unit != "pct"
        return counted or number.unit_text.endswith("tin")

    def _verb_before(self, number: Number, first: int) -> tuple[int, str] | None:
        scene, place = self.scene, number.place
        for k in range(place - 1, first - 1, -1):
            sort = scene.sort(k)
            if sort in ("NUM", "FRAC") and k not in scene.used and not self._same_move(k, number):
                return None
            if sort == "DIR" and scene.data(k) != "flat":
                noun = scene.sign("change_noun").match(scene.tokens[k].text)
                cut = self.text.find(",", scene.tokens[k].end, number.start)
                by = scene.sign("by").search(self.text[max(0, number.start - 12) : number.start])
                if cut >= 0 and not by and scene.sign("joins").match(self.text[cut:]):
                    return None  # "grew old early, and a third of its residents …"
                return None if amounts.in_copula(scene, k, place) and not noun else (k, str(scene.data(k)))
            if sort == "LOSS" and scene.sort(place) == "FRAC":
                return k, "down"
            if sort == "LOSS" and number.unit in ("person", ""):
                signed = any("migration" in key or "increase" in key for key in self._measured(number).keys)
                return None if signed or amounts.in_copula(scene, k, place) else (k, "down")
            if sort == "TURN" and scene.near(k, place, 6):
                return k, str(scene.data(k))
            if sort == "GAIN" and number.unit in ("person", "") and scene.sign("adds").fullmatch(scene.tokens[k].text):
                signed = any("migration" in key or "increase" in key for key in self._measured(number).keys)
                return None if signed else (k, "up")
            if sort == "CHG" and not scene.sentence.has("SIGN"):
                return k, ""
        return None

    def _same_move(self, place: int, number: Number) -> bool:
        """Whether a number before this one is a start or an end of the same change."""
        told = self.numbers.get(place)
        return told is None or told[0].way != ""
