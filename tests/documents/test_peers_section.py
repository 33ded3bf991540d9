"""The picture's section on peer regions, and all kinds of peers as blocks."""

from __future__ import annotations

import pytest

from alke.areas import REGIONS
from alke.base.languages import Language
from alke.documents import peers, picture
from alke.documents.blocks import Block, Heading, Paragraph, TableBlock
from alke.findings.generate import ensure
from alke.findings.peers import PeerKind, group
from alke.indicators.generation import Generation
from alke.indicators.measure import measure
from alke.language.numbers import agrees
from alke.language.runs import Number, plain


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return ensure(tmp_path_factory.mktemp("home"))


def numbers(blocks: list[Block]) -> list[Number]:
    tables = [block.table for block in blocks if isinstance(block, TableBlock)]
    return [run for table in tables for row in table.rows for cell in row for run in cell if isinstance(run, Number)]


def words(blocks: list[Block]) -> str:
    return " ".join(plain(block.runs) for block in blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", REGIONS)
def test_each_peer_is_told_with_both_values_of_six_measures(
    generation: Generation, code: str, language: Language
) -> None:
    blocks = list(peers.section(generation, code, language))
    (table,) = [block.table for block in blocks if isinstance(block, TableBlock)]
    assert len(table.rows) == 4
    shown = numbers(blocks)
    assert len(shown) == 4 * 6 * 2
    for run in shown:
        number = measure(generation, run.ref)
        assert number is not None
        assert agrees(run.text, number, language)
    assert {run.ref.area for run in shown[::2]} == {code}


def test_a_region_that_no_other_is_near_is_told_so(generation: Generation) -> None:
    assert "Mikään maakunta ei ole rakenteeltaan lähellä" in words(list(peers.section(generation, "MK01", Language.FI)))
    assert "Ne kaikki ovat rakenteeltaan lähellä" in words(list(peers.section(generation, "MK18", Language.FI)))


def test_the_stability_of_the_choice_is_told_in_plain_words_with_its_years(generation: Generation) -> None:
    found = group(peers.held(generation), "MK18", PeerKind.STRUCTURE)
    assert f"Vuosien {found.years[0]}–{found.years[-1]} lukujen perusteella" in words(
        list(peers.section(generation, "MK18", Language.FI))
    )


def test_the_country_has_no_peers_and_every_region_has_the_section(generation: Generation) -> None:
    for code in ("SSS", "MK18", "MK21"):
        anchors = {b.anchor for b in picture.build(generation, code, Language.FI).blocks if isinstance(b, Heading)}
        assert (peers.ANCHOR in anchors) == (code != "SSS")


def test_every_kind_is_told_and_a_group_of_ones_own_comes_first(generation: Generation) -> None:
    blocks = list(peers.every_kind(generation, "MK18", Language.EN, ("MK01", "MK21")))
    kinds = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    assert kinds[0] == "A group of your own"
    assert len(kinds) == len(PeerKind)
    assert {f"{kind}-table" for kind in ("own-MK01", "own-MK21")} <= {
        block.anchor for block in blocks if isinstance(block, TableBlock)
    }


def test_aland_has_no_neighbours_and_that_is_said(generation: Generation) -> None:
    assert "Landskapet har ingen landgräns" in words(list(peers.every_kind(generation, "MK21", Language.SV)))
