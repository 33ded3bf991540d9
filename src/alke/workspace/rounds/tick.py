"""What Alke does by itself: reminders and housekeeping. Run by `alke tick`, and hourly beside `alke serve`.

Any number of servers may run it: each reminder is written down before it is sent, and only once a day to a person.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from django.conf import settings
from django.utils import timezone

from alke.workspace import clock
from alke.workspace.rounds.actions import files, reminders

LOG = logging.getLogger(__name__)
EVERY = 3600.0
"""Seconds between two runs."""
FIRST_HOUR = 7
"""Before this hour, in Finland, the server sends no mail."""
APART = "import django; django.setup(); from alke.workspace.rounds.tick import once; once()"


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was done."""

    reminders: reminders.Done


def tick(today: date | None = None) -> Ticked:
    """Keep house and remind, once.

    Raises:
        AlkeError: when the mail server cannot be reached; the house has been kept then.
    """
    _keep_house()
    return Ticked(reminders.send(today or clock.today()))


def _keep_house() -> None:
    """Remove sessions of sign-in that have ended, and files that a stopped delivery left behind."""
    files.sweep()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def once() -> None:
    """Keep house, and remind when it is late enough in the morning."""
    if timezone.localtime().hour >= FIRST_HOUR:
        tick()
    else:
        _keep_house()


def start(stop: threading.Event, every: float = EVERY) -> threading.Thread:
    """Run `once` again and again in a process of its own until `stop` is set.

    The thread only waits: a server forks its workers, and a lock held by a working thread would stay locked in them.

    Args:
        stop: Set it to end the thread; it ends at once when it is asleep.
        every: Seconds between two runs.
    """
    thread = threading.Thread(target=_run, args=(stop, every), name="alke-tick", daemon=True)
    thread.start()
    return thread


def _apart() -> None:
    subprocess.run([sys.executable, "-c", APART], check=True)  # noqa: S603 – our own program and words


def _run(stop: threading.Event, every: float) -> None:
    while True:
        try:
            _apart()
        except Exception:  # noqa: BLE001 – the next run tries again; a thread that died would remind nobody
            LOG.exception("reminders and housekeeping failed; tried again in %s seconds", every)
        if stop.wait(every):
            return
