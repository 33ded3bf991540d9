from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from alke.base.errors import AlkeError, InputError, UnknownCodeError
from alke.statistics import sample
from tests.cli.conftest import FEW, Run
from tests.statistics.sources.servers import fictional, playing, pxweb1


def rows(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(text))]


def test_a_value_of_the_country_is_printed(run: Run) -> None:
    found = rows(run("values", "population", "--area", "SSS", "--period", "2018").stdout)
    assert [(each["value"], each["status"], each["kind"]) for each in found] == [("5517919", "number", "observed")]


def test_values_have_one_row_per_area_and_period_with_vintage_and_variant(run: Run) -> None:
    found = rows(run("values", "population").stdout)
    assert list(found[0]) == ["indicator", "area", "period", "value", "status", "kind", "variant", "vintage"]
    assert len({(each["area"], each["period"], each["kind"]) for each in found}) == len(found)
    assert {each["variant"] for each in found if each["kind"] == "projection"} == {"2019"}
    assert all(len(each["vintage"]) == 12 for each in found)


def test_an_area_may_be_named(run: Run) -> None:
    by_name, by_code = (run("values", "population", "--area", word).stdout for word in ("Kajanaland", "MK18"))
    assert by_name == by_code


def test_values_as_json(run: Run) -> None:
    found = json.loads(run("values", "population", "--area", "SSS", "--period", "2018", "--format", "json").stdout)
    assert found[0]["value"] == 5517919


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["values", "popultion"], "unknown indicator 'popultion'. Did you mean population"),
        (["values", "population", "--area", "Kainu"], "unknown area 'Kainu'. Did you mean Kainuu"),
        (
            ["values", "population", "--area", "KU091"],
            r"no figures of population for Helsinki \(KU091\)\. Fetch or",
        ),
        (["values", "population", "--period", "1950"], "no figures of population for 1950. The nearest is 1972"),
        (["values", "population", "--period", "18"], "'18' is not a period"),
        (["explain", "popultion", "SSS", "2018"], "Did you mean population"),
        (["explain", "population", "MK3", "2018"], "unknown area 'MK3'"),
        (["explain", "population", "SSS", "1950"], "The nearest is 1972"),
        (["indicators", "--theme", "vitalty"], "unknown theme 'vitalty'. Did you mean vitality"),
        (["indicators", "--set", "2025"], "unknown theme set '2025'. Did you mean 2024"),
        (["indicators", "--set", "2023", "--theme", "vitality"], "unknown theme 'vitality'"),
    ],
)
def test_an_unknown_word_names_the_nearest(run: Run, words: list[str], message: str) -> None:
    with pytest.raises((AlkeError, InputError, UnknownCodeError), match=message):
        run(*words)


def test_explain_names_formula_cells_table_vintage_and_checksum(run: Run) -> None:
    text = run("explain", "population", "MK18", "2018").stdout
    checksum = rows(run("tables", "--format", "csv", "--source", "sample").stdout)
    assert "population:MK18:2018 = 73061 (number)" in text
    assert "formula: population" in text
    assert "from the source cells alone: 73061" in text
    assert "73061  population[alue=MK18 (Kainuu), vuosi=2018, tiedot=population" in text
    assert any(f"vintage {each['vintage']}: sample population" in text for each in checksum)
    assert "sha256: " in text
    assert "CC BY 4.0" in text


def test_explain_as_json_holds_every_cell(run: Run) -> None:
    found = json.loads(run("explain", "population", "SSS", "2018", "--format", "json", "--lang", "sv").stdout)
    assert (found["number"], found["value"], found["recomputed"]) == ("population:SSS:2018", 5517919, 5517919)
    cell = found["inputs"][0]
    assert (cell["source"], cell["table"], cell["number"]) == ("sample", "population", 5517919)
    assert cell["coordinates"][0] == {"axis": "alue", "name": "Område", "code": "SSS", "label": "Hela landet"}
    assert len(cell["checksum"]) == 64


def test_explain_a_projection(run: Run) -> None:
    assert "population:MK18:2030+projection = 64651" in run("explain", "population", "MK18", "2030").stdout
    text = run("explain", "population", "MK18", "2019", "--projection").stdout
    assert "population:MK18:2019+projection" in text


def test_indicators_lists_the_whole_catalogue_with_its_checked_state(run: Run) -> None:
    found = json.loads(run("indicators", "--format", "json").stdout)
    assert {each["id"] for each in found} == set(FEW)
    population = next(each for each in found if each["id"] == "population")
    assert (population["name"], population["unit"], population["areas"]) == ("Väkiluku", "henkilöä", 20)
    assert population["periods"].startswith("1972–")
    assert population["checked"].startswith("recorded")


def test_indicators_of_a_theme_in_another_language(run: Run) -> None:
    text = run("indicators", "--theme", "population", "--lang", "sv").stdout
    assert "Folkmängd" in text
    assert "gdp-per-head" not in text


def test_indicators_of_a_theme_of_an_earlier_set(run: Run) -> None:
    text = run("indicators", "--set", "2023", "--theme", "business").stdout
    assert "gdp-per-head" in text
    assert "Väkiluku " not in text


def test_tables_lists_every_embedded_table(run: Run) -> None:
    found = rows(run("tables", "--format", "csv").stdout)
    assert {each["table"] for each in found} >= set(sample.tables())
    assert all(each["age"] for each in found)


def test_tables_of_an_empty_store_says_what_to_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALKE_HOME", str(tmp_path / "empty"))
    assert "No tables are kept yet. Run alke compute" in run("tables").stdout


def test_the_first_question_computes_from_the_embedded_figures(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALKE_HOME", str(tmp_path / "empty"))
    result = run("values", "population", "--area", "SSS", "--period", "2018")
    assert "5517919" in result.stdout
    assert "Computing values" in result.stderr
    assert "Computing values" not in run("values", "population", "--area", "SSS").stderr


def test_computing_again_without_a_change_keeps_the_generation(run: Run) -> None:
    assert run("compute").stdout.startswith("Generation 1: ")
    assert run("compute").stdout.startswith("Generation 1: ")


def test_check_tells_the_state_of_each_indicator_and_its_newest_recorded_period(run: Run) -> None:
    (found,) = json.loads(run("indicators", "check", "population", "--json").stdout)
    assert (found["state"], found["periods"], found["differs"]) == ("ok", "1972–2025", "")
    text = run("indicators", "check", "population", "vacancies").stdout
    assert text.endswith("1 ok, 1 no recording.\n")


def test_check_of_an_unknown_indicator_names_the_nearest(run: Run) -> None:
    with pytest.raises(AlkeError, match="Did you mean population"):
        run("indicators", "check", "populaton")


def test_check_asks_a_server_when_told_to(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    served = pxweb1({"StatFin/vaerak/11re.px": fictional(ages=101, years=2)})
    with playing(served) as server:
        monkeypatch.setenv("ALKE_SOURCE_STATFIN", f"{server.address}/api/v1")
        (found,) = json.loads(run("indicators", "check", "population", "--live", "--json").stdout)
        assert (found["state"], found["table"]) == ("ok", "statfin 11re")
        failed = run("indicators", "check", "population", "mean-age", "--live", fails=True).stdout
        assert "mean-age statfin 11ra: no table 11ra or statfin_vaerak_pxt_11ra" in failed


def test_check_says_that_a_server_was_not_reached(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALKE_SOURCE_STATFIN", "http://127.0.0.1:9/api/v1")
    text = run("indicators", "check", "population", "--live").stdout
    assert text.endswith("1 not reached.\n")
