from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alke.cli import alke
from alke.findings import generate as generating
from alke.indicators.catalogue import FOLDER

Run = Callable[..., Result]
FEW = ("population", "share-15-64", "gdp-per-head")


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of a few of Alke's own indicators, so that computing takes no time."""
    folder = tmp_path_factory.mktemp("catalogue")
    for name in FEW:
        lines = (FOLDER / f"{name}.yaml").read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(("related:", "same_as:"))]
        (folder / f"{name}.yaml").write_text("\n".join(kept) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="session")
def computed_home(tmp_path_factory: pytest.TempPathFactory, few: Path) -> Path:
    """A home with a generation of the embedded figures; computed once, to be copied."""
    home = tmp_path_factory.mktemp("computed") / "home"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(generating, "FOLDER", few)
        generating.generate(home)
    return home


@pytest.fixture
def home(computed_home: Path, few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    shutil.copytree(computed_home, home)
    monkeypatch.setenv("ALKE_HOME", str(home))
    monkeypatch.setattr(generating, "FOLDER", few)
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
