"""Persons: who prepared, presents, told about the item, gives more information, was disqualified, left or came.

Leaves out signatures and lists of those present.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from alke.base.certainty import Certainty
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind
from alke.minutes.lines import Line, Piece
from alke.minutes.words import load

if TYPE_CHECKING:
    from alke.minutes.parts import Part

_WORD = r"[A-ZÅÄÖÉÜŠŽ][a-zåäöéüšž]+(?:-[A-ZÅÄÖÉÜŠŽ][a-zåäöéüšž]+)?"
_NAME = rf"{_WORD}(?:[ \xa0](?:von|af|de|van))?(?:[ \xa0]{_WORD}){{1,3}}"
_CONTACT_NOISE = re.compile(
    r"[\w.+\-]+@[\w.\-]+|\b(?:puh|puhelin|tel|tfn|telefon|gsm|p|s-posti|sähköposti|e-post)\b\.?:?\s*|\+?\d[\d \-]{4,}",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"(?:liitto|keskus|ministeriö|kaupunki|kunta|virasto|Oy|Ab|förbund|förbundet|ministeriet|stad|ry|liiton|sihteeristö|hallitus|ryhmä)$",
    re.IGNORECASE,
)

_ROLE = r"(?P<role>(?:[a-zåäö.\-]+[ \xa0]){0,3}?)"
_TOLD = [
    re.compile(
        rf"(?P<name>{_NAME})(?:[ \xa0]\([^()]{{2,40}}\))?[ \xa0](?:esitteli|selosti|taustoitti|alusti)"
        r"[ \xa0](?:asian|asiaa|asiasta|asiakohdan|aiheen|aihetta|aiheesta)\b"
    ),
    re.compile(
        rf"\b[Aa]sia(?:n|a|sta)[ \xa0](?:esitteli|esittelivät|selosti|selostivat|alusti)[ \xa0]{_ROLE}(?P<name>{_NAME})"
    ),
    re.compile(rf"(?P<name>{_NAME})[ \xa0](?:presenterade|föredrog|redogjorde[ ]för)[ \xa0](?:ärendet|frågan)\b"),
    re.compile(rf"\b[Ää]rendet[ \xa0](?:presenterades|föredrogs)[ \xa0]av[ \xa0]{_ROLE}(?P<name>{_NAME})"),
]
_PRESENTED = [
    re.compile(rf"\b(?:[Ee]sittelijänä[ \xa0](?:toimi|oli))[ \xa0]{_ROLE}(?P<name>{_NAME})"),
    re.compile(
        rf"\b(?:[Ff]öredragande[ \xa0]var|[Ss]om[ \xa0]föredragande[ \xa0]fungerade)[ \xa0]{_ROLE}(?P<name>{_NAME})"
    ),
]
_RECUSED = [
    re.compile(
        rf"(?P<name>{_NAME})[ \xa0](?:ilmoitti[ ](?:olevansa[ ])?"
        r"(?:esteellinen|esteelliseksi|esteellisyytensä|esteellisyydestään)"
        r"|on[ ]esteellinen|oli[ ]esteellinen|poistui[ ](?:\w+[ ]){0,3}esteellisenä|esteellisenä[ ]poistui)"
    ),
    re.compile(rf"(?P<name>{_NAME})[ \xa0](?:anmälde[ ](?:sig[ ])?(?:vara[ ])?jäv\w*|var[ ]jävig|är[ ]jävig)"),
]
_LEFT = re.compile(
    rf"(?P<name>{_NAME})[ \xa0](?P<verb>poistui|saapui|avlägsnade[ ]sig|lämnade|anlände|kom)\b"
    r"(?P<rest>(?:[^.\n]|\.(?=\s?\d)){0,120})"
)
_LEFT_AFTER = re.compile(
    rf"\b(?:[Kk]okouksesta|[Kk]okoukseen|[Mm]ötet)?[ \xa0]?(?P<verb>poistui|saapui|avlägsnade[ ]sig|anlände)"
    rf"[ \xa0](?:kokouksesta[ ]|kokoukseen[ ])?{_ROLE}(?P<name>{_NAME})(?P<rest>(?:[^.\n]|\.(?=\s?\d)){{0,120}})"
)
_AT = re.compile(r"\b(?:klo|kello|kl)\.?\s?(?P<at>(?:[01]?\d|2[0-3])[.:][0-5]\d)(?!\d)")
_HEAD_ONLY = re.compile(
    r"^(?:lisätietoja|tilläggsuppgifter|upplysningar)?\s*(?:asiasta\s+)?(?:antaa|antavat|ger|lämnas av)\s+",
    re.IGNORECASE,
)


@cache
def _role_word() -> re.Pattern[str]:
    roles = "|".join(map(re.escape, load("plain")["roles"]))
    return re.compile(rf"[\w\-/]*(?:{roles})", re.IGNORECASE)


def is_role(word: str) -> bool:
    """Whether a word is a role: it ends as one of the lexicon's."""
    return bool(_role_word().fullmatch(word.strip(" ,.")))


def without_role(piece: Piece) -> tuple[Piece, str]:
    """A person without the role before the name, and that role: "Vastuujohtaja Eero Esimerkki"."""
    words = list(re.finditer(r"\S+", piece.text))
    if re.fullmatch(rf"{_WORD}[ \xa0]{_WORD}", piece.text) and not is_role(words[0][0]):
        return piece, ""  # "Vilma Valmistelija" is a name
    roles = [at for at, word in enumerate(words) if is_role(word[0])]
    last = max((at for at in roles if len(words) - at > 2), default=max(roles, default=-1))
    if last < 0:
        return piece, ""
    if last + 1 >= len(words):
        return piece.part(len(piece.text)), piece.text
    return piece.part(words[last + 1].start()), piece.text[: words[last].end()].strip(" ,:")


