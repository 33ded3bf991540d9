from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.areas import COUNTRY, MAINLAND, REGIONS, Level
from alke.areas.divisions import areas, municipalities, parent
from alke.base.periods import Period
from alke.indicators.compute import compute
from alke.indicators.places import same_territory
from alke.indicators.values import Values
from alke.statistics.cube import Reason
from alke.statistics.store import Store
from tests.indicators.factories import everywhere, holdings, indicator, put, source, table

YEAR = Period(2018)
SPLIT = {"formula": "100 * part / population", "inputs": {"population": source("11re"), "part": source("part")}}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def computed(store: Store, **changes: object) -> Values:
    return compute(indicator(**changes), holdings(store))


@settings(max_examples=14, deadline=None)
@given(st.integers(2013, 2026), st.randoms(use_true_random=False))
def test_the_regions_sum_to_the_country_whatever_the_year_of_the_table(
    tmp_path_factory: pytest.TempPathFactory, year: int, random: object
) -> None:
    numbers = {code: float(random.randint(0, 10**6)) for code in municipalities(COUNTRY, year)}  # type: ignore[attr-defined]
    store = Store(tmp_path_factory.mktemp("store"))
    put(store, table(everywhere(numbers, year), ["2018"]), "11re")
    values = computed(store)
    total = sum(numbers.values())
    assert values.division == "2026"
    assert sum(values.at(code, YEAR).number or 0 for code in REGIONS) == total
    assert sum(values.at(each.code, YEAR).number or 0 for each in areas(Level.SUBREGION)) == total
    assert values.at(COUNTRY, YEAR).number == total


@given(st.integers(2013, 2026), st.integers(2013, 2026))
@settings(max_examples=20, deadline=None)
def test_every_division_of_the_country_is_a_partition(year: int, other: int) -> None:
    inside = [set(municipalities(each.code, year)) for each in areas(Level.REGION, year)]
    assert sum(map(len, inside)) == len(set().union(*inside)) == len(municipalities(COUNTRY, year))
    assert same_territory(COUNTRY, str(year), str(other))


def test_a_municipality_that_moved_is_counted_in_its_present_region(store: Store) -> None:
    put(store, table(everywhere({"KU785": 1000.0}, 2015), ["2015"]), "11re")
    values = computed(store)
    assert parent("KU785", Level.REGION) == "MK17"
    assert (values.at("MK17", Period(2015)).number or 0) > 1000
    assert (values.at("MK18", Period(2015)).number or 0) < 1000


def test_a_rate_is_recomputed_from_summed_inputs_and_not_averaged(store: Store) -> None:
    small, large = municipalities("MK18")[:2]
    put(store, table(everywhere({small: 10.0, large: 990.0}), ["2018"]), "11re")
    put(store, table(everywhere({small: 10.0, large: 0.0}), ["2018"]), "part")
    values = computed(store, **SPLIT)
    others = len(municipalities("MK18")) - 2
    assert values.at("MK18", YEAR).number == pytest.approx(100 * (10 + others) / (1000 + others))
    assert values.at(small, YEAR).number == 100


def test_what_only_the_publisher_computes_is_never_summed(store: Store) -> None:
    rows = everywhere({}) | {"MK18": [42.0]}
    put(store, table(rows, ["2018"]), "11re")
    values = computed(store, as_published=True)
    assert values.at("MK18", YEAR).number == 42
    assert "MK01" not in values.areas
    assert COUNTRY not in values.areas


@pytest.mark.parametrize(("sign", "reason"), [("...", Reason.CONFIDENTIAL), ("..", Reason.NOT_AVAILABLE)])
def test_a_missing_member_gives_its_reason_and_no_partial_sum(store: Store, sign: str, reason: Reason) -> None:
    put(store, table(everywhere({}) | {"KU205": [sign]}, ["2018"]), "11re")
    values = computed(store)
    for area in ("MK18", parent("KU205", Level.SUBREGION) or "", "SSS", "KU205"):
        assert (values.at(area, YEAR).number, values.at(area, YEAR).reason) == (None, reason)
    assert values.at("MK01", YEAR).number == len(municipalities("MK01"))


def test_of_several_reasons_a_sum_tells_the_one_that_says_most(store: Store) -> None:
    put(store, table(everywhere({}) | {"KU205": [".."], "KU290": ["..."]}, ["2018"]), "11re")
    assert computed(store).at("MK18", YEAR).reason is Reason.CONFIDENTIAL


def test_nil_is_nothing_in_a_sum(store: Store) -> None:
    put(store, table(everywhere({}) | {"KU205": ["-"]}, ["2018"]), "11re")
    assert computed(store).at("MK18", YEAR).number == len(municipalities("MK18")) - 1


