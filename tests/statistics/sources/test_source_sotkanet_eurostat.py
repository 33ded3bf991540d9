"""Sotkanet and Eurostat: their forms of answer become tables with Alke's area codes. The figures are invented."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from alke.areas import MAINLAND, REGIONS, area
from alke.base.errors import AlkeError
from alke.statistics.cube import Cube, Reason, Role
from alke.statistics.sources import open_source
from alke.statistics.sources.http import Manners
from alke.statistics.sources.source import Source
from alke.statistics.sources.wanted import Wanted
from tests.statistics.sources.servers import Answers, Asked, Playing, Reply, playing

QUICK = Manners(timeout=2, attempts=2, backoff=0.01)
INDICATOR = {
    "id": 4404,
    "title": {"fi": "Kuviteltu osuus", "sv": "Fiktiv andel", "en": "Fictional share"},
    "description": {"fi": "Kuvaus.", "sv": "Beskrivning.", "en": "Description."},
    "limits": {"fi": "Rajat."},
    "organization": {"id": 2, "title": {"fi": "THL", "sv": "THL", "en": "THL"}},
    "primaryValueType": {"code": "percent", "title": {"fi": "prosenttia", "sv": "procent", "en": "percent"}},
    "decimals": 1,
    "range": {"start": 2001, "end": 2025},
    "data-updated": "2026-05-05",
}
REGION_LIST = [
    {"id": 658, "code": "358", "category": "MAA", "title": {"fi": "Koko maa", "sv": "Hela landet", "en": "Finland"}},
    {"id": 488, "code": "01", "category": "MAAKUNTA", "title": {"fi": "Uusimaa", "sv": "Nyland", "en": "Uusimaa"}},
    {"id": 500, "code": "?", "category": "MAAKUNTA", "title": {"fi": "Kainuu", "sv": "Kajanaland", "en": "Kainuu"}},
    {"id": 22, "code": "091", "category": "KUNTA", "title": {"fi": "Helsinki", "sv": "Helsingfors", "en": "Helsinki"}},
    {"id": 999, "code": "9", "category": "ERVA", "title": {"fi": "Erva", "sv": "Erva", "en": "Erva"}},
    {"id": 998, "code": "x", "category": "KUNTA", "title": {"fi": "Eikunta", "sv": "Eikunta", "en": "Eikunta"}},
]
KNOWN = {658: "SSS", 488: "MK01", 500: "MK18", 22: "KU091"}


def share(region: int, year: str) -> float:
    return region + int(year) / 10000


def sotkanet(asked: Asked) -> Reply:
    place = asked.path.removeprefix("/rest/1.1")
    if place == "/indicators/4404":
        return Reply(INDICATOR)
    if place == "/regions":
        return Reply(REGION_LIST)
    if place == "/json" and asked.query["indicator"] == ["4404"]:
        rows = [
            {"indicator": 4404, "region": region, "year": int(year), "gender": "total", "value": share(region, year)}
            for region in (658, 488, 500, 22, 999)
            for year in asked.query["years"]
            if (region, year) != (22, "2003")
        ]
        return Reply(rows)
    return Reply(b"Not found", 404)


@pytest.fixture
def server() -> Iterator[Playing]:
    with playing(sotkanet) as state:
        yield state


def cube_of(source: Source, wanted: Wanted) -> Cube:
    plan = source.plan(wanted)
    return source.cube(plan, [source.part(plan, number) for number in range(len(plan.asks))])


def from_sotkanet(server: Playing, *tables: str) -> Cube:
    source = open_source("sotkanet", base=f"{server.address}/rest/1.1", manners=QUICK)
    return cube_of(source, Wanted("sotkanet", tables or ("4404",)))


def changed(place: str, change: Callable[[Any], Any]) -> Answers:
    def answers(asked: Asked) -> Reply:
        reply = sotkanet(asked)
        return Reply(change(json.loads(reply.content))) if asked.path.endswith(place) else reply

    return answers


def test_an_indicator_becomes_a_table_with_our_area_codes(server: Playing) -> None:
    cube = from_sotkanet(server)
    assert cube.axis(Role.AREA).codes == ("SSS", "MK01", "MK18", "KU091")
    assert cube.axis(Role.TIME).codes == tuple(map(str, range(2001, 2026)))
    assert cube.axis(Role.CONTENT).codes == ("value",)
    for region, code in KNOWN.items():
        if (region, code) != (22, "KU091"):
            assert cube.cell(region=code, year="2025", content="value")[0] == share(region, "2025")


def test_years_are_asked_for_some_at_a_time_and_both_sexes_together(server: Playing) -> None:
    from_sotkanet(server)
    asked = [each.query for each in server.requests if each.path.endswith("/json")]
    assert [len(query["years"]) for query in asked] == [10, 10, 5]
    assert {query["genders"][0] for query in asked} == {"total"}


def test_a_cell_that_did_not_come_is_not_available(server: Playing) -> None:
    number, mark = from_sotkanet(server).cell(region="KU091", year="2003", content="value")
    assert np.isnan(number)
    assert mark.reason is Reason.NOT_AVAILABLE


def test_titles_labels_and_descriptions_come_in_three_languages(server: Playing) -> None:
    cube = from_sotkanet(server)
    assert cube.titles == INDICATOR["title"]
    assert cube.axis(Role.AREA).label("MK18", "sv") == "Kajanaland"
    assert cube.notes == {"fi": ("Kuvaus.", "Rajat."), "sv": ("Beskrivning.",), "en": ("Description.",)}
    assert (cube.axis(Role.CONTENT).units, cube.axis(Role.CONTENT).decimals) == ({"value": "prosenttia"}, {"value": 1})
    assert (cube.updated, cube.sources["fi"]) == ("2026-05-05", "Sotkanet, THL")


def test_a_known_area_whose_number_is_not_known_is_found_by_its_name(server: Playing) -> None:
    assert "MK18" in from_sotkanet(server).axis(Role.AREA).codes


def test_an_indicator_that_is_not_there_is_told(server: Playing) -> None:
    with pytest.raises(AlkeError, match="no indicator 1 or 2"):
        from_sotkanet(server, "1", "2")


@pytest.mark.parametrize(
    ("place", "change", "tells"),
    [
        ("/json", lambda rows: [{**row, "year": 1999} for row in rows], "a row that was not asked for"),
        ("/json", lambda rows: [{**row, "gender": "male"} for row in rows], "a row that was not asked for"),
        ("/json", lambda rows: [{**row, "indicator": 5} for row in rows], "a row that was not asked for"),
        ("/json", lambda rows: [*rows, {**rows[0], "value": -1}], "SSS has two values for 2001"),
        ("/json", lambda rows: [{**row, "value": "1,5"} for row in rows], "a number was expected"),
        ("/json", lambda rows: {"rows": rows}, "an array was expected"),
        ("/json", lambda rows: [7], "a row that was not asked for"),
        ("/json", lambda rows: [row for row in rows if row["region"] == 999], "no figures of any known area"),
        ("/json", lambda rows: [], "no figures of any known area"),
        ("/regions", lambda regions: [regions[4]], "no region of a known category"),
        ("/regions", lambda regions: "all", "an array was expected"),
        ("/4404", lambda indicator: {**indicator, "id": 5}, "indicator 4404 was asked for"),
        ("/4404", lambda indicator: {**indicator, "range": {"start": 2025, "end": 2001}}, "are no range"),
        ("/4404", lambda indicator: {**indicator, "range": {"start": 1, "end": 10**9}}, "are no range"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    server: Playing, place: str, change: Callable[[Any], Any], tells: str
) -> None:
    server.answers = changed(place, change)
    with pytest.raises(AlkeError, match=tells) as caught:
        from_sotkanet(server)
    assert server.address in caught.value.where
    assert caught.value.fix


# Eurostat

NUTS = {code: facts.nuts3 for code in REGIONS if (facts := area(code).region)}


def eurostat(asked: Asked) -> Reply:
    if not asked.path.endswith("/data/nama_10r_3gdp"):
        return Reply({"error": [{"status": 404, "label": "no such data set"}]}, 404)
    geo = asked.query["geo"]
    codes = {
        "freq": ["A"],
        "unit": asked.query.get("unit", ["MIO_EUR", "EUR_HAB"]),
        "geo": geo,
        "time": ["2022", "2023"],
    }
    dimension = {
        code: {
            "label": code,
            "category": {"index": {c: i for i, c in enumerate(each)}, "label": dict(zip(each, each, strict=True))},
        }
        for code, each in codes.items()
    }
    size = [len(each) for each in codes.values()]
    values = {str(i): float(i) for i in range(int(np.prod(size))) if i != 1}
    told = {"version": "2.0", "class": "dataset", "label": "Fictional", "source": "ESTAT", "updated": "2026-02-18"}
    role = {"geo": ["geo"], "time": ["time"]}
    status = {"1": ":", "3": "p"}
    return Reply(
        {
            **told,
            "id": list(codes),
            "size": size,
            "dimension": dimension,
            "role": role,
            "value": values,
            "status": status,
        }
    )


def from_eurostat(
    server: Playing, *takes: dict[str, tuple[tuple[str, ...], ...]], table: str = "nama_10r_3gdp"
) -> Cube:
    source = open_source("eurostat", base=f"{server.address}/statistics/1.0", manners=QUICK)
    return cube_of(source, Wanted("eurostat", (table,), takes))


def test_nuts_regions_become_ours(server: Playing) -> None:
    server.answers = eurostat
    cube = from_eurostat(server, {"unit": (("EUR_HAB",),)})
    (asked,) = server.requests
    assert asked.query["geo"] == ["FI", *NUTS.values()]
    assert asked.query["unit"] == ["EUR_HAB"]
    axis = cube.axis(Role.AREA)
    assert set(axis.codes) == {"SSS", *REGIONS}
    assert axis.label("MK18", "sv") == "Kajanaland"
    place = 1 + list(NUTS).index("MK18")
    assert cube.cell(freq="A", unit="EUR_HAB", geo="MK18", time="2023")[0] == place * 2 + 1


def test_eurostats_flags_are_kept(server: Playing) -> None:
    server.answers = eurostat
    cube = from_eurostat(server, {"unit": (("EUR_HAB",),)})
    assert cube.cell(freq="A", unit="EUR_HAB", geo="SSS", time="2023")[1].reason is Reason.NOT_AVAILABLE
    first = cube.axis(Role.AREA).codes[1]
    assert cube.cell(freq="A", unit="EUR_HAB", geo=first, time="2023")[1].reason is Reason.PRELIMINARY


def test_several_takers_filters_are_asked_for_together(server: Playing) -> None:
    server.answers = eurostat
    from_eurostat(server, {"unit": (("EUR_HAB",),)}, {"unit": (("MIO_EUR",),)})
    assert server.requests[0].query["unit"] == ["EUR_HAB", "MIO_EUR"]


def test_a_filter_that_one_taker_does_not_use_is_left_out(server: Playing) -> None:
    server.answers = eurostat
    cube = from_eurostat(server, {"unit": (("EUR_HAB",),)}, {})
    assert "unit" not in server.requests[0].query
    assert len(cube.axis("unit")) == 2


def test_regions_of_other_countries_are_left_out(server: Playing) -> None:
    def foreign(asked: Asked) -> Reply:
        return eurostat(Asked(asked.method, asked.path, {**asked.query, "geo": ["SE110", "FI1D8", "FI"]}, None, {}))

    server.answers = foreign
    assert from_eurostat(server).axis(Role.AREA).codes == ("MK18", "SSS")


def test_a_data_set_that_is_not_there_is_told(server: Playing) -> None:
    server.answers = eurostat
    with pytest.raises(AlkeError, match="no such data set"):
        from_eurostat(server, table="nothing")


@pytest.mark.parametrize(
    ("answer", "tells"),
    [
        ({"warning": {"status": 413, "label": "asynchronous"}}, "cannot be read"),
        ([], "cannot be read"),
        (
            {
                "class": "dataset",
                "id": ["time"],
                "size": [1],
                "dimension": {"time": {"category": {"index": ["2020"]}}},
                "value": [1],
            },
            "no regions",
        ),
        (
            {
                "class": "dataset",
                "id": ["geo"],
                "size": [1],
                "dimension": {"geo": {"category": {"index": ["SE110"]}}},
                "value": [1],
            },
            "no Finnish region",
        ),
    ],
)
def test_an_answer_of_another_shape_is_refused(server: Playing, answer: Any, tells: str) -> None:
    server.answers = lambda asked: Reply(answer)
    with pytest.raises(AlkeError, match=tells):
        from_eurostat(server)


def test_every_mainland_region_has_a_nuts_code() -> None:
    assert {*MAINLAND} <= {*NUTS}
