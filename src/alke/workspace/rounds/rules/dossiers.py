"""The dossier as plain data: numbered documents, each with its issues, and the whole as a document for paper.

A number belongs to one document for good; a supplement is its next issue. Pages are numbered ``number–page`` within
each document, so that an issue moves no page of another. Leaves out what they are made of (`actions/dossiers.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from alke.base.languages import Language
from alke.documents import pdf
from alke.documents.blocks import Block, Bullets, Document, Heading, Paragraph
from alke.language.runs import Link, Plain, Runs, foreign

Style = Literal["heading", "body", "note", "item", "quote"]
Piece = Mapping[str, Any]
"""``{style, texts: {fi, sv, en}, page, args, address}``: a text in the languages it exists in, and where it leads."""


def piece(style: Style, texts: Mapping[str, str], **link: Any) -> dict[str, Any]:
    """A piece of a document; `link` is ``page`` with ``args``, or ``address``."""
    return {"style": style, "texts": {str(code): text for code, text in texts.items() if text}, **link}


def said(one: Piece, language: Language) -> tuple[str, Language]:
    """The text of a piece, and the language it is really in."""
    texts = one["texts"]
    for code in (language, *Language):
        if texts.get(str(code)):
            return str(texts[str(code)]), code
    return "", language


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the dossier as it stands in one language.

    Attributes:
        number: Its number, for good.
        issue: Which issue it is.
        title: Its title.
        language: The language its title is in.
        issued: What tells when it was issued.
        pieces: ``(style, text, its language, address or "")`` in order.
    """

    number: int
    issue: int
    title: str
    language: Language
    issued: str
    pieces: tuple[tuple[str, str, Language, str], ...]

    @property
    def anchor(self) -> str:
        """Its id on a page."""
        return f"entry-{self.number}"


def next_number(numbers: Iterable[int]) -> int:
    """The number of a new document: one that has never been given."""
    return max(numbers, default=0) + 1


def document(
    entries: Sequence[Entry], *, key: str, title: str, subtitle: str, subject: str, language: Language, on: date
) -> Document:
    """The dossier as a document; `on` is the day its newest issue was made."""
    blocks: list[Block] = []
    for entry in entries:
        titled = Heading(2, f"{entry.number} {entry.title}", entry.anchor, foreign(entry.language, language))
        blocks += [titled, Paragraph((Plain(entry.issued),), "note"), *_blocks(entry, language)]
    return Document(key, language, title, subtitle, tuple(blocks), subject=subject, date=on.isoformat())


def _blocks(entry: Entry, language: Language) -> list[Block]:
    made: list[Block] = []
    items: list[Runs] = []
    for place, (style, text, written_in, address) in enumerate(entry.pieces):
        other = foreign(written_in, language)
        if style == "item":
            items.append((Link(text, address, other),) if address else (Plain(text, other),))
            continue
        if items:
            made.append(Bullets(tuple(items)))
            items = []
        if style == "heading":
            made.append(Heading(3, text, f"{entry.anchor}-{place}", other))
        elif address:
            made.append(Paragraph((Link(text, address, other),)))
        else:
            kind = "note" if style == "note" else "body"
            parts = (" ".join(part.split()) for part in text.split("\n\n"))
            made += [Paragraph((Plain(part, other),), kind) for part in parts if part]
    return [*made, Bullets(tuple(items))] if items else made


def written(made: Document) -> bytes:
    """The dossier as PDF/UA-1, each document beginning a page of its own and numbered ``number–page``.

    Raises:
        AlkeError: when the compiler refuses the document, with its words.
    """
    return pdf.write(made, numbered(pdf.source(made)))


def numbered(source: str) -> str:
    """Typst markup in which every document of the dossier begins its own page numbering."""

    def begin(found: re.Match[str]) -> str:
        # A rule for pages begins a new page by itself.
        rule = f'#set page(numbering: (..n) => "{found[2]}–" + str(n.pos().first()))'
        return f"{rule}\n#counter(page).update(1)\n{found[1]}"

    return re.sub(r"^(#heading\(level: 1\)\[.*\] <entry-(\d+)>)$", begin, source, flags=re.MULTILINE)
