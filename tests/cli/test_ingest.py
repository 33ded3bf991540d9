from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from alke.areas import REGIONS, Level
from alke.areas.divisions import areas, municipalities
from alke.cli.ingest import source_of, table_of
from alke.statistics.store import Store
from tests.cli.conftest import Run
from tests.indicators.factories import table

TITLE = '"11re -- Väestö iän (1-v.) ja sukupuolen mukaan alueittain, 1972-2018"\n\n'


def statfin_csv(path: Path, rows: Iterable[tuple[str, int, int]]) -> Path:
    """A small file in StatFin's form; the numbers are invented."""
    lines = ['"Alue";"Ikä";"Miehet 2018 Väestö 31.12.";"Naiset 2018 Väestö 31.12."']
    lines += [f'"{area}";"Yhteensä";{men};{women}' for area, men, women in rows]
    path.write_text(TITLE + "\n".join(lines) + "\n", "cp1252")
    return path


def number(run: Run, area: str, *more: str, indicator: str = "population") -> str:
    text = run("values", indicator, "--area", area, "--period", "2018", *more).stdout
    return next(csv.DictReader(io.StringIO(text)))["value"]


def test_an_ingested_table_gives_municipalities_their_values(run: Run, tmp_path: Path) -> None:
    path = statfin_csv(tmp_path / "005_11re_2018.csv", [("Helsinki", 10, 20), ("Kajaani", 3, 4)])
    result = run("ingest", path)
    assert "statfin 11re, 4 cells, kept as vintage" in result.stdout
    assert "Generation 2 is current." in result.stdout
    assert (number(run, "KU091"), number(run, "Kajaani")) == ("30", "7")
    assert number(run, "SSS") == "5517919"


def test_the_same_file_again_says_so_and_keeps_the_generation(run: Run, tmp_path: Path) -> None:
    path = statfin_csv(tmp_path / "005_11re_2018.csv", [("Helsinki", 10, 20)])
    run("ingest", path)
    result = run("ingest", path)
    assert "was kept already as vintage" in result.stdout
    assert "Generation 2 is current." in result.stdout


def test_one_bad_file_does_not_stop_the_rest_and_the_exit_status_tells(run: Run, tmp_path: Path) -> None:
    bad, absent = tmp_path / "bad.px", tmp_path / "absent.csv"
    bad.write_bytes(b'CHARSET="ANSI";\nAXIS-VERSION="2000";\nSTUB="a";\nDATA=\n1 2')
    good = statfin_csv(tmp_path / "005_11re_2018.csv", [("Helsinki", 10, 20)])
    result = run("ingest", bad, good, absent, fails=True)
    assert result.exit_code == 1
    assert "bad.px" in result.stderr
    assert "absent.csv" in result.stderr
    assert "2 of 3 files could not be taken." in result.stderr
    assert "statfin 11re, 2 cells, kept" in result.stdout
    assert number(run, "KU091") == "30"


def test_when_no_file_is_good_nothing_is_computed(run: Run, home: Path, tmp_path: Path) -> None:
    kept = len(Store(home / "statistics").vintages())
    result = run("ingest", tmp_path / "absent.px", fails=True)
    assert "Generation" not in result.stdout
    assert len(Store(home / "statistics").vintages()) == kept


def test_computing_may_be_left_for_later(run: Run, tmp_path: Path) -> None:
    path = statfin_csv(tmp_path / "005_11re_2018.csv", [("Helsinki", 10, 20)])
    assert "Generation" not in run("ingest", path, "--no-compute").stdout
    assert run("compute").stdout.startswith("Generation 2: ")


def test_table_and_source_may_be_told(run: Run, home: Path, tmp_path: Path) -> None:
    path = statfin_csv(tmp_path / "x.csv", [("Helsinki", 10, 20)])
    result = run("ingest", path, "--table", "zz99", "--source", "other", "--no-compute")
    assert "other zz99" in result.stdout
    assert "no indicator reads this table" in result.stdout
    assert Store(home / "statistics").vintages("other")[0].table == "zz99"


