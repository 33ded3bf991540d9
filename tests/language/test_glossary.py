"""The glossary: nothing that the program writes of figures says what the house never does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from alke.areas import COUNTRY, REGIONS
from alke.base.languages import Language
from alke.documents.picture import told
from alke.findings.generate import findings
from alke.indicators.catalogue import load
from alke.language import paragraphs
from alke.language.glossary import found, never, uses
from alke.language.runs import plain
from alke.language.sentences import sentence, templates
from tests.language.proof.conftest import generation

ROOT = Path(__file__).resolve().parents[2] / "src/alke"
FIGURES = ("language/words", "language/reasons", "charts/texts", "documents/picture", "documents/texts")
FIGURES += ("documents/peers", "documents/sources", "base/units", "areas/texts", "indicators/themes")
PROSE = ("definition", "why", "reading", "pitfalls")


def texts(node: object, language: Language) -> Iterator[str]:
    """Every text of a language in a loaded YAML file."""
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from [inner] if key == language and isinstance(inner, str) else texts(inner, language)
    elif isinstance(node, list):
        for inner in node:
            yield from texts(inner, language)


@pytest.mark.parametrize("language", Language)
def test_no_template_says_what_is_never_said(language: Language) -> None:
    every = {**templates(language), **paragraphs.templates(language)}
    lines = [(key, re.sub(r"\{\w+\}", "…", line)) for key, of in every.items() for line in of]
    assert [(key, words, line) for key, line in lines if (words := found(line, language))] == []


@pytest.mark.parametrize("language", Language)
def test_no_text_about_figures_says_what_is_never_said(language: Language) -> None:
    for name in FIGURES:
        loaded = yaml.safe_load((ROOT / f"{name}.yaml").read_text("utf-8"))
        wrong = {text: words for text in texts(loaded, language) if (words := found(text, language, sentence=False))}
        assert wrong == {}, name


@pytest.mark.parametrize("language", Language)
def test_no_indicator_is_named_or_described_with_what_is_never_said(language: Language) -> None:
    for key, one in load().items():
        named = [*one.in_text.fi.values()] if language is Language.FI else [getattr(one.in_text, language)]
        assert [words for text in named if (words := found(text, language))] == [], key
        prose = [one.name[language], *(getattr(one, field)[language] for field in PROSE)]
        assert [words for text in prose if (words := found(text, language, sentence=False))] == [], key


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("area", (COUNTRY, *REGIONS))
def test_no_sentence_or_paragraph_says_what_is_never_said(area: str, language: Language) -> None:
    made = generation()
    said = [str(sentence(finding, language, made.catalogue)) for finding in findings(made, area)]
    beside = (*findings(made, COUNTRY), *findings(made, area))
    for paragraph, _ in paragraphs.worded(told(made, area), beside, language, made.catalogue).values():
        said.append(plain(paragraphs.joined(paragraph)))
    assert {text: words for text in said if (words := found(text, language))} == {}


@pytest.mark.parametrize("language", Language)
def test_every_phrase_that_is_never_said_is_found_by_its_own_pattern(language: Language) -> None:
    for each in never(language):
        first = re.split(r",| \(", each.word)[0]
        assert each.find.search(f"{first} 5"), each.word


@pytest.mark.parametrize("language", Language)
def test_what_is_said_instead_is_not_itself_never_said(language: Language) -> None:
    for each in never(language):
        assert found(each.say, language) == [], each.word
    for one in uses(language):
        assert found(one.say, language) == [], one.say
        assert one.of and one.why


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Väkiluku väheni muuttotappion vuoksi.", Language.FI, ["vuoksi"]),
        ("Työllisyys parani peräti 2 prosentilla.", Language.FI, ["parani", "peräti", "prosentilla"]),
        ("Folkmängden i länet minskade kraftigt.", Language.SV, ["länet", "kraftigt"]),
        ("The positive change was due to jobs, 5 percent.", Language.EN, ["due to", "positive", "percent"]),
        ("Väkiluku väheni 2,0 prosenttia vuodesta 2014 vuoteen 2019.", Language.FI, []),
    ],
)
def test_the_glossary_finds_what_is_never_said(text: str, language: Language, words: list[str]) -> None:
    assert found(text, language) == words
