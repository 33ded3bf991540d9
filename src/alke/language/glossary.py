"""The glossary: phrases the house uses and those it never uses, with reasons, in each language.

A person may write as she likes; what the program writes keeps to it, which tests see to. Leaves out names and terms of
the field (`docs/words.md`) and whether a text is true (`proof/`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from alke.base.languages import Language


@dataclass(frozen=True, slots=True)
class Used:
    """A phrase the house uses: what it is said of, and why so; the reason is in the glossary's own language."""

    say: str
    of: str
    why: str


@dataclass(frozen=True, slots=True)
class Never:
    """A phrase the house never uses.

    Attributes:
        word: As it is shown.
        find: The pattern that finds it as whole words.
        say: What is said instead.
        why: In the glossary's own language.
        everywhere: Whether it holds of every text about figures, not of sentences alone.
    """

    word: str
    find: re.Pattern[str]
    say: str
    why: str
    everywhere: bool


@cache
def _raw() -> dict[str, dict[str, list[dict[str, Any]]]]:
    loaded: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load(
        Path(__file__).with_suffix(".yaml").read_text("utf-8")
    )
    return loaded


@cache
def uses(language: Language) -> tuple[Used, ...]:
    """What the house says in a language."""
    return tuple(Used(**each) for each in _raw()[language]["uses"])


@cache
def never(language: Language) -> tuple[Never, ...]:
    """What the house never says in a language."""
    return tuple(
        Never(
            each["word"],
            re.compile(rf"(?<!\w)(?:{each['find']})(?!\w)", re.IGNORECASE),
            each["say"],
            each["why"],
            each.get("where") == "texts",
        )
        for each in _raw()[language]["never"]
    )


def found(text: str, language: Language, *, sentence: bool = True) -> list[str]:
    """What a text says that the house never does, in order of the glossary.

    Args:
        text: Any text.
        language: The language it is in.
        sentence: Whether it is a sentence or a paragraph of findings; of other texts about figures less is asked.
    """
    asked = (each for each in never(language) if sentence or each.everywhere)
    return [match[0] for each in asked if (match := each.find.search(text))]
