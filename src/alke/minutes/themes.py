"""The themes of the situation picture and of the talks, from lists and from sentences.

A list is cut where it is certain: at commas, at "sekä", and at "ja" only where the number of themes or the other
entries tell that it parts two. Leaves out when and by whom themes are settled (`events.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from alke.base.certainty import Certainty
from alke.minutes.dates import whens
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind, Value
from alke.minutes.lines import Piece
from alke.minutes.moods import has_verb, mood
from alke.minutes.proof import conditional, foreign, quoted, sampled
from alke.minutes.rounds import year_of
from alke.minutes.said import Said, acting, at_forum
from alke.minutes.words import load, words

_NUMBERS = {
    word: number
    for number, told in enumerate(
        ("kaksi två", "kolme tre", "neljä fyra", "viisi fem", "kuusi sex", "seitsemän sju"), 2
    )
    for word in told.split()
}
_COUNT = re.compile(rf"\b(?P<word>{'|'.join(_NUMBERS)}|[2-9])\s+(?:\w+\s+)?(?:teema|tema|huvudtema)", re.IGNORECASE)
_THEME = r"(?:\w*teema\w*|\w*teemo\w*|\w*tema(?:n|na|t|ta|områden)?|\w*temana)"
_IS = r"(?:ovat|olivat|on|oli|ollaan|är|var|blir|lienevät|olisivat)"
_WHO = (
    r"(?:[A-ZÅÄÖ]{2,6}|ministeriö|ministeriet|työ- ja elinkeinoministeriö|arbets- och näringsministeriet"
    r"|neuvottelukunta|delegationen)"
)
_PUT = (
    r"(?:\w+ttiin|\w+taan|\w+tään|esitetty|ehdotettu|vahvistettu|valittu|hyväksytty|sovittu|vahvistanut|esittänyt"
    r"|föreslås|föreslogs|fastställdes|fastställts)"
)
_INTRO = re.compile(
    rf"\b{_THEME}(?:\s+\([^)]*\))?(?:\s+[\w-]+){{0,3}}?(?:,\s+(?:jotka|joita|joina|som))?\s+{_IS}"
    r"(?:\s+(?:alustavasti|todennäköisesti|preliminärt|sannolikt))?(?:\s+(?:seuraavat|följande))?\s*:?\s+"
    rf"|\b{_THEME}\s+{_PUT}\b(?:[^:;.]|(?<=\d)\.|(?<=\w):(?=\w)){{0,80}}:\s+"
    rf"|\b(?:aiheiksi|aiheina)\s+(?:on\s+|ovat\s+)?{_PUT}(?:\s+(?:seuraavat|seuraavia))?\s*:?\s+"
    rf"|\bsom\s+(?:preliminära\s+)?tema(?:n)?\s+(?:för\s+diskussionerna\s+)?(?:föreslår|föreslog)\s+{_WHO}\s+"
    rf"|\bteemoiksi\s+{_WHO}\s+(?:\w+\s)?(?:esittää|ehdottaa|esitti|ehdotti|vahvisti|hyväksyi|on\s+\w+(?:nyt|nut))\s+"
    rf"|\b{_THEME}\s*:\s*"
    rf"|\b(?:teemoiksi|teemaksi|teemoina|som\s+(?:preliminära\s+)?(?:teman|tema)|till\s+teman)(?:\s+(?:on\s+)?{_PUT})?(?:\s+(?:seuraavia|seuraavat|seuraavaa|följande)\b)?\s*:?\s+"
    rf"|\b(?:seuraavia|seuraavat|följande)\s+{_THEME}\s*:?\s+",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"(?:\w+\s+){0,2}?\w+(?:ttu|tty|stettu|vittu|littu)\b[^:;]{0,60}:\s+", re.IGNORECASE)
_CROSS_CLOSING = re.compile(
    r",\s+(?:joka\s+on\s+|som\s+är\s+(?:ett\s+)?)?(?:poikkileikkaav\w+|läpileikkaav\w+|horisontaali\w+|genomgående|tvärgående|övergripande)"
    r"\s+(?:teema\w*|tema\w*)$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:[,;.]|\s(?:sekä|ja|och|samt))+\s*$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:(?:sekä|ja|och|samt|lisäksi|dessutom)\s+)?(?:\(?(?:\d{1,2}|[a-h])[.)]\s*)?", re.IGNORECASE)
_FOCUS = re.compile(
    r"\s*\((?P<round>[^()]{2,200})\)\s*$|\s*:\s+(?P<colon>\S.{2,200})$|\s+[–—]\s+(?P<dash>\S.{2,200})$", re.DOTALL
)
_RELATIVE = re.compile(
    r"^(?:jo(?:ka|ta|tka|ita|lla|lle|issa|ssa|lloin|nka|iden|ihin|ista)|mikä|som|vilket|vilka|mutta|men)\b",
    re.IGNORECASE,
)
_CROSS_OPENING = re.compile(
    r"^(?:poikkileikkaav\w+|läpileikkaav\w+|horisontaalise\w+|genomgående|tvärgående|övergripande)\s+(?:teema\w*|tema\w*)\s*[:–-]?\s*",
    re.IGNORECASE,
)
# What follows "teemat ovat" without being a theme: "vielä avoinna", "herättäneet keskustelua", "tärkeitä".
_NO_THEME = re.compile(
    r"^\w+(?:ttu|tty|vittu|littu)\b|^(?:seuraav\w+|följande|vielä|jo|edelleen|yhä|myös|ne|niistä|niitä|niiden|samat|samoja|samalla|ennallaan|avoinna|esillä|tulossa|valmiina"
    r"|nykyiset|entiset|ännu|redan|fortfarande|samma|desamma|öppna|de|dem|kuin|som)\b"
    r"|^[\w-]+(?:neet|isia|isiä|avia|äviä|via|oja|öjä|eita|eitä|eät|avat|ävät|ttu|tty|ttut|tut|tyt|aiset|äiset)$"
    r"|^\w+neet\b|\b\w+(?:taan|tään|daan|dään|llaan|llään)\b|\b(?:mukaisia|mukaiset|mukaan|kuin)$",
    re.IGNORECASE,
)
_NEXT_TIME = re.compile(
    r"\b(?:seuraavalla kerralla|ensi kerralla|jatkossa|seuraavalla kierroksella|nästa gång"
    r"|i fortsättningen|framöver)\b",
    re.IGNORECASE,
)
_LONGEST = 160
_MOST_WORDS = 14


@cache
def _known() -> frozenset[str]:
    return frozenset(load("talks")["known_themes"])


def add_themes(draft: Draft, sentence: Said) -> None:
    """Offer the themes that a sentence lists, or that the list after it holds."""
    if not words("nouns.themes").search(sentence.text):
        return
    if words("other_themes").search(sentence.text) or not sentence.of_talks:
        return
    if _NEXT_TIME.search(sentence.text):
        return  # what somebody would have another time is no theme yet
    kind = _kind(sentence)
    places = list(_listed(sentence))
    if kind is None or not places:
        return
    if why := _unproved(sentence, places):
        draft.remark(sentence.piece, f"themes are named, but {why}; read them yourself")
        return
    if mood(sentence.text).denied:
        draft.remark(sentence.piece, "themes are named, but the sentence denies or supposes them")
        return
    certainty = _certainty(sentence)
    fields: dict[str, Value] = {}
    if kind is Kind.DISCUSSION_THEME:
        fields = {"year": year_of(sentence.text, sentence.meeting) or year_of(sentence.earlier, sentence.meeting)}
        if words("acts.propose").search(sentence.text):
            fields |= {"by": acting(sentence.text, kind="organisation"), "at": at_forum(sentence.text)}
    for order, place in enumerate(places, 1):
        told = _named(place, kind)
        if told:
            rule = "themes.list" if sentence.items else "themes.sentence"
            draft.add(
                kind,
                {**told, **fields, "order": order if len(places) > 1 else None},
                place.span,
                rule,
                certainty=certainty,
                confidence=0.85,
            )


def _unproved(sentence: Said, places: list[Piece]) -> str:
    """Why a list is not offered as themes of the talks or the picture, or empty."""
    if sampled(sentence.text) or any(sampled(place.text) for place in places):
        return "the list only samples them"
    if any(quoted(sentence, sentence.text[: max(0, place.start - sentence.piece.start)]) for place in places):
        return "they stand in a quotation"
    if conditional(sentence.text):
        return "the sentence only supposes them"
    if foreign(sentence.text):
        return "the sentence speaks of other matters than the talks"
    if words("doubtful").search(sentence.text):
        return "they are told as an example, an earlier plan or of an earlier round"
    if any(len(re.sub(r"\([^)]*\)|:.*", "", place.text).split()) > _MOST_WORDS for place in places):
        return "an entry of the list is too long for a name"
    return ""


def _kind(sentence: Said) -> Kind | None:
    """Whose themes: of the picture or of the talks; told by the sentence or by the nearest one before it."""
    picture, discussion = words("nouns.picture"), words("nouns.talks")
    short, acts = words("nouns.talks_short"), words("acts.propose")
    text = sentence.text
    if re.match(r"\W*(?:kuvan|kuvien|bildens|bildernas)\b", text, re.IGNORECASE):
        return Kind.PICTURE_THEME
    spoken = discussion.search(text) or short.search(text) or re.search(r"\bkeskustelu\w+|\bdiskussion\w+", text, re.I)
    if picture.search(text) and not spoken:
        return Kind.PICTURE_THEME
    if spoken:
        return Kind.DISCUSSION_THEME if not picture.search(text) else None
    settled = words("acts.confirm").search(text) or re.search(
        r"\b(?:vahvistetut|fastställda|ehdotetut|esitetyt|föreslagna)\b", text
    )
    if acts.search(text) or settled or words("moods.proposed").search(text):
        return Kind.DISCUSSION_THEME
    before = sentence.before
    if picture.search(before) and not re.search(r"teem|teman", before):
        return Kind.PICTURE_THEME
    if re.search(r"teem|teman|keskustelu|diskussion", before, re.IGNORECASE):
        return Kind.DISCUSSION_THEME
    return None


def _certainty(sentence: Said) -> Certainty:
    text = sentence.text
    told = mood(text)
    if words("moods.proposed").search(text) or re.search(r"\b(?:ehdotetut|esitetyt|föreslagna)\b", text, re.IGNORECASE):
        return Certainty.PROPOSED
    if words("moods.proposed").search(sentence.before) and not words("acts.confirm").search(text + sentence.before):
        return Certainty.PROPOSED if not re.search(r"\bvahvistet|\bfastställ", text) else Certainty.DECIDED
    if told.certainty in (Certainty.EXPECTED, Certainty.PREPARING):
        return told.certainty
    return Certainty.DECIDED


def _listed(sentence: Said) -> Iterator[Piece]:
    """The places of the themes: the entries of the list after the sentence, or what it lists itself."""
    count = _COUNT.search(sentence.text)
    expected = (_NUMBERS.get(count["word"].casefold()) or int(count["word"])) if count else 0
    if sentence.items:
        if sentence.text.rstrip()[-1:] == "." or not re.search(rf"{_THEME}", sentence.text[-120:], re.IGNORECASE):
            return
        if expected and len(sentence.items) != expected:
            return
        yield from (_bare(item) for item in sentence.items)
        return
    opened = list(_INTRO.finditer(sentence.text))
    for match, after in zip(opened, [*opened[1:], None], strict=False):
        yield from _told(sentence, match, after, expected)


def _told(sentence: Said, match: re.Match[str], after: re.Match[str] | None, expected: int) -> Iterator[Piece]:
    """The themes after the words that introduce them, up to those that introduce the next."""
    singular = bool(re.search(r"\bteema(?:na|ksi)?\b|\btemat\s+(?:är|var)\b", match[0], re.IGNORECASE))
    end = sentence.text.rfind(";", match.end(), after.start()) if after else len(sentence.text)
    if end < 0:
        return
    listed = sentence.piece.part(match.end(), end)
    if (settled := _SETTLED.match(listed.text)) and "," not in settled[0]:
        listed = listed.part(settled.end())  # "teemat on sovittu liittojen kesken: …"
    following = re.search(r"seuraav|följande", match[0], re.IGNORECASE)
    if following and (particle := re.match(r"(?:[\w-]+\s+){0,2}[\w-]+:\s+", listed.text)) and ":" not in match[0]:
        listed = listed.part(particle.end())  # "följande teman fram: …"
    places = _cut(listed, expected, singular=singular)
    told_as_list = match[0].rstrip().endswith(":") or following
    told_as_list = told_as_list or re.search(r"teemaksi|teemoiksi|teemoina", match[0], re.IGNORECASE)
    if len(places) < 2 and not (told_as_list or singular):
        return
    if any(_impossible(place.text) for place in places) or (expected and len(places) != expected):
        return
    yield from places


def _impossible(text: str) -> bool:
    bare = re.sub(r"\([^)]*\)", "", text)
    if _NO_THEME.search(bare):
        return True
    return (
        not 3 <= len(text) <= _LONGEST
        or has_verb(bare)
        or bool(whens(Piece(bare, 0))[0])
        or not re.match(r"[^\W\d_]", text)
    )


def _bare(place: Piece) -> Piece:
    place = place.part(0, _TAIL.search(place.text).start() if _TAIL.search(place.text) else None)  # type: ignore[union-attr]
    lead = _LEAD.match(place.text)
    return place.part(lead.end()) if lead and lead.end() else place


def _cut(listed: Piece, expected: int, *, singular: bool) -> list[Piece]:
    if singular:
        return [_bare(listed)]
    if re.match(r"\(?1[.)]\s", listed.text):  # "1. vihreä teräs 2. saavutettavuus"
        return [
            _bare(piece)
            for piece in _at(listed, r"(?:^|[,;]?\s+(?:ja\s+|sekä\s+|och\s+)?)(?=\(?\d[.)]\s)")
            if piece.text
        ]
    *entries, rest = listed.text.split(";")
    if entries and has_verb(rest):  # what follows is a clause of its own
        listed = listed.part(0, len(listed.text) - len(rest) - 1)
    if ";" in listed.text:  # commas are then inside the entries
        return [_bare(piece) for piece in _at(listed, r";\s*") if piece.text]
    pieces = [piece for piece in _at(listed, r",\s+") if piece.text]
    for number, piece in enumerate(pieces):
        if number and _RELATIVE.match(piece.text):
            pieces = pieces[:number]
            break
    if not pieces:
        return []
    *first, last = pieces
    halves = [each for each in _at(last, r"\s+(?:sekä|samt)\s+|\s+(?:ja|och)\s+(?=\(?\d[.)])") if each.text]
    found = [_bare(each) for each in (*first, *halves)]
    joined = len(halves) > 1 or bool(re.match(r"(?:sekä|samt|ja|och)\s", last.text))
    if not joined and found[-1].text.casefold() not in _known():
        two = [each for each in _at(found[-1], r"\s+(?:ja|och)\s+") if each.text]
        inner = any(re.search(r"\s(?:ja|och)\s", each.text) for each in found[:-1])
        wanted = expected == len(found) - 1 + len(two) if expected else not inner
        if len(two) == 2 and wanted:
            found[-1:] = [_bare(each) for each in two]
    return found


def _at(piece: Piece, cut: str) -> Iterator[Piece]:
    """A piece cut outside brackets."""
    start = depth = 0
    for match in re.finditer(rf"\(|\)|{cut}", piece.text):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth = max(0, depth - 1)
        elif not depth:
            yield piece.part(start, match.start())
            start = match.end()
    yield piece.part(start)


def _named(place: Piece, kind: Kind) -> dict[str, Value] | None:
    """A theme's name, focus and whether it cuts across, or None when it can be no theme."""
    text = " ".join(place.text.split())
    if not 3 <= len(text) <= 300 or not re.match(r"[^\W\d_]", text):
        return None
    match = _FOCUS.search(text)
    focus = next(filter(None, match.groups()), "") if match else ""
    name = text[: match.start()] if match else text
    if kind is Kind.PICTURE_THEME:
        return {"name": name}
    cross = bool(words("cross_cutting").search(name)) and bool(re.search(r"teema|tema", name, re.IGNORECASE))
    if focus and words("cross_cutting").search(focus) and re.search(r"teema|tema", focus, re.IGNORECASE):
        cross, focus = True, ""
    if closing := _CROSS_CLOSING.search(name):
        cross, name = True, name[: closing.start()]
    opening = _CROSS_OPENING.match(name)
    cross = cross or bool(opening)
    if opening and opening.end() < len(name):
        name = name[opening.end() :]
    return {"name": name, "focus": focus, "cross_cutting": cross}
