"""The plan of figures: what each theme shows, which peers stand in it, and that nothing empty is drawn."""

from __future__ import annotations

from typing import get_args

import pytest

from alke.areas import REGIONS
from alke.base.errors import UnknownCodeError
from alke.base.languages import Language
from alke.documents import figures
from alke.documents.blocks import FigureBlock
from alke.documents.figures import Chart, draw, peers_of, plan
from alke.documents.peers import held
from alke.documents.picture import build
from alke.findings.generate import ensure
from alke.findings.peers import near
from alke.indicators.generation import Generation
from alke.indicators.themes import CURRENT, themes

FI = Language.FI


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return ensure(tmp_path_factory.mktemp("home"))


def drawn(generation: Generation, code: str) -> dict[str, FigureBlock]:
    blocks = build(generation, code, FI).blocks
    return {block.figure.key: block for block in blocks if isinstance(block, FigureBlock)}


def test_the_plan_is_of_known_themes_and_indicators(generation: Generation) -> None:
    known = {*generation.catalogue, *(one.family for one in generation.catalogue.values())}
    assert set(plan()) == {theme.key for theme in themes()}
    for theme_set in (CURRENT, "2023"):
        planned = [each for figures in plan(theme_set).values() for each in figures]
        assert planned
        assert {key for each in planned for key in each.indicators} <= known


def test_no_theme_has_more_than_five_figures_and_every_comparison_has_its_place() -> None:
    assert max(len(planned) for planned in plan().values()) <= 5
    charts = {each.chart for planned in plan().values() for each in planned}
    assert charts == {*get_args(Chart)}


def test_an_unknown_chart_is_refused_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownCodeError, match="strip"):
        figures._planned({"chart": "stripe", "indicator": "population"}, "population")


@pytest.mark.parametrize("code", ["SSS", "MK01", "MK18", "MK21"])
def test_every_planned_figure_has_a_wide_and_a_narrow_form(generation: Generation, code: str) -> None:
    found = drawn(generation, code)
    assert len(found) >= 12
    for key, block in found.items():
        assert block.narrow is not None
        assert (block.figure.width, block.narrow.width) == (680, 340), key
        assert block.figure.table.rows, key


def test_the_peers_of_a_picture_are_those_near_in_structure(generation: Generation) -> None:
    assert near(held(generation), "MK18")
    assert near(held(generation), "MK01") == ()
    assert len(peers_of(generation, "MK01")) == 4
    assert peers_of(generation, "SSS") == ()
    nearest = {code: near(held(generation), code) for code in REGIONS}
    assert all(code not in peers for code, peers in nearest.items())


def test_what_cannot_be_drawn_is_left_out(generation: Generation) -> None:
    one_year = "floor-area-since-2000"
    assert draw(generation, "slope", one_year, "MK18", FI) is None
    assert draw(generation, "index", one_year, "MK18", FI) is None
    assert draw(generation, "contribution", ("population", "net-immigration"), "MK18", FI) is None
    assert draw(generation, "profile", (), "MK18", FI) is None


def test_the_parts_of_the_populations_change_are_those_that_have_figures(generation: Generation) -> None:
    figure = drawn(generation, "MK18")["population-population-contribution"].figure
    assert figure.table.header == (
        "Vuosi",
        "Syntyneiden enemmyys",
        "Kuntien välinen nettomuutto",
        "muu muutos",
        "koko muutos",
    )
    country = drawn(generation, "SSS")["population-population-contribution"].figure
    assert "Kuntien välinen nettomuutto" not in country.table.header
