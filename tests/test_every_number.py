"""Every number on every picture, in sentences and out of them, leads to source cells that give the same number."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from alke.areas import MAINLAND
from alke.base.languages import Language
from alke.charts.figure import Table
from alke.documents.blocks import Block, Bullets, Definitions, FigureBlock, Paragraph, TableBlock
from alke.documents.picture import PICTURES, build
from alke.findings.generate import ensure
from alke.indicators.generation import Generation
from alke.indicators.lineage import InputCell, Lineage, lineage, recompute
from alke.indicators.measure import measure
from alke.indicators.values import Measure, Ref
from alke.language.numbers import agrees
from alke.language.runs import Number, Run, plain
from alke.statistics import sample


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return ensure(tmp_path_factory.mktemp("home"))


def runs_of(block: Block) -> Iterator[Run]:
    """Every run of a block, those of the tables behind figures too."""
    match block:
        case Paragraph(runs=runs):
            yield from runs
        case Bullets(items=items):
            for item in items:
                yield from item
        case FigureBlock(figure=figure):
            yield from figure.caption
            yield from _table(figure.table)
        case TableBlock(table=table):
            yield from _table(table)
        case Definitions(items=items):
            for _, runs in items:
                yield from runs


def _table(table: Table) -> Iterator[Run]:
    for row in table.rows:
        for cell in row:
            yield from cell


def cells_of(found: Lineage) -> Iterator[InputCell]:
    """The source cells a number rests on, through all steps."""
    yield from found.inputs
    for step in found.steps:
        yield from cells_of(step)


def numbers_of(generation: Generation, code: str, language: Language) -> dict[Number, None]:
    """The numbers shown in a picture, each once."""
    blocks = build(generation, code, language).blocks
    return {run: None for block in blocks for run in runs_of(block) if isinstance(run, Number)}


@pytest.mark.parametrize("code", PICTURES)
def test_every_number_of_the_picture_is_what_its_source_cells_give(generation: Generation, code: str) -> None:
    shown = numbers_of(generation, code, Language.FI)
    assert len(shown) > 300
    wrong = []
    for run in shown:
        found = lineage(generation, run.ref)
        again, stored = recompute(found), measure(generation, run.ref)
        if (
            again is None
            or stored is None
            or abs(again - stored) > 1e-9 * max(1.0, abs(stored))
            or not _agrees(run, again, Language.FI)
            or not (list(cells_of(found)) or _stated(found))
        ):
            wrong.append((str(run.ref), run.text, stored, again))
    assert wrong == []


def _stated(found: Lineage) -> bool:
    """Whether the number is not of a statistic but stated in a region's programme, whose source is then told."""
    return found.ref.measure is Measure.TARGET and found.target is not None and bool(found.target.source.address)


def _agrees(run: Number, number: float, language: Language) -> bool:
    """Whether a shown number is `number` rounded; a rank may be counted from the smallest ("toiseksi pienin")."""
    if agrees(run.text, number, language):
        return True
    return run.ref.measure is Measure.RANK and agrees(run.text, len(MAINLAND) + 1 - number, language)


@pytest.mark.parametrize("language", [Language.SV, Language.EN])
@pytest.mark.parametrize("code", PICTURES)
def test_the_same_numbers_are_shown_in_every_language(generation: Generation, code: str, language: Language) -> None:
    finnish = {str(run.ref) for run in numbers_of(generation, code, Language.FI)}
    shown = numbers_of(generation, code, language)
    assert {str(run.ref) for run in shown} == finnish
    for run in shown:
        number = measure(generation, run.ref)
        assert number is not None
        assert _agrees(run, number, language), run


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", PICTURES)
def test_no_digit_of_a_sentence_is_outside_a_number_with_a_source(
    generation: Generation, code: str, language: Language
) -> None:
    names = sorted(
        {
            name
            for one in generation.catalogue.values()
            for name in (*one.in_text.fi.values(), one.in_text.sv, one.in_text.en)
        },
        key=len,
        reverse=True,
    )
    loose = []
    for block in build(generation, code, language).blocks:
        for item in block.items if isinstance(block, Bullets) else ():
            words = "\0".join(run.text for run in item if not isinstance(run, Number))  # type: ignore[union-attr]
            for name in names:
                words = re.sub(re.escape(name), "", words, flags=re.IGNORECASE)
            # Years, and the size under which a survey's figure is not ranked: a rule of ours, not a statistic.
            rest = re.sub(r"\b(19|20)\d\d\b|\b100[\u00a0,]000\b", "", words)
            if re.search(r"\d", rest):
                loose.append(plain(item))  # type: ignore[arg-type]
    assert loose == []


def test_the_source_cells_are_those_of_the_embedded_files(generation: Generation) -> None:
    """With the tests that recount the embedded files from the publishers' tables, this closes the chain."""
    cubes = {name: sample.cube(name) for name in sample.tables()}
    checked = 0
    for run in numbers_of(generation, "MK18", Language.FI):
        for cell in cells_of(lineage(generation, run.ref)):
            assert cell.vintage.source == "sample"
            number, mark = cubes[cell.vintage.table].cell(**{each.axis: each.code for each in cell.coordinates})
            assert cell.number == number
            assert mark.reason.has_number
            checked += 1
    assert checked > 1000


def test_a_changed_embedded_digit_changes_the_number_and_its_lineage(
    generation: Generation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(sample.FOLDER, folder)
    table = folder / "population.csv"
    text = table.read_text("utf-8")
    row = next(line for line in text.splitlines() if line.split(",")[0].strip('"') == "MK18")
    digit = re.search(r"\d(?=,)", row.split(",", 3)[3])
    assert digit
    place = row.index(row.split(",", 3)[3]) + digit.start()
    changed = row[:place] + str((int(row[place]) + 1) % 10) + row[place + 1 :]
    table.write_text(text.replace(row, changed), "utf-8")
    monkeypatch.setattr(sample, "FOLDER", folder)
    for kept in (sample.tables, sample.meta, sample.cube):
        monkeypatch.setattr(sample, kept.__name__, kept.__wrapped__)  # what was read before the change is not the file
    other = ensure(tmp_path / "home")
    before, after = generation.values("population"), other.values("population")
    moved = [p for p in before.periods() if before.at("MK18", p).number != after.at("MK18", p).number]
    assert len(moved) == 1
    assert recompute(lineage(other, Ref("population", "MK18", moved[0]))) == after.at("MK18", moved[0]).number
