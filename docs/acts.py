"""Puts the tables of acts and rights into `acts.md` when the site is built, read from the code so that they stay true.

Leaves out all else: see `hooks.py`.
"""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import alke.workspace

ROOT = Path(alke.workspace.__file__).parent
HERE = "<!-- acts and rights -->"
NAMED = {"operating_model": "operatingmodel", "outcome": "outcomedocument", "format": "formatchange"}
"""Acts named otherwise than by their model."""


def acts() -> dict[str, tuple[str, str]]:
    """Act → the module that does it, and what its function says of itself."""
    from django.apps import apps

    from alke.workspace.rounds.policies.parts import parts

    models = {one._meta.model_name for one in apps.get_models() if one.__module__.startswith("alke.")}
    named = re.compile(rf"({'|'.join(sorted([*NAMED, *filter(None, models)]))})\.[a-z_]+")
    found: dict[str, tuple[str, str]] = {}
    for path in sorted([*ROOT.glob("*/actions.py"), *ROOT.glob("*/actions/*.py"), *ROOT.glob("*/reference.py")]):
        where = path.relative_to(ROOT).as_posix()
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            told = (ast.get_docstring(function) or "").partition("\n")[0]
            for node in ast.walk(function):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and named.fullmatch(node.value):
                    found.setdefault(node.value, (where, told))
            found |= dict.fromkeys(_of_every_model(where, function), (where, told))
    for part in parts().values():
        found[f"{part.rows().model._meta.model_name}.write"] = (
            "journal/writings.py",
            "Save a text as its next version.",
        )
    return dict(sorted(found.items()))


def _of_every_model(where: str, function: ast.FunctionDef) -> Iterator[str]:
    """Acts that one function does to rows of any model of its room: ``act(f"{…}.add", …)``."""
    from django.apps import apps

    for node in ast.walk(function):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "act" and isinstance(node.args[0], ast.JoinedStr):
            end = ast.unparse(node.args[0])[2:-1].rpartition(".")[2]
            yield from (
                f"{one._meta.model_name}.{end}" for one in apps.get_app_config(where.split("/")[0]).get_models()
            )


def rights() -> Iterator[tuple[str, str, str, str, str]]:
    """``(policy, verb, roles, in which states, source)`` of every grant of every policy."""
    import alke.workspace.rounds.policies as of_rounds
    from alke.workspace.people.policies import Policy

    names = [f"alke.workspace.{room}" for room in ("people.access", "strategies.policies", "meetings.policies")]
    names += [f"{of_rounds.__name__}.{one.name}" for one in pkgutil.iter_modules(of_rounds.__path__)]
    for name in names:
        module = importlib.import_module(name)
        for policy, rule in sorted(vars(module).items()):
            if not isinstance(rule, Policy) or not policy.isupper() or f"\n{policy}" not in _source(module.__file__):
                continue
            for verb, grants in rule.grants.items():
                for one in grants:
                    roles = ", ".join(sorted(one.roles))
                    whose = (", of the row's own organisation" if one.own else "") + (
                        f", of the {one.side}'s side" if one.side else ""
                    )
                    yield policy, verb, roles + whose, ", ".join(sorted(one.states)), one.why


def _source(path: str | None) -> str:
    return Path(path or "").read_text("utf-8")


def tables() -> str:
    """Both tables as Markdown."""
    from alke.workspace.people.telling import verb_key
    from alke.workspace.words import WORDS

    lines = ["## Acts", "", "| Act | In the log | What is done | Module |", "| --- | --- | --- | --- |"]
    for verb, (where, told) in acts().items():
        said = WORDS[verb_key(verb)].en if verb_key(verb) in WORDS else "–"
        lines.append(f"| `{verb}` | {said.replace('{subject}', '…')} | {told} | `{where}` |")
    lines += ["", "## Rights", "", "| Policy | Verb | Roles | Only while the row is | Rests on |"]
    lines.append("| --- | --- | --- | --- | --- |")
    lines += [f"| `{a}` | {b} | {c} | {d or 'any'} | {e or '–'} |" for a, b, c, d, e in rights()]
    return "\n".join(lines) + "\n"


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the tables where the page asks for them."""
    if HERE not in markdown:
        return markdown
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alke.workspace.settings")
    import django

    django.setup()
    return markdown.replace(HERE, tables())
