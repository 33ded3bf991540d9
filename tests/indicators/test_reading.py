from __future__ import annotations

from pathlib import Path

import pytest

from alke.areas import REGIONS
from alke.base.periods import Period
from alke.indicators.compute import compute
from alke.indicators.values import Kind, Values
from alke.statistics.cube import Reason, Role
from alke.statistics.store import Store
from tests.indicators.factories import axis, cube, holdings, indicator, put, source, table

YEAR = Period(2018)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def computed(store: Store, **changes: object) -> Values:
    return compute(indicator(**changes), holdings(store))


@pytest.mark.parametrize("code", ["KU091", "091", "Helsinki", "Helsingfors", "091 Helsinki"])
def test_a_municipality_is_known_however_the_publisher_writes_it(store: Store, code: str) -> None:
    put(store, table({code: [5]}, ["2018"]), "11re")
    assert computed(store).at("KU091", YEAR).number == 5


@pytest.mark.parametrize("code", ["MK18", "MK18 Kainuu", "Kainuu", "Kajanaland", "FI1D8"])
def test_a_region_is_known_however_the_publisher_writes_it(store: Store, code: str) -> None:
    put(store, table({code: [5]}, ["2018"]), "11re")
    assert computed(store).at("MK18", YEAR).number == 5


def test_an_area_given_only_by_its_label_is_known(store: Store) -> None:
    axes = (
        axis("alue", Role.AREA, ["x1"], labels={"en": ("Kainuu",)}),
        axis("v", Role.TIME, ["2018"]),
        axis("t", Role.CONTENT, ["vaesto"]),
    )
    put(store, cube(axes, [[[5]]]), "11re")
    assert computed(store).at("MK18", YEAR).number == 5


def test_areas_that_are_not_in_finland_are_left_out(store: Store) -> None:
    put(store, table({"MK18": [5], "Sverige": [7]}, ["2018"]), "11re")
    assert computed(store).areas == ("MK18",)


def test_a_table_without_areas_is_of_the_whole_country(store: Store) -> None:
    axes = (axis("Vuosi", Role.TIME, ["2018"]), axis("Tiedot", Role.CONTENT, ["vaesto"]))
    put(store, cube(axes, [[5]]), "11re")
    assert computed(store).at("SSS", YEAR).number == 5


CLASSES = {"sukupuoli": [["SSS", "total"]], "ika": [["015"], ["016"]]}


@pytest.mark.parametrize(
    ("sex", "age", "codes", "ages"),
    [
        ("Sukupuoli", "Ikä", ("SSS", "1", "2"), ("SSS", "15", "16")),
        ("sukupuoli_9_20180101", "ikaryhma_10_20180101", ("SSS", "1", "2"), ("SSS", "015", "016")),
        ("SUKUPUOLI", "IKA", ("1", "total", "2"), ("016", "SSS", "015")),
        ("sukupuoli", "ika", ("Yhteensä", "Miehet", "Naiset"), ("Yhteensä", "15", "16")),
    ],
)
def test_old_and_new_names_of_variables_and_codes_are_the_same_selection(
    store: Store, sex: str, age: str, codes: tuple[str, ...], ages: tuple[str, ...]
) -> None:
    axes = (
        axis("alue_23_20260101", Role.AREA, ["SSS"]),
        axis(age, Role.CLASS, ages),
        axis(sex, Role.CLASS, codes),
        axis("timeperiod_y", Role.TIME, ["2018"]),
        axis("contentscode", Role.CONTENT, ["vaesto"]),
    )
    number = {"15": 10, "015": 10, "16": 3, "016": 3}
    cells = [[[[[number.get(a, 900) * (1 if c in ("SSS", "total", "Yhteensä") else 50)]] for c in codes] for a in ages]]
    put(store, cube(axes, cells), "11re")
    wanted = {"population": source("11re", take=CLASSES)}
    assert computed(store, inputs=wanted).at("SSS", YEAR).number == 13


