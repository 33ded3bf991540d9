"""One document, three formats: the same words, numbers and order in each, and each accepted by its judge."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from html import unescape
from pathlib import Path

import docx as python_docx
import pikepdf
import pytest
import typst

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.charts.figure import Table
from alke.documents import docx, html, pdf
from alke.documents.blocks import Bullets, Definitions, FigureBlock, Heading, Paragraph, TableBlock
from alke.language.runs import Link, Plain
from tests.checkers import libreoffice_pdf, nu, verapdf
from tests.documents.factories import document
from tests.spoken import in_pdf, in_word


def _docx_text(content: bytes) -> str:
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    return " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body))


def test_every_number_of_the_html_carries_its_address_and_leads_to_a_heading_of_the_page() -> None:
    page = html.write(document()).decode()
    links = re.findall(r'<a class="number" href="#([^"]+)" data-ref="([^"]+)">', page)
    assert len(links) == 2 + 3 + 3
    assert {ref for _, ref in links} == {"population:MK18:2018"}
    assert {target for target, _ in links} <= set(re.findall(r'<h\d id="([^"]+)"', page))


@pytest.mark.parametrize("language", list(Language))
def test_the_html_passes_the_nu_checker_in_every_language(language: Language, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(html.write(document(language=language)))
    assert nu([page]) == []


def test_the_nu_checker_refuses_a_broken_page(tmp_path: Path) -> None:
    page = tmp_path / "broken.html"
    page.write_text("<!doctype html><html lang='fi'><title>x</title><p><div id=a></div><div id=a></div>")
    assert nu([page])


@pytest.mark.parametrize("language", list(Language))
def test_the_pdf_conforms_to_pdf_ua_1(language: Language) -> None:
    verdict = verapdf(pdf.write(document(language=language)))
    assert verdict.compliant, verdict.failures
    assert verdict.checks > 100


def test_an_untagged_pdf_is_refused_by_the_validator() -> None:
    untagged = typst.Compiler().compile(b"= Otsikko\nteksti", format="pdf", pdf_tags=False)
    assert not verapdf(untagged).compliant  # type: ignore[arg-type]


def test_the_pdf_knows_its_language_title_alt_texts_and_column_headings() -> None:
    with pikepdf.open(io.BytesIO(pdf.write(document()))) as made:
        assert str(made.Root.Lang).lower().startswith("fi")
        assert made.docinfo["/Title"] == document().title
        objects = [made.get_object(n, 0) for n in range(1, len(made.objects))]
        tags = [o for o in objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]
        kinds = [str(tag.S) for tag in tags]
        alts = [str(tag.Alt) for tag in tags if str(tag.S) == "/Figure"]
        assert alts == ["Viiva laskee oikealle."]
        assert kinds.count("/TH") == 3
        assert {"/H1", "/H2", "/Link"} <= set(kinds)


def test_what_the_compiler_refuses_is_told_with_its_words() -> None:
    blocks = tuple(b for b in document().blocks if isinstance(b, FigureBlock))
    broken = FigureBlock(blocks[0].figure.__class__(**{**blocks[0].figure.__dict__, "svg": "<svg"}))
    with pytest.raises(AlkeError, match="keksitty-fi: the PDF could not be made"):
        pdf.write(document(blocks=(broken,)))


@pytest.mark.parametrize("write", [html.write, pdf.write, docx.write])
def test_the_same_document_is_the_same_bytes(write) -> None:  # type: ignore[no-untyped-def]
    assert write(document()) == write(document())


def test_the_three_formats_say_the_same_words_in_the_same_order(tmp_path: Path) -> None:
    words = [
        "Väestönkehitys",
        "Luku oli",
        "1 234",
        'henkilöä [a] *b* $c$ @d <e> #f \\ "g" &amp;.',
        "Keksilä",
        "−2",
        "Lähteet",
    ]
    shown = _docx_text(docx.write(document()))
    page = html.write(document()).decode()
    for text in (unescape(shown), unescape(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1]))):
        flat = re.sub(r"[ \n]+", " ", text)
        start = 0
        for word in words:
            start = flat.find(word, start)
            assert start >= 0, f"{word!r} is not in its place"


def test_word_finds_real_styles_captions_alt_texts_and_the_language() -> None:
    opened = python_docx.Document(io.BytesIO(docx.write(document(language=Language.SV))))
    styles = [p.style.name for p in opened.paragraphs]
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "Caption"} <= set(styles)
    xml = opened.element.xml
    assert 'descr="Viiva laskee oikealle."' in xml
    assert "SEQ Figur" in xml
    assert opened.tables[0].rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert 'w:val="sv-FI"' in opened.styles.element.xml
    assert opened.core_properties.language == "sv-FI"


def test_what_is_in_another_language_says_so_in_every_format() -> None:
    blocks = (
        Heading(2, "Landskapets syn", "view", Language.SV),
        Paragraph((Plain("Suomeksi, "), Plain("på svenska", Language.SV), Link("in English", "#view", Language.EN))),
        Bullets(((Plain("kort", Language.SV),),)),
        Definitions((("Termi", (Plain("betydelse", Language.SV),)),)),
        TableBlock(Table("Taulukko", ("Alue",), (((Plain("Sverige", Language.SV),),),), (False,)), "table"),
    )
    made = document(blocks=blocks)
    page = html.write(made).decode()
    assert '<h2 id="view" lang="sv">Landskapets syn</h2>' in page
    assert '<span lang="sv">på svenska</span><a href="#view" lang="en">in English</a>' in page
    runs = in_word(docx.write(made))
    swedish = {("Landskapets syn", "sv-FI"), ("på svenska", "sv-FI"), ("kort", "sv-FI"), ("betydelse", "sv-FI")}
    assert swedish | {("Sverige", "sv-FI"), ("in English", "en-GB"), ("Suomeksi, ", "")} <= runs
    paper = pdf.write(made)
    assert {("/H1", "sv-FI"), ("/Span", "sv-FI"), ("/Link", "en-GB"), ("/P", "")} <= in_pdf(paper)
    assert verapdf(paper).compliant


def test_libreoffice_opens_the_docx_and_shows_every_heading(tmp_path: Path) -> None:
    path = tmp_path / "keksitty.docx"
    path.write_bytes(docx.write(document()))
    laid_out = libreoffice_pdf(path, tmp_path)
    with pikepdf.open(laid_out) as made:
        assert len(made.pages) >= 1
    text = subprocess.run(
        ["pdftotext", "-layout", str(laid_out), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Väestönkehitys" in text
    assert "Keksilä" in text
    assert "Taulukko 1. Keksitty luku" in text
