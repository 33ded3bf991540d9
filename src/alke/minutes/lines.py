"""A text cut into lines, paragraphs, sentences and clauses that remember where they stand.

Leaves out what any of them means. Every cut takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alke.minutes.facts import Span

# What is longer is read in pieces: no official writes such a sentence, and a broken file must not cost time.
LONGEST = 1200
_NARROW = 60

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MARKS = " \t\xa0\u2007\u202f\ufeff\u200b"
_HEADING = re.compile(r"#{1,6}[ \t]*(?:\*\*|__)?|\*\*|__")
_BULLET = re.compile(r"(?:[-–—•*·‣▪◦o]|\(?(?:\d{1,2}|[a-zåäö])[.)])[ \t\xa0]+(?=\S)")

# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset(
    [
        "mm",
        "esim",
        "ns",
        "nk",
        "ks",
        "vrt",
        "vs",
        "vt",
        "ma",
        "tf",
        "puh",
        "tel",
        "klo",
        "kl",
        "nro",
        "nr",
        "n",
        "noin",
        "ent",
        "jne",
        "ym",
        "yms",
        "em",
        "ko",
        "ao",
        "mr",
        "s",
        "sid",
        "bl",
        "a",
        "bl.a",
        "t.ex",
        "dvs",
        "osv",
        "m.m",
        "ca",
        "st",
        "tai",
        "eli",
        "ml",
        "lkm",
        "milj",
        "mrd",
        "pj",
        "vpj",
        "dipl",
        "yo",
        "prof",
        "tri",
        "fil",
        "alk",
        "resp",
        "obs",
        "jfr",
        "inkl",
        "exkl",
        "max",
        "min",
        "huom",
    ]
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)")
_CLAUSE = re.compile(
    r",\s+(?=(?:jo(?:ka|ta|tka|ita|lla|lle|issa|ssa|lloin|nka|iden|ihin|hon|ista|sta|ille|ksi|ten)|mi(?:kä|nkä|ssä|hin|stä)"
    r"|että|mutta|vaan|kun|koska|jos|mikäli|kunnes|ja|sekä|eikä|vaikka|som|att|men|och|där|när|om|varvid|vilket|vilka|varför)\b)"
    r"|(?:(?<=des)|(?<=ade)|(?<=ar)|(?<=öt)|(?<=slog)|(?<=slår)|(?<=slås)|(?<=git)|(?<=gits)|(?<=[tnrl]at))\s+(?=att\b)"
    r"|\s+(?=(?:samalla kun|samaan aikaan kun|samtidigt som|om att)\b)"
    r"|;\s+|\s[–—]\s+(?=[A-ZÅÄÖa-zåäö])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: its words and where they begin."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends, in the whole text."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Its place in the whole text."""
        return Span(self.start, self.end)

    def part(self, start: int, end: int | None = None) -> Piece:
        """The piece from `start` to `end` of this one, without blanks around it."""
        words = self.text[start:end]
        bare = words.lstrip(_MARKS + "\r\n")
        return Piece(bare.rstrip(_MARKS + "\r\n"), self.start + start + len(words) - len(bare))

    def of(self, match: re.Match[str], group: int | str = 0) -> Piece:
        """What a match in this piece found."""
        return self.part(match.start(group), match.end(group))


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it.

    Attributes:
        piece: The line without blanks around it and without the marks below.
        heading: Whether it is marked as a heading (Markdown's # or **).
        bullet: The mark of a list before it: "-", "1.", or empty.
        start: Where the line begins in the text, marks included.
        blank_before: Whether an empty line goes before it.
    """

    piece: Piece
    heading: bool
    bullet: str
    start: int
    blank_before: bool

    @property
    def text(self) -> str:
        """Its words."""
        return self.piece.text


def lines(text: str) -> list[Line]:
    """The lines of the text that have something on them."""
    found: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        piece = Piece(match[0], match.start()).part(0)
        if not piece.text:
            continue
        blank = not found or _blank_between(text, end, piece.start)
        mark = _HEADING.match(piece.text)
        heading = bool(mark and mark.end() < len(piece.text))
        heading = heading and (piece.text[0] == "#" or piece.text.endswith(("**", "__", "**:", "__:")))
        if heading and mark:
            closing = len(piece.text.rstrip("#*_ "))
            piece = piece.part(mark.end(), max(closing, mark.end()))
        bullet = None if heading else _BULLET.match(piece.text)
        if bullet:
            piece = piece.part(bullet.end())
        if piece.text:
            mark_text = bullet[0].strip() if bullet else ""
            found.append(Line(piece, heading, mark_text, match.start(), blank))
            end = match.end()
    return found


def _blank_between(text: str, end: int, start: int) -> bool:
    between = text[end : min(start, end + 200)].replace("\r\n", "\n")
    return sum(between.count(mark) for mark in "\n\r\x0b\x0c\x85\u2028\u2029") > 1


def paragraphs(text: str, held: list[Line]) -> Iterator[Piece]:
    """Lines that go on from one another put together, each list entry and heading by itself."""
    start = end = -1
    record = False
    for line in held:
        alone = line.bullet or line.heading or line.blank_before or (record and _RECORD.match(line.text))
        record = bool(_RECORD.match(line.text))
        alone = alone or (record and line.text[:1].isupper() and start >= 0 and len(text[start:end]) < _NARROW)
        if start >= 0 and (alone or not _goes_on(text[start:end], line.text)):
            yield Piece(text[start:end], start)
            start = -1
        if start < 0:
            start = line.piece.start
        end = line.piece.end
        if line.heading or end - start > LONGEST:
            yield Piece(text[start:end], start)
            start = -1
    if start >= 0:
        yield Piece(text[start:end], start)


# A line of a table or of a schedule: "Teemojen vahvistaminen: 10.3.", "10.3. Teemojen vahvistaminen", "a | b".
_RECORD = re.compile(r"[^\W\d_][^:.!?]{2,80}:\s*(?:\w+\s+){0,2}\d|\d{1,2}\.\d{1,2}\.(?:\d{4})?\s+\S|[^|]*\||[^\t]*\t")


def is_record(text: str) -> bool:
    """Whether a line is a row of a table or a schedule, which says what it says by itself."""
    return bool(_RECORD.match(text))


def _goes_on(before: str, after: str) -> bool:
    """Whether a line that was broken by its width goes on in the next: no stop before, or no capital after."""
    return before.rstrip()[-1:] not in ".:!?;" or not (after[:1].isupper() or after[:1].isdigit())


def sentences(paragraph: Piece) -> Iterator[Piece]:
    """The sentences of a paragraph; a full stop that ends a date may or may not end one, see `_ends`."""
    text, start = paragraph.text, 0
    for match in _END.finditer(text):
        if match.end() - start > LONGEST:
            yield from _cut(paragraph.part(start, match.end()))
            start = match.end()
        elif _ends(text, match):
            yield paragraph.part(start, match.end())
            start = match.end()
    rest = paragraph.part(start)
    if rest.text:
        yield from _cut(rest)


def _cut(piece: Piece) -> Iterator[Piece]:
    start = 0
    while len(piece.text) - start > LONGEST:
        stop = piece.text.rfind(" ", start + 1, start + LONGEST)
        stop = stop if stop > start else start + LONGEST
        yield piece.part(start, stop)
        start = stop
    if rest := piece.part(start).text:
        yield piece.part(start) if rest else piece


def _ends(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 60].lstrip()
    if not after or after[0].islower() or after[0] in ",;–-":
        return False
    if match[0][0] != ".":
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    word = re.split(r"[\s(]", before)[-1].casefold()
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and not word.isdigit()):
        return False
    return not (word[:1].isdigit() and after[0].isdigit())


def clauses(sentence: Piece) -> list[Piece]:
    """The clauses of a sentence, cut at relative pronouns, conjunctions after a comma, semicolons and dashes."""
    found, start = [], 0
    for match in _CLAUSE.finditer(sentence.text):
        found.append(sentence.part(start, match.start()))
        start = match.end()
    return [piece for piece in (*found, sentence.part(start)) if piece.text]
