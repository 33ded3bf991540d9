"""Themes of the situation picture, by theme set. Leaves out which indicators belong to them (`catalogue.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from alke.base.errors import UnknownCodeError
from alke.base.languages import Text

CURRENT = "2024"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme.

    Attributes:
        key: Its code in a set, such as ``population``.
        names: Its name as a heading.
        description: What belongs to it, one sentence.
    """

    key: str
    names: Text
    description: Text


@cache
def theme_sets() -> Mapping[str, tuple[Theme, ...]]:
    """All theme sets by name, each in the order of the picture."""
    path = Path(__file__).with_name("themes.yaml")
    sets = {}
    for name, themes in yaml.safe_load(path.read_text("utf-8")).items():
        where = f"themes.yaml, set {name}"
        sets[str(name)] = tuple(
            Theme(
                key,
                Text.of(fields["name"], where=f"{where}, theme {key}"),
                Text.of(fields["description"], where=f"{where}, theme {key}"),
            )
            for key, fields in themes.items()
        )
    return sets


def themes(name: str = CURRENT) -> tuple[Theme, ...]:
    """The themes of a set, in the order of the picture.

    Raises:
        UnknownCodeError: when there is no such set.
    """
    if name not in theme_sets():
        raise UnknownCodeError("theme set", name, theme_sets())
    return theme_sets()[name]
