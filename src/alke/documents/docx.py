"""Writes a document as DOCX, for the preparer who goes on in Word: real styles, captions, alt texts, language tags.

The body is written as WordprocessingML at once, because python-docx's cell by cell way is ten times slower; the package
around it (parts, relations, styles) is python-docx's. Leaves out reading an edited DOCX back.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx as python_docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm, Pt, RGBColor

from alke.base.languages import Language, texts
from alke.charts.figure import Figure, Table
from alke.documents import pdf
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
from alke.language.runs import Link, Number, Run, Runs, Strong, language_of

TEXTS = texts(Path(__file__).with_name("texts.yaml"))
LOCALES = {language: f"{language}-{region}" for language, region in pdf.REGIONS.items()}
STYLES = {"body": "BodyText", "lead": "AlkeLead", "note": "AlkeNote", "missing": "AlkeMissing"}
DEEP, SOFT, HAIR = "0B4A6F", "4C5B66", "CFD8DE"

_SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in {
        "w": "wordprocessingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "wp": "drawingml/2006/wordprocessingDrawing",
        "a": "drawingml/2006/main",
        "pic": "drawingml/2006/picture",
    }.items()
)
_EMU_PER_CM = 360_000
_TEXT_WIDTH_CM = 16.4


class _Writer:
    """Turns blocks into body XML, numbering captions, bookmarks and drawings as it goes."""

    def __init__(self, package: Any, document: Document) -> None:
        self.package, self.language = package, document.language
        self.anchors = {
            block.anchor: number
            for number, block in enumerate(document.blocks, 1)
            if isinstance(block, Heading | TableBlock)
        }
        self.counts = {"figure": 0, "table": 0}

    def run(self, run: Run) -> str:
        text = f'<w:t xml:space="preserve">{escape(run.text)}</w:t>'
        match run:
            case Number(ref=ref) if anchor := source_of(ref.indicator, self.anchors):
                # The tip is what a reader sees over the number: its address, which `alke explain` understands.
                where = f'w:anchor="{_bookmark(anchor)}" w:tooltip={quoteattr(str(ref))}'
                return f'<w:hyperlink {where} w:history="1"><w:r>{text}</w:r></w:hyperlink>'
            case Link(address=address):
                return self.link(address, text, language_of(run))
            case Strong():
                return f"<w:r><w:rPr><w:b/></w:rPr>{text}</w:r>"
            case _:
                return _bare(run)

    def link(self, address: str, text: str, language: Language | None = None) -> str:
        look = _spoken(language, '<w:rStyle w:val="AlkeLink"/>')
        shown = f"<w:r>{look}{text}</w:r>"
        if address.startswith("#"):
            return f'<w:hyperlink w:anchor="{_bookmark(address[1:])}" w:history="1">{shown}</w:hyperlink>'
        ident = self.package.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{ident}" w:history="1">{shown}</w:hyperlink>'

    def runs(self, runs: Runs) -> str:
        return "".join(map(self.run, runs))

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(level=level, text=text, anchor=anchor, language=language):
                content = f"<w:r>{_spoken(language)}<w:t>{escape(text)}</w:t></w:r>"
                yield _paragraph(f"Heading{level - 1}", self.marked(anchor, content))
            case Paragraph(runs=runs, style=style):
                yield _paragraph(STYLES[style], self.runs(runs))
            case Bullets(items=items):
                yield from (_paragraph("ListBullet", self.runs(item)) for item in items)
            case FigureBlock(figure=figure):
                yield _paragraph("AlkeFigure", self.drawing(figure))
                title = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(figure.title)}</w:t></w:r>"
                space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
                yield self.caption("figure", f"{title}{space}{self.runs(figure.caption)}")
            case TableBlock(table=table, anchor=anchor):
                yield self.caption(
                    "table", f"<w:r><w:t>{escape(table.caption)}</w:t></w:r>", anchor=anchor, before=True
                )
                yield self.table(table)
                yield _paragraph("AlkeNote", "")
            case Definitions(items=items):
                for term, meaning in items:
                    head = f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(term)}: </w:t></w:r>'
                    yield _paragraph("BodyText", head + self.runs(meaning))

    def marked(self, anchor: str, content: str) -> str:
        number, name = self.anchors[anchor], _bookmark(anchor)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def caption(self, kind: str, content: str, *, anchor: str = "", before: bool = False) -> str:
        self.counts[kind] += 1
        word = TEXTS[kind][self.language]
        label = (
            f'<w:r><w:t xml:space="preserve">{word} </w:t></w:r><w:fldSimple w:instr=" SEQ {word} \\* ARABIC ">'
            f"<w:r><w:t>{self.counts[kind]}</w:t></w:r></w:fldSimple>"
            '<w:r><w:t xml:space="preserve">. </w:t></w:r>'
        )
        inner = self.marked(anchor, label + content) if anchor else label + content
        return _paragraph("Caption", inner, "<w:keepNext/>" if before else "")

    def table(self, table: Table) -> str:
        widths = _widths(table)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = "".join(
            _cell(width, f"<w:r><w:rPr><w:b/></w:rPr><w:t>{escape(text)}</w:t></w:r>", numeric)
            for text, numeric, width in zip(table.header, table.numeric, widths, strict=True)
        )
        rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
        for row in table.rows:
            cells = (
                _cell(width, "".join(map(_bare, runs)), n)
                for runs, n, width in zip(row, table.numeric, widths, strict=True)
            )
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
        properties = (
            '<w:tblPr><w:tblStyle w:val="AlkeTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0480" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0"'
            f' w:noVBand="1"/><w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr>'
        )
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def drawing(self, figure: Figure) -> str:
        """The chart as SVG, with a PNG under it for programs that show no SVG."""
        number = self.counts["figure"] + 1
        picture, _ = self.package.part.get_or_add_image(io.BytesIO(pdf.png(figure.svg, figure.width)))
        name = PackURI(f"/word/media/{figure.key}.svg")
        svg = Part(name, "image/svg+xml", figure.svg.encode(), self.package.part.package)
        vector = self.package.part.relate_to(svg, RELATIONSHIP_TYPE.IMAGE)
        wide = int(_TEXT_WIDTH_CM * _EMU_PER_CM)
        high = wide * figure.height // figure.width
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
            f'<wp:docPr id="{number + 1000}" name={quoteattr(figure.key)} title={quoteattr(figure.title)} '
            f"descr={quoteattr(figure.alt)}/>"
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number + 1000}" name={quoteattr(figure.key)} descr={quoteattr(figure.alt)}/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{picture}"><a:extLst>'
            '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
            '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
            f'r:embed="{vector}"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def contents(self, document: Document) -> Iterator[str]:
        """A table of contents that Word can update, filled already so that it need not."""
        yield _paragraph("AlkeContents", f"<w:r><w:t>{TEXTS['contents'][self.language]}</w:t></w:r>")
        headings = [block for block in document.blocks if isinstance(block, Heading) and block.level == 2]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\n \\h </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        for place, heading in enumerate(headings):
            line = self.link(f"#{heading.anchor}", f"<w:t>{escape(heading.text)}</w:t>", heading.language)
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if place == len(headings) - 1 else ""
            yield _paragraph("TOC1", (begin if place == 0 else "") + line + end)


def _spoken(language: Language | None, more: str = "") -> str:
    """The properties of a run in another language than the document's."""
    told = more + (f'<w:lang w:val="{LOCALES[language]}"/>' if language else "")
    return f"<w:rPr>{told}</w:rPr>" if told else ""


