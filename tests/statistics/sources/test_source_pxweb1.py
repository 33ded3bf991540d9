"""PxWeb 1: both generations of StatFin, split and joined, three languages, and servers that do not keep their word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.statistics.cube import Cube, Reason, Role
from alke.statistics.readers import jsonstat
from alke.statistics.sources import open_source
from alke.statistics.sources.fetching import Outcome, fetch
from alke.statistics.sources.http import Manners
from alke.statistics.sources.source import Source
from alke.statistics.sources.wanted import Take, Wanted
from alke.statistics.store import Store
from tests.statistics.sources.servers import (
    CHILDREN,
    POPULATION,
    Answers,
    Asked,
    Playing,
    Reply,
    Table,
    cut,
    fictional,
    playing,
    pxweb1,
)

QUICK = Manners(timeout=2, attempts=2, backoff=0.01)
IDS = ("11re", "statfin_vaerak_pxt_11re")
NEW, OLD = "StatFin/vaerak/11re.px", "StatFin/vaerak/statfin_vaerak_pxt_11re.px"


@pytest.fixture
def server() -> Iterator[Playing]:
    with playing(pxweb1({NEW: fictional()})) as state:
        yield state


def statfin(server: Playing, **more: Any) -> Source:
    return open_source("statfin", base=f"{server.address}/api/v1", manners=QUICK, **more)


def wanted(*takes: Take) -> Wanted:
    return Wanted("statfin", IDS, takes or (POPULATION, CHILDREN))


def cube_of(source: Source, want: Wanted | None = None) -> Cube:
    plan = source.plan(want or wanted())
    return source.cube(plan, [source.part(plan, number) for number in range(len(plan.asks))])


def failing(server: Playing, answers: Answers, want: Wanted | None = None) -> AlkeError:
    server.answers = answers
    with pytest.raises(AlkeError) as caught:
        cube_of(statfin(server), want)
    assert server.address in caught.value.where
    assert caught.value.fix
    return caught.value


def changed(inner: Answers, change: Any) -> Answers:
    """The same server, with a change to every answer to a question for data."""

    def answers(asked: Asked) -> Reply:
        reply = inner(asked)
        return Reply(change(json.loads(reply.content))) if asked.method == "POST" and reply.status == 200 else reply

    return answers


@pytest.mark.parametrize(("generation", "path"), [("new", NEW), ("old", OLD)])
def test_both_generations_of_codes_give_the_same_selection(server: Playing, generation: str, path: str) -> None:
    table = fictional(generation)
    server.answers = pxweb1({path: table})
    cube = cube_of(statfin(server))
    assert cube.table == path.rpartition("/")[2].removesuffix(".px")
    assert [axis.role for axis in cube.axes] == [Role.AREA, Role.CLASS, Role.CLASS, Role.TIME, Role.CONTENT]
    assert cube.axes[0].codes == ("SSS", "MK01", "KU091", "KU049", "KU092", "KU853", "KU837")
    assert cube.axes[1].codes == ("SSS", "000", "001", "002")
    assert cube.axes[3].codes == ("2022", "2023", "2024", "2025")
    chosen = {axis.code: axis.codes for axis in cube.axes}
    expected = table.dataset(chosen, "fi")["value"]
    assert np.array_equal(cube.numbers.ravel(), np.array(expected, float), equal_nan=True)


def test_the_new_short_id_goes_before_the_old_one(server: Playing) -> None:
    server.answers = pxweb1({NEW: fictional("new"), OLD: fictional("old")})
    assert statfin(server).plan(wanted()).table == "11re"


def test_a_table_whose_folder_no_id_tells_is_searched_for(server: Playing) -> None:
    inner = pxweb1({NEW: fictional()})

    def answers(asked: Asked) -> Reply:
        if asked.query.get("query") == ["11re"]:
            return Reply([{"id": "11re.px", "path": "/vaerak", "title": "11re -- …", "published": "2026-06-06"}])
        return inner(asked)

    server.answers = answers
    plan = statfin(server).plan(Wanted("statfin", ("11re",), (POPULATION,)))
    assert plan.address.endswith("/fi/StatFin/vaerak/11re.px")
    assert plan.updated == "2026-06-06"


def test_municipal_key_figures_are_looked_for_in_their_own_database(server: Playing) -> None:
    path = "Kuntien_avainluvut/2025/kuntien_avainluvut_2025_aikasarja.px"
    server.answers = pxweb1({path: fictional("old")})
    plan = statfin(server).plan(Wanted("statfin", ("kuntien_avainluvut_2025_aikasarja",), (POPULATION,)))
    assert plan.address.endswith(path)


@pytest.mark.parametrize("most", [1, 7, 30, 56, 100])
def test_a_table_fetched_in_parts_is_the_same_as_whole(server: Playing, most: int) -> None:
    whole = cube_of(statfin(server))
    assert len(server.posts()) == 1
    server.requests.clear()
    server.answers = pxweb1({NEW: fictional()}, most=most)
    apart = cube_of(statfin(server))
    sizes = [np.prod([len(q["selection"]["values"]) for q in post.body["query"]]) for post in server.posts()]
    assert max(sizes) <= most
    assert sum(sizes) == whole.size
    assert (apart.axes, apart.marks) == (whole.axes, whole.marks)
    assert np.array_equal(apart.numbers, whole.numbers, equal_nan=True)
    assert np.array_equal(apart.statuses, whole.statuses)


def test_the_longest_axis_is_cut_and_its_parts_asked_for_in_order(server: Playing) -> None:
    server.answers = pxweb1({NEW: fictional()}, most=32)
    cube = cube_of(statfin(server))
    areas = [post.body["query"][0]["selection"]["values"] for post in server.posts()]
    assert [code for part in areas for code in part] == list(cube.axes[0].codes)


def test_dots_keep_their_meaning(server: Playing) -> None:
    cube = cube_of(statfin(server))
    assert {mark.sign: mark.reason for mark in cube.marks[1:]} == {
        ".": Reason.NOT_APPLICABLE,
        "..": Reason.NOT_AVAILABLE,
    }


def test_labels_come_in_three_languages_and_the_numbers_once(server: Playing) -> None:
    cube = cube_of(statfin(server))
    assert len(server.posts()) == 1
    assert cube.titles == {"fi": "Kuviteltu väestö", "sv": "Fiktiv befolkning", "en": "Fictional population"}
    sex = cube.axes[2]
    assert (sex.name("sv"), sex.label("SSS", "fi"), sex.label("SSS", "sv"), sex.label("SSS", "en")) == (
        "Kön",
        "Yhteensä",
        "Totalt",
        "Total",
    )


def test_a_language_that_the_server_lacks_is_a_warning(server: Playing) -> None:
    table = fictional()
    del table.title["sv"]
    server.answers = pxweb1({NEW: table})
    plan = statfin(server).plan(wanted())
    assert "no labels in sv" in plan.warnings[0]


def test_only_the_languages_asked_for_are_fetched(server: Playing) -> None:
    cube = cube_of(statfin(server, languages=(Language.SV,)))
    assert cube.languages == ("sv",)
    assert {each.path.split("/")[3] for each in server.requests} == {"sv"}


def test_a_server_that_tells_no_limits_is_asked_for_what_the_registry_says(server: Playing) -> None:
    server.answers = pxweb1({NEW: fictional()}, config=False)
    assert cube_of(statfin(server)).size > 0


def test_a_table_that_is_not_there_is_told_with_its_ids(server: Playing) -> None:
    error = failing(server, pxweb1({"StatFin/vaerak/11rf.px": fictional()}))
    assert "no table 11re or statfin_vaerak_pxt_11re" in error.what
    assert "catalogue" in error.fix


def test_more_cells_than_asked_for_are_refused(server: Playing) -> None:
    table = fictional()

    def all_of_it(data: dict[str, Any]) -> dict[str, Any]:
        return table.dataset({v.code: v.values for v in table.variables}, "fi")

    assert "not asked for" in failing(server, changed(server.answers, all_of_it)).what


def test_fewer_values_than_cells_are_refused(server: Playing) -> None:
    error = failing(server, changed(server.answers, lambda data: {**data, "value": data["value"][:-1]}))
    assert "111 values for the 112 cells" in error.what


def test_another_table_in_the_place_of_the_one_asked_for_is_refused(server: Playing) -> None:
    old = fictional("old")
    swap = changed(server.answers, lambda data: old.dataset({v.code: v.values for v in old.variables}, "fi"))
    assert "variables alue_23_20260101" in failing(server, swap).what


def test_a_shape_that_is_no_table_is_refused(server: Playing) -> None:
    assert "cannot be read" in failing(server, changed(server.answers, lambda data: {"error": "no"})).what


@pytest.mark.parametrize(
    ("metadata", "tells"),
    [
        ([], "no metadata"),
        ({"title": "x", "variables": []}, "no metadata"),
        (
            {"title": "x", "variables": [{"code": "a", "text": "a", "values": ["1", "1"], "valueTexts": ["1", "1"]}]},
            "twice",
        ),
        (
            {"title": "x", "variables": [{"code": "a", "text": "a", "values": ["1"], "valueTexts": []}, 3]},
            "without code",
        ),
        (
            {"title": "x", "variables": [{"code": "a", "text": "a", "values": ["1"], "valueTexts": ["1", "2"]}]},
            "labels",
        ),
        ({"title": "x", "variables": "all"}, "an array was expected"),
    ],
)
def test_metadata_that_cannot_be_are_refused(server: Playing, metadata: Any, tells: str) -> None:
    inner = server.answers
    assert tells in failing(server, lambda asked: Reply(metadata) if asked.path.endswith(".px") else inner(asked)).what


def test_two_variables_of_one_code_are_refused(server: Playing) -> None:
    inner, table = server.answers, fictional()
    metadata = table.metadata("fi")
    metadata["variables"].append(metadata["variables"][0])
    assert (
        "twice" in failing(server, lambda asked: Reply(metadata) if asked.path.endswith(".px") else inner(asked)).what
    )


@pytest.mark.parametrize("listing", [{}, "x", [1, None, {"id": None}], 7])
def test_a_list_of_tables_in_another_shape_is_overlooked(server: Playing, listing: Any) -> None:
    inner = server.answers
    server.answers = lambda asked: Reply(listing) if asked.path.endswith("/vaerak") else inner(asked)
    assert statfin(server).plan(wanted()).table == "11re"


def kept(server: Playing, folder: Path, want: Wanted | None = None) -> Outcome:
    return fetch(want or wanted(), statfin(server, cache=folder / "http"), Store(folder / "store"), folder / "parts")


def test_a_fetched_table_is_a_vintage(server: Playing, tmp_path: Path) -> None:
    outcome = kept(server, tmp_path)
    assert (outcome.state, outcome.error) == ("new", None)
    assert outcome.vintage is not None
    assert (outcome.vintage.table, outcome.vintage.publisher, outcome.vintage.licence) == (
        "11re",
        "Statistics Finland",
        "CC BY 4.0",
    )
    assert outcome.vintage.address == f"{server.address}/api/v1/fi/StatFin/vaerak/11re.px"
    assert Store(tmp_path / "store").cube(outcome.vintage).size == 112


def test_a_table_that_is_not_newer_is_not_fetched_again(server: Playing, tmp_path: Path) -> None:
    first = kept(server, tmp_path)
    server.requests.clear()
    second = kept(server, tmp_path)
    assert (second.state, second.vintage) == ("unchanged", first.vintage)
    assert not server.posts()


def test_the_same_content_under_a_new_list_date_is_unchanged(server: Playing, tmp_path: Path) -> None:
    first = kept(server, tmp_path)
    server.answers = pxweb1({NEW: fictional()}, listed="2026-07-01T00:00:00")
    second = kept(server, tmp_path)
    assert (second.state, second.vintage, second.fetched) == ("unchanged", first.vintage, 1)


def test_another_way_of_cutting_is_unchanged(server: Playing, tmp_path: Path) -> None:
    kept(server, tmp_path)
    server.answers = pxweb1({NEW: fictional()}, most=20)
    assert kept(server, tmp_path).state == "unchanged"


def test_other_content_is_a_new_vintage_beside_the_old(server: Playing, tmp_path: Path) -> None:
    first = kept(server, tmp_path)
    table = fictional()
    table.salt, table.updated = "revised", "2026-07-01T05:00:00Z"
    server.answers = pxweb1({NEW: table}, listed="2026-07-01T00:00:00")
    second = kept(server, tmp_path)
    assert second.state == "new"
    assert second.vintage != first.vintage
    assert len(Store(tmp_path / "store").vintages()) == 2


def interrupted_after(inner: Answers, parts: int) -> Answers:
    count = 0

    def answers(asked: Asked) -> Reply:
        nonlocal count
        count += asked.method == "POST"
        return Reply(b"", 503) if asked.method == "POST" and count > parts else inner(asked)

    return answers


def test_a_fetch_that_broke_off_goes_on_where_it_was(server: Playing, tmp_path: Path) -> None:
    good = pxweb1({NEW: fictional()}, most=20)
    server.answers = interrupted_after(good, 3)
    assert kept(server, tmp_path).state == "failed"
    server.answers = good
    server.requests.clear()
    outcome = kept(server, tmp_path)
    assert (outcome.state, outcome.reused) == ("new", 3)
    assert len(server.posts()) == outcome.fetched == 7 - 3


def test_a_damaged_part_is_fetched_again(server: Playing, tmp_path: Path) -> None:
    good = pxweb1({NEW: fictional()}, most=20)
    server.answers = interrupted_after(good, 3)
    kept(server, tmp_path)
    part = sorted(tmp_path.glob("parts/*/*.part"))[1]
    part.write_bytes(part.read_bytes()[:-5])
    server.answers = good
    assert kept(server, tmp_path).reused == 2


def test_parts_of_an_older_update_are_not_used(server: Playing, tmp_path: Path) -> None:
    server.answers = interrupted_after(pxweb1({NEW: fictional()}, most=20), 3)
    kept(server, tmp_path)
    table = fictional()
    table.salt, table.updated = "revised", "2026-07-01T05:00:00Z"
    server.answers = pxweb1({NEW: table}, most=20, listed="2026-07-01T00:00:00")
    assert kept(server, tmp_path).reused == 0


def test_a_table_updated_between_its_parts_is_fetched_anew(server: Playing, tmp_path: Path) -> None:
    table, posts = fictional(), 0
    inner = pxweb1({NEW: table}, most=20)

    def answers(asked: Asked) -> Reply:
        nonlocal posts
        posts += asked.method == "POST"
        if posts == 4:
            table.salt, table.updated = "revised", "2026-07-01T05:00:00Z"
        return inner(asked)

    server.answers = answers
    outcome = kept(server, tmp_path)
    assert outcome.state == "new"
    assert posts == 14
    assert outcome.vintage is not None
    cube = Store(tmp_path / "store").cube(outcome.vintage)
    expected = table.dataset({axis.code: axis.codes for axis in cube.axes}, "fi")["value"]
    assert np.array_equal(cube.numbers.ravel(), np.array(expected, float), equal_nan=True)


def test_a_table_that_keeps_changing_is_given_up(server: Playing, tmp_path: Path) -> None:
    table, count = fictional(), 0
    inner = pxweb1({NEW: table}, most=20)

    def answers(asked: Asked) -> Reply:
        nonlocal count
        count += 1
        table.updated = f"2026-07-01T05:{count:02}:00Z"
        return inner(asked)

    server.answers = answers
    outcome = kept(server, tmp_path)
    assert outcome.state == "failed"
    assert "was updated while" in str(outcome.error)


def test_a_failure_leaves_the_last_vintage_in_use(server: Playing, tmp_path: Path) -> None:
    first = kept(server, tmp_path)
    server.answers = lambda asked: Reply(b"", 503)
    outcome = kept(server, tmp_path)
    assert (outcome.state, outcome.vintage) == ("failed", first.vintage)
    assert "the server answered 503 (2 attempts)" in str(outcome.error)


# StatFin as it was recorded.


def recorded(shared: Path, name: str) -> Any:
    return json.loads((shared / "data" / name).read_bytes())


def playing_recordings(path: str, metadata: dict[str, Any], data: dict[str, Any], listing: Any) -> Answers:
    def answers(asked: Asked) -> Reply:
        language, _, place = asked.path.removeprefix("/api/v1/").partition("/")
        if place == path and asked.method == "GET":
            return Reply(metadata[language]) if language in metadata else Reply(b"", 404)
        if place == path:
            chosen = {each["code"]: each["selection"]["values"] for each in asked.body["query"]}
            found = cut(data, chosen)
            return Reply(found) if found else Reply(b"not recorded", 400)
        return Reply(listing) if place == path.rpartition("/")[0] and listing else Reply(b"", 404)

    return answers


def test_recorded_statfin_of_2026_gives_the_recorded_numbers(server: Playing, shared: Path) -> None:
    data = recorded(shared, "jsonstat/statfin_11re_three_cities_2025.json")
    server.answers = playing_recordings(
        NEW,
        {"fi": recorded(shared, "pxweb_meta/statfin_11re_metadata_fi_2026.json")},
        data,
        recorded(shared, "pxweb_meta/statfin_vaerak_table_list_fi_2026.json"),
    )
    cities = {**POPULATION, "area": (("KU049",), ("KU091",), ("KU092",)), "timeperiod": (("2025",),)}
    source = statfin(server, languages=(Language.FI,))
    plan = source.plan(wanted(cities))
    assert plan.updated == "2026-06-06T21:04:32"
    cube = cube_of(source, wanted(cities))
    assert cube.table == "11re"
    assert dict(zip(cube.axes[0].codes, cube.numbers.ravel().tolist(), strict=True)) == {
        "KU091": 694392,
        "KU049": 325716,
        "KU092": 252956,
    }
    assert cube.axes[0].label("KU091", "fi") == "Helsinki"
    (direct,) = jsonstat.read(json.dumps(data).encode(), language="fi")
    assert sorted(direct.numbers.ravel()) == sorted(cube.numbers.ravel())


def test_recorded_metadata_of_2026_ask_for_everything_that_the_catalogue_wants(server: Playing, shared: Path) -> None:
    server.answers = playing_recordings(
        NEW, {"fi": recorded(shared, "pxweb_meta/statfin_11re_metadata_fi_2026.json")}, {}, None
    )
    plan = statfin(server, languages=(Language.FI,)).plan(wanted())
    (ask,) = plan.asks
    codes = {each["code"]: each["selection"]["values"] for each in ask["query"]}
    assert len(codes["alue_23_20260101"]) == 309
    assert codes["timeperiod_y"][0] == "1972"
    assert codes["contentscode"] == ["vaerak-vaesto"]


def test_recorded_statfin_before_2026_gives_the_recorded_numbers_with_two_languages(
    server: Playing, shared: Path
) -> None:
    path = "StatFin/velk/statfin_velk_pxt_13kt.px"
    metadata = {lang: recorded(shared, f"pxweb_meta/statfin_velk_meta_{lang}.json") for lang in ("fi", "en")}
    data = recorded(shared, "jsonstat/statfin_velk_en.json")
    server.answers = playing_recordings(path, metadata, data, None)
    everything = tuple((code,) for code in metadata["fi"]["variables"][1]["values"])
    take = {
        "vuosi": (("2002",),),
        "area": (("SSS",),),
        "content": everything,
        "viitehenkilon": (("SSS",),),
        "asuntokunnat": (("SSS",),),
    }
    want = Wanted("statfin", ("13kt", "statfin_velk_pxt_13kt"), (take,))
    cube = cube_of(statfin(server, languages=(Language.FI, Language.EN)), want)
    assert cube.numbers.ravel().tolist() == [58443598209, 70.3, 83088568016, 35296, 28897, 2354082]
    content = cube.axis(Role.CONTENT)
    assert content.label("velat_yht", "fi") == "Velat yhteensä (euroa)"
    assert content.label("velat_yht", "en") != content.label("velat_yht", "fi")
    assert cube.updated == "2022-12-21T06:00:00Z"


def test_our_question_holds_the_areas_of_questions_that_have_been_asked(server: Playing, shared: Path) -> None:
    payloads = [recorded(shared, f"pxweb_meta/statfin_query_{n}_payload.json") for n in ("Region", "Municipality")]
    asked = [payload["query"][0]["selection"]["values"] for payload in payloads]
    codes = list(dict.fromkeys([*asked[0], "SK011", "ELY01", *asked[1]]))
    table = Table(fictional("old").variables, fictional("old").title)
    table.variables[0].values = codes
    server.answers = pxweb1({OLD: table})
    (ask,) = statfin(server).plan(wanted()).asks
    ours = ask["query"][0]
    assert ours["code"] == payloads[0]["query"][0]["code"]
    assert set(ours["selection"]["values"]) == {*asked[0], *asked[1]}
    assert ask["response"] == payloads[0]["response"]
