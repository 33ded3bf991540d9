"""What an outcome document must hold, who has cleared it as it now reads, and what prevents a round from closing.

The document is demanded of rounds that began when decree 797/2021 was in force (15 §). Leaves out who may clear
(`policies/outcomes.py`) and follow-ups themselves (`rules/followups.py`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alke.areas import area
from alke.base.languages import Language, Text
from alke.workspace.journal import writings
from alke.workspace.people.models import Organisation, OrganisationKind
from alke.workspace.rounds.models import Clearance, Conclusion, OutcomeDocument, Round
from alke.workspace.rounds.rules.law import in_force
from alke.workspace.words import word

REQUIRED = ("government_view", "region_view", "operating_conditions", "priorities")
"""The texts that decree 797/2021, 15 § asks for."""
OPTIONAL = ("innovation",)
"""Smart specialisation and the coordination of innovation may be described (the same section)."""
PARTS = (*REQUIRED, *OPTIONAL)


def missing(outcome: OutcomeDocument, texts: writings.Texts | None = None) -> list[str]:
    """The required texts that have not been written in any language, in the document's order."""
    held = writings.current([outcome]) if texts is None else texts
    return [part for part in REQUIRED if writings.best(held, outcome, part, Language.FI) is None]


def demanded(of: Round) -> bool:
    """Whether the law asks for an outcome document of this round: that of the day it began."""
    return in_force("outcome", of.begins_on or date(of.year, 1, 1)) is not None


def fingerprint(outcome: OutcomeDocument, conclusions: Iterable[Conclusion], texts: writings.Texts) -> str:
    """SHA-256 over all that is cleared: the texts in every language, and the conclusions with their contracts."""
    written = [
        (part, str(language), version.text)
        for part in PARTS
        for language in Language
        if (version := texts.get((str(outcome.pk), part, str(language)))) is not None
    ]
    fields = ("number", "quote", "language", "level", "owner_id", "theme_id", "regions", "hook", "rule", "words")
    contract = ("indicator", "area", "baseline_period", "baseline", "target_kind", "target_number", "target_words")
    concluded = [
        [getattr(one, name) for name in (*fields, *contract, "direction")]
        for one in sorted(conclusions, key=lambda one: one.number)
    ]
    told = [outcome.title, outcome.regions, written, concluded]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, default=str).encode()).hexdigest()


class Said(StrEnum):
    """What one side has said of the document as it now reads."""

    WAITING = "waiting"
    CLEARED = "cleared"
    SILENT = "silent"
    REFUSED = "refused"
    VOID = "void"
    """It cleared an earlier wording."""

    @property
    def done(self) -> bool:
        """Whether nothing more is asked of this side."""
        return self in (Said.CLEARED, Said.SILENT)


@dataclass(frozen=True, slots=True)
class Side:
    """One that clears: the state, or a region by its council.

    Attributes:
        organisation: None when no organisation answers for the region.
        region: The region's code; "" for the state.
    """

    organisation: Organisation | None
    region: str
    said: Said
    clearance: Clearance | None = None


@dataclass(frozen=True, slots=True)
class Clearing:
    """Who has cleared a document, the state first."""

    sides: tuple[Side, ...]

    @property
    def complete(self) -> bool:
        """Whether the state and every region concerned have cleared it as it now reads."""
        return all(side.said.done for side in self.sides)

    @property
    def void(self) -> tuple[Side, ...]:
        """Those whose clearing a later change has voided."""
        return tuple(side for side in self.sides if side.said is Said.VOID)

    @property
    def waiting(self) -> tuple[Side, ...]:
        """Those who have not cleared the document as it now reads."""
        return tuple(side for side in self.sides if not side.said.done)

    def of(self, region: str) -> Side:
        """The side of a region; "" is the state."""
        return next(side for side in self.sides if side.region == region)


def councils(regions: Iterable[str]) -> dict[str, Organisation]:
    """Region → the organisation that speaks for it: its council, the Government of Åland for Åland."""
    kinds = (OrganisationKind.COUNCIL, OrganisationKind.ALAND)
    wanted = set(regions)
    held = Organisation.objects.filter(kind__in=kinds, valid_to=None)
    return {region: one for one in held for region in one.regions if region in wanted}


def clearing(outcome: OutcomeDocument) -> Clearing:
    """Who has cleared the document as it now reads. Of a published one, as it read when the state cleared it last."""
    return clearings([outcome])[outcome.pk]


