"""The headed parts of an item, and its handlings by one body after another.

Leaves out what the parts say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from alke.minutes.dates import Form, whens
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind, Span
from alke.minutes.houses import bodies, headings
from alke.minutes.lines import Line, Piece
from alke.minutes.people import names_a_person
from alke.minutes.words import load

_RULE = re.compile(r"[-_=*—–]{3,}")
_SECTION = re.compile(
    r"§\s?(\d{1,4})(?![\w.,/]\w|\w)|(?<![\w./,])(\d{1,4})\s?§(?!:)|\b(?:pykälä|paragraf)\s+(\d{1,4})\b", re.IGNORECASE
)
_GIVES = re.compile(
    r"((?:lisätietoja|lisätiedot|tilläggsuppgifter|(?:ytterligare |närmare )?upplysningar|mer information)"
    r"(?:\s+(?:asiasta|i ärendet|om ärendet))?\s+(?:antaa|antavat|ger|lämnas av|fås av))\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(r"([^:\d]{3,40}?)\**\s?:\**\s*(\S.*)", re.DOTALL)
_MEETING_NUMBER = re.compile(r"(?<![\d.])\d{1,3}\s?/\s?(?:19|20)\d{2}(?![\d.])")
_UNIT_NUMBER = re.compile(r"(?<=\s)[A-ZÅÄÖ][a-zåäö]{1,15}/\d{1,3}(?![\w/])")  # "Elinvoima/3", a unit's own count
_CLOCK = re.compile(
    r"\b(?:klo|kello|kl)\.?\s?\d{1,2}(?:[.:]\d{2})?(?:\s?[-–—]\s?\d{1,2}(?:[.:]\d{2})?)?(?!\w|[.:/]\d)", re.IGNORECASE
)
_CELL = re.compile(r"[|•·]")  # what parts the cells of a table or the items of a heading line
# What may stand before the body: "Kokous: Maakuntahallitus", "PÖYTÄKIRJA Maakuntahallitus".
_OPENED = re.compile(
    r"(?:[ ,–:\t-]*(?:(?:kokous|toimielin|organ|mötet)(?=:)"
    r"|(?:pöytäkirja(?:note|ote)?|esityslista|protokoll|föredragningslista)(?!\w)))*"
    r"[ ,–:\t-]*",
    re.IGNORECASE,
)
# "PÄÄTÖS             Maakuntahallitus päätti": a heading in a column of its own.
_COLUMN = re.compile(r"(\S(?:.{0,38}?\S)?)(?:[ \xa0]{3,}|\t+)(\S.*)", re.DOTALL)
_LONGEST_HEADER = 160
_WHO_TOLD = re.compile(r"\s*\([^()]{1,30}\)$")  # "Esitys (pj)"
_PERSONS = ("presenter", "preparers")
_PERSON_INLINE = {
    **dict.fromkeys(("valmistelu", "asian valmistelu", "beredning", "ärendets beredning"), "preparers"),
    **dict.fromkeys(("esittely", "asian esittely", "föredragning"), "presenter"),
}


@dataclass(frozen=True, slots=True)
class Header:
    """What a line says of body, day and §, when it says nothing else.

    Attributes:
        line: Its number.
        piece: The line.
        body: The body's canonical name, with its piece, or None.
        region: The region's code, or empty.
        day: The day, with its piece, or None.
        section: The §, with its piece, or None.
        marked: Whether it has words of a heading of minutes ("kokous", "Pöytäkirja"), which a stage has not.
    """

    line: int
    piece: Piece
    body: tuple[str, Piece] | None
    region: str
    day: tuple[date, Piece] | None
    section: tuple[int, Piece] | None
    marked: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part.

    Attributes:
        part: Which: summary, account, proposal, …; ``presenter`` for the presenter's heading, empty before any.
        heading: As written.
        lines: Its lines; of a heading with text on its line, that text comes first.
        stage: The line with body and day under which it stands, when there is one: its handling.
        whose: The body that the heading names, or empty.
    """

    part: str
    heading: str
    lines: list[Line] = field(default_factory=list)
    stage: Header | None = None
    whose: str = ""

    @property
    def span(self) -> Span | None:
        """From its first to its last word, without the heading; None when nothing is there."""
        if not self.lines:
            return None
        return Span(self.lines[0].piece.start, self.lines[-1].piece.end)


def section(piece: Piece) -> tuple[int, Piece] | None:
    """The § that a piece names, with its place; None when it names none or several."""
    found = [(int(next(filter(None, match.groups()))), piece.of(match)) for match in _SECTION.finditer(piece.text)]
    return found[0] if len(found) == 1 and found[0][0] > 0 else None


