"""``alke fetch`` against servers on loopback: interrupted, killed, resumed, and never at the cost of what is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from alke.areas import MAINLAND, REGIONS
from alke.base.errors import AlkeError
from alke.charts.boundaries import Outlines
from alke.cli import fetch as fetching
from alke.cli.fetch import tables_wanted
from alke.indicators.catalogue import load
from alke.statistics.cube import Axis, Cube, Role
from alke.statistics.sources import SOURCES
from alke.statistics.store import Store
from tests.cli.conftest import Run
from tests.statistics.sources.servers import Answers, Asked, Playing, Reply, Table, fictional, playing, pxweb1

PATH = "StatFin/vaerak/11re.px"


@pytest.fixture
def small(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the tables that a few indicators need: 11re and 12bc."""
    monkeypatch.setattr(fetching, "load", lambda: load(few))


def population() -> Table:
    return fictional(ages=70, years=2)


def fetch(run: Run, server: Playing, *words: str, fails: bool = False) -> Any:
    base = ("--base", f"{server.address}/api/v1")
    return run("fetch", "statfin", *base, "--attempts", "1", "--timeout", "5", *words, fails=fails)


@pytest.mark.usefixtures("small")
def test_a_fetched_table_gives_municipalities_their_values(run: Run, home: Path) -> None:
    table = population()
    with playing(pxweb1({PATH: table})) as server:
        result = fetch(run, server, "--table", "11re")
    assert "statfin 11re: " in result.output
    assert "kept as vintage" in result.output
    assert "Generation 2 is current." in result.output
    expected = table.cell(("KU091", "SSS", "SSS", "2025", "vaerak-vaesto"))[0]
    rows = json.loads(run("values", "population", "--area", "KU091", "--format", "json").stdout)
    assert {row["period"]: row["value"] for row in rows}["2025"] == expected


@pytest.mark.usefixtures("small")
def test_what_is_not_newer_is_told_as_unchanged_and_computes_nothing(run: Run, home: Path) -> None:
    with playing(pxweb1({PATH: population()})) as server:
        fetch(run, server, "--table", "11re", "--no-compute")
        server.requests.clear()
        result = fetch(run, server, "--table", "11re")
    assert "statfin 11re: unchanged, vintage " in result.output
    assert "Generation" not in result.output
    assert not server.posts()


@pytest.mark.usefixtures("small")
def test_one_table_that_fails_does_not_stop_the_rest_and_the_exit_status_tells(run: Run, home: Path) -> None:
    with playing(pxweb1({PATH: population()})) as server:
        result = fetch(run, server, "--no-compute", fails=True)
    assert result.exit_code == 1
    assert "statfin 12bc: no table 12bc or statfin_altp_pxt_12bc" in result.output
    assert "no vintage of it is kept yet" in result.output
    assert "1 of 2 tables could not be fetched." in result.output
    assert [vintage.table for vintage in Store(home / "statistics").vintages("statfin")] == ["11re"]


@pytest.mark.usefixtures("small")
def test_a_failure_tells_the_age_of_the_vintage_that_stays_in_use(run: Run, home: Path) -> None:
    cube = Cube((Axis("Vuosi", Role.TIME, ("2025",)),), np.ones(1), np.zeros(1, np.uint8), table="11re")
    then = datetime.now(UTC) - timedelta(days=23, hours=1)
    Store(home / "statistics").put(
        cube, source="statfin", table="11re", retrieved=then.isoformat(timespec="seconds"), content_checksum="0"
    )
    with playing(lambda asked: Reply(b"", 503)) as server:
        result = fetch(run, server, "--table", "11re", fails=True)
    assert (
        f"statfin 11re: the server answered 503; the vintage of {then:%Y-%m-%d} stays in use (23 days old)"
        in result.output
    )
    assert f"{server.address}/api/v1/fi/StatFin/vaerak: Fetch again later" in result.output


