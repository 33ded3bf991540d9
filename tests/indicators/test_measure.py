from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.areas import MAINLAND
from alke.base.errors import UnknownCodeError
from alke.base.languages import Text
from alke.base.periods import Period
from alke.indicators.catalogue import Break
from alke.indicators.compute import compute
from alke.indicators.measure import crosses_break, measure
from alke.indicators.values import Measure, Ref, Values
from alke.statistics.store import Store
from tests.indicators.factories import holdings, indicator, put, source, table

YEARS = ("2008", "2018")


def values_of(tmp_path: Path, rows: dict[str, list[object]], years: tuple[str, ...] = YEARS) -> dict[str, Values]:
    store = Store(tmp_path)
    put(store, table(rows, years), "11re")
    return {"population": compute(indicator(as_published=True), holdings(store))}


def ranked(tmp_path: Path, *numbers: object) -> dict[str, Values]:
    """The mainland regions with these numbers in 2018, in the order of their codes; Åland above all."""
    rows = {code: [1, number] for code, number in zip(MAINLAND, numbers, strict=False)}
    return values_of(tmp_path, {**rows, "MK21": [1, 10**9], "SSS": [50, 200]})


def told(values: dict[str, Values], text: str) -> float | None:
    return measure(values, Ref.parse(text))


def test_each_measure_is_worked_out_of_values(tmp_path: Path) -> None:
    values = ranked(tmp_path, 80, 100, 90)
    assert told(values, "population:MK01:2018") == 80
    assert told(values, "population:MK01:2018:change:2008") == 79
    assert told(values, "population:MK01:2018:change-percent:2008") == 7900
    assert told(values, "population:MK01:2018:index:2008") == 8000
    assert told(values, "population:MK01:2018:gap:SSS") == -120
    assert told(values, "population:MK01:2018:percent-of:SSS") == 40
    assert told(values, "population:MK01:2018:gap-median") == -10
    assert told(values, "population:MK01:2018:rank") == 3
    assert told(values, "population:MK01:2018:count") == 3


def test_ties_share_the_better_place(tmp_path: Path) -> None:
    values = ranked(tmp_path, 5, 9, 9, 7)
    assert [told(values, f"population:{code}:2018:rank") for code in MAINLAND[:4]] == [4, 1, 1, 3]


def test_aland_is_neither_ranked_nor_counted_nor_in_the_median(tmp_path: Path) -> None:
    values = ranked(tmp_path, 5, 9, 7)
    assert told(values, "population:MK21:2018:rank") is None
    assert told(values, "population:MK21:2018:count") == 3
    assert told(values, "population:MK02:2018:gap-median") == 2


def test_the_country_is_not_ranked(tmp_path: Path) -> None:
    assert told(ranked(tmp_path, 5, 9), "population:SSS:2018:rank") is None


def test_regions_without_a_number_are_neither_ranked_nor_counted(tmp_path: Path) -> None:
    values = ranked(tmp_path, 5, "..", 7)
    assert told(values, "population:MK02:2018:rank") is None
    assert told(values, "population:MK01:2018:rank") == 2
    assert told(values, "population:MK01:2018:count") == 2


def test_nothing_is_worked_out_of_a_missing_value(tmp_path: Path) -> None:
    values = values_of(tmp_path, {"MK01": ["..", 5], "SSS": [3, ".."]})
    for text in ("change:2008", "change-percent:2008", "gap:SSS", "percent-of:SSS", "change:1999"):
        assert told(values, f"population:MK01:2018:{text}") is None


def test_a_percentage_of_zero_is_no_number(tmp_path: Path) -> None:
    values = values_of(tmp_path, {"MK01": [0, 5], "SSS": [1, 0]})
    assert told(values, "population:MK01:2018:change-percent:2008") is None
    assert told(values, "population:MK01:2018:percent-of:SSS") is None


def test_growth_from_a_negative_number_is_positive(tmp_path: Path) -> None:
    assert told(values_of(tmp_path, {"MK01": [-10, -5]}), "population:MK01:2018:change-percent:2008") == 50


def test_an_unknown_indicator_or_area_names_the_nearest(tmp_path: Path) -> None:
    values = ranked(tmp_path, 5)
    with pytest.raises(UnknownCodeError, match="Did you mean population"):
        told(values, "populatio:MK01:2018")
    with pytest.raises(UnknownCodeError, match="unknown area 'MK0'. Did you mean MK01"):
        told(values, "population:MK0:2018")
    with pytest.raises(UnknownCodeError, match="unknown area 'SS'. Did you mean SSS"):
        told(values, "population:MK01:2018:gap:SS")


def test_values_may_come_from_a_function(tmp_path: Path) -> None:
    values = ranked(tmp_path, 5)
    assert measure(values.__getitem__, Ref.parse("population:MK01:2018")) == 5


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), min_size=18, max_size=18))
def test_ranks_are_places_among_all_numbers(tmp_path_factory: pytest.TempPathFactory, numbers: list[int]) -> None:
    values = ranked(tmp_path_factory.mktemp("store"), *numbers)
    for code, number in zip(MAINLAND, numbers, strict=True):
        assert told(values, f"population:{code}:2018:rank") == sorted(numbers, reverse=True).index(number) + 1
        assert told(values, f"population:{code}:2018:gap-median") == number - median(numbers)


@pytest.mark.parametrize(
    ("first", "last", "crosses"),
    [(2009, 2010, True), (2000, 2018, True), (2018, 2000, True), (2010, 2018, False), (2000, 2009, False)],
)
def test_a_break_lies_between_a_period_before_it_and_one_in_it_or_after(first: int, last: int, crosses: bool) -> None:
    broken = indicator(breaks=[{"period": 2010, "reason": {"fi": "a.", "sv": "b.", "en": "c."}}])
    assert broken.breaks == (Break(Period(2010), Text("a.", "b.", "c.")),)
    assert crosses_break(broken, Period(first), Period(last)) is crosses


@pytest.mark.parametrize("measured", [*Measure])
def test_every_measure_has_an_address_that_reads_back(measured: Measure) -> None:
    other = dict.fromkeys(("change", "change-percent", "index", "slope"), "2008") | {"gap": "SSS", "percent-of": "SSS"}
    ref = Ref("population", "MK18", Period(2018), measure=measured, other=other.get(measured.value, ""))
    assert Ref.parse(str(ref)) == ref


def test_places_are_counted_from_both_ends(tmp_path: Path) -> None:
    values = ranked(tmp_path, 5, 9, 9, 7)
    assert [told(values, f"population:{code}:2018:rank-lowest") for code in MAINLAND[:4]] == [1, 3, 3, 2]


def test_a_projected_change_is_counted_from_what_was_observed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, table({"MK01": [100]}, ["2018"]), "11re")
    put(store, table({"MK01": [90, 130]}, ["2018", "2030"]), "139f")
    projected = indicator(projection={"variant": "2019", "inputs": {"population": source("139f")}})
    values = {"population": compute(projected, holdings(store))}
    assert told(values, "population:MK01:2030+projection:change:2018") == 30


def test_the_slope_and_the_spread_are_worked_out_of_values(tmp_path: Path) -> None:
    rows: dict[str, list[object]] = {
        area: [place + 2 * year for year in range(5)] for place, area in enumerate(MAINLAND)
    }
    values = values_of(tmp_path, rows, ("2014", "2015", "2016", "2017", "2018"))
    assert told(values, "population:MK05:2018:slope:2014") == 2
    assert told(values, "population:MK01:2018:spread") == pytest.approx(((18**2 - 1) / 12) ** 0.5)
