"""Index lines: the base, what has no index, gaps, breaks, projections."""

from __future__ import annotations

import pytest

from alke.base.languages import Language
from alke.base.units import unit
from alke.charts import index
from alke.charts.svg import AREA
from alke.indicators.values import Measure
from alke.language.runs import plain

from . import fictional as made
from .drawn import numbers, paths, texts
from .every import COUNTS

FI = Language.FI
PEERS = ("MK10", "MK11")


def counted(**changes: object) -> str:
    return index(made.values(made.falling, name="made_up_count"), made.count(**changes), "MK18", FI, peers=PEERS).title


def test_the_base_is_a_round_year_that_all_have() -> None:
    assert counted() == "Keksitty väkiluku, Kainuu: indeksi, 2005 = 100, 2005–2023"


def test_the_base_lies_after_the_last_break() -> None:
    assert "2015 = 100" in counted(breaks=(made.a_break(2011),))
    assert "2021 = 100" in counted(breaks=(made.a_break(2021),))


def test_a_break_after_all_figures_changes_nothing() -> None:
    assert "2005 = 100" in counted(breaks=(made.a_break(2030),))


def test_the_country_shares_the_axis_though_it_is_a_sum() -> None:
    figure = index(made.values(made.falling, name="made_up_count"), made.count(), "MK18", FI, peers=PEERS)
    assert figure.table.header == ("Vuosi", "Kainuu", "Etelä-Savo", "Pohjois-Savo", "Koko maa")
    assert {number.ref.measure for number in numbers(figure)} == {Measure.INDEX}
    assert {number.text for number in numbers(figure) if str(number.ref.period) == "2005"} == {"100,0"}


@pytest.mark.parametrize("key", ["percent", "per_100", "index"])
def test_a_share_or_a_score_changes_in_its_own_unit(key: str) -> None:
    figure = index(made.values(made.wavy), made.indicator(unit=unit(key)), "MK18", FI, peers=PEERS)
    assert {number.ref.measure for number in numbers(figure)} == {Measure.CHANGE}
    assert "harhaanjohtavan kuvan" in plain(figure.caption)
    assert all(number.text[0] in "+−0" for number in numbers(figure))


def test_a_balance_changes_in_its_own_unit() -> None:
    figure = index(made.values(made.balance, name="made_up_count"), made.count(), "MK18", FI)
    assert {number.ref.measure for number in numbers(figure)} == {Measure.CHANGE}


def test_a_dotted_line_leads_over_missing_years() -> None:
    held = made.values(lambda p, y: None if y == 2012 else made.falling(p, y), name="made_up_count")
    figure = index(held, made.count(), "MK18", FI)
    assert [path.get("stroke-dasharray") for path in paths(figure, AREA)] == [None, None, "1 4"]
    assert "Pisteviivan kohdalta tieto puuttuu." in plain(figure.caption)
    assert "Luku puuttuu: 2012." in figure.alt


def test_a_projection_is_counted_from_what_was_observed() -> None:
    figure = index(COUNTS, made.count(), "MK18", FI)
    ahead = [number.ref for number in numbers(figure) if "projection" in str(number.ref)]
    assert ahead
    assert {ref.other for ref in ahead} == {"2005"}


def test_many_peers_make_a_higher_picture_in_which_all_names_fit() -> None:
    many = ("MK05", "MK07", "MK17", "MK12", "MK11", "MK10", "MK06", "MK13")
    for language in Language:
        figure = index(made.values(made.wavy), made.indicator(), "MK16", language, peers=many, narrow=True)
        assert all(words.bottom <= figure.height for words in texts(figure))
        assert figure.height > 300


@pytest.mark.parametrize("years", [(2020, 2020), (2004, 2023)])
def test_one_year_or_no_numbers_make_no_index(years: tuple[int, int]) -> None:
    def number(place: int, year: int) -> float | None:
        return 5.0 if years[0] == years[1] else None

    figure = index(made.values(number, first=years[0], last=years[1]), made.indicator(), "MK18", FI)
    assert "Ei tietoja" in [words.text for words in texts(figure)]
    assert figure.table.rows == ()
