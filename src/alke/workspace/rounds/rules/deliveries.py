"""Files that are delivered: whether a file is what its name says, whole and of a size that can be taken. Pure.

Leaves out what the document tells, who may deliver it (`policies/deliveries.py`) and where it is kept.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from alke.base.errors import AlkeError
from alke.base.languages import Text, texts

LIMIT: Final = 30 * 2**20
"""Bytes of a file at most."""
UNPACKED: Final = 20 * LIMIT
"""Bytes that a packed document may say it unpacks to."""
_FOLDER = Path(__file__).parents[1] / "texts"
TEXTS: Final[dict[str, Text]] = {
    key: text
    for name in ("deliveries", "assessments", "comments", "commissions")
    for key, text in texts(_FOLDER / f"{name}.yaml").items()
}

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"
HTML: Final = "text/html"
ENDINGS: Final = {".pdf": PDF, ".docx": DOCX, ".odt": ODT, ".html": HTML, ".htm": HTML}
"""Ending of the name → media type."""
FORMS: Final = {PDF: "PDF", DOCX: "Word (DOCX)", ODT: "OpenDocument (ODT)", HTML: "HTML"}


class UnfitError(AlkeError):
    """What a person gave cannot be taken; a form shows `reason` beside `field`."""

    def __init__(self, key: str, field: str | None = None, **values: object) -> None:
        found = TEXTS[key]
        self.reason: Text = found.format(**values)
        self.field = field
        super().__init__(self.reason.en.rstrip("."), where=field or "")


@dataclass(frozen=True, slots=True)
class Document:
    """A file that can be taken: its bytes, a safe name and its media type."""

    content: bytes
    name: str
    media_type: str


def taken(content: bytes, name: str, *, field: str = "file") -> Document:
    """The file, when it is whole and what its name says.

    Args:
        content: The file's bytes.
        name: The name it was given, with or without a path.
        field: The field of the form that the error is shown at.

    Raises:
        UnfitError: when it is empty, too large, of another form, broken, or its name tells another form.
    """
    safe = safe_name(name)
    if not content:
        raise UnfitError("delivery_empty", field, name=safe)
    if len(content) > LIMIT:
        raise too_large(safe, len(content), field)
    told = ENDINGS.get(PurePath(safe).suffix.lower())
    if told is None:
        raise UnfitError("delivery_wrong_form", field, name=safe)
    real = recognised(content)
    if real != told:
        if real is None:
            raise UnfitError("delivery_not_what_it_says", field, name=safe, form=FORMS[told])
        raise UnfitError("delivery_other_form", field, name=safe, form=FORMS[told], real=FORMS[real])
    if not whole(content, told):
        raise UnfitError("delivery_broken", field, name=safe, form=FORMS[told])
    if told == DOCX and _has_macros(content):
        raise UnfitError("delivery_macros", field, name=safe)
    return Document(content, safe, told)


def too_large(name: str, size: int, field: str = "file") -> UnfitError:
    """What to say of a file beyond the limit."""
    return UnfitError("delivery_too_large", field, name=name, size=_megabytes(size), limit=LIMIT // 2**20)


def safe_name(name: str) -> str:
    """The name without path and control characters, at most 150 characters, its ending kept."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    clean = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .") or "tiedosto"
    path = PurePath(clean)
    return f"{path.stem[: 150 - len(path.suffix[:12])]}{path.suffix[:12]}"


def recognised(content: bytes) -> str | None:
    """The media type that the content shows, or None when it is none of those that are taken."""
    if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    head = content[:4096].replace(b"\x00", b"").lower()  # UTF-16 writes every other byte as nought
    if re.search(rb"<!doctype\s+html|<html[\s>]", head):
        return HTML
    return None


def _packed(content: bytes) -> str | None:
    """Word or OpenDocument; a packed file cut short is told by its first members."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            if "word/document.xml" in names:
                return DOCX
            if "content.xml" in names and "mimetype" in names and packed.getinfo("mimetype").file_size < 200:
                return ODT if packed.read("mimetype").strip() == ODT.encode() else None
            return None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        if ODT.encode() in content[:200]:
            return ODT
        return DOCX if b"[Content_Types].xml" in content or b"word/" in content else None


def whole(content: bytes, media_type: str) -> bool:
    """Whether the file has its end and its packed parts their checksums."""
    if media_type == PDF:
        return b"%%EOF" in content[-2048:] and b"startxref" in content[-4096:]
    if media_type == HTML:
        return b"</html" in content[-4096:].replace(b"\x00", b"").lower()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(member.file_size for member in packed.infolist()) > UNPACKED:
                return False
            return packed.testzip() is None
    except Exception:  # noqa: BLE001 – a broken archive fails in many ways, and each of them means broken
        return False


def _has_macros(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(name.lower().endswith("vbaproject.bin") for name in packed.namelist())


def _megabytes(size: int) -> int:
    return -(-size // 2**20)
