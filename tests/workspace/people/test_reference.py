"""The organisations of the talks: who they are, what they are called, and that loading again changes nothing."""

from __future__ import annotations

import pytest

from alke.areas import MAINLAND, area
from alke.workspace.journal.models import Event
from alke.workspace.people import reference
from alke.workspace.people.models import Organisation

pytestmark = pytest.mark.django_db


def test_all_parties_of_the_talks_are_there_with_names_in_three_languages() -> None:
    reference.load()
    kinds = {kind: Organisation.objects.filter(kind=kind).count() for kind in ("government", "ministry", "council")}
    assert kinds == {"government": 1, "ministry": 10, "council": 18}
    assert Organisation.objects.filter(kind="evk").count() == 10
    assert Organisation.objects.filter(kind="ely").count() == 15
    assert Organisation.objects.filter(kind="wellbeing").count() == 22
    assert not Organisation.objects.filter(name_sv="").exists()
    assert not Organisation.objects.filter(name_en="").exists()
    tem = Organisation.objects.get(code="tem")
    assert (tem.name_sv, tem.short.sv) == ("Arbets- och näringsministeriet", "ANM")
    kainuu = Organisation.objects.get(code="kainuun-liitto")
    assert (kainuu.name_sv, kainuu.regions) == ("Kajanalands förbund", ["MK18"])


def test_each_mainland_region_has_one_council_one_centre_and_one_centre_before_it() -> None:
    reference.load()
    for kind in ("council", "evk", "ely"):
        covered = [code for row in Organisation.objects.filter(kind=kind) for code in row.regions]
        assert sorted(covered) == sorted(MAINLAND), kind


def test_an_ely_centre_ended_when_its_successor_began() -> None:
    reference.load()
    for row in Organisation.objects.filter(kind="ely").select_related("successor"):
        assert row.successor is not None
        assert row.valid_to is not None and row.successor.valid_from is not None
        assert (row.successor.valid_from - row.valid_to).days == 1
        assert set(row.regions) & set(row.successor.regions)


def test_a_wellbeing_county_is_named_after_its_region() -> None:
    reference.load()
    for row in Organisation.objects.filter(kind="wellbeing").exclude(regions=["MK01"]):
        genitive = area(row.regions[0]).genitive.fi
        assert row.name_fi == f"{genitive} hyvinvointialue"


def test_loading_again_changes_nothing_and_says_nothing() -> None:
    assert reference.load() == Organisation.objects.count()
    said = Event.objects.count()
    assert reference.load() == 0
    assert Event.objects.count() == said


def test_loading_mends_what_differs_and_says_so() -> None:
    reference.load()
    Organisation.objects.filter(code="tem").update(name_sv="Fel namn")
    assert reference.load() == 1
    assert Organisation.objects.get(code="tem").name_sv == "Arbets- och näringsministeriet"
    event = Event.objects.first()
    assert event is not None
    assert (event.verb, event.before, event.actor_name) == ("organisation.mend", {"name_sv": "Fel namn"}, "Alke")
