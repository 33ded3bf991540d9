"""A full round from an empty home: three people, two browsers with scripts and one without, and the days in between.

At the end the coordinator reads off what was not discussed, what has worsened and why something was left, all of it
entered during the play.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.workspace.play import concluding, preparing
from tests.workspace.play.stage import Cast

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1200), pytest.mark.xdist_group("play")]


def test_a_round_is_played_from_an_empty_home_to_the_next_round(cast: Cast, tmp_path: Path) -> None:
    her, house = cast.coordinator, cast.house
    with told_where(cast):
        house.wake("2025-09-01")
        preparing.come_in(cast)
        her.menu("Kierrokset")
        her.reads("Yhtään kierrosta ei ole vielä kirjattu.")
        preparing.open_the_round(her, 2026, "2025-09-01")
        preparing.settle_themes(cast)
        preparing.ask_for_pictures(her)
        house.wake("2025-12-10")
        preparing.confirm_themes(her)
        preparing.deliver_in_time(cast, tmp_path)
        preparing.take_positions(cast)
        preparing.plan_the_session(her)
        house.wake("2026-01-12")
        preparing.deliver_late(her, tmp_path)
        house.wake("2026-04-20")
        concluding.hold_the_session(her)
        concluding.write_the_outcome(cast)
        concluding.consent_and_clear(cast)
        house.wake("2026-05-18")
        concluding.publish_and_close(cast)
        house.wake("2026-09-07")
        preparing.open_the_round(her, 2027, "2026-09-07")
        concluding.follow_up(cast)
        concluding.read_off(her)
    assert "the log holds" in house.run("verify", "log")
    assert [fault for person in cast.everyone for fault in person.faults] == []


@contextmanager
def told_where(cast: Cast) -> Iterator[None]:
    """When the play stops, says what each person had before her."""
    try:
        yield
    except BaseException as error:
        for one in cast.everyone:
            error.add_note(f"{one.name} at {one.page.url}: {one.page.inner_text('body')[:2500]}\n{one.faults}")
        raise
