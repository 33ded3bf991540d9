"""Claims that a fraction or a multiple is of another area's value or of an earlier one: "less than half of Lapland's".

Leaves out shares of the whole country (`numbered.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from alke.areas import COUNTRY, REGIONS
from alke.language.proof import measures, moves, places
from alke.language.proof.amounts import Number
from alke.language.proof.binding import Subject
from alke.language.proof.changed import Changed
from alke.language.proof.claims import Claim, Sort
from alke.language.proof.judging import Anchor, unchecked
from alke.language.proof.reading import When

_AREAS = frozenset((*REGIONS, COUNTRY))
_NEAR = 4  # tokens within which what a fraction is of is named
_BLOCKS = frozenset({"NUM", "FRAC", "IND", "OF", "SHAREOF", "DIR", "CMP", "SUP", "GROUP", "FOREIGN", "OTHERAREA"})


class Parts(Changed):
    """Finds the claims of fractions of another value."""

    def _ratio(self, number: Number) -> Claim | None:
        """A fraction of what another area, or the same at another time, has."""
        scene = self.scene
        place = self._whole_of(number.place) if scene.sort(number.place) == "FRAC" else None
        if place is None:
            return None
        anchor = Anchor(number.start, scene.tokens[place].end, Sort.MULTIPLE)
        subject = scene.subject(number.place)
        self._note(number, "ratio", "")
        if subject.foreign or not subject.keys:
            return unchecked(self.text, anchor, "no_indicator")
        factor, whole = number.said.number / 100, scene.tokens[place]
        if whole.sort == "AREA":
            scene.aside.add(place)
            return places.times_claim(
                scene, self.text, anchor, number.place, subject, factor, str(whole.data), number.said.approx
            )
        if whole.sort == "ANA":
            own, last = scene.areas(number.place), scene.context.area
            if not last or not own or last in own:
                return unchecked(self.text, anchor, "ambiguous")
            return places.times_claim(scene, self.text, anchor, number.place, subject, factor, last, number.said.approx)
        tokens = [replace(t, sort="MULT", data=factor) if k == number.place else t for k, t in enumerate(scene.tokens)]
        return moves.multiple_claim(replace(scene, tokens=tokens), self.text, number.place, subject)

    def _share_then(self, number: Number) -> Claim | None:
        """A share of the country at another time than the one told just before: "9 per cent, against 12 in 1995"."""
        scene = self.scene
        k = next((k for k in range(number.place - 1, -1, -1) if scene.sort(k) == "SHAREOF"), None)
        told = [role for each, role, _ in self.numbers.values() if each.place < number.place]
        when = scene.data(number.last + 1)
        if k is None or told[-1:] != ["share"] or not isinstance(when, When) or number.unit not in ("pct", ""):
            return None
        before = self.text[scene.tokens[k].end : number.start + 1]
        between = {scene.sort(j) for j in range(k + 1, number.place)} - {"APX", "PER"}
        if between or not scene.sign("share_then").match(before):
            return None
        self._note(number, "share", "")
        scene.used.add(k)
        return measures.share_claim(scene, self.text, number, self._shared(number, scene.tokens[k].text), number.end)

    def _times_then(self, place: int, subject: Subject) -> Claim | None:
        """So many times as much as at another time: "twice as many as in 2011"."""
        scene, time = self.scene, place + 1
        while scene.sort(time) in ("UNIT", "IND", "ANA"):
            time += 1
        told = scene.data(time)
        alone = isinstance(told, When) and told.sort in ("at", "bare", "prev") and scene.near(place, time, 3)
        if not alone or not scene.sign("as_then").match(self.text[scene.tokens[place].end :]) or not subject.keys:
            return None
        other = self._from_time(time)
        scene.used.add(place)
        return moves.multiple_claim(other, self.text, place, subject)

    def _multiple(self, place: int) -> Claim | None:
        scene = self.scene
        if scene.sort(place) not in ("MULT", "TIMES"):
            return None
        subject = scene.subject(place)
        anchor = Anchor(scene.tokens[place].start, scene.tokens[place].end, Sort.MULTIPLE)
        if subject.foreign:
            return unchecked(self.text, anchor, "no_indicator")
        targets, end, _ = self._targets(place, over=True)
        than = any(scene.sort(k) == "THAN" for k in range(place - 3, place + 4))
        if scene.sign("turned").search(scene.tokens[place].text) and not than:
            targets = ()  # "halved in Kainuu" names where, not what is compared with
        targets = targets or scene.lead
        if not targets and scene.sort(place) == "TIMES":
            if (claim := self._times_then(place, subject)) is not None:
                return claim
            targets = self._bare(place)
        if (targets or scene.sort(place + 1) in ("APX", "CMP")) and self._of_change(place):
            return unchecked(self.text, anchor, "ambiguous")
        if len(targets) == 1 and targets[0] in _AREAS:
            factor = float(str(scene.data(place)))
            approx = str(scene.data(place - 1)) if scene.sort(place - 1) == "APX" else ""
            scene.used.update({place - 1} if approx else ())
            told = replace(anchor, end=end)
            return places.times_claim(scene, self.text, told, place, subject, factor, targets[0], approx)
        if scene.sort(place) == "TIMES":  # "twice as many in 2009" is of two times that are not told together
            return self._times_before(place, subject) or unchecked(self.text, anchor, "ambiguous")
        if scene.sign("of_it").match(self.text[scene.tokens[place].end :][:24]):
            return unchecked(self.text, anchor, "ambiguous")  # "14 per cent were children and twice that over 64"
        return moves.multiple_claim(scene, self.text, place, subject)

    def _times_before(self, place: int, subject: Subject) -> Claim | None:
        """So many times as much in a year as in the one told before: "in 2009 there were twice as many"."""
        scene = self.scene
        told = [w for t in scene.tokens if isinstance(w := t.data, When)]
        since = [w.first for w in told if w.sort == "since"]
        exact = [w.last for w in told if w.sort in ("at", "bare")]
        base = since[0] if since else scene.context.last_year
        if len(told) != len(since[:1] + exact[:1]) or base is None or not subject.keys or subject.foreign:
            return None
        approx = str(scene.data(place - 1)) if scene.sort(place - 1) == "APX" else ""
        scene.used.update({place - 1} if approx else ())
        anchor = Anchor(scene.tokens[place].start, scene.tokens[place].end, Sort.MULTIPLE)
        own = exact[0] if exact else None
        return moves.times_claim(scene, self.text, anchor, place, subject, (own, base), approx)

    def _whole_of(self, place: int) -> int | None:
        """The token of what a fraction is of: an area, a time or the word for the last subject; None when unclear."""
        scene, end, stands = self.scene, self.scene.tokens[place].end, None
        if not scene.sign("part_of").match(self.text[end:]):
            return None
        for k in range(place + 1, min(len(scene.tokens), place + 1 + _NEAR)):
            sort, told = scene.sort(k), scene.data(k)
            if sort in _BLOCKS or not scene.near(place, k, 8):
                break
            if sort == "AREA" and told in _AREAS:
                ends = scene.sign("whole_ends").match(self.text[scene.tokens[k].end :])
                return k if ends else None  # not "a quarter of Lapland's students"
            if isinstance(told, When):
                return k if told.sort in ("prev", "at", "bare", "since") else None
            if sort == "ANA" and scene.sign("part_of_it").search(self.text[end : scene.tokens[k].end]):
                stands = k
        return stands

    def _share_again(self, number: Number) -> Claim | None:
        """A share of the country after another, at its own time: "9 per cent of the country's, against 12 in 1995"."""
        scene = self.scene
        told = [n for n in self.numbers.values() if n[0].place < number.place][-1:]
        dated = scene.sort(number.last + 1) == "PER" and scene.near(number.last, number.last + 1, 1)
        if number.unit != "pct" or not dated or [role for _, role, _ in told] != ["share"]:
            return None
        last = told[0][0]
        named = any(t.sort == "IND" for t in scene.tokens[last.place :])
        if named or not scene.sign("against_then").search(scene.sentence.between(last.end, number.start)):
            return None
        self._note(number, "share", "")
        shared = self._shared(number, next((t.text for t in scene.tokens if t.sort == "SHAREOF"), ""))
        return measures.share_claim(scene, self.text, number, shared, number.end)

    def _shared(self, number: Number, words: str) -> Subject:
        """The indicator of which a share of the whole country is told."""
        catalogue = self.scene.facts.catalogue
        for key, pattern in self.scene.words.raw["wholes"].items():
            if key in catalogue and re.search(pattern, words, re.IGNORECASE):
                return Subject((key,), sure=True)
        named = self._inside(words) if words else ()
        whole = self.scene.words.signs.get("whole")
        if words and not named and whole is not None and not whole.search(words):
            return Subject()  # a share of something that no indicator measures
        return Subject(named, sure=True) if named else self.scene.subject(number.place, lambda key: key in catalogue)

    def _inside(self, words: str) -> tuple[str, ...]:
        """The indicator that the words of a share name last: "of the whole country's jobs"."""
        scene = self.scene
        tokens = list(scene.words.tokens(words, words.rstrip().rfind(" ") + 1, len(words)))
        keys = [key for t in tokens if t.sort == "IND" for key in t.data]
        return tuple(key for key in keys if scene.facts.catalogue[key].additive)
