"""Each rule of the reading on the smallest text that shows it, and beside it the text that must give nothing."""

from __future__ import annotations

import pytest

from alke.minutes.facts import Fact, Kind
from alke.minutes.reading import read

HEAD = "Maakuntahallitus 14.12.2026 § 156\n\nAluekehittämiskeskustelut\n\nSelostus\n\n"


def facts(text: str, kind: Kind, head: str = HEAD) -> list[Fact]:
    return read(head + text).of(kind)


def told(text: str, kind: Kind, *fields: str, head: str = HEAD) -> list[tuple[object, ...]]:
    return [tuple(fact.fields.get(field, "") for field in fields) for fact in facts(text, kind, head)]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("| Maakuntahallitus | § 61 | 19.05.2025 |", 61),
        ("Pohjanmaan liitto • Maakuntahallitus • 19.5.2025 • § 61", 61),
        ("maakuntahallitus                         19.5.2025                  § 61", 61),
        ("Maakuntahallitus\nAika: ti 19.5.2025 klo 9.00–10.42\nPykälä 61. Muut asiat", 61),
        ("Maakuntahallitus\nKokousaika: maanantai 19.5.2025 kello 13:00\n§ 61 Muut asiat", 61),
    ],
)
def test_a_head_is_read_whatever_parts_its_items(line: str, number: int) -> None:
    item = read(f"{line}\n\nPäätös\n\nHyväksyttiin esityksen mukaan.")
    assert [fact.fields["name"] for fact in item.of(Kind.BODY)] == ["Maakuntahallitus"]
    assert [fact.fields["date"] for fact in item.of(Kind.DATE)] == ["2025-05-19"]
    assert [fact.fields["number"] for fact in item.of(Kind.SECTION)] == [number]


@pytest.mark.parametrize(
    "line",
    ["Keski-Suomen liitto              Pöytäkirja 9/2026", "Kokousaika: 15.12.2025", "ALUEKEHITTÄMIS-", "a     b c"],
)
def test_a_letterhead_a_value_a_broken_word_or_columns_are_no_title(line: str) -> None:
    titles = [
        fact.fields["title"] for fact in read(f"{line}\nMaakuntahallitus 14.12.2026 § 1\n\nPäätös\n\nx").of(Kind.TITLE)
    ]
    assert line not in titles


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Taustatiedot", "account"),
        ("Ratkaisu", "decision"),
        ("Esitys (pj):", "proposal"),
        ("Käsittelyvaiheet", "handling"),
    ],
)
def test_a_heading_in_other_words_begins_its_part(heading: str, part: str) -> None:
    assert ("part", part) in [
        (str(fact.kind), fact.fields["part"]) for fact in read(f"{heading}\n\nTeksti.").of(Kind.PART)
    ]


def test_a_heading_in_a_column_of_its_own_begins_its_part() -> None:
    item = read("PÄÄTÖSESITYS             Merkitään tiedoksi.\n\nPÄÄTÖS                   Esityksen mukaan.")
    assert [fact.fields["part"] for fact in item.of(Kind.PART)] == ["proposal", "decision"]


def test_a_heading_of_persons_may_stand_before_one_without_a_colon() -> None:
    assert told("Valmistelija kunnanjohtaja Heikki Harhanen", Kind.PREPARER, "name", "role") == [
        ("Heikki Harhanen", "kunnanjohtaja")
    ]
    assert not facts("Valmistelija esitteli asian Heikki Harhaselle.", Kind.PREPARER)


def test_who_left_may_be_named_after_the_verb() -> None:
    assert told("Kokouksesta poistui jäsen Sanni Sepitelmä klo 11.32.", Kind.LEFT, "name", "at", "arrived") == [
        ("Sanni Sepitelmä", "11.32", False)
    ]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Maakuntahallitus hyväksyi maakuntajohtajan ehdotuksen.", "as_proposed"),
        ("Maakuntahallitus päätti antaa lausunnon seuraavin tarkennuksin: sivua 2 muutetaan.", "amended"),
    ],
)
def test_a_decision_in_other_words_has_its_outcome(words: str, outcome: str) -> None:
    assert [fact.fields["outcome"] for fact in read(f"Päätös\n\n{words}").of(Kind.OUTCOME)] == [outcome]


def test_the_proposal_of_a_member_that_was_adopted_is_not_as_proposed() -> None:
    assert not read("Päätös\n\nMaakuntahallitus hyväksyi jäsen Keksityn ehdotuksen.").of(Kind.OUTCOME)


def test_a_time_of_day_may_stand_between_a_day_and_by() -> None:
    assert told("Kommentit annetaan TEM:lle 15.1.2027 klo 12 mennessä.", Kind.DEADLINE, "what", "due", "to") == [
        ("comments", "2027-01-15", "TEM")
    ]


