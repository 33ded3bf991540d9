"""Signing in by the real pages; counts of failed attempts begin anew in every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def as_(client: Client) -> Callable[[Actor], Client]:
    """The browser of a person who has signed in."""

    def signed_in(actor: Actor) -> Client:
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return signed_in
