"""Age pyramids: men left, women right, the country's shape scaled to the area."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.base.errors import AlkeError, UnknownCodeError
from alke.base.languages import Language
from alke.base.periods import Period
from alke.charts import Ages, pyramid
from alke.charts.svg import AREA, INK
from alke.indicators.values import Ref
from alke.language.runs import Number, plain
from alke.statistics import sample

from .drawn import SVG, coordinates, root, texts, tips
from .every import ages

FI = Language.FI


def test_men_are_left_and_women_right() -> None:
    figure = pyramid(ages("MK18", 2000, 1), FI)
    bars = [bar for bar in root(figure).iter(f"{SVG}rect") if bar.find(f"{SVG}title") is not None]
    men = [bar for bar in bars if bar.findtext(f"{SVG}title", "").startswith("Miehet")]
    assert len(men) == 18
    assert all(float(bar.get("x", "")) + float(bar.get("width", "")) < figure.width / 2 for bar in men)
    assert all(float(bar.get("x", "")) > figure.width / 2 for bar in bars if bar not in men)
    assert all(bar.get("fill") == AREA for bar in men)


def test_women_are_hatched_so_that_grey_tells_them_apart() -> None:
    figure = pyramid(ages("MK18", 2000, 1), FI)
    assert f'fill="url(#{figure.key}-women)"' in figure.svg


def test_the_youngest_are_at_the_bottom() -> None:
    drawn = {words.text: words for words in texts(pyramid(ages("MK18", 2000, 1), FI))}
    assert drawn["0–4"].top > drawn["85–"].top


def test_a_country_of_the_same_shape_lies_on_the_bars() -> None:
    mine = ages("MK18", 2000, 1)
    country = replace(
        mine, area="SSS", men=tuple((n or 0) * 70 for n in mine.men), women=tuple((n or 0) * 70 for n in mine.women)
    )
    figure = pyramid(mine, FI, country=country)
    outline = [path.get("d", "") for path in root(figure).iter(f"{SVG}path") if path.get("stroke") == INK][0]
    xs = {round(float(x)) for x in outline.lstrip("M").split()[::2]}
    ends = {
        round(float(bar.get("x", "")))
        for bar in root(figure).iter(f"{SVG}rect")
        if bar.findtext(f"{SVG}title", "").startswith("Miehet")
    }
    assert ends <= xs


def test_the_table_holds_every_number_of_both() -> None:
    mine = ages("MK18", 2000, 1)
    figure = pyramid(mine, FI, country=ages("SSS", 90_000, 2))
    assert figure.table.header == (
        "Ikä", "Miehet, Kainuu", "Naiset, Kainuu", "Miehet, Koko maa", "Naiset, Koko maa",
    )  # fmt: skip
    assert len(figure.table.rows) == 18
    first = [plain(cell).replace("\u00a0", "") for cell in figure.table.rows[0]]
    assert first[1:3] == [str(round(mine.men[0] or 0)), str(round(mine.women[0] or 0))]


def test_a_number_with_an_address_is_a_run_with_that_address() -> None:
    ref = Ref("population-0-4-men", "MK18", Period(2023))
    mine = Ages("MK18", Period(2023), ("0–4",), (10.0,), (9.0,), (ref,), (None,))
    row = pyramid(mine, FI).table.rows[0]
    assert row[1] == (Number("10", ref),)
    assert plain(row[2]) == "9"


def test_a_table_by_age_and_sex_gives_its_population() -> None:
    cube = sample.cube("population_age")
    mine, country = (Ages.of(cube, area, Period(2018)) for area in ("MK18", "SSS"))
    assert (mine.labels[0], mine.labels[-1]) == ("0–4", "100–")
    assert country.total == 5_517_919  # Statistics Finland, 31.12.2018
    assert country.men[0] == 137_057
    assert len(pyramid(mine, FI, country=country).table.rows) == 21


def test_a_table_of_single_ages_without_dashes_is_read_too() -> None:
    mine = Ages.of(sample.cube("population_single_age"), "MK18", Period(2018))
    assert mine.labels[:2] == ("0", "1")
    assert mine.total == Ages.of(sample.cube("population_age"), "MK18", Period(2018)).total


def test_an_area_that_the_table_has_not_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="MK99"):
        Ages.of(sample.cube("population_age"), "MK99", Period(2018))


def test_a_table_without_ages_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="sex × age"):
        Ages.of(sample.cube("population"), "MK18", Period(2018))


def test_single_years_of_age_are_one_shape_per_sex() -> None:
    labels = (*map(str, range(100)), "100–")
    mine = Ages("MK18", Period(2023), labels, (500.0,) * 101, (480.0,) * 101)
    figure = pyramid(mine, FI)
    assert tips(figure) == []
    assert len(figure.svg) < 25_000
    assert "50" in [words.text for words in texts(figure)]
    assert "51" not in [words.text for words in texts(figure)]


def test_arrays_of_different_lengths_are_refused() -> None:
    with pytest.raises(AlkeError, match=r"population by age of MK18 2023: .* differ in length: 2, 1, 2"):
        Ages("MK18", Period(2023), ("0–4", "5–9"), (1.0,), (1.0, 2.0))


def test_a_country_in_other_ages_is_refused() -> None:
    mine = Ages("MK18", Period(2023), ("0–4",), (1.0,), (1.0,))
    with pytest.raises(AlkeError, match="not those of the area"):
        pyramid(mine, FI, country=replace(mine, area="SSS", labels=("0–14",)))


def test_the_country_has_no_outline_of_itself() -> None:
    country = ages("SSS", 90_000, 2)
    figure = pyramid(country, FI, country=country)
    assert figure.table.header == ("Ikä", "Miehet", "Naiset")


def test_an_empty_population_is_said_in_words() -> None:
    figure = pyramid(Ages("MK18", Period(2023), ("0–4",), (None,), (None,)), FI)
    assert [words.text for words in texts(figure)] == ["Ei tietoja"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.one_of(st.none(), st.floats(0, 1e7)), st.floats(0, 1e7)), min_size=1, max_size=40),
    st.booleans(),
)
def test_any_population_stays_inside(people: list[tuple[float | None, float]], narrow: bool) -> None:
    labels = tuple(f"{age}" for age in range(len(people)))
    mine = Ages("MK16", Period(2023), labels, tuple(m for m, _ in people), tuple(w for _, w in people))
    figure = pyramid(mine, Language.SV, narrow=narrow)
    assert all(-1 <= x <= figure.width + 1 and -1 <= y <= figure.height + 1 for x, y in coordinates(figure))
    assert all(words.left >= -0.5 and words.right <= figure.width + 0.5 for words in texts(figure))
