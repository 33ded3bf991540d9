"""What a picture says of ranks and divisions, and what the verb says of areas that have none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.cli import alke
from alke.documents.blocks import Bullets, Heading, Paragraph, TableBlock
from alke.documents.picture import PICTURES, build
from alke.findings import ranked
from alke.findings.generate import ensure
from alke.indicators.generation import Generation
from alke.indicators.values import Measure
from alke.language.runs import Number, plain

PLACES = (Measure.RANK, Measure.RANK_LOWEST)


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return ensure(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("code", PICTURES)
def test_sentences_and_tables_rank_the_same_indicators(generation: Generation, code: str) -> None:
    places = set()
    for block in build(generation, code, Language.FI).blocks:
        rows = block.items if isinstance(block, Bullets) else ()
        if isinstance(block, TableBlock):
            rows = tuple(cell for row in block.table.rows for cell in row)
        places |= {r.ref.indicator for runs in rows for r in runs if isinstance(r, Number) and r.ref.measure in PLACES}
    assert bool(places) == (code not in ("SSS", "MK21"))
    wrong = [key for key in places if not ranked(generation.catalogue[key], generation.values(key))]
    assert wrong == []
    assert not any(generation.catalogue[key].survey for key in places)


@pytest.mark.parametrize(("code", "moved"), [("MK18", "Vaala"), ("MK08", "Iitti"), ("MK10", "Joroi")])
def test_a_picture_names_the_municipalities_that_moved_before_its_first_theme(
    generation: Generation, code: str, moved: str
) -> None:
    told = []
    for block in build(generation, code, Language.FI).blocks:
        if isinstance(block, Heading):
            break
        if isinstance(block, Paragraph):
            told.append(plain(block.runs))
    assert moved in " ".join(told)


def test_an_area_without_a_picture_is_sent_to_its_region(tmp_path: Path) -> None:
    with pytest.raises(AlkeError, match=r"Kajaani \(KU205\).*alke picture MK18"):
        CliRunner().invoke(alke, ["picture", "Kajaani", "-o", str(tmp_path)], catch_exceptions=False)
