"""One content for every address: three rounds in three states, and a row of each kind in each state that matters.

`build` gives, for a kind of row and its state, what an address needs. Everything is fictional.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from alke.base import home
from alke.base.languages import Language
from alke.findings.generate import findings
from alke.indicators.generation import Generation
from alke.workspace import clock
from alke.workspace.editions.models import HiddenFinding
from alke.workspace.journal import writings
from alke.workspace.meetings.models import Body, Meeting, Source
from alke.workspace.people import actions as people_acts
from alke.workspace.people.models import Membership, User
from alke.workspace.rounds.actions import feeds
from alke.workspace.rounds.models import (
    Assessment,
    Comment,
    CommentRound,
    Commission,
    Conclusion,
    Coverage,
    Deliverable,
    Delivery,
    DossierEntry,
    FollowUp,
    FormatChange,
    HandlingStep,
    Invitee,
    OperatingModel,
    OutcomeDocument,
    Position,
    ProgrammeItem,
    Round,
    Session,
    Statement,
    Theme,
    ThemeStep,
)
from alke.workspace.rounds.rules.formats import Layout
from alke.workspace.strategies.models import (
    Decision,
    Element,
    Goal,
    Measure,
    Programme,
    ProgrammeIndicator,
    SetTheme,
    ThemeSet,
)
from tests.workspace.conftest import World
from tests.workspace.rounds.papers import pdf

Things = dict[tuple[str, str], dict[str, Any]]
"""(kind of row, its state) → the arguments of an address."""
YEARS = {"closed": 2025, "open": 2026, "preparing": 2027}
QUOTE = "Liitto ja ministeriö jatkavat yhdessä osaavan työvoiman saatavuuden parantamista."


def build(world: World) -> Things:
    """Make the content and tell where each thing is."""
    strategies = dict(_strategies(world))
    bodies = {
        "aune": Body.objects.create(code="aune", kind="forum", name_fi="AUNE", organisation=world.tem),
        "myr": Body.objects.create(code="kainuu-myr", kind="myr", name_fi="Kainuun MYR", organisation=world.kainuu),
        "talks": Body.objects.create(code="alke", kind="talks", name_fi="Aluekehittämiskeskustelut"),
    }
    things: Things = {("site", "any"): {}, **strategies, **dict(_figures(world)), **dict(_people(world))}
    things |= {("body", name): {"code": one.code} for name, one in bodies.items()}
    things |= dict(_sources(world))
    for state, year in YEARS.items():
        things |= dict(_round(world, state, year, bodies))
    things |= dict(_texts(things))
    return things


def _figures(world: World) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    yield ("area", "any"), {"code": "MK18"}
    yield ("area", "pdf"), {"code": "MK18", "form": "pdf"}
    yield ("area", "csv"), {"code": "MK18", "form": "csv"}
    yield ("area", "unknown"), {"code": "MK99"}
    first = findings(Generation.current(home.home()), "MK18")[0]
    yield ("finding", "any"), {"code": "MK18", "key": first.key}
    yield ("finding", "unknown"), {"code": "MK18", "key": "level:above:ei-ole:MK18:2018", "pk": 999_999}
    hidden = HiddenFinding.objects.create(
        organisation=world.kainuu,
        region="MK18",
        key="ei-ole",
        told_fi="Virke.",
        told_sv="En mening.",
        told_en="One.",
        reason="Kerrotaan muualla.",
        by_name=world.preparer.name,
    )
    yield ("finding", "hidden"), {"code": "MK18", "pk": hidden.pk}
    yield ("indicator", "any"), {"key": "population"}
    yield ("indicator", "csv"), {"key": "population", "form": "csv"}
    yield ("number", "any"), {"ref": "population:MK18:2018"}


def _people(world: World) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    sent = people_acts.invite(world.kainuu, "uusi.ihminen@example.org", "reader", by=world.approver)
    yield ("organisation", "own"), {"code": world.kainuu.code}
    yield ("organisation", "unknown"), {"code": "ei-ole"}
    yield ("invitation", "open"), {"pk": sent.invitation.pk, "token": sent.token}
    yield ("invitation", "unknown"), {"token": "ei-ole-sellaista"}
    yield ("membership", "own"), {"pk": Membership.objects.get(user__name=world.member.name).pk}
    yield ("password", "old"), {"uidb36": "zzzz", "key": "vanha-avain"}
    yield ("new address", "old"), {"token": "vanha-linkki"}
    yield ("key", "unknown"), {"pk": 1}
    yield ("feed", "own"), {"token": feeds.renew(User.objects.get(name=world.preparer.name))}
    yield ("feed", "unknown"), {"token": "1-ei-ole"}
    yield ("provider", "unknown"), {"provider_id": "ei-ole", "organization_slug": "ei-ole"}


def _strategies(world: World) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    decision = Decision.objects.create(code="2024-2027", first_year=2024, last_year=2027, name_fi="Päätös")
    element = Element.objects.create(decision=decision, kind="priority", key="kasvu", order=1, name_fi="Kasvu")
    theme_set = ThemeSet.objects.create(code="2024", first_year=2024, name_fi="Teemat 2024")
    theme = SetTheme.objects.create(theme_set=theme_set, key="talous", order=1, name_fi="Talous")
    programme = Programme.objects.create(
        organisation=world.kainuu, first_year=2022, last_year=2025, name_fi="Kainuu-ohjelma"
    )
    goal = Goal.objects.create(programme=programme, order=1, name_fi="Tavoite")
    measure = Measure.objects.create(goal=goal, order=1, name_fi="Toimenpide")
    target = ProgrammeIndicator.objects.create(
        goal=goal, indicator="population", name_fi="Väkiluku", target_kind="direction", sign="up"
    )
    yield ("decision", "any"), {"code": decision.code}
    yield ("programme", "any"), {"code": "MK18", "year": 2022}
    parents = {
        "decision": (decision, 0),
        "element": (element, decision.pk),
        "theme-set": (theme_set, 0),
        "set-theme": (theme, theme_set.pk),
        "programme": (programme, world.kainuu.pk),
        "goal": (goal, programme.pk),
        "measure": (measure, goal.pk),
        "target": (target, goal.pk),
    }
    for kind, (row, parent) in parents.items():
        yield ("strategy", kind), {"kind": kind, "pk": row.pk, "parent": parent}
    yield ("strategy", "unknown"), {"kind": "muu", "pk": 1, "parent": 1}


def _sources(world: World) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for state, public in (("public", True), ("own", False)):
        made = Source.objects.create(
            kind="minutes", title="Pöytäkirja", organisation=world.kainuu, text="§ 1 Asia.", public=public
        )
        yield ("source", state), {"pk": made.pk}


def _round(
    world: World, state: str, year: int, bodies: dict[str, Body]
) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    model = OperatingModel.objects.create(name_fi=f"Malli {year}", first_year=year, last_year=year + 3)
    of = Round.objects.create(
        year=year,
        state=state,
        regions=["MK18", "MK19"],
        opened_on=None if state == "preparing" else date(year - 1, 10, 1),
        closed_on=date(year, 12, 1) if state == "closed" else None,
        operating_model=model,
        decision=Decision.objects.get(),
        theme_set=ThemeSet.objects.get(),
    )
    yield ("round", state), {"year": year, "kind": "picture", "code": "MK18", "question": "talks_place"}
    yield ("round", f"{state}, Lapland"), {"year": year, "code": "MK19"}
    yield ("model", state), {"pk": model.pk}
    layout = Layout(("MK18", "MK19"), {}, {}).record()
    change = FormatChange.objects.create(round=of, reason="Muutos", before=layout, after=layout)
    yield ("format", state), {"year": year, "pk": change.pk}
    for answer in ("Helsinki", "Kajaani"):
        Statement.objects.create(
            round=of,
            question="talks_place",
            answer=answer,
            shown=answer,
            certainty="expected",
            said_by="Elli Esimerkki",
        )
    yield from _themes(of, state, bodies)
    yield from _meetings(world, of, state, bodies)
    yield from _deliveries(world, of, state)
    yield from _comments(world, of, state)
    yield from _positions(world, of, state)
    yield from _outcomes(world, of, state)


def _themes(of: Round, state: str, bodies: dict[str, Body]) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for order, stage in enumerate(("proposed", "withdrawn"), start=1):
        made = Theme.objects.create(round=of, order=order, name_fi=f"Teema {order}", state=stage)
        ThemeStep.objects.create(theme=made, kind="proposed", body=bodies["aune"], on=date(of.year - 1, 11, 12))
        name = state if stage == "proposed" else f"{state}, {stage}"
        yield ("theme", name), {"year": of.year, "pk": made.pk}


def _meetings(
    world: World, of: Round, state: str, bodies: dict[str, Body]
) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    theme = Theme.objects.get(round=of, order=1)
    if state == "open":
        for name in ("aune", "myr"):
            met = Meeting.objects.create(name_fi=name.upper(), body=bodies[name], starts_on=date(2025, 12, 3))
            of.meetings.add(met)
            yield ("meeting", name), {"pk": met.pk, "year": of.year}
    stages = {"preparing": ("planned",), "open": ("planned", "held"), "closed": ("held",)}[state]
    for order, stage in enumerate(stages, start=1):
        day = date(of.year, 3, 20) if stage == "planned" else date(of.year, 1, 15)
        held = "held" if stage == "held" else "decided"
        sat = Meeting.objects.create(name_fi=f"Tilaisuus {order}", body=bodies["talks"], starts_on=day, certainty=held)
        of.meetings.add(sat)
        made = Session.objects.create(round=of, meeting=sat, order=order)
        ProgrammeItem.objects.create(session=made, order=1, title="Avaus", who="Elli Esimerkki")
        entry = {"style": "body", "texts": {"fi": "Teksti."}}
        DossierEntry.objects.create(session=made, number=1, kind="other", title="Liite", content=[entry])
        name = f"{state}, {stage}"
        yield ("session", name), {"year": of.year, "pk": made.pk, "number": 1}
        yield ("meeting", f"session {name}"), {"pk": sat.pk, "year": of.year}
        invited = Invitee.objects.create(session=made, organisation=world.kainuu)
        yield ("invitee", name), {"year": of.year, "pk": invited.pk}
        done = "discussed" if stage == "held" else "planned"
        Coverage.objects.create(round=of, region="MK18", theme=theme, meeting=sat, state=done)
        cell = {"year": of.year, "region": "MK18", "theme": theme.pk, "meeting": sat.pk}
        yield ("cell", name), cell
    Coverage.objects.create(round=of, region="MK19", theme=theme, state="skipped", reason="Käsitellään toisaalla")
    yield ("cell", f"{state}, skipped"), {"year": of.year, "region": "MK19", "theme": theme.pk}


def _deliveries(world: World, of: Round, state: str) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    owed = Deliverable.objects.create(
        round=of,
        owner=world.kainuu,
        receiver=world.tem,
        rule={"rule": "end_of_year", "year": of.year - 1},
        due=date(of.year - 1, 12, 31),
        words="vuoden loppuun mennessä",
    )
    step = HandlingStep.objects.create(deliverable=owed, kind="myr", on=date(of.year - 1, 12, 10))
    where = {"year": of.year, "pk": owed.pk, "step": step.pk}
    if state != "preparing":
        kept = default_storage.save(f"deliveries/{of.year}.pdf", ContentFile(pdf()))
        Delivery.objects.create(
            deliverable=owed, number=1, file=kept, name="kuva.pdf", size=300, checksum="0" * 64, channel="upload"
        )
        where["number"] = 1
    yield ("deliverable", state), where
    template = default_storage.save("commissions/pohja.pdf", ContentFile(pdf()))
    for released in (False, True):
        letter = Commission.objects.create(
            round=of,
            organisation=world.tem,
            title="Toimeksianto",
            released=released,
            template=template,
            template_name="pohja.pdf",
        )
        name = "released" if released else "draft"
        yield ("commission", f"{state}, {name}"), {"year": of.year, "pk": letter.pk}
        made = Assessment.objects.create(
            round=of, region="MK19" if released else "MK18", organisation=world.ym, state=name
        )
        yield ("assessment", f"{state}, {name}"), {"year": of.year, "pk": made.pk}


def _comments(world: World, of: Round, state: str) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for taking in ("open", "closed"):
        made = CommentRound.objects.create(
            round=of,
            organisation=world.tem,
            title="Kommentit teemoista",
            subject="themes",
            opens_on=clock.today(),
            due=clock.today() + timedelta(days=14),
            state=taking,
        )
        made.asked.set([world.kainuu, world.ym])
        where = {"year": of.year, "pk": made.pk}
        yield ("comment round", f"{state}, {taking}"), where
        for owner, said in ((world.kainuu, "draft"), (world.ym, "released")):
            one = Comment.objects.create(comment_round=made, organisation=owner, state=said)
            yield ("comment", f"{state}, {taking}, {said}"), {"year": of.year, "pk": one.pk}


def _positions(world: World, of: Round, state: str) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    theme = Theme.objects.get(round=of, order=1)
    rows = (
        ("draft", "MK18", world.kainuu),
        ("released", "", world.kainuu),
        ("ministry's draft", "MK18", world.ym),
    )
    other = Theme.objects.create(round=of, order=3, name_fi="Teema 3", state="confirmed")
    for name, region, owner in rows:
        on, stage = (other, "released") if name == "released" else (theme, "draft")
        made = Position.objects.create(round=of, region=region or "MK18", theme=on, organisation=owner, state=stage)
        yield ("position", f"{state}, {name}"), {"year": of.year, "pk": made.pk}


def _outcomes(world: World, of: Round, state: str) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for stage in {"preparing": ("draft",), "open": ("draft", "clearing", "cleared", "published")}.get(
        state, ("published",)
    ):
        made = OutcomeDocument.objects.create(
            round=of, organisation=world.tem, regions=["MK18"], title=f"Tulokset {of.year}", state=stage
        )
        if stage != "draft":
            made.answers_by = clock.today() + timedelta(days=14)
            made.save()
        one = Conclusion.objects.create(outcome=made, number=1, quote=QUOTE, level="intention", owner=world.kainuu)
        for part in ("government_view", "region_view"):
            writings.write(made, part, Language.FI, "Näkemys tilanteesta.", base=0, by=world.coordinator)
        name = f"{state}, {stage}"
        yield ("outcome", name), {"year": of.year, "pk": made.pk, "form": "docx"}
        yield ("outcome", f"{name}, pdf"), {"year": of.year, "pk": made.pk, "form": "pdf"}
        yield ("conclusion", name), {"year": of.year, "pk": one.pk}
    earlier = Conclusion.objects.exclude(outcome__round=of).first() or one
    followed = FollowUp.objects.create(conclusion=earlier, round=of)
    yield ("followup", state), {"year": of.year, "pk": followed.pk}


WRITTEN = {
    "round": ("round", ("purpose",)),
    "model": ("operatingmodel", ("model",)),
    "session": ("session", ("invitation", "notes")),
    "position": ("position", ("position",)),
    "followup": ("followup", ("remarks",)),
    "assessment": ("assessment", ("assessment",)),
    "comment": ("comment", ("comment",)),
    "commission": ("commission", ("letter",)),
    "outcome": (
        "outcomedocument",
        ("government_view", "region_view", "operating_conditions", "priorities", "innovation"),
    ),
}
"""Kind of row → what the page of writing calls it, and its texts."""


def _texts(things: Things) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    rounds = {year: Round.objects.get(year=year).pk for year in YEARS.values()}
    for (kind, state), args in things.items():
        if kind in WRITTEN and not state.endswith(("pdf", "Lapland")):
            called, parts = WRITTEN[kind]
            pk = rounds[args["year"]] if kind == "round" else args["pk"]
            for part in parts:
                yield (
                    ("text", f"{kind} {part}: {state}"),
                    {"kind": called, "pk": pk, "part": part, "written": "fi"},
                )
    yield ("text", "unknown"), {"kind": "muu", "pk": 1, "part": "muu", "written": "fi"}
