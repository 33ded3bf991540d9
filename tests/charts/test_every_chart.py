"""What holds for every chart, in three languages and both widths, with the longest names told apart."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from alke.base.languages import Language
from alke.charts.figure import Figure
from alke.charts.svg import MUTED
from alke.indicators.measure import measure
from alke.language.numbers import agrees
from alke.language.runs import plain

from .drawn import NUMBER, SVG, coordinates, numbers, root, table_text, texts, tips
from .every import CHARTS, DATA

AGE = re.compile(r"\d+–\d*$")
GOLDEN = Path(__file__).with_name("golden")
LONGEST = ("MK16", "MK07", "MK05", "MK17")  # Mellersta Österbotten, Päijänne-Tavastland, Egentliga Tavastland …
FORMS = [(name, language, narrow) for name in CHARTS for language in Language for narrow in (False, True)]


@pytest.fixture(params=FORMS, ids=lambda form: f"{form[0]}-{form[1]}-{'narrow' if form[2] else 'wide'}")
def figure(request: pytest.FixtureRequest) -> Figure:
    name, language, narrow = request.param
    return CHARTS[name]("MK16", language, narrow)


def test_it_is_a_well_formed_image_named_by_its_title_and_description(figure: Figure) -> None:
    svg = root(figure)
    names = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.tag == f"{SVG}svg"
    assert svg.get("role") in ("img", "group")
    assert [names[ident] for ident in svg.get("aria-labelledby", "").split()] == [figure.title, figure.alt]
    assert svg.get("viewBox") == f"0 0 {figure.width} {figure.height}"


def test_its_ids_are_unique_and_begin_with_its_key(figure: Figure) -> None:
    idents = [element.get("id", "") for element in root(figure).iter() if element.get("id")]
    assert len(set(idents)) == len(idents)
    assert all(ident.startswith(f"{figure.key}-") for ident in idents)


def test_it_uses_only_what_every_renderer_draws(figure: Figure) -> None:
    drawn = {element.tag.removeprefix(SVG) for element in root(figure).iter()}
    assert drawn <= {"svg", "title", "desc", "defs", "pattern", "path", "rect", "circle", "text", "g", "a"}
    assert "var(" not in figure.svg
    assert "style=" not in figure.svg


@pytest.mark.parametrize(("name", "language", "narrow"), FORMS)
def test_no_text_runs_out_of_the_picture(name: str, language: Language, narrow: bool) -> None:
    for area in LONGEST:
        figure = CHARTS[name](area, language, narrow)
        out = [words for words in texts(figure) if words.left < 0 or words.right > figure.width + 0.5]
        out += [words for words in texts(figure) if words.top < 0 or words.bottom > figure.height]
        assert out == []


def test_no_text_covers_another(figure: Figure) -> None:
    drawn = texts(figure)
    covered = [
        (one.text, other.text) for place, one in enumerate(drawn) for other in drawn[place + 1 :] if one.covers(other)
    ]
    assert covered == []


def test_nothing_is_drawn_outside_the_picture(figure: Figure) -> None:
    assert all(-1 <= x <= figure.width + 1 and -1 <= y <= figure.height + 1 for x, y in coordinates(figure))


def test_every_number_shown_is_in_the_table(figure: Figure) -> None:
    drawn = [words.text for words in texts(figure) if words.fill != MUTED and not words.text.endswith("–")]
    shown = {found for text in drawn if not AGE.match(text) for found in NUMBER.findall(text)}
    under = {found for tip in tips(figure) for found in NUMBER.findall(tip.rpartition(": ")[2].partition(" (")[0])}
    assert shown | under <= table_text(figure)
    assert shown | under


@pytest.mark.parametrize(("name", "language", "narrow"), FORMS)
def test_every_number_of_the_table_recomputes_from_its_address(name: str, language: Language, narrow: bool) -> None:
    for number in numbers(CHARTS[name]("MK16", language, narrow)):
        value = measure(DATA[name], number.ref)
        assert value is not None
        assert agrees(number.text, value, language), str(number.ref)


def test_its_alt_text_says_more_than_its_title(figure: Figure) -> None:
    assert figure.alt != figure.title
    assert figure.title not in figure.alt
    assert len(figure.alt) > 60
    assert figure.alt.endswith(".")
    assert ".." not in figure.alt


def test_its_table_is_whole(figure: Figure) -> None:
    table = figure.table
    assert {len(row) for row in table.rows} == {len(table.header)} == {len(table.numeric)}
    assert all(plain(cell) for row in table.rows for cell in row)


@pytest.mark.parametrize("name", CHARTS)
def test_each_language_has_its_own_words(name: str) -> None:
    drawn = [CHARTS[name]("MK16", language, False) for language in Language]
    assert len({figure.title for figure in drawn}) == 3
    assert len({figure.alt for figure in drawn}) == 3
    assert [root(figure).get("lang") for figure in drawn] == [*Language]


def test_it_is_small(figure: Figure) -> None:
    limit = 60_000 if "multiples" in figure.key else 40_000 if "index" in figure.key else 25_000  # 19 and 6 lines
    assert len(figure.svg.encode()) < limit


@pytest.mark.parametrize(("name", "language", "narrow"), FORMS)
def test_it_is_written_as_before(name: str, language: Language, narrow: bool) -> None:
    """Regenerate with ALKE_GOLDEN=1 after looking at what changed."""
    path = GOLDEN / f"{name}-{language}{'-narrow' if narrow else ''}.svg"
    svg = CHARTS[name]("MK16", language, narrow).svg.replace("><", ">\n<") + "\n"
    if os.environ.get("ALKE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(svg, "utf-8")
    assert svg == path.read_text("utf-8")


def test_no_golden_picture_is_of_a_chart_that_is_no_more() -> None:
    forms = {f"{name}-{language}{'-narrow' if narrow else ''}.svg" for name, language, narrow in FORMS}
    assert {path.name for path in GOLDEN.glob("*.svg")} == forms
