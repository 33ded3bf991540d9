"""Pictures into a folder: made once, made again when what they show has changed, and no other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alke.areas.divisions import municipalities
from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.documents import make
from alke.documents.blocks import Document
from alke.findings import Wishes
from alke.findings.generate import ensure, generate
from alke.indicators.generation import Generation
from alke.statistics.readers.mapped import read
from alke.statistics.store import Store

AREAS = ("MK18", "MK01")
MAPPING = """\
table: 11re
title: {fi: Keksitty väestötaulu}
axes:
  - {code: alue, role: area, column: alue}
  - {code: ika, role: class, column: ika}
  - {code: sukupuoli, role: class, column: sukupuoli}
  - {code: vuosi, role: time, column: vuosi}
  - {code: tiedot, role: content, value: vaesto}
values: vaesto
"""


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    ensure(home)
    return home


@pytest.fixture
def home(computed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(computed, tmp_path / "home"))


@pytest.fixture
def made(home: Path, tmp_path: Path) -> Callable[[], dict[str, list[str]]]:
    """Makes the pictures of two areas as HTML; what was written by area."""

    def run() -> dict[str, list[str]]:
        done = list(make.pictures(home, AREAS, [Language.FI], ["html"], tmp_path / "out"))
        assert not any(each.error for each in done)
        return {each.area: [path.name for path in each.files] for each in done}

    return run


def _ingest(home: Path, folder: Path, total: float) -> None:
    """Keep a table of the municipalities of Kainuu that adds up to `total`, and compute."""
    codes = municipalities("MK18")
    numbers = [1] * (len(codes) - 1) + [int(total) - len(codes) + 1]
    rows = "".join(f"{code},SSS,SSS,2018,{number}\n" for code, number in zip(codes, numbers, strict=True))
    path = folder / "11re.csv"
    path.write_text(f"alue,ika,sukupuoli,vuosi,vaesto\n{rows}", "utf-8")
    path.with_suffix(".yaml").write_text(MAPPING, "utf-8")
    store = Store(home / "statistics")
    cube = read(path, path.with_suffix(".yaml"))
    store.put(cube, source="statfin", table="11re", retrieved="2026-11-24T00:00:00+00:00", content_checksum="0" * 64)
    generate(home, store=store)


def test_a_picture_is_made_once_and_not_again_while_nothing_has_changed(
    made: Callable[[], dict[str, list[str]]],
) -> None:
    assert made() == {"MK18": ["MK18-fi.html"], "MK01": ["MK01-fi.html"]}
    assert made() == {"MK18": [], "MK01": []}


def test_a_picture_that_is_gone_is_made_again(made: Callable[[], dict[str, list[str]]], tmp_path: Path) -> None:
    made()
    (tmp_path / "out/MK18-fi.html").unlink()
    assert made() == {"MK18": ["MK18-fi.html"], "MK01": []}


@pytest.mark.parametrize("record", ["", "[]", "{", '{"MK18-fi.html": "an older record"}'])
def test_where_the_record_cannot_be_read_everything_is_made_again(
    record: str, made: Callable[[], dict[str, list[str]]], tmp_path: Path
) -> None:
    made()
    (tmp_path / "out/.alke-pictures.json").write_text(record)
    assert all(made().values())


def test_municipal_figures_of_one_region_redo_the_pictures_of_that_region_alone(
    home: Path, made: Callable[[], dict[str, list[str]]], tmp_path: Path
) -> None:
    made()
    known = Generation.current(home).values("population").at("MK18", Period(2018)).number
    assert known is not None
    _ingest(home, tmp_path, known)
    assert made() == {"MK01": [], "MK18": ["MK18-fi.html"]}


def test_a_changed_figure_that_every_picture_compares_with_redoes_them_all(
    home: Path, made: Callable[[], dict[str, list[str]]], tmp_path: Path
) -> None:
    made()
    known = Generation.current(home).values("population").at("MK18", Period(2018)).number
    assert known is not None
    _ingest(home, tmp_path, known + 1)
    assert made() == {"MK18": ["MK18-fi.html"], "MK01": ["MK01-fi.html"]}


def test_a_finding_that_is_hidden_redoes_the_picture_of_its_region_alone(
    home: Path, made: Callable[[], dict[str, list[str]]], tmp_path: Path
) -> None:
    made()
    (first, *_) = make.picture.told(Generation.current(home), "MK18")["population"]
    hidden = {"MK18": Wishes(hidden=frozenset({first.key}))}
    done = make.pictures(home, AREAS, [Language.FI], ["html"], tmp_path / "out", wishes=hidden)
    assert {each.area: len(each.files) for each in done} == {"MK18": 1, "MK01": 0}


def test_a_picture_that_could_have_changed_but_shows_the_same_is_not_written(
    made: Callable[[], dict[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made()
    monkeypatch.setattr(make, "fingerprint", lambda generation, area, wishes: "another")
    assert made() == {"MK18": [], "MK01": []}
    monkeypatch.setattr(make.picture, "build", lambda *told: pytest.fail("built again though it had been looked at"))
    assert made() == {"MK18": [], "MK01": []}


def test_a_picture_that_fails_does_not_stop_the_others(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = make.picture.build

    def failing(generation: Generation, code: str, language: Language, theme_set: str, wishes: Wishes) -> Document:
        if code == "MK18":
            raise AlkeError("made to fail")
        return build(generation, code, language, theme_set, wishes)

    monkeypatch.setattr(make.picture, "build", failing)
    done = {each.area: each for each in make.pictures(home, AREAS, [Language.FI], ["html"], tmp_path)}
    assert "made to fail" in done["MK18"].error
    assert [path.name for path in done["MK01"].files] == ["MK01-fi.html"]
    monkeypatch.setattr(make.picture, "build", build)
    again = {each.area: len(each.files) for each in make.pictures(home, AREAS, [Language.FI], ["html"], tmp_path)}
    assert again == {"MK18": 1, "MK01": 0}
