"""A text as sentences of tokens: what each meaningful word is and where it stands.

Sentences end at full stops, question marks and line ends, but not at "milj." or "14.1."; a line of a table or a list is
a sentence of its own. Leaves out what the tokens say together (`binding.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from alke.base.languages import Language
from alke.language.proof.lexicon import Lexicon, Token
from alke.language.proof.numerals import Said, of_digits

_ENDS = re.compile(r"(?<=[^\s.])[.!?]+[\"”’)\]]*(?=\s+[\"“”’(\[]*[^\W\d_a-zåäö]|\s+\d|\s*$)|\n+|\u2029", re.UNICODE)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:\d{1,2}|milj|mrd|n|v|as|s|mm|esim|ks|ca|jfr|t\.ex|dvs|bl\.a|kl|st|approx|e\.g|i\.e|vs|no|cf|nr|mn|bn|prof|dr|St|klo)$"
)
_CELLS = re.compile(r"[;|\t]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEPARATES = re.compile(r"[,;:()–—]|\n")
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3})")  # in a number
_INSIDE = re.compile(r"\d[.,]$")
_MOST_TOKENS = 120
_COUNTED = 100  # up to this a time without a year is a count of years, above it a year of its own


@dataclass(frozen=True)
class When:
    """A time as told.

    Attributes:
        sort: at, start, bare, span, since, until, decade, decadesince, dur, back, prev, next, newest, before, part.
        first, last: Years; for dur, prev and next the count of years in `first`.
    """

    sort: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Sentence:
    """A sentence's tokens.

    Attributes:
        line: It is a line of its own, as in a table, a list or a heading.
        words: How many words it has.
    """

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    line: bool = False
    words: int = 0

    @property
    def columns(self) -> int:
        """How many cells the line has, when it is one of a table."""
        return 1 + len(_CELLS.findall(self.text.strip().strip("|")))

    def cell(self, place: int) -> int:
        """In which cell a place of the text is, from 0."""
        before = self.text[: place - self.start]
        return len(_CELLS.findall(before.lstrip().lstrip("|")))

    def row(self, tokens: Sequence[Token]) -> tuple[tuple[Token, ...], ...]:
        """The tokens by cell."""
        return tuple(tuple(t for t in tokens if self.cell(t.start) == column) for column in range(self.columns))

    def has(self, *sorts: str) -> bool:
        """Whether a token of one of the classes is in it."""
        return any(token.sort in sorts for token in self.tokens)

    def between(self, first: int, second: int) -> str:
        """The text between two places of the whole text."""
        return self.text[first - self.start : second - self.start]


def sentences(text: str, words: Lexicon) -> Iterator[Sentence]:
    """The sentences of a text, in order."""
    start, plain = 0, words.language is Language.EN
    for end in (*(match.end() for match in _ENDS.finditer(text) if not _within(text, match, plain=plain)), len(text)):
        body = text[start:end]
        if body.strip():
            tokens = tuple(_refined(list(words.tokens(text, start, end)), words, text))
            whole = body.strip()
            line = whole[-1:] not in ".!?" and len(whole) < 200
            yield from _bounded(Sentence(start, end, body, tokens, line, len(_GROUPS.sub("", whole).split())), text)
        start = end


def _bounded(sentence: Sentence, text: str) -> Iterator[Sentence]:
    """A sentence, cut to pieces where it has more tokens than any written one, so that time grows with length alone."""
    tokens = sentence.tokens
    if len(tokens) <= _MOST_TOKENS:
        yield sentence
        return
    firsts = range(0, len(tokens), _MOST_TOKENS)
    starts = [sentence.start, *(tokens[first].start for first in firsts[1:]), sentence.end]
    for place, first in enumerate(firsts):
        start, end = starts[place], starts[place + 1]
        body = text[start:end]
        yield Sentence(start, end, body, tokens[first : first + _MOST_TOKENS], sentence.line, len(body.split()))


def _within(text: str, match: re.Match[str], *, plain: bool) -> bool:
    """Whether a full stop belongs to an abbreviation or a number instead of ending a sentence."""
    if not match[0].startswith("."):
        return False
    before = text[max(0, match.start() - 8) : match.start()]
    if plain and re.search(r"\d$", before) and re.match(r"\s+[^\W\d_a-z]", text[match.end() : match.end() + 3]):
        return False  # no ordinals with a full stop
    return bool(_ABBREVIATED.search(before)) and not match[0].endswith(("\n", ")"))


def _refined(tokens: list[Token], words: Lexicon, text: str) -> Iterator[Token]:
    """Tokens with their numbers and times read; a bare year that a unit follows is a number."""
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.sort == "PER":
            near = after is not None and after.sort == "UNIT" and not text[token.end : after.start].strip(" \u00a0")
            if token.data == "bare" and near:
                yield replace(token, sort="NUM", data=of_digits(token.text[:4], "", words.language))
            else:
                yield replace(token, data=_when(token))
        elif token.sort == "NUM" and not (token.text[:1].isdigit() and _INSIDE.search(text[: token.start][-2:])):
            said = _worded(token, words) if token.data in ("word", "early") else _number(token, words, text)
            if said is not None:
                yield replace(token, data=said)
        elif token.sort == "NUM":
            continue  # the end of a number whose start is a part of something else: "table 3.2"
        elif token.sort == "IND" and place and tokens[place - 1].sort == "NUM" and _unit(token, words):
            near = not text[tokens[place - 1].end : token.start].strip(" \u00a0")
            yield replace(token, sort="UNIT", data=_unit(token, words), keys=token.data) if near else token
        elif token.sort == "FRAC":
            yield replace(token, data=_every(token, words))
        elif token.sort == "FRACW":
            share = float(token.data)
            yield replace(token, sort="FRAC", data=Said(share, 1.0 if share == 1 else 0.01, loose=True))
        else:
            yield token


def _unit(token: Token, words: Lexicon) -> str:
    """The class of unit that an indicator's name is, "" when it is none."""
    return next((name for name, pattern in words.units.items() if pattern.fullmatch(token.text)), "")


