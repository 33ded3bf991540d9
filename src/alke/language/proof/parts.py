"""Claims that a fraction or a multiple is of another area's value or of an earlier one: "less than half of Lapland's".

Leaves out shares of the whole country (`numbered.py`).
"""

from __future__ import annotations

from dataclasses import replace

from alke.areas import COUNTRY, REGIONS
from alke.language.proof import moves, places
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
        return moves.multiple_claim(scene, self.text, place, subject)

    def _times_before(self, place: int, subject: Subject) -> Claim | None:
        """So many times as much in a year as in the one told before: "in 2009 there were twice as many"."""
        scene = self.scene
        told = [w for t in scene.tokens if isinstance(w := t.data, When)]
        since = [w.first for w in told if w.sort == "since"]
        exact = [w.last for w in told if w.sort in ("at", "bare")]
        base = since[0] if since else scene.context.last_year
        if len(told) != 1 or base is None or not subject.keys or subject.foreign:
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
                return k
            if isinstance(told, When):
                return k if told.sort in ("prev", "at", "bare", "since") else None
            if sort == "ANA" and scene.sign("part_of_it").search(self.text[end : scene.tokens[k].end]):
                stands = k
        return stands
