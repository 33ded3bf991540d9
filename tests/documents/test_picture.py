"""What a picture says of ranks and divisions, and what the verb says of areas that have none."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from alke.areas import COUNTRY, MAINLAND
from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.cli import alke
from alke.documents.blocks import Block, Bullets, Heading, Paragraph, TableBlock
from alke.documents.picture import MAIN, PICTURES, build, told
from alke.documents.picture import plan as figures
from alke.findings import Finding, ranked
from alke.findings.because import Because
from alke.findings.choose import answers, story_of
from alke.findings.generate import ensure, findings
from alke.indicators.generation import Generation
from alke.indicators.themes import theme_sets, themes
from alke.indicators.values import Measure, Ref
from alke.language.paragraphs import Line, plan, ways
from alke.language.proof import Verdict, check
from alke.language.runs import Link, Number, Runs, plain
from alke.language.sentences import notes
from alke.language.variety import spread

NOTED = {*Because} - {Because.NO_FIGURE, Because.NO_VALUE}
PLACES = (Measure.RANK, Measure.RANK_LOWEST)


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return ensure(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("code", PICTURES)
def test_sentences_and_tables_rank_the_same_indicators(generation: Generation, code: str) -> None:
    places = set()
    for block in build(generation, code, Language.FI).blocks:
        rows = block.items if isinstance(block, Bullets) else (block.runs,) if isinstance(block, Paragraph) else ()
        if isinstance(block, TableBlock):
            rows = tuple(cell for row in block.table.rows for cell in row)
        places |= {r.ref.indicator for runs in rows for r in runs if isinstance(r, Number) and r.ref.measure in PLACES}
    assert bool(places) == (code not in ("SSS", "MK21"))
    wrong = [key for key in places if not ranked(generation.catalogue[key], generation.values(key))]
    assert wrong == []
    assert not any(generation.catalogue[key].survey for key in places)


@pytest.mark.parametrize("name", theme_sets())
def test_a_picture_may_be_arranged_by_the_themes_of_either_set(generation: Generation, name: str) -> None:
    blocks = build(generation, "MK18", Language.FI, name).blocks
    headings = [block.anchor for block in blocks if isinstance(block, Heading) and block.level == 2]
    keys = [theme.key for theme in themes(name)]
    assert headings[: len(keys) + 1] == [MAIN, *keys]
    assert all(f"{key}-findings" in {b.anchor for b in blocks if isinstance(b, Heading)} for key in keys)


@pytest.mark.parametrize("name", theme_sets())
def test_every_theme_of_every_set_has_a_figure_planned_of_an_indicator_of_its_own(
    generation: Generation, name: str
) -> None:
    families = {one.family for one in generation.catalogue.values()}
    for theme in themes(name):
        members = {one.id for one in generation.of_theme(theme.key, name)} | families
        assert figures(name)[theme.key], theme.key
        assert {planned.indicators[0] for planned in figures(name)[theme.key]} <= members, theme.key


@pytest.mark.parametrize(("code", "moved"), [("MK18", "Vaala"), ("MK08", "Iitti"), ("MK10", "Joroi")])
def test_a_picture_names_the_municipalities_that_moved_before_its_first_theme(
    generation: Generation, code: str, moved: str
) -> None:
    told = []
    for block in build(generation, code, Language.FI).blocks:
        if isinstance(block, Heading):
            break
        if isinstance(block, Paragraph):
            told.append(plain(block.runs))
    assert moved in " ".join(told)


def test_an_area_without_a_picture_is_sent_to_its_region(tmp_path: Path) -> None:
    with pytest.raises(AlkeError, match=r"Kajaani \(KU205\).*alke picture MK18"):
        CliRunner().invoke(alke, ["picture", "Kajaani", "-o", str(tmp_path)], catch_exceptions=False)


@pytest.mark.parametrize("code", PICTURES)
def test_nothing_is_told_twice(generation: Generation, code: str) -> None:
    answered = [answers(finding, generation.catalogue) for finding in told_of(generation, code)]
    assert len(answered) > 20
    assert len(set(answered)) == len(answered)


@pytest.mark.parametrize("code", ["SSS", "MK18", "MK21"])
def test_every_language_tells_the_same_numbers(generation: Generation, code: str) -> None:
    rules = {
        language: [
            (rule, frozenset(run.ref.indicator for run in runs if isinstance(run, Number)))
            for block in build(generation, code, language).blocks
            for rule, runs in told_in(block)
        ]
        for language in Language
    }
    assert rules[Language.FI] == rules[Language.SV] == rules[Language.EN]


@pytest.mark.parametrize("code", PICTURES)
def test_what_a_paragraph_tells_is_not_told_again_in_the_list_under_it(generation: Generation, code: str) -> None:
    blocks = build(generation, code, Language.FI).blocks
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and block.rules]
    assert paragraphs
    inside = [(rule, refs(b.runs)) for b in paragraphs for rule in b.rules]
    lines = [(rule, refs(runs)) for b in blocks for rule, runs in listed(b) if refs(runs)]
    assert [line for line in lines if any(line[0] == rule and line[1] <= told for rule, told in inside)] == []


@pytest.mark.parametrize("language", Language)
def test_no_way_to_begin_opens_more_than_a_tenth_of_the_lines_of_a_picture(
    generation: Generation, language: Language
) -> None:
    shares = {}
    for code in PICTURES:
        beside = (*findings(generation, COUNTRY), *findings(generation, code))
        catalogue, lines = generation.catalogue, []
        for part, chosen in told(generation, code).items():
            lines += plan(chosen, beside, catalogue) if part != MAIN else ()
            lines += [Line(finding) for finding in chosen if finding not in [line.finding for line in lines]]
        openings = [ways(line, language, catalogue) for line in lines]
        opened = Counter(openings[line][way] for line, way in enumerate(spread(openings)))
        said = [rule for block in build(generation, code, language).blocks for rule, _ in told_in(block)]
        shares[code] = max(opened.values()) / len(said)
    assert {code: share for code, share in shares.items() if share > 0.1} == {}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", PICTURES)
def test_what_cannot_be_said_is_marked_in_the_table_and_told_once_under_it(
    generation: Generation, code: str, language: Language
) -> None:
    blocks = build(generation, code, language).blocks
    refused = Counter(each.indicator for each in findings(generation, code) if each.rule == "refusal")
    for number, block in enumerate(blocks):
        if isinstance(block, TableBlock) and block.anchor in {f"{theme.key}-table" for theme in themes()}:
            marks = {leads_to(row[0]): plain(row[-1]).split(", ") for row in block.table.rows}
            under = blocks[number + 3]
            assert isinstance(under, Bullets)
            told = [plain(runs).partition(") ")[0] for runs in under.items]
            assert len(set(under.items)) == len(told) < 12
            assert {mark for of in marks.values() for mark in of if mark} == {*told}
            assert {key: len([*filter(None, of)]) for key, of in marks.items()} == {key: refused[key] for key in marks}


@pytest.mark.parametrize("language", Language)
def test_no_note_under_a_table_claims_what_the_values_deny(generation: Generation, language: Language) -> None:
    for code in PICTURES:
        refusals = [each for each in findings(generation, code) if each.rule == "refusal" and each.case in NOTED]
        for note in notes(refusals, language, generation.catalogue):
            claims = check(str(note), language, generation, generation.catalogue, code)
            assert [claim for claim in claims if claim.verdict is Verdict.DOES_NOT_HOLD] == [], str(note)


@pytest.mark.parametrize("code", PICTURES)
def test_a_picture_begins_with_ten_lines_of_ten_stories(generation: Generation, code: str) -> None:
    blocks = build(generation, code, Language.FI).blocks
    first = next(number for number, block in enumerate(blocks) if isinstance(block, Bullets))
    heading = blocks[first - 1]
    assert isinstance(heading, Heading)
    assert heading.anchor == MAIN
    main = told(generation, code)[MAIN]
    assert len(listed(blocks[first])) == len(main) == 10
    assert len({story_of(finding.indicator, generation.catalogue) for finding in main}) == 10


def test_pictures_differ_where_the_regions_do(generation: Generation) -> None:
    said = {code: {(f.indicator, f.case) for f in told_of(generation, code)} for code in MAINLAND}
    alike = {(a, b): len(said[a] & said[b]) / len(said[a]) for a, b in combinations(MAINLAND, 2)}
    assert max(alike.values()) < 0.7, max(alike, key=lambda pair: alike[pair])


def told_of(generation: Generation, code: str) -> list[Finding]:
    """The findings a picture tells, theme by theme."""
    return [finding for chosen in told(generation, code).values() for finding in chosen]


def leads_to(runs: Runs) -> str:
    """The indicator to whose sources a table's row heading leads."""
    (link,) = [run for run in runs if isinstance(run, Link)]
    return link.address.removeprefix("#source-")


def refs(runs: Runs) -> frozenset[Ref]:
    """The addresses of the numbers in a text."""
    return frozenset(run.ref for run in runs if isinstance(run, Number))


def listed(block: Block) -> list[tuple[str, Runs]]:
    """The lines of a list, each with its rule."""
    return list(zip(block.rules, block.items, strict=True)) if isinstance(block, Bullets) else []


def told_in(block: Block) -> list[tuple[str, Runs]]:
    """The sentences of a list or a paragraph with their rules; of a paragraph all have its runs."""
    return [(rule, block.runs) for rule in block.rules] if isinstance(block, Paragraph) else listed(block)
