"""Real HTTP servers on loopback that play recordings, fictional tables and every kind of trouble."""

from __future__ import annotations

import hashlib
import itertools
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any
    headers: Mapping[str, str]


@dataclass
class Reply:
    """What to answer; `raw` takes over the connection instead."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Answers = Callable[[Asked], Reply]


@dataclass
class Playing:
    """A server that is running."""

    address: str
    requests: list[Asked]
    answers: Answers

    def posts(self) -> list[Asked]:
        return [each for each in self.requests if each.method == "POST"]


@contextmanager
def playing(answers: Answers) -> Iterator[Playing]:
    """Answer requests on loopback while the block runs."""
    state = Playing("", [], answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            return

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Any) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query, keep_blank_values=True)
            asked = Asked(self.command, unquote(parts.path), query, body, dict(self.headers))
            state.requests.append(asked)
            reply = state.answers(asked)
            if reply.raw is not None:
                self.close_connection = True
                reply.raw(self)
                return
            self.send_response(reply.status)
            headers = {"Content-Type": "application/json", "Content-Length": str(len(reply.content)), **reply.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            with suppress(OSError):  # who asked may have been killed
                self.end_headers()
                self.wfile.write(reply.content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    state.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Variable:
    """A variable of a fictional table."""

    code: str
    names: dict[str, str]
    values: list[str]
    texts: dict[str, list[str]] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def labels(self, language: str) -> list[str]:
        return self.texts.get(language, [f"{value} {language}" for value in self.values])


@dataclass
class Table:
    """A fictional table whose cells follow from their codes, so that any part of it can be asked for."""

    variables: list[Variable]
    title: dict[str, str]
    updated: str = "2026-04-01T05:00:00Z"
    salt: str = ""

    def cell(self, codes: Sequence[str]) -> tuple[int | None, str]:
        """The number of a cell, or None and a sign."""
        digest = hashlib.sha256("/".join((*codes, self.salt)).encode()).digest()
        return (None, (".", "..")[digest[1] % 2]) if digest[0] < 12 else (int.from_bytes(digest[1:4], "big"), "")

    def metadata(self, language: str) -> dict[str, Any]:
        variables = [
            {"code": v.code, "text": v.names[language], "values": v.values, "valueTexts": v.labels(language), **v.more}
            for v in self.variables
        ]
        return {"title": self.title[language], "variables": variables}

    def dataset(self, chosen: Mapping[str, Sequence[str]], language: str) -> dict[str, Any]:
        """The answer in JSON-stat 2, categories in the table's order whatever the order asked for."""
        values = {v.code: [each for each in v.values if each in set(chosen[v.code])] for v in self.variables}
        cells = [self.cell(codes) for codes in itertools.product(*values.values())]
        dimension = {}
        for v in self.variables:
            labels = dict(zip(v.values, v.labels(language), strict=True))
            category: dict[str, Any] = {
                "index": {each: place for place, each in enumerate(values[v.code])},
                "label": {each: labels[each] for each in values[v.code]},
            }
            if v.code in ("Tiedot", "contentscode"):
                category["unit"] = {each: {"base": "lukumäärä", "decimals": 0} for each in values[v.code]}
            dimension[v.code] = {"label": v.names[language], "category": category}
        signs = {str(place): sign for place, (_, sign) in enumerate(cells) if sign}
        return {
            "version": "2.0",
            "class": "dataset",
            "label": self.title[language],
            "source": "Tilastokeskus, kuviteltu",
            "updated": self.updated,
            "role": {"time": [v.code for v in self.variables if v.more.get("time")]},
            "id": list(values),
            "size": [len(each) for each in values.values()],
            "dimension": dimension,
            "value": [number for number, _ in cells],
            **({"status": signs} if signs else {}),
        }