def _when(token: Token) -> When:
    years = [int(year) for year in _YEAR.findall(token.text)]
    sort = str(token.data)
    if sort in ("decade", "decadesince") and years:
        return When(sort, years[0], years[0] + 9)
    if years:
        return When("at", years[0], years[0]) if sort == "first" else When(sort, years[0], years[-1])
    match = re.fullmatch(r"([a-z]+)(\d*)", sort)
    if match is None:
        return When(sort)
    count = int(match[2] or 1)
    return When(match[1], count, count if count > _COUNTED else 0)


def _number(token: Token, words: Lexicon, text: str) -> Said | None:
    raw = token.text
    if raw[0] in "-−–+" and token.start and (text[token.start - 1].isalnum() or text[token.start - 1] in ".)"):
        raw = raw[1:]
    match = re.match(r"[-−–+]?\d[\d \u00a0\u202f.,]*\d|[-−–+]?\d", raw)
    if not match:
        return None
    rest = raw[match.end() :].strip(" \u00a0:").lower()
    return of_digits(match[0].strip(), _scale(rest, words.raw), words.language)


def _scale(rest: str, raw: Any) -> str:
    factor = next((factor for stem, factor in raw["scale_stems"].items() if rest.startswith(str(stem))), 1)
    return {1000: "k", 1000000: "m", 1000000000: "b"}.get(int(factor), "")


def _worded(token: Token, words: Lexicon) -> Said | None:
    text = " ".join(token.text.lower().split())
    known = sorted(words.raw["number_words"], key=lambda word: -len(str(word)))
    found = next((word for word in known if text.startswith(str(word))), None)
    if found is None:
        return None
    number, rest = float(words.raw["number_words"][found]), text[len(str(found)) :].strip()
    half = str(words.raw.get("and_half", ""))
    if half and rest.startswith(half):
        number, rest = number + 0.5, rest[len(half) :].strip()
    scales = words.raw["scale_stems"]
    factor = next((float(size) for stem, size in scales.items() if rest.startswith(str(stem))), 1.0)
    return Said(
        number * factor, max(1.0, factor) if number >= 1 else number * factor, loose=factor > 1 or number >= 100
    )


def _every(token: Token, words: Lexicon) -> Said | None:
    """The per cents that a fraction in words says: "every third", "one in five", "two out of three", "nine tenths"."""
    text = re.split(r"[\s-]+", token.text.lower())
    counts = [count for word in text[1:] for stem, count in words.raw["every"].items() if word.startswith(str(stem))]
    whole = float(text[-1]) if text[-1].isdigit() else float(counts[-1]) if counts else 2.0
    part = float(text[0]) if text[0].isdigit() else float(words.raw["number_words"].get(text[0], 1))
    return Said(100 * part / whole, 0.01, loose=True)


def separated(sentence: Sentence, first: int, second: int) -> bool:
    """Whether a comma, a bracket or another sign of a new clause stands between two places."""
    return bool(_SEPARATES.search(sentence.between(min(first, second), max(first, second))))


def of_language(text: str) -> Language:
    """The language a text is most likely in, by its commonest small words and letters."""
    counts = {
        Language.FI: len(
            re.findall(
                r"\b(?:ja|on|oli|että|vuonna|kuin|ovat|mutta|sekä|maakunnan)\b|\w+(?:ssa|ssä|lla|llä)\b",
                text[:20000],
                re.I,
            )
        ),
        Language.SV: len(re.findall(r"\b(?:och|är|var|att|år|än|som|för|i|med|av|det|den)\b", text[:20000], re.I)),
        Language.EN: len(re.findall(r"\b(?:and|is|was|the|in|of|than|to|for|it|has)\b", text[:20000], re.I)),
    }
    return max(counts, key=lambda language: counts[language])