def test_nobody_acts_after_a_preposition() -> None:
    text = "Förbundet sände sin lägesbild till arbets- och näringsministeriet den 30 november."
    assert told(text, Kind.EVENT, "what", "body", "to") == [("delivery", "förbundet", "TEM")]


def test_the_pluperfect_looks_back() -> None:
    text = "Delegationen för förnyelse i regionerna hade fastställt temana för diskussionerna den 20 december."
    assert told(text, Kind.EVENT, "what", "start") == [("theme_confirmation", "2025-12-20")]


@pytest.mark.parametrize(
    "text",
    [
        "Muoto on sama kuin vuonna 2022, jolloin keskustelut pidettiin 3.–4.5. Helsingissä.",
        "Vuoden 2022 keskustelut pidettiin 3.–4.5. Helsingissä.",
        "Vuonna 2022 keskustelut pidettiin 3.–4.5. Helsingissä.",
        "Formen är densamma som år 2022, då diskussionerna fördes den 3–4 maj i Helsingfors.",
    ],
)
def test_a_year_told_beside_a_day_is_its_year(text: str) -> None:
    assert told(text, Kind.EVENT, "start", "end") == [("2022-05-03", "2022-05-04")]


@pytest.mark.parametrize(
    "text",
    [
        "Vuonna 2027 pidettävien keskustelujen teemat AUNE vahvisti 3.12.",
        "AUNE vahvisti vuoden 2027 keskustelujen teemat 3.12.",
        "AUNE fastställde temana för diskussionerna våren 2027 den 3 december.",
    ],
)
def test_the_year_of_the_talks_is_not_that_of_the_day_when_their_themes_were_settled(text: str) -> None:
    assert told(text, Kind.EVENT, "start") == [("2026-12-03",)]


@pytest.mark.parametrize(
    "text",
    [
        "Pirkanmaan oma keskustelu on 8.2. Tampereella.",
        "Aluekehittämiskeskustelut alkavat, ja Pirkanmaan vuoro on maanantaina 8.2. Tampereella.",
        "Birkalands diskussion hålls den 8 februari i Tammerfors.",
        "Pirkanmaan ja valtion keskustelu käydään 8.2. Tampereella.",
    ],
)
def test_talks_may_be_called_by_whose_they_are(text: str) -> None:
    assert told(text, Kind.EVENT, "what", "start", "place") == [("talks", "2027-02-08", "Tampere")]


@pytest.mark.parametrize(
    "text",
    [
        "Kuntien kanssa keskustelut pidetään 8.2. Tampereella.",
        "Keskustelut pidetään 8.2. Tampereella.",
        "Pirkanmaan keskustelu pidetään 8.2. Tampereella.",
        "Diskussionerna förs den 8 februari i Tammerfors.",
    ],
)
def test_talks_of_which_the_text_tells_nothing_are_none(text: str) -> None:
    assert not facts(text, Kind.EVENT, head="Talousarvio\n\nMaakuntahallitus 14.12.2026 § 156\n\nSelostus\n\n")


def test_the_talks_of_one_region_do_not_contradict_those_of_all() -> None:
    text = "Lapin keskustelu on 8.2.\n\nYhteiset aluekehittämiskeskustelut pidetään 20.–21.4."
    assert not facts(text, Kind.CONFLICT)


def test_who_took_part_in_the_meeting_of_a_forum_tells_its_day() -> None:
    text = "Maakuntajohtaja osallistui valmisteluverkoston tapaamiseen 2.12."
    assert told(text, Kind.EVENT, "what", "body", "start") == [
        ("forum_meeting", "AUNE:n valmisteluverkosto", "2026-12-02")
    ]


def test_talks_held_both_ways_are_mixed() -> None:
    text = "Vuoden 2027 aluekehittämiskeskustelut käydään osin maakunnittain ja osin yhteisinä temaattisina."
    assert told(text, Kind.ROUND, "year", "format") == [(2027, "mixed")]


@pytest.mark.parametrize(
    "text",
    [
        "AUNE vahvisti keskusteluihin kolme teemaa, jotka ovat työn murros, energiasiirtymä sekä vienti.",
        "Keskustelujen aiheiksi on valittu työn murros, energiasiirtymä sekä vienti.",
        "Keskustelujen teemat on sovittu liittojen kesken: työn murros, energiasiirtymä, vienti.",
    ],
)
def test_themes_may_be_listed_after_other_words(text: str) -> None:
    names = [name for (name,) in told(text, Kind.DISCUSSION_THEME, "name")]
    assert names == ["työn murros", "energiasiirtymä", "vienti"]


