"""The proof check on generated sentences of the embedded figures and on their mutants.

A part of the findings of every area, chosen by a checksum, so that it takes a minute; all of them take three:
``python -m tests.language.mutants``.
"""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.indicators.generation import Generation
from tests.language.mutants import AREAS, Tally, tally

EVERY = 6


@pytest.fixture(scope="module", params=[*Language])
def counted(request: pytest.FixtureRequest, embedded: Generation) -> Tally:
    found = tally(embedded, (request.param,), AREAS, every=EVERY)
    print(f"{request.param}: {found}")
    return found


def test_every_sentence_holds_and_every_number_is_in_a_claim(counted: Tally) -> None:
    assert counted.sentences > 800
    assert counted.failures == []
    assert counted.held == counted.sentences
    assert counted.covered == counted.numbers


def test_mutants_are_called_false(counted: Tally) -> None:
    assert counted.mutants["number"] > 1000
    assert all(counted.mutants[name] > 50 for name in ("direction", "rank", "region", "year"))
    assert counted.kill_rate >= 0.99, counted.survivors[:20]


def test_no_kind_of_mutant_slips_through(counted: Tally) -> None:
    for name, count in counted.mutants.items():
        assert counted.caught[name] / count >= 0.99, (name, counted.survivors[:20])