def test_a_region_whose_municipalities_are_not_all_there_is_not_summed(store: Store) -> None:
    rows = everywhere({})
    del rows["KU205"]
    put(store, table(rows, ["2018"]), "11re")
    values = computed(store)
    assert "MK18" not in values.areas
    assert "MK01" in values.areas
    assert COUNTRY not in values.areas


def test_a_publishers_own_country_wins_over_the_sum(store: Store) -> None:
    put(store, table(everywhere({}) | {"SSS": [999.0]}, ["2018"]), "11re")
    assert computed(store).at("SSS", YEAR).number == 999


def test_the_country_is_the_sum_of_regions_where_the_table_has_only_regions(store: Store) -> None:
    put(store, table({code: [2.0] for code in REGIONS}, ["2018"]), "11re")
    assert computed(store).at("SSS", YEAR).number == 38


def test_mainland_regions_alone_do_not_make_the_country(store: Store) -> None:
    put(store, table({code: [2.0] for code in MAINLAND}, ["2018"]), "11re")
    assert "SSS" not in computed(store).areas


def test_a_publishers_region_in_an_older_division_gives_way_to_the_sum(store: Store) -> None:
    rows = everywhere({}, 2015) | {"MK18": [999.0], "MK21": [777.0]}
    put(store, table(rows, ["2015"], area_code="alue_23_20150101"), "11re")
    values = computed(store)
    assert values.at("MK18", Period(2015)).number == len(municipalities("MK18"))
    assert values.at("MK21", Period(2015)).number == 777


def test_a_series_is_not_mixed_of_two_territories(store: Store) -> None:
    put(store, table({"MK18": [100.0]}, ["2022"], area_code="alue_23_20260101"), "new")
    put(store, table({"MK18": [99.0], "MK21": [9.0]}, ["2014"], area_code="alue_23_20150101"), "old")
    values = computed(store, inputs={"population": source("new", "old")})
    assert values.at("MK18", Period(2014)).number is None
    assert values.at("MK18", Period(2022)).number == 100
    assert values.at("MK21", Period(2014)).number == 9


def test_a_publishers_own_division_is_told(store: Store) -> None:
    put(store, table({"MK18": [60.0]}, ["2011"]), "11re", division="2011")
    assert computed(store, as_published=True).division == "2011"


def test_the_division_is_read_from_the_tables_notes(store: Store) -> None:
    note = "Tilastossa käytetään 1.1.2020 aluejakoa koko aikasarjassa."
    put(store, table({"MK18": [60.0]}, ["2019"], notes={"fi": (note,)}), "11re")
    assert computed(store).division == "2020"


def test_a_merged_municipality_keeps_its_own_figures_and_is_in_the_sum_once(store: Store) -> None:
    rows = everywhere({"KU911": 2000.0, "KU541": 8000.0}, 2019)
    put(store, table(rows, ["2018"]), "11re")
    values = computed(store)
    rest = len(municipalities("MK12", 2026)) - 1
    assert values.at("KU911", YEAR).number == 2000
    assert values.at("KU541", YEAR).number == 8000
    assert (values.at("MK12", YEAR).number or 0) - 10000 in (rest, rest + 1)


def test_an_abolished_municipality_that_is_listed_without_numbers_is_passed_over(store: Store) -> None:
    put(store, table(everywhere({}) | {"KU911": [".."]}, ["2018"]), "11re")
    assert computed(store).at("MK12", YEAR).number == len(municipalities("MK12"))


def test_a_municipality_is_not_joined_over_a_merger(store: Store) -> None:
    put(store, table(everywhere({"KU541": 9.0}), ["2020"]), "11re", at="2026-02-01")
    put(store, table(everywhere({"KU541": 8.0}, 2019), ["2018"]), "11re", at="2019-02-01")
    values = computed(store)
    assert values.at("KU541", Period(2020)).number == 9
    assert values.at("KU541", YEAR).number is None
    assert values.at("KU911", YEAR).number == 1
    assert values.at("KU205", YEAR).number == 1
    assert values.at("MK12", YEAR).number is not None


def test_a_municipality_has_the_borders_of_its_newest_figure_whatever_was_taken_first(store: Store) -> None:
    put(store, table(everywhere({"KU541": 9.0}, 2020), ["2019"]), "11re", at="2026-01-01")
    put(store, table(everywhere({"KU541": 8.0}, 2019), ["2018"]), "11re", at="2026-02-01")
    values = computed(store)
    assert values.at("KU541", Period(2019)).number == 9
    assert values.at("KU541", YEAR).number is None
    assert values.at("KU911", YEAR).number == 1
