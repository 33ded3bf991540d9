"""The reading against every hand-labelled item: what is found, what is missed, and that nothing is invented."""

from __future__ import annotations

from collections import Counter
from functools import cache

from alke.minutes.facts import Kind
from alke.minutes.reading import read

from .labels import Case, Score, cases, compare

SURE = {Kind.BODY, Kind.DATE, Kind.SECTION, Kind.REGISTRY_NUMBER}


@cache
def scores() -> tuple[tuple[Case, Score], ...]:
    return tuple((case, compare(read(case.text), case)) for case in cases())


def told() -> str:
    """Per text and in all: found, missed and invented, with what was missed and invented named."""
    rows, details = [], []
    found = missed = invented = uncertain = 0
    for case, score in scores():
        must = [label for label in score.found if label.must]
        rows.append(
            f"{case.name:16} found {len(must):3}  missed {len(score.missed):3}  invented {len(score.invented):3}"
            f"  other certainty {len(score.wrong_certainty):2}"
        )
        details += [f"{case.name}: missed {label.told()}" for label in score.missed]
        details += [f"{case.name}: invented {fact.kind} {dict(fact.fields)} “{fact.quote}”" for fact in score.invented]
        details += [f"{case.name}: {fact.certainty}, not {label.told()}" for label, fact in score.wrong_certainty]
        found, missed = found + len(must), missed + len(score.missed)
        invented, uncertain = invented + len(score.invented), uncertain + len(score.wrong_certainty)
    total = f"{'in all':16} found {found:3}  missed {missed:3}  invented {invented:3}  other certainty {uncertain:2}"
    return "\n".join(["", *rows, total, *details])


def test_nothing_is_invented() -> None:
    print(told())
    assert not [fact for _, score in scores() for fact in score.invented], told()


def test_nine_of_ten_expected_facts_are_found() -> None:
    found = sum(label.must for _, score in scores() for label in score.found)
    missed = sum(len(score.missed) for _, score in scores())
    assert found / (found + missed) >= 0.9, told()


def test_body_day_section_and_number_are_found() -> None:
    found = Counter(label.kind for _, score in scores() for label in score.found if label.must)
    missed = Counter(label.kind for _, score in scores() for label in score.missed)
    for kind in SURE:
        assert found[kind] / (found[kind] + missed[kind]) >= 0.99, f"{kind}: {told()}"


def test_a_fact_is_as_certain_as_its_text() -> None:
    judged = sum(bool(label.certainty) for _, score in scores() for label in score.found)
    wrong = sum(len(score.wrong_certainty) for _, score in scores())
    assert wrong / judged <= 0.05, told()
