"""Time lines: what is solid, dashed, hollow, missing or left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.base.languages import Language, Text
from alke.base.periods import Period
from alke.charts import Figure, series
from alke.charts.svg import AREA, COUNTRY_INK
from alke.charts.trace import gaps, pace, segments
from alke.language.runs import plain
from alke.statistics.cube import Reason

from . import fictional as made
from .drawn import SVG, coordinates, paths, root, table_text, texts, tips

FI = Language.FI


def one(*numbers: float | None, first: int = 2010, **changes: object) -> Figure:
    """A line of one area through the given numbers, without the country."""
    held = made.values(lambda place, year: numbers[year - first], first=first, last=first + len(numbers) - 1)
    return series(held, made.indicator(**changes), "MK18", FI, compare=())


def lines(figure: Figure, ink: str = AREA) -> list[str]:
    return [path.get("d", "") for path in paths(figure, ink)]


def test_a_whole_series_is_one_line() -> None:
    assert len(lines(one(1, 2, 3, 4))) == 1


def test_a_missing_value_leaves_a_gap() -> None:
    drawn = lines(one(1, 2, None, 4, 5))
    assert len(drawn) == 2
    left, right = (float(part.split()[-2].lstrip("M")) for part in (drawn[0], drawn[1]))
    assert float(drawn[1].lstrip("M").split()[0]) > left
    assert right > left


def test_a_number_between_two_gaps_is_a_dot() -> None:
    figure = one(1, 2, None, 4, None, 5, 6)
    dots = [element for element in root(figure).iter(f"{SVG}circle") if element.get("fill") == AREA]
    assert len(lines(figure)) == 2
    assert "Kainuu 2013: 4,0" in [dot.findtext(f"{SVG}title") for dot in dots]


def test_a_missing_year_is_said_in_words_and_in_the_table() -> None:
    figure = one(1, 2, None, 4)
    assert "Luku puuttuu: 2012." in figure.alt
    assert plain(figure.table.rows[2][1]) == "tieto puuttuu"
    assert "Viiva katkeaa" in plain(figure.caption)


def test_the_reason_of_a_missing_value_is_the_publishers() -> None:
    held = made.values(
        lambda place, year: None if year == 2011 else 1.0, first=2010, last=2012, reason=Reason.CONFIDENTIAL
    )
    figure = series(held, made.indicator(), "MK18", FI, compare=())
    assert plain(figure.table.rows[1][1]) == "salassa pidettävä"


def test_the_line_does_not_reach_over_a_break() -> None:
    figure = one(1, 2, 3, 4, 5, breaks=(made.a_break(2012),))
    assert len(lines(figure)) == 2
    assert "sarjakatkos" in [words.text for words in texts(figure)]
    assert "Keksitty syy" in plain(figure.caption)


def test_a_break_outside_the_figures_is_not_mentioned() -> None:
    figure = one(1, 2, 3, breaks=(made.a_break(2030), made.a_break(2010)))
    assert len(lines(figure)) == 1
    assert "Sarjakatkos" not in plain(figure.caption)


def test_a_preliminary_value_has_an_open_marker() -> None:
    held = made.values(made.wavy, preliminary=1)
    figure = series(held, made.indicator(), "MK18", FI, compare=())
    hollow = [mark for mark in root(figure).iter(f"{SVG}circle") if mark.get("stroke") == AREA]
    assert [mark.findtext(f"{SVG}title", "").partition(": ")[0] for mark in hollow] == ["Kainuu 2023"]
    assert plain(figure.table.rows[-1][1]).endswith("(ennakkotieto)")
    assert "Avoin merkki" in plain(figure.caption)


def projected(first: int = 2024) -> Figure:
    ahead = {year: (lambda place, year=year: 10 - (year - 2023) / 4) for year in range(first, first + 8)}
    held = made.values(lambda place, year: 10.0, first=2010, last=2023, projected=ahead)
    return series(held, made.indicator(), "MK18", FI, compare=("SSS",))


def test_a_projection_is_dashed_in_a_hatched_zone_with_its_name() -> None:
    figure = projected()
    dashed = [path for path in paths(figure, AREA) if path.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert "Ennuste 2019" in [words.text for words in texts(figure)]
    assert f"url(#{figure.key}-zone)" in figure.svg
    assert "ennuste 2019" in figure.alt
    assert plain(figure.table.rows[-1][0]) == "2031 (ennuste 2019)"


def test_a_projection_goes_on_from_the_last_observed_value() -> None:
    solid, dashed = paths(projected(), AREA)
    assert solid.get("d", "").split()[-2:] == dashed.get("d", "").lstrip("M").split()[:2]


def test_a_projection_that_starts_before_the_last_observed_value_is_not_joined_to_it() -> None:
    solid, dashed = paths(projected(first=2020), AREA)
    assert solid.get("d", "").split()[-2:] != dashed.get("d", "").lstrip("M").split()[:2]


def test_a_count_is_not_drawn_beside_a_far_larger_one() -> None:
    numbers = {0: 5_000_000.0}
    held = made.values(lambda place, year: numbers.get(place, 70_000.0) + year, name="made_up_count")
    figure = series(held, made.count(), "MK18", FI)
    assert lines(figure, COUNTRY_INK) == []
    assert "Kuvion asteikolle eivät mahdu: koko maa" in plain(figure.caption)
    assert figure.table.header == ("Vuosi", "Kainuu")


def test_a_count_says_when_its_axis_does_not_start_at_zero() -> None:
    held = made.values(lambda place, year: 70_000 + year, name="made_up_count")
    figure = series(held, made.count(), "MK18", FI, compare=())
    assert any("asteikko ei ala nollasta" in words.text for words in texts(figure))


def test_a_share_is_drawn_beside_the_whole_country() -> None:
    figure = series(made.values(made.wavy), made.indicator(), "MK18", FI)
    assert len(lines(figure, COUNTRY_INK)) == 1
    assert {"Kainuu", "Koko maa"} <= {words.text for words in texts(figure)}


def test_where_a_share_stands_is_said_and_where_a_count_stands_is_not() -> None:
    shares = series(made.values(lambda place, year: 5.0 + place), made.indicator(), "MK02", FI)
    assert "Varsinais-Suomi on ylempänä kuin koko maa (2023): 7,0 ja 5,0." in shares.alt
    counts = series(made.values(lambda place, year: 5.0 + place, name="made_up_count"), made.count(), "MK02", FI)
    assert "ylempänä" not in counts.alt


def test_the_country_is_not_compared_with_itself() -> None:
    figure = series(made.values(made.wavy), made.indicator(), "SSS", FI)
    assert figure.table.header == ("Vuosi", "Koko maa")


def test_line_ends_close_together_have_labels_apart() -> None:
    held = made.values(lambda place, year: 10 + place * 0.01)
    figure = series(held, made.indicator(), "MK16", Language.SV, compare=("SSS", "MK05", "MK07", "MK17"))
    drawn = texts(figure)
    assert not any(a.covers(b) for place, a in enumerate(drawn) for b in drawn[place + 1 :])


def test_a_rise_a_fall_and_a_standstill_are_worded() -> None:
    assert "nousu luvusta 1,0 (2010) lukuun 3,0\u00a0% (2012)" in one(1, 2, 3).alt
    assert "lasku luvusta 3,0 (2010) lukuun 1,0\u00a0% (2012)" in one(3, 2, 1).alt
    assert "sama luku 2,0\u00a0% alussa (2010) ja lopussa (2012)" in one(2, 1, 2).alt
    assert "yksi luku, 2,0\u00a0% (2010)" in one(2).alt


def test_a_figure_without_numbers_says_so() -> None:
    figure = one(None, None)
    assert "Ei tietoja" in [words.text for words in texts(figure)]
    assert figure.title == "Keksitty osuus (%), Kainuu: ei tietoja"
    assert figure.table.rows == ()


def test_the_first_and_last_numbers_are_labelled() -> None:
    shown = {words.text for words in texts(one(11.5, 12, 14.5))}
    assert {"11,5", "14,5"} <= shown


def test_the_source_stands_in_the_caption() -> None:
    figure = series(made.values(made.wavy), made.indicator(), "MK18", FI, source="Keksitty laitos, taulukko 1")
    assert plain(figure.caption).startswith("Lähde: Keksitty laitos, taulukko 1.")


def test_a_series_taken_every_fifth_year_is_still_a_line() -> None:
    held = made.values(lambda place, year: float(year) if year % 5 == 0 else None, first=2000, last=2020)
    fifth = [value for value in held.series("MK18") if value.number is not None]
    assert pace(fifth) == 5
    assert len(segments(fifth)) == 1
    assert gaps(fifth) == []


def test_a_year_that_the_table_does_not_even_name_is_a_gap() -> None:
    held = made.values(lambda place, year: float(year))
    kept = [value for value in held.series("MK18") if value.period.year != 2010]
    assert len(segments(kept)) == 2
    assert gaps(kept) == [Period(2010)]


cells = st.one_of(st.none(), st.floats(-1e9, 1e9), st.floats(-1, 1), st.just(0.0), st.floats(1e12, 1e13))


@settings(max_examples=80, deadline=None)
@given(st.lists(cells, min_size=1, max_size=25), st.booleans(), st.sampled_from(Language), st.integers(0, 2))
def test_any_numbers_make_a_chart_that_stays_inside(
    numbers: list[float | None], narrow: bool, language: Language, preliminary: int
) -> None:
    held = made.values(
        lambda place, year: numbers[(year + place) % len(numbers)],
        first=2000,
        last=1999 + len(numbers),
        preliminary=preliminary,
    )
    figure = series(held, made.indicator(), "MK16", language, narrow=narrow)
    assert all(-1 <= x <= figure.width + 1 and -1 <= y <= figure.height + 1 for x, y in coordinates(figure))
    assert all(words.left >= -0.5 and words.right <= figure.width + 0.5 for words in texts(figure))
    known = [number for number in numbers if number is not None]
    assert len(tips(figure)) >= len(known)
    assert bool(table_text(figure)) == bool(known)


@pytest.mark.parametrize("number", [5.0, 0.0, -3.0, 1e-6, 1e13])
def test_a_constant_is_a_level_line(number: float) -> None:
    (line,) = lines(one(number, number, number))
    heights = line.lstrip("M").split()[1::2]
    assert len(set(heights)) == 1


def test_a_count_that_is_not_declared_additive_is_told_by_the_country_beyond_every_region() -> None:
    held = made.values(lambda place, year: 2_500_000.0 if place == 0 else 30_000.0 + place)
    figure = series(held, made.indicator(), "MK16", FI)
    assert lines(figure, COUNTRY_INK) == []
    assert "alempana" not in figure.alt


def test_one_year_alone_has_that_year_alone_on_its_axis() -> None:
    figure = one(5.0)
    assert [words.text for words in texts(figure) if words.text.startswith("20")] == ["2010"]


def test_a_name_that_ends_in_brackets_takes_its_unit_into_them() -> None:
    words = Text("Osuus (tutkimus)", "Andel (undersökning)", "Share (survey)")
    figure = series(made.values(made.wavy), made.indicator(name=words), "MK18", FI)
    assert figure.title == "Osuus (tutkimus, %), Kainuu 2004–2023"
