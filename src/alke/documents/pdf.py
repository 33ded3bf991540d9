"""Writes a document as PDF/UA-1 with Typst; the compiler itself refuses what is not accessible.

Leaves out what the standard's validator checks afterwards (tests run veraPDF on every picture).
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import typst

from alke.base.errors import AlkeError
from alke.base.languages import Language, texts
from alke.charts.figure import Table
from alke.documents.blocks import (
    Block,
    Bullets,
    Definitions,
    Document,
    FigureBlock,
    Heading,
    Paragraph,
    TableBlock,
    source_of,
)
from alke.language.runs import Link, Number, Run, Runs, Strong, language_of, plain

TEXTS = texts(Path(__file__).with_name("texts.yaml"))
FONTS = Path(__file__).with_name("fonts")
TEMPLATE = Path(__file__).with_name("document.typ")
REGIONS = {Language.FI: "FI", Language.SV: "FI", Language.EN: "GB"}

WORDY = 40
"""Characters: a column whose longest cell has more does not get all the width it asks for."""
FONT = '("Source Sans 3", "Libertinus Serif")'

_ours = threading.local()


def compiler() -> typst.Compiler:
    """A compiler of this thread; kept, because loading the fonts again costs more than a document."""
    if not hasattr(_ours, "compiler"):
        _ours.compiler = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
    return _ours.compiler  # type: ignore[no-any-return]


def quoted(text: str) -> str:
    """A Typst string literal; also how any text gets into markup without its signs being read as markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(text: str, language: Language | None) -> str:
    """Words as markup, with their language when it is not that of the text around them."""
    if language is None:
        return f"#{quoted(text)};"
    return f"#text(lang: {quoted(language)}, region: {quoted(REGIONS[language])})[#{quoted(text)};]"


def _run(run: Run, anchors: set[str]) -> str:
    text = _words(run.text, language_of(run))
    match run:
        case Number(ref=ref) if anchor := source_of(ref.indicator, anchors):
            return f"#link(<{anchor}>)[{text}]"
        case Link(address=address) if address.startswith("#"):
            return f"#link(<{address[1:]}>)[{text}]" if address[1:] in anchors else text
        case Link(address=address):
            return f"#link({quoted(address)})[{text}]"
        case Strong():
            return f"#strong[{text}]"
        case _:
            return text


def _runs(runs: Runs, anchors: set[str]) -> str:
    return "[" + "".join(_run(run, anchors) for run in runs) + "]"


def _cell(runs: Runs) -> str:
    """A table's cell, without links: hundreds of them would drown one who listens."""
    return "[" + "".join(_words(run.text, language_of(run)) for run in runs) + "]"


def _wordy(table: Table) -> list[bool]:
    """Which columns hold so many words that they would leave the first no room: they share the width with it."""
    longest = [max((len(plain(row[place])) for row in table.rows), default=0) for place in range(len(table.header))]
    return [not numeric and length > WORDY for numeric, length in zip(table.numeric, longest, strict=True)]


def _table(table: Table) -> str:
    align = ", ".join("right + bottom" if numeric else "left + bottom" for numeric in table.numeric)
    head = ", ".join(f"[#{quoted(text)};]" for text in table.header)
    body = ", ".join(_cell(cell) for row in table.rows for cell in row)
    columns = ", ".join(["1fr", *("1fr" if wordy else "auto" for wordy in _wordy(table)[1:])])
    # Typst has row headings only behind a feature flag that its Python binding cannot set; column headings get scope.
    return f"table(columns: ({columns},), align: ({align},), table.header({head}), {body})"


def _block(block: Block, language: Language, anchors: set[str]) -> str:
    match block:
        case Heading(level=level, text=text, anchor=anchor, language=written):
            return f"#heading(level: {level - 1})[{_words(text, written)}] <{anchor}>"
        case Paragraph(runs=runs, style=style):
            return f"#paragraph-{style}({_runs(runs, anchors)})"
        case Bullets(items=items):
            return f"#list({', '.join(_runs(item, anchors) for item in items)})"
        case FigureBlock(figure=figure):
            caption = f"[#strong[#{quoted(figure.title)};] #{quoted(' ')};{_runs(figure.caption, anchors)[1:-1]}]"
            return (
                f'#figure(image(bytes({quoted(figure.svg)}), format: "svg", alt: {quoted(figure.alt)}, width: 100%), '
                f"kind: image, supplement: {quoted(TEXTS['figure'][language])}, caption: {caption})"
            )
        case TableBlock(table=table, anchor=anchor):
            return (
                f"#figure({_table(table)}, kind: table, supplement: {quoted(TEXTS['table'][language])}, "
                f"caption: [#{quoted(table.caption)};]) <{anchor}>"
            )
        case Definitions(items=items):
            rows = ", ".join(f"terms.item([#{quoted(term)};], {_runs(text, anchors)})" for term, text in items)
            return f"#terms({rows})"


def source(document: Document) -> str:
    """The document as Typst markup."""
    anchors = {block.anchor for block in document.blocks if isinstance(block, Heading | TableBlock)}
    language = document.language
    settings = {
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "subject": document.subject,
        "keywords": list(document.keywords),
        "contents": TEXTS["contents"][language],
        "page": TEXTS["page"][language],
    }
    told = quoted(json.dumps(settings, ensure_ascii=False))
    head = f"#show: document.with(json(bytes({told})), lang: {quoted(language)}, "
    head += f"region: {quoted(REGIONS[language])})"
    body = "\n\n".join(_block(block, language, anchors) for block in document.blocks)
    return f"{TEMPLATE.read_text('utf-8')}\n{head}\n\n{body}\n"


def write(document: Document, markup: str = "") -> bytes:
    """The document as PDF/UA-1; `markup` is its `source` when that has been changed.

    Raises:
        AlkeError: when the compiler refuses the document, with its words.
    """
    try:
        made = compiler().compile(
            (markup or source(document)).encode(),
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=_timestamp(document.date),
        )
    except typst.TypstError as error:
        raise AlkeError(f"the PDF could not be made: {error.message}", where=document.key) from error
    assert isinstance(made, bytes)
    return made


def _timestamp(date: str) -> int:
    """Seconds since 1970 of an ISO date; the same document is the same bytes whenever it is written."""
    return int(datetime.fromisoformat(date[:10]).replace(tzinfo=UTC).timestamp()) if date else 0


def png(svg: str, width: int, *, scale: float = 1.0) -> bytes:
    """An SVG as PNG, for programs that cannot show SVG; `width` in px at scale 1."""
    page = (
        f"#set page(width: {width}pt, height: auto, margin: 0pt)\n#set text(font: {FONT})\n"
        f'#image(bytes({quoted(svg)}), format: "svg", width: {width}pt)\n'
    )
    made = compiler().compile(page.encode(), format="png", ppi=72 * scale)
    return made[0] if isinstance(made, list) else made  # type: ignore[return-value]
