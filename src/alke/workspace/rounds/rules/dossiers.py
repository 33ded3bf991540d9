"""The dossier as plain data: numbered documents, each with its issues, and the whole as a document for paper.

A number belongs to one document for good; a supplement is its next issue. Pages are numbered ``number–page`` within
each document, so that an issue moves no page of another. Leaves out what they are made of (`actions/dossiers.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

import typst

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.documents import pdf
from alke.documents.blocks import Block, Bullets, Document, Heading, Paragraph
from alke.language.runs import Link, Plain, Runs

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
        issued: What tells when it was issued.
        pieces: ``(style, text, its language, address or "")`` in order.
    """

    number: int
    issue: int
    title: str
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
        blocks += [Heading(2, f"{entry.number} {entry.title}", entry.anchor), Paragraph((Plain(entry.issued),), "note")]
        blocks += _blocks(entry)
    return Document(key, language, title, subtitle, tuple(blocks), subject=subject, date=on.isoformat())


def _blocks(entry: Entry) -> list[Block]:
    made: list[Block] = []
    items: list[Runs] = []
    for place, (style, text, _, address) in enumerate(entry.pieces):
        if style == "item":
            items.append((Link(text, address),) if address else (Plain(text),))
            continue
        if items:
            made.append(Bullets(tuple(items)))
            items = []
        if style == "heading":
            made.append(Heading(3, text, f"{entry.anchor}-{place}"))
        elif address:
            made.append(Paragraph((Link(text, address),)))
        else:
            kind = "note" if style == "note" else "body"
            made += [Paragraph((Plain(" ".join(part.split())),), kind) for part in text.split("\n\n") if part.strip()]
    return [*made, Bullets(tuple(items))] if items else made


def written(made: Document) -> bytes:
    """The dossier as PDF/UA-1, each document beginning a page of its own and numbered ``number–page``.

    Raises:
        AlkeError: when the compiler refuses the document, with its words.
    """
    at = int(datetime.fromisoformat(made.date).replace(tzinfo=UTC).timestamp())
    try:
        paper = pdf.compiler().compile(
            numbered(pdf.source(made)).encode(), format="pdf", pdf_standards=["ua-1"], timestamp=at
        )
    except typst.TypstError as error:
        raise AlkeError(f"the PDF could not be made: {error.message}", where=made.key) from error
    assert isinstance(paper, bytes)
    return paper


def numbered(source: str) -> str:
    """Typst markup in which every document of the dossier begins its own page numbering."""

    def begin(found: re.Match[str]) -> str:
        # A rule for pages begins a new page by itself.
        rule = f'#set page(numbering: (..n) => "{found[2]}–" + str(n.pos().first()))'
        return f"{rule}\n#counter(page).update(1)\n{found[1]}"

    return re.sub(r"^(#heading\(level: 1\)\[.*\] <entry-(\d+)>)$", begin, source, flags=re.MULTILINE)
