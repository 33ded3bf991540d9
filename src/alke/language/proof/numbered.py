"""Claims that a number makes: which of the readings in `amounts.py` and `places.py` the words around it ask for.

Leaves out claims in words alone (`worded.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from alke.areas import COUNTRY
from alke.findings.context import POPULATION
from alke.language.proof import aims, amounts, changes, measures, moves, places
from alke.language.proof.amounts import Number
from alke.language.proof.binding import Subject
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, unchecked
from alke.language.proof.lost import Lost
from alke.language.proof.parts import Parts
from alke.language.proof.reading import When
from alke.language.proof.short import Short

_OUTDONE = {"over": "more", "under": "less"}


class Numbered(Parts, Short, Lost):
    """Finds the claims of numbers and fractions."""

    def _number(self, place: int) -> Claim | None:
        scene, text = self.scene, self.text
        ranked = scene.sort(place) == "FRAC" and scene.sort(place + 1) == "SUP"
        plain = scene.sort(place) in ("NUM", "FRAC") and not ranked
        number = amounts.number_at(scene, place) if plain else None
        if number is None:
            return None
        ranges = re.search(r"\d\s?[–—-]\s?$", text[max(0, number.start - 4) : number.start])
        times = scene.sign("times_after").match(text, number.end)
        if ranges or times or re.match(r"[–—-]\d", text[scene.tokens[place].end :][:2]):
            return unchecked(text, Anchor(number.start, number.end, Sort.VALUE), "ambiguous")  # "10–12", "1.3 times"
        counted = measures.regions_counted(scene, text, number)
        if counted:
            return counted
        if number.bare_word and not number.unit and not number.said.approx and not self._gap_follows(number):
            return None
        return self._amount(number)

    def _gap_follows(self, number: Number) -> bool:
        return self.scene.sort(number.last + 1) == "CMP" and self.scene.near(number.last, number.last + 1, 2)

    def _amount(self, number: Number) -> Claim | None:
        """The claim of a number, by the words around it."""
        for find in (
            self._aim,
            self._extreme,
            self._header,
            self._ratio,
            self._share_then,
            self._lost,
            self._gone,
            self._share,
            self._share_again,
            self._gap,
            self._short,
            self._outdone,
            self._difference,
            self._spread,
            self._moved,
        ):
            claim = find(number)
            if claim is not None:
                return claim
        if self._earlier_level(number):
            return self._of_earlier(number)
        if self._ranged(number):
            return unchecked(self.text, Anchor(number.start, number.end, Sort.VALUE), "ambiguous")
        subject = self._subject(number, number.unit)
        if number.unit == "year" and not any(
            self.scene.facts.catalogue[key].unit.key == "years" for key in subject.keys
        ):
            return None
        if not subject.keys and not number.unit and not number.said.approx:
            return None
        self._note(number, "value", "")
        if subject.foreign or not subject.keys:
            return unchecked(self.text, Anchor(number.start, number.end, Sort.VALUE), "no_indicator")
        name = next((k for k, t in enumerate(self.scene.tokens) if t is subject.token), 0)
        extreme = self.scene.sort(name - 1) == "SUP" and self.scene.near(name - 1, name, 0)
        by = self.scene.sign("by").search(self.text[max(0, number.start - 12) : number.start])
        if extreme or (by and not self._signed()) or (not number.unit and self._counts(number)):
            subject = replace(subject, sure=False)
        return amounts.value_claim(self.scene, self.text, number, subject)

    def _signed(self) -> bool:
        """Whether the sentence says by how much something is above or below zero: "negative by 105 persons"."""
        return bool(amounts.natural_sign(self.scene)) or self.scene.sentence.has("SIGN")

    def _ranged(self, number: Number) -> bool:
        """Whether a number is an end of a range over years or areas: "ranged from 1.7 to 4.7 per cent"."""
        opened = max(self.scene.sentence.start, *(self.text.rfind(mark, 0, number.start) for mark in ";:("))
        return bool(self.scene.sign("ranges").search(self.text[opened : number.start]))

    def _extreme(self, number: Number) -> Claim | None:
        """A number that a series is said to have reached at most, or at least: "at its highest over 182,000"."""
        scene = self.scene
        k = number.place - 2 if scene.sort(number.place - 1) == "APX" else number.place - 1
        first, last = scene.clause(number.place)
        dated = any(isinstance(w := scene.data(j), When) and w.sort != "dur" for j in range(k, last + 1))
        if scene.sort(k) != "PEAK" or dated or not scene.near(k, number.place, 2):
            return None
        subject = self._subject(number, number.unit)
        if subject.foreign or not subject.keys:
            return None
        self._note(number, "value", "")
        return moves.extreme_claim(scene, self.text, number, subject, str(scene.data(k)))

    def _counts(self, number: Number) -> bool:
        """Whether a number without a unit stands before a word of its own, as in "14 municipalities"."""
        scene = self.scene
        after = self.text[number.end : number.end + 40]
        if not after.startswith((" ", "\u00a0")) or any(0 <= t.start - number.end <= 1 for t in scene.tokens):
            return False
        word = after.split()[0].strip(",.;:()") if after.split() else ""
        return word.isalpha() and word[:1].islower() and not scene.neutral(word)

    def _aim(self, number: Number) -> Claim | None:
        """A number after a word of a target: the level that a programme aims at, or the gap to it."""
        scene = self.scene
        first, _ = scene.clause(number.place)
        before = [scene.sort(k) for k in range(first, number.place)]
        if "PLAN" not in before or not {"CMP", "DIR", "SUP"}.isdisjoint(before):
            return None
        claim = aims.aim_claim(scene, self.text, number, self._measured(number), gap="GAPW" in before)
        if claim is not None:
            self._note(number, "aim", "")
        return claim

    def _earlier_level(self, number: Number) -> bool:
        """Whether a fraction is of an earlier year's level: "half of the 2015 level"."""
        scene, after = self.scene, number.place + 1
        told = scene.sort(number.place) == "FRAC" and scene.sort(after) == "PER"
        return told and bool(scene.sign("level").match(self.text[scene.tokens[after].end :][:12]))

    def _of_earlier(self, number: Number) -> Claim:
        """A fraction of the level of an earlier year."""
        scene = self.scene
        other = self._from_time(number.place + 1)
        said = scene.tokens[number.place].data.number / 100
        other.tokens = [
            replace(t, sort="MULT", data=said) if k == number.place else t for k, t in enumerate(other.tokens)
        ]
        return moves.multiple_claim(other, self.text, number.place, scene.subject(number.place))

    def _subject(self, number: Number, unit: str) -> Subject:
        """The indicator of a number in a unit; inhabitants are the population where nothing else is spoken of."""
        scene = self.scene
        allowed = amounts.fits(scene, unit)
        if "natural-increase" in allowed and self._outborn(number):
            return Subject(("natural-increase",), sure=True)
        each = scene.sort(number.last + 1) == "PERHEAD" or (
            unit == "eur" and scene.sign("each").search(number.unit_text)
        )
        if each and "gdp-per-head" in allowed:
            product = scene.subject(number.place, lambda key: key in ("gdp", "gdp-per-head"))
            if product.keys == ("gdp",):
                return replace(product, keys=("gdp-per-head",))
        subject = self._balance(number, allowed) or scene.subject(number.place, lambda key: key in allowed)
        subject = amounts.named_by_unit(scene, number, allowed, subject)
        if self._dwellers(number, subject):
            scene.implied = Subject((POPULATION,), sure=True)
            return scene.implied
        dwellers = unit == "person" and bool(scene.sign("people").search(number.unit_text))
        plainly = subject.token is None and scene.sign("dwellers").match(number.unit_text)
        known = POPULATION in scene.facts.catalogue and not subject.foreign
        if dwellers and known and (not subject.keys or plainly):
            named = scene.sign("dwellers").match(number.unit_text) and not scene.sentence.has("FOREIGN", "IND", "GROUP")
            scene.implied = Subject((POPULATION,), sure=bool(named))
            return scene.implied
        return subject

    def _dwellers(self, number: Number, subject: Subject) -> bool:
        """Whether people are counted by the name of their region: "there are 69,639 Kainuu people"."""
        scene = self.scene
        named = subject.token is not None or number.unit not in ("", "person") or number.place in scene.counted
        if named or POPULATION not in scene.facts.catalogue or scene.sentence.has("IND", "FOREIGN", "GROUP", "OF"):
            return False
        people = [k for k, t in enumerate(scene.tokens) if t.sort == "AREA"]
        near = [k for k in people if scene.sign("people_of").search(self.text[scene.tokens[k].start :][:40])]
        return len(people) == len(near) == 1 and bool(scene.sign("counts_people").search(scene.sentence.text))

    def _outborn(self, number: Number) -> bool:
        """Whether a number tells by how many more are born than die, or the other way round."""
        scene = self.scene
        beside = any(scene.sort(k) == "CMP" for k in (number.last + 1, number.last + 2))
        by = scene.sign("by").search(self.text[max(0, number.start - 12) : number.start])
        return bool((beside or by) and amounts.natural_sign(scene))

    def _balance(self, number: Number, allowed: set[str]) -> Subject | None:
        """What a "loss of" or "gain of" a number is of: the balance that the sentence or the one before speaks of."""
        scene = self.scene
        near = [
            k for k in range(max(0, number.place - 3), number.place) if scene.sort(k) in ("LOSS", "GAIN", "IND", "NUM")
        ]
        if not near or scene.sort(near[-1]) not in ("LOSS", "GAIN"):
            return None
        keys = [key for t in scene.tokens if t.sort == "IND" for key in t.data] + list(scene.context.keys)
        found = tuple(dict.fromkeys(k for k in keys if k in allowed and re.search(r"^net-|natural|total-net", k)))
        if not found and near[-1] >= number.place - 2 and scene.sign("balances").search(scene.tokens[near[-1]].text):
            return Subject(foreign=True)  # "in-migration was 15,915 and the net gain 2,633"
        return Subject(found, sure=True) if found else None

    def _header(self, number: Number) -> Claim | None:
        """A cell of a table, whose heading tells the rest: its time, its indicator, or that it is a change."""
        scene = self.scene
        column = scene.sentence.cell(number.start)
        header = scene.context.header
        if not header or not 0 < column < len(header) or scene.sentence.columns != len(header):
            return None
        above, row = header[column], [t for t in scene.tokens if t.end <= number.start and t.sort in ("IND", "AREA")]
        keys = next((t.data for t in (*above, *row) if t.sort == "IND"), ()) or next(
            (t.data for cell in header for t in cell if t.sort == "IND"), ()
        )
        own = [*(t for t in row if t.sort == "AREA"), *(t for t in above if t.sort in ("PER", "AREA"))]
        allowed = amounts.fits(scene, number.unit if not any(t.sort == "CHG" for t in above) else "")
        subject = Subject(tuple(key for key in keys if key in allowed), sure=True)
        tokens = [*own, scene.tokens[number.place]]
        other = replace(scene, tokens=tokens, aside=set(), used=set())
        moved = replace(number, place=len(tokens) - 1, last=len(tokens) - 1)
        self._note(number, "value", "")
        if any(t.sort == "CHG" for t in above):
            return changes.change_claim(other, self.text, moved, subject, "", number.start)
        return amounts.value_claim(other, self.text, moved, subject)

    def _share(self, number: Number) -> Claim | None:
        scene = self.scene
        if number.unit not in ("pct",):
            return None
        k = number.last + 1
        whole = scene.sort(k) == "SHAREOF" and scene.near(number.last, k, 3)
        ahead = number.place - (2 if scene.sort(number.place - 1) == "APX" else 1)
        of_own = scene.sort(number.last + 1) == "OF"  # "32 per cent of the population" is of a whole of its own
        if not whole and not of_own and scene.sort(ahead) == "SHAREOF" and scene.near(ahead, number.place, 6):
            whole, k = True, ahead
        opening = next((j for j in range(ahead - 1, -1, -1) if scene.sort(j) == "SHAREOF"), None)
        blocked = ("IND",) if opening is not None and opening <= 1 else ("IND", "NUM", "FRAC")
        own = opening is None or any(t.sort in blocked for t in scene.tokens[opening : number.place])
        if not whole and opening is not None and not own and not of_own:
            whole, k = True, opening
        of_country = scene.sort(k) == "AREA" and scene.data(k) == COUNTRY and scene.near(number.last, k, 2)
        if of_country and not whole:
            whole = scene.sort(k + 1) == "IND" and scene.near(k, k + 1, 0)
        level = scene.lead == (COUNTRY,) and scene.sign("of_level").match(self.text[number.end : number.end + 20])
        if level and not whole:
            return measures.share_claim(scene, self.text, number, self._shared(number, ""), number.end)
        if whole and scene.sort(k) == "SHAREOF" and scene.sign("nation").match(scene.tokens[k].text):
            whole = not any(scene.sort(j) == "IND" for j in range(k + 1, len(scene.tokens)))  # "of Finns are over 64"
        if not whole:
            return None
        scene.used.add(k)
        scene.aside.add(k)
        end = scene.tokens[k].end
        if scene.sort(k) == "AREA":
            keys = tuple(key for key in scene.tokens[k + 1].data if scene.facts.catalogue[key].additive or key == "gdp")
            subject = Subject(keys, sure=bool(keys))
            end = scene.tokens[k + 1].end
        else:
            subject = self._shared(number, scene.tokens[k].text)
        self._note(number, "share", "")
        return measures.share_claim(scene, self.text, number, subject, end)

    def _gap(self, number: Number) -> Claim | None:
        """A number before "more than" or "above": the gap to an area, or the change from a time."""
        scene = self.scene
        k = number.last + 1
        if scene.sort(k) == "PERHEAD":
            k += 1
        beside = scene.near(number.last, k, 3) if k < len(scene.tokens) else False
        beside = beside and not scene.sign("apart").search(scene.gap(number.last, k))
        above = (
            scene.sort(k) == "APX" and scene.data(k) in ("over", "under") and scene.sort(k + 1) in ("AREA", "MEDIAN")
        )
        apart = self._apart_by(k)
        if not beside or not (scene.sort(k) == "CMP" or above or apart):
            return None
        way = apart or {"over": "more", "under": "less"}.get(str(scene.data(k)), str(scene.data(k)))
        if way == "same":
            return None
        targets, end, time = self._targets(k)
        if amounts.natural_sign(scene) and not targets:
            scene.used.add(k)
            return None
        if not targets and time is None and any(scene.sort(j) in ("NOWHERE", "NEVER") for j in range(k + 1, k + 4)):
            return None
        subject = self._measured(number)
        scene.used.add(k)
        if time is not None and self.targets and not any(scene.sort(j) == "THAN" for j in range(k + 1, time)):
            targets, end = self.targets, scene.tokens[k].end
        self.targets = targets
        self._note(number, "gap", way)
        if targets:
            return places.gap_claim(scene, self.text, number, subject, way, targets, end)
        return self._gap_in_time(number, subject, way, time, above=above, end=end)

    def _gap_in_time(
        self, number: Number, subject: Subject, way: str, time: int | None, *, above: bool, end: int
    ) -> Claim:
        """A number before "more than" that names no area: the change from a time, or the gap to the country."""
        scene, k = self.scene, number.last + 1
        if scene.sort(k) == "PERHEAD":
            k += 1
        up = "up" if way in ("more", "better") else "down"
        than = scene.sign("than_within").search(scene.tokens[k].text) is not None
        if time is not None and time > k and not than and "THAN" not in [scene.sort(j) for j in range(k + 1, time)]:
            if self._time_of_its_own(k, time):  # "there were 900 more five years earlier"
                up = {"up": "down", "down": "up"}[up] if scene.tokens[time].data.sort == "prev" else up
                subject = replace(subject, sure=subject.sure and scene.tokens[time].data.sort == "prev")
            return changes.change_claim(scene, self.text, number, subject, up, number.start)
        if time is not None:
            return self._since(number, subject, way, time)
        if above:
            return places.gap_claim(scene, self.text, number, subject, way, (COUNTRY,), end)
        if self._became(number):
            return changes.change_claim(scene, self.text, number, subject, up, number.start)
        return unchecked(self.text, Anchor(number.start, number.end, Sort.COMPARISON), "ambiguous")

    def _became(self, number: Number) -> bool:
        """Whether so many more is told as a change: "in 2018 they became 900 fewer"."""
        sign, (first, _) = self.scene.sign("became"), self.scene.clause(number.place)
        start = max(first, number.place - 4)
        return any(sign.search(self.scene.gap(k, k + 1)) for k in range(start, number.place))

    def _outdone(self, number: Number) -> Claim | None:
        """A number that tells by how much: "exceeded the national average by 3 points"."""
        scene, before = self.scene, self.text[max(0, number.start - 12) : number.start]
        if not scene.sign("by").search(before) and not scene.sign("by_case").search(number.unit_text):
            return None
        verb = number.place - (2 if scene.sort(number.place - 1) == "APX" else 1)
        while scene.sort(verb) in ("AREA", "IND", "PER", "ANA", "UNIT", "MEDIAN"):
            verb -= 1
        told = scene.sort(verb) == "CMP" or (scene.sort(verb) == "APX" and scene.data(verb) in _OUTDONE)
        apart = scene.sort(verb + 1) in ("NUM", "APX") or not scene.near(verb, number.place, 8)
        if not told or apart or amounts.natural_sign(scene):
            return None
        targets, _, _ = self._targets(verb, over=True)
        scene.used.add(verb)
        self._note(number, "gap", "")
        way = _OUTDONE.get(str(scene.data(verb)), str(scene.data(verb)))
        subject = self._measured(number)
        named = [key for k in range(verb, number.place) if scene.sort(k) == "IND" for key in scene.tokens[k].data]
        if (named and not set(named) & set(subject.keys)) or not targets:
            return unchecked(self.text, Anchor(number.start, number.end, Sort.COMPARISON), "ambiguous")
        return places.gap_claim(scene, self.text, number, subject, way, targets, number.end)

    def _difference(self, number: Number) -> Claim | None:
        """A number after "the gap": to the median, to the next region, to the country, or between the last two."""
        scene = self.scene
        first, _ = scene.clause(number.place)
        k = next((k for k in range(number.place - 1, first - 1, -1) if scene.sort(k) in ("GAPW", "NUM", "DIR")), None)
        if k is None or scene.sort(k) != "GAPW":
            return None
        inside = range(k + 1, number.place)
        scene.used.update({k, *inside})
        areas = tuple(str(scene.data(j)) for j in inside if scene.sort(j) == "AREA")
        scene.aside.update(j for j in inside if scene.sort(j) == "AREA")
        if median := [scene.tokens[j].text for j in inside if scene.sort(j) == "MEDIAN"]:
            areas = (places.median_of(median[0]),)
        subject = self._measured(number)
        if not areas:
            told = [str(t.data) for t in scene.tokens[:k] if t.sort == "AREA"]
            fails = scene.sign("fails").match(scene.tokens[k].text)
            areas = tuple(told[-1:]) if len(dict.fromkeys(told)) == 2 else (COUNTRY,)
            scene.aside.update(
                j
                for j in range(k)
                if scene.sort(j) == "AREA" and scene.data(j) == areas[0] and (len(told) > 1 or fails)
            )
        self._note(number, "difference", "")
        start = scene.tokens[k].start
        return places.gap_claim(scene, self.text, replace(number, start=start), subject, "", areas, number.end)

    def _spread(self, number: Number) -> Claim | None:
        scene = self.scene
        first, _ = scene.clause(number.place)
        if not any(scene.sort(k) == "SD" for k in range(first, number.place)):
            return None
        subject = self._measured(number)
        self._note(number, "spread", "")
        return measures.spread_claim(scene, self.text, number, subject)
