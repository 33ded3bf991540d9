"""Which day it is: the machine's, or the one that ALKE_TODAY names, so that an example can stand in its own December.

Only days are read here; the log and the versions of texts carry the machine's own time.
"""

from __future__ import annotations

import os
from datetime import date

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
