"""Small multiples: nineteen panels, common axes, counts as change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.areas import REGIONS, area
from alke.base.languages import Language
from alke.charts import multiples
from alke.charts.multiples import Panels
from alke.charts.svg import AREA, COUNTRY_INK, INK, MUTED
from alke.charts.tiles import TILES, places
from alke.indicators.values import Measure
from alke.language.runs import plain

from . import fictional as made
from .drawn import coordinates, numbers, paths, texts

FI = Language.FI


def test_every_region_has_a_panel_with_the_country_in_grey() -> None:
    figure = multiples(made.values(made.wavy), made.indicator(), "MK18", FI)
    assert len(paths(figure, COUNTRY_INK)) == 19
    assert (len(paths(figure, INK)), len(paths(figure, AREA))) == (18, 1)
    assert {"Uusimaa", "Ahvenanmaa", "Lappi"} <= {words.text for words in texts(figure)}


def test_the_tiles_are_those_of_the_reference_grid(shared: object) -> None:
    import csv
    from pathlib import Path

    path = Path(str(shared)) / "data/reference/region_tile_grid.csv"
    with path.open(encoding="utf-8-sig") as file:
        grid = {f"MK{int(row['code']):02d}": (int(row["row"]) - 1, int(row["col"]) - 1) for row in csv.DictReader(file)}
    assert grid == TILES


@pytest.mark.parametrize("columns", [2, 3, 4, 5])
def test_no_two_regions_share_a_place(columns: int) -> None:
    found = places(REGIONS, columns)
    assert set(found) == set(REGIONS)
    assert len(set(found.values())) == 19
    assert all(column < columns for _, column in found.values())


def test_a_count_is_drawn_as_change_from_a_common_period() -> None:
    figure = multiples(made.values(made.falling, name="made_up_count"), made.count(), "MK18", FI)
    assert figure.title == "Keksitty väkiluku maakunnittain: muutos vuodesta 2004 (%), 2004–2023"
    assert {number.ref.measure for number in numbers(figure)} == {Measure.CHANGE_PERCENT}
    assert {number.ref.other for number in numbers(figure)} == {"2004"}


def test_change_is_not_counted_over_a_break() -> None:
    held = made.values(made.falling, name="made_up_count")
    assert str(Panels.of(held, made.count(breaks=(made.a_break(2011),))).base) == "2011"


def test_a_break_after_all_figures_changes_nothing() -> None:
    held = made.values(made.falling, name="made_up_count")
    assert str(Panels.of(held, made.count(breaks=(made.a_break(2030),))).base) == "2004"


def test_a_balance_is_drawn_as_it_is_without_the_country() -> None:
    held = made.values(lambda place, year: float(place * 100 - 900), name="made_up_count")
    figure = multiples(held, made.count(), "MK18", FI)
    assert {number.ref.measure for number in numbers(figure)} == {Measure.VALUE}
    assert paths(figure, COUNTRY_INK) == []


def test_a_missing_year_leaves_a_gap_in_its_panel() -> None:
    held = made.values(lambda place, year: None if year == 2010 else made.wavy(place, year))
    assert len(paths(multiples(held, made.indicator(), "MK18", FI), AREA)) == 2


def test_a_region_without_numbers_says_so_in_its_panel() -> None:
    held = made.values(lambda place, year: None if place == 1 else 1.0)
    figure = multiples(held, made.indicator(), "MK18", FI)
    assert [words.text for words in texts(figure)].count("Ei tietoja") == 1
    assert "Luku puuttuu: Uusimaa." in figure.alt


def test_all_panels_share_one_scale() -> None:
    figure = multiples(made.values(lambda place, year: float(place)), made.indicator(), "MK18", FI)
    lines = [*paths(figure, INK), *paths(figure, AREA)]
    within = sorted(float(line.get("d", "").split()[1]) % figure.height for line in lines)
    assert len(set(within)) == 19


@pytest.mark.parametrize("columns", [3, 5])
@pytest.mark.parametrize("narrow", [False, True])
def test_other_numbers_of_columns_fit_too(columns: int, narrow: bool) -> None:
    for language in Language:
        figure = multiples(made.values(made.wavy), made.indicator(), "MK16", language, columns=columns, narrow=narrow)
        if columns == 3 or not narrow:
            assert all(words.left >= 0 and words.right <= figure.width for words in texts(figure))


def test_nothing_at_all_is_said_in_words() -> None:
    figure = multiples(made.values(lambda place, year: None), made.indicator(), "MK18", FI)
    assert "Ei tietoja" in [words.text for words in texts(figure)]
    assert all(not plain(row[0]) or len(row) == 1 for row in figure.table.rows)


def order_of(**choice: object) -> list[str]:
    """The names of the panels as they stand, row by row."""
    figure = multiples(made.values(made.wavy), choice.pop("one", made.indicator()), "MK18", FI, **choice)  # type: ignore[arg-type]
    names = {area(code).names[FI] for code in REGIONS}
    drawn = [words for words in texts(figure) if words.text in names]
    return [words.text for words in sorted(drawn, key=lambda words: (words.bottom, words.left))]


def test_panels_may_stand_in_the_order_of_the_newest_number() -> None:
    newest = {area(code).names[FI]: made.wavy(place, 2023) for place, code in enumerate(REGIONS, 1)}
    shown = order_of(order="value")
    assert [newest[name] for name in shown] == sorted(newest.values(), reverse=True)


def test_a_survey_is_never_in_the_order_of_its_numbers() -> None:
    one = made.indicator(survey=True)
    assert order_of(order="value", one=one) == order_of(one=one)
    figure = multiples(made.values(made.wavy), one, "MK18", FI, order="value")
    assert "kartan järjestyksessä" in plain(figure.caption)


def test_panels_may_begin_with_the_area_and_its_peers() -> None:
    assert order_of(order="peers", peers=("MK10", "MK19"))[:3] == ["Kainuu", "Etelä-Savo", "Lappi"]
    assert len(order_of(order="peers", peers=("MK10", "MK19"))) == 19


def test_a_country_has_no_peers_to_begin_with() -> None:
    figure = multiples(made.values(made.wavy), made.indicator(), "SSS", FI, order="peers")
    assert "kartan järjestyksessä" in plain(figure.caption)


def test_each_panel_may_have_a_scale_of_its_own_and_says_so() -> None:
    held = made.values(lambda place, year: float(10**place % 997 + year % 5))
    shared, free = (multiples(held, made.indicator(), "MK18", FI, scale=scale) for scale in ("shared", "free"))  # type: ignore[arg-type]
    assert "oma asteikkonsa" in plain(free.caption)
    assert "sama asteikko" in plain(shared.caption)
    labels = [words for words in texts(free) if words.fill == MUTED]
    assert len(labels) > len([words for words in texts(shared) if words.fill == MUTED])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9), st.just(0.0)), min_size=1, max_size=40),
    st.booleans(),
    st.booleans(),
)
def test_any_numbers_make_panels_that_stay_inside(cells: list[float | None], narrow: bool, counted: bool) -> None:
    held = made.values(lambda place, year: cells[(place * 7 + year) % len(cells)], first=2010, last=2016)
    one = made.count(id="made_up_share") if counted else made.indicator()
    figure = multiples(held, one, "MK16", Language.SV, narrow=narrow)
    assert all(-3 <= x <= figure.width + 3 and -1 <= y <= figure.height + 1 for x, y in coordinates(figure))
    assert all(words.bottom <= figure.height for words in texts(figure))
