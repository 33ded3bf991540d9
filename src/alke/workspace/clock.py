"""Which day it is: the machine's, or the one that ALKE_TODAY names, so that an example can stand in its own December.

With a named day the log, the versions of texts and the marks of handing over stand on that day too, at the machine's
time of day. They are in the order of their numbers, which no day moves.
"""

from __future__ import annotations

import os
from datetime import date, datetime

from django.utils import timezone

from alke.base.errors import InputError


def set_day() -> date | None:
    """The day that ALKE_TODAY names; None when it names none.

    Raises:
        InputError: when it is not a day.
    """
    told = os.environ.get("ALKE_TODAY", "")
    if not told:
        return None
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise InputError(f"{told!r} is not a day", where="ALKE_TODAY", fix="Write it as 2024-12-20") from None


def today() -> date:
    """The day it is in Finland."""
    return set_day() or timezone.localdate()


def now() -> datetime:
    """The moment it is: the machine's, moved to the day that ALKE_TODAY names when it names one."""
    day = set_day()
    if day is None:
        return timezone.now()
    local = timezone.localtime()
    return datetime.combine(day, local.time(), local.tzinfo)
