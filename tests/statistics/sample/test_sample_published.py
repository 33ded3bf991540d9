"""Published figures quoted with their source, and tables of different publications that must tell the same."""

from __future__ import annotations

import pytest

from alke.areas import REGIONS
from alke.statistics.sample import cube

POPULATION_2018 = "Statistics Finland, 11re, 31.12.2018 (KOKO MAA)"
PROJECTION_2019 = "Statistics Finland, population projection 2019 (SSS)"
KEY_FIGURES = "Statistics Finland, Municipal key figures 2021, table of regions"
SURVEY = "Statistics Finland, labour force survey by region"
FOLLOW_UP = "Pohjois-Pohjanmaan liitto, follow-up of the regional programme 2018–2021 (reference/domain.md §3.3, [R9])"
ARDECO = "JRC ARDECO, GDP per capita at current prices, NUTS 3"

PUBLISHED = [
    ("population", 5517919, {"alue": "SSS", "vuosi": "2018", "tiedot": "population"}, POPULATION_2018),
    ("population", 5525292, {"alue": "SSS", "vuosi": "2019", "tiedot": "population"}, "11re, 31.12.2019 (KOKO MAA)"),
    ("population", 5548241, {"alue": "SSS", "vuosi": "2021", "tiedot": "population"}, KEY_FIGURES),
    ("population", 1714741, {"alue": "MK01", "vuosi": "2021", "tiedot": "population"}, KEY_FIGURES),
    ("population", 415603, {"alue": "MK17", "vuosi": "2021", "tiedot": "population"}, KEY_FIGURES),
    ("population", 71255, {"alue": "MK18", "vuosi": "2021", "tiedot": "population"}, KEY_FIGURES),
    ("population", 176494, {"alue": "MK19", "vuosi": "2021", "tiedot": "population"}, KEY_FIGURES),
    ("population", 30344, {"alue": "MK21", "vuosi": "2021", "tiedot": "population"}, KEY_FIGURES),
    ("population", 5635971, {"alue": "SSS", "vuosi": "2024", "tiedot": "population"}, "11s5, 2024M12"),
    ("projection_2019", 5524566, {"ika": "SSS", "alue": "SSS", "vuosi": "2019"}, PROJECTION_2019),
    ("projection_2019", 5525528, {"ika": "SSS", "alue": "SSS", "vuosi": "2040"}, PROJECTION_2019),
    ("key_figures_2006_2016", 154882, {"alue": "MK17", "vuosi": "2015", "tiedot": "jobs"}, FOLLOW_UP),
    ("labour_force_survey", 65.8, {"alue": "MK17", "vuosi": "2016", "tiedot": "employment_rate"}, FOLLOW_UP),
    ("labour_force_survey", 16.9, {"alue": "MK18", "vuosi": "2014", "tiedot": "unemployment_rate"}, SURVEY),
    ("labour_force_survey", 839, {"alue": "MK01", "vuosi": "2018", "tiedot": "employed"}, SURVEY),
    ("key_figures_2021", 13.3, {"alue": "SSS", "vuosi": "2020", "tiedot": "share_unemployed"}, KEY_FIGURES),
    ("key_figures_2021", 50.6, {"alue": "MK15", "vuosi": "2021", "tiedot": "share_swedish_speakers"}, KEY_FIGURES),
    ("key_figures_2021", 175.4, {"alue": "MK12", "vuosi": "2020", "tiedot": "economic_dependency_ratio"}, KEY_FIGURES),
    ("regional_accounts", 57700, {"alue": "MK01", "vuosi": "2021", "tiedot": "gdp_per_capita_eur"}, ARDECO),
    ("regional_accounts", 36100, {"alue": "MK18", "vuosi": "2021", "tiedot": "gdp_per_capita_eur"}, ARDECO),
    ("government_establishments_2024", 351, {"alue": "MK18", "vuosi": "2024"}, "Statistics Finland, 11ge, 2024"),
]


@pytest.mark.parametrize(("table", "figure", "place", "source"), PUBLISHED)
def test_a_published_figure_is_embedded(table: str, figure: float, place: dict[str, str], source: str) -> None:
    whole = cube(table)
    only = {axis.code: axis.codes[0] for axis in whole.axes if len(axis) == 1}
    assert whole.cell(**(only | place))[0] == figure, source


def number(table: str, **place: str) -> float:
    return cube(table).cell(**place)[0]


def test_the_regions_add_up_to_the_whole_country_in_every_year_of_the_population() -> None:
    numbers = cube("population").numbers
    total = cube("population").axis("tiedot").positions["population"]
    assert (numbers[1:, :, total].sum(axis=0) == numbers[0, :, total]).all()


