"""The dossier as plain data: numbered documents, each with its issues, and the whole as a document for paper.

A number belongs to one document for good; a supplement is its next issue. Pages are numbered ``number–page`` within
each document, so that an issue moves no page of another. Leaves out what they are made of (`actions/dossiers.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from alke.base.languages import Language, Text
from alke.charts.figure import Table
from alke.documents import pdf
from alke.documents.blocks import Block, Bullets, Document, Heading, Paragraph, TableBlock
from alke.language.runs import Link, Plain, Runs, foreign

Style = Literal["heading", "body", "note", "item", "quote", "table"]
Texts = dict[str, str]
"""A text in the languages it exists in."""
Piece = Mapping[str, Any]
"""``{style, texts: {fi, sv, en}, page, args, address}``: a text in the languages it exists in, and where it leads."""


def piece(style: Style, texts: Mapping[str, str], **link: Any) -> dict[str, Any]:
    """A piece of a document; `link` is ``page`` with ``args``, or ``address``."""
    return {"style": style, "texts": {str(code): text for code, text in texts.items() if text}, **link}


def texts_of(text: Text) -> Texts:
    """A text as it is kept in a piece."""
    return {str(code): text[code] for code in Language}


def grid(caption: Texts, header: Sequence[Texts], rows: Sequence[Sequence[Texts]]) -> dict[str, Any]:
    """A piece that is a table; the first cell of each row is its heading."""
    return piece("table", caption, header=list(header), rows=[list(row) for row in rows])


def said(one: Piece, language: Language) -> tuple[str, Language]:
    """The text of a piece, and the language it is really in."""
    texts = one["texts"]
    for code in (language, *Language):
        if texts.get(str(code)):
            return str(texts[str(code)]), code
    return "", language


class Shown(NamedTuple):
    """A piece in one language: its text, the language that is really in, where it leads; `table` of a table."""

    style: str
    text: str
    language: Language
    address: str = ""
    table: Table | None = None


def shown(one: Piece, language: Language, address: str) -> Shown:
    """A piece as it is shown in a language."""
    text, written = said(one, language)
    if one["style"] != "table":
        return Shown(one["style"], text, written, address)

    def of(texts: Texts) -> str:
        return said({"texts": texts}, language)[0]

    header = tuple(map(of, one["header"]))
    rows = tuple(tuple((Plain(of(cell)),) for cell in row) for row in one["rows"])
    return Shown("table", text, written, "", Table(text, header, rows, (False,) * len(header)))


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the dossier as it stands in one language.

    Attributes:
        number: Its number, for good.
        issue: Which issue it is.
        title: Its title.
        language: The language its title is in.
        issued: What tells when it was issued.
        pieces: What it says, in order.
    """

    number: int
    issue: int
    title: str
    language: Language
    issued: str
    pieces: tuple[Shown, ...]

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
    for place, (style, text, written_in, address, table) in enumerate(entry.pieces):
        other = foreign(written_in, language)
        if style == "item":
            items.append((Link(text, address, other),) if address else (Plain(text, other),))
            continue
        if items:
            made.append(Bullets(tuple(items)))
            items = []
        if table is not None:
            made.append(TableBlock(table, f"{entry.anchor}-{place}"))
        elif style == "heading":
            made.append(Heading(3, text, f"{entry.anchor}-{place}", other))
        elif address:
            made.append(Paragraph((Link(text, address, other),)))
        else:
            kind = "note" if style == "note" else "body"
            parts = (" ".join(part.split()) for part in text.split("\n"))
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
