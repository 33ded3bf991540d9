"""The bytes of one PX file, with the places in them that errors and warnings name. Leaves out what the bytes say."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from alke.base.errors import InputError, place

_MOST_WARNINGS = 60
_MOST_UNPACKED = 2 << 30
_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass
class Source:
    """A file's bytes, its name for messages, and the warnings gathered while reading it."""

    data: bytes
    path: str = ""
    warnings: list[str] = field(default_factory=list)

    def where(self, at: int | None = None, keyword: str = "") -> str:
        """The place of a byte as errors write it."""
        return place(self.path or "PX file", line=None if at is None else self.line(at), keyword=keyword)

    def line(self, at: int) -> int:
        """The line, from 1, that holds the byte `at`; files of old Macintoshes end lines with CR alone."""
        return 1 + self.data.count(b"\n" if b"\n" in self.data else b"\r", 0, at)

    def error(self, what: str, *, at: int | None = None, keyword: str = "", fix: str = "") -> InputError:
        """An error at a byte of this file, to be raised."""
        return InputError(what, where=self.where(at, keyword), fix=fix)

    def warn(self, what: str, *, at: int | None = None, keyword: str = "") -> None:
        """Note what had to be overlooked; past some tens only that there were more, so that no file makes us slow."""
        if len(self.warnings) < _MOST_WARNINGS:
            self.warnings.append(f"{self.where(at, keyword)}: {what}")
        elif len(self.warnings) == _MOST_WARNINGS:
            self.warnings.append(f"{self.where()}: more of the same kind follow, not listed")


def opened(data: bytes, path: str) -> Source:
    """The file's bytes in an encoding where ASCII is ASCII: unpacked when gzipped, UTF-16 made UTF-8, marks removed."""
    if data[:2] == b"\x1f\x8b":
        data = _unpacked(data, path)
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    elif data[:2] in _MARKS:
        data = data[2:].decode(_MARKS[data[:2]], "replace").encode("utf-8", "replace")
    return Source(data, path)


def _unpacked(data: bytes, path: str) -> bytes:
    worker = zlib.decompressobj(wbits=31)
    try:
        content = worker.decompress(data, _MOST_UNPACKED)
    except zlib.error as error:
        raise InputError(f"the gzip cannot be unpacked ({error})", where=path, fix="Fetch the file again") from error
    if worker.unconsumed_tail:
        raise InputError(
            f"unpacks to more than {_MOST_UNPACKED >> 30} GiB", where=path, fix="Ask for less of the table"
        )
    if not worker.eof:
        raise InputError("the gzip ends too early", where=path, fix="Fetch the file again")
    return content
