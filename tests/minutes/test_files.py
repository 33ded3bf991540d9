"""Files of minutes in every format that is read, and clear answers for those that are not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import typst
from docx import Document
from pypdf import PdfReader, PdfWriter

from alke.base.errors import InputError
from alke.minutes.facts import Kind
from alke.minutes.files import MOST_BYTES, MOST_CHARACTERS, read_file
from alke.minutes.reading import read

from .labels import CORPUS

TEXT = (CORPUS / "seed-paraphrase.txt").read_text("utf-8")


def facts(text: str) -> set[tuple[str, str]]:
    kinds = (Kind.BODY, Kind.DATE, Kind.SECTION, Kind.REGISTRY_NUMBER, Kind.DISCUSSION_THEME, Kind.OUTCOME, Kind.EVENT)
    return {(fact.kind, str(sorted(fact.fields.items()))) for kind in kinds for fact in read(text).of(kind)}


def word(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), line.count("#"))
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def page(text: str) -> bytes:
    rows = []
    for line in text.splitlines():
        level = len(line) - len(line.lstrip("#"))
        tag = f"h{level}" if level else "li" if line.startswith("- ") else "p"
        rows.append(f"<{tag}>{line.lstrip('#- ')}</{tag}>")
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{''.join(rows)}</body></html>".encode()


def pdf(text: str) -> bytes:
    lines = [line.strip().lstrip("# ") for line in text.splitlines()]
    escaped = "\n\n".join("".join(f"\\{c}" if c in "#*_$@<>`=-/[]" else c for c in line) for line in lines)
    return bytes(typst.compile(f"#set page(width: 60cm, height: auto)\n{escaped}".encode()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_offices_use(encoding: str) -> None:
    assert read_file(TEXT.replace("\u2011", "-").encode(encoding), "ote.txt") == TEXT


def test_places_count_in_the_text_as_given() -> None:
    text = read_file(TEXT.replace("\n", "\r\n").encode(), "ote.md")
    assert "\r\n" in text
    assert all(fact.quote == text[fact.span.start : fact.span.end] for fact in read(text).facts)


def test_word_says_what_the_text_says() -> None:
    assert facts(read_file(word(TEXT), "ote.docx")) == facts(TEXT)


def test_a_page_says_what_the_text_says() -> None:
    assert facts(read_file(page(TEXT), "ote.html")) == facts(TEXT)


def test_a_pdf_gives_its_head_and_its_dates() -> None:
    item = read(read_file(pdf(TEXT), "ote.pdf"))
    assert {fact.fields["date"] for fact in item.of(Kind.DATE)} == {"2024-12-05"}
    assert {"2024-10-30", "2024-12-03", "2025-03-20"} <= {fact.fields.get("start") for fact in item.of(Kind.EVENT)}


def test_pages_of_helsinki_give_their_heads(shared: Path) -> None:
    item = read(read_file(shared / "minutes" / "21_helsinki_ahjo_decision-content.html"))
    assert item.house == "ahjo"
    assert [fact.fields["number"] for fact in item.of(Kind.SECTION)] == [62]
    assert [fact.fields["scheme"] for fact in item.of(Kind.REGISTRY_NUMBER)] == ["ahjo"]
    assert [fact.fields["outcome"] for fact in item.of(Kind.OUTCOME)] == ["tabled"]


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Salainen"))))
    writer.encrypt("sana")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def packed(name: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "tyhja.txt", "empty"),
        (b" \n\t\n", "tyhja.txt", "no text"),
        (b"{}", "asia.json", "JSON"),
        (bytes(range(256)) * 40, "kuva.txt", "not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "kuva.png", "not read"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "vanha.doc", "old Word"),
        (b"PK\x03\x04" + bytes(50), "rikki.docx", "broken"),
        (packed("xl/workbook.xml"), "taulukko.docx", "no Word document"),
        (packed("xl/workbook.xml"), "taulukko.xlsx", "not read"),
        (b"%PDF-1.7\nrikki", "rikki.pdf", "broken|no text"),
        (b"teksti", "ote.pdf", "no PDF"),
        (b"x" * (MOST_BYTES + 1), "iso.txt", "too large"),
        (b"sana " * (MOST_CHARACTERS // 5 + 1), "pitka.txt", "too long"),
        (b"\xff\xfe\x00\xd8\x00", "rikki.txt", "broken"),
    ],
)
def test_what_is_not_read_gets_a_clear_answer(content: bytes, name: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        read_file(content, name)
    assert name in caught.value.where
    assert caught.value.fix


def test_a_locked_pdf_gets_a_clear_answer() -> None:
    with pytest.raises(InputError, match="password"):
        read_file(locked(), "salainen.pdf")


def test_a_file_that_is_not_there_gets_a_clear_answer(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_file(tmp_path / "ote.txt")
