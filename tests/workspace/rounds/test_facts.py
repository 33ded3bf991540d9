"""What is known and who said it: sources side by side, contested until an event settles them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alke.base.certainty import Certainty
from alke.base.languages import Language
from alke.workspace.meetings.actions import record_source
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import facts
from alke.workspace.rounds.actions.rounds import make_round, open_round
from alke.workspace.rounds.models import Round, Statement
from alke.workspace.rounds.rules import answers
from alke.workspace.rounds.rules.statements import agree, by_question
from tests.workspace.conftest import World

TEXT = "Teemat vahvistetaan todennäköisesti AUNE:ssa 3.12. TEM päättää joulukuun aikana lopullisista teemoista."


@dataclass(frozen=True)
class Said:
    """A statement without a database."""

    pk: int
    answer: str
    question: str = "theme_confirmation"
    certainty: str = "expected"
    subject_kind: str = ""
    subject_id: str = ""
    said_on: date | None = None
    settled_by: str = ""
    settled_on: date | None = None
    held_true: bool | None = None


@given(st.lists(st.sampled_from(["aune", "tem", "vn"]), min_size=1, max_size=6), st.booleans())
def test_a_question_is_contested_exactly_when_unsettled_answers_differ(answers: list[str], settled: bool) -> None:
    told = [Said(pk, answer, settled_by="AUNE vahvisti" if settled else "") for pk, answer in enumerate(answers)]
    (question,) = by_question(told)
    assert question.contested == (not settled and len(set(answers)) > 1)
    assert len(question.statements) == len(answers)


def test_a_month_and_a_day_within_it_agree_but_two_days_do_not() -> None:
    assert agree("2024-12", "2024-12-03")
    assert agree("2025-03-20/2025-03-21", "2025-03-20/2025-03-21")
    assert not agree("2024-12-03", "2024-12-04")
    assert not agree("2024-1", "2024-12")
    assert not agree("aune", "aune-verkosto")


def test_who_and_when_agree_part_by_part_and_what_one_leaves_out_contests_nothing() -> None:
    assert agree("aune@2024-12-03", "aune@2024-12")
    assert agree("aune", "aune@2024-12-03")
    assert not agree("aune@2024-12-03", "aune@2024-12-10")
    assert not agree("aune@2024-12-03", "tem@2024-12")


def test_deadlines_contest_each_other_only_when_they_are_for_the_same_thing() -> None:
    def contest(*said: str) -> bool:
        (question,) = by_question([Said(pk, answer, question="deadline") for pk, answer in enumerate(said)])
        return question.contested

    assert not contest("picture:2024-12-31", "themes:2024-11-30")
    assert contest("picture:2024-12-31", "picture:2025-01-15")
    assert contest("picture:2024-12-31", "2025-01-15")


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ("theme_confirmation", "aune@2024-12-03", ("AUNE 3.12.2024", "AUNE 3.12.2024", "AUNE, 3 December 2024")),
        (
            "theme_confirmation",
            "tem@2024-12",
            (
                "TEM joulukuussa 2024",
                "ANM i december 2024",
                "the Ministry of Economic Affairs and Employment, in December 2024",
            ),
        ),
        ("talks_time", "2025-03-20/2025-03-21", ("20.–21.3.2025", "20–21.3.2025", "20–21 March 2025")),
        (
            "deadline",
            "picture:2024-12-31",
            (
                "Tilanne- ja kehityskuva viimeistään 31.12.2024",
                "Läges- och utvecklingsbild senast 31.12.2024",
                "Situation and development picture by 31 December 2024",
            ),
        ),
        (
            "format",
            "joint_thematic",
            (
                "Yhteisinä temaattisina keskusteluina",
                "Som gemensamma tematiska diskussioner",
                "As joint thematic talks",
            ),
        ),
        ("talks_place", "Helsinki", ("kuten kirjattu", "kuten kirjattu", "kuten kirjattu")),
        ("theme_confirmation", "kokous@2024-12-03", ("kuten kirjattu", "kuten kirjattu", "kuten kirjattu")),
        ("talks_time", "keväällä 2025", ("kuten kirjattu", "kuten kirjattu", "kuten kirjattu")),
    ],
)
def test_an_answer_is_told_in_the_language_of_the_page(question: str, answer: str, told: tuple[str, ...]) -> None:
    one = Statement(question=question, answer=answer, shown="kuten kirjattu", span_start=1)
    assert tuple(answers.said(one, language) for language in Language) == told


def test_what_a_person_wrote_herself_stays_in_her_words() -> None:
    one = Statement(question="talks_time", answer="2025-03-20", shown="20.3. iltapäivällä")
    assert answers.said(one, Language.SV) == "20.3. iltapäivällä"


def test_contested_questions_come_first_and_the_most_certain_answer_within_each() -> None:
    told = [
        Said(1, "2025-03-20", question="talks_time", certainty="expected"),
        Said(2, "2025-03-20", question="talks_time", certainty="decided"),
        Said(3, "Helsinki", question="talks_place"),
        Said(4, "Oulu", question="talks_place"),
        Said(5, "yksi", question="other"),
        Said(6, "kaksi", question="other"),
    ]
    shown = [(one.code, one.contested, [each.pk for each in one.statements]) for one in by_question(told)]
    assert shown == [
        ("talks_place", True, [3, 4]),
        ("talks_time", False, [2, 1]),
        ("other", False, [5, 6]),
    ]


@pytest.fixture
def of(world: World) -> Round:
    """An open round."""
    return open_round(make_round(2025, by=world.coordinator), by=world.coordinator)


def both(of: Round, world: World, *, public: bool = True) -> list[Statement]:
    """Two words of one document on who confirms the themes."""
    source = record_source(
        kind="minutes",
        title="Keksitty pöytäkirja",
        text=TEXT,
        public=public,
        organisation=world.kainuu,
        by=world.preparer,
    )
    start = TEXT.index("TEM päättää")
    spans = {"aune": ("AUNE", (0, start - 1)), "tem": ("TEM", (start, len(TEXT)))}
    return [
        facts.state(
            of,
            "theme_confirmation",
            answer=answer,
            shown=shown,
            certainty=Certainty.EXPECTED,
            source=source,
            span=span,
            quote=TEXT[slice(*span)],
            said_by="Sihteeristö",
            by=world.preparer,
        )
        for answer, (shown, span) in spans.items()
    ]


def test_the_same_word_of_the_same_source_is_recorded_once(world: World, of: Round) -> None:
    first, second = both(of, world), both(of, world)
    assert [one.pk for one in first] == [one.pk for one in second]


def test_both_sources_stay_side_by_side_and_both_stay_after_the_event(client: Client, world: World, of: Round) -> None:
    said = both(of, world)
    page = client.get("/fi/kierros/2025/mita-tiedetaan/").content.decode()
    assert "lähteet eri mieltä" in page
    assert all(one.quote in page for one in said)
    facts.settle(
        of,
        "theme_confirmation",
        event="AUNE vahvisti teemat",
        on=date(2024, 12, 3),
        true=[said[0].pk],
        by=world.secretary,  # noqa: E501
    )
    page = client.get("/fi/kierros/2025/mita-tiedetaan/").content.decode()
    assert "lähteet eri mieltä" not in page
    assert "AUNE vahvisti teemat" in page and "3.12.2024" in page
    assert "piti paikkansa" in page and "ei toteutunut" in page
    assert all(one.quote in page for one in said)


def test_only_the_coordinator_and_the_secretary_settle_and_an_event_is_needed(world: World, of: Round) -> None:
    said = both(of, world)
    with pytest.raises(Refused, match="roles"):
        facts.settle(of, "theme_confirmation", event="Sovittiin", true=[said[0].pk], by=world.preparer)
    with pytest.raises(Refused, match="event"):
        facts.settle(of, "theme_confirmation", event=" ", true=[said[0].pk], by=world.coordinator)
    assert not Statement.objects.exclude(held_true=None).exists()


def test_what_is_said_after_the_event_opens_the_question_again(world: World, of: Round) -> None:
    both(of, world)
    facts.settle(of, "theme_confirmation", event="AUNE vahvisti", true=[], by=world.coordinator)
    for answer in ("vn", "tem2"):
        facts.state(of, "theme_confirmation", answer=answer, shown=answer, certainty=Certainty.DECIDED, by=world.expert)
    (question,) = by_question(Statement.objects.all())
    assert question.contested
    assert len(question.open) == 2


def test_the_source_shows_its_text_with_the_place_marked(client: Client, world: World, of: Round) -> None:
    _, tem = both(of, world)
    address = f"/fi/lahde/{tem.source_id}/?a={tem.span_start}&b={tem.span_end}"
    known = client.get("/fi/kierros/2025/mita-tiedetaan/").content.decode()
    assert address.replace("&", "&amp;") in known
    page = client.get(address).content.decode()
    assert f'<mark id="span">{tem.quote}</mark>' in page
    for broken in ("?a=9&b=2", "?a=x&b=3", "?a=0&b=99999", ""):
        answer = client.get(f"/fi/lahde/{tem.source_id}/{broken}")
        assert answer.status_code == 200
        assert "<mark" not in answer.content.decode()


def test_a_source_that_is_not_public_is_404_to_others_and_not_quoted(client: Client, world: World, of: Round) -> None:
    said = both(of, world, public=False)
    page = client.get("/fi/kierros/2025/mita-tiedetaan/").content.decode()
    assert "lähde ei ole julkinen" in page
    assert said[0].quote not in page
    assert client.get(f"/fi/lahde/{said[0].source_id}/").status_code == 404
    client.force_login(User.objects.get(pk=world.preparer.user_id))
    assert client.get(f"/fi/lahde/{said[0].source_id}/").status_code == 200


def sign_in(client: Client, actor: Actor) -> None:
    client.force_login(User.objects.get(pk=actor.user_id))


def test_a_fact_is_recorded_on_its_page_with_the_days_as_its_answer(client: Client, world: World, of: Round) -> None:
    sign_in(client, world.preparer)
    told = {
        "question": "talks_time",
        "shown": "20.–21.3.2025",
        "starts_on": "2025-03-20",
        "ends_on": "2025-03-21",
        "certainty": "expected",
        "said_by": "Ministeriön edustaja",
        "title": "Keksitty viesti",
    }
    client.post("/fi/kierros/2025/mita-tiedetaan/kirjaa/", told)
    said = Statement.objects.get()
    assert (said.answer, said.source and said.source.title) == ("2025-03-20/2025-03-21", "Keksitty viesti")
    sign_in(client, world.reader)
    assert client.get("/fi/kierros/2025/mita-tiedetaan/kirjaa/").status_code == 403


def test_what_is_known_costs_the_same_however_much_is_known(
    client: Client, world: World, of: Round, django_assert_max_num_queries: object
) -> None:
    counts = []
    for many in (1, 15):
        for number in range(many):
            source = record_source(
                kind="letter", title=f"Kirje {many}-{number}", text=f"{many}-{number}", by=world.preparer
            )  # noqa: E501
            facts.state(
                of,
                "talks_place",
                answer=f"paikka {number}",
                shown=f"Paikka {number}",
                certainty=Certainty.PROPOSED,
                source=source,
                organisation=world.kainuu,
                by=world.preparer,
            )
        with django_assert_max_num_queries(15) as asked:  # type: ignore[operator]
            client.get("/fi/kierros/2025/mita-tiedetaan/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
