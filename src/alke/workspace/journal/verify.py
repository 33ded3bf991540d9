"""Whether the log and the texts are as they were written: recounts every checksum. Leaves out mending."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from alke.workspace.journal.acts import digest
from alke.workspace.journal.models import Event, Head, Version


@dataclass(slots=True)
class Verdict:
    """What was counted and what was wrong; `faults` is empty when all holds."""

    events: int = 0
    versions: int = 0
    faults: list[str] = field(default_factory=list)


def verify() -> Verdict:
    """Recount the chain of events and the checksums of all texts."""
    verdict, previous = Verdict(), ""
    told: dict[str, int] = {}
    for event in Event.objects.order_by("number").iterator(chunk_size=2000):
        verdict.events += 1
        if event.number != verdict.events:
            verdict.faults.append(f"event {verdict.events} is missing: the next one is {event.number}")
            verdict.events = event.number
        if event.previous != previous:
            verdict.faults.append(f"event {event.number} does not follow the event before it")
        if event.hash != digest(event):
            verdict.faults.append(f"event {event.number} ({event.verb}) was changed after it was written")
        previous = event.hash
        if "checksum" in event.after and "version" in event.after:
            told[event.after["checksum"]] = event.number
    head = Head.objects.filter(id=1).first()
    if (head.number, head.hash) != (verdict.events, previous) if head else verdict.events:
        verdict.faults.append(
            f"the log ends at event {verdict.events}, its end says {head.number if head else 'nothing'}"
        )
    for version in Version.objects.order_by("pk").iterator(chunk_size=2000):
        verdict.versions += 1
        name = f"text {version.writing_id}, version {version.number}"
        if hashlib.sha256(version.text.encode()).hexdigest() != version.checksum:
            verdict.faults.append(f"{name} was changed after it was written")
        elif version.checksum not in told:
            verdict.faults.append(f"{name} is in no event of the log")
    return verdict