def person(piece: Piece) -> tuple[Piece, str] | None:
    """The person whom a line names, and the role: "Role Name", "Name, role, …"; None when it names nobody."""
    bare = _CONTACT_NOISE.sub(lambda found: " " * len(found[0]), piece.text)
    chunks = [
        Piece(bare[match.start() : match.end()], piece.start + match.start()).part(0)
        for match in re.finditer(r"[^,;()]+", bare)
    ]
    chunks = [chunk for chunk in chunks if chunk.text.strip(" .:")]
    if not chunks:
        return None
    name, role = without_role(chunks[0])
    if not role:
        lower = re.match(r"(?:[a-zåäö][\w\-.]*[ \xa0])+(?=[A-ZÅÄÖ])", name.text)
        if lower:
            name, role = name.part(lower.end()), lower[0].strip()
    if not role and len(chunks) > 1:
        _, later = without_role(chunks[1])
        role = chunks[1].text if later or (chunks[1].text.islower() and len(chunks[1].text.split()) <= 3) else ""
        role = role.strip(" .")
    if not re.fullmatch(_NAME, name.text.strip(" .")) or len(name.text.split()) > 4:
        return None
    if _ORGANISATION.search(name.text.strip(" .")) or (not role and len(name.text.split()) > 3):
        return None
    return name.part(0, len(name.text.rstrip(" ."))), role


def persons(lines: list[Line]) -> Iterator[tuple[Piece, Piece, str]]:
    """The persons of a part's lines: the piece that names one, the name, the role, also from the line before."""
    before = ""
    for line in lines:
        piece = line.piece
        opening = _HEAD_ONLY.match(piece.text)
        if opening and opening.end() < len(piece.text):
            piece = piece.part(opening.end())
        found = False
        for chunk in _several(piece):
            if told := person(chunk):
                name, role = told
                found = True
                start = min(chunk.start, name.start)
                yield Piece(chunk.text, start), name, role or before
        before = "" if found or not is_role(piece.text.split(" ")[-1]) or len(piece.text) > 60 else piece.text


def _several(piece: Piece) -> Iterator[Piece]:
    start = 0
    for match in re.finditer(r"\s+(?:ja|sekä|och|samt)\s+(?=[a-zåäöA-ZÅÄÖ\-.]+\s)|;\s*", piece.text):
        if person(piece.part(start, match.start())) and person(piece.part(match.end())):
            yield piece.part(start, match.start())
            start = match.end()
    yield piece.part(start)


_PARTS = {"contacts": Kind.CONTACT, "preparers": Kind.PREPARER, "presenter": Kind.PRESENTER}


def names_a_person(text: str) -> bool:
    """Whether a line is a person with a role and nothing besides: "erityisasiantuntija Elli Esimerkki"."""
    told = person(Piece(text, 0)) if len(text) <= 120 else None
    return bool(told and told[1] and not text.endswith("."))


def add_people(draft: Draft, parts: list[Part]) -> None:
    """Offer the persons that headings name."""
    for part in parts:
        kind = _PARTS.get(part.part)
        if not kind:
            continue
        for place, name, role in persons(part.lines[:12]):
            fields = {"name": " ".join(name.text.split()), "role": " ".join(role.split())}
            draft.add(kind, fields, place.span, f"people.{part.part}", confidence=0.9 if role else 0.75)


def add_deeds(draft: Draft, paragraph: Piece) -> None:
    """Offer who told about the item, was disqualified, left or came, in a paragraph."""
    for pattern in _TOLD:
        for match in pattern.finditer(paragraph.text):
            name, _ = without_role(paragraph.of(match, "name"))
            if re.fullmatch(_NAME, name.text):
                fields = {"name": name.text}
                draft.add(Kind.PRESENTED_BY, fields, paragraph.of(match).span, "people.told", certainty=Certainty.HELD)
    for pattern in _PRESENTED:
        for match in pattern.finditer(paragraph.text):
            name, _ = without_role(paragraph.of(match, "name"))
            if re.fullmatch(_NAME, name.text):
                fields = {"name": name.text, "role": match["role"].strip()}
                draft.add(
                    Kind.PRESENTER, fields, paragraph.of(match).span, "people.presented", certainty=Certainty.HELD
                )
    for pattern in _RECUSED:
        for match in pattern.finditer(paragraph.text):
            name, _ = without_role(paragraph.of(match, "name"))
            if re.fullmatch(_NAME, name.text):
                draft.add(
                    Kind.RECUSAL,
                    {"name": name.text},
                    paragraph.of(match).span,
                    "people.recused",
                    certainty=Certainty.HELD,
                )
    for match in (match for told in (_LEFT, _LEFT_AFTER) for match in told.finditer(paragraph.text)):
        _add_left(draft, paragraph, match)


def _add_left(draft: Draft, paragraph: Piece, match: re.Match[str]) -> None:
    name, _ = without_role(paragraph.of(match, "name"))
    rest, at = match["rest"], _AT.search(match["rest"])
    meeting = re.search(r"\b(?:kokouks|möte|sammanträde)", match[0])
    if not re.fullmatch(_NAME, name.text) or not (at or meeting):
        return
    during = re.search(r"\baikana\b|\bajaksi\b|\bunder\b", rest)
    after = re.search(r"\bjälkeen\b|\befter\b", rest)
    fields = {
        "name": name.text,
        "at": at["at"] if at else "",
        "when": "during" if during and not after else "after" if after and not during else "",
        "arrived": match["verb"] in ("saapui", "anlände", "kom"),
    }
    draft.add(Kind.LEFT, fields, paragraph.of(match).span, "people.left", certainty=Certainty.HELD)
