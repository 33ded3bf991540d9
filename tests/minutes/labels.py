"""The hand-labelled minutes items and how a reading is judged against them. Leaves out the reading itself.

The texts of `corpus/` are made up, people and events alike; their facts are nobody's.

A case is a text of `corpus/` (or one of the real inputs beside the checkout) and a YAML file of labels: `text`,
`language`, `facts` and, for traps, `wrong`. Labels are exhaustive for every kind: what a reading finds and no label
knows is *invented*. `must: false` marks what is right when found and not expected.

Decisions on the vocabulary, the same for the labels and for the parser:

Names
- Organisations and fora have one canonical name in every language, the Finnish one: AUNE, AUNE:n valmisteluverkosto,
  MKJ (maakuntajohtajat, landskapsdirektörerna), aluekehitysjohtajat (ALKE-johtajat, regionutvecklingsdirektörerna),
  VN-verkosto (SR-nätverket), VN:n ALKE-työryhmä, Itä- ja Pohjois-Suomen neuvottelukunta, TEM (ANM), VN (SR, statsrådet,
  "valtioneuvosto"), maakuntien liitot (also liitot, landskapsförbunden). One council keeps its own name ("Lapin
  liitto"). Bodies: "Maakunnan yhteistyöryhmän sihteeristö", "Maakunnan yhteistyöryhmä", "Maakuntahallitus",
  "Maakuntavaltuusto", "Hallitus" as the house writes it; a Swedish body may keep its Swedish name. A region in a body's
  name goes to `region` (MK19).
- A place is in the nominative ("Helsinki"). A theme's name is as written, without its number, bullet, "sekä" and full
  stop; what stands in brackets or after a colon, when it narrows the theme, is its focus.

Dates
- DATE is the day of the meeting in the body line. It is not an EVENT as well.
- A date without a year takes it from the meeting (`year_from: context`): the past tense looks back, the present and the
  future look forward. In January "12.12." with a past tense is the year before; in December "helmikuussa" is the next.
- "joulukuun aikana", "tammikuun lopussa" are a `month`. "Vuoden loppuun mennessä" is due 12-31, "tammikuun loppuun
  mennessä" 01-31. "Viikolla 8" is Monday to Sunday (or Friday) of the ISO week. A season ("keväällä") has no date.

Certainty
- A plain present ("pidetään", "toimittavat", "hålls") is `decided`; the past and the perfect ("pidettiin", "hölls", "on
  esittänyt" of the act itself) are `held`; "todennäköisesti", "-neen", "on tarkoitus", "suunnitellaan", "arviolta",
  "torde", "avses", "planeras" are `expected`; "esittää", "ehdottaa", "alustavat", "preliminära" are `proposed`;
  "valmistelee", "valmistellaan", "bereds" are `preparing`.
- A theme that was proposed is `proposed`, while the meeting where it was is an EVENT that is `held`. A theme that was
  confirmed, or that the talks simply have ("teemat ovat"), is `decided`; a theme of talks that are over may be `held`.

Events
- The act names the event: the proposal of themes at a meeting is theme_proposal, their confirmation
  theme_confirmation, "TEM päättää lopullisista teemoista" theme_decision; `body` is the forum where it is done, or
  who does it when no forum is named. A meeting named only as a meeting is forum_meeting. The talks are talks.
- Something owed by a time is a DEADLINE; reading it as an EVENT `delivery` besides is not wrong. Something that was
  delivered is an EVENT `delivery`, held.

Outcomes
- "Hyväksyttiin esityksen mukaan" is as_proposed, whatever was proposed, and never noted. "Esittää, että X merkitsee
  tiedoksi" as a decision is proposal_to_body with to_body X, asks noted.
- A CONFLICT is there only when two facts cannot both be: two who settle the themes, two dates for the same talks.
  Two hedges are none, and neither is a proposal by one and its confirmation by another.
- Parts: Tiivistelmä, Sammandrag summary; Selostus, Perustelut, (Asian) tausta, Redogörelse, Motivering, Beskrivning
  account; Päätösesitys, Päätösehdotus, Ehdotus, Esitys, Beslutsförslag, Förslag proposal; (Asian) käsittely,
  Kokouskäsittely, Behandling handling; Päätös, Beslut decision. Text without a heading is no PART.

How a found fact matches a label: the kinds are equal, the spans overlap, and every field that both have agrees. BODY,
DATE, SECTION, REGISTRY_NUMBER, TITLE, ROUND and FORUM are said many times over: they match by value, wherever they are.
A fact that does not quote its span or lacks a required field is invented; one without the time that its label has is
right and not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from alke.minutes.facts import Fact, Item, Kind, Span

CORPUS = Path(__file__).parent / "corpus"
SHARED = Path(__file__).resolve().parents[3] / "shared"
ANYWHERE = {Kind.BODY, Kind.DATE, Kind.SECTION, Kind.REGISTRY_NUMBER, Kind.TITLE, Kind.ROUND, Kind.FORUM}
CERTAINTY_JUDGED = {Kind.EVENT, Kind.DEADLINE, Kind.DISCUSSION_THEME, Kind.OPERATING_MODEL, Kind.ROUND}
LOOSE = {"words", "heading", "role"}
TIMES = {"date", "start", "end", "month", "due"}
REQUIRED = {
    **dict.fromkeys((Kind.BODY, Kind.PRESENTED_BY, Kind.CONTACT, Kind.PICTURE_THEME), {"name"}),
    **dict.fromkeys((Kind.DISCUSSION_THEME, Kind.FORUM, Kind.ATTACHMENT), {"name"}),
    **dict.fromkeys((Kind.SECTION, Kind.REGISTRY_NUMBER), {"number"}),
    **dict.fromkeys((Kind.EVENT, Kind.DEADLINE), {"what", "words"}),
    Kind.DATE: {"date"},
    Kind.TITLE: {"title"},
    Kind.OUTCOME: {"outcome"},
    Kind.ROUND: {"year"},
}
NOT_COMPARED = {"sides"}
OWN_KEYS = {"kind", "quote", "occurrence", "certainty", "must"}


def plain(told: object) -> str:
    """A value as it is compared: casefolded, with every run of white space as one space."""
    return " ".join(str(told).casefold().split())


def flat(text: str) -> str:
    """The text with line breaks and no-break spaces as spaces, of the same length, for finding quotes."""
    return "".join(" " if letter.isspace() else letter for letter in text)


def as_list(told: Any) -> list[str]:
    """One or many values of a label as a list; many are alternatives."""
    return [str(one) for one in told] if isinstance(told, list) else [str(told)]


@dataclass(frozen=True, slots=True)
class Label:
    """One fact as a person read it. `fields` and `certainty` hold every value that is right."""

    kind: Kind
    fields: Mapping[str, list[str]]
    quotes: tuple[str, ...]
    occurrence: int
    certainty: tuple[str, ...]
    must: bool

    def spans(self, text: str) -> list[Span]:
        """Where the text says it; a quote that is not there has no span."""
        flattened, found = flat(text), []
        for quote in self.quotes:
            # "…" stands for whatever is between (at the end: the rest), so that labels of real inputs copy little.
            pattern = ".*?".join(re.escape(piece) for piece in flat(quote).split("…"))
            pattern += "$" if quote.endswith("…") else ""
            places = list(re.finditer(pattern, flattened))
            if len(places) >= self.occurrence:
                found.append(Span(*places[self.occurrence - 1].span()))
        return found

    def told(self) -> str:
        """The label on one line."""
        fields = ", ".join(f"{key}={'|'.join(values)}" for key, values in self.fields.items())
        return f"{self.kind} {fields} {'|'.join(self.certainty)} “{self.quotes[0] if self.quotes else ''}”"


@dataclass(frozen=True, slots=True)
class Case:
    """A text and its labels."""

    name: str
    path: Path
    text: str
    language: str
    labels: tuple[Label, ...]
    wrong: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What a reading found, missed (of what must be found), invented, and found with another certainty."""

    found: list[Label] = field(default_factory=list)
    missed: list[Label] = field(default_factory=list)
    invented: list[Fact] = field(default_factory=list)
    wrong_certainty: list[tuple[Label, Fact]] = field(default_factory=list)


