"""Positions: whose they are, when others see them, and how they differ."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.journal.models import Event
from alke.workspace.people.models import User
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions.positions import make_position, release, set_stance, withdraw
from alke.workspace.rounds.actions.rounds import close_round
from alke.workspace.rounds.models import Position
from alke.workspace.rounds.policies.parts import part_of
from alke.workspace.rounds.policies.positions import POSITIONS
from alke.workspace.rounds.rules.positions import Difference, difference, published, spells
from tests.workspace.conftest import World
from tests.workspace.rounds.concluding import opened, theme


def draft(world: World) -> Position:
    of = opened(world, 2025)
    return make_position(of, theme=theme(of), region="MK18", stance="supports", by=world.preparer)


def test_a_council_writes_the_point_of_its_own_region_only(world: World) -> None:
    of = opened(world, 2025)
    assert make_position(of, theme=(one := theme(of)), region="MK18", by=world.preparer).state == "draft"
    with pytest.raises(Refused, match="own council"):
        make_position(of, theme=one, region="MK19", by=world.preparer)


def test_a_ministry_writes_its_view_for_any_region_or_for_all(world: World) -> None:
    of = opened(world, 2025)
    one = theme(of)
    for region in ("MK18", "MK19", "SSS"):
        assert make_position(of, theme=one, region=region, by=world.expert).organisation == world.ym


def test_a_matrix_without_positions_says_who_writes_them_instead_of_rows_of_dashes(
    world: World, client: Client
) -> None:
    of = opened(world, 2025)
    one = theme(of)
    page = "/fi/kierros/2025/nakemykset/"
    empty = client.get(page).content.decode()
    assert "Maakunnan liitto kirjoittaa maakuntansa nostot" in empty
    assert "<table" not in empty
    assert "Aloita kirjoittamalla" not in empty
    client.force_login(User.objects.get(pk=world.preparer.user_id))
    assert "Aloita kirjoittamalla" in client.get(page).content.decode()
    make_position(of, theme=one, region="MK18", stance="supports", by=world.preparer)
    assert "<table" in client.get(page).content.decode()


def test_a_second_position_on_the_same_theme_and_region_is_refused(world: World) -> None:
    of = opened(world, 2025)
    one = theme(of)
    make_position(of, theme=one, region="MK18", by=world.preparer)
    with pytest.raises(Refused, match="already has a position"):
        make_position(of, theme=one, region="MK18", by=world.approver)


def test_a_draft_is_seen_by_its_own_organisation_only(world: World) -> None:
    draft(world)
    rows = Position.objects.all()
    assert POSITIONS.visible(world.member, rows).exists()
    for other in (world.outsider, world.expert, world.coordinator, world.anyone):
        assert not POSITIONS.visible(other, rows).exists()


def test_a_preparer_writes_but_an_approver_releases(world: World) -> None:
    one = draft(world)
    with pytest.raises(Refused):
        release(one, by=world.preparer)
    assert release(one, by=world.approver).state == "released"
    assert POSITIONS.visible(world.anyone, Position.objects.all()).exists()


def test_a_released_stance_changes_with_a_reason_and_both_stay_in_the_log(world: World) -> None:
    one = release(draft(world), by=world.approver)
    with pytest.raises(Refused, match="Give the reason"):
        set_stance(one, "concerned", by=world.approver)
    with pytest.raises(Refused):
        set_stance(one, "concerned", reason="Linjaus muuttui", by=world.preparer)
    set_stance(one, "concerned", reason="Linjaus muuttui", by=world.approver)
    event = Event.objects.get(verb="position.stance")
    assert (event.before["stance"], event.after["stance"], event.audience) == ("supports", "concerned", "public")


def test_the_log_names_the_theme_and_the_region_in_words(world: World) -> None:
    name = Event.objects.get(subject_kind="rounds.position", subject_id=draft(world).pk).subject_name
    assert name.endswith(", Kainuu: Kainuun liitto")


def test_a_text_that_comes_just_after_the_release_is_refused_and_nothing_of_it_is_kept(world: World) -> None:
    seen_as_draft = Position.objects.get(pk=draft(world).pk)
    release(Position.objects.get(pk=seen_as_draft.pk), by=world.approver)
    part = part_of("position", "position")
    with pytest.raises(Refused):
        part.write(seen_as_draft, "position", Language.FI, "Myöhästynyt", base=0, by=world.preparer)
    assert writings.history(seen_as_draft, "position", Language.FI) == []


def test_the_log_tells_of_a_text_to_those_who_may_read_it_as_things_stand_when_it_is_saved(world: World) -> None:
    seen_as_draft = Position.objects.get(pk=draft(world).pk)
    release(Position.objects.get(pk=seen_as_draft.pk), by=world.approver)
    part = part_of("position", "position")
    part.write(seen_as_draft, "position", Language.FI, "Täsmennetty", base=0, by=world.approver)
    assert Event.objects.get(verb="position.write").audience == "public"


def test_a_withdrawn_position_is_its_organisations_own_again(world: World) -> None:
    one = release(draft(world), by=world.approver)
    with pytest.raises(Refused, match="Give the reason"):
        withdraw(one, reason="", by=world.approver)
    withdraw(one, reason="Hallitus käsittelee ensin", by=world.approver)
    assert not POSITIONS.visible(world.outsider, Position.objects.all()).exists()


def test_what_was_done_while_it_was_a_draft_is_told_to_its_organisation_only(world: World) -> None:
    one = draft(world)
    set_stance(one, "neutral", by=world.preparer)
    release(one, by=world.approver)
    told = dict(Event.objects.filter(subject_kind="rounds.position").values_list("verb", "audience"))
    assert told == {"position.make": "organisation", "position.stance": "organisation", "position.release": "public"}


def test_nothing_changes_once_the_round_has_closed(world: World) -> None:
    one = draft(world)
    close_round(one.round, without="Kokeilu", by=world.coordinator)
    with pytest.raises(Refused, match="not under way"):
        set_stance(one, "neutral", by=world.preparer)


@pytest.mark.parametrize(
    ("stances", "told"),
    [
        ([], Difference.NONE),
        (["concerned"], Difference.NONE),
        (["supports", "supports"], Difference.NONE),
        (["supports", "with_conditions"], Difference.DEGREE),
        (["neutral", "cannot_support"], Difference.DEGREE),
        (["with_conditions", "concerned"], Difference.OPPOSED),
    ],
)
def test_stances_differ_in_degree_or_are_opposed(stances: list[str], told: Difference) -> None:
    assert difference(stances) is told


def test_only_versions_in_force_while_released_are_shown_to_others() -> None:
    def at(minute: int) -> datetime:
        return datetime(2025, 1, 1, 12, minute, tzinfo=UTC)

    written = [at(0), at(5), at(20), at(30), at(50)]
    released = spells([(at(10), "release"), (at(25), "withdraw"), (at(40), "release")])
    assert published(written, released) == [1, 2, 3, 4]
    assert published(written, []) == []