def _first_language(line: Line, number: int) -> Header | None:
    """The header in the first of two languages, when a line says it in both: the same day and the same §."""
    halves = line.text.split(" / ")
    if len(halves) != 2:
        return None
    cut = len(halves[0])
    told = [header(replace(line, piece=part), number) for part in (line.piece.part(0, cut), line.piece.part(cut + 3))]
    first, second = told
    if not (first and second and first.day and second.day and first.section and second.section):
        return None
    return first if (first.day[0], first.section[0]) == (second.day[0], second.section[0]) else None


def header(line: Line, number: int) -> Header | None:
    """What a line says of body, day and §, or None when it says anything besides."""
    if first := _first_language(line, number):
        return first
    piece = line.piece
    if len(piece.text) > _LONGEST_HEADER:
        return None
    times, wrong = whens(piece)
    days = [when for when in times if when.form is Form.DAY and when.year]
    if len(days) > 1 or wrong:
        return None
    held = bodies()
    rest = piece.text
    place = section(piece)
    found_day = None
    if days:
        when = days[0]
        found_day = date(when.year or 0, *when.first), when.piece
        rest = _without(rest, piece, when.piece)
    if place:
        rest = _without(rest, piece, place[1])
    rest = _CELL.sub(" ", _CLOCK.sub(" ", rest))
    numbered = bool(_MEETING_NUMBER.search(rest))
    rest = _UNIT_NUMBER.sub(" ", _MEETING_NUMBER.sub(" ", rest))
    body, region, rest = _body(piece, rest, firm=bool(found_day and place))
    words = re.findall(r"\w[\w\-]*", rest)
    known = {word.casefold() for word in load("plain")["header_words"]}
    if any(word.casefold() not in known for word in words) or not (body or found_day):
        return None
    if not body and not place and not words and not numbered and not found_day:
        return None
    marked = bool(words) or numbered or (body is None and found_day is not None)
    del held
    return Header(number, piece, body, region, found_day, place, marked)


def _without(rest: str, piece: Piece, taken: Piece) -> str:
    start = taken.start - piece.start
    return rest[:start] + " " * len(taken.text) + rest[start + len(taken.text) :]


def _body(piece: Piece, rest: str, *, firm: bool) -> tuple[tuple[str, Piece] | None, str, str]:
    """The body named in what is left of a header line, its region, and what is left then.

    `firm` tells that the line has a day and a §, so that a body without a capital is one as well.
    """
    held = bodies()
    region = ""
    council = held.council_at.match(rest)
    if council:
        region = held.councils.get(council["council"].casefold(), ("", ""))[1]
        rest = " " * council.end() + rest[council.end() :]
    opened = _OPENED.match(rest)
    start = opened.end() if opened else 0
    opening = re.match(
        r"(\w[^:;,.\d]*?)\s+(?=kokous|pöytäkirja|esityslista|möte|sammanträde|protokoll)", rest[start:], re.IGNORECASE
    )
    if opening and (told := held.whose.get(opening[1].casefold())):
        where = piece.part(start, start + opening.end(1))
        return (told, where), region, " " * (start + opening.end()) + rest[start + opening.end() :]
    match = held.at_start.match(rest, start)
    name = held.names.get(match["body"].casefold(), "") if match else ""
    if not match or not name or (match["body"][:1].islower() and not match["region"] and not council and not firm):
        return None, region, rest
    if match["region"]:
        region = held.regions.get(match["region"].casefold(), region)
    where = piece.part(match.start(), match.end())
    after = held.region_after.match(rest, match.end())
    if after:
        region = held.regions_named.get(after["region"].casefold(), region)
    end = after.end() if after else match.end()
    second = re.compile(r"\s*(?:/\s*|[–|-]\s+)").match(rest, end)
    if second and (other := held.at_start.match(rest, second.end())):
        end = other.end()  # the same body in the other language
    return (name, where), region, rest[: match.start()] + " " * (end - match.start()) + rest[end:]


def heading(line: Line, house: str) -> tuple[str, str, Piece | None, str] | None:
    """The part that a line begins, its heading, the text after it, the body it names; None for no heading."""
    text = line.text
    found = _heading(text.rstrip(" :*_"), house)
    if found and len(text) <= 90 and not line.bullet:
        return found[0], text.rstrip(" *_").rstrip(":").rstrip(" *_"), None, found[1]
    gives = _GIVES.match(text)
    if gives and not line.bullet:
        return "contacts", gives[1], line.piece.of(gives, 2), ""
    inline = _INLINE.match(text) if len(text) < 4000 else None
    person = _PERSON_INLINE.get(inline[1].strip().casefold(), "") if inline and not line.bullet else ""
    if inline and person and names_a_person(inline[2]):
        return person, inline[1].strip(), line.piece.of(inline, 2), ""
    if inline and not line.bullet and (found := _heading(inline[1].strip(), house)):
        return found[0], inline[1].strip(), line.piece.of(inline, 2), found[1]
    column = _COLUMN.match(text) if len(text) < 4000 else None
    if column and (found := _heading(column[1].rstrip(" :"), house)):
        return found[0], column[1], line.piece.of(column, 2), found[1]
    return None if line.bullet else _before_a_person(line, house)


