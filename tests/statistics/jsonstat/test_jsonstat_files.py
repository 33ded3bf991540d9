"""Real JSON-stat files of several offices: cell counts of the data README, known figures, written back the same."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from jsonstat_validator import validate_jsonstat

from alke.base.errors import InputError
from alke.statistics.cube import Mark, Reason, Role
from alke.statistics.readers import jsonstat
from alke.statistics.writers.jsonstat import to_bytes
from tests.statistics.jsonstat.cubes import assert_same

SHAPES = {
    "29843": [(20, 6, 312)],
    "eurostat-name_gpd_c": [(1, 1, 44, 69)],
    "galicia": [(6, 22, 3, 2, 5, 1)],
    "hierarchy": [(132,)],
    "oecd-canada-col": [(1, 36, 12), (1, 1, 20, 2, 3)],
    "oecd": [(1, 36, 12)],
    "order": [(3, 2, 4)],
    "scb_TAB6471_data": [(21, 11, 3, 1, 4)],
    "statfin_11ge_regions_2024": [(1, 1, 19, 1)],
    "statfin_11re_three_cities_2025": [(3, 1, 1, 1, 1)],
    "statfin_11s5_population_308_municipalities_2024M12": [(308, 1, 1)],
    "statfin_velk_en": [(1, 6, 1, 1, 1)],
    "statfin_velk_fi": [(1, 1, 1, 1, 1)],
    "us-labor": [(1, 3220, 4)],
}


def read(shared: Path, name: str):
    path = shared / "data/jsonstat" / f"{name}.json"
    return jsonstat.read(path.read_bytes(), path=path.name)


def test_every_file_is_known(shared):
    assert {path.stem for path in (shared / "data/jsonstat").glob("*.json")} == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_real_file_has_its_cells(shared, name):
    assert [cube.shape for cube in read(shared, name)] == SHAPES[name]


@pytest.mark.parametrize("name", SHAPES)
def test_a_real_file_comes_back_the_same_and_valid(shared, name):
    for cube in read(shared, name):
        written = to_bytes(cube)
        assert validate_jsonstat(json.loads(written))
        (back,) = jsonstat.read(written)
        assert_same(cube, back)
        for kept in ("dataset", "dimension"):
            assert back.extra["json-stat"][kept] == cube.extra["json-stat"][kept]


def test_numbers_are_those_of_the_file_to_the_bit(shared):
    path = shared / "data/jsonstat/oecd.json"
    assert read(shared, "oecd")[0].numbers.ravel().tolist() == json.loads(path.read_text())["value"]


def test_the_municipalities_add_up_to_the_population_of_finland(shared):
    (cube,) = read(shared, "statfin_11s5_population_308_municipalities_2024M12")
    assert cube.numbers.sum() == 5_635_971
    assert cube.cell(alue="KU091", kuukausi="2024M12", tiedot="vaesto_kuukausi")[0] > 600_000
    assert [axis.role for axis in cube.axes] == [Role.AREA, Role.TIME, Role.CONTENT]
    assert cube.table == "11s5"


def test_the_renamed_variables_of_2026_have_their_roles(shared):
    (cube,) = read(shared, "statfin_11re_three_cities_2025")
    assert cube.axis(Role.AREA).code == "alue_23_20260101"
    assert cube.axis(Role.TIME).code == "timeperiod_y"
    assert cube.axis(Role.CONTENT).units == {"vaerak-vaesto": "lukumäärä"}
    assert (cube.table, cube.languages) == ("11re", ("fi",))


def test_the_region_of_the_old_api_is_an_area_though_no_role_tells_it(shared):
    assert read(shared, "statfin_velk_fi")[0].axis(Role.AREA).code == "Maakunta"


def test_norways_dots_are_kept_as_marks(shared):
    (cube,) = read(shared, "29843")
    assert [mark.sign for mark in cube.marks] == ["", "."]
    assert np.isnan(cube.numbers).sum() == 7200


def test_eurostats_flags_are_told_by_the_file(shared):
    (cube,) = read(shared, "eurostat-name_gpd_c")
    assert Mark(":", Reason.NOT_AVAILABLE, "not available") in cube.marks
    assert cube.updated == "2016-02-09T23:00:00Z"


def test_the_hierarchy_has_its_parents(shared):
    (axis,) = read(shared, "hierarchy")[0].axes
    assert axis.parents["1.1.1"] == "1.1"
    assert len(axis.parents) == 131


def test_metadata_without_values_says_what_it_is(shared):
    path = shared / "data/pxweb_meta/scb_TAB6471_metadata.json"
    with pytest.raises(InputError, match="only the description of a table of 2,006,784 cells"):
        jsonstat.read(path.read_bytes(), path=path.name)
