"""The embedded figures: published statistics of the whole country and the 19 regions, a source like any other.

Each table is two files of ours: numbers (``<name>.csv``) and what they are (``<name>.yaml``). They are facts that the
named publishers' tables state; `tools/build_sample.py` writes the numbers and a test recomputes them from the
publishers' tables. `TABLES.md` lists the tables. Leaves out municipalities: those come when a user fetches them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.statistics.cube import Cube
from alke.statistics.sample.description import Kind, Meta, Source, read_description
from alke.statistics.sample.figures import MARKS, read_figures

__all__ = ["FOLDER", "Kind", "Meta", "Source", "cube", "meta", "read", "tables"]

FOLDER = Path(__file__).parent


@cache
def tables() -> tuple[str, ...]:
    """The names of the embedded tables, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.csv")))


@cache
def meta(name: str) -> Meta:
    """What a table is, where it comes from and how it was derived.

    Raises:
        UnknownCodeError: when there is no such table.
    """
    _check(name)
    return read_description(FOLDER / f"{name}.yaml")


@cache
def cube(name: str) -> Cube:
    """A table as a cube: axes area (SSS, MK01 … MK21), classes, time and content, with labels in fi, sv and en.

    Raises:
        UnknownCodeError: when there is no such table.
        InputError: when its files are broken.
    """
    _check(name)
    return read(FOLDER / f"{name}.csv")


def read(path: Path) -> Cube:
    """The cube of a table whose numbers are at `path` and whose description lies beside it.

    Raises:
        InputError: when either file is broken; names the file and the line or field.
    """
    described = read_description(path.with_suffix(".yaml"))
    axes, numbers, statuses = read_figures(path, described)
    return Cube(
        axes=axes,
        numbers=numbers,
        statuses=statuses,
        marks=MARKS,
        table=described.name,
        titles={language.value: described.title[language] for language in Language},
        sources={language.value: _source(described, language) for language in Language},
        notes={language.value: _notes(described, language) for language in Language},
        publisher=described.publisher.en,
        licence=described.licence,
        updated=max(source.published for source in described.sources),
    )


def _check(name: str) -> None:
    if name not in tables():
        raise UnknownCodeError("embedded table", name, tables())


def _source(described: Meta, language: Language) -> str:
    """Publisher, statistic, table and edition; the periods too where several sources share them."""
    several = len({source.periods for source in described.sources}) > 1
    named = []
    for source in described.sources:
        table = f" {source.table}" if source.table else ""
        periods = f": {source.periods}" if several else ""
        named.append(f"{source.statistic[language]}{table} ({source.edition}){periods}")
    return f"{described.publisher[language]}, {'; '.join(named)}"


def _notes(described: Meta, language: Language) -> tuple[str, ...]:
    moved = (described.moved_note,) if described.moved_note else ()
    texts = (described.derivation, described.division_name, *moved, *described.notes)
    return tuple(text[language] for text in texts)
