"""Fifty signed-in editors of one round at a real server, on both databases: whatever was posted is kept.

Each reads the page of a text, posts its form, and merges when another was first, as a browser would. The server is also
killed while they save. Leaves out browsers, and the same below the pages (`journal/test_concurrency.py`).
"""

from __future__ import annotations

import html
import http.client
import itertools
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from alke.findings.generate import ensure
from tests.postgresql import cluster, free_port, programs

EDITORS, TRIES, KILLS = 50, 3, 2
ROOT = Path(__file__).parents[2]
ALKE = str(Path(sys.executable).with_name("alke"))
SETTING = """
import json
from datetime import date
from alke.workspace.begin import begin
begin()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from alke.workspace.people.models import Membership, Organisation, User
from alke.workspace.rounds.models import OutcomeDocument, Position, Round, Theme
tem, kainuu = Organisation.objects.get(code="tem"), Organisation.objects.get(code="kainuun-liitto")
of = Round.objects.create(year=2031, state="open", regions=["MK18"], opened_on=date(2030, 10, 1))
theme = Theme.objects.create(round=of, order=1, name_fi="Saavutettavuus")
document = OutcomeDocument.objects.create(round=of, title="Johtopäätökset", organisation=tem, state="clearing")
mine = [Position.objects.create(round=of, theme=theme, region="MK18", organisation=one).pk for one in (kainuu, tem)]
text = "/fi/teksti/{}/{}/{}/{}/".format
editors = []
for number in range(EDITORS):
    side = number % 2
    user = User(email=f"muokkaaja.{number}@example.org", name=f"Muokkaaja {number}", fictional=True)
    user.set_unusable_password()
    user.save()
    role = "expert" if side else "preparer"
    Membership.objects.create(user=user, organisation=(kainuu, tem)[side], role=role, valid_from=date(2017, 1, 1))
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    view = ("region_view", "government_view")[side]
    texts = [
        text("position", mine[side], "position", "fi"),
        text("outcomedocument", document.pk, view, "fi"),
        text("outcomedocument", document.pk, view, ("fi", "sv", "en")[number % 3]),
    ]
    editors.append([session.session_key, texts])
print(json.dumps(editors))
"""
READING = """
import json, django
django.setup()
from alke.workspace.journal.models import Event, Version, Writing
fields = ("writing_id", "number", "base", "aside", "text", "by_name")
told = {
    "versions": list(Version.objects.order_by("writing_id", "number").values(*fields)),
    "current": dict(Writing.objects.values_list("id", "current")),
    "acts": Event.objects.filter(verb__endswith=".write").count(),
}
print(json.dumps(told))
"""


