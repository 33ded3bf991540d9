"""The pages that a browser is to judge, asked for beforehand: every page in every state that the table shows somebody.

Leaves out files and the pages of figures' charts, which `tests/web/` judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from alke.base.languages import Language
from alke.workspace import urls
from alke.workspace.addresses import address
from alke.workspace.rounds.models import Round
from alke.workspace.web import urls as figures
from tests.workspace.addresses.conftest import Site
from tests.workspace.addresses.table import Row
from tests.workspace.addresses.test_table import ROWS, address_of, taken_back
from tests.workspace.content import fill

SEES_MOST = ("coordinator", "approver", "preparer", "expert", "auditor", "reader", "anyone")
EMPTY, FULL = 2029, 2017
"""Years of a round with nothing in it and of one with everything."""
BOARDS = [row.page for row in ROWS if row.kind == "round" and row.state == "open" and set(row.cells) == {"++"}]


@dataclass(frozen=True)
class Shown:
    """A page as somebody is shown it."""

    name: str
    language: Language
    status: int
    body: bytes


def every_page(site: Site) -> list[Shown]:
    """In Finnish every state and every form with its errors; in the other languages each page once."""
    found = [*_in_finnish(site)]
    for language in (Language.SV, Language.EN):
        found += _first_states(site, language)
    for language in Language:
        found += _of_years(site, language)
    return found


def _in_finnish(site: Site) -> Iterator[Shown]:
    with_errors: set[str] = set()
    for row in _rows():
        for actor in dict.fromkeys((_who(row), "anyone") if row.kind == "round" else (_who(row),)):
            if row.of(actor)[0] == 200:
                yield from _shown(site, row, actor)
        if row.of(_who(row))[1] == 200 and set(row.cells) != {"++"} and row.page not in with_errors:
            with_errors.add(row.page)
            yield from _shown(site, row, _who(row), posting=True)
    for page, kind, state in (("edit-round", "round", "closed"), ("round", "round", "preparing")):
        yield from _shown(site, next(row for row in ROWS if str(row) == f"{page} ({kind} {state})"), "anyone")


def _first_states(site: Site, language: Language) -> Iterator[Shown]:
    seen: set[str] = set()
    for row in _rows():
        if row.page not in seen:
            seen.add(row.page)
            yield from _shown(site, row, _who(row), language)


def _of_years(site: Site, language: Language) -> Iterator[Shown]:
    """The boards of a round with nothing in it, then of one with everything."""
    for name, year in (("empty", EMPTY), ("full", FULL)):
        with taken_back():
            if year == EMPTY:
                Round.objects.create(year=year, state="open", regions=["MK18"])
            else:
                fill(rounds=2, regions=19, themes=20, first=FULL - 1)
            for page in BOARDS:
                args: dict[str, Any] = {"code": "MK18"} if page == "assessment" else {}
                at = address(language, page, year=year, **args)
                yield from _answer(site, at, f"{page} ({name})", "coordinator", language)


def _rows() -> list[Row]:
    """The lines of the table whose page somebody is shown."""
    return [row for row in ROWS if row.page in urls.PAGES and row.page not in figures.PAGES and "+" in _marks(row)]


def _marks(row: Row) -> str:
    return "".join(cell[0] for cell in row.cells)


def _who(row: Row) -> str:
    return next((actor for actor in SEES_MOST if row.of(actor)[0] == 200), "anyone")


def _shown(
    site: Site, row: Row, actor: str, language: Language = Language.FI, *, posting: bool = False
) -> Iterator[Shown]:
    at = address_of(row, site, language)
    with taken_back():
        yield from _answer(site, at, f"{row} {actor}", actor, language, posting=posting)


def _answer(
    site: Site, at: str, name: str, actor: str, language: Language, *, posting: bool = False
) -> Iterator[Shown]:
    visitor = site.visitor(actor)
    answer = visitor.post(at) if posting else visitor.get(at)
    if "text/html" in answer.headers["Content-Type"]:
        name = f"{language} {name}{' with errors' * posting}"
        yield Shown(name, language, answer.status_code, answer.content)
