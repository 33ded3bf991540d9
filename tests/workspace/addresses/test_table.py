"""Every address × every kind of actor × every state, against the table; what is not in the table fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from alke.base.languages import Language
from alke.workspace import urls
from alke.workspace.addresses import address
from alke.workspace.people import urls as people
from alke.workspace.rounds import urls as rounds
from alke.workspace.rounds.policies.parts import parts
from alke.workspace.web import urls as figures
from tests.workspace.addresses.conftest import Site
from tests.workspace.addresses.place import WRITTEN
from tests.workspace.addresses.table import ACTORS, MARK, Row, heads, rows, shortly

pytestmark = [pytest.mark.xdist_group("addresses"), pytest.mark.django_db]
ROWS = rows()
TWO = ("anyone", "coordinator")
"""Who asks for the pages of figures, which know nobody, and posts to pages that everyone may see."""
LIBRARIES = ("account_", "mfa_", "socialaccount_")
"""Names that allauth gives to pages that have addresses of ours."""


def named(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """The names of addresses, those of libraries within them too."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from named(one.url_patterns)
        else:
            yield str(one.name)


EXTRA = set(named([*people.EXTRA, *rounds.EXTRA, *figures.EXTRA]))
EVERY = set(named(get_resolver().url_patterns))


def arguments(name: str) -> set[str]:
    """What an address needs."""
    return set(get_resolver().reverse_dict.getlist(name)[0][0][0][1]) - {"language"}


def address_of(row: Row, site: Site, language: Language = Language.FI) -> str:
    """The address of a line of the table."""
    given = site.things[row.kind, row.state]
    if row.page in urls.PAGES:
        return address(language, row.page, **{name: given[name] for name in arguments(f"fi-{row.page}")})
    return reverse(row.page, kwargs={name: given[name] for name in arguments(row.page)})


@contextmanager
def taken_back() -> Iterator[list[str]]:
    """What is done within is undone; gives the changes of the database, without those of visits."""
    changes: list[str] = []

    def seen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(maxsplit=1)[0] in ("INSERT", "UPDATE", "DELETE") and '"django_session"' not in sql:
            changes.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(seen):
            yield changes
        transaction.set_rollback(True)


def told(answer: Any) -> int:
    """The status of an answer; a refusal without its reason is not one."""
    if answer.status_code == 403:
        assert b'<p class="lead">' in answer.content, "refused without a reason"
    return int(answer.status_code)


def test_every_address_is_in_the_table() -> None:
    pages = {row.page for row in ROWS}
    known = {name if name in EXTRA or name == "root" else name.split("-", 1)[1] for name in EVERY}
    assert {name for name in known if not name.startswith(LIBRARIES)} == pages
    twice = [one for one, times in Counter((row.page, row.kind, row.state) for row in ROWS).items() if times > 1]
    assert not twice


def test_the_columns_of_the_table_are_the_actors() -> None:
    assert heads() == list(ACTORS.values())


def test_the_documentation_has_the_table_in_short() -> None:
    page = (Path(__file__).parents[3] / "docs" / "permissions.md").read_text("utf-8")
    assert shortly() in page, "put into it what `python -m tests.workspace.addresses.table` tells"


def test_a_library_s_name_of_a_page_leads_to_a_page_of_the_table() -> None:
    for name in EXTRA:
        if name.startswith(LIBRARIES):
            args: dict[str, Any] = {"uidb36": "1", "key": "x"} if name.endswith("from_key") else {}
            args |= {"pk": 1} if name in ("mfa_edit_webauthn", "mfa_remove_webauthn") else {}
            page = str(resolve(reverse(name, kwargs=args)).url_name)
            assert page.removeprefix("fi-") in urls.PAGES, name


def test_a_round_s_pages_are_told_in_each_of_its_states() -> None:
    states: dict[str, set[str]] = {}
    for row in ROWS:
        if row.kind == "round":
            states.setdefault(row.page, set()).add(row.state)
    assert [page for page, told in states.items() if told != {"preparing", "open", "closed"}] == []


def test_every_text_that_people_write_is_in_the_table() -> None:
    of_kind = {called: kind for kind, (called, _) in WRITTEN.items()}
    texts = {row.state.split(":")[0] for row in ROWS if row.page == "text"}
    assert {f"{of_kind[kind]} {part}" for kind, part in parts()} == texts - {"unknown"}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_an_address_answers_each_actor_as_the_table_tells(row: Row, site: Site) -> None:
    at, wrong = address_of(row, site), []
    posting = TWO if set(row.cells) == {"++"} else ACTORS
    for actor in TWO if row.page in figures.PAGES else ACTORS:
        cache.clear()  # else allauth counts the visits of all, as of one who tries too often
        visitor = site.visitor(actor)
        with taken_back() as read:
            got = told(visitor.get(at))
        with taken_back() as changed:
            posted = told(visitor.post(at)) if actor in posting else row.of(actor)[1]
        if (got, posted) != row.of(actor):
            wrong.append(f"{actor}: {MARK.get(got, got)}{MARK.get(posted, posted)}")
        if read or (changed and posted in (403, 404, 405)):
            wrong.append(f"{actor} has changed: {read or changed}")
    assert not wrong, f"{row} at {at}: {'; '.join(wrong)}"


@pytest.mark.parametrize("row", [row for row in ROWS if row.page in urls.PAGES], ids=str)
def test_an_address_answers_alike_in_all_languages(row: Row, site: Site) -> None:
    for actor, language in (("preparer", Language.SV), ("coordinator", Language.EN)):
        with taken_back():
            answer = site.visitor(actor).get(address_of(row, site, language))
        assert answer.status_code == row.of(actor)[0], (actor, language)
        if "text/html" in answer.headers["Content-Type"] and answer.status_code == 200:
            assert f'<html lang="{language}"' in answer.content.decode()


def test_those_of_the_table_are_who_they_are_said_to_be(site: Site) -> None:
    world = site.world
    kainuu = [world.reader, world.member, world.preparer, world.approver]
    assert [(one.organisation, one.role) for one in kainuu] == [
        ("kainuun-liitto", role) for role in ("reader", "member", "preparer", "approver")
    ]
    tem = [world.other_expert, world.secretary, world.coordinator, world.auditor]
    assert [(one.organisation, one.role) for one in tem] == [
        ("tem", role) for role in ("expert", "secretary", "coordinator", "auditor")
    ]
    assert (world.outsider.organisation, world.outsider.role) == ("lapin-liitto", "preparer")
    assert (world.outside_approver.organisation, world.outside_approver.role) == ("lapin-liitto", "approver")
    assert (world.expert.organisation, world.expert.role) == ("ym", "expert")
