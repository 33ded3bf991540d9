"""StatFin's own exports beside the checkout: shapes, and figures that are published elsewhere too."""

from __future__ import annotations

import pytest

from alke.base.errors import InputError
from alke.statistics.cube import Role
from alke.statistics.readers import read

SHAPES = {
    "population/005_11re_2018.csv": (312, 102, 2, 1, 1),
    "population/005_11re_2019.csv": (311, 102, 3, 1, 1),
    "population/population_municipality_1972-2018.csv.gz": (312, 47, 2),
    "housing/006_116g_2019.csv": (10, 310, 1, 1, 12),
    "labour/labour_force_survey_regions_2011-.csv": (8, 20, 7),
    "key_figures/key_figures_regions.csv": (20, 32),
    "key_figures/key_figures_municipalities.csv": (310, 32),
    "key_figures/kuntien_avainluvut_2006-2016.csv": (311, 11, 32),
    "gdp/nuts3_2006_finland_births_deaths_gdp_2008.csv": (20, 6),
}
NO_TABLES = [
    "key_figures/definitions_fi.csv",
    "labour/tem_unemployed_vacancies_monthly_2006-2019.csv.gz",
    "gdp/ARDECO-SUVGDP.2021.table.csv.gz",
    "paavo/paavo_2016_postal.csv.gz",
]


def table(shared, name):
    (cube,) = read(shared / "data/stats" / name)
    return cube


@pytest.mark.parametrize("name", SHAPES)
def test_a_real_export_has_its_shape(shared, name):
    assert table(shared, name).shape == SHAPES[name]


def test_the_population_of_2018_is_that_of_its_municipalities(shared):
    cube = table(shared, "population/005_11re_2018.csv")
    total = cube.numbers[:, cube.axis("Ikä").positions["Yhteensä"]].sum(axis=(1, 2, 3))
    country = cube.axis(Role.AREA).positions["KOKO MAA"]
    assert total[country] == 5_517_919
    assert total.sum() - total[country] == 5_517_919


def test_the_labour_force_survey_has_its_region_codes(shared):
    cube = table(shared, "labour/labour_force_survey_regions_2011-.csv")
    assert cube.axis(Role.AREA).codes[:2] == ("WHOLE COUNTRY", "MK01")
    rate = cube.numbers[cube.axis_place("Year")]
    assert rate.shape == (20, 7)
    assert cube.cell(Year="2011", **{"Region 2011": "WHOLE COUNTRY"}, Information="Unemployment rate, %")[0] == 7.8


def test_buildings_are_split_from_their_content(shared):
    cube = table(shared, "housing/006_116g_2019.csv")
    assert cube.axis(Role.CONTENT).codes == ("Rakennuksen kerrosala (m2)",)
    assert len(cube.axis("Luokka")) == 12


@pytest.mark.parametrize("name", NO_TABLES)
def test_a_csv_that_is_no_export_of_statfin_points_to_the_mapping(shared, name):
    with pytest.raises(InputError, match="mapping"):
        table(shared, name)