@pytest.mark.usefixtures("small")
def test_the_address_may_come_from_the_environment(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(pxweb1({PATH: population()})) as server:
        monkeypatch.setenv("ALKE_SOURCE_STATFIN", f"{server.address}/api/v1")
        result = run("fetch", "--table", "11re", "--no-compute")
    assert "kept as vintage" in result.output


def test_a_table_that_no_indicator_reads_is_taken_whole_from_a_named_source(run: Run, home: Path) -> None:
    with playing(pxweb1({"StatFin/vaerak/11rf.px": fictional()})) as server:
        result = fetch(run, server, "--table", "statfin_vaerak_pxt_11rf", "--no-compute", fails=True)
        assert "no table statfin_vaerak_pxt_11rf" in result.output
        server.answers = pxweb1({"StatFin/11rf.px": fictional()})
        result = fetch(run, server, "--table", "11rf", "--no-compute")
    assert f"{7 * 7 * 3 * 4 * 2} cells" in result.output


def test_output_that_is_no_terminal_has_plain_lines(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_SECONDS_BETWEEN_LINES", 0.0)
    with playing(pxweb1({"StatFin/11rf.px": fictional()}, most=300)) as server:
        result = fetch(run, server, "--table", "11rf", "--no-compute")
    assert "statfin 11rf (1/1): 1 of " in result.output
    assert "\x1b" not in result.output


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        (("statfinn",), "unknown source 'statfinn'. Did you mean statfin"),
        (("--indicator", "populaton"), "unknown indicator 'populaton'. Did you mean population"),
        (("--table", "11rr"), "unknown table '11rr'. Did you mean 11r"),
        (("statfin", "--lang", "fi,de"), "unknown language 'de'"),
    ],
)
def test_an_unknown_word_names_the_nearest(run: Run, words: tuple[str, ...], tells: str) -> None:
    with pytest.raises(AlkeError) as caught:
        run("fetch", *words)
    assert tells in str(caught.value).replace("the catalogue's selections: ", "")


def test_an_address_needs_the_source_whose_it_is(run: Run) -> None:
    assert "--base needs exactly one SOURCE" in run("fetch", "--base", "http://127.0.0.1:9", fails=True).output


def test_every_live_selection_of_the_catalogue_is_wanted_of_one_table() -> None:
    wanted = tables_wanted(load(), ())
    keys = [(each.source, table) for each in wanted for table in each.tables]
    assert len(keys) == len(set(keys))
    for indicator in load().values():
        for given in (*indicator.inputs, *indicator.projection):
            for one in given.selections:
                if one.source in SOURCES:
                    (holder,) = [each for each in wanted if each.source == one.source and one.tables[0] in each.tables]
                    assert one.take in holder.takes


def test_an_indicator_alone_wants_only_its_tables() -> None:
    names = [each.tables[0] for each in tables_wanted(load(), (), "population")]
    assert names == ["11re"]


# Interrupted and killed. The same process as at the prompt, and a server that takes its time.


def slowly(inner: Answers) -> Answers:
    def answers(asked: Asked) -> Reply:
        if asked.method == "POST":
            time.sleep(0.08)
        return inner(asked)

    return answers


