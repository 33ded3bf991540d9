"""What the catalogue itself must be: its texts, its polarities, its selections and what the embedded figures give."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from alke.areas import MAINLAND, REGIONS
from alke.base.languages import Language
from alke.indicators.catalogue import SCHEMA, Indicator, Input, Selection, load
from alke.indicators.compute import compute
from alke.indicators.reading import Holdings
from alke.indicators.themes import theme_sets, themes
from alke.indicators.values import Kind, Values
from alke.statistics import sample
from alke.statistics.cube import Role
from alke.statistics.readers.jsonstat import read as read_jsonstat
from alke.statistics.store import Store

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE: Mapping[str, Indicator] = load()
TEXTS = ("name", "definition", "why", "reading", "pitfalls", "polarity_reason")

# Which definition a table's figures follow: an input may join tables of one of these only.
DEFINITIONS = {
    "population structure": {"11re", "population", "population_age", "projection_2019"},
    "education": {"12bs"},
    "employment": {"115h"},
    "research and development": {"13tn", "125t"},
    "vital statistics": {"121w", "11ae"},
    "key figures": {"kuntien_avainluvut_2025_aikasarja", "key_figures_2021", "key_figures_2006_2016"},
    "employment service": {"12r5", "employment_service"},
    "labour force survey": {"labour_force_survey"},
    "regional accounts": {"12bc", "regional_accounts"},
    "government establishments": {"11ge", "government_establishments_2024"},
}
# Key figures that quote another statistic, whose tables may therefore stand beside them.
VITAL = {"vital statistics"}
QUOTED = {
    "natural-increase": VITAL,
    "natural-increase-per-1000": VITAL,
    "net-migration-municipal": VITAL,
    "net-migration-municipal-per-1000": VITAL,
    "tertiary-education": {"education"},
    "jobs": {"employment"},
}
# Sweden's administration, and Finnish and Swedish words that the field does not use.
BANNED = {
    Language.FI: r"\bdata\b|\bdataa\b|fokus|indikoi|trendi|haasteelli|negatiivinen kehitys",
    Language.SV: r"\blän\b|\blänet|länsstyrelse|landsting|regering i Sverige|\bSCB\b",
    Language.EN: r"\bcounty council\b|\bdata shows\b|\bprovince",
}
GROWTH = re.compile(r"^(population-change|population$|natural-increase|net-migration|in-migration|out-migration)")


def every_input(indicator: Indicator) -> Iterator[Input]:
    yield from indicator.inputs
    yield from indicator.projection


def every_selection() -> Iterator[tuple[str, Selection]]:
    for indicator in CATALOGUE.values():
        for given in every_input(indicator):
            for selection in given.selections:
                yield indicator.id, selection


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Values]:
    """Every indicator computed from the embedded figures alone."""
    store = Store(tmp_path_factory.mktemp("embedded"))
    for name in sample.tables():
        store.put(
            sample.cube(name),
            source="sample",
            table=name,
            retrieved="2026-11-24T00:00:00+00:00",
            content_checksum="0" * 64,
            division=sample.meta(name).division.removesuffix("-01-01"),
        )
    holdings = Holdings(store, store.vintages())
    return {key: compute(indicator, holdings) for key, indicator in CATALOGUE.items()}


def periods_with_a_number(values: Values, area: str = "MK18") -> list[str]:
    return [str(value.period) for value in values.series(area) if value.number is not None]


def test_the_catalogue_has_at_least_sixty_four_indicators() -> None:
    assert len(CATALOGUE) >= 64


@pytest.mark.parametrize("language", Language)
def test_names_are_unique_in_every_language(language: Language) -> None:
    counts = Counter(indicator.name[language] for indicator in CATALOGUE.values())
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", Language)
def test_subjects_of_sentences_are_unique_in_every_language(language: Language) -> None:
    counts = Counter(
        {Language.FI: text.fi["nom"], Language.SV: text.sv, Language.EN: text.en}[language]
        for text in (indicator.in_text for indicator in CATALOGUE.values() if not indicator.family)
    )
    assert [subject for subject, count in counts.items() if count > 1] == []


def test_no_text_is_left_in_another_language() -> None:
    same = [
        (indicator.id, field)
        for indicator in CATALOGUE.values()
        for field in TEXTS
        if len({getattr(indicator, field)[language] for language in Language}) < 3
    ]
    assert same == []


def test_names_begin_with_a_capital_or_a_number_and_subjects_with_neither() -> None:
    for indicator in CATALOGUE.values():
        for language in Language:
            first = indicator.name[language][0]
            assert first.isupper() or first.isdigit(), indicator.id
        assert not indicator.in_text.fi["nom"][0].isupper(), indicator.id
        assert not indicator.in_text.sv[0].isupper(), indicator.id


@pytest.mark.parametrize("language", Language)
def test_texts_keep_to_the_words_of_the_field(language: Language) -> None:
    found = [
        (indicator.id, field, match.group())
        for indicator in CATALOGUE.values()
        for field in TEXTS
        for match in re.finditer(BANNED[language], getattr(indicator, field)[language], re.IGNORECASE)
    ]
    assert found == []


def test_population_growth_is_neither_better_nor_worse() -> None:
    growth = [indicator for indicator in CATALOGUE.values() if GROWTH.match(indicator.id)]
    assert len(growth) >= 10
    for indicator in growth:
        assert indicator.higher_is == "neutral", indicator.id
        for text in (indicator.reading, indicator.why, indicator.polarity_reason):
            assert not re.search(r"\bparem|\bbättre\b|\bbetter\b", " ".join(text[x] for x in Language)), indicator.id


def test_every_polarity_is_reasoned_in_its_own_words() -> None:
    for indicator in CATALOGUE.values():
        for language in Language:
            assert len(indicator.polarity_reason[language].split()) >= 4, (indicator.id, language)


def test_a_direction_that_is_judged_is_not_called_unjudged() -> None:
    unjudged = re.compile(r"ei arvioida|eikä .* arvioida")
    for indicator in CATALOGUE.values():
        if indicator.higher_is != "neutral":
            assert not unjudged.search(indicator.polarity_reason.fi), indicator.id


@pytest.mark.parametrize("name", theme_sets())
def test_every_theme_of_every_set_has_five_indicators_with_embedded_values(
    name: str, embedded: Mapping[str, Values]
) -> None:
    counts = Counter(
        theme
        for key, indicator in CATALOGUE.items()
        for theme in indicator.themes[name]
        if periods_with_a_number(embedded[key])
    )
    assert {theme.key: counts[theme.key] for theme in themes(name) if counts[theme.key] < 5} == {}


@pytest.mark.parametrize("name", theme_sets())
def test_every_indicator_belongs_to_one_to_three_themes_of_every_set(name: str) -> None:
    listed = {key: one.themes.get(name, ()) for key, one in CATALOGUE.items() if not one.family}
    assert {key: keys for key, keys in listed.items() if not 1 <= len(keys) <= 3} == {}


def test_related_indicators_are_others_and_every_indicator_has_some() -> None:
    for indicator in CATALOGUE.values():
        assert indicator.related, indicator.id
        assert indicator.id not in indicator.related
        assert set(indicator.related) <= set(CATALOGUE)


def test_no_input_joins_series_of_different_definitions() -> None:
    of_table = {table: name for name, tables in DEFINITIONS.items() for table in tables}
    for indicator in CATALOGUE.values():
        for given in every_input(indicator):
            tables = [selection.tables[0] for selection in given.selections]
            names = {of_table.get(table, table) for table in tables} - QUOTED.get(indicator.id, set())
            assert len(names) == 1, (indicator.id, given.name, tables)


def test_a_survey_is_as_published_and_small_regions_are_not_ranked() -> None:
    surveys = [indicator for indicator in CATALOGUE.values() if indicator.survey]
    assert len(surveys) >= 4
    for indicator in surveys:
        assert indicator.as_published, indicator.id
        assert indicator.rank_minimum > 0, indicator.id


def test_a_share_that_is_not_as_published_is_computed_from_its_parts() -> None:
    for indicator in CATALOGUE.values():
        if indicator.unit.key in ("percent", "per_100") and not indicator.as_published:
            assert "/" in indicator.formula, indicator.id


def test_only_plain_counts_may_be_summed_over_areas() -> None:
    for indicator in CATALOGUE.values():
        if indicator.additive:
            assert "/" not in indicator.formula, indicator.id
            assert not indicator.as_published, indicator.id


def test_embedded_selections_name_tables_and_categories_that_exist() -> None:
    for key, selection in every_selection():
        if selection.source != "sample":
            continue
        for table in selection.tables:
            axes = {axis.code: axis for axis in sample.cube(table).axes}
            axes["content"] = next(axis for axis in axes.values() if axis.role is Role.CONTENT)
            for axis, groups in selection.take.items():
                unknown = {code for group in groups for code in group} - set(axes[axis].codes)
                assert not unknown, (key, table, axis)


def test_embedded_selections_come_after_the_live_ones() -> None:
    for indicator in CATALOGUE.values():
        for given in indicator.inputs:
            embedded = [selection.source == "sample" for selection in given.selections]
            assert embedded == sorted(embedded), (indicator.id, given.name)


def test_a_live_table_can_be_found_in_its_publishers_folders() -> None:
    # StatFin's short names do not tell the folder, so the name before 2026 stands beside them.
    for key, selection in every_selection():
        if selection.source == "statfin":
            known = [
                table for table in selection.tables if re.match(r"statfin_[a-z]+_pxt_|kuntien_avainluvut_\d{4}", table)
            ]
            assert known, (key, selection.tables)
        if selection.source == "sotkanet":
            assert all(table.isdigit() for table in selection.tables), key


def test_what_no_source_has_confirmed_says_so() -> None:
    for indicator in CATALOGUE.values():
        sources = {selection.source for given in indicator.inputs for selection in given.selections}
        assert indicator.checked.note, indicator.id
        if indicator.checked.against == "embedded":
            assert "sample" in sources, indicator.id
        if indicator.checked.against == "no":
            assert "sample" not in sources, indicator.id
            assert not indicator.checked.on, indicator.id


def test_at_least_forty_indicators_have_values_from_the_embedded_figures(embedded: Mapping[str, Values]) -> None:
    assert sum(bool(periods_with_a_number(values)) for values in embedded.values()) >= 40


def test_at_least_twenty_two_indicators_have_ten_periods_or_more(embedded: Mapping[str, Values]) -> None:
    long = [key for key, values in embedded.items() if len(periods_with_a_number(values)) >= 10]
    assert len(long) >= 22, long


def test_an_indicator_with_embedded_figures_has_them_for_every_mainland_region(embedded: Mapping[str, Values]) -> None:
    for key, values in embedded.items():
        if periods_with_a_number(values):
            assert values.latest_common(MAINLAND) is not None, key


def test_embedded_figures_begin_no_earlier_than_expected(embedded: Mapping[str, Values]) -> None:
    for key, values in embedded.items():
        expected = CATALOGUE[key].expected_from
        numbers = [value for value in values.series("SSS") if value.number is not None]
        if expected and numbers:
            assert numbers[0].period >= expected, key


def test_shares_lie_between_nothing_and_all(embedded: Mapping[str, Values]) -> None:
    beyond = {"population-change-percent", "population-change-10-years", "job-self-sufficiency", "gdp-volume-change"}
    for key, values in embedded.items():
        if CATALOGUE[key].unit.key == "percent" and key not in beyond:
            wrong = [value for value in values if value.number is not None and not 0 <= value.number <= 100]
            assert wrong == [], key


def test_whole_country_population_is_the_published_one(embedded: Mapping[str, Values]) -> None:
    # Statistics Finland, table 11s5: 5,635,971 inhabitants in December 2024.
    latest = embedded["population"].latest("SSS")
    assert latest is not None
    assert (str(latest.period), latest.number) == ("2024", 5_635_971)


def test_recomputed_job_self_sufficiency_is_the_published_one_in_every_region(embedded: Mapping[str, Values]) -> None:
    # Kuntien avainluvut 2021 publishes the ratio too; computed from jobs and employed residents it must be the same.
    published = sample.cube("key_figures_2021")
    ours = embedded["job-self-sufficiency"]
    for area in ("SSS", *REGIONS):
        number, _ = published.cell(alue=area, vuosi="2020", tiedot="job_self_sufficiency")
        mine = next(value.number for value in ours.series(area) if str(value.period) == "2020")
        assert mine is not None
        assert mine == pytest.approx(number, abs=0.051), area


def test_moves_between_regions_cancel_out_in_the_whole_country(embedded: Mapping[str, Values]) -> None:
    assert {value.number for value in embedded["net-migration-regions"].series("SSS")} == {0.0}


def test_the_projection_goes_on_where_the_observed_series_ends(embedded: Mapping[str, Values]) -> None:
    for key in ("population", "share-15-64", "demographic-dependency-ratio"):
        observed = {str(value.period): value.number for value in embedded[key].series("SSS")}
        projected = {str(value.period): value.number for value in embedded[key].series("SSS", Kind.PROJECTION)}
        assert projected["2019"] == pytest.approx(observed["2019"], rel=0.005)
        assert projected["2040"] is not None


def test_selections_called_recorded_are_in_the_recorded_statfin_metadata(shared: Path) -> None:
    described = json.loads((shared / "data/pxweb_meta/statfin_11re_metadata_fi_2026.json").read_text("utf-8"))
    known = {variable["code"].split("_")[0]: set(variable["values"]) for variable in described["variables"]}
    wanted = [(key, s) for key, s in every_selection() if s.source == "statfin" and "11re" in s.tables]
    assert len(wanted) > 20
    for key, selection in wanted:
        for axis, groups in selection.take.items():
            codes = known["contentscode"] if axis == "content" else known["ikaryhma" if axis == "ika" else axis]
            assert all(codes & set(group) for group in groups), (key, axis)


def test_government_establishments_are_those_of_the_recorded_response(
    shared: Path, tmp_path: Path, embedded: Mapping[str, Values]
) -> None:
    path = shared / "data/jsonstat/statfin_11ge_regions_2024.json"
    store = Store(tmp_path)
    (cube,) = read_jsonstat(path.read_bytes(), path=path.name)
    store.put(cube, source="statfin", table="11ge", retrieved="2026-11-24T00:00:00+00:00", content_checksum="0")
    values = compute(CATALOGUE["government-establishments"], Holdings(store, store.vintages()))
    for area in REGIONS:
        recorded, ours = values.latest(area), embedded["government-establishments"].latest(area)
        assert recorded is not None
        assert ours is not None
        assert recorded.number == ours.number


def test_sotkanet_indicators_called_recorded_are_in_its_recorded_metadata(shared: Path) -> None:
    known = json.loads((shared / "data/sotkanet/indicators_metadata.json").read_text("utf-8"))["indicators"]
    recorded = [
        table
        for indicator in CATALOGUE.values()
        if indicator.checked.against == "recorded"
        for given in indicator.inputs
        for selection in given.selections
        if selection.source == "sotkanet"
        for table in selection.tables
    ]
    assert len(recorded) >= 4
    assert set(recorded) <= set(known)


@cache
def voikko() -> Any:
    libvoikko = pytest.importorskip("libvoikko", reason="Finnish is checked with libvoikko, which is not here")
    try:
        return libvoikko.Voikko("fi")
    except (OSError, libvoikko.VoikkoException) as error:
        pytest.skip(f"Finnish is checked with Voikko's library and dictionary, which are not here: {error}")


def test_finnish_is_spelled_right() -> None:
    # Abbreviations, second parts of compounds such as "15–64-vuotiaiden", and two terms of the field.
    known = {"VKTM", "PPS", "TOL", "THL", "EU", "koulutustasomittaimen", "koulutustasomittainta"}
    known |= {"kuolemansyytilaston", "työssäkäyvien"}
    wrong = set()
    for indicator in CATALOGUE.values():
        texts = [getattr(indicator, field).fi for field in TEXTS] + list(indicator.in_text.fi.values())
        for word in re.findall(r"(?<![\d–-])\b(?!Gini)[A-Za-zÅÄÖåäö]+(?:-[a-zåäö]+)*", " ".join(texts)):
            if word not in known and not voikko().spell(word):
                wrong.add((indicator.id, word))
    assert {(key, word) for key, word in wrong if word.lower() != "sosiaali"} == set()


@pytest.mark.parametrize(("case", "told"), [("nom", "nimento"), ("gen", "omanto"), ("par", "osanto")])
def test_finnish_forms_are_in_the_case_they_are_said_to_be(case: str, told: str) -> None:
    for indicator in CATALOGUE.values():
        if indicator.id == "education-level-index":  # Voikko does not know the word "mittain"
            continue
        words = [re.sub(r"^(Gini|EU\d+)-", "", word) for word in indicator.in_text.fi[case].split()]
        cases = {analysis.get("SIJAMUOTO") for word in words for analysis in voikko().analyze(word)}
        assert told in cases, (indicator.id, case)


def test_the_three_finnish_forms_differ() -> None:
    for indicator in CATALOGUE.values():
        assert len(set(indicator.in_text.fi.values())) == 3, indicator.id


def test_every_indicator_of_the_field_s_list_is_in_the_catalogue_or_told_to_be_missing_and_why() -> None:
    sizes = {"A": 24, "B": 34, "T": 22, "C": 29, "D": 16, "S": 5}
    every = {f"{letter}{number:02}" for letter, size in sizes.items() for number in range(1, size + 1)}
    lacking = re.findall(r"(?m)^\| ([A-Z]\d\d) \|.*\| (.+) \|$", (ROOT / "docs/mapping.md").read_text("utf-8"))
    held = {indicator.key for indicator in CATALOGUE.values() if indicator.key}
    assert len(every) == 130
    assert held | {key for key, _ in lacking} == every
    assert held & {key for key, _ in lacking} == set()
    assert all(why for _, why in lacking)


def test_the_guide_to_adding_an_indicator_describes_every_field() -> None:
    guide = (ROOT / "docs/adding-an-indicator.md").read_text("utf-8")
    schema = json.loads(SCHEMA.read_text("utf-8"))
    given = schema["$defs"]["inputs"]["additionalProperties"]["properties"]
    selection = given["from"]["items"]["properties"]
    fields = [*schema["properties"], *given, *selection, *schema["properties"]["checked"]["properties"], "variant"]
    assert [field for field in fields if f"`{field}`" not in guide] == []
