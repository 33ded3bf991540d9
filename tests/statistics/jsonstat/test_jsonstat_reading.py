"""JSON-stat in all its spellings, on small tables of invented places."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alke.base.errors import InputError
from alke.statistics.cube import PLAIN, Cube, Mark, Reason, Role
from alke.statistics.readers import jsonstat
from alke.statistics.readers.jsonstat_cells import parse_apart

FAR = "Kaukala"  # no such place


def dataset(**changes: Any) -> dict[str, Any]:
    """Two places × two years × one content, whole; a change to None takes a key away."""
    made = {
        "version": "2.0",
        "class": "dataset",
        "label": "11zz -- Väkiluku",
        "source": "Tilastokeskus",
        "updated": "2026-04-01T05:00:00Z",
        "id": ["Alue", "Vuosi", "Tiedot"],
        "size": [2, 2, 1],
        "role": {"time": ["Vuosi"], "metric": ["Tiedot"], "geo": ["Alue"]},
        "dimension": {
            "Alue": {"label": "Alue", "category": {"index": ["X1", "X2"], "label": {"X1": FAR, "X2": "Lähelä"}}},
            "Vuosi": {"label": "Vuosi", "category": {"index": {"2018": 1, "2017": 0}}},
            "Tiedot": {
                "label": "Tiedot",
                "category": {"label": {"vaesto": "Väestö"}, "unit": {"vaesto": {"base": "henkilöä", "decimals": 0}}},
            },
        },
        "value": [1, 2.5, 3, None],
    }
    return {key: value for key, value in (made | changes).items() if value is not None}


def read(document: Any, **options: str) -> Cube:
    (cube,) = jsonstat.read(json.dumps(document).encode(), path="file.json", **options)
    return cube


def with_dimension(code: str, **changes: Any) -> dict[str, Any]:
    made = dataset()
    made["dimension"][code] |= changes
    return made


def refusal(document: Any) -> str:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    with pytest.raises(InputError) as caught:
        jsonstat.read(data, path="file.json")
    assert caught.value.where.startswith("file.json")
    assert caught.value.fix
    return str(caught.value)


def test_a_dataset_has_its_cells_in_order():
    cube = read(dataset())
    assert cube.shape == (2, 2, 1)
    assert cube.cell(Alue="X1", Vuosi="2018", Tiedot="vaesto") == (2.5, PLAIN)
    assert cube.cell(Alue="X2", Vuosi="2017", Tiedot="vaesto") == (3, PLAIN)


def test_null_without_a_status_is_not_available_and_not_zero():
    number, mark = read(dataset()).cell(Alue="X2", Vuosi="2018", Tiedot="vaesto")
    assert math.isnan(number)
    assert mark == Mark("", Reason.NOT_AVAILABLE)


def test_an_index_object_orders_categories_by_its_numbers():
    assert read(dataset()).axis("Vuosi").codes == ("2017", "2018")


def test_a_single_category_needs_only_its_label():
    axis = read(dataset()).axis(Role.CONTENT)
    assert axis.codes == ("vaesto",)
    assert axis.units == {"vaesto": "henkilöä"}
    assert axis.decimals == {"vaesto": 0}


def test_labels_that_are_absent_are_codes():
    assert read(dataset()).axis("Vuosi").label("2017", "fi") == "2017"


def test_one_absent_label_among_others_is_its_code():
    category = {"index": ["X1", "X2"], "label": {"X1": FAR}}
    assert read(with_dimension("Alue", category=category)).axis("Alue").labels["fi"] == (FAR, "X2")


def test_texts_title_source_update_and_table_are_kept():
    cube = read(dataset(note=["first", "second"]))
    assert cube.titles == {"fi": "11zz -- Väkiluku"}
    assert cube.sources == {"fi": "Tilastokeskus"}
    assert cube.notes == {"fi": ("first", "second")}
    assert cube.updated == "2026-04-01T05:00:00Z"
    assert cube.table == "11zz"


def test_the_table_id_of_pxweb_goes_before_the_title():
    assert read(dataset(extension={"px": {"tableid": "statfin_x_pxt_11yy"}})).table == "statfin_x_pxt_11yy"


def test_an_update_time_with_dots_between_hours_and_minutes_is_made_iso():
    assert read(dataset(updated="2022-12-21T06.00.00Z")).updated == "2022-12-21T06:00:00Z"


def test_an_update_time_that_is_none_is_left_out():
    assert read(dataset(updated="last week")).updated == ""


@pytest.mark.parametrize(
    ("changes", "options", "language"),
    [
        ({"extension": {"px": {"language": "sv"}}}, {"language": "en"}, "sv"),
        ({}, {"language": "en"}, "en"),
        ({}, {}, "fi"),
        ({"source": "Statistics Finland"}, {}, "en"),
        ({"source": "Statistikcentralen"}, {}, "sv"),
        ({"source": "Somebody"}, {}, "und"),
    ],
)
def test_the_language_is_the_files_then_the_callers_then_its_publishers(changes, options, language):
    assert read(dataset(**changes), **options).languages == (language,)


def test_roles_that_are_not_told_are_found_from_codes():
    document = dataset(role=None)
    names = {"Alue": "alue_23_20260101", "Vuosi": "timeperiod_y", "Tiedot": "contentscode"}
    document["id"] = list(names.values())
    document["dimension"] = {names[code]: {"category": d["category"]} for code, d in document["dimension"].items()}
    assert [axis.role for axis in read(document).axes] == [Role.AREA, Role.TIME, Role.CONTENT]


def test_an_area_is_found_where_only_time_and_content_are_told():
    assert read(dataset(role={"time": ["Vuosi"], "metric": ["Tiedot"]})).axis(Role.AREA).code == "Alue"


def test_a_unit_is_its_label_before_its_base():
    unit = {"vaesto": {"label": "thousands of persons", "base": "persons", "multiplier": 3, "decimals": 1}}
    category = {"label": {"vaesto": "Väestö"}, "unit": unit}
    assert read(with_dimension("Tiedot", category=category)).axis("Tiedot").units == {"vaesto": "thousands of persons"}


def test_a_multiplier_without_a_label_is_told_with_the_unit():
    category = {"label": {"vaesto": "Väestö"}, "unit": {"vaesto": {"base": "persons", "multiplier": 3}}}
    assert read(with_dimension("Tiedot", category=category)).axis("Tiedot").units == {"vaesto": "persons (10^3)"}


def test_children_become_parents():
    category = {"index": ["X1", "X2"], "child": {"X1": ["X2"]}}
    assert read(with_dimension("Alue", category=category)).axis("Alue").parents == {"X2": "X1"}


def test_a_circle_of_children_is_overlooked_with_a_warning():
    category = {"index": ["X1", "X2"], "child": {"X1": ["X2"], "X2": ["X1"]}}
    cube = read(with_dimension("Alue", category=category))
    assert cube.axis("Alue").parents == {"X2": "X1"}
    assert "dimension.Alue.category.child.X2" in cube.warnings[0]


def test_sparse_values_are_put_at_their_places():
    cube = read(dataset(value={"2": 7}))
    assert cube.numbers.ravel().tolist()[2] == 7
    assert sum(math.isnan(number) for number in cube.numbers.ravel()) == 3


def test_status_as_an_object_marks_single_cells():
    cube = read(dataset(status={"3": "...", "0": "p"}))
    assert cube.cell(Alue="X2", Vuosi="2018", Tiedot="vaesto")[1] == Mark("...", Reason.CONFIDENTIAL)
    assert cube.cell(Alue="X1", Vuosi="2017", Tiedot="vaesto") == (1, Mark("p", Reason.PRELIMINARY))


def test_status_as_an_array_marks_every_cell():
    cube = read(dataset(status=["e", None, "", ".."]))
    assert [cube.marks[status].sign for status in cube.statuses.ravel()] == ["e", "", "", ".."]


@pytest.mark.parametrize("status", ["a", ["a"]])
def test_status_as_one_text_marks_all(status):
    cube = read(dataset(status=status))
    assert [cube.marks[place].sign for place in cube.statuses.ravel()] == ["a"] * 4


def test_a_sign_beside_a_number_and_in_the_place_of_one_are_two_marks():
    cube = read(dataset(status="e"))
    assert {(mark.sign, mark.reason) for mark in cube.marks[1:]} == {("e", Reason.NUMBER), ("e", Reason.OTHER)}


def test_dots_of_another_office_stay_open():
    cube = read(dataset(source="Somebody", status={"3": ".."}))
    assert cube.marks[1].reason is Reason.OTHER


def test_what_the_file_says_of_a_sign_goes_before_convention():
    extension = {"status": {"label": {"..": "confidential"}}}
    assert read(dataset(status={"3": ".."}, extension=extension)).marks[1] == Mark(
        "..", Reason.CONFIDENTIAL, "confidential"
    )


def test_missing_value_descriptions_by_number_speak_of_dots():
    extension = {"missingValueDescriptions": {"3": "Data is subject to secrecy"}}
    cube = read(dataset(source="Somebody", status={"3": "..."}, extension=extension))
    assert cube.marks[1].reason is Reason.CONFIDENTIAL


def test_the_old_eurostat_service_has_its_status_inside():
    status = {"value": [":", None, None, ":"], "category": {"label": {":": "not available"}}}
    cube = read(dataset(value=[None, 2, 3, None], status=status))
    assert cube.marks[1] == Mark(":", Reason.NOT_AVAILABLE, "not available")


def test_texts_in_cells_become_marks():
    cube = read(dataset(value=["many", 1, 2, 3]))
    assert cube.cell(Alue="X1", Vuosi="2017", Tiedot="vaesto")[1] == Mark("many", Reason.OTHER)


def test_numbers_written_as_texts_are_read_with_a_warning():
    cube = read(dataset(value=["1.5", 1, 2, 3]))
    assert cube.numbers.ravel()[0] == 1.5
    assert "written as texts" in cube.warnings[0]


@pytest.mark.parametrize("text", ["NaN", "inf", "1_0", "0x10", "1e999"])
def test_a_text_that_python_would_take_for_a_number_is_none(text):
    assert math.isnan(read(dataset(value=[text, 1, 2, 3])).numbers.ravel()[0])


def test_numbers_are_bit_equal():
    numbers = [0.1, 1e-310, 123456789.123456789, -0.0]
    assert [number.hex() for number in read(dataset(value=numbers)).numbers.ravel().tolist()] == [
        number.hex() for number in numbers
    ]


def test_a_whole_number_beyond_64_bits_is_the_nearest_double():
    assert read(dataset(value=[10**30, 1, 2, 3])).numbers.ravel()[0] == 1e30


def test_a_bundle_of_version_1_gives_all_its_tables():
    inner = dataset(version=None, id=None, size=None, role=None, label=None, **{"class": None})
    inner["dimension"] |= {"id": ["Alue", "Vuosi", "Tiedot"], "size": [2, 2, 1], "role": {"time": ["Vuosi"]}}
    cubes = jsonstat.read(json.dumps({"one": inner, "two": inner}).encode())
    assert [cube.table for cube in cubes] == ["one", "two"]
    assert cubes[0].axis(Role.TIME).code == "Vuosi"


def test_a_collection_gives_its_embedded_tables_and_warns_of_links():
    items = [dataset(), {"class": "dataset", "href": "https://example.org/t"}, {"class": "dimension", "label": "x"}]
    (cube,) = jsonstat.read(json.dumps({"class": "collection", "link": {"item": items}}).encode())
    assert cube.size == 4
    assert "https://example.org/t" in cube.warnings[0]
    assert "dimension" in cube.warnings[1]


def test_what_has_no_field_is_kept():
    cube = read(with_dimension("Alue", note=["of 2026"], link={"describedby": [{"extension": {"Alue": "x"}}]}))
    assert cube.extra["json-stat"]["dimension"]["Alue"]["note"] == ["of 2026"]


def test_a_byte_order_mark_is_overlooked():
    assert jsonstat.read(b"\xef\xbb\xbf" + json.dumps(dataset()).encode())[0].size == 4


def test_a_truncated_file_is_refused_with_its_byte():
    data = json.dumps(dataset(), ensure_ascii=False).encode()[:200]
    assert "byte 200" in refusal(data)
    assert "cut short" in refusal(data)


def test_a_byte_is_counted_in_bytes_not_letters():
    assert "byte 12" in refusal('{"ääää":x}'.encode())


def test_latin_1_is_refused_with_its_byte():
    assert "byte 10: not JSON: the text is not UTF-8" in refusal('{"label":"ä"}'.encode("latin-1"))


def test_a_file_of_metadata_says_so():
    assert "only the description of a table of 4 cells" in refusal(dataset(value=[]))


def test_a_dimension_alone_says_so():
    assert "dimension, which has no cells" in refusal({"class": "dimension", "category": {"index": ["a"]}})


def test_too_few_values_are_refused_with_both_numbers():
    assert "3 values for the 4 cells" in refusal(dataset(value=[1, 2, 3]))


def test_an_absurd_sparse_table_is_refused_before_it_is_made():
    many = [str(number) for number in range(4000)]
    dimension = {code: {"category": {"index": many}} for code in "abcde"}
    document = dataset(id=list("abcde"), size=[4000] * 5, role=None, dimension=dimension, value={"0": 1})
    assert "too many for what the file holds" in refusal(document)


@pytest.mark.parametrize(
    ("document", "keyword"),
    [
        (dataset(id=None), "keyword dimension.id"),
        (dataset(id=["Alue", "Alue", "Tiedot"]), "keyword id"),
        (dataset(id=["Alue", "Vuosi", "Muu"]), "keyword dimension.Muu"),
        (dataset(size=[2, 2]), "keyword size"),
        (dataset(size=[2, True, 1]), "keyword size[1]"),
        (dataset(size=[2, -2, 1]), "keyword size[1]"),
        (dataset(size=[2, 3, 1]), "keyword dimension.Vuosi.category.index"),
        (dataset(role={"time": ["Muu"]}), "keyword role.time"),
        (dataset(value=[1, 2, [], 3]), "keyword value[2]"),
        (dataset(value=[1, True, 2, 3]), "keyword value[1]"),
        (dataset(value={"4": 1}), "keyword value.4"),
        (dataset(value={"+1": 1}), "keyword value.+1"),
        (dataset(value="1 2 3"), "keyword value"),
        (dataset(status={"9": "e"}), "keyword status.9"),
        (dataset(status=["e", "e"]), "keyword status"),
        (dataset(status=[{}, None, None, None]), "keyword status[0]"),
        (dataset(label={"fi": "x"}), "keyword label"),
        (dataset(extension=[1]), "keyword extension"),
        (with_dimension("Alue", category={"index": ["X1", "X1"]}), "keyword dimension.Alue.category.index"),
        (with_dimension("Alue", category={"index": {"X1": 0, "X2": 0}}), "keyword dimension.Alue.category.index"),
        (with_dimension("Alue", category={}), "keyword dimension.Alue.category"),
        (with_dimension("Alue", category=[]), "keyword dimension.Alue.category"),
        ({"class": "table"}, "keyword class"),
        ([], "(top)"),
        (7, "(top)"),
    ],
)
def test_what_is_wrong_is_refused_with_its_json_path(document, keyword):
    assert keyword in refusal(document)


def test_more_marks_than_a_cube_holds_are_refused():
    many = [str(number) for number in range(300)]
    document = dataset(
        id=["a"], size=[300], role=None, dimension={"a": {"category": {"index": many}}}, value=[f"t{x}" for x in many]
    )
    assert "a cube holds 255" in refusal(document)


@pytest.mark.parametrize(
    "data", [b"", b"[" * 5000, b"[NaN]", b'{"value":[1e999]}', b'"\\ud800"', b"null", b"\xff\xfe{\x00}\x00"]
)
def test_other_broken_json_is_refused(data):
    refusal(data)


def test_collections_nested_without_end_are_refused():
    document: Any = dataset()
    for _ in range(20):
        document = {"class": "collection", "link": {"item": [document]}}
    assert "nested deeper" in refusal(document)


def apart(values: str) -> Any:
    """What the fast way makes of an array of values; None when it leaves it to the plain way."""
    document = parse_apart(b'{"a":[1],"value":[' + values.encode() + b'],"b":2}', path="", large=1)
    return None if document is None else document["value"].value.tolist()


@given(st.lists(st.one_of(st.none(), st.integers(-99999, 99999), st.floats(-1e5, 1e5).map(lambda x: round(x, 1)))))
def test_values_read_apart_are_those_read_the_plain_way_to_the_bit(values):
    for separators in ((",", ":"), (", ", ": ")):
        found = apart(json.dumps(values, separators=separators)[1:-1])
        if found is not None:
            expected = np.array(values, dtype=np.float64)
            assert np.array(found).tobytes() == expected.tobytes()


def test_a_large_table_is_read_apart_and_the_same():
    many = [None if n % 7 == 0 else n if n % 3 else -n / 10 for n in range(40_000)]
    index = [str(n) for n in range(200)]
    dimension = {code: {"category": {"index": index}} for code in "ab"}
    document = dataset(id=["a", "b"], size=[200, 200], role=None, dimension=dimension, value=many, status={"0": ".."})
    data = json.dumps(document).encode()
    assert parse_apart(data, path="") is not None
    (cube,) = jsonstat.read(data)
    assert cube.numbers.tobytes() == np.array(many, dtype=np.float64).tobytes()
    assert cube.cell(a="0", b="0")[1] == Mark("..", Reason.NOT_AVAILABLE)
    with pytest.raises(InputError, match="39,999 values for the 40,000 cells"):
        jsonstat.read(json.dumps(document | {"value": many[1:]}).encode())


@pytest.mark.parametrize(
    "values",
    ["1,,2", "1,2,", ",1", "1 2", "1;2", '1,".."', "1,.", "1,-", "1,true", "1,NaN", "1,+2", "1,[2", "nul,1", "1,1e999"],
)
def test_what_is_no_array_of_numbers_is_left_to_the_plain_way(values):
    assert apart(values) is None


def test_values_that_are_not_the_datasets_own_are_left_to_the_plain_way():
    assert parse_apart(b'{"extension":{"value":[1,2]},"value":{"0":1}}', path="", large=1) is None
    assert parse_apart(b'{"value":[1,2],"x":{"value":[1,2]}}', path="", large=1) is None
