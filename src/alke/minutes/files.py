"""A file of minutes as text: plain text, Markdown, HTML, Word and PDF.

The text that `read_file` gives is the one in which all places of facts count. Headings of HTML and Word become lines
with Markdown's marks, list entries begin with a dash. Leaves out scanned pages (they have no text) and what the text
says (`reading.py`).
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from alke.base.errors import InputError

MOST_BYTES = 5_000_000
MOST_CHARACTERS = 400_000
_MOST_UNPACKED = 60_000_000

_KNOWN = "Save it as text (.txt), Word (.docx), PDF with text or HTML"


def read_file(source: Path | bytes, name: str = "") -> str:
    """The text of a file of minutes.

    Args:
        source: The file's path or its content.
        name: Its name, by whose ending the format is told; the path's when not given.

    Raises:
        InputError: for a file that is empty, too large (5 MB, 400,000 characters), encrypted, broken, without text, or
            of a format that is not read.
    """
    where = name or (source.name if isinstance(source, Path) else "file")
    content = _content(source, where)
    ending = Path(where).suffix.casefold()
    reader = _reader(ending, content, where)
    text = reader(content, where)
    if not text.strip():
        raise InputError(
            "the file has no text in it", where=where, fix="If it is a scanned page, recognise its text first"
        )
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            f"the text is too long: {len(text):,} characters of at most {MOST_CHARACTERS:,}",
            where=where,
            fix="Give one item of the minutes, not the whole book",
        )
    return text


def _content(source: Path | bytes, where: str) -> bytes:
    if isinstance(source, Path):
        try:
            size = source.stat().st_size
            content = source.read_bytes() if size <= MOST_BYTES else b" " * (MOST_BYTES + 1)
        except FileNotFoundError:
            raise InputError("there is no such file", where=where, fix="Check the name and the folder") from None
        except OSError as error:
            raise InputError(
                f"the file cannot be opened: {error.strerror}", where=where, fix="Check the file"
            ) from None
    else:
        content = source
    if not content:
        raise InputError("the file is empty", where=where, fix="Save it again from where it came")
    if len(content) > MOST_BYTES:
        raise InputError(
            f"the file is too large: more than {MOST_BYTES // 1_000_000} MB",
            where=where,
            fix="Give one item of the minutes",
        )
    return content


def _reader(ending: str, content: bytes, where: str) -> Callable[[bytes, str], str]:
    """How to read the content: by its first bytes where these tell, else by the name's ending."""
    if content.startswith(b"%PDF-"):
        return _pdf
    if content.startswith(b"PK\x03\x04"):
        if ending not in (".docx", ""):
            raise InputError(f"{ending or 'this'} is not read", where=where, fix=_KNOWN)
        return _docx
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "the file is an old Word file or is protected by a password",
            where=where,
            fix="Save it as .docx without a password",
        )
    if ending == ".json":
        raise InputError(
            "JSON is data, not the text of minutes", where=where, fix="Give the item as text, Word, PDF or HTML"
        )
    if ending in (".pdf", ".docx"):
        raise InputError(f"the file is no {ending[1:].upper()} although its name says so", where=where, fix=_KNOWN)
    if ending in (".html", ".htm") or re.match(
        rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html)", content[:2000], re.IGNORECASE | re.DOTALL
    ):
        return _html
    if ending in (".txt", ".md", ".text", ""):
        return _plain
    raise InputError(f"{ending} is not read", where=where, fix=_KNOWN)


def _plain(content: bytes, where: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    "the text is broken", where=f"{where}, byte {error.start}", fix="Save it as UTF-8"
                ) from None
    odd = sum(content[:20_000].count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13))
    if odd > len(content[:20_000]) // 500:
        raise InputError("the file is not text", where=where, fix=_KNOWN)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "table",
        "tr",
        "ul",
        "ol",
        "li",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
    )
    + ("h4", "h5", "h6", "title", "blockquote", "dd", "dt", "pre")
)
_SKIPPED = frozenset({"script", "style", "head", "nav", "noscript", "template"})


class _Text(HTMLParser):
    """Collects the text of a page, a block a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.skipped = 0
        self.prefix = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.skipped += 1
        elif tag in _BLOCKS:
            self._line()
            if tag[0] == "h" and tag[1:].isdigit():
                self.prefix = "#" * int(tag[1:]) + " "
            elif tag == "li":
                self.prefix = "- "

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        elif tag in _BLOCKS:
            self._line()
            if tag in ("p", "ul", "ol", "table") or (tag[0] == "h" and tag[1:].isdigit()):
                self.lines.append("")

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        if self.skipped or not (words.strip() or self.lines[-1]):
            return
        if not self.lines[-1]:
            self.lines[-1], self.prefix, words = self.prefix, "", words.lstrip()
        self.lines[-1] += words

    def _line(self) -> None:
        self.prefix = ""
        if self.lines[-1].strip():
            self.lines.append("")


def _html(content: bytes, where: str) -> str:
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", content[:3000], re.IGNORECASE)
    text = _plain(content, where)
    if declared and b"utf" not in declared[1].lower():
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            text = content.decode(declared[1].decode("ascii"))
    parser = _Text()
    parser.feed(text)
    parser.close()
    lines = [line.rstrip() for line in parser.lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _docx(content: bytes, where: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if sum(entry.file_size for entry in packed.infolist()) > _MOST_UNPACKED:
                raise InputError("the file is too large once unpacked", where=where, fix="Give one item of the minutes")
        if "word/document.xml" not in names:
            raise InputError("the file is packed but is no Word document", where=where, fix=_KNOWN)
        document = Document(io.BytesIO(content))
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Paragraph):
                lines.append(_paragraph(block))
            elif isinstance(block, Table):
                lines += [" ".join(cell.text for cell in row.cells) for row in block.rows]
    except InputError:
        raise
    except Exception as error:  # python-docx and lxml raise what they like about a broken file
        raise InputError(
            f"the Word file is broken ({type(error).__name__})", where=where, fix="Open it in Word and save it again"
        ) from None
    return "\n".join(lines)


def _paragraph(block: Paragraph) -> str:
    style = str(block.style.name if block.style is not None else "")
    level = re.match(r"(?:Heading|Otsikko|Rubrik) (\d)|(Title|Otsikko$)", style)
    if level and block.text.strip():
        return f"{'#' * int(level[1] or 1)} {block.text}"
    if style.startswith(("List", "Luettelo")) and block.text.strip():
        return f"- {block.text}"
    return block.text


def _pdf(content: bytes, where: str) -> str:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("the PDF is protected by a password", where=where, fix="Save it without a password")
        pages = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > MOST_CHARACTERS:
                break
    except InputError:
        raise
    except Exception as error:  # pypdf raises what it likes about a broken file
        raise InputError(
            f"the PDF is broken ({type(error).__name__})", where=where, fix="Save it again from where it came"
        ) from None
    return "\n\n".join(pages)
