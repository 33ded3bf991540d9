"""Every word that people see: in three languages with the same slots, used by something, there when it is asked for.

What uses a word is read from the code and the templates: as a literal key, by a pattern such as ``theme_state_{…}``
whose filled part is a word of the code, or as the hint, lead or button of a key that is used.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from django.apps import apps

import alke
from alke.base.languages import Language
from alke.workspace.people.telling import verb_key
from alke.workspace.rounds.policies import parts as texts
from alke.workspace.words import WORDS

ROOT = Path(alke.__file__).parent
CODE = sorted(path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted([*ROOT.glob("workspace/*/templates/**/*.html"), *ROOT.glob("workspace/*/templates/**/*.txt")])

SAY = re.compile(r"""\{%\s*say\s+["']([a-z_0-9]+)["'](?!\|add)""")
NAMED = re.compile(r"""\{%\s*named\s+["']([a-z_0-9]+)["']""")
QUOTED = re.compile(r"""["']([A-Za-z_0-9-]+)["']""")

ASK = frozenset({"word", "impossible", "UnfitError"})
"""Calls whose first argument, when it is written out, is a key."""
CHOICES = re.compile(r"choices\b.* = ")
"""Where a form tells which kind of words its choices have."""
DOING = frozenset({"act", "_take", "_save"})
"""Calls whose first argument, when it is written out, is a verb."""
ENDINGS = ("_hint", "_lead", "_title", "_submit", "_done", "_body", "_subject", "_many")
OF_LIBRARIES = re.compile("(mail|sign_done)_(account|logged|login|password|recovery|totp|webauthn|primary)_[a-z_]+")
"""Messages and mails of signing in, which its library names."""
OF_DUTIES = re.compile("duty_write_(government|region)_view_(why|act)")
"""Duties to write a part of an outcome document, whose keys are made in two steps."""
REFERENCE = ("load", "mend", "add", "edit", "remove", "map")
"""What is done to rows of the strategies: the first part of these verbs is the model's name."""
LISTS = frozenset({("settheme", "map"), ("goal", "map")})
"""Rows of the strategies that are mapped to parts of a decision."""


def slots(text: str) -> list[str]:
    """The names of a text's slots, sorted."""
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    """The code, parsed."""
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in CODE)


@cache
def nodes() -> tuple[tuple[Path, ast.AST], ...]:
    """Every node of the code, with its file."""
    return tuple((path, node) for path, tree in trees() for node in ast.walk(tree))


@cache
def templates() -> str:
    """All templates in a row."""
    return "\n".join(path.read_text("utf-8") for path in TEMPLATES)


def written(node: ast.AST) -> str:
    """A text that is written out; "" for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def parts() -> frozenset[str]:
    """Every word of the code and the templates that may fill a pattern: texts, and names of fields and arguments."""
    found = set(QUOTED.findall(templates()))
    for lexicon in ROOT.glob("minutes/lexicon/*.yaml"):
        found |= set(re.findall(r"^ *([a-z_]+):", lexicon.read_text("utf-8"), re.MULTILINE))
    for _, node in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
            found |= {str(node.value), str(node.value).lower(), *str(node.value).split()}
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.keyword | ast.arg) and node.arg:
            found.add(node.arg)
    return frozenset(found | {one.replace("-", "_").replace(".", "_") for one in found})


@cache
def codes() -> frozenset[str]:
    """The values of all enumerations."""
    kinds = (node for _, node in nodes() if isinstance(node, ast.ClassDef))
    listed = (node for node in kinds if any(re.search("Enum|Choices", ast.unparse(base)) for base in node.bases))
    return frozenset(written(one) for node in listed for one in ast.walk(node)) - {""}


def pattern(text: ast.JoinedStr) -> tuple[str, ...]:
    """The written pieces of a formatted text, such as ("theme_state_", ""); () when it begins with nothing written."""
    pieces = [""]
    for one in text.values:
        if isinstance(one, ast.Constant):
            pieces[-1] += str(one.value)
        else:
            pieces.append("")
    return tuple(pieces) if re.fullmatch(r"[a-z]+_[a-z_]*", pieces[0]) else ()


def fits(key: str, pieces: tuple[str, ...]) -> bool:
    """Whether a key is a pattern filled with words of the code."""
    if not key.startswith(pieces[0]):
        return False
    rest = key.removeprefix(pieces[0])
    if len(pieces) == 1:
        return not rest
    return any(rest[:end] in parts() and fits(rest[end:], pieces[1:]) for end in range(1, len(rest) + 1))


@cache
def used() -> frozenset[str]:
    """The keys that something uses."""
    literal = {*QUOTED.findall(templates()), *(written(node) for _, node in nodes())}
    patterns = {(f"{kind}_", "") for kind in NAMED.findall(templates())}
    patterns |= {(kind, "") for kind in re.findall(r"""["']([a-z_]+_)["']\|add:""", templates())}
    for _, node in nodes():
        if isinstance(node, ast.JoinedStr) and (pieces := pattern(node)):
            patterns.add(pieces)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value and CHOICES.match(ast.unparse(node)):
            patterns |= {(f"{written(one)}_", "") for one in ast.walk(node.value) if written(one)}
    kinds = tuple(f"{one}_" for one in literal if re.fullmatch("[a-z]+_[a-z_]+", one))
    return frozenset(
        key
        for key in WORDS
        if key in literal
        or any(fits(key, pieces) for pieces in patterns)
        or any(key.startswith(kind) and key.removeprefix(kind) in codes() for kind in kinds)
    )


@cache
def columns() -> frozenset[str]:
    """The keys of the names of columns that the log tells of."""
    told = ((model._meta.model_name, field.name) for model in apps.get_models() for field in model._meta.get_fields())
    return frozenset(key for model, name in told for key in (f"field_{model}_{name}", f"field_{name}"))


@cache
def verbs() -> dict[str, str]:
    """Every verb that an act may have, and where."""
    found = dict(acts())
    rooms = apps.get_app_config("strategies").get_models()
    done = [(str(model._meta.model_name), verb) for model in rooms for verb in REFERENCE]
    found |= {f"{model}.{verb}": "strategies" for model, verb in done if verb != "map" or (model, verb) in LISTS}
    return found | {f"{kind}.write": "texts" for kind, _ in texts.parts()} | {"item.write": "imports"}


def live(key: str) -> bool:
    """Whether something uses a key, or uses the key or the beginning that it belongs to."""
    if key in used() or OF_LIBRARIES.fullmatch(key) or OF_DUTIES.fullmatch(key) or key in columns():
        return True
    if key.startswith("verb_"):
        return key in {verb_key(verb) for verb in verbs()}
    stem = next((key.removesuffix(end) for end in ENDINGS if key.endswith(end)), "")
    return bool(stem) and (stem in parts() or live(stem))


def acts() -> Iterator[tuple[str, str]]:
    """Every verb that is written out, and where."""
    for path, node in nodes():
        if "workspace" not in path.parts:
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in DOING and node.args:
            told = [node.args[0]]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "verb":
            told = [one for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
        else:
            continue
        for one in told:
            if re.fullmatch(r"[a-z_]+\.[a-z_]+", written(one)):
                yield written(one), f"{path.relative_to(ROOT)}:{node.lineno}"


def asked() -> Iterator[tuple[str, str]]:
    """Every key that the code or a template asks for in so many words, and where."""
    for path in TEMPLATES:
        for key in SAY.findall(path.read_text("utf-8")):
            yield key, str(path.relative_to(ROOT))
    for path, node in nodes():
        if "workspace" not in path.parts or not isinstance(node, ast.Call):
            continue
        if getattr(node.func, "id", "") in ASK and node.args and written(node.args[0]):
            yield written(node.args[0]), f"{path.relative_to(ROOT)}:{node.lineno}"
        if getattr(node.func, "attr", "") == "fail" and len(node.args) > 1 and written(node.args[1]):
            yield written(node.args[1]), f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_text_has_the_same_slots_in_the_three_languages() -> None:
    told = {key: [slots(text[one]) for one in Language] for key, text in WORDS.items()}
    assert {key: found for key, found in told.items() if len({tuple(one) for one in found}) > 1} == {}


def test_every_text_is_used() -> None:
    assert sorted(key for key in WORDS if not live(key)) == []


def test_every_text_that_is_asked_for_exists() -> None:
    assert sorted({f"{where}: {key}" for key, where in asked() if key not in WORDS}) == []


def test_every_code_that_is_named_has_at_least_one_word() -> None:
    kinds = set(NAMED.findall(templates()))
    assert sorted(kind for kind in kinds if not any(key.startswith(f"{kind}_") for key in WORDS)) == []


def test_every_act_is_told_in_words_in_the_log() -> None:
    assert sorted(f"{where}: {verb}" for verb, where in verbs().items() if verb_key(verb) not in WORDS) == []
