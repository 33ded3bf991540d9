"""PxWeb 2: the client that others use and ours get the same table from the same recorded server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from alke.base.errors import AlkeError, SourceError
from alke.base.languages import Language
from alke.statistics.cube import Cube, Role
from alke.statistics.sources import open_source
from alke.statistics.sources.http import Manners
from alke.statistics.sources.source import Source
from alke.statistics.sources.wanted import Wanted
from tests.statistics.sources.servers import Answers, Asked, Playing, Reply, cut, playing

TABLE = "TAB6471"
QUICK = Manners(timeout=5, attempts=2, backoff=0.01)


def recorded(shared: Path) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The recorded configuration, metadata and data of Statistics Sweden's table."""
    meta = shared / "data/pxweb_meta"
    data = json.loads((shared / "data/jsonstat/scb_TAB6471_data.json").read_text("utf-8"))
    config = json.loads((meta / "scb_config.json").read_text("utf-8"))
    return config, json.loads((meta / "scb_TAB6471_metadata.json").read_text("utf-8")), data


def answers(config: dict[str, Any], metadata: dict[str, Any], data: dict[str, Any]) -> Answers:
    """What the recorded server answers."""

    def reply(asked: Asked) -> Reply:
        place = asked.path.rstrip("/")
        if place.endswith("/config"):
            return Reply(config)
        if place.endswith("/tables"):
            return Reply({"language": "sv", "tables": [], "page": {"totalElements": 1, "pageSize": 1, "totalPages": 1}})
        if place.endswith(f"/tables/{TABLE}/metadata"):
            return Reply(metadata)
        if place.endswith(f"/tables/{TABLE}/data") and asked.method == "POST":
            chosen = {each["variableCode"]: each["valueCodes"] for each in asked.body["selection"]}
            part = cut(data, chosen)
            return Reply(part) if part else Reply({"title": "not recorded"}, 400)
        return Reply({"title": "no such page"}, 404)

    return reply


@pytest.fixture
def server(shared: Path) -> Iterator[Playing]:
    with playing(answers(*recorded(shared))) as state:
        yield state


def codes_of(data: dict[str, Any]) -> dict[str, list[str]]:
    return {code: list(data["dimension"][code]["category"]["index"]) for code in data["id"]}


def ours(server: Playing, chosen: dict[str, list[str]]) -> Cube:
    takes = ({code: tuple((each,) for each in codes) for code, codes in chosen.items()},)
    return cube_of(scb(server, languages=(Language.SV,)), Wanted("scb", (TABLE,), takes))


def cube_of(source: Source, wanted: Wanted) -> Cube:
    plan = source.plan(wanted)
    return source.cube(plan, [source.part(plan, number) for number in range(len(plan.asks))])


def test_pxwebpy_and_ours_get_the_same_table_from_the_same_server(server: Playing, shared: Path) -> None:
    from pxweb import PxApi

    chosen = codes_of(recorded(shared)[2])
    rows = PxApi(f"{server.address}/api/v2", disable_cache=True).get_table_data(TABLE, value_codes=chosen, show="code")
    cube = ours(server, chosen)
    assert cube.size == len(rows) == 2772
    assert [axis.codes for axis in cube.axes] == [tuple(codes) for codes in chosen.values()]
    theirs = np.array([np.nan if row["value"] is None else float(row["value"]) for row in rows])
    np.testing.assert_array_equal(cube.numbers.ravel(), theirs)


def test_the_limit_of_the_server_splits_the_question_and_the_parts_join_to_the_whole(shared: Path) -> None:
    config, metadata, data = recorded(shared)
    chosen = codes_of(data)
    with playing(answers({**config, "maxDataCells": 500}, metadata, data)) as small:
        parts = ours(small, chosen)
        assert len([each for each in small.posts() if each.path.endswith("/data")]) >= 6
    with playing(answers(config, metadata, data)) as large:
        whole = ours(large, chosen)
    assert [axis.codes for axis in parts.axes] == [axis.codes for axis in whole.axes]
    np.testing.assert_array_equal(parts.numbers, whole.numbers)


def test_the_roles_and_labels_of_the_server_are_kept(server: Playing, shared: Path) -> None:
    cube = ours(server, codes_of(recorded(shared)[2]))
    assert cube.axis(Role.TIME).code == "Tid"
    assert cube.axis(Role.CONTENT).code == "ContentsCode"
    assert cube.axis("Region").label("01", "sv") == "Stockholms län"


# Servers that play no recording.

CONFIG = {"languages": [{"id": "sv"}, {"id": "en"}], "maxDataCells": 50, "maxCallsPerTimeWindow": 900, "timeWindow": 1}
AGES = {"id": "agg_10", "values": [{"code": "0-9", "label": "0–9 år"}, {"code": "10-19", "label": "10–19 år"}]}


