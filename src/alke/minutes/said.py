"""The sentences of an item with what goes before them, and who or where each one names.

Leaves out what the sentences state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from alke.areas import Level, areas
from alke.minutes.dates import When, whens
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind
from alke.minutes.houses import bodies
from alke.minutes.lines import Line, Piece, clauses, paragraphs, sentences
from alke.minutes.moods import has_verb, joined
from alke.minutes.named import first_named, headed, marks, names_talks, sections
from alke.minutes.parts import Part
from alke.minutes.words import Actor, actors

TOLD_IN = ("", "summary", "account", "proposal", "handling", "decision")
"""The parts whose sentences are read; the others are lists of names."""

_FINITE = re.compile(r"\w{3,}(?:ttiin|taan|tään|tettiin|ltiin|stiin)\b")
_AND = re.compile(r"\s(?:ja|och|sekä|samt)\s")
_PRONOUN = re.compile(
    r"^(?:(?:ja|mutta|och|men)\s+)?(?:joka|jotka|jota|joita|jossa|joissa|jolloin|joiden|jonka|joihin|som|där|varvid|när|ne|se|de|den|det)\b",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(r"\b(?:sitä|niitä|sen|niiden|ne|se|den|det|dem|de)\b", re.IGNORECASE)
_LEANING = re.compile(
    r"^(?:ehdotus|ehdotukset|ehdotusta|esitys|esitystä|luonnos|luonnosta|förslaget|förslagen|utkastet)\b", re.IGNORECASE
)
# A Swedish name has one form: after a preposition nobody acts.
_PREPOSITION = re.compile(r"(?<!\w)(?:till|för|av|från|med|vid|i|hos|åt|om|bland)\s+$", re.IGNORECASE)
_COMPANY = re.compile(r"\s+(?:Oyj?|Ab|Abp|ry|rf|Ltd)(?!\w)")
_SAID = re.compile(r"^(?:Keskustelussa|Under diskussionen|I diskussionen)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the times in it.

    Attributes:
        piece: The clause.
        whens: The times.
        wide: The sentence up to the clause's end: what its pronoun may stand for.
        governed: The words of the clause before, when this one hangs on it ("että …").
    """

    piece: Piece
    whens: tuple[When, ...]
    wide: str
    governed: str

    @property
    def text(self) -> str:
        """Its words."""
        return self.piece.text

    @property
    def leans(self) -> bool:
        """Whether it begins with a pronoun and so speaks of something before it."""
        return bool(_PRONOUN.match(self.text) or _LEANING.match(self.text))


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence.

    Attributes:
        piece: The sentence.
        part: The part it stands in.
        meeting: The day of the handling it belongs to, None when not known.
        before: The sentence before it in the paragraph, or empty.
        earlier: All sentences before it in the paragraph.
        by: Who says it: "keskustelussa", or empty for the item itself.
        clauses: Its clauses.
        items: The entries of the list that follows it, when it ends in one.
        marks_before: How many quotation marks its paragraph has before it.
        of_talks: Whether the talks or the picture have been named, in the title, before it or in it.
    """

    piece: Piece
    part: str
    meeting: date | None
    before: str
    earlier: str
    by: str
    clauses: tuple[Clause, ...]
    items: tuple[Piece, ...] = field(default=())
    of_talks: bool = True
    marks_before: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return self.piece.text

    @property
    def whens(self) -> list[When]:
        """All its times."""
        return [when for clause in self.clauses for when in clause.whens]


def said(draft: Draft, parts: list[Part]) -> Iterator[Said]:
    """The sentences of the parts that tell something, in their order."""
    named = first_named(draft.text)
    about = any(names_talks(str(fact.fields["title"])) for fact in draft.of(Kind.TITLE)) or headed(draft)
    headings = sections(draft)
    for part in (each for each in parts if each.part in TOLD_IN):
        held = _grouped(draft, part.lines)
        above, last_start = "", -1
        for paragraph, items in held:
            under = [names for start, names in headings if start <= paragraph.start]
            titled = under[-1] if under else about
            if under and not under[-1] and max(start for start, _ in headings if start <= paragraph.start) > last_start:
                above = ""
            last_start = paragraph.start
            earlier = before = ""
            count = 0
            pieces = joined(list(sentences(paragraph)))
            for at, piece in enumerate(pieces):
                last = at == len(pieces) - 1
                yield Said(
                    piece,
                    part.part,
                    part.stage.day[0] if part.stage and part.stage.day else draft.meeting,
                    before,
                    earlier,
                    _says(piece.text),
                    tuple(_clauses(draft, piece)),
                    tuple(items) if last else (),
                    of_talks=named <= piece.end and (titled or names_talks(f"{above} {earlier} {piece.text}")),
                    marks_before=count,
                )
                before = piece.text
                count += marks(before)
                earlier = f"{earlier} {before}"[-1500:]
            above = paragraph.text[-600:]


def _says(text: str) -> str:
    """Who says a sentence, when that is not the item itself: "keskustelussa", or the organisation of "TEM:n mukaan"."""
    if _SAID.match(text):
        return "keskustelussa"
    match = re.match(r"(\S+(?: \S+){0,2}?) mukaan\b|Enligt (\S+(?: \S+){0,3}?)(?=\s)", text)
    if not match:
        return ""
    named = match[1] or match[2]
    return whose(named) or acting(named, kind="organisation")


def _grouped(draft: Draft, lines: list[Line]) -> Iterator[tuple[Piece, list[Piece]]]:
    """The paragraphs, each with the entries of the list that it introduces."""
    pieces = list(paragraphs(draft.text, lines))
    bullets = {line.piece.start for line in lines if line.bullet}
    at = 0
    while at < len(pieces):
        end = at + 1
        if pieces[at].start not in bullets:
            while end < len(pieces) and pieces[end].start in bullets and end - at <= 30:
                end += 1
        yield pieces[at], pieces[at + 1 : end]
        at = end


def _clauses(draft: Draft, sentence: Piece) -> Iterator[Clause]:
    before = ""
    for piece in _finer(clauses(sentence)):
        times, wrong = whens(piece)
        for each in wrong:
            draft.remark(each, f"{each.text!r} is no date")
        start = piece.start - sentence.start
        hangs = bool(re.search(r"(?:\b(?:että|att)\s*$|,\s*$)", sentence.text[max(0, start - 8) : start]))
        that = re.match(r"(?:että|att)\b", piece.text)
        wide = sentence.text[: start + len(piece.text)]
        yield Clause(piece, tuple(times), wide, before if that or hangs else "")
        before = piece.text


def _finer(pieces: list[Piece]) -> Iterator[Piece]:
    """Clauses cut also at "ja" where both sides have a verb and a time of their own."""
    for piece in pieces:
        start = 0
        for match in _AND.finditer(piece.text):
            left, right = piece.part(start, match.start()), piece.part(match.end())
            if re.match(r"(?:että|att)\b", right.text):
                yield left
                start = match.end()
                continue
            if not (whens(left)[0] and whens(right)[0]):
                continue
            if (has_verb(left.text) or _FINITE.search(left.text)) and has_verb(right.text):
                yield left
                start = match.end()
        yield piece.part(start)


def leans_back(text: str) -> bool:
    """Whether a sentence begins with a word that stands for something in the sentence before: "Ne …", "Ehdotusta …"."""
    return bool(_PRONOUN.match(text) or _LEANING.match(text))


def of_before(text: str) -> bool:
    """Whether a clause has a pronoun that stands for something in the sentence before."""
    return bool(_OF_BEFORE.search(text))


def asking(text: str) -> str:
    """The ministry that a text calls only so ("ministeriö", "ministeriet"), where it acts, or empty."""
    return "TEM" if re.search(r"(?<![\w-])(?:ministeriö|ministeriet)(?![\w:-])", text, re.IGNORECASE) else ""


def acting(text: str, *, kind: str = "") -> str:
    """The organisation, forum or council that acts in a clause (stands in the nominative); the first, or empty."""
    found: list[tuple[int, int, str]] = []
    for actor in actors():
        if kind and actor.kind != kind:
            continue
        for match in actor.nominative.finditer(text):
            if not _PREPOSITION.search(text[max(0, match.start() - 12) : match.start()]):
                found.append((match.start(), -len(match[0]), actor.name))
                break
    if not kind:
        found += [(match.start(), -len(match[0]), name) for match, name in _councils(text) if name]
    return _only(found)


def _only(found: list[tuple[int, int, str]]) -> str:
    """The one that is named, the longest name at a place; empty when several are: which one is meant is a guess."""
    firsts: dict[int, tuple[int, str]] = {}
    for start, length, name in sorted(found):
        firsts.setdefault(start, (length, name))
    names = {name for _, name in firsts.values()}
    return names.pop() if len(names) == 1 else ""


def receiving(text: str) -> str:
    """Who receives something in a clause, or empty."""
    found = [(match.start(), -len(match[0]), actor.name) for actor in actors() if (match := actor.to.search(text))]
    if found:
        return _only(found)
    return "TEM" if _TO_MINISTRY.search(text) else ""


def at_forum(text: str) -> str:
    """The forum in or at which something is done, or empty."""
    found = [
        (match.start(), -len(match[0]), actor.name)
        for actor in actors()
        if actor.kind == "forum" and (match := actor.inside.search(text))
    ]
    return min(found)[2] if found else ""


def obliged(text: str) -> str:
    """Who stands in the genitive before "tulee" or "on toimitettava", or empty."""
    found = [(match.start(), actor.name) for actor in actors() if (match := actor.genitive.search(text))]
    return min(found)[1] if found else ""


def body_at(text: str) -> str:
    """The body at whose meeting something is done ("maakuntahallituksen kokouksessa"), or empty."""
    match = _at_body().search(text)
    return _body_genitives().get(match["body"].casefold(), "") if match else ""


def body_receiving(text: str) -> str:
    """The body to which something is presented ("maakunnan yhteistyöryhmälle", "för landskapsstyrelsen"), or empty."""
    match = _to_body().search(text)
    return bodies().names.get(" ".join(match[0].casefold().split()), "") if match else ""


@cache
def _to_body() -> re.Pattern[str]:
    names = [name for name in bodies().names if name.endswith("lle") or name.startswith(("för ", "till "))]
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?![\w:-])", re.IGNORECASE
    )


@cache
def _body_genitives() -> dict[str, str]:
    found = {"myr:n": "Maakunnan yhteistyöryhmä", "myrs:n": "Maakunnan yhteistyöryhmän sihteeristö"}
    endings = {"hallitus": "hallituksen", "valtuusto": "valtuuston", "ryhmä": "ryhmän", "sihteeristö": "sihteeristön"}
    for told, name in bodies().names.items():
        for ending, genitive in endings.items():
            if told.endswith(ending) and len(told) > 9:
                found[told.removesuffix(ending) + genitive] = name
        if told in ("landskapsstyrelsen", "landskapets samarbetsgrupp", "landskapsfullmäktige"):
            found[f"{told}s"] = name
    return found


@cache
def _at_body() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _body_genitives()), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<body>{names})\s+(?:kokouksessa(?:an)?|möte|sammanträde)(?!\w)", re.IGNORECASE)


def whose(text: str) -> str:
    """The organisation in the genitive ("VN:n webinaari"), or empty."""
    found = [
        (match.start(), actor.name)
        for actor in actors()
        if actor.kind == "organisation" and (match := actor.genitive.search(text))
    ]
    return min(found)[1] if found else ""


def forum_mentions(piece: Piece) -> Iterator[tuple[Actor, Piece]]:
    """Every forum that a piece names, in whatever form; the longest name at a place alone."""
    taken: list[tuple[int, int]] = []
    for actor in actors():
        if actor.kind != "forum":
            continue
        for match in actor.mention.finditer(piece.text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if _COMPANY.match(piece.text, match.end()):
                continue
            taken.append(match.span())
            yield actor, piece.of(match)


@cache
def _council_names() -> re.Pattern[str]:
    names = sorted(bodies().councils, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?![\w:])", re.IGNORECASE)


def _councils(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _council_names().finditer(text):
        yield match, bodies().councils.get(" ".join(match[0].casefold().split()), ("", ""))[0]


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:maakunnan liitto|maakuntaliitto|förbundet|landskapsförbundet)(?![\w:])", re.IGNORECASE
    )


def own_council(text: str) -> str:
    """The council that a clause calls only "maakunnan liitto" or "förbundet", in these words, or empty."""
    match = _generic().search(text)
    return match[0].casefold() if match else ""


def body_acting(text: str) -> tuple[str, bool]:
    """The body of a region that acts in a clause, and whether it is a cooperation group; ("", False) for none."""
    found = list(bodies_named(text))
    return (
        (found[0], "yhteistyöryhmä" in found[0].casefold() or "samarbetsgrupp" in found[0].casefold())
        if found
        else ("", False)
    )


@cache
def _bodies_named() -> re.Pattern[str]:
    names = sorted(
        (name for name in bodies().names if " " in name or len(name) > 8 or name in ("myr", "myrs")),
        key=len,
        reverse=True,
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w:-])", re.IGNORECASE)


def bodies_named(text: str) -> Iterator[str]:
    """The bodies that a text names in the nominative."""
    for match in _bodies_named().finditer(text):
        if not match[0].casefold().endswith("lle"):
            yield bodies().names.get(" ".join(match[0].casefold().split()), "")


@cache
def _places() -> dict[str, str]:
    found: dict[str, str] = {}
    for place in areas(Level.MUNICIPALITY):
        found.setdefault(place.forms.ine.casefold(), place.names.fi)
        found.setdefault(f"i {place.names.sv}".casefold(), place.names.fi)
        found.setdefault(f"i {place.names.fi}".casefold(), place.names.fi)
    return found


_TO_MINISTRY = re.compile(r"(?<![\w-])(?<!ja )ministeriölle\b|\btill ministeriet\b", re.IGNORECASE)
_IN = re.compile(r"(?<![\w-])(?:i )?[A-ZÅÄÖ][\w-]+(?![\w-])")


def place(text: str) -> str:
    """The municipality in which something is said to be, in the Finnish nominative, when there is one only."""
    found = {_places()[match[0].casefold()] for match in _IN.finditer(text) if match[0].casefold() in _places()}
    return found.pop() if len(found) == 1 else ""
