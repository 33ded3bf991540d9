"""What Alke does by itself: reminders and housekeeping. Run by `alke tick`, and hourly by one thread of `alke serve`.

Any number of servers may run it: each reminder is written down before it is sent, and only once a day to a person.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from alke.workspace import clock
from alke.workspace.rounds.actions import files, reminders

LOG = logging.getLogger(__name__)
EVERY = 3600.0
"""Seconds between two runs."""
FIRST_HOUR = 7
"""Before this hour, in Finland, the thread sends no mail."""


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


def start(stop: threading.Event, every: float = EVERY) -> threading.Thread:
    """Run `tick` again and again in a thread of its own until `stop` is set.

    Args:
        stop: Set it to end the thread; it ends at once when it is asleep.
        every: Seconds between two runs.
    """
    thread = threading.Thread(target=_run, args=(stop, every), name="alke-tick", daemon=True)
    thread.start()
    return thread


def _run(stop: threading.Event, every: float) -> None:
    while True:
        try:
            if timezone.localtime().hour >= FIRST_HOUR:
                tick()
            else:
                _keep_house()
        except Exception:  # noqa: BLE001 – the next run tries again; a thread that died would remind nobody
            LOG.exception("reminders and housekeeping failed; tried again in %s seconds", every)
        finally:
            close_old_connections()
        if stop.wait(every):
            return
