"""The Finnish word forms that sentences can be filled with, each with the case it is meant to stand in.

``forms_fi.csv`` is the reviewed table: every line in it has been read by a person. ``python -m tests.language.forms``
prints what the program can say and the table lacks, and with ``--write`` adds it: read each line before committing it.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from alke.areas import COUNTRY, REGIONS, area
from alke.base.languages import Language
from alke.base.periods import Period
from alke.base.units import units
from alke.indicators.catalogue import load
from alke.language import dates, forms, numbers

TABLE = Path(__file__).with_name("forms_fi.csv")
FI = Language.FI
_OF_WORDS = {
    "comparative": "nom",
    "next": "ill",
    "superlative": "nom",
    "to": "ill",
    "peak": "ade",
    "among": "gen",
    "verb": "past",
    "future": "present",
}
_OTHER_WORDS = {"points": "par", "percent_after": "par", "others": "ine", "region_in": "ine", "region_of_area": "gen"}
_OTHER_WORDS |= {"preliminary": "nom"}


class Row(NamedTuple):
    """One form: what kind of word, of what, in which case (``text`` when it is not inflected), and the form."""

    kind: str
    key: str
    case: str
    form: str


def table() -> set[Row]:
    """The reviewed table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {Row(**row) for row in csv.DictReader(file)}


def used() -> set[Row]:
    """Every form that the program can fill a sentence with."""
    return {*_areas(), *_indicators(), *_units(), *_words(), *_places(), *_times()}


def _areas() -> Iterator[Row]:
    for code in (COUNTRY, *REGIONS):
        every = area(code).forms
        for case in ("nom", "gen", "par", "ine", "ela", "ill"):
            yield Row("area", code, case, getattr(every, case))


def _indicators() -> Iterator[Row]:
    for key, one in load().items():
        for case, form in one.in_text.fi.items():
            yield Row("indicator", one.family or key, case, form)


def _units() -> Iterator[Row]:
    for key, unit in units().items():
        yield Row("unit", key, "par", unit.after_number.fi)
        yield Row("unit", f"{key}-difference", "par", unit.difference.fi)
        if unit.after_one != unit.after_number:
            yield Row("unit", f"{key}-one", "nom", unit.after_one.fi)


def _words() -> Iterator[Row]:
    for key in forms.known():
        case = "gen" if key.startswith("one_") else _OF_WORDS.get(key.rpartition("_")[2], "text")
        yield Row("word", key, _OTHER_WORDS.get(key, case), forms.word(key, FI))


def _places() -> Iterator[Row]:
    for number in range(1, 21):
        yield Row("place", str(number), "tra", numbers.place(number, FI))


def _times() -> Iterator[Row]:
    """What stands around a year; of months and quarters the word itself."""
    year, later = Period(2018), Period(2019)
    spoken = {
        "at": dates.at(year, FI),
        "span": dates.from_to(year, later, FI),
        "since": dates.since(year, FI),
        "until": dates.until(year, FI),
        "first": dates.first(year, FI),
        "of": dates.of(year, FI),
        **{f"years-{count}": dates.years(count, FI) for count in (1, 5, 10)},
    }
    for key, text in spoken.items():
        yield Row("time", key, "text", " ".join(word for word in text.split() if not word.isdigit()))
    for part in range(1, 13):
        month = Period(2018, "M", part)
        span = dates.from_to(month, month, FI).split()
        told = {"nom": dates.named(month, FI), "ine": dates.at(month, FI), "gen": dates.of(month, FI)}
        for case, form in {**told, "ela": span[0], "ill": span[2]}.items():
            yield Row("month", str(part), case, form.split()[0])
    for part in range(1, 5):
        quarter = Period(2018, "Q", part)
        span = dates.from_to(quarter, quarter, FI).split()
        yield Row("quarter", str(part), "ade", " ".join(dates.at(quarter, FI).split()[2:]))
        yield Row("quarter", str(part), "gen", " ".join(dates.of(quarter, FI).split()[2:]))
        yield Row("quarter", str(part), "abl", " ".join(span[2:4]))
        yield Row("quarter", str(part), "all", " ".join(span[6:8]))


def main(arguments: list[str]) -> Iterator[str]:
    """The forms that the table lacks, and those it has for nothing."""
    known = table() if TABLE.exists() else set()
    new, gone = sorted(used() - known), sorted(known - used())
    yield from (f"new: {', '.join(row)}" for row in new)
    yield from (f"not used: {', '.join(row)}" for row in gone)
    if "--write" in arguments:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(Row._fields)
            writer.writerows(sorted(used()))


if __name__ == "__main__":
    print("\n".join(main(sys.argv[1:])))
