"""The lexicon holds every list of terms that the rules ask for, so that no text can make the reading raise."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from alke.minutes import reading
from alke.minutes.outcomes import _ORDER
from alke.minutes.reading import read
from alke.minutes.words import load, words

FOLDER = Path(reading.__file__).parent
SHORT = {"act": "acts", "noun": "nouns", "_before_has": "nouns", "_row": "named_acts"}


def strings(node: ast.expr, held: dict[str, set[str]]) -> set[str]:
    """What an expression may be as far as the file itself tells: a string, one of several, a name of these."""
    match node:
        case ast.Constant(value=str() as told):
            return {told}
        case ast.Tuple(elts=entries) | ast.List(elts=entries):
            return {told for each in entries for told in strings(each, held)}
        case ast.Name(id=name):
            return held.get(name, set())
        case ast.IfExp(body=first, orelse=second):
            return strings(first, held) | strings(second, held)
        case ast.JoinedStr(values=[ast.Constant(value=str() as head), ast.FormattedValue(value=inner)]):
            return {head + told for told in strings(inner, held)} or {head.rstrip(".")}
        case _:
            return set()


def named(tree: ast.AST, held: dict[str, set[str]]) -> dict[str, set[str]]:
    """The names that stand for strings: what is assigned and what loops run over."""
    found = dict(held)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = strings(node.value, found)
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Name):
            found[node.target.id] = strings(node.iter, found)
    return found


def asked() -> Iterator[tuple[str, str]]:
    """Every path of the lexicon that the code names, with its file."""
    for path in sorted(FOLDER.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        constants = named(ast.Module([node for node in tree.body if isinstance(node, ast.Assign)], []), {})
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            held = named(function, constants)
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args):
                yield from asked_by(call, held)


def asked_by(call: ast.Call, held: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """What one call asks for."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name == "words":
        file = strings(call.args[1], held).pop() if len(call.args) > 1 else "talks"
        yield from ((each, file) for each in strings(call.args[0], held))
    elif name in SHORT:
        yield from ((f"{SHORT[name]}.{each}", "talks") for arg in call.args for each in strings(arg, held))


ASKED = sorted(set(asked()))


def test_the_code_asks_for_many_lists() -> None:
    assert len(ASKED) > 60
    assert {("moods.hedge", "talks"), ("acts.hold", "talks"), ("nouns.candidates", "talks")} <= set(ASKED)


@pytest.mark.parametrize(("path", "file"), ASKED)
def test_every_list_that_the_code_names_is_in_the_lexicon(path: str, file: str) -> None:
    assert words(path, file).pattern


def test_every_outcome_that_is_looked_for_has_its_formulas() -> None:
    assert set(_ORDER) <= set(load("plain")["outcomes"])


def test_every_list_of_the_lexicon_is_a_pattern_that_ends() -> None:
    for file in ("talks", "plain"):
        for key in load(file):
            assert re.compile(words(key, file).pattern)


@pytest.mark.parametrize("formula", [each for told in load("plain")["outcomes"].values() for each in told])
@pytest.mark.parametrize(
    "frame", ["{}.", "Päätös\n\n{}.", "Äänestyksen jälkeen {}.", "Päätös: äänestyksessä {}", "Ei {}."]
)
def test_no_formula_of_a_decision_makes_the_reading_raise(formula: str, frame: str) -> None:
    text = frame.format(formula.replace("_", "asian").replace("*", "t"))
    for given in (text, text[:1].upper() + text[1:]):
        assert all(fact.quote == given[fact.span.start : fact.span.end] for fact in read(given).facts)


@pytest.mark.parametrize("act", [each for told in load("talks")["acts"].values() for each in told])
def test_no_verb_makes_the_reading_raise(act: str) -> None:
    for text in (f"AUNE {act} teemat 3.12.2024.", f"Keskustelut {act} Helsingissä 20.3.2025 jos TEM {act} lausunnot."):
        assert all(fact.quote == text[fact.span.start : fact.span.end] for fact in read(text).facts)
