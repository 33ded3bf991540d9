"""Who writes the tables: actions alone, each inside an act, so that nothing changes that the log is not told of.

Reads the sources: a write is `save`, `delete`, `create` and their kin, or `update` of a query. A function that writes
outside `with act(…)` must be called inside one, however many calls away.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import alke.workspace

ROOT = Path(alke.workspace.__file__).parent
ALWAYS = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "create_user"}
OF_QUERIES = {"update"}
"""Also the name of what sets and dictionaries do: a write when the row's manager is named in the same expression."""

BESIDE = {
    "journal/acts.py": "the log itself",
    "journal/writings.py": "writes inside an act of its own",
    "people/models.py": "Django's own way to make a user, called by an action",
    "people/reference.py": "what the product knows from the beginning",
    "meetings/reference.py": "what the product knows from the beginning",
    "strategies/reference.py": "what the product knows from the beginning",
    "rounds/models/outcome.py": "guards its own save",
}
OWN = {
    "people/actions.py:prefer": "a person's own choices",
    "people/actions.py:note_sign_in": "who signs in is a record of its own, which an auditor reads",
    "people/actions.py:accept_as_new": "the account of one who answers an invitation; the answer is in the log",
    "rounds/actions/feeds.py:renew": "a secret, which the log would keep for good",
    "rounds/actions/feeds.py:remove": "a secret, which the log would keep for good",
    "rounds/actions/reminders.py:send": "what has been sent to whom is a record of its own",
}
"""What is not written in the log, and why."""
INSIDE = {"rounds/actions/sessions.py:withdraw"}
"""Parts of other acts that several actions share."""


@dataclass
class Function:
    """A function of an actions module: the lines where it writes outside acts, and whom it calls there."""

    writes: list[int] = field(default_factory=list)
    calls: set[str] = field(default_factory=set)


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the process rooms but the example and migrations, by its path."""
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("demo/") and "/migrations/" not in name:
            yield name, ast.parse(path.read_text("utf-8"))


def is_write(node: ast.AST) -> bool:
    """Whether a node writes rows."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    name = node.func.attr
    return name in ALWAYS or (name in OF_QUERIES and ".objects" in ast.unparse(node.func.value))


def is_action(name: str) -> bool:
    """Whether a module is one of actions."""
    return "/actions/" in name or name.endswith("/actions.py")


def is_act(node: ast.AST) -> bool:
    """Whether a node is ``with act(…)``."""
    return isinstance(node, ast.With) and any(
        isinstance(item.context_expr, ast.Call) and ast.unparse(item.context_expr.func) == "act" for item in node.items
    )


def functions(name: str, tree: ast.Module) -> dict[str, Function]:
    """The functions of a module: what each does outside acts; a method counts by its own name."""
    found: dict[str, Function] = {}

    def visit(node: ast.AST, here: Function) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef):
                inner = found.setdefault(child.name, Function())
                visit(child, inner)
            elif is_act(child):
                continue
            else:
                if isinstance(child, ast.Call):
                    here.calls.add(called(child))
                if is_write(child):
                    here.writes.append(child.lineno)
                visit(child, here)

    visit(tree, found.setdefault("", Function()))
    return found


def called(node: ast.Call) -> str:
    """The last name of what is called: ``sessions.withdraw(…)`` is "withdraw"."""
    return ast.unparse(node.func).rpartition(".")[2]


def bare(trees: dict[str, ast.Module]) -> dict[str, str]:
    """``module:function`` that writes outside acts, itself or by what it calls there → how."""
    all_ = {name: functions(name, tree) for name, tree in trees.items()}
    found = {
        f"{name}:{one}": f"line {made.writes[0]}"
        for name, of in all_.items()
        for one, made in of.items()
        if made.writes
    }
    shared = {key.partition(":")[2]: key for key in INSIDE}
    while True:
        more = {}
        for name, of in all_.items():
            for one, made in of.items():
                for call in made.calls:
                    key = f"{name}:{call}" if call in of else shared.get(call, "")
                    if key in found and key not in OWN and f"{name}:{one}" not in found:
                        more[f"{name}:{one}"] = f"calls {key}"
        if not more:
            return found
        found |= more


def test_only_actions_write() -> None:
    found = {
        f"{name}:{node.lineno}"
        for name, tree in sources()
        if not is_action(name) and name not in BESIDE
        for node in ast.walk(tree)
        if is_write(node)
    }
    assert found == set()


def test_every_action_writes_inside_an_act() -> None:
    found = bare({name: tree for name, tree in sources() if is_action(name)})
    entries = {key: how for key, how in found.items() if ":_" not in key and key not in {*OWN, *INSIDE}}
    assert entries == {}


def test_what_is_excused_is_still_there() -> None:
    found = bare({name: tree for name, tree in sources() if is_action(name)})
    assert set(OWN) | INSIDE <= set(found)
    assert {name for name in BESIDE if not (ROOT / name).is_file()} == set()


def test_a_write_beside_the_act_is_found_through_the_functions_it_hides_in() -> None:
    told = """
def good(row):
    with act("row.change", row):
        _put(row)
def bad(row):
    with act("row.change", row):
        pass
    _put(row)
def _put(row):
    row.save()
"""
    assert bare({"rounds/actions/x.py": ast.parse(told)}).keys() == {
        "rounds/actions/x.py:bad",
        "rounds/actions/x.py:_put",
    }
