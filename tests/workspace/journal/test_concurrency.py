"""Many writers at once and a process killed in the middle: nothing is lost, nothing is half done, the log verifies."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.journal.acts import act
from alke.workspace.journal.models import Event, Version
from alke.workspace.journal.verify import verify
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
from tests.workspace.conftest import organisation

EDITORS = 50


def editor(number: int) -> Actor:
    return Actor(number, f"Muokkaaja {number}", "preparer", "kainuun-liitto")


def at_once(jobs: list[object]) -> list[BaseException]:
    """Run jobs in threads that begin together; gives what they raised."""
    failed: list[BaseException] = []
    gate = threading.Barrier(len(jobs))

    def run(job: object) -> None:
        try:
            gate.wait(60)
            job()  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return failed


def test_fifty_editors_of_one_text_lose_nothing(committed: None) -> None:
    kainuu = organisation("kainuun-liitto", "council", "Kainuun liitto", "MK18")

    def job(number: int) -> object:
        def write() -> None:
            row = Organisation.objects.get(pk=kainuu.pk)
            chance = random.Random(number)
            for turn in range(3):
                now = writings.text_of(row, "intro", Language.FI)
                time.sleep(chance.random() / 200)
                text = f"muokkaaja {number}, kerta {turn}"
                writings.write(row, "intro", Language.FI, text, base=now.number if now else 0, by=editor(number))

        return write

    assert at_once([job(number) for number in range(EDITORS)]) == []
    kept = {version.text for version in Version.objects.all()}
    assert kept == {f"muokkaaja {number}, kerta {turn}" for number in range(EDITORS) for turn in range(3)}
    in_force = writings.text_of(kainuu, "intro", Language.FI)
    assert in_force is not None and not in_force.aside
    verdict = verify()
    assert verdict.faults == []
    assert verdict.events == EDITORS * 3


def test_fifty_editors_of_one_row_do_not_undo_each_other(committed: None) -> None:
    kainuu = organisation("kainuun-liitto", "council", "Kainuun liitto")

    def job(number: int) -> object:
        def add() -> None:
            row = Organisation.objects.get(pk=kainuu.pk)
            with act("organisation.add_region", row, by=editor(number)) as fresh:
                fresh.regions = [*fresh.regions, f"MK{number:02d}"]
                fresh.save()

        return add

    assert at_once([job(number) for number in range(EDITORS)]) == []
    kainuu.refresh_from_db()
    assert sorted(kainuu.regions) == [f"MK{number:02d}" for number in range(EDITORS)]
    assert [event.number for event in Event.objects.order_by("number")] == list(range(1, EDITORS + 1))
    assert verify().faults == []


WRITER = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation
row, _ = Organisation.objects.get_or_create(code="k", defaults={"kind": "council", "name_fi": "K"})
by = Actor(1, "Muokkaaja", "preparer", "k")
turn = 0
while True:
    now = writings.text_of(row, "intro", Language.FI)
    told = (now.text if now else "0") + "." * 200
    writings.write(row, "intro", Language.FI, str(int(told.split(".")[0]) + 1) + "." * 3000,
                   base=now.number if now else 0, by=by)
    print("saved", flush=True)
"""
VERIFIER = """
import django; django.setup()
from alke.workspace.journal.models import Event, Version, Writing
from alke.workspace.journal.verify import verify
verdict = verify()
assert verdict.faults == [], verdict.faults
assert verdict.events == verdict.versions, (verdict.events, verdict.versions)
writing = Writing.objects.first()
if writing is not None:
    texts = [int(one.text.split(".")[0]) for one in Version.objects.order_by("number")]
    assert texts == list(range(1, len(texts) + 1)), texts
    assert writing.current == len(texts), (writing.current, len(texts))
print(verdict.events)
"""


@pytest.mark.parametrize("seed", range(6))
def test_a_process_killed_during_a_save_leaves_the_old_or_the_new(tmp_path: Path, seed: int) -> None:
    if os.environ.get("ALKE_DATABASE"):
        pytest.skip("kills a process that has the embedded database open; PostgreSQL itself is not killed")
    env = {**os.environ, "ALKE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "alke.workspace.settings"}
    chance = random.Random(seed)
    told = 0
    for _ in range(2):
        writer = subprocess.Popen([sys.executable, "-c", WRITER], env=env, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        for _ in range(chance.randrange(3, 12)):
            assert writer.stdout.readline() == "saved\n"
            told += 1
        time.sleep(chance.random() / 100)
        writer.send_signal(signal.SIGKILL)
        told += sum(line == "saved\n" for line in writer.stdout.readlines())
        writer.wait(20)
        seen = subprocess.run([sys.executable, "-c", VERIFIER], env=env, capture_output=True, text=True)
        assert seen.returncode == 0, seen.stderr
        assert int(seen.stdout) >= told, "what was told as saved is there"
        told = int(seen.stdout)