def test_the_total_of_a_table_that_has_only_men_and_women_is_their_sum(store: Store) -> None:
    axes = (
        axis("Alue", Role.AREA, ["SSS"]),
        axis("Sukupuoli", Role.CLASS, ["Miehet", "Naiset"]),
        axis("Vuosi", Role.TIME, ["2018"]),
        axis("Tiedot", Role.CONTENT, ["Väestö 31.12."]),
    )
    put(store, cube(axes, [[[[4]], [[5]]]]), "11re")
    wanted = {"population": source("11re", take={"sukupuoli": [["SSS", "total"]]})}
    assert computed(store, inputs=wanted).at("SSS", YEAR).number == 9


def test_a_total_is_not_guessed_from_other_classes(store: Store) -> None:
    axes = (
        axis("Alue", Role.AREA, ["SSS"]),
        axis("Toimiala", Role.CLASS, ["A", "B"]),
        axis("Vuosi", Role.TIME, ["2018"]),
        axis("Tiedot", Role.CONTENT, ["vaesto"]),
    )
    put(store, cube(axes, [[[[4]], [[5]]]]), "11re")
    assert computed(store).layers == ()


def test_an_axis_that_is_not_named_takes_its_total_by_hierarchy(store: Store) -> None:
    axes = (
        axis("Alue", Role.AREA, ["SSS"]),
        axis("Toimiala", Role.CLASS, ["A", "X", "B"], parents={"A": "X", "B": "X"}),
        axis("Vuosi", Role.TIME, ["2018"]),
        axis("Tiedot", Role.CONTENT, ["vaesto"]),
    )
    put(store, cube(axes, [[[[4]], [[9]], [[5]]]]), "11re")
    assert computed(store).at("SSS", YEAR).number == 9


def test_a_table_without_the_content_is_passed_over(store: Store) -> None:
    put(store, table({"SSS": [5]}, ["2018"], content="muu"), "11re")
    assert computed(store).layers == ()


def test_a_content_is_not_taken_for_another_that_begins_alike(store: Store) -> None:
    put(store, table({"SSS": [5]}, ["2018"], content="Väestön muutos"), "11re")
    assert computed(store).layers == ()


def test_numbers_are_scaled(store: Store) -> None:
    put(store, table({"SSS": [5.5]}, ["2018"]), "11re")
    assert computed(store, inputs={"population": source("11re", scale=1000)}).at("SSS", YEAR).number == 5500


def test_the_first_table_that_has_a_number_gives_it_cell_by_cell(store: Store) -> None:
    first = put(store, table({"SSS": [1, ".."]}, ["2018", "2019"]), "new")
    second = put(store, table({"SSS": [70, 80, 90], "MK18": [7, 8, 9]}, ["2018", "2019", "2020"]), "old")
    values = computed(store, inputs={"population": source("new", "old")})
    assert [v.number for v in values.series("SSS")] == [1, 80, 90]
    assert [v.vintage for v in values.series("SSS")] == [first.id, second.id, second.id]
    assert [v.number for v in values.series("MK18")] == [7, 8, 9]


def test_the_newest_vintage_decides_even_where_it_withdraws_a_number(store: Store) -> None:
    put(store, table({"SSS": [1, 2, 3]}, ["2017", "2018", "2019"]), "11re", at="2025-01-01")
    put(store, table({"SSS": [20, "..."]}, ["2018", "2019"]), "11re", at="2026-01-01")
    values = computed(store)
    assert [v.number for v in values.series("SSS")] == [1, 20, None]
    assert values.at("SSS", Period(2019)).reason is Reason.CONFIDENTIAL


def test_months_become_years_only_where_all_twelve_are_there(store: Store) -> None:
    months = [f"2018M{month:02d}" for month in range(1, 13)] + ["2019M01"]
    put(store, table({"SSS": list(range(1, 14))}, months), "12r5")
    total = computed(store, inputs={"population": source("12r5", window="sum12")})
    mean = computed(store, inputs={"population": source("12r5", window="mean12")})
    assert (total.periods(), total.at("SSS", YEAR).number) == ((YEAR,), 78)
    assert mean.at("SSS", YEAR).number == 6.5


