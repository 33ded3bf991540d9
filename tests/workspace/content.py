"""Much content at once, for tests of query counts and for `bench/`: rounds × regions × themes, all of it fictional.

Rows are made in bulk, past the verbs, so the log knows nothing of them. Leaves out texts of people.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from alke.areas import REGIONS, area
from alke.workspace.meetings.models import Body, Meeting
from alke.workspace.people.models import Organisation
from alke.workspace.rounds.models import (
    Conclusion,
    Coverage,
    Deliverable,
    Delivery,
    FollowUp,
    OutcomeDocument,
    Position,
    Round,
    Session,
    Statement,
    Theme,
    ThemeStep,
)

STANCES = ("supports", "with_conditions", "neutral", "concerned", "cannot_support")


def councils() -> dict[str, Organisation]:
    """Region → its council, made where there is none."""
    found = {one.regions[0]: one for one in Organisation.objects.filter(kind__in=["council", "aland"]) if one.regions}
    for code in REGIONS:
        if code not in found:
            kind = "aland" if code == "MK21" else "council"
            council = area(code).region.council if area(code).region else None
            name = council.fi if council else code
            found[code] = Organisation.objects.create(
                code=f"test-{code.lower()}", kind=kind, name_fi=name, regions=[code]
            )
    return {code: found[code] for code in REGIONS}


def ministry() -> Organisation:
    """TEM."""
    made, _ = Organisation.objects.get_or_create(
        code="tem", defaults={"kind": "ministry", "name_fi": "Työ- ja elinkeinoministeriö"}
    )
    return made


def body(code: str, kind: str, name: str) -> Body:
    """A body, made where there is none."""
    made, _ = Body.objects.get_or_create(code=code, defaults={"kind": kind, "name_fi": name})
    return made


def fill(rounds: int = 10, regions: int = 19, themes: int = 20, *, first: int = 2016) -> list[Round]:
    """Rounds with everything in them, the last one open and the others closed.

    Returns:
        The rounds, the oldest first.
    """
    tem, of = ministry(), councils()
    talks, aune = body("alke", "talks", "Aluekehittämiskeskustelut"), body("aune", "forum", "AUNE")
    codes = list(REGIONS)[:regions]
    return [
        _round(year, tem, of, talks, aune, codes, themes, last=year == first + rounds - 1)
        for year in range(first, first + rounds)
    ]


def _round(
    year: int,
    tem: Organisation,
    of: dict[str, Organisation],
    talks: Body,
    aune: Body,
    codes: list[str],
    themes: int,
    *,
    last: bool,
) -> Round:
    made = Round.objects.create(
        year=year,
        state="open" if last else "closed",
        regions=codes,
        opened_on=date(year - 1, 10, 1),
        closed_on=None if last else date(year, 12, 1),
    )
    forum = Meeting.objects.create(name_fi=f"AUNE {year}", body=aune, starts_on=date(year - 1, 12, 3), certainty="held")
    sat = Meeting.objects.create(
        name_fi=f"Keskustelut {year}", body=talks, starts_on=date(year, 3, 20), certainty="expected" if last else "held"
    )
    made.meetings.set([forum, sat])
    session = Session.objects.create(round=made, meeting=sat)
    all_themes = Theme.objects.bulk_create(
        Theme(round=made, order=n, name_fi=f"Teema {n}", state="confirmed" if n % 3 else "contested")
        for n in range(1, themes + 1)
    )
    ThemeStep.objects.bulk_create(
        ThemeStep(theme=one, kind=kind, body=aune, meeting=forum, on=forum.starts_on, reason="kiistetty")
        for one in all_themes
        for kind in ("proposed", "contested", "confirmed")
    )
    Coverage.objects.bulk_create(
        Coverage(round=made, region=code, theme=one, meeting=sat, state="planned" if last else "discussed")
        for place, code in enumerate(codes)
        for one in all_themes
        if (place + one.order) % 4
    )
    _positions(made, codes, all_themes, of, tem)
    _deliveries(made, codes, of, tem, last=last)
    _outcome(made, session, codes, all_themes, of, tem)
    Statement.objects.bulk_create(
        Statement(round=made, question="theme_confirmation", answer=answer, shown=answer, certainty="expected")
        for answer in ("aune", "tem")
    )
    return made


def _positions(
    made: Round, codes: list[str], all_themes: list[Theme], of: dict[str, Organisation], tem: Organisation
) -> None:
    Position.objects.bulk_create(
        Position(
            round=made,
            region=code,
            theme=one,
            organisation=owner,
            stance=STANCES[(place + one.order + turn) % 5],
            state="released" if (place + one.order) % 5 else "draft",
        )
        for place, code in enumerate(codes)
        for one in all_themes
        for turn, owner in enumerate((of[code], tem))
    )


def _deliveries(made: Round, codes: list[str], of: dict[str, Organisation], tem: Organisation, *, last: bool) -> None:
    owed = Deliverable.objects.bulk_create(
        Deliverable(
            round=made,
            owner=of[code],
            receiver=tem,
            rule={"rule": "end_of_year", "year": made.year - 1},
            due=date(made.year - 1, 12, 31),
            words="vuoden loppuun mennessä",
        )
        for code in codes
        if code != "MK21"
    )
    day = date(made.year - 1, 12, 20)
    Delivery.objects.bulk_create(
        Delivery(
            deliverable=one,
            number=1,
            file="deliveries/none.pdf",
            name="kuva.pdf",
            size=1,
            checksum="0" * 64,
            channel="upload",
            received_at=timezone.now(),
            received_on=day + timedelta(days=place),
        )
        for place, one in enumerate(owed)
        if not last or place % 3
    )


def _outcome(
    made: Round,
    session: Session,
    codes: list[str],
    all_themes: list[Theme],
    of: dict[str, Organisation],
    tem: Organisation,
) -> None:
    document = OutcomeDocument.objects.create(
        round=made, session=session, title=f"Johtopäätökset {made.year}", state="published", organisation=tem
    )
    told = Conclusion.objects.bulk_create(
        Conclusion(
            outcome=document,
            number=number,
            quote=f"Johtopäätös {number}",
            level="action",
            owner=of[code],
            theme=all_themes[number % len(all_themes)],
            regions=[code],
            indicator="population",
            area=code,
            baseline_period="2015",
            baseline=1.0,
            direction="up",
            target_kind="direction",
        )
        for number, code in enumerate(codes, start=1)
    )
    for later in Round.objects.filter(year__gt=made.year):
        FollowUp.objects.bulk_create(FollowUp(conclusion=one, round=later) for one in told)
    earlier = Conclusion.objects.filter(outcome__round__year__lt=made.year)
    FollowUp.objects.bulk_create(FollowUp(conclusion=one, round=made, said="under_way") for one in earlier)
