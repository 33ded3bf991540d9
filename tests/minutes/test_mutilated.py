"""A broken text: cut, with holes, doubled, with other letters. It is read without a crash, and nothing is invented."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from alke.minutes.facts import Item, Kind
from alke.minutes.reading import read

from .justified import unjustified
from .labels import CORPUS

PARAPHRASE = (CORPUS / "seed-paraphrase.txt").read_text("utf-8")
LETTERS = "abcdefghijklmnopqrstuvwxyzåäö0123456789 .,:;-–§/()\nABCXYZ\x00\ufffd"
PLACES = 200


def broken(text: str, seed: int) -> list[str]:
    """The text broken at one random place in each of the ways."""
    chance = random.Random(seed)
    at, length = chance.randrange(len(text)), chance.choice((1, 1, 2, 5, 20, 120))
    end = min(len(text), at + length)
    other = "".join(chance.choice(LETTERS) for _ in range(end - at))
    return [
        text[:at],
        text[at:],
        text[:at] + text[end:],
        text[:end] + text[at:end] + text[end:],
        text[:at] + other + text[end:],
        text[:at] + other + text[at:],
    ]


def inventions(text: str) -> list[str]:
    """What is read out of a text and not justified by it."""
    item = read(text)
    found = []
    for fact in item.facts:
        if why := unjustified(fact, item):
            found.append(f"{fact.kind} {dict(fact.fields)} “{fact.quote}”: {why}")
    return found


def test_the_whole_paraphrase_is_justified() -> None:
    assert inventions(PARAPHRASE) == []


def test_the_check_itself_sees_an_invented_value() -> None:
    item = read(PARAPHRASE)
    talks = next(fact for fact in item.of(Kind.EVENT) if fact.fields["what"] == "talks")
    for key, value in (
        ("start", "2025-03-22"),
        ("place", "Oulu"),
        ("words", "21.3.2025 klo 9"),
        ("start", "2027-03-20"),
    ):
        bent = type(talks)(**{**_fields(talks), "fields": {**talks.fields, key: value}})
        assert unjustified(bent, item), (key, value)


def _fields(fact: object) -> dict[str, object]:
    return {name: getattr(fact, name) for name in fact.__dataclass_fields__}  # type: ignore[attr-defined]


@pytest.mark.parametrize("block", range(10))
def test_a_text_broken_at_two_hundred_places_invents_nothing(block: int) -> None:
    for seed in range(block * PLACES // 10, (block + 1) * PLACES // 10):
        for number, text in enumerate(broken(PARAPHRASE, seed)):
            assert inventions(text) == [], f"place {seed}, way {number}"


def test_the_seed_broken_at_two_hundred_places_invents_nothing(shared: Path) -> None:
    text = next((shared / "seed").glob("*.txt")).read_text("utf-8")
    for seed in range(PLACES):
        for number, each in enumerate(broken(text, seed)):
            assert inventions(each) == [], f"place {seed}, way {number}"


def test_rewordings_broken_at_random_places_invent_nothing() -> None:
    for path in sorted(CORPUS.glob("r*.txt")):
        text = path.read_bytes().decode("utf-8")
        for seed in range(6):
            for number, each in enumerate(broken(text, seed)):
                assert inventions(each) == [], f"{path.name}, place {seed}, way {number}"


def dates_of(item: Item) -> set[str]:
    return {
        str(fact.fields[key]) for fact in item.facts for key in ("start", "end", "due", "date") if key in fact.fields
    }


def test_a_text_cut_inside_a_date_never_gives_another_date() -> None:
    whole = dates_of(read(PARAPHRASE))
    for match in re.finditer(r"\d[\d.\-–]*\d\.?", PARAPHRASE):
        for at in range(match.start(), match.end() + 1):
            extra = dates_of(read(PARAPHRASE[:at])) - whole
            assert not extra, f"cut after {PARAPHRASE[match.start() : at]!r}: {extra}"


def test_a_year_cut_short_is_no_year() -> None:
    for short in ("20-21.3.202", "20-21.3.20", "20-21.3.2"):
        item = read(PARAPHRASE.replace("20-21.3.2025", short))
        assert not [fact for fact in item.of(Kind.EVENT) if fact.fields["what"] == "talks"], short
        assert any(short in remark for remark in item.remarks), short


@pytest.mark.parametrize("wrong", ["31.2.2025", "20-21.13.2025", "0.3.2025", "21-20.3.2025", "32.1.2025", "20.3.20255"])
def test_a_day_that_is_not_in_the_calendar_is_dropped_with_a_remark(wrong: str) -> None:
    item = read(PARAPHRASE.replace("20-21.3.2025", wrong))
    assert not [fact for fact in item.of(Kind.EVENT) if fact.fields["what"] == "talks"]
    assert any(wrong in remark for remark in item.remarks), item.remarks


def test_a_broken_section_is_not_read() -> None:
    for wrong in ("§ 6x6", "§ x", "§", "§ 66/2"):
        assert read(PARAPHRASE.replace("§ 66", wrong)).of(Kind.SECTION) == [], wrong


def test_without_its_head_a_date_without_a_year_gets_none() -> None:
    item = read(PARAPHRASE.replace("05.12.2024 § 66", ""))
    for fact in item.of(Kind.EVENT):
        assert "start" not in fact.fields or fact.fields["year_from"] == "written", fact
    assert any("year" in remark for remark in item.remarks)
