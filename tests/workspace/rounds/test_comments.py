"""Comment rounds: those asked comment for themselves, a draft is their own, and silence is told at the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alke.base.languages import Language
from alke.workspace.addresses import address
from alke.workspace.journal.models import Event
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import User
from alke.workspace.people.policies import Refused
from alke.workspace.rounds.actions import comments
from alke.workspace.rounds.models import Comment, CommentRound
from alke.workspace.rounds.policies.parts import part_of
from alke.workspace.rounds.rules.deliveries import UnfitError
from tests.workspace.conftest import World
from tests.workspace.rounds.papers import open_round

FI = Language.FI


def sign_in(client: Client, actor: Actor) -> Client:
    client.logout()
    if actor.signed_in:
        client.force_login(User.objects.get(pk=actor.user_id))
    return client


def opened(world: World) -> CommentRound:
    return comments.open_round(
        open_round(),
        title="Ministeriöiden kommentit kuvista",
        subject="pictures",
        due=timezone.localdate() + timedelta(days=10),
        asked=[world.ym, world.tem, world.kainuu],
        by=world.coordinator,
    )


def commented(of: CommentRound, by: Actor, text: str = "Ei huomautettavaa.") -> Comment:
    one = comments.start(of, by=by)
    part_of("comment", "comment").write(one, "comment", FI, text, base=0, by=by)
    return one


def there(of: CommentRound, name: str = "comment-round") -> str:
    return address(FI, name, year=2025, pk=of.pk)


def test_a_draft_is_its_organisation_s_until_released(client: Client, world: World) -> None:
    of = opened(world)
    one = commented(of, world.expert)
    for other in (world.anyone, world.coordinator, world.preparer):
        assert "Ei huomautettavaa" not in sign_in(client, other).get(there(of)).content.decode()
    assert "Ei huomautettavaa" in sign_in(client, world.expert).get(there(of)).content.decode()
    comments.release(one, by=world.expert)
    assert "Ei huomautettavaa" in sign_in(client, world.anyone).get(there(of)).content.decode()


def test_closing_tells_who_did_not_answer_and_the_log_keeps_it(world: World) -> None:
    of = opened(world)
    comments.release(commented(of, world.expert), by=world.expert)
    commented(of, world.preparer)
    assert {one.code for one in comments.close(of, by=world.coordinator)} == {"tem", "kainuun-liitto"}
    event = Event.objects.get(verb="commentround.close")
    assert event.after["silent"] == ["kainuun-liitto", "tem"]


def test_after_closing_nothing_is_written_or_released_until_there_is_more_time(world: World) -> None:
    of = opened(world)
    one = commented(of, world.expert)
    comments.close(of, by=world.coordinator)
    late = Comment.objects.select_related("comment_round__round", "organisation").get(pk=one.pk)
    with pytest.raises(Refused) as met:
        comments.release(late, by=world.expert)
    assert "kommenttikierros on päättynyt" in met.value.reason.fi
    with pytest.raises(Refused):
        part_of("comment", "comment").write(late, "comment", FI, "Lisäys", base=1, by=world.expert)
    comments.extend(of, due=of.due + timedelta(days=5), reason="Pyydettiin", by=world.coordinator)
    again = Comment.objects.select_related("comment_round__round", "organisation").get(pk=one.pk)
    assert comments.release(again, by=world.expert).state == "released"


def test_only_those_who_were_asked_comment(world: World) -> None:
    of = opened(world)
    with pytest.raises(UnfitError, match="not been asked"):
        comments.start(of, by=world.outsider)
    with pytest.raises(Refused):
        comments.start(of, by=world.member)
    assert not Comment.objects.exists()


def test_a_comment_round_needs_someone_to_ask_and_a_day_ahead(world: World) -> None:
    of = open_round()
    given = {"title": "Kommentit", "subject": "themes", "by": world.coordinator}
    today = timezone.localdate()
    with pytest.raises(UnfitError, match="at least one"):
        comments.open_round(of, due=today, asked=[], **given)
    with pytest.raises(UnfitError, match="before the opening"):
        comments.open_round(of, due=today - timedelta(days=1), asked=[world.ym], **given)
    assert not CommentRound.objects.exists()


def test_an_empty_comment_is_not_released(world: World) -> None:
    with pytest.raises(UnfitError, match="no text"):
        comments.release(comments.start(opened(world), by=world.expert), by=world.expert)


def test_the_coordinator_opens_and_closes_in_the_browser_and_others_may_not(client: Client, world: World) -> None:
    open_round()
    new = address(FI, "comment-round-open", year=2025)
    assert sign_in(client, world.expert).get(new).status_code == 403
    sign_in(client, world.coordinator)
    due = (timezone.localdate() + timedelta(days=3)).isoformat()
    client.post(new, {"title": "Kommentit", "subject": "themes", "due": due, "asked": [world.ym.pk, world.kainuu.pk]})
    of = CommentRound.objects.get()
    assert set(of.asked.all()) == {world.ym, world.kainuu}
    confirm = client.get(there(of, "comment-round-close")).content.decode()
    assert "Vastaamatta ovat: Kainuun liitto, Ympäristöministeriö." in confirm
    assert sign_in(client, world.expert).post(there(of, "comment-round-close")).status_code == 403
    sign_in(client, world.coordinator).post(there(of, "comment-round-close"))
    assert CommentRound.objects.get().state == "closed"


def test_one_who_was_asked_comments_in_the_browser(client: Client, world: World) -> None:
    of = opened(world)
    sign_in(client, world.preparer)
    assert there(of, "comment-start") in client.get(there(of)).content.decode()
    answer = client.post(there(of, "comment-start"))
    one = Comment.objects.get()
    assert answer["Location"] == address(FI, "text", kind="comment", pk=one.pk, part="comment", written="fi")
    client.post(answer["Location"], {"base": "0", "text": "Liiton kommentti"})
    client.post(address(FI, "comment-release", year=2025, pk=one.pk))
    assert "Liiton kommentti" in sign_in(client, world.anyone).get(there(of)).content.decode()


def test_the_button_is_not_shown_to_those_who_were_not_asked(client: Client, world: World) -> None:
    of = opened(world)
    for other in (world.outsider, world.anyone, world.member):
        assert there(of, "comment-start") not in sign_in(client, other).get(there(of)).content.decode()


def test_the_round_s_timeline_tells_the_day_of_a_comment_round_and_when_it_has_ended(
    client: Client, world: World
) -> None:
    of = opened(world)
    page = sign_in(client, world.anyone).get(address(FI, "round", year=2025)).content.decode()
    timeline = page[page.index('id="timeline"') :]
    line = timeline[
        timeline.rindex("<li", 0, timeline.index(of.title)) : timeline.index("</li>", timeline.index(of.title))
    ]
    assert f"{of.due.day}.{of.due.month}.{of.due.year}" in line and "3 organisaatiota" in line
    assert there(of) in line and "päättynyt" not in line
    comments.close(of, by=world.coordinator)
    assert "päättynyt" in client.get(address(FI, "round", year=2025)).content.decode()
