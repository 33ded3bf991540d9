"""What holds for any text at all: reading never raises, places are true, ids are unique, and time grows with length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.minutes.facts import Item, Kind
from alke.minutes.reading import read

from .labels import CORPUS

PIECES = [
    *(line for path in sorted(CORPUS.glob("*.txt")) for line in path.read_text("utf-8").splitlines() if line),
    *("§ 66", "20.–21.3.2025", "31.2.", "Päätös", "Beslut:", "- ", "\n\n"),
    *("AUNE:ssa", "TEM:lle", "ei", "\r\n", "## ", "\x0c", "ı", "ſ"),
]


def holds(item: Item, text: str) -> None:
    assert item.text == text
    assert len({fact.id for fact in item.facts}) == len(item.facts)
    for fact in item.facts:
        assert 0 <= fact.span.start < fact.span.end <= len(text)
        assert fact.quote == text[fact.span.start : fact.span.end]
        assert 0.5 <= fact.confidence <= 1
        assert not any(value in (None, "", []) for value in fact.fields.values())
    spans = [fact.span for fact in item.facts]
    assert spans == sorted(spans)
    sides = {side for fact in item.of(Kind.CONFLICT) for side in fact.fields["sides"]}  # type: ignore[union-attr]
    assert sides <= {fact.id for fact in item.facts}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=600))
def test_any_letters_are_read_without_an_error(text: str) -> None:
    holds(read(text), text)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25),
    st.sampled_from(["", " ", "\n", "\n\n"]),
)
def test_any_mixture_of_minutes_is_read_without_an_error(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    holds(read(text), text)


def test_the_same_text_is_read_the_same_every_time() -> None:
    text = (CORPUS / "seed-paraphrase.txt").read_text("utf-8")
    assert [fact.as_json() for fact in read(text).facts] == [fact.as_json() for fact in read(text).facts]


def seconds(text: str) -> float:
    start = time.process_time()  # others' work on the machine is not ours
    read(text)
    return time.process_time() - start


PARAPHRASE = (CORPUS / "seed-paraphrase.txt").read_text("utf-8")
HARD: dict[str, Callable[[int], str]] = {
    "items": lambda size: (PARAPHRASE + "\n\n") * (size // len(PARAPHRASE)),
    "one line": lambda size: PARAPHRASE.replace("\n", " ") * (size // len(PARAPHRASE)),
    "no stops": lambda size: "keskustelut pidetään teemat AUNE on ja " * (size // 39),
    "digits": lambda size: "1" * size,
    "dots": lambda size: "1." * (size // 2),
    "dashes": lambda size: "1-" * (size // 2),
    "dates": lambda size: "20.3.2025 " * (size // 10),
    "spaces": lambda size: "on" + " " * size + "x",
    "lines": lambda size: "\n" * size,
    "brackets": lambda size: "teemat ovat " + "(" * size,
    "capitals": lambda size: "Aa Bb " * (size // 6),
    "words": lambda size: "a" * size,
    "colons": lambda size: "teema: " * (size // 7),
    "commas": lambda size: "Keskustelujen teemat ovat " + "väestö, " * (size // 8),
    "bullets": lambda size: "Keskustelujen teemat ovat\n" + "- väestö\n" * (size // 9),
    "headings": lambda size: "Päätös\nx\n" * (size // 9),
    "heads": lambda size: "Maakuntahallitus 5.12.2024 § 66\n" * (size // 32),
    "at": lambda size: "Lisätiedot\n" + "a@" * (size // 2),
}


@pytest.mark.parametrize("name", HARD)
def test_time_grows_with_length_and_no_faster(name: str) -> None:
    make = HARD[name]
    read(make(5_000))  # the patterns are made
    half = min(seconds(make(50_000)) for _ in range(2))
    whole = min(seconds(make(100_000)) for _ in range(2))
    assert whole <= max(3.2 * half, 0.15), f"{half:.2f} s for 50,000 characters, {whole:.2f} s for 100,000"


def test_the_longest_text_is_read_in_seconds() -> None:
    text = HARD["items"](400_000)
    assert seconds(text) < 15, "400,000 characters of minutes"
