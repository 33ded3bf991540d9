"""However the reading and saving of editors is interleaved: no text is lost or replaced by one who had not read it."""

from __future__ import annotations

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alke.base.languages import Language
from alke.workspace.journal import writings
from alke.workspace.journal.models import Event, Version
from alke.workspace.journal.verify import verify
from alke.workspace.journal.writings import Saved, Stale
from alke.workspace.people.actors import Actor
from alke.workspace.people.models import Organisation

EDITORS = 50
NUMBERS = count()
STEPS = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 3), st.integers(0, EDITORS - 1)),
        st.sampled_from(["read", "save", "save again"]),
        st.text(alphabet="aä\r\n \u2028", max_size=4),
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_interleaving_of_fifty_editors_loses_a_text(db: None, steps: list[tuple[int, str, str]]) -> None:
    row = Organisation.objects.create(code=f"o{next(NUMBERS)}", kind="council", name_fi="Kokeilun liitto")
    read, sent, events = dict.fromkeys(range(EDITORS), (0, "")), [], Event.objects.count()
    force, text_in_force = 0, ""
    for turn, (editor, step, end) in enumerate(steps):
        if step == "read":
            now = writings.text_of(row, "intro", Language.FI)
            read[editor] = (now.number, now.text) if now else (0, "")
            assert read[editor] == (force, text_in_force), "what is read is the text in force"
            continue
        text = read[editor][1] if step == "save again" else f"muokkaaja {editor}, kerta {turn}{end}"
        by = Actor(editor, f"Muokkaaja {editor}", "preparer", row.code)
        saved = writings.write(row, "intro", Language.FI, text, base=read[editor][0], by=by)
        wanted = text.replace("\r\n", "\n").strip()
        if wanted == text_in_force and force:
            assert saved == Saved(force), "what is there already is not kept twice"
            continue
        sent.append(wanted)
        if read[editor][0] == force:
            assert saved == Saved(len(sent))
            force, text_in_force = len(sent), wanted
        else:
            assert isinstance(saved, Stale)
            assert (saved.theirs.number, saved.theirs.text) == (force, text_in_force)
            assert (saved.mine.text, saved.mine.base) == (wanted, read[editor][0])
    mine = Version.objects.filter(writing__subject_id=str(row.pk)).order_by("number")
    assert [one.text for one in mine] == sent
    assert Event.objects.count() == events + len(sent)
    assert verify().faults == []
