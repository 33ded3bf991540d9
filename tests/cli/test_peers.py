"""The verb `peers`: which regions are set beside one, and why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from alke.base.errors import UnknownCodeError
from alke.cli import alke
from alke.findings.generate import ensure


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("embedded") / "home"
    ensure(home)
    return home


@pytest.fixture(autouse=True)
def _home(embedded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(embedded, tmp_path / "home")
    monkeypatch.setenv("ALKE_HOME", str(tmp_path / "home"))


def run(*words: str) -> Result:
    return CliRunner().invoke(alke, ["peers", *words], catch_exceptions=False)


def test_each_kind_is_told_in_words_with_both_values() -> None:
    told = run("Kainuu").output
    for kind in ("Rakenteeltaan läheisimmät", "Naapurimaakunnat", "Kooltaan läheisimmät", "Sama suuralue"):
        assert kind in told
    assert "Lappi (MK19): lähellä" in told
    assert "Yhdistää: " in told
    assert "Oma ryhmä" not in told


def test_a_group_of_ones_own_may_be_named_in_any_language() -> None:
    told = run("MK18", "--kind", "own", "--own", "Nyland, MK19", "--lang", "en").output
    assert "Uusimaa (MK01): far" in told
    assert "Lapland (MK19): near" in told


def test_json_has_the_addresses_of_the_values() -> None:
    (found,) = json.loads(run("MK18", "--kind", "structure", "--json").output)
    assert {peer["area"] for peer in found["peers"]} == {"MK10", "MK11", "MK12", "MK19"}
    trait = found["peers"][0]["binds"][0]
    assert trait["own"]["ref"].split(":")[1] == "MK18"
    assert trait["apart"] < found["peers"][0]["parts"][0]["apart"]


@pytest.mark.parametrize("words", [("SSS",), ("Kajaani",), ("MK18", "--own", "xx")])
def test_what_is_no_region_is_told(words: tuple[str, ...]) -> None:
    with pytest.raises(UnknownCodeError):
        run(*words)
