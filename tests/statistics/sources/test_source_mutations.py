"""Whatever one place of an answer is changed to, a source gives a table or says what is wrong: it never crashes."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alke.base.errors import AlkeError
from alke.base.languages import Language
from alke.statistics.cube import Cube
from alke.statistics.sources import SOURCES, open_source
from alke.statistics.sources.http import Answer, Params, RefusedError
from alke.statistics.sources.wanted import Wanted
from tests.statistics.sources import test_source_pxweb2 as pxweb2
from tests.statistics.sources import test_source_sotkanet_eurostat as others
from tests.statistics.sources.servers import POPULATION, Answers, Asked, fictional, pxweb1

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**12) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)


class Changing:
    """Stands for the client: answers as the server would, with one place of one answer changed."""

    def __init__(self, answers: Answers, at: int, change: Callable[[Any], Any]) -> None:
        self.answers, self.at, self.change = answers, at, change
        self.manners, self.calls = others.QUICK, 0

    def get(self, address: str, params: Params = ()) -> Answer:
        query: dict[str, list[str]] = parse_qs(urlsplit(address).query, keep_blank_values=True)
        for name, value in params:
            query.setdefault(name, []).append(value)
        return self._answer(Asked("GET", unquote(urlsplit(address).path), query, None, {}), address)

    def post(self, address: str, question: object) -> Answer:
        query = parse_qs(urlsplit(address).query)
        body = json.loads(json.dumps(question))
        return self._answer(Asked("POST", unquote(urlsplit(address).path), query, body, {}), address)

    def _answer(self, asked: Asked, address: str) -> Answer:
        reply = self.answers(asked)
        self.calls += 1
        if reply.status != 200:
            raise RefusedError("no", reply.status, where=address, fix="x")
        found = json.loads(reply.content)
        if self.calls == self.at:
            found = self.change(found)
        return Answer(json.dumps(found).encode(), found)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for key, inner in items for place in places(inner, (*at, key)))]


def put(value: Any, at: tuple[Any, ...], junk: Any) -> Any:
    if not at:
        return junk
    changed = copy.deepcopy(value)
    inner = changed
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = junk
    return changed


CASES = {
    "statfin": (
        pxweb1({"StatFin/vaerak/11re.px": fictional(municipalities=2, years=2, ages=2)}, most=12),
        Wanted("statfin", ("11re", "statfin_vaerak_pxt_11re"), (POPULATION,)),
    ),
    "scb": (pxweb2.fictional, Wanted("scb", ("T1",), codelists={"alder": "agg_10"})),
    "sotkanet": (others.sotkanet, Wanted("sotkanet", ("4404",))),
    "eurostat": (others.eurostat, Wanted("eurostat", ("nama_10r_3gdp",), ({"unit": (("EUR_HAB",),)},))),
}


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_an_answer_changed_in_one_place_gives_a_table_or_an_error_for_a_person(name: str, data: st.DataObject) -> None:
    answers, wanted = CASES[name]

    def change(found: Any) -> Any:
        every = places(found)
        at = every[data.draw(st.integers(0, len(every) - 1))]
        return put(found, at, data.draw(JUNK))

    base = {"statfin": "/api/v1", "scb": "/api/v2", "sotkanet": "/rest/1.1", "eurostat": "/statistics/1.0"}[name]
    source = open_source(name, base=f"http://127.0.0.1{base}", languages=(Language.FI, Language.SV))
    source.client.close()
    source.client = Changing(answers, data.draw(st.integers(1, 8)), change)  # type: ignore[assignment]
    try:
        plan = source.plan(wanted)
        cube = source.cube(plan, [source.part(plan, number) for number in range(len(plan.asks))])
    except AlkeError as error:
        assert error.what
        assert error.fix
    else:
        assert isinstance(cube, Cube)


def test_every_source_of_the_registry_is_changed_here() -> None:
    assert set(CASES) == set(SOURCES)
