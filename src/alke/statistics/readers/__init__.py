"""Readers: bytes of a file → Cube. Leaves out where the bytes come from (`sources/`).

`read` takes any file that Alke knows and finds out from its content, then its name, what it is. The readers load only
when needed.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

from alke.base.errors import InputError, place
from alke.statistics.cube import Cube

MOST_UNPACKED = 1 << 30
_READABLE = "PX, JSON-stat, StatFin's CSV, any of them in gzip; other CSV and XLSX with a mapping (docs/mapping.md)"


def _px(data: bytes, path: str) -> list[Cube]:
    from alke.statistics.readers import px

    return [px.read(data, path=path)]


def _jsonstat(data: bytes, path: str) -> list[Cube]:
    from alke.statistics.readers import jsonstat

    return jsonstat.read(data, path=path)


def _statfin_csv(data: bytes, path: str) -> list[Cube]:
    from alke.statistics.readers import statfin_csv

    return [statfin_csv.read(data, path=path)]


READERS: dict[str, Callable[[bytes, str], list[Cube]]] = {"px": _px, "json-stat": _jsonstat, "csv": _statfin_csv}
"""Every reader that needs no mapping, by the name of its format: bytes and the file's name → cubes."""


def read(path: Path | str, *, mapping: Path | str | None = None) -> list[Cube]:
    """The tables of a file: PX, JSON-stat or StatFin's CSV, also in gzip; any CSV or XLSX with a mapping.

    Args:
        path: The file.
        mapping: A YAML file that tells what the columns of a plain CSV or XLSX are (docs/mapping.md).

    Raises:
        InputError: naming what could not be read, where, and how to mend it.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"cannot be read: {reason}", where=str(path), fix="Check its name and rights") from error
    name = str(path)
    if data[:2] == b"\x1f\x8b":
        data = unpacked(data, path=name)
    if mapping is not None:
        from alke.statistics.readers import mapped

        return [mapped.read_bytes(data, mapped.load(Path(mapping)), path=name)]
    return READERS[form_of(data, path=name)](data, name)


def form_of(data: bytes, *, path: str = "") -> str:
    """The format of a file by its first bytes and, where these leave it open, its name: a key of `READERS`.

    Raises:
        InputError: when it is none that can be read, or needs a mapping.
    """
    start = data[:4096]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.decode("utf-16", "replace").encode()
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    ending = Path(path.removesuffix(".gz")).suffix.lower()
    if data[:4] == b"PK\x03\x04":
        fix = "Give a mapping (--mapping M.yaml, docs/mapping.md)"
        raise InputError("what the columns of a workbook are must be told", where=place(path or "file"), fix=fix)
    if not start:
        raise InputError("the file is empty", where=place(path or "file"), fix="Get the file again")
    if start[:1] in b"{[":
        return "json-stat"
    head = start[:400].upper()
    if ending == ".px" or head.startswith((b"CHARSET", b"AXIS-VERSION", b"CODEPAGE")) or _is_statement(head):
        return "px"
    first = start.split(b"\n", 1)[0]
    binary = start.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"<")) or b"\x00" in start
    if not binary and (ending in (".csv", ".txt", ".tsv") or any(sign in first for sign in (b";", b",", b"\t"))):
        return "csv"
    raise InputError("the format is not known", where=place(path or "file"), fix=f"Alke reads {_READABLE}")


def _is_statement(head: bytes) -> bool:
    """Whether a text starts with a PX keyword and its equals sign."""
    keyword = head.split(b"=", 1)[0].split(b"[", 1)[0].split(b"(", 1)[0].strip()
    return b"=" in head and len(keyword) <= 40 and keyword.replace(b"-", b"").replace(b"_", b"").isalnum()


def unpacked(data: bytes, *, path: str = "", most: int = MOST_UNPACKED) -> bytes:
    """The content of a gzip, every member of it, as long as it is at most `most` bytes.

    Raises:
        InputError: when it is larger, cut short or no gzip.
    """
    content, where = bytearray(), place(path or "file")
    while data:
        worker = zlib.decompressobj(wbits=31)
        try:
            content += worker.decompress(data, most + 1 - len(content))
        except zlib.error as error:
            raise InputError(f"the gzip is broken ({error})", where=where, fix="Get the file again") from error
        if worker.unconsumed_tail or len(content) > most:
            what = f"the gzip unpacks to more than {most >> 20} MiB"
            raise InputError(what, where=where, fix="Give the table in smaller parts")
        if not worker.eof:
            raise InputError("the gzip is cut short", where=where, fix="Get the file again")
        data = worker.unused_data.lstrip(b"\x00")
    return bytes(content)