@dataclass
class Editor:
    """One who writes: what she posted and was answered, and pages with another's text beside hers, by its number."""

    number: int
    port: int
    session: str
    texts: list[str]
    posted: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    others: list[tuple[int, str]] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)

    def run(self, gate: threading.Barrier) -> None:
        """Write every text of hers; what goes wrong is kept to be told."""
        try:
            gate.wait(60)
            for turn, place in enumerate(self.texts):
                self.edit(place, f"Muokkaaja {self.number}, kerta {turn}: ”näkemys” & <perustelu>")
        except BaseException as error:  # noqa: BLE001
            self.failed.append(error)

    def run_until(self, killed: threading.Event, saved: threading.Semaphore) -> None:
        """Write her first text again and again until the server is no more."""
        try:
            for turn in itertools.count():
                self.edit(self.texts[0], f"Muokkaaja {self.number}, kerta {turn} palvelimella {self.port}")
                saved.release()
        except (OSError, http.client.HTTPException) as error:
            if not killed.wait(10):
                self.failed.append(error)
        except BaseException as error:  # noqa: BLE001
            self.failed.append(error)

    def edit(self, place: str, text: str) -> None:
        """Read the page, add to what is there and save; merge as long as another was first."""
        page, cookie = self.ask("GET", place)
        text = f"{value_of(page)}\n{text}"
        for turn in range(TRIES):
            form = {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"), "base": hidden(page, "base")}
            self.posted.append(text)
            page, _ = self.ask("POST", place, cookie, urlencode(form | {"text": text}))
            self.answered.append(text)
            if self.answers[-1] != 409:
                return
            assert html.escape(last_line(text)) in page, "her own text is on the page of both"
            self.others.append((int(hidden(page, "base")), page))
            text = f"{value_of(page)} yhdistetty {turn}"

    def ask(self, verb: str, place: str, cookie: str = "", body: str | None = None) -> tuple[str, str]:
        """The page answered and the cookie of forms."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": f"alke={self.session}; alke-form={cookie}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(verb, place, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        self.answers.append(answer.status)
        assert answer.status in (200, 302, 409), f"{verb} {place}: {answer.status} {page[:500]}"
        given = re.search(r"alke-form=(\w+)", ", ".join(answer.headers.get_all("Set-Cookie") or []))
        return page, given[1] if given else cookie


def last_line(text: str) -> str:
    """What its writer added."""
    return text.strip().splitlines()[-1]


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of the form that has a text."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page[page.index("<main") :])
    assert found, f"the form has no {name}"
    return found[1]


def value_of(page: str) -> str:
    """What stands in the form's text."""
    found = re.search(r"<textarea[^>]*>\r?\n?(.*?)</textarea>", page, re.DOTALL)
    assert found, "the page has no text to write"
    return html.unescape(found[1]).replace("\r\n", "\n").strip()


@contextmanager
def serving(env: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The port of a server of two processes, and the server, which leads a process group of its own."""
    port = free_port()
    command = [ALKE, "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(240):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                connection.request("GET", "/fi/kierrokset/")
                assert connection.getresponse().status == 200
                break
            except OSError:
                assert server.poll() is None
                threading.Event().wait(0.25)
        yield port, server
    finally:
        server.terminate()
        server.wait(30)


def nobody_answers(port: int) -> bool:
    """Whether the port is free within a minute: a killed process dies when the machine comes to it."""
    for _ in range(240):
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
        except OSError:
            return True
        threading.Event().wait(0.25)
    return False


def told(env: dict[str, str], script: str) -> object:
    """What a script prints last, as data."""
    done = subprocess.run([sys.executable, "-c", script], env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.decode().splitlines()[-1])


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose figures are computed, to be copied."""
    folder = tmp_path_factory.mktemp("figures")
    ensure(folder)
    return folder


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.debian)])
def env(request: pytest.FixtureRequest, figures: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a home of its own on either database."""
    if os.environ.get("ALKE_DATABASE"):
        pytest.skip("is run on both databases already")
    if request.param == "postgresql" and programs() is None:
        pytest.skip("needs Debian's postgresql, which is not installed")
    home = shutil.copytree(figures, tmp_path / "home")
    ours = os.environ | {"ALKE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "alke.workspace.settings"}
    with cluster() if request.param == "postgresql" else nullcontext("") as address:
        yield ours | ({"ALKE_DATABASE": address} if address else {})


def people_of(env: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Session and addresses of texts of each editor of a round that is made here."""
    found = told(env, f"EDITORS = {EDITORS}\n{SETTING}")
    assert isinstance(found, list)
    return [(session, texts) for session, texts in found]


def the_log_holds(env: dict[str, str]) -> None:
    verdict = subprocess.run([ALKE, "verify", "log"], env=env, capture_output=True, text=True)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert verdict.stdout.endswith("the log holds\n")


@pytest.mark.timeout(300)
def test_fifty_editors_of_one_round_at_a_server_lose_nothing(env: dict[str, str]) -> None:
    people = people_of(env)
    with serving(env) as (port, _):
        editors = [Editor(number, port, *each) for number, each in enumerate(people)]
        gate = threading.Barrier(EDITORS)
        together([threading.Thread(target=each.run, args=(gate,)) for each in editors])
    assert [each.failed for each in editors if each.failed] == []
    nothing_is_lost(editors, told(env, READING))
    the_log_holds(env)


@pytest.mark.timeout(300)
def test_a_server_killed_while_editors_save_leaves_the_old_or_the_new(env: dict[str, str]) -> None:
    people, chance, editors = people_of(env)[:8], random.Random(797), []
    for _ in range(KILLS):
        with serving(env) as (port, server):
            now = [Editor(number, port, *each) for number, each in enumerate(people)]
            killed, saved = threading.Event(), threading.Semaphore(0)
            threads = [threading.Thread(target=each.run_until, args=(killed, saved)) for each in now]
            for thread in threads:
                thread.start()
            for _ in range(chance.randrange(6, 14)):
                assert saved.acquire(timeout=60), [each.failed for each in now]
            killed.wait(chance.random() / 20)
            os.killpg(server.pid, signal.SIGKILL)
            killed.set()
            for thread in threads:
                thread.join(90)
            assert nobody_answers(port), "the whole group is gone"
        editors += now
        assert [each.failed for each in editors if each.failed] == []
        each_is_old_or_new(editors, told(env, READING))
        the_log_holds(env)


def together(threads: list[threading.Thread]) -> None:
    """Run threads to their ends."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)


def nothing_is_lost(editors: list[Editor], kept: object) -> None:
    """Every text posted is a version, in force or aside, and none replaced one that its writer had not read."""
    assert isinstance(kept, dict)
    versions, answers = kept["versions"], Counter(status for each in editors for status in each.answers)
    assert Counter(one["text"] for one in versions) == Counter(text.strip() for e in editors for text in e.posted)
    assert kept["acts"] == len(versions) == answers[302] + answers[409]
    assert answers[409] == sum(one["aside"] for one in versions) > EDITORS, "they were in each other's way"
    assert set(answers) == {200, 302, 409}
    last_lines: dict[int, list[str]] = {}
    for one in versions:
        last_lines.setdefault(one["number"], []).append(html.escape(last_line(one["text"])))
    for number, page in (other for each in editors for other in each.others):
        assert any(line in page for line in last_lines[number]), "the other's text is on the page of both"
    one_after_another(kept)
    assert all(kept["current"].values()), "every text is in force"


def each_is_old_or_new(editors: list[Editor], kept: object) -> None:
    """What was answered is there; what was cut off is there whole, with its act in the log, or not at all."""
    assert isinstance(kept, dict)
    there, answered = Counter(one["text"] for one in kept["versions"]), Counter[str]()
    posted = Counter[str]()
    for each in editors:
        answered.update(text.strip() for text in each.answered)
        posted.update(text.strip() for text in each.posted)
    assert answered <= there <= posted
    assert kept["acts"] == len(kept["versions"])
    assert 500 not in {status for each in editors for status in each.answers}
    one_after_another(kept)


def one_after_another(kept: dict[str, Any]) -> None:
    """No text in force replaced one that its writer had not read, and the last one is in force."""
    in_force = dict.fromkeys(kept["current"], 0)
    for one in kept["versions"]:
        if not one["aside"]:
            assert one["base"] == in_force[str(one["writing_id"])]
            in_force[str(one["writing_id"])] = one["number"]
    assert in_force == kept["current"]
