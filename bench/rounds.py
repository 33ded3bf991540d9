"""Pages of the process with ten rounds × 19 regions × 20 themes in the tables, beside a bare Django page of one query.

Both are served by Granian on loopback from the same database with one worker and two threads each; one kept-alive
connection asks them in turn: a page made anew just after an act, the same page kept, the bare page. What is judged is the
95th percentile of each pass beside the bare page's in the same pass, and of that the median. Run on SQLite and, where
Debian's package is installed, on PostgreSQL. Exits with 1 when a page is slower than five bare pages. Run
``python -m bench.rounds [sqlite|postgresql …]``.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from alke.findings.generate import ensure
from bench.common import Line, finish, load
from tests.postgresql import cluster, free_port, programs

GOAL, PASSES, ASKED = 5.0, 5, 20
DAY = "2025-02-01"
"""In the middle of the open round."""
BOARDS = ("round", "coverage", "deliveries", "followups", "my-region")
SECRET = "b" * 32
TEMPLATE = """<!doctype html><html lang="fi"><title>Bare</title><h1>Bare</h1><table>
{% for one in themes %}<tr><td>{{ one.order }}</td><td>{{ one.name_fi }}</td><td>{{ one.state }}</td></tr>
{% endfor %}</table></html>"""


def bare() -> Callable[..., Any]:
    """The peer: a page of one query and one template, with our tables and nothing before the view."""
    from django.conf import settings

    from alke.workspace import settings as ours

    settings.configure(
        ROOT_URLCONF="bench.rounds",
        MIDDLEWARE=[],
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="bench",
        DATABASES=ours.DATABASES,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        INSTALLED_APPS=[name for name in ours.INSTALLED_APPS if not name.startswith("allauth")],
        AUTH_USER_MODEL=ours.AUTH_USER_MODEL,
    )
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.urls import path

    application = get_wsgi_application()
    from alke.workspace.rounds.models import Theme

    template = engines["django"].from_string(TEMPLATE)

    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(template.render({"themes": Theme.objects.filter(round__year=2025)}, request))

    globals()["urlpatterns"] = [path("", page)]
    return application


@dataclass(frozen=True, slots=True)
class Place:
    """A page that is asked for."""

    who: str
    name: str
    path: str
    cookie: str


def filled() -> list[Place]:
    """Fill the database and give the pages of a coordinator and of one who has not signed in."""
    from alke.workspace.begin import begin

    begin()
    from alke.base.languages import Language
    from alke.workspace.addresses import address
    from tests.workspace.content import fill

    year = fill(10, 19, 20)[-1].year
    fi = Language.FI
    paths = {name: address(fi, name, year=year) for name in BOARDS if name != "my-region"}
    paths["my-region"] = address(fi, "my-region", code="MK01")
    mine = f"alke={session()}; alke-form={SECRET}"
    return [
        Place("coordinator", "duties", address(fi, "duties"), mine),
        *(Place("coordinator", name, paths[name], mine) for name in BOARDS),
        Place("anyone", "rounds", address(fi, "rounds"), ""),
        *(Place("anyone", name, paths[name], "") for name in BOARDS),
    ]


def session() -> str:
    """The key of a coordinator's session."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from alke.workspace.people.models import Membership, Organisation, User

    user = User.objects.create(email="kaisa.koordinaattori@example.org", name="Kaisa Koordinaattori", fictional=True)
    tem = Organisation.objects.get(code="tem")
    Membership.objects.create(user=user, organisation=tem, role="coordinator", valid_from="2017-01-01")
    made = SessionStore()
    made[SESSION_KEY] = str(user.pk)
    made[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    made[HASH_SESSION_KEY] = user.get_session_auth_hash()
    made.create()
    return str(made.session_key)


def act(number: int) -> None:
    """Something is done: every kept page is out of date."""
    from alke.workspace.journal.acts import act as done
    from alke.workspace.people.actors import SYSTEM
    from alke.workspace.people.models import Organisation

    with done("organisation.rename", Organisation.objects.get(code="tem"), by=SYSTEM) as row:
        row.short_en = f"TEM {number}"
        row.save()


@contextmanager
def server(command: list[str], port: int) -> Iterator[http.client.HTTPConnection]:
    """A connection to a server that answers."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(400):
            try:
                connection.connect()
                break
            except OSError:
                time.sleep(0.1)
        yield connection
    finally:
        running.terminate()
        running.wait(30)


def seconds(connection: http.client.HTTPConnection, path: str, cookie: str = "") -> float:
    """How long one answer takes, read whole."""
    start = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    taken = time.perf_counter() - start
    assert answer.status == 200, f"{path}: {answer.status}"
    return taken


@dataclass(frozen=True, slots=True)
class Told:
    """Medians of the passes in seconds: the middle and the 95th percentile; the ratio of the latter to the bare page's."""

    middle: float
    late: float
    ratio: float


def percentile(each: list[float]) -> float:
    """The 95th."""
    return statistics.quantiles(each, n=20, method="inclusive")[-1]


def measured(places: list[Place], ours: http.client.HTTPConnection, peer: http.client.HTTPConnection) -> list[Told]:
    """Of each place the page made anew and the page kept; the bare page last."""
    numbers = iter(range(10**9))
    found: list[list[tuple[float, float, float]]] = [[] for _ in range(2 * len(places) + 1)]
    for turn in range(PASSES + 1):
        for place_number, place in enumerate(places):
            taken: tuple[list[float], ...] = ([], [], [])
            for _ in range(ASKED if turn else 2):
                act(next(numbers))
                taken[0].append(seconds(ours, place.path, place.cookie))
                taken[1].append(seconds(ours, place.path, place.cookie))
                taken[2].append(seconds(peer, "/"))
            if turn:  # the first pass makes both warm
                least = percentile(taken[2])
                for where, each in zip((2 * place_number, 2 * place_number + 1, -1), taken, strict=True):
                    found[where].append((statistics.median(each), percentile(each), percentile(each) / least))
    return [Told(*(statistics.median(column) for column in zip(*each, strict=True))) for each in found]


def run(kind: str) -> list[Line]:
    """Fill, serve and measure on one database; prints every page and gives the slowest of each kind."""
    places = filled()
    tools, at, there = Path(sys.executable).parent, free_port(), free_port()
    served = [str(tools / "alke"), "serve", "--port", str(at), "--workers", "1"]
    beside = [str(tools / "granian"), "--interface", "wsgi", "--port", str(there), "--workers", "1",
              "--blocking-threads", "2", "--log-level", "warning", "--factory", "bench.rounds:bare"]  # fmt: skip
    print(f"{kind}: {load()}")
    with server(served, at) as ours, server(beside, there) as peer:
        *pages, least = measured(places, ours, peer)
    print(f"{'ms':<26}{'anew p50':>9}{'p95':>8}{'ratio':>8}{'kept p50':>11}{'p95':>8}{'ratio':>8}")
    for place, anew, kept in zip(places, pages[::2], pages[1::2], strict=True):
        cells = "".join(
            f"{told.middle * 1000:>{wide}.1f}{told.late * 1000:>8.1f}{told.ratio:>7.1f}×"
            for told, wide in ((anew, 9), (kept, 11))
        )
        print(f"{place.who + ' ' + place.name:<26}{cells}")
    print(f"{'bare page':<26}{least.middle * 1000:>9.1f}{least.late * 1000:>8.1f}")
    lines = []
    for what, each in (("kept", pages[1::2]), ("made anew", pages[::2])):
        slowest = max(range(len(places)), key=lambda number: each[number].ratio)
        told = each[slowest]
        lines.append(
            Line(
                f"pages {what}, {kind}",
                f"p95 {told.late * 1000:.1f} ms ({places[slowest].who} {places[slowest].name}, the slowest)",
                f"bare page of one query {least.late * 1000:.1f} ms", "", f"{told.ratio:.1f} ×", "",
                f"p95 ≤ {GOAL:.0f} ×", told.ratio <= GOAL,
            )
        )  # fmt: skip
    return lines


def main(arguments: list[str]) -> int:
    """Measure on each database in a process of its own; with ``here KIND FILE``, in this one."""
    if arguments[:1] == ["here"]:
        Path(arguments[2]).write_text(json.dumps([asdict(line) for line in run(arguments[1])]), "utf-8")
        return 0
    there = ["sqlite", *(["postgresql"] if programs() else [])]
    if len(there) == 1:
        print("PostgreSQL is not measured: Debian's package postgresql is not installed")
    lines: list[Line] = []
    for kind in arguments or there:
        with tempfile.TemporaryDirectory() as folder, cluster() if kind == "postgresql" else nullcontext("") as address:
            ensure(Path(folder))
            env = os.environ | {"ALKE_HOME": folder, "ALKE_DATABASE": address, "ALKE_TODAY": DAY}
            left = Path(folder) / "lines.json"
            subprocess.run([sys.executable, "-m", "bench.rounds", "here", kind, str(left)], env=env, check=True)
            lines += [Line(**each) for each in json.loads(left.read_text("utf-8"))]
    return finish(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