def test_a_missing_month_makes_the_year_missing_with_its_reason(store: Store) -> None:
    months = [f"2018M{month:02d}" for month in range(1, 13)]
    put(store, table({"SSS": [1] * 11 + ["..."]}, months), "12r5")
    value = computed(store, inputs={"population": source("12r5", window="mean12")}).at("SSS", YEAR)
    assert (value.number, value.reason) == (None, Reason.CONFIDENTIAL)


def test_a_yearly_table_is_not_windowed(store: Store) -> None:
    put(store, table({"SSS": [5]}, ["2018"]), "12r5")
    assert computed(store, inputs={"population": source("12r5", window="sum12")}).at("SSS", YEAR).number == 5


def test_a_lagged_input_is_read_a_period_earlier_and_never_over_a_gap(store: Store) -> None:
    put(store, table({"SSS": [100, 110, 120]}, ["2017", "2018", "2020"]), "11re")
    inputs = {"population": source("11re"), "before": source("11re", lag=1)}
    values = computed(store, inputs=inputs, formula="population - before")
    assert {str(v.period): v.number for v in values.series("SSS")} == {"2018": 10}


def test_preliminary_numbers_stay_preliminary(store: Store) -> None:
    put(store, table({"SSS": [1, (2, "p"), 3]}, ["2017", "2018", "2019*"]), "11re")
    kinds = [v.kind for v in computed(store).series("SSS")]
    assert kinds == [Kind.OBSERVED, Kind.PRELIMINARY, Kind.PRELIMINARY]


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        ("..", Reason.NOT_AVAILABLE),
        (".", Reason.NOT_APPLICABLE),
        ("...", Reason.CONFIDENTIAL),
        ("-", Reason.NIL),
    ],
)
def test_a_cell_without_a_number_keeps_its_reason_and_vintage(store: Store, sign: str, reason: Reason) -> None:
    vintage = put(store, table({"SSS": [sign]}, ["2018"]), "11re")
    value = computed(store).at("SSS", YEAR)
    assert (value.number, value.reason, value.vintage) == (None, reason, vintage.id)


def test_zero_is_a_number(store: Store) -> None:
    put(store, table({"SSS": [0]}, ["2018"]), "11re")
    assert computed(store).at("SSS", YEAR).number == 0


def test_a_projection_is_a_layer_of_its_own_with_its_variant(store: Store) -> None:
    put(store, table({"SSS": [5]}, ["2018"]), "11re")
    put(store, table({"SSS": [6]}, ["2030"]), "139f")
    values = computed(store, projection={"variant": "2019", "inputs": {"population": source("139f")}})
    value = values.at("SSS", Period(2030), Kind.PROJECTION)
    assert (value.number, value.kind, value.variant) == (6, Kind.PROJECTION, "2019")
    assert values.at("SSS", Period(2030)).number is None


def test_a_table_without_time_holds_for_every_period(store: Store) -> None:
    put(store, table({"MK18": [100, 200]}, ["2018", "2019"]), "11re")
    axes = (axis("Alue", Role.AREA, ["MK18"]), axis("Tiedot", Role.CONTENT, ["ala"]))
    put(store, cube(axes, [[50]]), "area")
    inputs = {"population": source("11re"), "land": source("area", content="ala")}
    values = computed(store, inputs=inputs, formula="population / land")
    assert [v.number for v in values.series("MK18")] == [2, 4]


def test_a_value_names_the_vintages_of_all_its_inputs(store: Store) -> None:
    one = put(store, table({"SSS": [100]}, ["2018"]), "11re")
    two = put(store, table({"SSS": [50]}, ["2018"], content="ala"), "area")
    inputs = {"population": source("11re"), "land": source("area", content="ala")}
    values = computed(store, inputs=inputs, formula="population / land")
    assert values.at("SSS", YEAR).vintage == f"{one.id}+{two.id}"


def test_an_indicator_without_any_table_has_no_layers(store: Store) -> None:
    values = computed(store)
    assert (values.layers, values.areas) == ((), ())


def test_regions_stand_in_order_after_the_country(store: Store) -> None:
    put(store, table({code: [1] for code in ("KU091", "SK011", *reversed(REGIONS), "SSS")}, ["2018"]), "11re")
    assert computed(store).areas == ("SSS", *REGIONS, "SK011", "KU091")
