from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alke.cli import alke
from alke.findings.generate import generate

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def computed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the generation of the embedded figures; computed once, to be copied."""
    home = tmp_path_factory.mktemp("computed") / "home"
    generate(home)
    return home


@pytest.fixture
def home(computed_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    shutil.copytree(computed_home, home)
    monkeypatch.setenv("ALKE_HOME", str(home))
    return home


@pytest.fixture
def run(home: Path) -> Run:
    """Runs a verb as at the prompt; an error meant for a person is raised."""

    def call(*words: str | Path, fails: bool = False) -> Result:
        result = CliRunner().invoke(alke, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert (result.exit_code != 0) is fails, result.output
        return result

    return call
