"""The labels themselves: every quote is in its text, every kind and field is one that the facts document."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from alke.base.certainty import Certainty
from alke.minutes import facts as contract
from alke.minutes.facts import Fact, Item, Kind, Outcome, Span

from .labels import CERTAINTY_JUDGED, CORPUS, REQUIRED, Case, Label, cases, compare

ALL = cases()


def documented() -> dict[Kind, set[str]]:
    """The words of each kind's docstring, which names its fields."""
    tree = ast.parse(Path(contract.__file__).read_text(encoding="utf-8"))
    kinds = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Kind")
    told, kind = {}, None
    for node in kinds.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            kind = Kind(str(node.value.value))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and kind:
            told[kind] = set(re.findall(r"\w+", str(node.value.value)))
    return told


FIELDS = documented()


@pytest.fixture(params=ALL, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    return cast(Case, request.param)


def as_fact(label: Label, text: str) -> Fact:
    span = (label.spans(text) or [Span(0, 1)])[0]
    certainty = Certainty(label.certainty[0]) if label.certainty else Certainty.DECIDED
    asked = dict.fromkeys(REQUIRED.get(label.kind, set()), text[span.start : span.end])
    fields = asked | {key: values[0] for key, values in label.fields.items()}
    return Fact(label.kind, fields, span, text[span.start : span.end], certainty, 1.0, "label")


def test_there_are_a_paraphrase_twenty_rewordings_and_blind_rounds() -> None:
    own = {path.stem for path in CORPUS.glob("*.txt")}
    blind = {f"u{number:02}" for number in range(1, 70)}
    assert own - blind == {"seed-paraphrase", *(f"r{number:02}" for number in range(1, 21))}
    assert own <= {path.stem for path in CORPUS.glob("*.yaml")}


def test_every_quote_is_in_its_text(case: Case) -> None:
    for label in (*case.labels, *case.wrong):
        assert len(label.spans(case.text)) == len(label.quotes), f"{case.name}: {label.told()}"
    assert all(label.quotes for label in case.labels), case.name


def test_every_field_is_one_that_its_kind_documents(case: Case) -> None:
    for label in (*case.labels, *case.wrong):
        unknown = set(label.fields) - FIELDS[label.kind]
        assert not unknown, f"{case.name}: {label.told()}: {unknown}"


def test_dates_are_dates_and_chosen_words_are_of_the_contract(case: Case) -> None:
    for label in (*case.labels, *case.wrong):
        for key, values in label.fields.items():
            for value in values:
                where = f"{case.name}: {label.told()}"
                if key in {"date", "start", "end", "due"}:
                    assert date.fromisoformat(value), where
                elif key == "month":
                    assert date.fromisoformat(f"{value}-01"), where
                elif key == "outcome":
                    assert Outcome(value), where
                elif key in {"what", "part", "format", "scheme", "year_from", "asks", "about"}:
                    assert value in FIELDS[label.kind] | {str(one) for one in Outcome}, where
        assert all(Certainty(one) for one in label.certainty)


def test_certainty_is_labelled_where_it_is_judged(case: Case) -> None:
    without = [label.told() for label in case.labels if label.kind in CERTAINTY_JUDGED and not label.certainty]
    assert not without, case.name


def test_the_labels_read_as_facts_score_full_and_none_alone_scores_nothing(case: Case) -> None:
    read = Item(case.text, "plain", tuple(as_fact(label, case.text) for label in case.labels))
    score = compare(read, case)
    assert not score.missed
    assert not score.invented, [fact.as_json() for fact in score.invented]
    assert not score.wrong_certainty
    nothing = compare(Item(case.text, "plain", ()), case)
    assert len(nothing.missed) == sum(label.must for label in case.labels)
    assert not nothing.found


def test_every_trap_counts_as_invented(case: Case) -> None:
    for wrong in case.wrong:
        score = compare(Item(case.text, "plain", (as_fact(wrong, case.text),)), case)
        assert len(score.invented) == 1, wrong.told()


def test_a_fact_that_no_label_knows_is_invented() -> None:
    paraphrase = next(case for case in ALL if case.name == "seed-paraphrase")
    span = Span(0, 10)
    made_up = Fact(Kind.SECTION, {"number": 67}, span, paraphrase.text[0:10], Certainty.DECIDED, 0.9, "made up")
    assert compare(Item(paraphrase.text, "plain", (made_up,)), paraphrase).invented == [made_up]


def test_another_certainty_is_told_apart_from_an_invention() -> None:
    paraphrase = next(case for case in ALL if case.name == "seed-paraphrase")
    expected = next(one for one in paraphrase.labels if one.kind is Kind.EVENT and one.certainty == ("expected",))
    told = as_fact(expected, paraphrase.text)
    held = Fact(told.kind, told.fields, told.span, told.quote, Certainty.HELD, 0.9, "made up")
    score = compare(Item(paraphrase.text, "plain", (held,)), paraphrase)
    assert not score.invented
    assert [label for label, _ in score.wrong_certainty] == [expected]


def test_a_quote_that_is_not_the_text_at_its_span_is_invented() -> None:
    paraphrase = next(case for case in ALL if case.name == "seed-paraphrase")
    told = as_fact(next(one for one in paraphrase.labels if one.kind is Kind.EVENT), paraphrase.text)
    elsewhere = replace(told, span=Span(told.span.start + 1, told.span.end + 1))
    assert compare(Item(paraphrase.text, "plain", (elsewhere,)), paraphrase).invented == [elsewhere]


def test_a_dated_event_read_without_its_date_is_not_found() -> None:
    paraphrase = next(case for case in ALL if case.name == "seed-paraphrase")
    label = next(one for one in paraphrase.labels if one.kind is Kind.EVENT and "start" in one.fields and one.must)
    told = as_fact(label, paraphrase.text)
    undated = replace(told, fields={key: told.fields[key] for key in ("what", "words")})
    score = compare(Item(paraphrase.text, "plain", (undated,)), paraphrase)
    assert not score.invented
    assert label in score.missed