def clearings(outcomes: Sequence[OutcomeDocument]) -> dict[int, Clearing]:
    """`clearing` of many documents by their ids, in a constant number of queries."""
    given: dict[int, dict[int, Clearance]] = {one.pk: {} for one in outcomes}
    for one in Clearance.objects.filter(outcome__in=outcomes).select_related("organisation").order_by("pk"):
        given[one.outcome_id][one.organisation_id] = one
    concluded: dict[int, list[Conclusion]] = {one.pk: [] for one in outcomes}
    for each in Conclusion.objects.filter(outcome__in=outcomes):
        concluded[each.outcome_id].append(each)
    texts = writings.current(outcomes)
    who = councils(region for one in outcomes for region in one.concerned)
    found = {}
    for outcome in outcomes:
        said = given[outcome.pk]
        if outcome.state == OutcomeDocument.State.PUBLISHED:
            last = said.get(outcome.organisation_id)
            now = last.fingerprint if last else ""
        else:
            now = fingerprint(outcome, concluded[outcome.pk], texts)
        sides = [_side(outcome.organisation, "", said, now)]
        sides += [_side(who.get(region), region, said, now) for region in outcome.concerned]
        found[outcome.pk] = Clearing(tuple(sides))
    return found


def _side(organisation: Organisation | None, region: str, given: dict[int, Clearance], now: str) -> Side:
    one = given.get(organisation.pk) if organisation else None
    if one is None:
        return Side(organisation, region, Said.WAITING)
    if not one.cleared:
        # A refusal of an earlier wording asks nothing any more: the side is asked anew.
        return Side(organisation, region, Said.REFUSED if one.fingerprint == now else Said.WAITING, one)
    if one.fingerprint != now:
        return Side(organisation, region, Said.VOID, one)
    return Side(organisation, region, Said.SILENT if one.silent else Said.CLEARED, one)


def may_publish(outcome: OutcomeDocument, cleared: Clearing | None = None) -> list[Text]:
    """What prevents publishing; empty when nothing does."""
    reasons = [lacks(part) for part in missing(outcome)]
    cleared = cleared or clearing(outcome)
    if cleared.waiting:
        reasons.append(_waits(cleared.waiting))
    refused = outcome.conclusions.filter(consent=Conclusion.Consent.REFUSED).select_related("owner")
    reasons += [_refused(one) for one in refused]
    return reasons


def may_close(of: Round) -> list[Text]:
    """What prevents closing a round; empty when nothing does.

    A round that the law asks an outcome document of needs a published one for each of its regions (797/2021, 15 §), and
    a follow-up is never left behind: each has been discussed, or skipped with a reason.
    """
    from alke.workspace.rounds.rules.followups import untreated

    reasons: list[Text] = []
    if demanded(of):
        published = list(of.outcomes.filter(state=OutcomeDocument.State.PUBLISHED))
        covered = {region for one in published for region in one.regions or of.regions}
        lacking = [region for region in of.regions if region not in covered]
        if not published:
            reasons.append(word("close_no_outcome"))
        elif lacking:
            reasons.append(_listed("close_regions_without_outcome", lacking))
    reasons += [
        word("close_followup_left").format(
            number=one.conclusion.number, year=one.conclusion.outcome.round.year, quote=shortened(one.conclusion.quote)
        )
        for one in untreated(of)
    ]
    return reasons


def shortened(text: str, longest: int = 120) -> str:
    """The beginning of a text, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[:longest].rsplit(" ", 1)[0] + " …"


def lacks(part: str) -> Text:
    """That a text of the document has not been written."""
    name = word(f"outcome_part_{part}")
    return Text(*(word("outcome_lacks")[one].format(part=name[one]) for one in Language))


def _waits(sides: Sequence[Side]) -> Text:
    state = word("outcome_the_state")
    named = [state if not side.region else area(side.region).names for side in sides]
    return Text(*(word("outcome_waits")[one].format(who=", ".join(name[one] for name in named)) for one in Language))


def _listed(key: str, regions: Sequence[str]) -> Text:
    return Text(
        *(word(key)[one].format(regions=", ".join(area(code).names[one] for code in regions)) for one in Language)
    )


def _refused(one: Conclusion) -> Text:
    told = word("outcome_consent_refused")
    return Text(*(told[each].format(number=one.number, owner=one.owner.names[each]) for each in Language))
