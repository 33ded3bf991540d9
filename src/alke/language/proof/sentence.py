"""What the finders of claims share: the sentence, its numbers, and what a comparison in it is with.

Leaves out the claims (`numbered.py`, `worded.py`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from alke.language.proof import balances, places
from alke.language.proof.amounts import Number
from alke.language.proof.binding import Scene
from alke.language.proof.reading import When

_LONG = frozenset({"span", "since", "decade", "decadesince", "dur"})


class Shared:
    """A sentence in which claims are looked for."""

    def __init__(self, scene: Scene, text: str) -> None:
        self.scene = scene
        self.text = text
        self.numbers: dict[int, tuple[Number, str, str]] = {}
        self.targets: tuple[str, ...] = ()  # what the last gap was to

    def _targets(self, place: int, *, over: bool = False) -> tuple[tuple[str, ...], int, int | None]:
        """What a comparison at a token is with: areas, the median, the neighbours; or the place of a time."""
        scene = self.scene
        later = {scene.sort(k) for k in range(place + 1, min(len(scene.tokens), place + 4))}
        if scene.lead and not over and not later & {"THAN", "MEDIAN", "NEIGH"}:
            return scene.lead, scene.tokens[place].end, None
        found: list[str] = []
        end, time = scene.tokens[place].end, None
        ahead = range(place + 1, min(len(scene.tokens), place + 8))
        for k in (k for k in ahead if not scene.bracketed(place, k)):  # "larger in Kainuu (610 euros) than in Lapland"
            sort = scene.sort(k)
            anew = not found and sort == "AREA" and scene.sign("anew").search(scene.gap(k - 1, k))
            anew = anew or (bool(found) and scene.sign("joins").match(scene.gap(k - 1, k).lstrip()))
            if anew or re.search(r";", scene.gap(k - 1, k)) or sort in ("NUM", "SUP", "DIR", "CMP", "FRAC", "APX"):
                break
            if sort == "THAN" and found and not scene.postposed(k):
                # "higher in Uusimaa than in Kainuu": the first is what is compared
                scene.aside.difference_update(j for j in range(place + 1, k) if scene.sort(j) == "AREA")
                found = []
            if sort == "MEDIAN":
                return (places.median_of(scene.tokens[k].text),), scene.tokens[k].end, None
            if sort == "AREA":
                found.append(str(scene.data(k)))
                scene.aside.add(k)
                end = scene.tokens[k].end
            elif sort == "NEIGH":
                found.append(places.beside(scene.tokens[k].text))
                end = scene.tokens[k].end
            elif sort == "PER" and not found and not over:
                time = self._compared_time(k)
                if time is None:
                    continue  # "higher in 2018 than in 2010": the first is the time that is spoken of
                break
            elif sort == "IND" and k > place + 1 and not scene.sign("lives").match(scene.tokens[k].text):
                break
        found = [each for each in found if each != places.NEIGHBOURS] or found
        if not found and time is None and not over and self.scene.from_opening(0):
            time = 0
        return tuple(found), end, time

    def _compared_time(self, place: int) -> int | None:
        """The time that is compared with, of a time after a comparative; None when it is the time spoken of."""
        scene = self.scene
        if "THAN" in (scene.sort(place + 1), scene.sort(place + 2)) or scene.from_opening(place + 1):
            return None
        return 0 if scene.from_opening(0) and scene.sort(place - 1) != "THAN" else place

    def _bare(self, place: int) -> tuple[str, ...]:
        """What "the share was larger in Satakunta" is larger than: the area spoken of just before."""
        scene = self.scene
        named = [k for k in range(place) if scene.sort(k) == "AREA" and k not in scene.aside]
        blocked = ("THAN", "NOWHERE", "NEVER", "NEIGH", "MEDIAN", "NUM", "FRAC", "CMP", "ONLY")
        first, last = scene.clause(place)
        last = next((k - 1 for k in range(place + 1, last + 1) if scene.sort(k) == "AREA"), last)
        told = {w.last for k in range(first, last + 1) if isinstance(w := scene.data(k), When)}
        dated = bool(told) and told != {scene.context.last_year}
        begin = named[0] + 1 if len(named) == 2 and scene.data(named[0]) != scene.data(named[1]) else first
        two = begin > first and bool(scene.sign("contrasts").search(scene.gap(named[1] - 1, named[1])))
        begin = named[1] if two else first
        if dated or any(scene.sort(k) in blocked for k in range(begin, last + 1) if k != place):
            return ()
        if two:  # "4 in Uusimaa, but the same figure in Pirkanmaa is larger"
            scene.aside.add(named[0])
            return (str(scene.data(named[0])),)
        if len(named) != 1:
            return ()
        own = str(scene.data(named[0]))
        before = scene.context.area
        return (before,) if before not in ("", own) else ()

    def _yearly(self, number: Number) -> bool:
        """Whether a change of several years is told by the year: "by 700 a year on average"."""
        scene = self.scene
        first, last = scene.clause(number.place)
        told = [w for k in range(first, last + 1) if isinstance(w := scene.data(k), When)]
        near = scene.sign("yearly").search(self.text[max(0, number.start - 25) : number.end + 25])
        if not near and not any((w.sort, w.first) == ("dur", 1) for w in told):
            return False
        several = [w for w in told if w.sort in _LONG and (w.sort, w.first) != ("dur", 1)]
        return any(w.sort != "span" or w.last - w.first > 1 for w in several)

    def _time_of_its_own(self, place: int, time: int) -> bool:
        """Whether a time after a comparative is when it was so, not what it compares with: "was larger in 2010"."""
        scene, told = self.scene, self.scene.data(time)
        than = any(scene.sort(k) == "THAN" for k in range(place + 1, time + 2))
        counted = isinstance(told, When) and told.sort in ("at", "bare", "prev", "next")
        than = than or bool(scene.sign("than_time").search(scene.tokens[place].text.split()[-1]))  # "up on"
        return counted and not than and not scene.sign("than_time").search(scene.tokens[time].text)

    def _of_change(self, place: int) -> bool:
        """Whether a comparison at a token is of changes, not of levels: "fell by 2 per cent, less than in Lapland"."""
        scene = self.scene
        verb = place - 1
        while scene.sort(verb) in ("AREA", "PER", "APX", "EVERY", "ONLY"):
            verb -= 1
        lost = scene.sort(verb) in ("LOSS", "GAIN") and not self._balance_word(verb)
        if ((scene.sort(verb) == "DIR" and not self._sized(verb)) or lost) and scene.near(verb, place, 6):
            return True
        named = next((k for k in range(place - 1, -1, -1) if scene.sort(k) in ("IND", "TURN", "NUM", "FRAC")), None)
        if named is not None and scene.sort(named) == "TURN":
            return True  # "the fall of the population was larger than"
        moved = [k for k, (_, role, _) in self.numbers.items() if role in ("change", "slope") and k < place]
        return bool(moved) and not any(scene.sort(k) in ("IND", "NUM") for k in range(max(moved) + 1, place))

    def _sized(self, place: int) -> bool:
        """Whether a word of loss or gain is the size of a balance: "the loss was smaller"."""
        keys = self.scene.subject(place).keys
        told = balances.word(self.scene, self.scene.tokens[place]) != 0
        return told and bool(keys) and all(balances.signed(key) for key in keys)

    def _balance_word(self, place: int) -> bool:
        """Whether a word of loss or gain is a balance's name or said of one, not a verb of people who are lost."""
        if balances.word(self.scene, self.scene.tokens[place]):
            return True
        keys = self.scene.subject(place).keys
        return bool(keys) and all(balances.signed(key) for key in keys)

    def _by_how_much(self, place: int) -> bool:
        """Whether a comparative is of how much something moves: a word of direction stands beside it."""
        scene = self.scene
        beside = range(max(0, place - 4), min(len(scene.tokens), place + 3))
        moved = [k for k in beside if scene.sort(k) in ("DIR", "LOSS", "GAIN")]
        return any(not re.search(r"[;:()]|,\s", scene.gap(min(k, place), max(k, place))) for k in moved)

    def _from_time(self, time: int) -> Scene:
        """The sentence with a time that something is compared with read as the start of a change."""
        scene = self.scene
        tokens = [*scene.tokens]
        told = scene.data(time)
        if isinstance(told, When) and (told.sort in ("at", "bare") or self.scene.from_opening(time)):
            near = tokens[:time] or tokens[1:]
            ends = [w.last for t in near if isinstance(w := t.data, When) and w.sort in ("at", "bare")]
            when = When("span", told.last, ends[-1]) if ends else When("since", told.last, told.last)
            tokens[time] = replace(tokens[time], data=when)
        kept = [t if k == time or t.sort != "PER" else replace(t, sort="OLD") for k, t in enumerate(tokens)]
        return replace(scene, tokens=kept, aside=scene.aside - {time})

    def _apart_by(self, place: int) -> str:
        """Which way a word such as "behind" sets apart what stands after it, "" when it is no such word."""
        scene = self.scene
        if scene.sort(place) not in ("AFTER", "CMP") or scene.sort(place + 1) not in ("AREA", "MEDIAN"):
            return ""
        word = scene.tokens[place].text
        return "less" if scene.sign("trails").fullmatch(word) else "more" if scene.sign("leads").fullmatch(word) else ""
