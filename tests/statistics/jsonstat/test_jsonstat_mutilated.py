"""However a JSON-stat file is broken, it is read or refused with its place; nothing else happens."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from alke.base.errors import InputError
from alke.statistics.readers import jsonstat
from tests.statistics.jsonstat.test_jsonstat_reading import dataset

SEED = dataset(
    note=["note"],
    status={"1": "p", "3": ".."},
    href="https://example.org",
    extension={
        "px": {"tableid": "11zz", "language": "fi"},
        "missingValueDescriptions": {"2": "Not applicable"},
        "status": {"label": {"p": "preliminary"}},
        "alke": {
            "language": "fi",
            "titles": {"fi": "x"},
            "notes": {"fi": ["y"]},
            "marks": [{"sign": "p", "reason": "preliminary", "text": ""}],
            "axes": {
                "Alue": {"role": "area", "names": {"sv": "z"}, "labels": {"sv": ["a", "b"]}, "decimals": {"X1": 1}}
            },
        },
    },
)
SEED["dimension"]["Alue"]["category"]["child"] = {"X1": ["X2"]}
COLLECTION = {"class": "collection", "link": {"item": [SEED, {"class": "dimension"}]}}
BUNDLE = {"one": SEED, "two": SEED}
ANY = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=5),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)


def places(value: Any, path: tuple = ()) -> list[tuple]:
    found = [path]
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in members:
        found += places(inner, (*path, key))
    return found


def read_or_refuse(data: bytes) -> None:
    try:
        cubes = jsonstat.read(data, path="file.json")
    except InputError as error:
        assert error.where.startswith("file.json")
        assert error.fix
    else:
        assert cubes


@settings(max_examples=600, deadline=None)
@given(st.sampled_from([SEED, COLLECTION, BUNDLE]), st.data())
def test_any_value_at_any_place_is_read_or_refused(seed, data):
    document = copy.deepcopy(seed)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places(document)))
        if not path:
            document = data.draw(ANY)
            continue
        parent = document
        for key in path[:-1]:
            parent = parent[key]
        if data.draw(st.booleans()):
            parent[path[-1]] = data.draw(ANY)
        else:
            del parent[path[-1]]
    read_or_refuse(json.dumps(document).encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 5000))
def test_any_cut_is_refused(at):
    data = json.dumps(COLLECTION).encode()
    try:
        jsonstat.read(data[: at % len(data)])
    except InputError as error:
        assert "byte" in error.where
    else:
        raise AssertionError("a cut file was read")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=3)), min_size=1, max_size=4))
def test_any_bytes_put_in_are_read_or_refused(changes):
    data = bytearray(json.dumps(BUNDLE).encode())
    for at, put in changes:
        at %= len(data)
        data[at : at + 1] = put
    read_or_refuse(bytes(data))


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_any_json_at_all_is_read_or_refused(document):
    read_or_refuse(json.dumps(document).encode("utf-8", "surrogatepass"))
