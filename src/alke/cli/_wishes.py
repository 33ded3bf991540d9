"""What people ask of pictures, for verbs that make them: read from the tables where there are any."""

from __future__ import annotations

import os
from collections.abc import Mapping

from alke.base.home import home
from alke.findings import Wishes


def wishes() -> Mapping[str, Wishes]:
    """By area, what has been lifted and hidden in this home; nothing where nobody has worked yet."""
    if not (home() / "alke.sqlite3").exists() and not os.environ.get("ALKE_DATABASE"):
        return {}
    from alke.workspace.begin import begin

    begin()
    from alke.workspace.web import wishes as gathered

    return gathered.asked().of
