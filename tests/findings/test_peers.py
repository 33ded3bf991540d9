"""Peers of regions: on made-up values, and on the embedded figures where sense can be judged."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from alke.areas import MAINLAND, REGIONS
from alke.areas.neighbours import neighbours
from alke.base.errors import UnknownCodeError
from alke.findings.generate import ensure
from alke.findings.peers import STRUCTURE, PeerKind, group
from alke.indicators.values import Values
from tests.findings import fictional

Made = dict[str, Values]


def made_up(years: int = 1) -> Made:
    """Regions on a line: each differs from the next by as much in every measure."""
    made = {}
    for number, key in enumerate(STRUCTURE):
        rows = {area: [100.0 + place * (number + 1)] * years for place, area in enumerate(MAINLAND)}
        made[key] = fictional.values(fictional.indicator(id=key), rows)
    people = {area: [1_000.0 * 2**place] for place, area in enumerate(MAINLAND)}
    made["population"] = fictional.values(fictional.people(), people)
    return made


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Values]:
    generation = ensure(tmp_path_factory.mktemp("home"))
    return {key: generation.values(key) for key in (*STRUCTURE, "population")}


def test_a_border_is_common_to_both_and_aland_has_none() -> None:
    for area, others in neighbours().items():
        assert area not in others
        assert all(area in neighbours()[other] for other in others)
    assert set(neighbours()) == set(MAINLAND)
    assert neighbours()["MK18"] == ("MK11", "MK12", "MK17")


def test_the_nearest_by_structure_are_those_beside_on_the_line() -> None:
    assert set(group(made_up(), MAINLAND[8], PeerKind.STRUCTURE, count=2).codes) == {MAINLAND[7], MAINLAND[9]}


def test_each_peer_tells_three_measures_that_bind_and_three_that_part() -> None:
    (peer, *_) = group(made_up(), "MK18", PeerKind.STRUCTURE).peers
    assert len(peer.binds) == len(peer.parts) == 3
    assert max(trait.apart for trait in peer.binds) <= min(trait.apart for trait in peer.parts)
    assert not {trait.indicator for trait in peer.binds} & {trait.indicator for trait in peer.parts}


def test_a_region_like_no_other_has_peers_that_are_told_as_far(embedded: Mapping[str, Values]) -> None:
    assert not any(peer.near for peer in group(embedded, "MK01", PeerKind.STRUCTURE).peers)
    assert "MK01" not in group(embedded, "MK18", PeerKind.STRUCTURE).codes


def test_peers_of_kainuu_are_the_regions_a_preparer_would_name(embedded: Mapping[str, Values]) -> None:
    assert set(group(embedded, "MK18", PeerKind.STRUCTURE).codes) == {"MK10", "MK11", "MK12", "MK19"}


@pytest.mark.parametrize("area", REGIONS)
def test_every_region_has_peers_by_structure_and_knows_how_lasting_they_are(
    embedded: Mapping[str, Values], area: str
) -> None:
    found = group(embedded, area, PeerKind.STRUCTURE)
    assert len(found.codes) == 4
    assert found.stability is not None
    assert 0 <= found.stability <= 1
    assert len(found.years) >= 8
    assert [peer.distance for peer in found.peers] == sorted(peer.distance for peer in found.peers)


def test_the_same_values_in_every_year_give_the_same_peers() -> None:
    assert group(made_up(years=12), "MK18", PeerKind.STRUCTURE).stability == 1


def test_size_counts_how_many_times_larger() -> None:
    found = group(made_up(), MAINLAND[5], PeerKind.SIZE, count=2)
    assert set(found.codes) == {MAINLAND[4], MAINLAND[6]}
    assert all(peer.near for peer in found.peers)


def test_a_group_of_ones_own_is_taken_as_given_without_the_region_itself() -> None:
    assert set(group(made_up(), "MK18", PeerKind.OWN, own=["MK01", "MK18", "MK01", "MK21"]).codes) == {"MK01", "MK21"}
    with pytest.raises(UnknownCodeError, match="MK99"):
        group(made_up(), "MK18", PeerKind.OWN, own=["MK99"])


def test_the_major_area_holds_its_other_regions() -> None:
    assert "MK17" in group(made_up(), "MK18", PeerKind.MAJOR_AREA).codes


def test_without_measures_nobody_is_chosen_by_structure() -> None:
    found = group({}, "MK18", PeerKind.STRUCTURE)
    assert (found.codes, found.stability) == ((), None)
    assert all(math.isnan(peer.distance) for peer in group({}, "MK18", PeerKind.NEIGHBOURS).peers)