def start(home: Path, server: Playing) -> subprocess.Popen[str]:
    words = ["fetch", "statfin", "--table", "11rf", "--base", f"{server.address}/api/v1", "--no-compute"]
    return subprocess.Popen(
        [sys.executable, "-c", "from alke.cli import main; main()", *words],
        env={**os.environ, "ALKE_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A shell's background work ignores the interrupt, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def until_posts(server: Playing, count: int) -> None:
    deadline = time.monotonic() + 30
    while len(server.posts()) < count:
        assert time.monotonic() < deadline, "the questions did not come"
        time.sleep(0.01)


CELLS, MOST = 7 * 7 * 3 * 4 * 2, 84
PARTS = 21


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_fetch_that_was_stopped_asks_only_for_the_rest(tmp_path: Path, how: signal.Signals) -> None:
    with playing(slowly(pxweb1({"StatFin/11rf.px": fictional()}, most=MOST))) as server:
        first = start(tmp_path, server)
        until_posts(server, 5)
        first.send_signal(how)
        output = first.communicate(timeout=30)[0]
        if how is signal.SIGINT:
            assert first.returncode == 130
            assert "Interrupted. What came whole is kept" in output
        assert not Store(tmp_path / "statistics").vintages()
        time.sleep(0.3)
        before = len(server.posts())
        assert before < PARTS
        second = start(tmp_path, server)
        output = second.communicate(timeout=60)[0]
    assert second.returncode == 0, output
    assert f"{CELLS} cells, " in output
    assert f" of {PARTS} parts at hand from before" in output
    asked = [json.dumps(each.body) for each in server.posts()]
    assert len(set(asked)) == PARTS
    assert len(asked) <= PARTS + 1, "only the question under way when it was stopped may be asked again"
    (vintage,) = Store(tmp_path / "statistics").vintages()
    assert vintage.cells == CELLS


def test_a_fetch_that_was_killed_leaves_the_last_vintage_in_use(tmp_path: Path) -> None:
    table = fictional()
    with playing(pxweb1({"StatFin/11rf.px": table}, most=MOST)) as server:
        assert start(tmp_path, server).wait(60) == 0
        (old,) = Store(tmp_path / "statistics").vintages()
        table.salt, table.updated = "revised", "2026-07-01T00:00:00Z"
        server.answers = slowly(pxweb1({"StatFin/11rf.px": table}, most=MOST, listed="2026-07-01"))
        server.requests.clear()
        killed = start(tmp_path, server)
        until_posts(server, 3)
        killed.kill()
        killed.communicate()
    store = Store(tmp_path / "statistics")
    assert store.latest("statfin", "11rf") == old
    assert store.cube(old).size == CELLS


# Boundaries


def squares(codes: tuple[str, ...], *, metres: bool = False) -> dict[str, Any]:
    """Small fictional squares, one for each region."""
    features = []
    for place, code in enumerate(codes):
        x, y = 20 + place % 5, 60 + place // 5
        ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
        ring = [[a * 10_000, b * 100_000] for a, b in ring] if metres else ring
        features.append(
            {
                "type": "Feature",
                "properties": {"maakunta": code[2:]},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def kept(home: Path) -> Path:
    return home / "boundaries" / "regions.geojson"


def test_boundaries_at_hand_are_kept_for_the_maps(run: Run, home: Path, shared: Path) -> None:
    result = run("fetch", "boundaries", "--from", shared / "data/boundaries/nls_maakuntarajat.geojson")
    assert "Boundaries of 19 regions kept as " in result.output
    assert set(Outlines.of(json.loads(kept(home).read_bytes())).rings) == {*REGIONS}


def test_boundaries_come_from_the_geo_service(run: Run, home: Path) -> None:
    with playing(lambda asked: Reply(squares(MAINLAND))) as server:
        result = run("fetch", "boundaries", "--base", f"{server.address}/wfs?request=GetFeature")
    assert "Boundaries of 18 regions kept" in result.output
    assert "not among them: Ahvenanmaa" in result.output
    assert set(Outlines.of(json.loads(kept(home).read_bytes())).rings) == {*MAINLAND}


@pytest.mark.parametrize(
    ("content", "tells"),
    [
        (b"<html>", "not JSON"),
        (b"[]", "no GeoJSON FeatureCollection"),
        (json.dumps(squares(REGIONS, metres=True)).encode(), "not in degrees of Finland"),
        (json.dumps(squares(MAINLAND[:5])).encode(), "not every mainland region has an outline"),
        (json.dumps(squares((*MAINLAND, "MK99"))).encode(), "MK99 are no regions"),
        (b'{"features": [{"geometry": {"type": "Point", "coordinates": []}}]}', "not in degrees of Finland"),
        (b'{"features": []}', "no outline was found"),
        (None, "cannot be read"),
    ],
)
def test_bad_boundaries_leave_those_that_are_kept(
    run: Run, home: Path, tmp_path: Path, content: bytes | None, tells: str
) -> None:
    good, bad = tmp_path / "good.geojson", tmp_path / "bad.geojson"
    good.write_text(json.dumps(squares(REGIONS)))
    run("fetch", "boundaries", "--from", good)
    if content is not None:
        bad.write_bytes(content)
    with pytest.raises(AlkeError, match=tells):
        run("fetch", "boundaries", "--from", bad)
    assert kept(home).read_bytes() == good.read_bytes()


def test_a_dead_geo_service_leaves_the_boundaries_that_are_kept(run: Run, home: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.geojson"
    good.write_text(json.dumps(squares(REGIONS)))
    run("fetch", "boundaries", "--from", good)
    with pytest.raises(AlkeError, match="cannot be reached"):
        run("fetch", "boundaries", "--base", "http://127.0.0.1:9/", "--attempts", "1")
    assert kept(home).read_bytes() == good.read_bytes()


def test_boundaries_are_fetched_by_themselves(run: Run) -> None:
    assert "by themselves" in run("fetch", "boundaries", "statfin", fails=True).output