def _before_a_person(line: Line, house: str) -> tuple[str, str, Piece | None, str] | None:
    """The heading of a line that is a heading of persons and one with a role: "Valmistelija kunnanjohtaja N.N."."""
    first = re.match(r"([^\W\d_]+)\s+(\S.*)", line.text) if len(line.text) < 120 else None
    found = _heading(first[1], house) if first else None
    if first and found and found[0] in (*_PERSONS, "contacts") and names_a_person(first[2]):
        return found[0], first[1], line.piece.of(first, 2), ""
    return None


def _heading(text: str, house: str) -> tuple[str, str] | None:
    told = headings(house)
    plain = _WHO_TOLD.sub("", " ".join(text.casefold().split()))
    if plain in told:
        return told[plain], ""
    halves = [told.get(half.strip()) for half in plain.split("/")]
    if len(halves) == 2 and halves[0] and halves[0] == halves[1]:
        return halves[0], ""  # in two languages
    first, _, last = plain.rpartition(" ")
    for head, rest in ((first, last), *_splits(plain)):
        if head in told and told[head] in ("proposal", "decision", "handling") and rest in bodies().names:
            return told[head], bodies().names[rest]
    if last in told and told[last] == "proposal" and first and _possessive(first):
        return told[last], ""
    if last in told and told[last] == "decision" and first in bodies().whose:
        return told[last], bodies().whose[first]
    return None


def _splits(plain: str) -> list[tuple[str, str]]:
    pieces = plain.split(" ")
    return [(" ".join(pieces[:at]), " ".join(pieces[at:])) for at in range(1, min(len(pieces), 4))]


def _possessive(words: str) -> bool:
    """Whether words name whose proposal it is: "maakuntajohtajan", "landskapsdirektörens"."""
    return len(words.split()) <= 3 and bool(
        re.search(
            r"(?:johtajan|hallituksen|valtuuston|sihteeristön|ryhmän|direktörens|styrelsens|johtajien|sekretariatets|gruppens|esittelijän)$",
            words,
        )
    )


def split(draft: Draft) -> tuple[list[Part], list[Header]]:
    """The parts of a text, the one before any heading included, and its header lines."""
    parts = [Part("", "")]
    headers: list[Header] = []
    stage: Header | None = None
    one = False
    for number, line in enumerate(draft.lines):
        if "://" in line.text and (line.heading or line.text.startswith("http")):
            continue  # where the copy was taken from
        if _RULE.fullmatch(draft.text[line.start : line.piece.end].strip()):
            parts.append(Part("", "", stage=stage))
        elif told := heading(line, draft.house):
            part, words, after, whose = told
            one = bool(after) and part in ("preparers", "presenter")
            parts.append(Part(part, words, [Line(after, False, "", after.start, False)] if after else [], stage, whose))
        elif found := header(line, number):
            headers.append(found)
            if found.body and found.day:
                stage = found
                begun = parts[-1] if not parts[-1].lines else Part("", "")
                parts.append(Part(begun.part, begun.heading, stage=stage))
        else:
            of_one = parts[-1].part == "presenter" or (one and parts[-1].part == "preparers")
            if of_one and parts[-1].lines and not _names_a_person(line):
                back = next((each for each in reversed(parts) if each.part not in _PERSONS), Part("", ""))
                parts.append(Part(back.part, back.heading, stage=stage, whose=back.whose))
            parts[-1].lines.append(line)
    return parts, headers


def _names_a_person(line: Line) -> bool:
    """Whether a line under the presenter's heading still names the presenter: a list entry, or a short line."""
    return bool(line.bullet) or (len(line.text) <= 60 and not line.text.endswith((".", ":")) and not line.blank_before)


def add_parts(draft: Draft, parts: list[Part]) -> None:
    """Offer the headed parts that say something."""
    for part in parts:
        if part.part and part.part != "presenter" and part.span:
            draft.add(
                Kind.PART, {"part": part.part, "heading": part.heading}, part.span, f"part.{part.part}", confidence=0.95
            )