def label_of(entry: Mapping[str, Any]) -> Label:
    """A label from its YAML entry, all of whose leaves are strings."""
    return Label(
        kind=Kind(entry["kind"]),
        fields={key: as_list(value) for key, value in entry.items() if key not in OWN_KEYS},
        quotes=tuple(as_list(entry["quote"])) if "quote" in entry else (),
        occurrence=int(entry.get("occurrence", 1)),
        certainty=tuple(as_list(entry["certainty"])) if "certainty" in entry else (),
        must=entry.get("must", "true") == "true",
    )


def read_case(path: Path) -> Case | None:
    """The case of a YAML file, or None when its text is among the real inputs and they are not there."""
    # BaseLoader keeps every leaf a string: 2024-12 and 07.00.01.00 stay as written.
    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    name = told["text"]
    text_path = SHARED / name.removeprefix("shared/") if name.startswith("shared/") else path.parent / name
    if name.startswith("shared/") and not text_path.is_file():
        return None
    text = text_path.read_bytes().decode("utf-8")  # bytes, so that Windows newlines stay
    labels = tuple(label_of(entry) for entry in told["facts"] or [])
    wrong = tuple(label_of(entry) for entry in told.get("wrong") or [])
    return Case(path.stem, text_path, text, told["language"], labels, wrong)


