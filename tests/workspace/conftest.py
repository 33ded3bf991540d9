"""The people of every test of the process: who they are, and how they act. All are fictional."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection

from alke.workspace import kept
from alke.workspace.people.actors import ANYONE, Actor, acting
from alke.workspace.people.models import Membership, Organisation, Role, User


def organisation(code: str, kind: str, name: str, *regions: str, **fields: Any) -> Organisation:
    """An organisation, made when there is none of that code."""
    names = {"name_fi": name, "name_sv": f"{name} (sv)", "name_en": f"{name} (en)"}
    made, _ = Organisation.objects.get_or_create(
        code=code, defaults={"kind": kind, "regions": list(regions), **names, **fields}
    )
    return made


@cache
def hashed() -> str:
    """The password of every test person, hashed once: it is slow on purpose."""
    return make_password("aamuvirkku")


def person(name: str, of: Organisation, role: str, **fields: Any) -> Actor:
    """A person in a role, ready to act; signs in with the password ``aamuvirkku``."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create(email=email, name=name, password=hashed(), fictional=True, **fields)
    membership = Membership.objects.create(user=user, organisation=of, role=role, valid_from=date(2017, 1, 1))
    return acting(membership)


@pytest.fixture(autouse=True)
def pages_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that tests make past the acts are seen at once; `test_kept.py` keeps pages."""
    monkeypatch.setattr(kept, "LIMIT", 0)


@dataclass(frozen=True)
class World:
    """Who there is: `anyone` has not signed in."""

    tem: Organisation
    ym: Organisation
    kainuu: Organisation
    lappi: Organisation
    coordinator: Actor
    secretary: Actor
    expert: Actor
    other_expert: Actor
    preparer: Actor
    approver: Actor
    member: Actor
    outsider: Actor
    outside_approver: Actor
    auditor: Actor
    reader: Actor
    anyone: Actor = ANYONE


@pytest.fixture
def world(db: None) -> World:
    """Two ministries, two councils and their people."""
    return people()


def people() -> World:
    """Makes them."""
    tem = organisation("tem", "ministry", "Työ- ja elinkeinoministeriö")
    ym = organisation("ym", "ministry", "Ympäristöministeriö")
    kainuu = organisation("kainuun-liitto", "council", "Kainuun liitto", "MK18")
    lappi = organisation("lapin-liitto", "council", "Lapin liitto", "MK19")
    return World(
        tem=tem,
        ym=ym,
        kainuu=kainuu,
        lappi=lappi,
        coordinator=person("Kaisa Koordinaattori", tem, Role.COORDINATOR),
        secretary=person("Seppo Sihteeri", tem, Role.SECRETARY),
        expert=person("Yrjö Ympäristö", ym, Role.EXPERT),
        other_expert=person("Taina Työ", tem, Role.EXPERT),
        preparer=person("Vilma Valmistelija", kainuu, Role.PREPARER),
        approver=person("Heikki Hyväksyjä", kainuu, Role.APPROVER),
        member=person("Maija Jäsen", kainuu, Role.MEMBER),
        outsider=person("Olli Ulkopuolinen", lappi, Role.PREPARER),
        outside_approver=person("Hilla Hyväksyjä", lappi, Role.APPROVER),
        auditor=person("Tuomas Tarkastaja", tem, Role.AUDITOR),
        reader=person("Liisa Lukija", kainuu, Role.READER),
    )


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database where acts are really committed, for threads; emptied afterwards though the journal refuses it."""
    yield
    triggers = importlib.import_module("alke.workspace.journal.migrations.0002_unchangeable")
    editor = SimpleNamespace(connection=connection)
    triggers.allow(None, editor)
    call_command("flush", verbosity=0, interactive=False)
    triggers.refuse(None, editor)
