"""The docs page of areas tells the truth."""

from __future__ import annotations

import doctest
from pathlib import Path


def test_the_examples_in_the_docs_give_what_they_say() -> None:
    page = Path(__file__).parents[2] / "docs/areas.md"
    outcome = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 20
    assert outcome.failed == 0
