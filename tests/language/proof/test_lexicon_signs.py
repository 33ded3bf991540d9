"""The names under which the lexicons hold signs are those the check asks for, in one language at least."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from alke.language import proof

FOLDER = Path(str(proof.__file__)).parent
_ASKED = re.compile(r"""(?:sign\(|signs\[|signs\.get\(|in \w+\.words\.signs and )"(\w+)\"""")


def held() -> set[str]:
    return {name for path in FOLDER.glob("lexicon/*.yaml") for name in yaml.safe_load(path.read_text("utf-8"))["signs"]}


def test_every_sign_that_is_asked_for_is_in_a_lexicon() -> None:
    code = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    asked = set(_ASKED.findall(code)) - {"denial", "neutral", "known", "vague", "soft"}  # lists of their own
    assert len(asked) > 20
    assert asked - held() == set()


def test_every_sign_of_a_lexicon_is_asked_for() -> None:
    code = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    assert {name for name in held() if f'"{name}"' not in code} == set()
