"""Rankings: places, ties, Åland, the country, missing regions, surveys."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from alke.areas import MAINLAND
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts import ranking
from alke.charts.ranking import Standing
from alke.charts.svg import AREA, INK, OTHER
from alke.language.runs import plain
from alke.statistics.cube import Reason

from . import fictional as made
from .drawn import SVG, coordinates, root, texts

FI = Language.FI


def held(*numbers: float | None, reason: Reason = Reason.NOT_AVAILABLE) -> made.Values:
    """Values of one year: the country's, then the mainland regions' in order, Åland's last."""
    return made.values(lambda place, year: numbers[place], first=2020, last=2020, reason=reason)


def test_regions_stand_in_the_order_of_their_numbers() -> None:
    figure = ranking(made.values(made.wavy), made.indicator(), "MK18", FI)
    shown = [float(plain(row[1]).replace(",", ".")) for row in figure.table.rows[:18]]
    assert shown == sorted(shown, reverse=True)


def test_ties_share_the_better_place() -> None:
    numbers = [10.0, 9.0, 9.0, 8.0, *[1.0] * 15, 5.0]
    standing = Standing.of(held(*numbers), made.indicator(), None)
    assert [standing.ranks[code] for code in MAINLAND[:4]] == [1, 1, 3, 4]
    assert "jaettu sija 1/18" in ranking(held(*numbers), made.indicator(), "MK02", FI).alt


def test_the_area_differs_by_shape_and_weight_and_not_only_by_colour() -> None:
    figure = ranking(made.values(made.wavy), made.indicator(), "MK18", FI)
    diamonds = [path for path in root(figure).iter(f"{SVG}path") if path.get("fill") == AREA]
    circles = [mark for mark in root(figure).iter(f"{SVG}circle") if mark.get("fill") == OTHER]
    assert (len(diamonds), len(circles)) == (1, 17)
    assert [words.text for words in texts(figure) if words.bold and words.text == "Kainuu"] == ["Kainuu"]


def test_aland_stands_apart_without_a_place() -> None:
    figure = ranking(made.values(made.wavy), made.indicator(), "MK18", FI)
    drawn = {words.text: words for words in texts(figure)}
    assert drawn["Ahvenanmaa"].top > max(drawn[name].bottom for name in ("Satakunta", "Lappi", "Kainuu"))
    row = next(row for row in figure.table.rows if plain(row[0]) == "Ahvenanmaa")
    assert plain(row[2]) == "–"
    assert "18 maakunnasta" in plain(figure.caption)


def test_the_whole_country_is_a_line_across_the_rows() -> None:
    figure = ranking(made.values(made.wavy), made.indicator(), "MK18", FI)
    lines = [path for path in root(figure).iter(f"{SVG}path") if path.get("stroke") == INK]
    assert len(lines) == 1
    assert any(words.text == "Koko maa 11,6" and words.bold for words in texts(figure))


def test_a_sum_over_the_regions_is_no_line_but_is_in_the_table() -> None:
    figure = ranking(made.values(made.falling, name="made_up_count"), made.count(), "MK18", FI)
    assert not any("Koko maa" in words.text for words in texts(figure))
    assert "Koko maa" in [plain(row[0]) for row in figure.table.rows]


def test_a_region_without_a_number_is_listed_with_the_reason() -> None:
    numbers = [10.0, None, *[1.0 + place for place in range(18)]]
    figure = ranking(held(*numbers, reason=Reason.CONFIDENTIAL), made.indicator(), "MK18", FI, period=Period(2020))
    assert "Uusimaa: salassa pidettävä" in [words.text for words in texts(figure)]
    assert "Uusimaa (salassa pidettävä)" in figure.alt
    assert "17 maakunnasta" in plain(figure.caption)


def test_survey_values_are_in_the_regions_own_order_without_places() -> None:
    figure = ranking(made.values(made.wavy), made.indicator(survey=True), "MK18", FI)
    assert [plain(row[0]) for row in figure.table.rows[:3]] == ["Uusimaa", "Varsinais-Suomi", "Satakunta"]
    assert len(figure.table.header) == 2
    assert "sija" not in figure.alt
    assert "Suurimmat" not in figure.alt


def test_the_newest_period_in_which_all_have_a_number_is_taken() -> None:
    values = made.values(lambda place, year: None if (place, year) == (5, 2023) else 1.0 * place)
    assert ranking(values, made.indicator(), "MK18", FI).title.endswith("2022")


def test_failing_that_the_period_in_which_most_have_one_is_taken() -> None:
    values = made.values(lambda place, year: None if place == 5 or (place < 9 and year > 2020) else 1.0 * place)
    assert ranking(values, made.indicator(), "MK18", FI).title.endswith("2020")


def test_a_preliminary_number_has_an_open_marker() -> None:
    figure = ranking(made.values(made.wavy, preliminary=1), made.indicator(), "MK18", FI)
    hollow = [mark for mark in root(figure).iter(f"{SVG}circle") if mark.get("stroke") == OTHER]
    assert len(hollow) == 17


def test_without_any_number_it_says_so() -> None:
    figure = ranking(made.values(lambda place, year: None), made.indicator(), "MK18", FI)
    assert any(words.text == "Ei tietoja" for words in texts(figure))


def test_a_municipality_leaves_all_regions_alike() -> None:
    figure = ranking(made.values(made.wavy), made.indicator(), "KU205", FI)
    assert not [path for path in root(figure).iter(f"{SVG}path") if path.get("fill") == AREA]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9), st.integers(0, 3).map(float)), min_size=20, max_size=20),
    st.booleans(),
    st.booleans(),
    st.sampled_from(Language),
)
def test_any_numbers_make_a_ranking_that_stays_inside(
    numbers: list[float | None], narrow: bool, survey: bool, language: Language
) -> None:
    figure = ranking(
        held(*numbers), made.indicator(survey=survey), "MK16", language, period=Period(2020), narrow=narrow
    )
    assert all(-1 <= x <= figure.width + 1 and -1 <= y <= figure.height + 1 for x, y in coordinates(figure))
    assert all(words.left >= -0.5 and words.right <= figure.width + 0.5 for words in texts(figure))
    assert all(words.bottom <= figure.height for words in texts(figure))
    standing = Standing.of(held(*numbers), made.indicator(), Period(2020))
    known = {code: number for code, number in zip(made.AREAS, numbers, strict=True) if number is not None}
    for code, rank in standing.ranks.items():
        assert rank == 1 + sum(known[other] > known[code] for other in MAINLAND if other in known)