def _bare(run: Run) -> str:
    """A run without its link."""
    return f'<w:r>{_spoken(language_of(run))}<w:t xml:space="preserve">{escape(run.text)}</w:t></w:r>'


def _bookmark(anchor: str) -> str:
    """A bookmark's name as Word wants it: letters, digits and underscores, 40 characters at most."""
    return "".join(c if c.isalnum() else "_" for c in anchor)[:40]


def _paragraph(style: str, content: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def _cell(width: int, content: str, numeric: bool) -> str:
    side = '<w:jc w:val="right"/>' if numeric else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="AlkeCell"/>{side}</w:pPr>{content}</w:p></w:tc>'
    )


def _widths(table: Table) -> list[int]:
    """Column widths in twentieths of a point by the longest unbroken word; the first takes what is left."""
    whole = int(_TEXT_WIDTH_CM / 2.54 * 1440)
    columns = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.header)
    need = []
    for head, cells in zip(table.header[1:], columns[1:], strict=True):
        heading = max(len(word) for word in head.split(" ")) * 135  # bold, and in a wider font where Calibri is not
        number = max((sum(len(run.text) for run in cell) for cell in cells), default=4) * 110
        need.append(min(max(heading, number), 2600) + 160)
    spare = whole - sum(need)
    least = whole // 4
    if spare < least:
        need = [width * (whole - least) // sum(need) for width in need]
        spare = whole - sum(need)
    return [spare, *need]


_TABLE_STYLE = f"""<w:style {_SPACES} w:type="table" w:customStyle="1" w:styleId="AlkeTable">
<w:name w:val="Alke Table"/><w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>
<w:tblPr><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:color="{HAIR}"/>
<w:insideH w:val="single" w:sz="4" w:color="{HAIR}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>
<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="10" w:color="{DEEP}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""


def _styles(package: Any, language: Language) -> None:
    """Give the template's styles our look and the document its language."""
    styles = package.styles
    defaults = styles.element.find(".//{*}rPrDefault/{*}rPr")
    for old in defaults.findall("{*}lang"):
        defaults.remove(old)
    defaults.append(parse_xml(f'<w:lang {_SPACES} w:val="{LOCALES[language]}" w:eastAsia="{LOCALES[language]}"/>'))
    deep, soft = RGBColor.from_string(DEEP), RGBColor.from_string(SOFT)
    looks: dict[str, tuple[str | None, float, bool, RGBColor | None, float, float]] = {
        # name: based on, size pt, bold, colour, space before, space after
        "Normal": (None, 10.5, False, None, 0, 6),
        "Body Text": ("Normal", 10.5, False, None, 0, 6),
        "Title": ("Normal", 25, True, deep, 12, 4),
        "Subtitle": ("Normal", 12.5, False, soft, 0, 14),
        "Heading 1": ("Normal", 16, True, deep, 22, 8),
        "Heading 2": ("Normal", 12.5, True, deep, 14, 6),
        "Heading 3": ("Normal", 10.5, True, None, 10, 3),
        "List Bullet": ("Normal", 10.5, False, None, 0, 4),
        "Caption": ("Normal", 9, False, soft, 4, 10),
        "Alke Lead": ("Body Text", 12, False, None, 0, 8),
        "Alke Note": ("Body Text", 9, False, soft, 0, 6),
        "Alke Missing": ("Body Text", 9.5, False, None, 2, 8),
        "Alke Figure": ("Normal", 10.5, False, None, 8, 0),
        "Alke Cell": ("Normal", 9, False, None, 0, 0),
        "Alke Contents": ("Normal", 12.5, True, deep, 6, 4),
        "TOC 1": ("Normal", 10.5, False, None, 0, 2),
        "Footer": ("Normal", 8.5, False, soft, 0, 0),
    }
    known = {style.name for style in styles}
    for name, (base, size, bold, colour, before, after) in looks.items():
        style = styles[name] if name in known else styles.add_style(name, 1)
        if base and name not in known:
            style.base_style = styles[base]
        style.font.name, style.font.size, style.font.bold, style.font.italic = "Calibri", Pt(size), bold, False
        fonts = style.element.rPr.rFonts
        for attribute in list(fonts.attrib):
            if "Theme" in attribute:
                del fonts.attrib[attribute]
        style.font.color.rgb = colour or RGBColor(0x16, 0x24, 0x2E)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.12
    styles["Alke Figure"].paragraph_format.keep_with_next = True
    for border in styles["Title"].element.findall(".//{*}pBdr"):
        border.getparent().remove(border)
    link = styles.add_style("Alke Link", 2)
    link.font.color.rgb, link.font.underline = deep, True
    styles.element.append(parse_xml(_TABLE_STYLE))


def _frame(package: Any, document: Document) -> None:
    """Page, footer and metadata."""
    section = package.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    footer = section.footer.paragraphs[0]
    stops = package.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Cm(_TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{document.title}\t{TEXTS['page'][document.language]} ")
    footer._p.append(parse_xml(f'<w:fldSimple {_SPACES} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    core = package.core_properties
    core.title, core.author, core.subject = document.title, document.author, document.subject
    core.keywords, core.language, core.comments = ", ".join(document.keywords), LOCALES[document.language], ""
    made = datetime.fromisoformat(document.date[:10]) if document.date else datetime(2000, 1, 1)
    core.created = core.modified = made.replace(tzinfo=UTC)
    core.last_modified_by = document.author


def write(document: Document) -> bytes:
    """The document as DOCX; the same document is the same bytes whenever it is written."""
    package = python_docx.Document()
    _styles(package, document.language)
    _frame(package, document)
    writer = _Writer(package, document)
    parts = [
        _paragraph("Title", f"<w:r><w:t>{escape(document.title)}</w:t></w:r>"),
        _paragraph("Subtitle", f"<w:r><w:t>{escape(document.subtitle)}</w:t></w:r>"),
        *writer.contents(document),
    ]
    for block in document.blocks:
        parts.extend(writer.block(block))
    body = package.element.body
    for place, element in enumerate(parse_xml(f"<w:body {_SPACES}>{''.join(parts)}</w:body>")):
        body.insert(place, element)
    raw = io.BytesIO()
    package.save(raw)
    return _repeatable(raw)


def _repeatable(raw: io.BytesIO) -> bytes:
    """The same package with fixed times in its ZIP directory."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if entry.filename.endswith(".png") else zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry))
    return out.getvalue()