def cases() -> list[Case]:
    """Every case that can be read here, by name; those of the real inputs only where these are."""
    return [case for path in sorted(CORPUS.glob("*.yaml")) if (case := read_case(path)) is not None]


def _agrees(key: str, value: object, right: Iterable[str]) -> bool:
    said = plain(value)
    if key in LOOSE:
        return any(said in plain(one) or plain(one) in said for one in right)
    if key == "title":
        return any(said in plain(one) and 2 * len(said) > len(plain(one)) or plain(one) == said for one in right)
    return any(said == plain(one) for one in right)


def stated(fact: Fact) -> dict[str, object]:
    """The fields of a fact that say something and are compared."""
    return {key: value for key, value in fact.fields.items() if value not in (None, "", []) and key not in NOT_COMPARED}


def _same_fields(fact: Fact, label: Label, *, all_there: bool = False) -> bool:
    there = stated(fact)
    if all_there and not set(label.fields) <= set(there):
        return False
    return all(_agrees(key, value, label.fields[key]) for key, value in there.items() if key in label.fields)


def matches(fact: Fact, label: Label, text: str) -> bool:
    """Whether a found fact is the one that the label names; certainty is judged apart."""
    if fact.kind is not label.kind or not _same_fields(fact, label):
        return False
    return label.kind in ANYWHERE or any(
        fact.span.start < place.end and place.start < fact.span.end for place in label.spans(text)
    )


def is_whole(fact: Fact, text: str) -> bool:
    """Whether a fact quotes the text at its span and has the fields that its kind requires."""
    return text[fact.span.start : fact.span.end] == fact.quote and REQUIRED.get(fact.kind, set()) <= set(stated(fact))


def tells_when(fact: Fact, label: Label) -> bool:
    """Whether a fact has a time where its label has one; without it, it is right but not found."""
    times = TIMES & set(label.fields)
    return not times or bool(times & set(stated(fact)))


def is_trap(fact: Fact, wrong: Label, text: str) -> bool:
    """Whether a found fact is what the case names as an invention; with a quote, only when it stands there."""
    if fact.kind is not wrong.kind or not _same_fields(fact, wrong, all_there=True):
        return False
    places = wrong.spans(text)
    return not places or any(fact.span.start < place.end and place.start < fact.span.end for place in places)


def compare(item: Item, case: Case) -> Score:
    """How the reading of a case compares with its labels."""
    score = Score()
    hits: dict[int, list[Fact]] = {}
    for fact in item.facts:
        right = [number for number, label in enumerate(case.labels) if matches(fact, label, case.text)]
        if not right or not is_whole(fact, case.text) or any(is_trap(fact, wrong, case.text) for wrong in case.wrong):
            score.invented.append(fact)
            continue
        for number in (one for one in right if tells_when(fact, case.labels[one])):
            hits.setdefault(number, []).append(fact)
    for number, label in enumerate(case.labels):
        if number in hits:
            score.found.append(label)
            if label.certainty and not any(str(fact.certainty) in label.certainty for fact in hits[number]):
                score.wrong_certainty.append((label, hits[number][0]))
        elif label.must:
            score.missed.append(label)
    return score
