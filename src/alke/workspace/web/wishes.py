"""What people ask of each region's picture: its programme's goals, the round's themes, hidden findings.

Gathered from the tables once for as long as the log stays as it is, so that a page costs one question. Leaves out what
the wishes do to the choice of findings (`alke.findings.wishes`).
"""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from alke.areas import REGIONS
from alke.findings import Wishes
from alke.findings.wishes import NONE
from alke.workspace import clock
from alke.workspace.editions.models import HiddenFinding
from alke.workspace.journal.models import Head
from alke.workspace.rounds.models import Round, RoundState, ThemeState
from alke.workspace.strategies.models import ProgrammeIndicator


@dataclass(frozen=True, slots=True)
class Asked:
    """The wishes of every region that has any, and a mark that changes with them."""

    of: Mapping[str, Wishes]
    mark: str


_lock = threading.Lock()
_known: dict[tuple[object, ...], Asked] = {}


def of_region(code: str) -> Wishes:
    """What is asked of the picture of an area."""
    return asked().of.get(code, NONE)


def mark() -> str:
    """What names all wishes as they are now; the same mark means the same pictures."""
    return asked().mark


def asked() -> Asked:
    """All wishes as they are now."""
    end = Head.objects.filter(id=1).values_list("number", "hash").first()
    if end is None:  # nothing has been done, so nothing tells when something is
        return _gathered()
    key = (settings.DATABASES["default"]["NAME"], end, clock.today().year)
    known = _known.get(key)
    if known is None:
        known = _gathered()
        with _lock:
            _known.clear()
            _known[key] = known
    return known


def _gathered() -> Asked:
    goals, themes, hidden = _goals(clock.today().year), _themes(), _hidden()
    of = {
        code: Wishes(frozenset(goals[code]), frozenset(themes[code]), frozenset(hidden[code]))
        for code in REGIONS
        if goals[code] or themes[code] or hidden[code]
    }
    told = [
        (code, *(",".join(sorted(each)) for each in (one.goals, one.themes, one.hidden)))
        for code, one in sorted(of.items())
    ]
    return Asked(of, hashlib.sha256(repr(told).encode()).hexdigest()[:16])


def _goals(year: int) -> defaultdict[str, set[str]]:
    """By region, the indicators that its programmes in force follow."""
    rows = ProgrammeIndicator.objects.exclude(indicator="").filter(
        goal__programme__first_year__lte=year, goal__programme__last_year__gte=year
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for regions, indicator in rows.values_list("goal__programme__organisation__regions", "indicator"):
        for code in regions:
            found[code].add(indicator)
    return found


def _themes() -> defaultdict[str, set[str]]:
    """By region, the indicators of the confirmed themes of the open round, else of the last one held."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    rounds = list(Round.objects.exclude(state=RoundState.PREPARING).order_by("-year"))
    of = next((one for one in rounds if one.state == RoundState.OPEN), next(iter(rounds), None))
    if of is None:
        return found
    for theme in of.themes.filter(state=ThemeState.CONFIRMED).prefetch_related("set_themes"):
        indicators = {key for each in theme.set_themes.all() for key in each.indicators}
        for code in theme.regions or of.regions:
            found[code] |= indicators
    return found


def _hidden() -> defaultdict[str, set[str]]:
    """By region, the keys of the findings that its council has hidden."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for region, key in HiddenFinding.objects.values_list("region", "key"):
        found[region].add(key)
    return found
