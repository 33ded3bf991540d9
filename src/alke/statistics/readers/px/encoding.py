"""Which encoding a PX file is in, from what it says and from what its bytes can be. Leaves out marks at the beginning.

Publishers declare ANSI and write UTF-8, so bytes that are UTF-8 win over what is declared. Without CHARSET an old file
is in the code page of DOS. No byte makes reading fail.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from alke.statistics.readers.px.source import Source
from alke.statistics.readers.px.statements import RawStatement

_SAMPLE = '";=,()[]-09AZaz'
_PLAIN = re.compile(r"cp|iso8859|koi8|mac|utf-8|ascii|big5|gb|euc|shift|tis|ptcp|kz")
_DOS = bytes(range(0x80, 0xA8))
_WINDOWS = bytes(range(0xC0, 0x100))
# Latin-1 by name is Windows-1252 in fact: its 32 control characters are never meant.
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8-sig": "utf-8"}


def decoder(source: Source, statements: list[RawStatement], header_end: int) -> Callable[[bytes], str]:
    """A function from the file's bytes to text."""
    header = source.data[:header_end]
    declared = _declared(source, statements)
    encoding = declared or _guessed(header, statements)
    if not header.isascii():
        if _is_utf8(header):
            if encoding != "utf-8":
                told = next((s for s in statements if s.keyword in ("CODEPAGE", "CHARSET") and s.values), None)
                what = f"the bytes are UTF-8 although the file says {encoding}; read as UTF-8"
                source.warn(what, at=told.at if told else 0, keyword=told.keyword if told else "CHARSET")
            encoding = "utf-8"
        else:
            _warn_of_broken(source, header, encoding)
    return lambda raw: raw.decode(encoding, "replace")


def _declared(source: Source, statements: list[RawStatement]) -> str:
    """The codec that CODEPAGE names, or ""."""
    statement = next((s for s in statements if s.keyword == "CODEPAGE" and s.values and s.values[0].strip()), None)
    if statement is None:
        return ""
    name = statement.values[0].decode("ascii", "replace").strip().lower()
    for candidate in (name, f"cp{name}", name.replace("windows", "cp").replace("-", "")):
        try:
            codec = codecs.lookup(candidate).name
            if _PLAIN.match(codec) and _SAMPLE.encode().decode(codec) == _SAMPLE:
                return _ALIASES.get(codec, codec)
        except (LookupError, UnicodeError, TypeError, ValueError):
            continue
    source.warn(f"unknown code page {name!r}; the encoding is guessed", at=statement.at, keyword="CODEPAGE")
    return ""


def _guessed(header: bytes, statements: list[RawStatement]) -> str:
    charset = next((s for s in statements if s.keyword == "CHARSET"), None)
    dos = len(header) - len(header.translate(None, _DOS))
    windows = len(header) - len(header.translate(None, _WINDOWS))
    return "cp850" if charset is None and dos > windows else "cp1252"


def _is_utf8(header: bytes) -> bool:
    try:
        header.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _warn_of_broken(source: Source, header: bytes, encoding: str) -> None:
    try:
        header.decode(encoding)
    except UnicodeDecodeError as error:
        source.warn(f"a byte is not {encoding} (0x{header[error.start]:02x}) and is shown as \ufffd", at=error.start)
