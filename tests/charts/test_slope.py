"""Slope charts: two periods, never over a break; counts as change; who is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts import slope
from alke.charts.slope import Slopes
from alke.charts.svg import AREA, COUNTRY_INK
from alke.indicators.values import Measure
from alke.language.runs import plain

from . import fictional as made
from .drawn import coordinates, numbers, paths, texts

FI = Language.FI
PEERS = ("MK10", "MK11", "MK12")


def chosen(**changes: object) -> tuple[str, str]:
    found = Slopes.of(made.values(made.wavy), made.indicator(**changes))
    assert found is not None
    return str(found.first), str(found.last)


def test_ten_years_up_to_the_newest_are_taken() -> None:
    assert chosen() == ("2013", "2023")


def test_a_month_is_set_beside_the_same_month() -> None:
    months = tuple(Period(year, "M", month) for year in range(2010, 2019) for month in range(1, 13))[:-1]
    whole = made.values(made.wavy, first=1, last=len(months))
    layer = replace(whole.layers[0], periods=months)
    found = Slopes.of(replace(whole, layers=(layer,)), made.indicator())
    assert found is not None
    assert (str(found.first), str(found.last)) == ("2010M11", "2018M11")


def test_a_break_shortens_the_time() -> None:
    assert chosen(breaks=(made.a_break(2018),)) == ("2018", "2023")
    figure = slope(made.values(made.wavy), made.indicator(breaks=(made.a_break(2018),)), "MK18", FI)
    assert "Sarjakatkos 2018" in plain(figure.caption)


def test_a_break_in_the_newest_year_leaves_nothing_to_join() -> None:
    held = made.values(made.wavy)
    assert Slopes.of(held, made.indicator(breaks=(made.a_break(2023),))) is None
    figure = slope(held, made.indicator(breaks=(made.a_break(2023),)), "MK18", FI)
    assert "Ei tietoja" in [words.text for words in texts(figure)]


def test_periods_on_both_sides_of_a_break_are_refused() -> None:
    with pytest.raises(AlkeError, match="broken between 2010 and 2020"):
        slope(
            made.values(made.wavy), made.indicator(breaks=(made.a_break(2015),)), "MK18", FI,
            periods=(Period(2010), Period(2020)),
        )  # fmt: skip


def test_only_the_area_its_peers_and_the_country_are_named() -> None:
    figure = slope(made.values(made.wavy), made.indicator(), "MK18", FI, peers=PEERS)
    named = " ".join(words.text for words in texts(figure))
    assert all(name in named for name in ("Kainuu", "Etelä-Savo", "Pohjois-Savo", "Pohjois-Karjala", "Koko maa"))
    assert "Uusimaa" not in named
    assert len(paths(figure, AREA)) == 1
    assert [path.get("stroke-dasharray") for path in paths(figure, COUNTRY_INK)] == ["7 3"]


def test_a_count_is_drawn_as_change_in_per_cent_from_one_point() -> None:
    figure = slope(made.values(made.falling, name="made_up_count"), made.count(), "MK18", FI)
    assert figure.title == "Keksitty väkiluku maakunnittain: muutos vuodesta 2013 vuoteen 2023 (%)"
    starts = {path.get("d", "").split()[1] for path in paths(figure, AREA)}
    assert len(starts) == 1
    assert {number.ref.measure for number in numbers(figure)} == {Measure.VALUE, Measure.CHANGE_PERCENT}


def test_a_balance_is_drawn_as_it_is_without_the_country() -> None:
    figure = slope(made.values(made.balance, name="made_up_count"), made.count(), "MK18", FI)
    assert {number.ref.measure for number in numbers(figure)} == {Measure.VALUE, Measure.CHANGE}
    assert "Koko maa" not in [plain(row[0]) for row in figure.table.rows]


def test_a_survey_is_not_ranked() -> None:
    figure = slope(made.values(made.wavy), made.indicator(survey=True), "MK18", FI)
    assert "ei aseteta järjestykseen" in plain(figure.caption)


def test_a_region_that_lacks_one_of_the_numbers_is_named_as_missing() -> None:
    held = made.values(lambda place, year: None if place == 1 and year < 2023 else made.wavy(place, year))
    figure = slope(held, made.indicator(), "MK18", FI)
    assert "Luku puuttuu: Uusimaa." in figure.alt
    row = next(row for row in figure.table.rows if plain(row[0]) == "Uusimaa")
    assert [plain(cell) for cell in row[1:]] == ["tieto puuttuu", plain(row[2]), "–"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9), st.just(0.0), st.just(1.0)), min_size=1, max_size=40),
    st.booleans(),
    st.booleans(),
)
def test_any_numbers_make_slopes_that_stay_inside(cells: list[float | None], narrow: bool, counted: bool) -> None:
    held = made.values(lambda place, year: cells[(place * 7 + year) % len(cells)], first=2013, last=2023)
    one = made.count(id="made_up_share") if counted else made.indicator()
    figure = slope(held, one, "MK16", Language.SV, peers=("MK05", "MK07", "MK17"), narrow=narrow)
    assert all(-1 <= x <= figure.width + 1 and -1 <= y <= figure.height + 1 for x, y in coordinates(figure))
    assert all(words.top >= 0 and words.bottom <= figure.height for words in texts(figure))
