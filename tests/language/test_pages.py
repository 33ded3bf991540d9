"""The pages for readers of the language: current, and showing what they promise."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from alke.areas import MAINLAND
from alke.base.languages import Language
from alke.language.paragraphs import Link, joined, say
from alke.language.runs import plain
from tests.language.everything import unproven
from tests.language.proof.conftest import generation

DOCS = Path(__file__).resolve().parents[2] / "docs"


@cache
def pages() -> ModuleType:
    """The script that writes the pages."""
    spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["glossary", "paragraphs"])
def test_the_page_is_as_the_program_would_write_it(name: str) -> None:
    made = pages().glossary() if name == "glossary" else pages().paragraphs(generation())
    assert (DOCS / f"{name}.md").read_text("utf-8") == made, "python docs/pages.py writes it anew"


def test_twenty_paragraphs_are_told_in_each_language() -> None:
    page = (DOCS / "paragraphs.md").read_text("utf-8")
    for part in page.split("\n## ")[1:]:
        assert len(re.findall(r"^\*\*\d+\. ", part, re.MULTILINE)) == 20
    assert page.count("\n## ") == len(Language)


def test_the_twenty_differ() -> None:
    chosen = pages().twenty(generation())
    assert {each.area for each in chosen} >= {"SSS", "MK01", "MK18", "MK21"}
    assert len({each.area for each in chosen} & set(MAINLAND)) >= 8
    assert len({tuple(map(str, each.lines)) for each in chosen}) == 20
    rules = {line.finding.rule for each in chosen for line in each.lines}
    assert rules >= {"level", "change", "trend", "turn", "rank", "persistence", "record", "projection", "convergence"}
    assert {line.link for each in chosen for line in each.lines} == set(Link)


@pytest.mark.parametrize("language", Language)
def test_every_claim_of_the_twenty_holds(language: Language) -> None:
    made = generation()
    for each in pages().twenty(made):
        text = joined([say(line, language, made.catalogue) for line in each.lines])
        assert unproven(text, each.area, language, made) == [], plain(text)
