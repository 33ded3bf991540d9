"""The rule that tells when people, not the product, moved the product per head."""

from __future__ import annotations

import pytest

from alke.base.units import unit
from alke.findings import Finding, find
from tests.findings import fictional


def told(head: float, people: float, product: float, *, area: str = "MK18", **changes: object) -> list[Finding]:
    """What is told when each has changed so many per cent in five years."""
    of = fictional.per_head(id="gdp-per-head", **changes)
    amount = fictional.people(id="gdp", unit=unit("eur_million"), decimals=1)
    rows = {of.id: (30_000.0, head), amount.id: (2_000.0, product), "population": (80_000.0, people)}
    held = {}
    for one in (of, amount, fictional.people()):
        start, percent = rows[one.id]
        held[one.id] = fictional.values(one, {"MK18": [start] * 5 + [start * (1 + percent / 100)]})
    return [each for each in find(held, {of.id: of}, area) if each.rule == "per_head"]


def test_a_product_per_head_that_grew_while_people_left_is_told_with_both_changes() -> None:
    (found,) = told(5.0, -4.0, 1.0)
    assert found.case == "grew_grew"
    assert found.numbers == pytest.approx({"percent": 5.0, "people": -4.0, "product": 1.0})


def test_a_product_that_shrank_or_stood_still_is_told_as_that() -> None:
    assert [each.case for each in told(3.0, -4.0, -1.0)] == ["grew_shrank"]
    assert [each.case for each in told(4.0, -4.0, 0.0)] == ["grew_same"]
    assert "product" not in told(4.0, -4.0, 0.0)[0].refs


def test_a_product_per_head_that_shrank_while_people_came_is_told_too() -> None:
    assert [each.case for each in told(-3.0, 4.0, 1.0)] == ["shrank_grew"]


def test_nothing_is_told_when_the_product_moved_it_more() -> None:
    assert told(6.0, -2.0, 4.0) == []
    assert told(6.0, 2.0, 8.0) == []


def test_nothing_is_told_over_a_break_or_without_the_three() -> None:
    assert told(5.0, -4.0, 1.0, breaks=fictional.broken("2015")) == []
    assert told(5.0, -4.0, 1.0, area="MK19") == []
