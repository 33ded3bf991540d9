"""One content for all tests of addresses, made once and taken back at the end, and everyone who asks for a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from alke.findings.generate import ensure
from alke.workspace.people.models import Role, User
from tests.workspace.addresses.place import Things, build
from tests.workspace.conftest import World, people, person

DAY = "2026-02-02"
"""The day on which the content stands: the talks of the open round are ahead."""


class Visitor(Client):
    """A client that keeps nothing of what templates were given: a third of the time of a page."""

    def request(self, **request: Any) -> Any:
        """The answer alone."""
        return self.handler(self._base_environ(**request))  # type: ignore[attr-defined]  # Django's own, not in its stubs


@dataclass(frozen=True)
class Site:
    """The people, where each thing is, and actor → her session ("" for anyone)."""

    world: World
    things: Things
    visits: dict[str, str]

    def visitor(self, actor: str) -> Visitor:
        """A browser of this actor; what a page does to its cookies is forgotten."""
        client = Visitor()
        if self.visits[actor]:
            client.cookies["alke"] = self.visits[actor]
        return client


def cast(world: World) -> dict[str, int | None]:
    """Actor of the table → her account: those of the world, and those whom only this table needs."""
    known = {
        name: getattr(world, name).user_id for name in World.__annotations__ if hasattr(getattr(world, name), "role")
    }
    roleless = User.objects.create(email="roope.rooliton@example.org", name="Roope Rooliton", fictional=True)
    return {
        **known,
        "roleless": roleless.pk,
        "presenter": person("Esa Esittelijä", world.kainuu, Role.PRESENTER).user_id,
        "council_secretary": person("Siiri Sihteeri", world.kainuu, Role.SECRETARY).user_id,
    }


def _visit(user_id: int | None) -> str:
    if user_id is None:
        return ""
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client.cookies["alke"].value


@pytest.fixture(scope="module")
def home_of_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the embedded figures, on the day of the content."""
    folder = tmp_path_factory.mktemp("addresses")
    ensure(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALKE_HOME", str(folder))
        patch.setenv("ALKE_TODAY", DAY)
        yield folder


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker, home_of_site: Path) -> Iterator[Site]:
    """The people and the content, for every test of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = people()
        things = build(world)
        yield Site(world, things, {actor: _visit(user_id) for actor, user_id in cast(world).items()})
        transaction.set_rollback(True)
