"""A sentence's claims: which words make one, and of which kind. `check` does it for a whole text.

Leaves out the arithmetic of each kind (`amounts.py`, `moves.py`, `places.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from alke.areas import COUNTRY
from alke.base.languages import Language
from alke.indicators.catalogue import Indicator
from alke.indicators.measure import Source
from alke.language.proof import amounts, moves, places
from alke.language.proof.amounts import Number
from alke.language.proof.binding import POPULATION, Context, Scene, Subject
from alke.language.proof.claims import Claim, Sort, Verdict
from alke.language.proof.facts import Facts
from alke.language.proof.judging import Anchor, unchecked
from alke.language.proof.lexicon import lexicon
from alke.language.proof.reading import When, sentences

_ABSOLUTE = ("at", "bare", "span", "since", "until", "decade")
_WHOLES = (
    (r"väestö|väkilu|asukk|befolk|invån|popul|inhabit|people|suomalais|folkm", POPULATION),
    (r"brutto|bkt|bnp|gdp|gross", "gdp"),
    (r"työpaik|arbetspl|jobs", "jobs"),
)
_APART = re.compile(r"\b(?:eli|or|eller|dvs|alltså|ja|och|and|but|men|mutta|which|vilket|mikä)\b", re.IGNORECASE)
_LISTED = re.compile(r"^[\s,]*(?:(?:ja|och|and|sekä|että)\s+)?(?:i\s+|in\s+|på\s+)?$", re.IGNORECASE)
_THAN = re.compile(r"(?:than|of)$", re.IGNORECASE)
_LEVEL = re.compile(r"\s*(?:level|tasosta|tasoon|nivå)", re.IGNORECASE)
_DWELLERS = re.compile(r"asuk|invån|inhabit|resident", re.IGNORECASE)
_SLIGHT = re.compile(
    r"\b(?:slightly|a little|just|well|far|clearly|much|hieman|vähän|selvästi|huomattavasti|klart|något|lite|aningen|"
    r"betydligt)\b",
    re.IGNORECASE,
)
_REGION = re.compile(r"\s+(?:landskap|region|maakun)", re.IGNORECASE)
_BY = re.compile(r"\b(?:med|by)\s+(?:\w+\s+)?$", re.IGNORECASE)
_GAINED = re.compile(r"voitto|vinst|gain|överskott", re.IGNORECASE)


def check(
    text: str,
    language: Language,
    source: Source,
    catalogue: Mapping[str, Indicator],
    area: str | None = None,
    today_year: int | None = None,
) -> tuple[Claim, ...]:
    """Every claim that can be read in a text, in order, with its verdict.

    Args:
        text: Any text.
        language: The language it is in.
        source: Values by indicator id: a mapping, a function or a generation.
        catalogue: The indicators by id.
        area: The area the text is about, such as ``MK18``; without it the first area the text names.
        today_year: The year in which the text is read; times after it are never called wrong.
    """
    facts = Facts(source, catalogue)
    words = lexicon(language, catalogue)
    neutral = re.compile("|".join(words.raw["neutral"]), re.IGNORECASE)
    context = Context(document=area or "", area=area or "")
    found: list[Claim] = []
    for sentence in sentences(text, words):
        scene = Scene(sentence, sentence.tokens, context, facts, neutral, tuple(words.raw["narrowing"]))
        if not context.document:
            context.document = next((str(t.data) for t in sentence.tokens if t.sort == "AREA"), "")
        claims = sorted(_Finder(scene, text).claims(), key=lambda claim: claim.start)
        found += claims
        _carry(scene, context, claims)
    del today_year
    return tuple(found)


def _carry(scene: Scene, context: Context, claims: list[Claim]) -> None:
    """What a sentence leaves to the next."""
    tokens = scene.tokens
    named = [t for t in tokens if t.sort in ("IND", "FOREIGN")]
    units = [t.keys for t in tokens if t.sort == "UNIT" and t.keys]
    if units and not named:
        context.keys, context.foreign = units[0], False
    if named:
        last = named[0] if named[0].sort == "IND" else named[-1]
        foreign = last.sort == "FOREIGN" or scene.narrowed(last)
        context.keys = () if foreign else last.data
        context.foreign = foreign
    said = [claim.indicator for claim in claims if claim.verdict is Verdict.HOLDS and claim.kind is Sort.VALUE]
    known = tuple(key for key in context.keys if key in said)
    context.keys = known or context.keys  # of several series of one name the one whose number was just told
    areas = [str(t.data) for k, t in enumerate(tokens) if t.sort == "AREA" and k not in scene.aside]
    if areas:
        context.area = areas[0]
    elif not scene.sentence.has("ANA"):
        context.area = context.document
    whens = [t.data for t in tokens if isinstance(t.data, When) and t.data.sort in _ABSOLUTE]
    if whens:
        context.when = whens[0]
        exact = [when for when in whens if when.sort in ("at", "bare", "span")]
        context.last_year = exact[-1].last if exact else None
    context.projected = scene.sentence.has("PROJ")
    if scene.sentence.columns < 2:
        context.header = ()
    elif not any(t.sort == "NUM" for t in tokens):
        context.header = scene.sentence.row(tokens)
    context.elsewhere = scene.sentence.has("OTHERAREA")


class _Finder:
    """Finds the claims of one sentence."""

    def __init__(self, scene: Scene, text: str) -> None:
        self.scene = scene
        self.text = text
        self.numbers: dict[int, tuple[Number, str, str]] = {}
        self.targets: tuple[str, ...] = ()  # what the last gap was to

    def claims(self) -> Iterator[Claim]:
        """Numbers first, as they take the words of direction and comparison that belong to them."""
        scene = self.scene
        self._set_aside()
        for finder in (
            self._number,
            self._superlative,
            self._record,
            self._comparative,
            self._multiple,
            self._direction,
            self._sign,
        ):
            for place in range(len(scene.tokens)):
                if place in scene.used:
                    continue
                claim = finder(place)
                if claim is not None:
                    yield self._guarded(claim, place)

    def _guarded(self, claim: Claim, place: int) -> Claim:
        """The claim, unless it is of a plan or of an area that has no values."""
        if claim.verdict is Verdict.CANNOT_CHECK:
            return claim
        scene = self.scene
        anchor = Anchor(claim.start, claim.end, claim.kind)
        if self._planned(place):
            return unchecked(self.text, anchor, "plan", claim.indicator)
        words = scene.sort(place) not in ("NUM", "FRAC")
        if scene.sentence.has("OTHERAREA") and (words or self._elsewhere(place)):
            return unchecked(self.text, anchor, "other_area", claim.indicator)
        if self._undated(place):
            return unchecked(self.text, anchor, "no_period", claim.indicator)
        return claim

    def _planned(self, place: int) -> bool:
        scene = self.scene
        if scene.sentence.has("PROJ"):
            return False
        plans = [k for k in range(len(scene.tokens)) if scene.sort(k) == "PLAN"]
        return any(k < place or not re.search(r"[,;]", scene.gap(place, k)) for k in plans if k != place)

    def _elsewhere(self, place: int) -> bool:
        """Whether the area nearest before a token, or else after it, is one without values."""
        scene = self.scene
        order = [*range(place - 1, -1, -1), *range(place + 1, len(scene.tokens))]
        first = next((k for k in order if scene.sort(k) in ("AREA", "OTHERAREA")), None)
        return first is not None and scene.sort(first) == "OTHERAREA"

    def _undated(self, place: int) -> bool:
        """Whether the time nearest to a token is a month or another that no yearly value is of."""
        scene = self.scene
        near = scene.times(place)
        told = scene.data(near[0])
        return isinstance(told, When) and told.sort == "part"

    def _set_aside(self) -> None:
        """Areas that are only scope or compared with, and times that are only a projection's name."""
        scene = self.scene
        for k, token in enumerate(scene.tokens):
            if token.sort != "AREA":
                continue
            scope = token.data == COUNTRY and self._is_scope(k)
            listed = k - 1 in scene.aside and scene.sort(k - 1) == "AREA" and _LISTED.match(scene.gap(k - 1, k))
            if scope or listed or self._is_target(k):
                scene.aside.add(k)
        for k, token in enumerate(scene.tokens):
            if token.sort == "PER" and scene.sort(k - 1) == "THAN" and scene.near(k - 1, k, 2):
                scene.aside.add(k)

    def _is_scope(self, place: int) -> bool:
        scene = self.scene
        near = [k for k in (place - 1, place + 1, place + 2) if scene.sort(k) in ("SUP", "ORD", "TOPN")]
        return any(scene.near(min(k, place), max(k, place), 3) for k in near)

    def _is_target(self, place: int) -> bool:
        scene = self.scene
        if scene.sort(place + 1) == "AFTER" or (scene.sort(place + 1) == "AREA" and scene.sort(place + 2) == "AFTER"):
            return True
        if scene.sort(place - 1) == "AFTER" and scene.near(place - 1, place, 2):
            return True
        if scene.sort(place + 1) == "CMP" and scene.data(place) == COUNTRY and scene.near(place, place + 1, 1):
            return True
        for k in range(place - 1, max(-1, place - 8), -1):
            sort = scene.sort(k)
            if sort in ("THAN", "MEDIAN", "NEIGH", "NOWHERE"):
                return not re.search(r";", scene.gap(k, place))
            if sort == "APX" and scene.data(k) in ("over", "under") and scene.near(k, place, 3):
                return True
            if (
                sort == "CMP"
                and (scene.data(k) == "same" or _THAN.search(scene.tokens[k].text))
                and scene.near(k, place, 4)
            ):
                return True
            if sort in ("NUM", "DIR", "SUP", "IND", "FRAC"):
                break
            if sort == "GAPW" or self._in_gap(place):
                return True
        return self._in_gap(place)

    def _in_gap(self, place: int) -> bool:
        """Whether an area is named inside "the gap to the second highest (Lapland) was"."""
        scene = self.scene
        k = place - 1
        while k >= 0 and scene.sort(k) in ("SUP", "ORD", "CMP", "NEXTTO", "AREA", "TOPN"):
            k -= 1
        return scene.sort(k) == "GAPW"

    # --- numbers -----------------------------------------------------------------------------------------------

    def _number(self, place: int) -> Claim | None:
        scene, text = self.scene, self.text
        if scene.sort(place) not in ("NUM", "FRAC"):
            return None
        if scene.sort(place) == "FRAC" and scene.sort(place + 1) == "SUP":
            return None
        number = amounts.number_at(scene, place)
        if number is None:
            return None
        counted = amounts.regions_counted(scene, text, number)
        if counted:
            return counted
        if number.bare_word and not number.unit and not number.said.approx and not self._gap_follows(number):
            return None
        return self._amount(number)

    def _gap_follows(self, number: Number) -> bool:
        return self.scene.sort(number.last + 1) == "CMP" and self.scene.near(number.last, number.last + 1, 2)

    def _amount(self, number: Number) -> Claim | None:
        """The claim of a number, by the words around it."""
        for find in (self._header, self._share, self._gap, self._difference, self._spread, self._moved):
            claim = find(number)
            if claim is not None:
                return claim
        if self.scene.sort(number.place) == "FRAC" and self.scene.sort(number.place + 1) == "PER":
            if _LEVEL.match(self.text[self.scene.tokens[number.place + 1].end :][:12]):
                return self._of_earlier(number)
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
        return amounts.value_claim(self.scene, self.text, number, subject)

    def _of_earlier(self, number: Number) -> Claim:
        """A fraction of the level of an earlier year."""
        scene = self.scene
        other = self._from_time(number.place + 1)
        said = scene.tokens[number.place].data.number / 100
        other.tokens = [
            replace(t, sort="MULT", data=said) if k == number.place else t for k, t in enumerate(other.tokens)
        ]
        return moves.multiple_claim(other, self.text, number.place, scene.subject(number.place))

    def _note(self, number: Number, role: str, way: str) -> None:
        self.numbers[number.place] = (number, role, way)

    def _subject(self, number: Number, unit: str) -> Subject:
        """The indicator of a number in a unit; inhabitants are the population where nothing else is spoken of."""
        scene = self.scene
        allowed = amounts.fits(scene, unit)
        subject = self._balance(number, allowed) or scene.subject(number.place, lambda key: key in allowed)
        subject = amounts.named_by_unit(scene, number, allowed, subject)
        dwellers = unit == "person" and amounts.inhabitants(number.unit_text)
        plainly = subject.token is None and _DWELLERS.match(number.unit_text)
        if dwellers and POPULATION in scene.facts.catalogue and (not subject.keys or plainly):
            if not subject.foreign:
                scene.implied = Subject((POPULATION,), sure=not scene.sentence.has("FOREIGN", "IND"))
                return scene.implied
        return subject

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
            return amounts.change_claim(other, self.text, moved, subject, "", number.start)
        return amounts.value_claim(other, self.text, moved, subject)

    def _share(self, number: Number) -> Claim | None:
        scene = self.scene
        if number.unit not in ("pct",):
            return None
        k = number.last + 1
        whole = scene.sort(k) == "SHAREOF" and scene.near(number.last, k, 3)
        ahead = number.place - 1
        if not whole and scene.sort(ahead) == "SHAREOF" and scene.near(ahead, number.place, 2):
            whole, k = True, ahead
        of_country = scene.sort(k) == "AREA" and scene.data(k) == COUNTRY and scene.near(number.last, k, 2)
        if of_country and not whole:
            whole = scene.sort(k + 1) == "IND" and scene.near(k, k + 1, 0)
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
        return amounts.share_claim(scene, self.text, number, subject, end)

    def _shared(self, number: Number, words: str) -> Subject:
        """The indicator of which a share of the whole country is told."""
        catalogue = self.scene.facts.catalogue
        for pattern, key in _WHOLES:
            if key in catalogue and re.search(pattern, words, re.IGNORECASE):
                return Subject((key,), sure=True)
        return self.scene.subject(number.place, lambda key: key in catalogue)

    def _gap(self, number: Number) -> Claim | None:
        """A number before "more than" or "above": the gap to an area, or the change from a time."""
        scene = self.scene
        k = number.last + 1
        if scene.sort(k) == "PERHEAD":
            k += 1
        beside = scene.near(number.last, k, 3) if k < len(scene.tokens) else False
        beside = beside and not _APART.search(scene.gap(number.last, k))
        above = (
            scene.sort(k) == "APX" and scene.data(k) in ("over", "under") and scene.sort(k + 1) in ("AREA", "MEDIAN")
        )
        if not beside or not (scene.sort(k) == "CMP" or above):
            return None
        way = {"over": "more", "under": "less"}.get(str(scene.data(k)), str(scene.data(k)))
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
        if time is not None and scene.sort(k + 1) != "THAN" and self.targets:
            targets, end = self.targets, scene.tokens[k].end
        self.targets = targets
        self._note(number, "gap", way)
        if targets:
            return places.gap_claim(scene, self.text, number, subject, way, targets, end)
        if time is not None:
            return self._since(number, subject, way, time)
        return (
            places.gap_claim(scene, self.text, number, subject, way, (COUNTRY,), end)
            if above
            else unchecked(self.text, Anchor(number.start, number.end, Sort.COMPARISON), "ambiguous")
        )

    def _since(self, number: Number, subject: Subject, way: str, time: int) -> Claim:
        """The claim of a number that is more or less than at another time."""
        up = "up" if way in ("more", "better") else "down"
        claim = amounts.change_claim(self._from_time(time), self.text, number, subject, up, number.start)
        end = self.scene.tokens[time].end
        return replace(claim, end=end, text=self.text[claim.start : end])

    def _from_time(self, time: int) -> Scene:
        """The sentence with a time that something is compared with read as the start of a change."""
        scene = self.scene
        tokens = [*scene.tokens]
        told = scene.data(time)
        if isinstance(told, When) and told.sort in ("at", "bare"):
            ends = [w.last for t in tokens[:time] if isinstance(w := t.data, When) and w.sort in ("at", "bare")]
            when = When("span", told.last, ends[-1]) if ends else When("since", told.last, told.last)
            tokens[time] = replace(tokens[time], data=when)
        kept = [t if k == time or t.sort != "PER" else replace(t, sort="OLD") for k, t in enumerate(tokens)]
        return replace(scene, tokens=kept, aside=scene.aside - {time})

    def _measured(self, number: Number) -> Subject:
        """The indicator of a difference, in the unit that differences of it are told in."""
        scene = self.scene
        catalogue = scene.facts.catalogue
        if number.unit == "pct":
            return scene.subject(number.place, lambda key: key in catalogue)
        if number.unit in ("pp", "index"):
            kinds = ("percent", "per_mille") if number.unit == "pp" else ("index", "per_100", "per_1000", "ratio")
            return scene.subject(number.place, lambda key: catalogue[key].unit.key in kinds)
        allowed = amounts.fits(scene, number.unit)
        subject = scene.subject(number.place, lambda key: key in allowed)
        subject = amounts.named_by_unit(scene, number, allowed, subject)
        people = number.unit == "person" and POPULATION in catalogue
        if not subject.keys and people and not subject.foreign:
            return Subject((POPULATION,), sure=not scene.sentence.has("IND", "FOREIGN"))
        return subject

    def _targets(self, place: int, *, over: bool = False) -> tuple[tuple[str, ...], int, int | None]:
        """What a comparison at a token is with: areas, the median, the neighbours; or the place of a time."""
        scene = self.scene
        found: list[str] = []
        end, time = scene.tokens[place].end, None
        for k in range(place + 1, min(len(scene.tokens), place + 8)):
            sort = scene.sort(k)
            if re.search(r";", scene.gap(k - 1, k)) or sort in ("NUM", "SUP", "DIR", "CMP", "FRAC", "APX"):
                break
            if sort == "MEDIAN":
                return (places.MEDIAN,), scene.tokens[k].end, None
            if sort == "AREA":
                found.append(str(scene.data(k)))
                scene.aside.add(k)
                end = scene.tokens[k].end
            elif sort == "NEIGH":
                found.append(places.NEIGHBOURS)
                end = scene.tokens[k].end
            elif sort == "PER" and not found and not over:
                time = k
                break
            elif sort == "IND" and k > place + 1:
                break
        if places.NEIGHBOURS in found and len(found) > 1:
            found.remove(places.NEIGHBOURS)
        return tuple(found), end, time

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
        if any(scene.sort(j) == "MEDIAN" for j in inside):
            areas = (places.MEDIAN,)
        subject = self._measured(number)
        if not areas:
            told = [str(t.data) for t in scene.tokens[:k] if t.sort == "AREA"]
            areas = tuple(told[-1:]) if len(dict.fromkeys(told)) == 2 else (COUNTRY,)
            scene.aside.update(
                j for j in range(k) if scene.sort(j) == "AREA" and scene.data(j) == areas[0] and len(told) > 1
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
        return amounts.spread_claim(scene, self.text, number, subject)

    def _moved(self, number: Number) -> Claim | None:
        """A number that a verb of direction, a loss or a noun of change belongs to."""
        scene = self.scene
        verb = self._verb(number)
        if verb is None:
            return None
        place, way = verb
        subject = self._measured(number)
        if place >= 0:
            scene.used.add(place)
        start = (
            scene.tokens[place].start
            if 0 <= place < number.place and scene.near(place, number.place, 4)
            else number.start
        )
        slope = scene.sentence.has("TYPICAL")
        self._note(number, "slope" if slope else "change", way)
        if slope:
            return amounts.slope_claim(scene, self.text, number, subject, way)
        end = scene.tokens[place].end if place > number.place else number.end
        return amounts.change_claim(scene, self.text, replace(number, end=max(end, number.end)), subject, way, start)

    def _verb(self, number: Number) -> tuple[int, str] | None:
        scene = self.scene
        place = number.place
        if number.way:
            return None
        if number.said.approx in ("over", "under") and not _BY.search(
            self.text[max(0, number.start - 12) : number.start]
        ):
            if not number.unit_text.endswith("a") and number.unit != "pct" or number.unit_text.endswith("tin"):
                return None
        before = [n for n in self.numbers.values() if n[0].place < place]
        if before and amounts.joined_by_or(scene, before[-1][0], number) and before[-1][1] in ("change", "slope"):
            return -1, before[-1][2]
        after = number.last + 1
        if (
            scene.sort(after) == "DIR"
            and scene.near(number.last, after, 1)
            and not scene.sentence.between(number.end, scene.tokens[after].start).strip(" \u00a0a-zåäöA-Z")
        ):
            return after, str(scene.data(after))
        if self.text[number.start - 1 : number.start] == "(":
            return None
        first, _ = scene.clause(place)
        last = min(scene.clause(place)[1], number.last + 1)
        if any(isinstance(w := scene.data(k), When) and w.sort == "before" for k in range(first, last + 1)):
            own = [k for k in range(first, place) if scene.sort(k) == "DIR"]
            told = own or [k for k in range(place) if scene.sort(k) == "DIR"]
            return (told[-1], str(scene.data(told[-1]))) if told else None
        for k in range(place - 1, first - 1, -1):
            sort = scene.sort(k)
            if sort in ("NUM", "FRAC") and k not in scene.used and not isinstance(scene.data(k), When):
                if not self._same_move(k, number):
                    return None
            if sort == "DIR" and scene.data(k) != "flat":
                return None if amounts.in_copula(scene, k, place) else (k, str(scene.data(k)))
            if sort == "LOSS" and number.unit in ("person", ""):
                subject = self._measured(number)
                signed = any("migration" in key or "increase" in key for key in subject.keys)
                return None if signed or amounts.in_copula(scene, k, place) else (k, "down")
            if sort == "CHG" and not scene.sentence.has("SIGN"):
                return k, ""
        return None

    def _same_move(self, place: int, number: Number) -> bool:
        """Whether a number before this one is a start or an end of the same change."""
        told = self.numbers.get(place)
        return told is None or told[0].way != ""

    # --- words -------------------------------------------------------------------------------------------------

    def _superlative(self, place: int) -> Claim | None:
        scene = self.scene
        if scene.sort(place) != "SUP":
            return None
        way = str(scene.data(place))
        start, order, among = scene.tokens[place].start, 1, -1 if way.endswith("_some") else 0
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
        end = scene.tokens[place].end
        scope = [k for k in (place + 1, place + 2) if scene.sort(k) in ("SCOPE", "MAINLAND", "AREA", "SERIES")]
        if scope and scene.near(place, scope[0], 4):
            end = scene.tokens[scope[0]].end
        anchor = Anchor(start, end, Sort.RANK)
        subject = scene.subject(place)
        if subject.foreign:
            return unchecked(self.text, anchor, "no_indicator")
        if scene.sentence.has("PERHEAD"):
            subject = self._per_head(subject)
        if subject.token is None and POPULATION in scene.facts.catalogue and _REGION.match(self.text[end : end + 14]):
            subject = Subject((POPULATION,), sure=True)
        if scene.sort(place + 1) == "YEARCHANGE":
            return moves.step_record(scene, self.text, replace(anchor, sort=Sort.RECORD), place, subject)
        if self._is_record(place):
            if amounts.losses(scene):
                way = {"top": "bottom", "bottom": "top"}.get(way, way)
            return moves.record_claim(scene, self.text, replace(anchor, sort=Sort.RECORD), place, subject, way)
        if among > 0 and scene.sentence.has("EVERY"):
            scene.used.update(k for k, t in enumerate(scene.tokens) if t.sort == "EVERY")
            return places.lasting_claim(scene, self.text, anchor, place, subject, way, among)
        moved = next((way for number, role, way in self.numbers.values() if role == "change"), "")
        if moved and scene.tokens[place].text.lower() in ("eniten", "vähiten", "mest", "minst", "most", "least"):
            most = scene.tokens[place].text.lower() in ("eniten", "mest", "most")
            return places.moved_claim(scene, self.text, anchor, place, subject, moved, order, most=most)
        return places.rank_claim(scene, self.text, anchor, place, subject, way, order, among)

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
        way = "bottom" if amounts.losses(scene) else "top"
        return moves.record_claim(scene, self.text, anchor, place, subject, way)

    def _per_head(self, subject: Subject) -> Subject:
        """The indicator per inhabitant where there is one."""
        known = self.scene.facts.catalogue
        return replace(subject, keys=tuple(f"{k}-per-1000" if f"{k}-per-1000" in known else k for k in subject.keys))

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
        return any(w.sort in ("since", "decadesince") for w in told)

    def _comparative(self, place: int) -> Claim | None:
        scene = self.scene
        token = scene.tokens[place]
        if token.sort == "GAPW":
            return self._zero(place)
        over = token.sort == "APX" and token.data in ("over", "under") and place not in scene.used
        if token.sort == "IND":
            return self._only_named(place)
        if token.sort != "CMP" and not over:
            return None
        way = {"over": "more", "under": "less"}.get(str(token.data), str(token.data))
        anchor = Anchor(token.start, token.end, Sort.COMPARISON)
        subject = scene.subject(place)
        only = self._only(place)
        if only and token.sort == "CMP":
            return places.only_claim(scene, self.text, anchor, place, subject, way, only)
        after = [scene.sort(k) for k in range(place + 1, min(len(scene.tokens), place + 4))]
        if "NOWHERE" in after:
            end = next(t.end for t in scene.tokens[place:] if t.sort == "NOWHERE")
            side = {"more": "top", "less": "bottom", "better": "best", "worse": "worst"}.get(way)
            if subject.foreign or side is None:
                return unchecked(self.text, anchor, "no_indicator")
            return places.rank_claim(
                scene, self.text, replace(anchor, end=end, sort=Sort.RANK), place, subject, side, 1
            )
        if "NEVER" in after:
            return self._never(anchor, place, subject, way)
        targets, end, time = self._targets(place, over=over)
        if not targets and scene.sort(place - 1) == "AREA" and scene.data(place - 1) == COUNTRY:
            targets = (COUNTRY,) if scene.near(place - 1, place, 1) else ()
        if not targets and scene.sentence.has("NEIGH"):
            targets = (places.NEIGHBOURS,)
        if subject.foreign and (targets or time is not None):
            return unchecked(self.text, anchor, "no_indicator")
        slight = _SLIGHT.search(self.text[max(0, token.start - 14) : token.end])
        if targets == (COUNTRY,) and slight:
            much = bool(re.match(r"well|far|clear|much|selv|huom|klart|betyd", slight[0], re.IGNORECASE))
            span = replace(anchor, end=end)
            return places.slight_claim(scene, self.text, span, place, subject, way, much)
        if targets:
            return places.compared_claim(scene, self.text, replace(anchor, end=end), place, subject, way, targets)
        if time is not None and not over and scene.sort(place + 1) in ("THAN", "PER"):
            return self._then(anchor, place, subject, way, time)
        other = [k for k in range(place + 1, min(len(scene.tokens), place + 3)) if scene.sort(k) == "IND"]
        if other and scene.sort(place + 1) == "THAN" and not amounts.natural_sign(scene):
            end = scene.tokens[other[0]].end
            keys = scene.tokens[other[0]].data
            return places.indicator_claim(scene, self.text, replace(anchor, end=end), place, subject, way, keys)
        return None

    def _zero(self, place: int) -> Claim | None:
        scene = self.scene
        if scene.sort(place + 1) != "MEDIAN" or any(
            scene.sort(k) == "NUM" for k in range(place + 2, scene.clause(place)[1] + 1)
        ):
            return None
        anchor = Anchor(scene.tokens[place].start, scene.tokens[place + 1].end, Sort.COMPARISON)
        return places.zero_gap(scene, self.text, anchor, place, scene.subject(place))

    def _only_named(self, place: int) -> Claim | None:
        """A comparative inside an indicator's name: "the only more sparsely populated region is Lapland"."""
        token = self.scene.tokens[place]
        less = re.match(r"harvemp|harvemmin|glesare|more sparsely|sparser", token.text, re.IGNORECASE)
        only = self._only(place)
        if not only or not (less or re.match(r"tiheämm|tiheämp|tätare|denser|more densely", token.text, re.IGNORECASE)):
            return None
        anchor = Anchor(token.start, token.end, Sort.RANK)
        subject = Subject(token.data, sure=True, token=token)
        return places.only_claim(self.scene, self.text, anchor, place, subject, "less" if less else "more", only)

    def _only(self, place: int) -> tuple[str, ...]:
        """The areas that "only" names beside a comparative."""
        scene = self.scene
        for k, token in enumerate(scene.tokens):
            if token.sort == "ONLY" and scene.sort(k + 1) == "AREA" and abs(k - place) <= 4:
                scene.aside.add(k + 1)
                return (str(scene.data(k + 1)),)
        return ()

    def _never(self, anchor: Anchor, place: int, subject: Subject, way: str) -> Claim:
        scene = self.scene
        end = next(t.end for t in scene.tokens[place:] if t.sort == "NEVER")
        record = replace(anchor, end=end, sort=Sort.RECORD)
        if any(scene.sort(k) == "NUM" for k in range(place)) and any(
            isinstance(t.data, When) and t.data.sort == "span" for t in scene.tokens[:place]
        ):
            return moves.step_record(scene, self.text, record, place, subject)
        side = {"more": "top", "less": "bottom", "better": "best", "worse": "worst"}.get(way, way)
        if amounts.losses(scene):
            side = {"top": "bottom", "bottom": "top"}.get(side, side)
        decade = re.search(r"(?:19|20)\d0", self.text[anchor.start : end])
        since = int(decade[0]) if decade else None
        return moves.record_claim(scene, self.text, record, place, subject, side, since)

    def _then(self, anchor: Anchor, place: int, subject: Subject, way: str, time: int) -> Claim | None:
        """More or less than at another time."""
        scene = self.scene
        token = replace(scene.tokens[place], sort="DIR", data={"more": "up", "less": "down"}.get(way, way))
        if way == "same":
            token = replace(token, data="flat")
        other = self._from_time(time)
        other.tokens = [token if k == place else each for k, each in enumerate(other.tokens)]
        scene.used.add(place)
        claim = moves.direction_claim(other, self.text, place, subject)
        return replace(claim, end=scene.tokens[time].end, text=self.text[claim.start : scene.tokens[time].end])

    def _multiple(self, place: int) -> Claim | None:
        scene = self.scene
        if scene.sort(place) != "MULT":
            return None
        subject = scene.subject(place)
        anchor = Anchor(scene.tokens[place].start, scene.tokens[place].end, Sort.MULTIPLE)
        if subject.foreign:
            return unchecked(self.text, anchor, "no_indicator")
        targets, end, _ = self._targets(place, over=True)
        if COUNTRY in targets:
            factor = float(str(scene.data(place)))
            return places.times_claim(scene, self.text, replace(anchor, end=end), place, subject, factor)
        return moves.multiple_claim(scene, self.text, place, subject)

    def _direction(self, place: int) -> Claim | None:
        scene = self.scene
        if scene.sort(place) != "DIR":
            return None
        token = scene.tokens[place]
        anchor = Anchor(token.start, token.end, Sort.DIRECTION)
        subject = scene.subject(place)
        if subject.foreign:
            return unchecked(self.text, anchor, "no_indicator")
        if scene.sentence.has("CAUSE") or (not subject.keys):
            return unchecked(self.text, anchor, "no_indicator") if subject.keys else None
        return moves.direction_claim(scene, self.text, place, subject)

    def _sign(self, place: int) -> Claim | None:
        scene = self.scene
        token = scene.tokens[place]
        named = token.sort == "IND" and (_GAINED.search(token.text) or amounts.LOST.search(token.text))
        if named and scene.sentence.has("EVERY") and not scene.sentence.has("DIR", "SIGN"):
            sign = replace(token, sort="GAIN" if _GAINED.search(token.text) else "LOSS")
            other = replace(scene, tokens=[sign if k == place else each for k, each in enumerate(scene.tokens)])
            return moves.sign_claim(other, self.text, place, Subject(token.data, sure=True, token=token))
        if scene.sort(place) not in ("SIGN", "GAIN", "LOSS"):
            return None
        subject = scene.subject(place)
        if scene.sort(place) in ("GAIN", "LOSS") and not scene.sentence.has("EVERY"):
            return None
        if subject.foreign or not subject.keys:
            return unchecked(self.text, Anchor(token.start, token.end, Sort.VALUE), "no_indicator")
        return moves.sign_claim(scene, self.text, place, subject)
