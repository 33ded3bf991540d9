"""The choice of findings stands when the data wobble by 1 %, on the embedded figures of every area."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import mean

import pytest

from alke.findings.generate import ensure
from alke.indicators.catalogue import Indicator
from alke.indicators.values import Values
from bench.findings import STAYS, stay

Embedded = tuple[Mapping[str, Values], Mapping[str, Indicator]]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    made = ensure(tmp_path_factory.mktemp("home"))
    return {key: made.values(key) for key in made.catalogue}, made.catalogue


@pytest.mark.parametrize("seed", [11, 12, 13])
@pytest.mark.parametrize("what", STAYS)
def test_most_stories_stay_when_the_values_wobble(embedded: Embedded, what: str, seed: int) -> None:
    shares = stay(*embedded, what, seed)
    assert mean(shares.values()) >= STAYS[what]
    assert min(shares.values()) >= 0.6


def test_values_that_do_not_move_leave_the_choice_as_it_is(embedded: Embedded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.findings.WOBBLE", 0.0)
    assert set(stay(*embedded, "each number", 0).values()) == {1.0}
