"""Claims that a part of the people is lost or gained: "has lost a tenth of its inhabitants".

Leaves out changes of any other indicator (`changed.py`).
"""

from __future__ import annotations

import re

from alke.findings.context import POPULATION
from alke.language.proof import amounts, changes
from alke.language.proof.amounts import Number
from alke.language.proof.binding import Subject
from alke.language.proof.changed import Changed
from alke.language.proof.claims import Claim

_WORDS = 4  # between the people and the verb that tells they are gone


class Lost(Changed):
    """Finds the claims of numbers that are a part of the people, lost or gained."""

    def _lost(self, number: Number) -> Claim | None:
        """A part of the population that is lost or gained: "has lost a tenth of its inhabitants"."""
        scene, verb = self.scene, number.place - 1
        while scene.sort(verb) == "APX":
            verb -= 1
        after = self.text[number.end : number.end + 24]
        lost = scene.sort(verb) in ("LOSS", "GAIN", "DIR") and scene.near(verb, number.place, 2)
        told = [n for n in self.numbers.values() if n[0].place < number.place and n[1] == "change"]
        joined = bool(told) and amounts.joined_by_or(scene, told[-1][0], number)
        people = scene.sort(number.place) == "FRAC" and scene.sign("people").search(scene.tokens[number.place].text)
        if not (lost or joined) or number.unit != "pct" or not (people or scene.sign("of_its_people").match(after)):
            return None
        scene.used.add(verb)
        way = told[-1][2] if joined else {"LOSS": "down", "GAIN": "up"}.get(scene.sort(verb), str(scene.data(verb)))
        self._note(number, "change", way)
        subject = Subject((POPULATION,), sure=True)
        return changes.change_claim(scene, self.text, number, subject, way, scene.tokens[verb].start)

    def _gone(self, number: Number) -> Claim | None:
        """A part of the people that a verb after it says has gone: "a tenth of the population has vanished"."""
        scene, after = self.scene, number.last + 1
        people = str(scene.words.raw["wholes"][POPULATION])
        told = scene.sort(after) in ("OF", "UNIT") and scene.near(number.last, after, 0)
        told = told and re.search(people, scene.tokens[after].text, re.IGNORECASE) is not None
        verb = after + (2 if scene.sort(after + 1) == "AREA" else 1)
        gone = scene.sort(verb) in ("DIR", "LOSS") and scene.data(verb) in ("down", None)
        if number.unit != "pct" or not told or not gone or not scene.near(after, verb, _WORDS):
            return None
        if scene.sentence.has("IND", "FOREIGN", "GROUP") and any(
            t.sort in ("IND", "FOREIGN", "GROUP") and POPULATION not in (t.data or ()) for t in scene.tokens
        ):
            return None
        scene.used.add(verb)
        self._note(number, "change", "down")
        subject = Subject((POPULATION,), sure=True)
        return changes.change_claim(scene, self.text, number, subject, "down", number.start)
