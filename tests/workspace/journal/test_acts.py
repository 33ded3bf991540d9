"""Acts: all or nothing, one after another, each in the log, and a log that shows when it was touched."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Event, Version
from alke.workspace.journal.verify import verify
from alke.workspace.journal.writings import Saved, Stale
from alke.workspace.people.models import Organisation
from tests.workspace.conftest import World


def rename(world: World, name: str) -> None:
    with act("organisation.rename", world.kainuu, by=world.coordinator, reason="nimi muuttui") as row:
        row.name_fi = name
        row.save()


def test_an_act_is_told_with_who_why_before_and_after(world: World) -> None:
    rename(world, "Kainuun uusi liitto")
    event = Event.objects.get()
    assert (event.actor_name, event.role, event.organisation) == ("Kaisa Koordinaattori", "coordinator", "tem")
    assert (event.reason, event.subject_kind) == ("nimi muuttui", "people.organisation")
    assert event.before == {"name_fi": "Kainuun liitto"}
    assert event.after == {"name_fi": "Kainuun uusi liitto"}


def test_an_act_that_fails_leaves_nothing_behind(world: World) -> None:
    with pytest.raises(RuntimeError), act("organisation.rename", world.kainuu, by=world.coordinator) as row:
        row.name_fi = "Puolikas"
        row.save()
        raise RuntimeError("virta katkesi")
    assert Organisation.objects.get(pk=world.kainuu.pk).name_fi == "Kainuun liitto"
    assert not Event.objects.exists()


def test_an_act_on_a_stale_row_does_not_undo_what_another_did(world: World) -> None:
    stale = Organisation.objects.get(pk=world.kainuu.pk)
    rename(world, "Kainuun uusi liitto")
    with act("organisation.shorten", stale, by=world.coordinator) as row:
        row.short_fi = "KL"
        row.save()
    fresh = Organisation.objects.get(pk=world.kainuu.pk)
    assert (fresh.name_fi, fresh.short_fi) == ("Kainuun uusi liitto", "KL")


def test_what_changes_nothing_is_not_told(world: World) -> None:
    with act("organisation.look", world.kainuu, by=world.coordinator):
        pass
    assert not Event.objects.exists()


def test_the_log_verifies_until_it_is_touched(world: World) -> None:
    for name in ("A", "B", "C"):
        rename(world, name)
    assert verify().faults == []
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER journal_event_no_update" + (" ON journal_event" if connection.vendor == "postgresql" else "")
        )
        cursor.execute("UPDATE journal_event SET reason = 'toinen syy' WHERE number = 2")
    assert verify().faults == ["event 2 (organisation.rename) was changed after it was written"]


def test_the_database_refuses_to_change_or_delete_an_event(world: World) -> None:
    rename(world, "A")
    for sql in ("UPDATE journal_event SET reason = 'x'", "DELETE FROM journal_event"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_text_written_on_an_older_version_is_kept_beside_the_one_in_force(world: World) -> None:
    kainuu, fi = world.kainuu, Language.FI
    assert writings.write(kainuu, "intro", fi, "Ensimmäinen", base=0, by=world.preparer) == Saved(1)
    assert writings.write(kainuu, "intro", fi, "Toinen", base=1, by=world.preparer) == Saved(2)
    late = writings.write(kainuu, "intro", fi, "Myöhästynyt", base=1, by=world.approver)
    assert isinstance(late, Stale)
    assert (late.theirs.text, late.mine.text) == ("Toinen", "Myöhästynyt")
    now = writings.text_of(kainuu, "intro", fi)
    assert now is not None and now.text == "Toinen"
    assert [one.text for one in writings.history(kainuu, "intro", fi)] == ["Myöhästynyt", "Toinen", "Ensimmäinen"]
    assert writings.write(kainuu, "intro", fi, "Yhdistetty", base=late.theirs.number, by=world.approver) == Saved(4)
    assert verify().faults == []


def test_a_text_that_did_not_change_makes_no_version(world: World) -> None:
    writings.write(world.kainuu, "intro", Language.FI, "Sama", base=0, by=world.preparer)
    writings.write(world.kainuu, "intro", Language.FI, "Sama\r\n", base=0, by=world.approver)
    assert Version.objects.count() == 1
    assert Event.objects.count() == 1


def test_whether_a_text_may_be_written_is_asked_of_the_row_as_it_is_under_the_lock(world: World) -> None:
    stale = Organisation.objects.get(pk=world.kainuu.pk)
    Organisation.objects.filter(pk=stale.pk).update(name_fi="Uusi")
    seen: list[str] = []
    writings.write(
        stale, "intro", Language.FI, "Teksti", base=0, by=world.preparer, demand=lambda: seen.append(stale.name_fi)
    )
    assert seen == ["Uusi"]