def fictional(generation: str = "new", *, municipalities: int = 5, years: int = 4, ages: int = 6) -> Table:
    """A fictional table with the codes that StatFin used before June 2026 ("old") or uses since ("new")."""
    codes = {
        "old": ("Alue", "Ikä", "Sukupuoli", "Vuosi", "Tiedot", "vaesto"),
        "new": (
            "alue_23_20260101",
            "ikaryhma_10_20180101",
            "sukupuoli_9_20180101",
            "timeperiod_y",
            "contentscode",
            "vaerak-vaesto",
        ),
    }[generation]
    area, age, sex, time, content, people = codes
    kunta = ["KU091", "KU049", "KU092", "KU853", "KU837", "KU564", "KU297", "KU179"][:municipalities]
    areas = ["SSS", "MK01", "SK011", *kunta]
    totals = {"fi": "Yhteensä", "sv": "Totalt", "en": "Total"}
    sexes = {lang: [totals[lang], *words] for lang, words in _SEXES.items()}
    variables = [
        Variable(area, {"fi": "Alue", "sv": "Område", "en": "Area"}, areas, more={"elimination": True}),
        Variable(
            age,
            {"fi": "Ikä", "sv": "Ålder", "en": "Age"},
            ["SSS", *(f"{age:03}" for age in range(ages))],
            {lang: [totals[lang], *map(str, range(ages))] for lang in totals},
            {"elimination": True},
        ),
        Variable(sex, {"fi": "Sukupuoli", "sv": "Kön", "en": "Sex"}, ["SSS", "1", "2"], sexes, {"elimination": True}),
        Variable(
            time,
            {"fi": "Vuosi", "sv": "År", "en": "Year"},
            [str(year) for year in range(2026 - years, 2026)],
            more={"time": True},
        ),
        Variable(content, {"fi": "Tiedot", "sv": "Uppgifter", "en": "Information"}, [people, "muu"]),
    ]
    titles = {"fi": "Kuviteltu väestö", "sv": "Fiktiv befolkning", "en": "Fictional population"}
    return Table(variables, titles)


_SEXES = {"fi": ["Miehet", "Naiset"], "sv": ["Män", "Kvinnor"], "en": ["Males", "Females"]}
POPULATION = {"sukupuoli": (("SSS", "total"),), "ika": (("SSS", "total"),), "content": (("vaerak-vaesto", "vaesto"),)}
CHILDREN = {"sukupuoli": (("SSS",),), "ika": (("000",), ("001",), ("2",)), "content": (("vaerak-vaesto", "vaesto"),)}


def pxweb1(
    tables: Mapping[str, Table], *, most: int = 100_000, listed: str = "2026-06-06T21:04:32", config: bool = True
) -> Answers:
    """A PxWeb 1 server of tables by their path below the language, such as ``StatFin/vaerak/11re.px``."""

    def answers(asked: Asked) -> Reply:
        language, _, path = asked.path.removeprefix("/api/v1/").partition("/")
        if "config" in asked.query:
            limits = {"maxCells": most, "maxCalls": 1000, "timeWindow": 1}
            return Reply(limits) if config else Reply(b"Not found", 404)
        if path in tables:
            table = tables[path]
            if asked.method == "GET":
                return Reply(table.metadata(language)) if language in table.title else Reply(b"", 404)
            chosen = {each["code"]: each["selection"]["values"] for each in asked.body["query"]}
            data = table.dataset(chosen, language)
            return Reply(data) if len(data["value"]) <= most else Reply(b"Too many values", 403)
        inside = [each for each in tables if each.rpartition("/")[0] == path.strip("/")]
        items = [{"id": each.rpartition("/")[2], "type": "t", "text": "", "updated": listed} for each in inside]
        return Reply(items) if items else Reply(b"Not found", 404)

    return answers


def cut(dataset: Mapping[str, Any], chosen: Mapping[str, Sequence[str]]) -> dict[str, Any] | None:
    """What a recorded JSON-stat 2 answer says on the chosen categories; None when it does not hold them."""
    codes = {}
    for code in dataset["id"]:
        index = dataset["dimension"][code]["category"]["index"]
        codes[code] = list(index) if isinstance(index, list) else sorted(index, key=index.__getitem__)
    if set(chosen) != set(codes) or any(not set(chosen[code]) <= set(codes[code]) for code in codes):
        return None
    kept = {code: [each for each in codes[code] if each in set(chosen[code])] for code in codes}
    places = {code: {each: place for place, each in enumerate(codes[code])} for code in codes}
    values = []
    for cell in itertools.product(*kept.values()):
        flat = 0
        for code, each in zip(codes, cell, strict=True):
            flat = flat * len(codes[code]) + places[code][each]
        values.append(dataset["value"][flat])
    dimension = json.loads(json.dumps(dataset["dimension"]))
    for code, part in dimension.items():
        labels = part["category"]["label"]
        part["category"]["index"] = {each: place for place, each in enumerate(kept[code])}
        part["category"]["label"] = {each: labels[each] for each in kept[code]}
    return {**dataset, "dimension": dimension, "size": [len(each) for each in kept.values()], "value": values}
