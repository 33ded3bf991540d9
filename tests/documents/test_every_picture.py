"""All pictures, 20 areas × 3 languages, as they are handed out: each format accepted by its judge."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from alke.base.languages import Language
from alke.documents import make
from alke.documents.picture import PICTURES
from alke.findings.generate import ensure
from tests.checkers import nu, verapdf

pytestmark = pytest.mark.xdist_group("every-picture")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sixty pictures in three formats."""
    home, out = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("out")
    ensure(home)
    made = list(make.pictures(home, PICTURES, list(Language), list(make.FORMATS), out))
    assert [each.error for each in made if each.error] == []
    assert sum(len(each.files) for each in made) == 180
    return out


def test_every_pdf_conforms_to_pdf_ua_1(folder: Path) -> None:
    refused = {}
    for path in sorted(folder.glob("*.pdf")):
        verdict = verapdf(path.read_bytes())
        if not verdict.compliant or verdict.checks < 1000:
            refused[path.name] = verdict.failures
    assert refused == {}


def test_every_html_file_passes_the_nu_checker(folder: Path) -> None:
    files = sorted(folder.glob("*.html"))
    assert len(files) == 60
    assert nu(files) == []


@pytest.mark.timeout(900)
def test_libreoffice_opens_every_docx_and_lays_out_its_pages(folder: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("opening the DOCX needs Debian's libreoffice-writer, which is not here")
    files = sorted(folder.glob("*.docx"))
    assert len(files) == 60
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, capture_output=True, check=True, timeout=880)
    for path in files:
        with pikepdf.open(tmp_path / f"{path.stem}.pdf") as laid_out:
            assert len(laid_out.pages) > 10, path.name
