from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from alke.base.errors import AlkeError
from alke.cli import alke
from tests.cli.conftest import Run

TRUE = "Kainuussa asui vuoden 2024 lopussa 69 639 ihmistä.\n"
FALSE = "Lapin väkiluku on noin 200 000.\n"


def written(tmp_path: Path, text: str, name: str = "text.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_a_claim_that_holds_is_printed_with_its_value_and_source(run: Run, tmp_path: Path) -> None:
    out = run("proof", written(tmp_path, TRUE)).stdout
    assert "1:36  holds: 69 639 ihmistä" in out
    assert "population, MK18, 2024" in out
    assert "sample population, 2024" in out
    assert out.endswith("1 claim: 1 holds, 0 does not hold, 0 cannot be checked\n")


def test_a_claim_that_does_not_hold_gives_exit_code_1_and_the_value(run: Run, tmp_path: Path) -> None:
    out = run("proof", written(tmp_path, TRUE + FALSE), fails=True).stdout
    assert "2:19  does not hold: noin 200 000" in out
    assert "176\N{NO-BREAK SPACE}151" in out


def test_claims_as_json_tell_their_places_in_the_text(run: Run, tmp_path: Path) -> None:
    (claim,) = json.loads(run("proof", written(tmp_path, TRUE), "--json").stdout)
    assert TRUE[claim["start"] : claim["end"]] == claim["text"] == "69 639 ihmistä"
    assert (claim["verdict"], claim["indicator"], claim["area"]) == ("holds", "population", "MK18")
    assert (claim["period"], claim["said"], claim["value"]) == ("2024", 69639.0, 69639.0)
    assert claim["why"]["code"] == "agrees"


def test_a_word_file_is_read(run: Run, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(TRUE.strip())
    document.save(str(tmp_path / "text.docx"))
    assert "holds: 69 639 ihmistä" in run("proof", tmp_path / "text.docx").stdout


def test_the_standard_input_is_read(home: Path) -> None:
    result = CliRunner().invoke(alke, ["proof", "-", "--area", "Kainuu"], input="Väkiluku oli 69 639 vuonna 2024.")
    assert result.exit_code == 0, result.output
    assert "holds" in result.output


def test_the_language_is_guessed_and_may_be_told(run: Run, tmp_path: Path) -> None:
    swedish = written(tmp_path, "Folkmängden i Kajanaland var 69 639 år 2024 och är i dag mindre än förr.")
    assert "holds: 69 639" in run("proof", swedish).stdout
    assert "holds: 69 639" in run("proof", swedish, "--lang", "sv").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nothing.txt"], "there is no such file"),
        (["."], "it is a folder"),
        (["empty.txt"], "the file is empty"),
        (["binary.txt"], "the file is not text"),
        (["text.txt", "--area", "Kainu"], "unknown area 'Kainu'. Did you mean Kainuu"),
        (["text.txt", "--lang", "no"], "unknown language 'no'"),
    ],
)
def test_what_cannot_be_checked_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, TRUE)
    written(tmp_path, "", "empty.txt")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(AlkeError, match=message):
        run("proof", *words)
