"""Registry numbers of every scheme in use, read and written back as they were.

Leaves out issuing numbers: they come from the organisation's own case system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alke.base.errors import InputError
from alke.minutes.dates import FIRST_YEAR, LAST_YEAR
from alke.minutes.lines import Piece


@dataclass(frozen=True, slots=True)
class RegistryNumber:
    """A registry number (*asianumero, diaarinumero*).

    Attributes:
        scheme: ``dynasty`` (458/07.00.01.00/2024), ``dno`` (VSLDno-2022-371), ``ahjo`` (HEL 2024-009117 T 00 00 03),
            ``ministry`` (TEM/2189/09.10.02/2017, VN/1234/2024), ``council`` (the same with a council's letters)
            or ``labelled`` (884/2026, read only after "Dno", "Asianro" and the like).
        running: The running number.
        year: Its year.
        task_class: The class of the task, empty where the scheme has none.
        prefix: The letters before it: VSL, HEL, TEM.
        width: How many digits the running number is written with.
    """

    scheme: str
    running: int
    year: int
    task_class: str = ""
    prefix: str = ""
    width: int = 0

    def __str__(self) -> str:
        number = f"{self.running:0{self.width}d}"
        match self.scheme:
            case "dynasty":
                return f"{number}/{self.task_class}/{self.year}"
            case "dno":
                return f"{self.prefix}Dno-{self.year}-{number}"
            case "ahjo":
                return f"{self.prefix} {self.year}-{number}" + (f" T {self.task_class}" if self.task_class else "")
            case "labelled":
                return f"{number}/{self.year}"
            case _:
                middle = f"{self.task_class}/" if self.task_class else ""
                return f"{self.prefix}/{number}/{middle}{self.year}"


_BEFORE, _AFTER = r"(?<![\w./:\-–])", r"(?![\w/:\-–]|\.\w)"
_MINISTRIES = "TEM|VN|VM|VNK|OKM|STM|SM|OM|MMM|LVM|YM|UM|PLM|KEHA|ELY|ANM|SRK|FM"
_CLASS, _RUNNING, _YEAR = r"(?P<class>\d{2}(?:\.\d{2}){1,4})", r"(?P<running>\d{1,6})", r"(?P<year>\d{4})"
_SCHEMES = {
    "dynasty": rf"{_BEFORE}{_RUNNING}/{_CLASS}/{_YEAR}{_AFTER}",
    "dno": rf"{_BEFORE}(?P<prefix>[A-ZÅÄÖ]{{2,8}})Dno-{_YEAR}-{_RUNNING}{_AFTER}",
    "ahjo": rf"{_BEFORE}(?P<prefix>HEL) {_YEAR}-{_RUNNING}(?: T (?P<class>\d\d(?: \d\d){{1,4}}))?(?![\w/:\-–]|\.\w)",
    "council": rf"{_BEFORE}(?P<prefix>(?!(?:{_MINISTRIES})/)[A-ZÅÄÖ]{{2,6}})/{_RUNNING}/{_CLASS}/{_YEAR}{_AFTER}",
    "labelled": rf"(?<=[\s.:]){_RUNNING}/{_YEAR}{_AFTER}",
    "ministry": rf"{_BEFORE}(?P<prefix>{_MINISTRIES})/{_RUNNING}/(?:{_CLASS}/)?{_YEAR}"
    rf"(?:(?=-[A-Z]{{2,5}}-\d)|{_AFTER})",
}
_PATTERNS = {scheme: re.compile(told) for scheme, told in _SCHEMES.items()}


_LABEL = re.compile(
    r"^(?:dno|dnro|dnr|diaarinro|diaarinumero|asianro|asianumero|asiatunnus|diarienr|diarienummer|ärendenummer|ärendenr)[.:]{0,2}\s*$",
    re.IGNORECASE,
)


def _of(scheme: str, match: re.Match[str]) -> RegistryNumber | None:
    told = match.groupdict()
    year = int(told["year"])
    if not FIRST_YEAR - 30 <= year <= LAST_YEAR:
        return None
    return RegistryNumber(
        scheme, int(told["running"]), year, told.get("class") or "", told.get("prefix") or "", len(told["running"])
    )


def find(piece: Piece) -> Iterator[tuple[RegistryNumber, Piece]]:
    """The registry numbers in a piece of the text and where each stands."""
    for scheme, found in _PATTERNS.items():
        for match in found.finditer(piece.text):
            if scheme == "labelled" and not _LABEL.search(piece.text[: match.start()]):
                continue
            if number := _of(scheme, match):
                yield number, piece.of(match)


def parse(text: str) -> RegistryNumber:
    """The registry number that a string is as a whole.

    Raises:
        InputError: when it follows no scheme in use.
    """
    for scheme, found in _PATTERNS.items():
        match = found.fullmatch(text.strip())
        if match and (number := _of(scheme, match)):
            return number
    raise InputError(
        f"{text!r} is no registry number",
        fix="Write it as 458/07.00.01.00/2024, VSLDno-2022-371, HEL 2024-009117 T 00 00 03 or TEM/2189/09.10.02/2017",
    )