def test_themes_that_are_only_settled_are_not_themes() -> None:
    assert not facts("Keskustelujen teemat on sovittu liittojen kesken ja ministeriön kanssa.", Kind.DISCUSSION_THEME)


def test_a_theme_told_to_cut_across_after_its_name_does() -> None:
    text = "Teman för regionutvecklingsdiskussionerna är\n- kompetens\n- beredskap, övergripande tema"
    assert told(text, Kind.DISCUSSION_THEME, "name", "cross_cutting") == [("kompetens", False), ("beredskap", True)]


def test_names_of_representatives_are_owed_by_a_day() -> None:
    text = "Liitto pyytää kuntia nimeämään kaksi edustajaa keskusteluun. Nimet tulee ilmoittaa liittoon 11.1. mennessä."
    assert told(text, Kind.DEADLINE, "what", "due") == [("candidates", "2027-01-11")]


def test_a_day_in_the_main_clause_is_not_that_of_the_clause_under_it() -> None:
    assert not facts("I december kom ANM med besked om att diskussionerna ordnas landskapsvis.", Kind.EVENT)


OTHER = "Talousarvio\n\nMaakuntahallitus 14.12.2026 § 156\n\nSelostus\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "Keskustelujen teemat ovat kuntatalous ja koulutus. Teemat vahvisti puheenjohtajisto 11.12.",
        "Maakuntastrategian teemakeskustelut 2027 pidetään 8.2.",
        "Tilannekuvaa kuntataloudesta täydennetään viikolla 9.",
        "AUNE Oy:n vuokrasopimus päättyy 31.3.2027.",
    ],
)
def test_what_sounds_like_the_talks_in_a_text_about_something_else_is_nothing(text: str) -> None:
    kinds = {str(fact.kind) for fact in read(OTHER + text).facts}
    assert kinds <= {"body", "date", "section", "stage", "title", "part"}


@pytest.mark.parametrize(
    "text",
    [
        "Aluekehittämiskeskustelut oli määrä pitää 14.12., mutta ne lykättiin.",
        "Kuuleminen AUNEssa oli määrä pitää 14.12., mutta se peruttiin.",
        "Regionutvecklingsdiskussionerna skulle hållas den 14 december, men de ställdes in.",
    ],
)
def test_what_the_next_clause_takes_back_did_not_happen(text: str) -> None:
    assert not facts(text, Kind.EVENT)


@pytest.mark.parametrize(
    "text",
    [
        "Keskustelujen teemat ovat alustavasti gränsregioner, batterier sekä kulttuuriperintö.",
        "Teemat esitettiin AUNE:n kokouksessa 3.12.: gränsregioner, batterier, kulttuuriperintö.",
    ],
)
def test_proposed_themes_may_follow_a_hedge_or_a_colon(text: str) -> None:
    found = facts(text, Kind.DISCUSSION_THEME)
    assert [fact.fields["name"] for fact in found] == ["gränsregioner", "batterier", "kulttuuriperintö"]
    assert {str(fact.certainty) for fact in found} == {"proposed"}


@pytest.mark.parametrize(
    "line",
    [
        "Kainuun liitto PÖYTÄKIRJA Maakuntahallitus 18.3.2024 Pykälä 52",
        "Kokous: Maakuntahallitus, Kainuu\nPäivä: 18. maaliskuuta 2024\n§ 52 / Teemat",
    ],
)
def test_the_body_may_follow_what_the_document_is(line: str) -> None:
    item = read(f"{line}\n\nPäätös\n\nHyväksyttiin.")
    assert [(fact.fields["name"], fact.fields["region"]) for fact in item.of(Kind.BODY)] == [
        ("Maakuntahallitus", "MK18")
    ]
    assert [fact.fields["date"] for fact in item.of(Kind.DATE)] == ["2024-03-18"]
    assert [fact.fields["number"] for fact in item.of(Kind.SECTION)] == [52]


def test_them_are_the_themes_of_the_sentence_before() -> None:
    text = "Keskustelujen teemat ovat alustavat. AUNE käsitteli niitä 3.12. ja vahvistaa ne 20.1."
    assert told(text, Kind.EVENT, "what", "body", "start") == [
        ("forum_meeting", "AUNE", "2026-12-03"),
        ("theme_confirmation", "AUNE", "2027-01-20"),
    ]


def test_each_of_two_deadlines_in_a_clause_has_its_own_object() -> None:
    text = "Kirjeessä pyydettiin tilannekuva 21.1. mennessä sekä teemaehdotukset 20.12. mennessä."
    assert told(text, Kind.DEADLINE, "what", "due") == [("picture", "2027-01-21"), ("themes", "2026-12-20")]


