"""The eighteen councils and what Alke knows of strategies, loaded; and the embedded figures, computed once."""

from __future__ import annotations

import pytest

from alke.areas import MAINLAND, area
from alke.base import home
from alke.findings.generate import ensure
from alke.indicators.generation import Generation
from alke.workspace.people.models import Organisation
from alke.workspace.strategies import reference
from tests.workspace.conftest import World, organisation


@pytest.fixture
def councils(world: World) -> None:
    """A council for each of the eighteen regions."""
    for code in MAINLAND:
        if not any(code in one.regions for one in Organisation.objects.all()):
            region = area(code)
            assert region.region is not None
            organisation(f"council-{code.lower()}", "council", region.region.council.fi, code)


@pytest.fixture
def loaded(councils: None) -> None:
    """What Alke knows from the beginning."""
    reference.load()


@pytest.fixture(scope="session")
def figures() -> Generation:
    """The embedded figures, computed."""
    return ensure(home.home())
