"""Claims that a fraction is of another area's value or of an earlier one: "less than half of Lapland's".

Leaves out shares of the whole country (`numbered.py`) and multiples in one word (`worded.py`).
"""

from __future__ import annotations

from dataclasses import replace

from alke.areas import COUNTRY, REGIONS
from alke.language.proof import moves, places
from alke.language.proof.amounts import Number
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

    def _whole_of(self, place: int) -> int | None:
        """The token of an area or a time, or the word for the last subject, that a fraction is of; None when unclear."""
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
