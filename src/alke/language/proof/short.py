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
        ahead = number.place - (2 if scene.sort(number.place - 1) == "APX" else 1)
        for k in (number.last + 1, ahead):
            near = k >= 0 and scene.sort(k) in ("AREA", "SHAREOF") and scene.near(min(k, number.place), max(k, number.last), 1)
            if not near or not scene.sign("short_of").search(scene.tokens[k].text):
                continue
            first = min(scene.tokens[k].start, number.start)
            opened = max(scene.sentence.start, self.text.rfind(",", 0, first), self.text.rfind(";", 0, first))
            if not verb.search(re.sub(r"\s+", " ", self.text[opened:first])):
                continue
            scene.aside.add(k)
            self._note(number, "gap", "less")
            target = str(scene.data(k)) if scene.sort(k) == "AREA" else COUNTRY
            end = max(number.end, scene.tokens[k].end)
            return places.gap_claim(scene, self.text, number, self._measured(number), "less", (target,), end)
        return None
