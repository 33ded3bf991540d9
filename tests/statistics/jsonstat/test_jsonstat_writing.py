"""A cube written as JSON-stat is valid and comes back the same."""

from __future__ import annotations

import json

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from jsonstat_validator import validate_jsonstat

from alke.base.errors import InputError
from alke.statistics.cube import PLAIN, Axis, Cube, Mark, Reason, Role
from alke.statistics.readers import jsonstat
from alke.statistics.writers.jsonstat import to_bytes, values
from tests.statistics.jsonstat.cubes import WILD, assert_same, cubes
from tests.statistics.jsonstat.test_jsonstat_reading import dataset


@settings(max_examples=150, deadline=None)
@given(cubes(texts=WILD, signs=WILD.filter(bool)))
def test_any_cube_comes_back_the_same(cube: Cube):
    (back,) = jsonstat.read(to_bytes(cube))
    assert_same(cube, back)


@settings(max_examples=60, deadline=None)
@given(cubes())
def test_any_cube_is_valid_json_stat_2(cube: Cube):
    assert validate_jsonstat(json.loads(to_bytes(cube)))


def small(**changes) -> Cube:
    axis = Axis("Alue", Role.AREA, ("X1", "X2"), names={"fi": "Alue", "sv": "Område"})
    made = {"axes": (axis,), "numbers": np.array([1.0, 2.5]), "statuses": np.zeros(2, np.uint8)}
    return Cube(**(made | changes))


def test_whole_numbers_have_no_point_and_none_is_null():
    assert orjson.dumps(list(values(np.array([1.0, 2.5, np.nan, -3.0])))) == b"[1,2.5,null,-3]"


def test_a_negative_zero_keeps_its_sign():
    assert orjson.dumps(list(values(np.array([-0.0])))) == b"[-0.0]"


def test_labels_are_in_the_first_language_and_the_others_in_the_extension():
    document = json.loads(to_bytes(small()))
    assert document["dimension"]["Alue"]["label"] == "Alue"
    assert document["extension"]["alke"]["axes"]["Alue"]["names"] == {"sv": "Område"}


def test_roles_are_told():
    assert json.loads(to_bytes(small()))["role"] == {"geo": ["Alue"]}


def test_few_signs_are_an_object_and_many_an_array():
    marks = (PLAIN, Mark("p", Reason.PRELIMINARY))
    assert json.loads(to_bytes(small(marks=marks, statuses=np.array([0, 1], np.uint8))))["status"] == {"1": "p"}
    assert json.loads(to_bytes(small(marks=marks, statuses=np.array([1, 1], np.uint8))))["status"] == ["p", "p"]


def test_what_only_json_stat_can_say_is_written_back():
    document = dataset(
        href="https://example.org/t.json", extension={"px": {"tableid": "x1"}, "other": [1]}, odd={"a": 1}
    )
    document["dimension"]["Alue"] |= {"note": ["of 2026"], "link": {"describedby": [{"extension": {"Alue": "x"}}]}}
    document["dimension"]["Alue"]["category"] |= {"note": {"X1": ["far"]}, "coordinates": {"X1": [1, 2]}}
    (cube,) = jsonstat.read(json.dumps(document).encode())
    written = to_bytes(cube)
    assert jsonstat.read(written)[0].extra == cube.extra
    assert validate_jsonstat(json.loads(written))
    assert json.loads(written)["dimension"]["Alue"]["category"]["note"] == {"X1": ["far"]}


def test_written_twice_it_is_the_same_bytes():
    written = to_bytes(small())
    assert to_bytes(jsonstat.read(written)[0]) == written


@pytest.mark.parametrize("key", ["role", "marks", "labels"])
def test_a_broken_extension_of_ours_is_refused_with_its_place(key):
    own = {"role": {"axes": {"Alue": {"role": "geo"}}}, "marks": {"marks": [{"sign": "x", "reason": "y"}]}}
    own["labels"] = {"axes": {"Alue": {"labels": {"fi": ["one"]}}}}
    with pytest.raises(InputError, match=f"keyword extension.alke.*{key}"):
        jsonstat.read(json.dumps(dataset(extension={"alke": own[key]})).encode())
