"""Facts of one item that cannot both be; both stay until an event settles them.

Leaves out conflicts with what other documents say.
"""

from __future__ import annotations

from alke.base.certainty import Certainty
from alke.minutes.draft import Draft
from alke.minutes.facts import Fact, Kind, Value
from alke.minutes.talking import whose_talks

_SETTLE = {"TEM", "VN", "AUNE", "Itä- ja Pohjois-Suomen neuvottelukunta"}
"""Who settles the themes of the talks; a council settles what it proposes."""
_MOST = 40
"""So many events of a kind are compared; no item has more."""


def add_conflicts(draft: Draft) -> None:
    """Offer the conflicts: two who settle the themes; two dates or two places of the same talks."""
    events = draft.of(Kind.EVENT)
    _themes(draft, events)
    _talks(draft, [event for event in events if event.fields["what"] == "talks"][:_MOST])


def _themes(draft: Draft, events: list[Fact]) -> None:
    settling = [event for event in events if event.fields["what"] in ("theme_confirmation", "theme_decision")][:_MOST]
    for at, first in enumerate(settling):
        for second in settling[at + 1 :]:
            bodies = first.fields.get("body"), second.fields.get("body")
            proposed = Certainty.PROPOSED in (first.certainty, second.certainty)
            if set(bodies) <= _SETTLE and bodies[0] != bodies[1] and not proposed:
                _add(draft, "theme_confirmation", first, second)
                return


def _talks(draft: Draft, events: list[Fact]) -> None:
    formats = {fact.fields.get("format") for fact in draft.of(Kind.ROUND)}
    if formats & {"per_region", "per_area", "mixed"}:
        return
    exact = [event for event in events if event.fields.get("start") and event.certainty is not Certainty.PROPOSED]
    exact = [event for event in exact if not whose_talks().search(event.quote)]  # one region's beside those of all
    for at, first in enumerate(exact):
        for second in exact[at + 1 :]:
            if about := _apart(first, second):
                _add(draft, about, first, second)
                return


def _apart(first: Fact, second: Fact) -> str:
    """What two events of the same talks disagree about, or empty; two that are only expected do not."""
    if first.certainty is second.certainty is Certainty.EXPECTED:
        return ""
    if first.span.end > second.span.start - 2:  # one sentence that tells of both
        return ""
    starts, ends = ([str(each.fields.get(key, "")) for each in (first, second)] for key in ("start", "end"))
    if starts[0][:4] != starts[1][:4]:
        return ""
    if ends[0] < starts[1] or ends[1] < starts[0]:
        return "date"
    places = [each.fields.get("place") for each in (first, second)]
    return "place" if all(places) and places[0] != places[1] else ""


def _add(draft: Draft, about: str, first: Fact, second: Fact) -> None:
    fields: dict[str, Value] = {"about": about, "sides": [first.id, second.id]}
    draft.add(Kind.CONFLICT, fields, second.span, f"conflict.{about}", certainty=second.certainty, confidence=0.8)