def test_a_day_on_which_a_letter_came_is_no_deadline() -> None:
    text = "TEM:n kirje saapui 26.11. ja siinä pyydettiin tilannekuva 21.1. mennessä."
    assert told(text, Kind.DEADLINE, "what", "due") == [("picture", "2027-01-21")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Liitto ehdotti teemoiksi seuraavia: 1. vihreä teräs 2. saavutettavuus 3. vienti.", 3),
        ("Diskussionsteman är byggande, rekrytering och forskning; ordningen fastställs i maj.", 3),
        ("Diskussionerna har följande teman i år: byggande, rekrytering, forskning.", 3),
    ],
)
def test_a_list_of_themes_ends_where_another_clause_begins(text: str, names: int) -> None:
    assert len(facts(text, Kind.DISCUSSION_THEME)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Keskustelut käydään talvella; Pirkanmaan osalta ne pidetään 24. helmikuuta Tampereella.",
        "Birkalands regionutvecklingsdiskussion förs i Tammerfors onsdagen den 24 februari.",
    ],
)
def test_the_talks_of_a_part_are_talks(text: str) -> None:
    assert told(text, Kind.EVENT, "what", "start", "place") == [("talks", "2027-02-24", "Tampere")]


def test_a_numbered_title_alone_under_the_head_is_the_title() -> None:
    item = read("Maakuntahallitus 14.12.2026\n\n7. Katsaus ajankohtaisiin\n\nAsia esiteltiin.\n\nPäätös: Hyväksyttiin.")
    assert [fact.fields["title"] for fact in item.of(Kind.TITLE)] == ["Katsaus ajankohtaisiin"]


@pytest.mark.parametrize(
    "text",
    [
        "Osallistujat ehdottivat, että seuraavalla kerralla keskustelujen teemoiksi otetaan kulttuuri ja matkailu.",
        "Nästa gång kunde diskussionernas teman vara kultur, turism och idrott.",
    ],
)
def test_themes_for_another_time_are_none(text: str) -> None:
    assert not facts(text, Kind.DISCUSSION_THEME)


def test_two_sentences_with_a_date_between_stay_two() -> None:
    text = "Tilannekuva julkaistiin liiton verkkosivuilla 2.11. Se esiteltiin MYR:lle 5.11."
    assert told(text, Kind.EVENT, "what", "start") == [("presentation", "2026-11-05")]


def test_work_on_the_picture_is_no_deadline() -> None:
    assert not facts("Tilannekuvaa täydennetään tammikuussa.", Kind.DEADLINE)
    assert facts("Liitot täydentävät tilannekuvaa 15.1. mennessä.", Kind.DEADLINE)


def test_a_list_of_who_takes_part_is_owed_by_a_day() -> None:
    text = "Liitot lähettävät osallistujatiedot TEM:lle 24.1. mennessä."
    assert told(text, Kind.DEADLINE, "what", "due", "to") == [("candidates", "2027-01-24", "TEM")]


@pytest.mark.parametrize(
    "text",
    [
        "Lehdessä kerrottiin: ”Keskustelut pidetään Tampereella 8.2. Ne ovat avoimia.”",
        "Puheenjohtaja kysyi, että pidetäänkö keskustelut 8.2.",
        "Keskustelut kauppakamarin kanssa käytiin 1.10.",
        "Liitto katsoo, että keskustelut pidetään 8.2.",
        "Valmistellaan kuntakierros, jonka teemat vahvistetaan AUNEssa 25.1.",
    ],
)
def test_what_the_text_does_not_tie_to_the_talks_is_nothing(text: str) -> None:
    assert not facts(text, Kind.EVENT)


def test_other_items_of_a_memo_are_not_of_the_talks() -> None:
    memo = "Muistio 9.2.2027\n\n1. Aluekehittämiskeskustelut\n{}\n\n2. Muut asiat\n{}\n"
    day = "Keskustelut pidetään 8.3."
    assert len(read(memo.format(day, "Ei muita asioita.")).of(Kind.EVENT)) == 1
    assert not read(memo.format("Ei kerrottavaa.", day)).of(Kind.EVENT)


def test_nobody_is_told_to_act_where_two_could() -> None:
    text = "TEM ja VN esittävät keskusteluihin teemoja 15.1.2027."
    assert all("body" not in fact.fields for fact in facts(text, Kind.EVENT))


def test_themes_that_are_only_supposed_or_sampled_are_none() -> None:
    for verb in ("olisivat", "ovat muun muassa", "ovat vaikkapa"):
        assert not facts(f"Keskustelujen teemat {verb} satama, raja ja nuoret.", Kind.DISCUSSION_THEME)
