"""The documentation is under test: what the program has is described, what is described is there, links lead home."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import shlex
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import pytest

from alke.base.languages import Language
from alke.cli import alke
from alke.documents.figures import Chart
from alke.findings.rules import RULES
from alke.indicators.catalogue import SCHEMA
from alke.statistics.sources import SOURCES

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
CONTEXT = click.Context(alke)
VERBS = {name: command for name in alke.list_commands(CONTEXT) if (command := alke.get_command(CONTEXT, name))}
HELP = {"-h", "--help"}

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
by_verb = pytest.mark.parametrize("verb", VERBS)


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def rows(page: str) -> Iterator[list[str]]:
    """The rows of a page's tables, without their headings."""
    lines = page.splitlines()
    for place, line in enumerate(lines):
        heading = place + 1 < len(lines) and re.match(r"\|[\s:|-]+\|$", lines[place + 1])
        if line.startswith("|") and not heading and not re.match(r"\|[\s:|-]+\|$", line):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def coded(cell: str) -> list[str]:
    """What stands in a cell between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def without_code(page: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"(?ms)^ *```.*?^ *```", "", page))


def headings(page: str) -> list[tuple[int, str]]:
    found = re.findall(r"(?m)^(#+) (.+)$", re.sub(r"(?ms)^ *```.*?^ *```", "", page))
    return [(len(marks), title) for marks, title in found]


# The verbs


def options(verb: str) -> set[str]:
    taken = {name for param in VERBS[verb].params if isinstance(param, click.Option) for name in param.opts}
    return taken | {
        name for param in VERBS[verb].params if isinstance(param, click.Option) for name in param.secondary_opts
    }


def described_options() -> dict[str, set[str]]:
    """By verb, the options in the rows from the one that names the verb to the one that names the next."""
    found: dict[str, set[str]] = {}
    current = ""
    for cells in rows(text("start.md")):
        named = [word.split()[0] for word in coded(cells[0])]
        current = next((word for word in named if word in VERBS), current if not cells[0] else "")
        if current and len(cells) == 3:
            found.setdefault(current, set()).update(word for word in coded(cells[1]) if word.startswith("-"))
    return found


@by_verb
def test_every_verb_has_an_example_in_the_readme_or_on_the_start_page(verb: str) -> None:
    told = text("start.md") + (ROOT / "README.md").read_text("utf-8")
    assert re.search(rf"\balke {verb}\b", told)


@by_verb
def test_every_option_of_a_verb_is_described_and_no_other_is(verb: str) -> None:
    assert described_options().get(verb, set()) - HELP == options(verb) - HELP


@by_page
def test_every_command_in_a_page_is_one_the_program_takes(page: Path) -> None:
    blocks = re.findall(r"(?ms)^ *```sh\n(.*?)^ *```", page.read_text("utf-8"))
    for line in "\n".join(blocks).splitlines():
        words = shlex.split(line, comments=True)
        if words and Path(words[0]).name == "alke":
            VERBS[words[1]].make_context(words[1], words[2:])


@by_page
def test_every_import_in_an_example_is_there(page: Path) -> None:
    blocks = re.findall(r"(?ms)^ *```python\n(.*?)^ *```", page.read_text("utf-8"))
    for module, names in re.findall(r"(?m)^from (alke[\w.]*) import ([\w, ]+)", "\n".join(blocks)):
        loaded = importlib.import_module(module)
        for name in names.split(","):
            assert hasattr(loaded, name.strip()) or importlib.util.find_spec(f"{module}.{name.strip()}"), module


# Settings, fields, rules and charts


def test_every_environment_variable_is_described() -> None:
    read: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        read.update(re.findall(r"ALKE_[A-Z][A-Z_]*[A-Z]|ALKE_SOURCE_", path.read_text("utf-8")))
    expected = {name for name in read if not name.startswith("ALKE_SOURCE")}
    expected |= {"ALKE_SOURCE_<NAME>", *(f"ALKE_SOURCE_{name.upper()}" for name in SOURCES)}
    assert {"ALKE_HOME", "ALKE_HOSTS", "ALKE_SECRET_KEY"} <= expected
    settings = text("start.md").split("## Settings")[1].split("## ")[0]
    named = {word for cells in rows(settings) for cell in cells for word in coded(cell)}
    assert expected - named == set()


def fields(schema: Any, parent: str = "") -> Iterator[tuple[str, str]]:
    """The names of all properties in a JSON schema, however deep, each after the property it is in."""
    if isinstance(schema, dict):
        own = schema.get("properties")
        for name, part in own.items() if isinstance(own, dict) else ():
            yield parent, name
            yield from fields(part, name)
        for key, part in schema.items():
            if key != "properties" or not isinstance(own, dict):
                yield from fields(part, parent)
    elif isinstance(schema, list):
        for part in schema:
            yield from fields(part, parent)


def test_every_field_of_the_catalogue_is_described() -> None:
    guide = text("adding-an-indicator.md")
    row = {word: " ".join(cells) for cells in rows(guide) for word in coded(cells[0])}
    named = set(fields(json.loads(SCHEMA.read_text("utf-8"))))
    assert {("", "formula"), ("checked", "against"), ("breaks", "period")} <= named
    told = {name for _, name in named if f"`{name}`" in guide} | {*Language}
    absent = {(parent, name) for parent, name in named if name not in told and name not in row.get(parent, "")}
    assert sorted(absent) == []


def test_every_rule_of_findings_is_described() -> None:
    described = {word for cells in rows(text("findings.md")) for word in coded(cells[0])}
    assert {rule.NAME for rule in RULES} - described == set()


def test_every_chart_is_described() -> None:
    described = {word.split("(")[0] for cells in rows(text("charts.md")) for word in coded(cells[0])}
    assert set(get_args(Chart)) - described == set()


def test_the_architecture_lists_the_rooms_in_the_order_of_the_walls() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    walls = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = [words[0] for cells in rows(text("architecture.md")) if (words := coded(cells[0])) and words[0][-1] == "/"]
    assert rooms == [f"{room.removeprefix('alke.')}/" for room in reversed(walls)]


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_0-9-]+\.(?:py|yaml))`", text("architecture.md"))
    assert len(named) > 15
    assert [name for name in named if not (SOURCE / "alke" / name).exists() and not (ROOT / name).exists()] == []


def test_every_message_that_the_start_page_explains_is_one_of_the_programs() -> None:
    told = " ".join(path.read_text("utf-8") for path in (*SOURCE.rglob("*.py"), ROOT / "tools/setup.py"))
    section = text("start.md").split("## When something goes wrong")[1]
    messages = [message for cells in rows(section) for message in coded(cells[0]) if message != "ingest"]
    assert len(messages) > 10
    for message in messages:
        runs = [run.split() for run in message.split("…") if run.strip()]
        parts = [" ".join(run[place : place + 3]) for run in runs for place in range(max(len(run) - 2, 1))]
        assert any(part in told for part in parts), message


# Words and decisions


def known_names() -> set[str]:
    """Every class, function and constant in the source, with the members of classes behind a point."""
    names: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        current = ""
        for line in path.read_text("utf-8").splitlines():
            if found := re.match(r"(?:class|def) (\w+)|([A-Za-z_]\w+)(?:: [^=]+)? = ", line):
                current = found[1] or found[2]
                names.add(current)
            elif member := re.match(r"    (?:def )?([A-Za-z_]\w*)(?=[:( ])", line):
                names |= {member[1], f"{current}.{member[1]}"}
    return names


def test_the_table_of_words_has_no_empty_cell() -> None:
    table = list(rows(text("words.md")))
    assert len(table) > 60
    assert [cells for cells in table if len(cells) != 4 or not all(cells)] == []


def test_every_name_of_code_in_the_table_of_words_exists_or_is_marked_later() -> None:
    known = known_names()
    absent = []
    for *_, code in rows(text("words.md")):
        for part in code.split(";"):
            for name in () if part.endswith("later") else coded(part):
                room = SOURCE.joinpath(*name.split("."))
                catalogue = SOURCE / "alke/indicators/catalogue" / f"{name}.yaml"
                module = room.is_dir() or room.with_suffix(".py").exists()
                if not (name in known or module or catalogue.exists() or name in {rule.NAME for rule in RULES}):
                    absent.append(name)
    assert absent == []


def test_no_word_that_is_marked_later_is_a_class_already() -> None:
    known = known_names()
    later = [
        name
        for *_, code in rows(text("words.md"))
        for part in code.split(";")
        if part.endswith("later")
        for name in coded(part)
    ]
    assert [name for name in later if name[0].isupper() and name in known] == []


def test_every_decision_is_listed_and_has_the_four_parts() -> None:
    index = text("decisions/index.md")
    pages = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    for page in pages:
        assert f"({page.name})" in index, page.name
        parts = [title for level, title in headings(page.read_text("utf-8")) if level == 2]
        assert parts == ["Context", "Choice", "What else was weighed", "Consequences"], page.name


def test_the_preparers_page_has_the_same_parts_in_finnish_and_english() -> None:
    both = [[level for level, _ in headings(text(name))] for name in ("for-the-preparer.md", "valmistelijalle.md")]
    assert both[0] == both[1]


# Links and the built site


def slug(title: str) -> str:
    """The anchor of a heading as GitHub makes it."""
    kept = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).lower().replace("`", ""))
    return unicodedata.normalize("NFC", kept).replace(" ", "-")


def anchors(path: Path) -> set[str]:
    return {slug(title) for _, title in headings(path.read_text("utf-8"))}


@by_page
def test_every_relative_link_leads_to_a_file_and_a_heading_that_are_there(page: Path) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            lost.append(target)
    assert lost == []


@by_page
def test_no_page_names_a_host_of_a_package_registry(page: Path) -> None:
    host = r"(?i)\b(?:registry|pypi|npmjs|pythonhosted|crates|proxy\.golang|repo\.maven|anaconda)\.[a-z]{2,}\b"
    assert re.search(host, page.read_text("utf-8")) is None


def test_the_documentation_builds_strictly_with_every_page_in_its_menu(tmp_path: Path) -> None:
    if importlib.util.find_spec("mkdocs") is None:
        pytest.skip("needs mkdocs, which make docs installs")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    for page in DOCS.rglob("*.md"):
        assert (tmp_path / "site" / page.relative_to(DOCS).with_suffix(".html")).exists()
