"""Writes a document as HTML: a page that stands alone, or its blocks for a page of the web site.

Every number carries its address in ``data-ref`` and leads to its source. Leaves out the site's frame and styles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from pathlib import Path

from alke.base.languages import Language, texts
from alke.charts.figure import Figure, Table
from alke.documents.blocks import (
    Block,
    Bullets,
    Definitions,
    Document,
    FigureBlock,
    Heading,
    Paragraph,
    TableBlock,
    source_anchor,
    source_of,
)
from alke.indicators.values import Ref
from alke.language.runs import Link, Number, Plain, Run, Runs, Strong

TEXTS = texts(Path(__file__).with_name("texts.yaml"))
STYLES = Path(__file__).with_name("style")
Address = Callable[[Ref], str]


def inside(ref: Ref) -> str:
    """The address of a number's source in the same document."""
    return f"#{source_anchor(ref.indicator)}"


def runs_html(runs: Runs, address: Address = inside) -> str:
    """Running text; each number a link to its source."""
    return "".join(_run(run, address) for run in runs)


def _run(run: Run, address: Address) -> str:
    text = escape(run.text)
    match run:
        case Number(ref=ref):
            there = address(ref)
            # A page of its own has the number's address in its own; said twice, tables would be half as long again.
            told = "" if str(ref) in there else f' data-ref="{escape(str(ref))}"'
            return f'<a class="number" href="{escape(there)}"{told}>{text}</a>'
        case Link(address=target, language=language):
            return f'<a href="{escape(target)}"{_lang(language)}>{text}</a>'
        case Strong():
            return f"<strong>{text}</strong>"
        case Plain(language=language):
            return f"<span{_lang(language)}>{text}</span>" if language else text


def _lang(language: Language | None) -> str:
    return f' lang="{language}"' if language else ""


def table_html(table: Table, address: Address = inside, *, anchor: str = "", caption: bool = True) -> str:
    """A data table with a caption, column headings and row headings."""
    ident = f' id="{anchor}"' if anchor else ""
    classes = [' class="n"' if numeric else "" for numeric in table.numeric]
    head = "".join(f'<th scope="col"{c}>{escape(h)}</th>' for h, c in zip(table.header, classes, strict=True))
    rows = []
    for row in table.rows:
        first, *rest = (runs_html(cell, address) for cell in row)
        cells = "".join(f"<td{c}>{cell}</td>" for cell, c in zip(rest, classes[1:], strict=True))
        rows.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    title = f"<caption>{escape(table.caption)}</caption>" if caption else ""
    # The frame scrolls sideways on a telephone, so it must be reachable from the keyboard and named.
    return (
        f'<div class="table-frame" role="region" tabindex="0" aria-label="{escape(table.caption)}"{ident}>'
        f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def figure_html(block: FigureBlock, language: Language, address: Address = inside) -> str:
    """A figure: the chart, its caption, and the table behind it folded away."""
    figure = block.figure
    drawn = f'<div class="{"wide" if block.narrow else "chart"}">{figure.svg}</div>'
    if block.narrow:
        drawn += f'<div class="narrow">{block.narrow.svg}</div>'
    caption = f"<strong>{escape(figure.title)}</strong> {runs_html(figure.caption, address)}"
    behind = table_html(figure.table, address)
    return (
        f'<div class="figure" id="{figure.key}"><figure>{drawn}<figcaption>{caption}</figcaption></figure>'
        f"<details><summary>{escape(TEXTS['data_behind'][language])}</summary>{behind}</details></div>"
    )


def nothing(key: str) -> str:
    """Nothing stands under an item."""
    return ""


def block_html(
    block: Block, language: Language, address: Address = inside, below: Callable[[str], str] = nothing
) -> str:
    """One block; `below` gives the markup that stands under a finding, by its key."""
    match block:
        case Heading(level=level, text=text, anchor=anchor, language=written):
            return f'<h{level} id="{anchor}"{_lang(written)}>{escape(text)}</h{level}>'
        case Paragraph(runs=runs, style=style, rules=rules, keys=keys):
            told = f' data-rules="{escape(" ".join(rules))}"' if rules else ""
            return f'<p class="{style}"{told}>{runs_html(runs, address)}</p>' + "".join(map(below, keys))
        case Bullets(items=items, rules=rules, keys=keys):
            named = rules or ("plain",) * len(items)
            rows = (
                f'<li data-rule="{escape(rule)}">{runs_html(item, address)}{below(key) if key else ""}</li>'
                for item, rule, key in zip(items, named, keys or ("",) * len(items), strict=True)
            )
            return f"<ul>{''.join(rows)}</ul>"
        case FigureBlock():
            return figure_html(block, language, address)
        case TableBlock(table=table, anchor=anchor):
            return table_html(table, address, anchor=anchor)
        case Definitions(items=items):
            rows = (f"<dt>{escape(term)}</dt><dd>{runs_html(text, address)}</dd>" for term, text in items)
            return f"<dl>{''.join(rows)}</dl>"


def blocks_html(
    blocks: Iterable[Block], language: Language, address: Address = inside, below: Callable[[str], str] = nothing
) -> str:
    """Blocks one after another, for the inside of a page."""
    return "\n".join(block_html(block, language, address, below) for block in blocks)


def contents_html(document: Document) -> str:
    """The list of the document's second-level headings, as links."""
    title = escape(TEXTS["contents"][document.language])
    rows = "".join(
        f'<li><a href="#{block.anchor}"{_lang(block.language)}>{escape(block.text)}</a></li>'
        for block in document.blocks
        if isinstance(block, Heading) and block.level == 2
    )
    return f'<nav class="contents" aria-label="{title}"><ol>{rows}</ol></nav>'


@cache
def style() -> str:
    """The style sheet of document content, which the web site uses too."""
    return (STYLES / "document.css").read_text("utf-8")


def write(document: Document) -> bytes:
    """The document as one HTML file that needs nothing beside it."""
    language = document.language
    anchors = {block.anchor for block in document.blocks if isinstance(block, Heading)}
    body = blocks_html(document.blocks, language, lambda ref: f"#{source_of(ref.indicator, anchors) or 'content'}")
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n"
        f'<meta name="description" content="{escape(document.subject)}">\n'
        f'<meta name="author" content="{escape(document.author)}">\n'
        f"<style>{style()}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#content">{escape(TEXTS["skip"][language])}</a>\n'
        f'<main id="content" class="document">\n<header><h1>{escape(document.title)}</h1>\n'
        f'<p class="subtitle">{escape(document.subtitle)}</p></header>\n'
        f"{contents_html(document)}\n{body}\n</main>\n</body>\n</html>\n"
    ).encode()


def figures(document: Document) -> list[Figure]:
    """The figures of a document, in order."""
    return [block.figure for block in document.blocks if isinstance(block, FigureBlock)]
