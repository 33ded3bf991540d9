"""Gaps told by a verb alone: "fell 5,200 euros short of the national level", with no word such as "more" or "below".

Leaves out gaps with such a word (`numbered.py`).
"""

from __future__ import annotations

import re

from alke.areas import COUNTRY
from alke.language.proof import places
from alke.language.proof.amounts import Number
from alke.language.proof.changed import Changed
from alke.language.proof.claims import Claim


class Short(Changed):
    """Finds the claims of numbers that something is short of another area's value."""

    def _short(self, number: Number) -> Claim | None:
        """How far short of an area something is, the area told just before or just after the number."""
        scene = self.scene
        verb = scene.sign("falls_short")
        begin = number.place - (1 if scene.sort(number.place - 1) == "APX" else 0)
        for k, side, words in ((number.last + 1, number.last, 1), (begin - 1, begin, 4)):
            near = k >= 0 and scene.sort(k) in ("AREA", "SHAREOF") and scene.near(k, side, words)
            if not near or not scene.sign("short_of").search(scene.tokens[k].text):
                continue
            opened = max(scene.sentence.start, *(self.text.rfind(mark, 0, number.start) for mark in ",;"))
            if not verb.search(re.sub(r"\s+", " ", self.text[opened : number.start])):
                continue
            scene.aside.add(k)
            self._note(number, "gap", "less")
            target = str(scene.data(k)) if scene.sort(k) == "AREA" else COUNTRY
            end = max(number.end, scene.tokens[k].end)
            return places.gap_claim(scene, self.text, number, self._measured(number), "less", (target,), end)
        return None