@pytest.mark.parametrize(
    ("titles", "told", "name", "expected"),
    [
        ({}, "11re", "whatever.px", "11re"),
        ({"fi": "11re -- Väestö"}, "", "x.csv", "11re"),
        ({"en": "11s5 -- Population by month"}, "", "x.json", "11s5"),
        ({"fi": "Väestö"}, "", "005_11re_2018.csv", "11re"),
        ({}, "", "statfin_vaerak_pxt_11re.px", "statfin_vaerak_pxt_11re"),
        ({}, "", "11re.px.gz", "11re"),
        ({}, "", "my-table.csv", "my-table"),
    ],
)
def test_a_tables_id_is_found_in_the_table_its_title_or_the_files_name(
    titles: dict[str, str], told: str, name: str, expected: str
) -> None:
    assert table_of(table({"SSS": [1]}, ["2018"], titles=titles, table=told), Path("folder") / name) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"sources": {"fi": "Tilastokeskus, väestörakenne"}}, "statfin"),
        ({"titles": {"fi": "116g -- Rakennukset"}}, "statfin"),
        ({"publisher": "Statistics Finland"}, "statfin"),
        ({"sources": {"en": "Eurostat"}}, "eurostat"),
        ({"publisher": "THL"}, "sotkanet"),
        ({}, "file"),
    ],
)
def test_a_tables_source_is_found_in_what_it_says_of_itself(fields: dict[str, object], expected: str) -> None:
    assert source_of(table({"SSS": [1]}, ["2018"], **fields), "x", []) == expected


_INGESTS = """
import sys
from pathlib import Path
from alke.cli import alke, ingest
from alke.findings import generate
generate.FOLDER = Path(sys.argv[1])
print("ready", flush=True)
alke(["ingest", *sys.argv[2:]])
"""


@pytest.mark.parametrize("wait", [0.02, 0.1, 0.3, 0.6])
def test_a_killed_ingest_leaves_store_and_values_whole(
    run: Run, home: Path, few: Path, tmp_path: Path, wait: float
) -> None:
    files = [
        statfin_csv(tmp_path / f"00{place}_11re_2018.csv", [("Helsinki", place, 20), ("Kajaani", 1, 2)])
        for place in range(9)
    ]
    process = subprocess.Popen(
        [sys.executable, "-c", _INGESTS, str(few), *map(str, files)],
        stdout=subprocess.PIPE,
        env=os.environ | {"ALKE_HOME": str(home)},
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    store = Store(home / "statistics")
    for vintage in store.vintages():
        store.cube(vintage)
    assert number(run, "SSS") == "5517919"
    run("ingest", *files)
    assert number(run, "KU205") == "3"


def test_the_municipal_table_of_2018_gives_the_country_in_any_division(run: Run, shared: Path) -> None:
    run("ingest", shared / "data/stats/population/005_11re_2018.csv")
    text = run("values", "population", "--period", "2018").stdout
    found = {
        each["area"]: int(each["value"]) for each in csv.DictReader(io.StringIO(text)) if each["kind"] == "observed"
    }
    assert found["KU091"] == 648042
    assert found["SSS"] == 5517919
    assert sum(found[code] for code in REGIONS) == 5517919
    assert sum(found[each.code] for each in areas(Level.SUBREGION)) == 5517919
    published = municipalities("SSS", 2018)
    assert len(published) == 311
    assert sum(found[code] for code in published) == 5517919


def test_the_municipal_table_agrees_with_the_embedded_figures(run: Run, shared: Path) -> None:
    before = {code: number(run, code) for code in ("SSS", *REGIONS)}
    run("ingest", shared / "data/stats/population/005_11re_2018.csv")
    assert {code: number(run, code) for code in ("SSS", *REGIONS)} == before
    assert number(run, "MK18", indicator="share-15-64")[:8] == "58.46073"


def test_a_table_of_2026_with_new_codes_gives_its_cities(run: Run, shared: Path) -> None:
    run("ingest", shared / "data/jsonstat/statfin_11re_three_cities_2025.json")
    text = run("values", "population", "--area", "Helsinki", "--period", "2025").stdout
    found = [*csv.DictReader(io.StringIO(text))]
    assert [each["value"] for each in found if each["kind"] == "observed"] == ["694392"]
