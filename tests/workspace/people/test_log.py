"""The log as people read it: who may read what, acts as sentences, pages, and `alke verify log`."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client

from alke.base.languages import Language
from alke.cli.verify import command
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Audience, Event
from alke.workspace.people import telling
from alke.workspace.people.access import readable
from alke.workspace.people.models import Organisation, User
from tests.workspace.conftest import World


def shorten(world: World, short: str, audience: str = Audience.PUBLIC, by: Any = None, **more: Any) -> None:
    with act("organisation.mend", world.kainuu, by=by or world.preparer, audience=audience, **more) as row:
        row.short_fi = short
        row.save()


def signed_in(client: Client, actor: Any) -> Client:
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_an_act_is_a_sentence_in_the_readers_language(world: World) -> None:
    shorten(world, "KL", reason="lyhenne puuttui")
    said = {code: telling.told(Event.objects.all(), code)[0] for code in Language}
    Organisation.objects.filter(code="kainuun-liitto").update(short_fi="")
    assert (said[Language.FI].who, said[Language.FI].did) == (
        "Vilma Valmistelija (valmistelija, KL)",
        "päivitti organisaation ”Kainuun liitto”",
    )
    assert said[Language.SV].did == "uppdaterade organisationen ”Kainuun liitto”"
    assert said[Language.EN].did == "updated the organisation “Kainuun liitto”"
    assert [(one.label, one.before, one.after) for one in said[Language.FI].changes] == [
        ("lyhyt nimi suomeksi", "", "KL")
    ]


def test_a_verb_without_a_word_is_shown_as_it_is(world: World) -> None:
    with act("organisation.unheard-of", world.kainuu, by=world.preparer) as row:
        row.short_fi = "KL"
        row.save()
    assert telling.told(Event.objects.all(), Language.FI)[0].did == "organisation.unheard-of ”Kainuun liitto”"
    assert telling.verb_key("organisation.unheard-of") == "verb_organisation_unheard_of"


def test_anyone_reads_public_acts_officials_theirs_and_drafts_only_their_own_people(world: World) -> None:
    for short, audience in (("A", Audience.PUBLIC), ("B", Audience.OFFICIALS), ("C", Audience.ORGANISATION)):
        shorten(world, short, audience)

    def seen(actor: Any) -> str:
        return "".join(sorted(one.after["short_fi"] for one in readable(actor)))

    assert seen(world.anyone) == "A"
    assert seen(world.outsider) == "AB"
    assert seen(world.coordinator) == "AB"
    assert seen(world.reader) == "ABC"
    assert seen(world.auditor) == "ABC"


@pytest.mark.parametrize("address", ["/fi/loki/", "/sv/logg/", "/en/log/"])
def test_the_log_shows_only_what_the_reader_may_read(client: Client, world: World, address: str) -> None:
    shorten(world, "JULKINEN")
    shorten(world, "SISÄINEN", Audience.ORGANISATION)
    page = client.get(address).content.decode()
    assert "JULKINEN</ins>" in page and "SISÄINEN</ins>" not in page
    own = signed_in(client, world.preparer).get(address).content.decode()
    assert "SISÄINEN</ins>" in own


def test_the_log_is_filtered_by_year_organisation_and_subject(client: Client, world: World) -> None:
    shorten(world, "VUOSI25", round_year=2025)
    shorten(world, "VUOSI24", round_year=2024, by=world.coordinator)
    assert "VUOSI25" in (page := client.get("/fi/loki/?year=2025").content.decode()) and "VUOSI24</ins>" not in page
    assert "VUOSI25</ins>" not in client.get("/fi/loki/?organisation=tem").content.decode()
    assert "VUOSI25</ins>" not in client.get("/fi/loki/?subject=Lapin").content.decode()
    assert "VUOSI25</ins>" in client.get("/fi/loki/?subject=kainuun").content.decode()
    assert client.get("/fi/loki/?year=x&before=%C2%B2&id=1").status_code == 200


def test_a_long_log_is_read_page_by_page_and_loses_nothing(client: Client, world: World) -> None:
    for number in range(60):
        shorten(world, f"N{number:02d}")
    first = client.get("/fi/loki/")
    second = client.get("/fi/loki/" + first.context["older"])
    numbers = [one.number for page in (first, second) for one in page.context["events"]]
    assert len(numbers) == 60 and len(set(numbers)) == 60
    assert second.context["older"] == "" and second.context["newest"]


def test_a_page_of_the_log_costs_the_same_however_long_it_is(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    for count in (2, 40):
        for number in range(count):
            shorten(world, f"{count}-{number}", by=world.coordinator if number % 2 else world.preparer)
        with django_assert_max_num_queries(8):
            client.get("/fi/loki/")


def test_verify_log_says_that_the_log_holds(world: World) -> None:
    shorten(world, "A")
    result = CliRunner().invoke(command, ["log"])
    assert (result.exit_code, result.output) == (0, "1 acts and 0 texts recounted\nthe log holds\n")


def test_verify_log_names_the_row_that_was_touched(world: World) -> None:
    for short in "ABC":
        shorten(world, short)
    with connection.cursor() as cursor:
        on = " ON journal_event" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER journal_event_no_update{on}")
        cursor.execute("UPDATE journal_event SET reason = 'toinen syy' WHERE number = 2")
    result = CliRunner().invoke(command, ["log"])
    assert result.exit_code == 1
    assert "fault: event 2 (organisation.mend) was changed after it was written" in result.output
