"""The seed, read: every fact that the workbench must live through, with its place, its certainty and who says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from alke.base.certainty import Certainty
from alke.minutes.facts import Fact, Item, Kind
from alke.minutes.numbers import parse
from alke.minutes.reading import read

from .labels import CORPUS

PARAPHRASE = (CORPUS / "seed-paraphrase.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def item() -> Item:
    return read(PARAPHRASE)


@pytest.fixture(scope="module")
def seed(shared: Path) -> Item:
    return read(next((shared / "seed").glob("*.txt")).read_text("utf-8"))


def one(item: Item, kind: Kind, **fields: object) -> Fact:
    """The only fact of a kind with these fields."""
    found = [fact for fact in item.of(kind) if all(fact.fields.get(key) == value for key, value in fields.items())]
    assert len(found) == 1, (kind, fields, found)
    return found[0]


def both(item: Item) -> None:
    """What the seed and its paraphrase say alike."""
    assert item.remarks == ()
    one(item, Kind.BODY, name="Maakunnan yhteistyöryhmän sihteeristö")
    one(item, Kind.DATE, date="2024-12-05")
    one(item, Kind.SECTION, number=66)
    number = one(item, Kind.REGISTRY_NUMBER, number="458/07.00.01.00/2024")
    assert str(parse(str(number.fields["number"]))) == number.quote
    assert (number.fields["running"], number.fields["task_class"], number.fields["year"]) == (458, "07.00.01.00", 2024)
    parts = [fact.fields["part"] for fact in item.of(Kind.PART)]
    assert parts == ["summary", "proposal", "handling", "decision", "contacts"]
    outcome = one(item, Kind.OUTCOME)
    assert outcome.fields["outcome"] == "proposal_to_body"
    assert outcome.fields["to_body"] == "Maakunnan yhteistyöryhmä"
    assert (outcome.fields["asks"], outcome.fields["as_proposed"]) == ("noted", True)
    themes = [fact.fields["name"] for fact in item.of(Kind.PICTURE_THEME)]
    assert themes == [
        "väestönkehitys",
        "kestävä elinvoima ja investoinnit",
        "hyvinvoiva väestö ja yhteisöt",
        "vetovoimainen elinympäristö ja monimuotoinen luonto",
    ]
    _process(item)


def _process(item: Item) -> None:
    model = one(item, Kind.OPERATING_MODEL)
    assert (model.certainty, model.fields["by"], model.fields["term"]) == (Certainty.PREPARING, "VN", "hallituskausi")
    assert one(item, Kind.ROUND, year=2025).fields["format"] == "joint_thematic"
    webinar = one(item, Kind.EVENT, what="webinar", start="2024-10-30", year_from="context")
    assert (webinar.certainty, webinar.fields["body"]) == (Certainty.HELD, "VN")
    assert one(item, Kind.EVENT, what="theme_proposal", body="AUNE", start="2024-11-12").certainty is Certainty.HELD
    confirmed = one(item, Kind.EVENT, what="theme_confirmation", body="AUNE", start="2024-12-03")
    assert confirmed.certainty is Certainty.EXPECTED
    decided = one(item, Kind.EVENT, what="theme_decision", body="TEM", month="2024-12")
    talks = one(item, Kind.EVENT, what="talks", start="2025-03-20", end="2025-03-21", place="Helsinki")
    assert (talks.certainty, talks.fields["year_from"]) == (Certainty.EXPECTED, "written")
    picture = one(item, Kind.DEADLINE, what="picture", who="maakuntien liitot", to="TEM", due="2024-12-31")
    assert picture.fields["words"] == "vuoden loppuun mennessä"
    assert one(item, Kind.CONFLICT).fields["sides"] == [confirmed.id, decided.id]
    assert {fact.fields["what"] for fact in item.of(Kind.INTEREST)} == {"use_other_fora", "lower_pressure"}
    fora = {fact.fields["name"] for fact in item.of(Kind.FORUM)}
    assert fora == {"AUNE", "AUNE:n valmisteluverkosto", "MKJ", "aluekehitysjohtajat", "VN-verkosto"}
    proposed = item.of(Kind.DISCUSSION_THEME)
    assert [fact.certainty for fact in proposed] == [Certainty.PROPOSED] * 3
    assert [fact.fields["cross_cutting"] for fact in proposed] == [False, False, True]
    assert proposed[2].fields["focus"] == "kokonaisturvallisuus"
    assert all(fact.fields["by"] == "VN" and fact.fields["at"] == "AUNE" for fact in proposed)


def test_the_paraphrase_says_all_that_the_seed_says(item: Item) -> None:
    both(item)


def test_the_seed_itself_is_read_whole(seed: Item) -> None:
    both(seed)
    assert len(seed.of(Kind.PRESENTED_BY)) == 1
    assert [fact.fields["role"] for fact in seed.of(Kind.CONTACT)] == ["Vastuujohtaja", "Asiantuntija"]


def test_the_seeds_misspelt_focus_stays_as_written(seed: Item) -> None:
    assert "älykös sopeutuminen" in [fact.fields.get("focus") for fact in seed.of(Kind.DISCUSSION_THEME)]


def test_persons_stand_in_their_parts(item: Item) -> None:
    assert one(item, Kind.PRESENTED_BY).fields["name"] == "Elli Esimerkki"
    told = [(fact.fields["name"], fact.fields["role"]) for fact in item.of(Kind.CONTACT)]
    assert told == [("Mikko Mallinen", "Vastuujohtaja"), ("Elli Esimerkki", "Asiantuntija")]
    assert item.of(Kind.PRESENTER) == []


def test_a_proposal_to_another_body_is_never_a_noted_item(item: Item) -> None:
    assert [fact.fields["outcome"] for fact in item.of(Kind.OUTCOME)] == ["proposal_to_body"]


@pytest.mark.parametrize(
    ("kind", "fields", "span", "quote"),
    [
        (Kind.BODY, {}, (50, 87), "Maakunnan yhteistyöryhmän sihteeristö"),
        (Kind.DATE, {}, (88, 98), "05.12.2024"),
        (Kind.SECTION, {}, (99, 103), "§ 66"),
        (Kind.REGISTRY_NUMBER, {}, (106, 126), "458/07.00.01.00/2024"),
        (Kind.EVENT, {"what": "talks"}, None, "Ne pidetään todennäköisesti Helsingissä 20-21.3.2025"),
        (Kind.EVENT, {"what": "webinar"}, None, "joka pidettiin 30.10."),
        (Kind.PICTURE_THEME, {"order": 4}, None, "vetovoimainen elinympäristö ja monimuotoinen luonto"),
    ],
)
def test_places_are_exact(
    item: Item, kind: Kind, fields: dict[str, object], span: tuple[int, int] | None, quote: str
) -> None:
    fact = one(item, kind, **fields)
    start = span[0] if span else PARAPHRASE.index(quote)
    end = span[1] if span else start + len(quote)
    assert (fact.span.start, fact.span.end, fact.quote) == (start, end, quote)


def test_what_was_said_in_the_discussion_is_said_to_be(item: Item) -> None:
    network = next(fact for fact in item.of(Kind.FORUM) if fact.fields["name"] == "VN-verkosto")
    assert network.said_by == "keskustelussa"
