"""The four historical formats as data, the format read from sessions, and what a change of format keeps and moves."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alke.areas import MAINLAND
from alke.base.certainty import Certainty
from alke.base.languages import Language, Text
from alke.workspace.journal import writings
from alke.workspace.journal.models import Event
from alke.workspace.journal.verify import verify
from alke.workspace.people.models import Organisation, Role, User
from alke.workspace.people.policies import Impossible, Refused
from alke.workspace.rounds.actions.coverage import cells_of, skip, themes_of
from alke.workspace.rounds.actions.formats import after, change_format, lay_out, layout_of, open_cells, plan_all
from alke.workspace.rounds.actions.sessions import hold, plan
from alke.workspace.rounds.models import Coverage, Deliverable, Position, Round, Session, Theme
from alke.workspace.rounds.policies.sessions import of_region
from alke.workspace.rounds.rules.coverage import Cell
from alke.workspace.rounds.rules.formats import Format, Layout, compare, format_of
from alke.workspace.rounds.rules.sessions import AREAS, Facts, Pattern, Plan, laid_out
from tests.workspace.conftest import World, organisation, person

FORMATS = Path(__file__).with_name("formats")
YEARS = {
    2020: Format.PER_REGION,
    2022: Format.PER_REGION,
    2023: Format.JOINT_THEMATIC,
    2024: Format.MIXED,
    2025: Format.JOINT_THEMATIC,
}


def data_of(year: int) -> dict[str, Any]:
    return yaml.safe_load((FORMATS / f"{year}.yaml").read_text("utf-8"))


def laid(year: int, world: World) -> Round:
    talks = Round.objects.create(year=year, state="open")
    lay_out(talks, data_of(year), by=world.coordinator)
    return talks


def small_round(*regions: str, themes: int = 2) -> tuple[Round, list[Theme]]:
    talks = Round.objects.create(year=2027, state="open", regions=list(regions))
    return talks, [Theme.objects.create(round=talks, order=n, name_fi=f"Teema {n}") for n in range(1, themes + 1)]


def plans(talks: Round, pattern: Pattern, **more: Any) -> list[Plan]:
    themes = {pk: theme.names for pk, theme in themes_of(talks).items()}
    return laid_out(pattern, open_cells(talks), themes, **more)


@pytest.mark.parametrize("year", YEARS)
def test_the_format_of_each_historical_round_is_named_from_its_sessions(year: int, world: World) -> None:
    assert format_of(layout_of(laid(year, world))) == YEARS[year]


@pytest.mark.parametrize("year", (2020, 2022))
def test_in_a_round_per_region_each_region_sees_only_its_own_session(year: int, world: World) -> None:
    talks = laid(year, world)
    assert talks.sessions.count() == len(MAINLAND)
    for code in MAINLAND:
        own = of_region(talks.sessions.all(), code)
        assert own.count() == 1
        regions = set(Coverage.objects.filter(meeting__session__in=own).values_list("region", flat=True))
        assert regions == {code}


def test_in_2024_each_region_has_its_area_and_its_own_talk(world: World) -> None:
    talks = laid(2024, world)
    assert talks.sessions.count() == 4 + len(MAINLAND)
    assert {of_region(talks.sessions.all(), code).count() for code in MAINLAND} == {2}
    ostro = set(of_region(talks.sessions.all(), "MK14").values_list("meeting__name_fi", flat=True))
    assert ostro == {"Läntisen Suomen tilaisuus", "Etelä-Pohjanmaan aluekehittämiskeskustelu"}


def test_the_areas_of_2024_alone_are_a_format_for_areas_and_the_talks_alone_per_region(world: World) -> None:
    layout = layout_of(laid(2024, world))
    areas = {key: cells for key, cells in layout.sessions.items() if len({cell.region for cell in cells}) > 1}
    talks = {key: cells for key, cells in layout.sessions.items() if key not in areas}
    assert format_of(Layout(layout.regions, layout.themes, areas)) == Format.PER_AREA
    assert format_of(Layout(layout.regions, layout.themes, talks)) == Format.PER_REGION


def test_2022_keeps_its_cooperation_documents_and_the_day_of_satakunta(world: World) -> None:
    talks = laid(2022, world)
    assert "16 miljoonaa" in talks.outcomes.get().title
    assert of_region(talks.sessions.all(), "MK04").get().meeting.starts_on == date(2022, 2, 3)


def test_what_is_not_known_to_have_been_discussed_in_2024_is_not_said_to_have_been(world: World) -> None:
    talks = laid(2024, world)
    area = talks.sessions.get(meeting__name_fi="Itäisen Suomen tilaisuus")
    assert set(area.meeting.coverage.values_list("state", flat=True)) == {"planned"}


def test_the_talks_of_2025_are_expected_and_not_held(world: World) -> None:
    meeting = laid(2025, world).sessions.get().meeting
    assert (meeting.certainty, meeting.place, meeting.starts_on) == ("expected", "Helsinki", date(2025, 3, 20))


@pytest.mark.parametrize("year", [2024, 2025])
def test_laying_out_twice_repeats_nothing(world: World, year: int) -> None:
    talks = laid(year, world)
    before = [talks.sessions.count(), talks.themes.count(), talks.outcomes.count(), talks.coverage.count()]
    assert lay_out(talks, data_of(year), by=world.coordinator) == []
    assert [talks.sessions.count(), talks.themes.count(), talks.outcomes.count(), talks.coverage.count()] == before


def test_laying_out_the_same_data_of_another_year_is_refused(world: World) -> None:
    talks = Round.objects.create(year=2021, state="open")
    with pytest.raises(Exception, match="the data are of the year 2023"):
        lay_out(talks, data_of(2023), by=world.coordinator)
    assert not talks.themes.exists()


def test_a_round_without_sessions_has_no_format_yet() -> None:
    assert format_of(Layout(("MK01", "MK02"), {1: "T"}, {})) == Format.UNKNOWN
    assert format_of(Layout(("MK01", "MK02"), {1: "T"}, {"a": frozenset()})) == Format.UNKNOWN


CELLS = st.frozensets(st.builds(Cell, st.sampled_from(["MK01", "MK02", "MK03"]), st.integers(1, 3)))
LAYOUTS = st.builds(
    Layout,
    st.just(("MK01", "MK02", "MK03")),
    st.just({1: "A", 2: "B", 3: "C"}),
    st.dictionaries(st.sampled_from("abcd"), CELLS, max_size=4),
    st.just({}),
    CELLS,
)


@given(LAYOUTS, LAYOUTS)
def test_a_comparison_tells_of_every_cell_exactly_once(before: Layout, now: Layout) -> None:
    moved = compare(before, now)
    told = [c for group in (moved.moved, moved.uncovered, moved.covered) for move in group for c in move.cells]
    told += moved.unchanged
    assert sorted(told) == sorted({c for one in (before, now) for cells in one.sessions.values() for c in cells})


@given(LAYOUTS)
def test_a_layout_compared_with_itself_has_moved_nothing(layout: Layout) -> None:
    assert compare(layout, layout).nothing


@given(LAYOUTS)
def test_a_layout_is_read_back_from_its_record_as_it_was(layout: Layout) -> None:
    again = Layout.read(layout.record())
    assert (again.sessions, again.elsewhere, again.regions) == (layout.sessions, layout.elsewhere, layout.regions)
    assert format_of(again) == format_of(layout)


def test_a_change_of_format_cancels_the_planned_sessions_and_tells_what_moved(world: World) -> None:
    talks, _ = small_round("MK17", "MK18", "MK19")
    plan_all(talks, plans(talks, Pattern.PER_REGION), by=world.coordinator)
    change = change_format(talks, plans(talks, Pattern.JOINT), "matkakielto", by=world.coordinator)
    then, now = Layout.read(change.before), Layout.read(change.after)
    assert (format_of(then), format_of(now)) == (Format.PER_REGION, Format.JOINT_THEMATIC)
    moved = compare(then, now)
    assert (len(moved.gone), len(moved.new), moved.uncovered, moved.covered) == (3, 1, (), ())
    assert sum(len(move.cells) for move in moved.moved) == 6
    gone = Session.objects.filter(pk__in=moved.gone).select_related("meeting", "round")
    assert {(one.state, one.cancelled_because) for one in gone} == {("cancelled", "matkakielto")}
    assert verify().faults == []


def test_the_preview_shows_what_the_change_then_does(world: World) -> None:
    talks, _ = small_round("MK17", "MK18", "MK19")
    plan_all(talks, plans(talks, Pattern.PER_REGION), by=world.coordinator)
    wanted = plans(talks, Pattern.PER_THEME)
    shown = compare(layout_of(talks), after(talks, wanted))
    change = change_format(talks, wanted, "uusi tapa", by=world.coordinator)
    done = compare(Layout.read(change.before), Layout.read(change.after))
    assert [len(move.cells) for move in shown.moved] == [len(move.cells) for move in done.moved]
    assert (shown.gone, len(shown.new), shown.unchanged) == (done.gone, len(done.new), done.unchanged)


def test_a_session_over_the_very_same_cells_stays_with_its_papers(world: World) -> None:
    talks, _ = small_round("MK17", "MK18")
    north, kainuu = plan_all(talks, plans(talks, Pattern.PER_REGION), by=world.coordinator)
    writings.write(kainuu, "invitation", Language.FI, "Tervetuloa", base=0, by=world.coordinator)
    wanted = plans(talks, Pattern.PER_REGION)
    wanted = [Plan(Facts("Uusi nimi", place="Kajaani"), one.cells) for one in wanted if kainuu_only(one)]
    change_format(talks, wanted, "Pohjois-Pohjanmaa jää pois", by=world.coordinator)
    kainuu = Session.objects.get(pk=kainuu.pk)
    assert (kainuu.state, kainuu.meeting.place) == ("planned", "Kajaani")
    assert Session.objects.get(pk=north.pk).state == "cancelled"
    assert {cell.region for cell in open_cells(talks) - covered(talks)} == {"MK17"}


def kainuu_only(one: Plan) -> bool:
    return {cell.region for cell in one.cells} == {"MK18"}


def covered(talks: Round) -> set[Cell]:
    return {cell for cells in layout_of(talks).sessions.values() for cell in cells}


def test_a_change_of_format_that_fails_changes_nothing(world: World) -> None:
    talks, _ = small_round("MK17", "MK18")
    plan_all(talks, plans(talks, Pattern.PER_REGION), by=world.coordinator)
    before, events = layout_of(talks), Event.objects.count()
    bad = [*plans(talks, Pattern.JOINT), Plan(Facts("Vieras"), frozenset({Cell("MK01", 999)}))]
    with pytest.raises(Impossible):
        change_format(talks, bad, "syy", by=world.coordinator)
    with pytest.raises(Impossible):
        change_format(talks, plans(talks, Pattern.JOINT), "  ", by=world.coordinator)
    assert (layout_of(talks), Event.objects.count()) == (before, events)


def test_only_the_coordinator_changes_the_format_and_the_others_are_told_why_not(world: World) -> None:
    talks, _ = small_round("MK17", "MK18")
    for actor in (world.secretary, world.preparer, world.expert, world.anyone):
        with pytest.raises(Refused) as refused:
            change_format(talks, plans(talks, Pattern.JOINT), "syy", by=actor)
        assert refused.value.reason.fi
    talks.state, talks.closed_on = "closed", date(2027, 5, 1)
    talks.save()
    with pytest.raises(Refused) as refused:
        change_format(talks, [], "syy", by=world.coordinator)
    assert "päättynyt" in refused.value.reason.fi


class ChangeKeepsEverything(TestCase):
    """Whatever the formats before and after, and whatever has been held, the rest of the round stays as it was."""

    def setUp(self) -> None:
        tem = organisation("tem", "ministry", "Työ- ja elinkeinoministeriö")
        self.by = person("Kaisa Koordinaattori", tem, Role.COORDINATOR)
        self.tem = tem

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        first=st.sampled_from(Pattern),
        second=st.sampled_from(Pattern),
        held=st.integers(0, 2),
        left=st.booleans(),
        dropped=st.integers(0, 3),
    )
    def test_a_change_of_format_keeps_deliverables_positions_discussed_cells_and_links(
        self, first: Pattern, second: Pattern, held: int, left: bool, dropped: int
    ) -> None:
        talks, themes = small_round("MK17", "MK18", "MK19")
        areas = [(Text.same("Pohjoinen"), ("MK17", "MK19")), (Text.same("Kainuu"), ("MK18",))]
        skip(talks, Cell("MK19", themes[1].pk), reason="ei ajankohtainen", by=self.by)
        sessions = plan_all(talks, plans(talks, first, groups=areas), by=self.by)
        past = date.today() - timedelta(days=1)
        for one in sessions[:held]:
            cell = Cell(*one.meeting.coverage.values_list("region", "theme")[0])
            hold(one, by=self.by, starts_on=past, left={cell: "aika loppui"} if left else None)
        council = organisation("kainuun-liitto", "council", "Kainuun liitto", "MK18")
        Deliverable.objects.create(round=talks, owner=council, receiver=self.tem)
        position = Position.objects.create(round=talks, region="MK18", theme=themes[0], organisation=council)
        writings.write(position, "position", Language.FI, "Kannatamme", base=0, by=self.by)
        talks.outcomes.create(title="Luonnos", organisation=self.tem, session=sessions[-1])
        before = kept(talks)
        change_format(talks, plans(talks, second, groups=areas)[dropped:], "toinen tapa", by=self.by)
        assert kept(talks) == before
        assert not set(cells_of(talks, themes_of(talks))) - set(seen(talks)) - open_cells(talks)


def kept(talks: Round) -> list[Any]:
    """Everything of a round that a change of format must not touch."""
    theme_rows = list(talks.themes.values())
    discussed = list(talks.coverage.exclude(state="planned").order_by("pk").values())
    links = list(talks.outcomes.values("pk", "session", "session__meeting"))
    texts = writings.current(list(Position.objects.filter(round=talks)))
    said = {key: version.text for key, version in texts.items()}
    held = list(talks.sessions.filter(meeting__certainty=Certainty.HELD).order_by("pk").values())
    rows = [list(talks.deliverables.values()), list(talks.positions.values()), list(talks.followups.values())]
    return [theme_rows, discussed, links, said, held, rows, Organisation.objects.count()]


def seen(talks: Round) -> list[Cell]:
    return [Cell(*pair) for pair in talks.coverage.values_list("region", "theme")]


def test_four_areas_hold_every_mainland_region_once() -> None:
    assert sorted(code for _, regions in AREAS.values() for code in regions) == sorted(MAINLAND)


def test_a_session_planned_twice_for_a_region_is_seen_as_two(world: World) -> None:
    talks, themes = small_round("MK17", "MK18")
    plan(talks, Facts("A"), [Cell("MK18", themes[0].pk)], by=world.coordinator)
    plan(talks, Facts("B"), [Cell("MK18", themes[0].pk)], by=world.coordinator)
    assert len(layout_of(talks).of_region("MK18")) == 2


def test_a_round_is_laid_out_and_its_format_changed_through_the_page(world: World, client: Client) -> None:
    talks, themes = small_round("MK17", "MK18", "MK19")
    client.force_login(User.objects.get(pk=world.coordinator.user_id))
    there = "/fi/kierros/2027/toteutustapa/"
    assert "Maakuntakohtainen" in client.get(there).content.decode()
    common = {"themes": [theme.pk for theme in themes], "certainty": "expected"}
    rows = {f"use_{n}": "on" for n in range(3)} | {f"name_{n}": f"Keskustelu {n}" for n in range(3)}
    given = common | rows | {"starts_on_0": "2027-02-01", "place_0": "Oulu"}
    page = client.post(f"{there}?pattern=per_region", given | {"look": "1"}).content.decode()
    assert "Saa tilaisuuden" in page
    assert not talks.sessions.exists()
    seen = seen_in(page)
    assert client.post(f"{there}?pattern=per_region", given | {"confirm": "1", "seen": seen}).status_code == 302
    assert talks.sessions.count() == 3
    assert not talks.format_changes.exists()
    joint = common | {"use_0": "on", "name_0": "Yhteinen keskustelu", "reason": "matkakielto"}
    page = client.post(f"{there}?pattern=joint", joint | {"confirm": "1", "seen": "vanha"}).content.decode()
    assert "muuttuivat esikatselun jälkeen" in page
    assert 'value="Yhteinen keskustelu"' in page
    done = client.post(f"{there}?pattern=joint", joint | {"confirm": "1", "seen": seen_in(page)})
    record = client.get(done["Location"]).content.decode()
    for told in ("maakuntakohtainen", "yhteinen temaattinen", "matkakielto", "Keskustelu 2", "Yhteinen keskustelu"):
        assert told in record
    assert format_of(layout_of(talks)) == Format.JOINT_THEMATIC


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_regions_grouped_into_areas_with_their_own_talks_beside_make_a_mixed_format(
    world: World, client: Client
) -> None:
    talks, themes = small_round("MK17", "MK18", "MK19")
    client.force_login(User.objects.get(pk=world.coordinator.user_id))
    there = "/fi/kierros/2027/toteutustapa/?pattern=per_area"
    given: dict[str, Any] = {"themes": [themes[0].pk], "certainty": "preparing", "also_regions": "on"}
    given |= {"use_2": "on", "name_2": "Pohjoinen Suomi", "group_MK17": "2", "group_MK19": "2", "group_MK18": ""}
    seen = seen_in(client.post(there, given | {"look": "1"}).content.decode())
    client.post(there, given | {"confirm": "1", "seen": seen})
    layout = layout_of(talks)
    assert sorted(len({cell.region for cell in cells}) for cells in layout.sessions.values()) == [1, 1, 1, 2]
    assert format_of(layout) == Format.MIXED
    assert talks.sessions.get(meeting__name_fi="Pohjoinen Suomi").meeting.name_sv == "Norra Finland"


def test_the_page_of_the_format_is_refused_to_others(world: World, client: Client) -> None:
    small_round("MK17", "MK18")
    client.force_login(User.objects.get(pk=world.preparer.user_id))
    assert client.get("/fi/kierros/2027/toteutustapa/").status_code == 403