def dataset(codes: dict[str, list[str]], values: list[float] | None) -> dict[str, Any]:
    dimension = {
        code: {"label": code, "category": {"index": each, "label": {c: f"{c}!" for c in each}}}
        for code, each in codes.items()
    }
    told = {"version": "2.0", "class": "dataset", "label": "Fiktiv", "source": "x", "updated": "2026-01-01T00:00:00Z"}
    sizes = [len(each) for each in codes.values()]
    role = {"time": ["Tid"]}
    return {**told, "role": role, "id": list(codes), "size": sizes, "dimension": dimension, "value": values or []}


def fictional(asked: Asked) -> Reply:
    single = {"Region": ["01", "03"], "Alder": [str(age) for age in range(20)], "Tid": ["2024", "2025"]}
    place = asked.path.removeprefix("/api/v2")
    if place == "/config":
        return Reply(CONFIG)
    if place == "/codelists/agg_10":
        return Reply(AGES)
    if place == "/tables/T1/metadata":
        return Reply(dataset(single, None))
    if place == "/tables/T1/data":
        chosen = {each["variableCode"]: each["valueCodes"] for each in asked.body["selection"]}
        return Reply(dataset(chosen, [float(i) for i in range(int(np.prod([len(c) for c in chosen.values()])))]))
    return Reply({"title": "Not found"}, 404)


def scb(server: Playing, **more: Any) -> Source:
    return open_source("scb", base=f"{server.address}/api/v2", manners=QUICK, **more)


def test_a_code_list_of_the_publisher_is_used_where_it_is_wanted() -> None:
    with playing(fictional) as server:
        plan = scb(server).plan(Wanted("scb", ("T1",), codelists={"alder": "agg_10"}))
        (ask,) = plan.asks
    chosen = {each["variableCode"]: each for each in ask["selection"]}
    assert chosen["Alder"] == {"variableCode": "Alder", "valueCodes": ["0-9", "10-19"], "codelist": "agg_10"}
    assert "codelist" not in chosen["Region"]


def test_a_recorded_code_list_gives_its_groups(shared: Path) -> None:
    listed = json.loads((shared / "data/pxweb_meta/scb_agg_Ålder10årJ.json").read_text("utf-8"))

    def reply(asked: Asked) -> Reply:
        return Reply(listed) if asked.path.endswith("/codelists/agg_Ålder10årJ") else fictional(asked)

    with playing(reply) as server:
        plan = scb(server).plan(Wanted("scb", ("T1",), codelists={"alder": "agg_Ålder10årJ"}))
        asked = [
            each["valueCodes"] for ask in plan.asks for each in ask["selection"] if each["variableCode"] == "Alder"
        ]
    assert [code for codes in asked for code in codes] == [each["code"] for each in listed["values"]]


def test_the_languages_are_those_of_ours_that_the_server_has() -> None:
    with playing(fictional) as server:
        cube = cube_of(scb(server), Wanted("scb", ("T1",)))
        assert {each.query["lang"][0] for each in server.requests if "lang" in each.query} == {"sv", "en"}
    assert cube.size == 80


def test_a_server_without_our_languages_is_told() -> None:
    only_norwegian = {**CONFIG, "languages": [{"id": "no"}]}
    with (
        playing(lambda asked: Reply(only_norwegian) if asked.path.endswith("/config") else fictional(asked)) as server,
        pytest.raises(AlkeError, match="the languages are no only"),
    ):
        scb(server).plan(Wanted("scb", ("T1",)))


def test_the_servers_limit_of_requests_is_taken_over() -> None:
    with playing(fictional) as server:
        source = scb(server)
        source.plan(Wanted("scb", ("T1",)))
    assert (source.client.manners.calls, source.client.manners.window) == (900, 1.0)


def test_a_table_that_is_not_there_is_told() -> None:
    with playing(fictional) as server, pytest.raises(SourceError, match="no table T9"):
        scb(server).plan(Wanted("scb", ("T9",)))


@pytest.mark.parametrize("values", [[], [{"code": "a", "label": "A"}, {"code": "a", "label": "B"}]])
def test_a_code_list_that_cannot_be_is_refused(values: list[dict[str, str]]) -> None:
    def reply(asked: Asked) -> Reply:
        return Reply({"values": values}) if "/codelists/" in asked.path else fictional(asked)

    with playing(reply) as server, pytest.raises(AlkeError, match="code list is empty or has a code twice"):
        scb(server).plan(Wanted("scb", ("T1",), codelists={"alder": "agg_10"}))