def test_the_key_figures_and_the_population_table_give_every_region_the_same_population() -> None:
    for region in ("SSS", *REGIONS):
        for year in map(str, range(2006, 2017)):
            place = {"alue": region, "vuosi": year, "tiedot": "population"}
            assert number("key_figures_2006_2016", **place) == number("population", **place), place


def test_net_migration_of_the_key_figures_is_what_the_flows_between_municipalities_give() -> None:
    for region in ("SSS", *REGIONS):
        for year in map(str, range(2006, 2017)):
            at = {"alue": region, "vuosi": year}
            flows = number("migration", **at, tiedot="in_migration") - number("migration", **at, tiedot="out_migration")
            assert number("key_figures_2006_2016", **at, tiedot="net_migration") == flows, at


def test_the_figures_of_2021_by_region_are_the_sums_of_its_municipalities_so_the_regions_are_those_of_2026() -> None:
    for region in ("SSS", *REGIONS):
        place = {"alue": region, "vuosi": "2021", "tiedot": "population"}
        assert number("key_figures_2021", **place) == number("population", **place), place


def test_the_economic_dependency_ratio_follows_from_population_and_employed() -> None:
    at = {"alue": "SSS", "vuosi": "2020"}
    before = number("population", alue="SSS", vuosi="2021", tiedot="population") / 1.003  # grew by 0.3 per cent
    employed = number("key_figures_2021", **at, tiedot="employed")
    published = number("key_figures_2021", **at, tiedot="economic_dependency_ratio")
    assert 100 * (before - employed) / employed == pytest.approx(published, abs=0.3)


@pytest.mark.parametrize(
    ("region", "holds"),
    [("MK10", 1), ("MK08", 1), ("MK15", 1), ("MK13", 1), ("MK06", -1), ("MK07", -1), ("MK11", -1), ("MK12", -1)],
)
def test_the_regional_accounts_count_the_municipalities_of_2021_in_their_old_region(region: str, holds: int) -> None:
    ends = [number("population", alue=region, vuosi=year, tiedot="population") for year in ("2017", "2018")]
    average = number("regional_accounts", alue=region, vuosi="2018", tiedot="average_population")
    assert holds * (average - sum(ends) / 2) > 2000


def test_the_regional_accounts_count_vaala_in_north_ostrobothnia() -> None:
    for region in ("MK17", "MK18"):
        ends = [number("population", alue=region, vuosi=year, tiedot="population") for year in ("2012", "2013")]
        average = number("regional_accounts", alue=region, vuosi="2013", tiedot="average_population")
        assert average == pytest.approx(sum(ends) / 2, abs=5)


def test_vaala_changes_region_in_the_labour_force_survey_in_2016() -> None:
    def grown(region: str) -> float:
        at = {"alue": region, "tiedot": "population_15_74"}
        return number("labour_force_survey", vuosi="2016", **at) - number("labour_force_survey", vuosi="2015", **at)

    assert (grown("MK18"), grown("MK17")) == (-3, 3)


def test_the_age_groups_of_the_pyramid_add_up_to_the_population_and_to_its_working_age() -> None:
    ages = cube("population_age")
    bands = [f"{low}-{low + 4}" for low in range(15, 65, 5)]
    for region in ("SSS", *REGIONS):
        for year in ("2018", "2019"):
            at = {"alue": region, "vuosi": year, "sukupuoli": "SSS", "tiedot": "population"}
            whole = ages.cell(**at, ika="SSS")[0]
            working = sum(ages.cell(**at, ika=band)[0] for band in bands)
            assert whole == number("population", alue=region, vuosi=year, tiedot="population")
            assert working == number("population", alue=region, vuosi=year, tiedot="population_15_64")


def test_single_ages_add_up_to_the_age_groups() -> None:
    for region in ("SSS", "MK18"):
        at = {"alue": region, "vuosi": "2019", "sukupuoli": "2", "tiedot": "population"}
        single = sum(number("population_single_age", **at, ika=str(age)) for age in range(20, 25))
        assert single == number("population_age", **at, ika="20-24")


def test_moves_into_regions_equal_moves_out_of_regions() -> None:
    for year in ("1990", "2018"):
        at = {"alue": "SSS", "vuosi": year}
        assert number("migration", **at, tiedot="in_migration") == number("migration", **at, tiedot="out_migration")


def test_paavo_has_the_households_of_the_end_of_2016_and_most_of_the_people() -> None:
    at = {"alue": "SSS", "vuosi": "2016"}
    published = number("key_figures_2006_2016", **at, tiedot="households")
    assert number("paavo_2016", **at, tiedot="households") == pytest.approx(published, rel=0.001)
    for region in ("SSS", *REGIONS):
        assert 98 <= number("paavo_2016", alue=region, vuosi="2016", tiedot="coverage_population") <= 100
