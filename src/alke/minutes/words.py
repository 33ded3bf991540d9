"""The lexicon: the YAML files of `lexicon/` as patterns and tables.

A term is written as an official writes it. ``*`` stands for any letters of the same word, ``_`` for up to four words
in between, a blank for any white space. A term in capitals (AUNE) is an abbreviation: it is read only in capitals, and
with an ending after a colon (AUNE:ssa). Leaves out which house a text comes from (`houses.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from alke.base.errors import InputError

FOLDER = Path(__file__).parent / "lexicon"
Found = re.Match[str]


def term(words: str) -> str:
    """The regular expression of a term."""
    capital = words.isupper() and len(words) > 1
    if capital:
        return rf"(?-i:{re.escape(words)}(?::\w+)?)(?![\w:])"
    pieces = []
    for word in words.split():
        if word == "_":
            pieces.append(r"(?:\S+\s+){0,4}?")
            continue
        letters = re.escape(word).replace(r"\*", r"[\w:\-]{0,40}")
        if word.isupper() and len(word) > 1:
            letters = f"(?-i:{letters})"
        pieces.append(letters + r",?\s+")
    body = "".join(pieces).removesuffix(r",?\s+").removesuffix(r"\s+")
    return rf"{body}(?!\w)" if not words.endswith("*") else body


def pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """One pattern of many terms, the longest first, each from a word's beginning; of no terms, one that never fits."""
    ordered = sorted(set(terms), key=lambda words: (-len(words), words))
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![\w])(?:{'|'.join(map(term, ordered))})", re.IGNORECASE)


@cache
def load(name: str) -> Mapping[str, Any]:
    """A file of the lexicon.

    Raises:
        InputError: when it is not a mapping of names to terms.
    """
    path = FOLDER / f"{name}.yaml"
    # Every leaf a string: "on" is a word here, not a truth. BaseLoader makes strings, lists and mappings only.
    told = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    if not isinstance(told, Mapping):
        raise InputError(
            "a file of the lexicon needs names with terms under them", where=path.name, fix="See plain.yaml"
        )
    return told


def _flat(told: Any, path: str) -> list[str]:
    if isinstance(told, Mapping):
        return [each for key, value in told.items() for each in _flat(value, f"{path}.{key}")]
    if isinstance(told, list):
        return [each for value in told for each in _flat(value, path)]
    if not isinstance(told, str):
        raise InputError(f"{told!r} is no term", where=path, fix="Put it in quotation marks")
    return [told]


@cache
def words(path: str, file: str = "talks") -> re.Pattern[str]:
    """The pattern of all terms under a dotted path of a file: ``verbs.hold.past``."""
    told: Any = load(file)
    for key in path.split("."):
        if key not in told:
            raise InputError(f"the lexicon has no {path}", where=f"{file}.yaml", fix="Add it there")
        told = told[key]
    return pattern(_flat(told, path))


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation or forum.

    Attributes:
        name: Its one canonical name.
        kind: organisation or forum.
        nominative: Who acts.
        genitive: Whose.
        inside: In or at it: "AUNE:ssa", "AUNE:n kokouksessa", "i AUNE".
        to: To it: "TEM:lle", "till ANM".
        mention: In any form.
    """

    name: str
    kind: str
    nominative: re.Pattern[str]
    genitive: re.Pattern[str]
    inside: re.Pattern[str]
    to: re.Pattern[str]
    mention: re.Pattern[str]


_CASES = ("nominative", "genitive", "inside", "to", "other")


def _abbreviated(short: str) -> dict[str, list[str]]:
    """The cases of an abbreviation, Finnish with a colon and Swedish with a preposition."""
    return {
        "nominative": [short],
        "genitive": [f"{short}:n", f"{short}n", f"{short}:s"],
        "inside": [f"{short}:{end}" for end in ("ssa", "ssä", "lla", "llä")]
        + [f"i {short}", f"vid {short}", f"inom {short}"],
        "to": [f"{short}:{end}" for end in ("lle", "ään", "een", "iin", "hen", "hon")]
        + [f"{short}ille", f"till {short}", f"för {short}"],
    }


def _exact(forms: Iterable[str]) -> re.Pattern[str]:
    """Forms as wholes: an abbreviation of a case has no further ending."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    if not ordered:
        return re.compile(r"(?!)")
    pieces = []
    for form in ordered:
        letters = r"\s+".join(
            (f"(?-i:{re.escape(word)})" if word[:2].isupper() else re.escape(word)).replace(r"\*", r"\w*")
            for word in form.split()
        )
        pieces.append(letters)
    return re.compile(rf"(?<![\w:\-])(?:{'|'.join(pieces)})(?![\w:\-])", re.IGNORECASE)


@cache
def actors() -> tuple[Actor, ...]:
    """All organisations and fora of the lexicon, in its order."""
    found = []
    for kind in ("organisation", "forum"):
        for name, told in load("actors")[kind].items():
            cases: dict[str, list[str]] = {case: list(told.get(case, ())) for case in _CASES}
            for short in told.get("short", ()):
                for case, forms in _abbreviated(short).items():
                    cases[case] += forms
            mention = pattern([*told.get("mention", ()), *told.get("short", ())]).pattern
            every = _exact([form for forms in cases.values() for form in forms]).pattern
            found.append(
                Actor(
                    name,
                    kind,
                    nominative=_exact(cases["nominative"]),
                    genitive=_exact(cases["genitive"]),
                    inside=_exact(cases["inside"]),
                    to=_exact(cases["to"]),
                    mention=re.compile(f"(?:{mention}|{every})", re.IGNORECASE),
                )
            )
    return tuple(found)
