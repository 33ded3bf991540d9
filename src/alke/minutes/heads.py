"""What the head of an item says: body, day, §, registry number, title, and the handlings before this one.

Leaves out the parts below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from alke.minutes.dates import whens
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind, Span, Value
from alke.minutes.houses import bodies, boilerplate
from alke.minutes.lines import Line, Piece
from alke.minutes.moods import has_verb
from alke.minutes.numbers import find
from alke.minutes.parts import Header, header, heading
from alke.minutes.people import names_a_person
from alke.minutes.words import words

_TITLED = re.compile(
    r"(?:§\s?(\d{1,4})|(\d{1,4})\s?§|(?:Pykälä|PYKÄLÄ|Paragraf)\s(\d{1,4}))(?!:)[.:]?\s*(?:[/–—-]\s+)?(?=[^\W\d_])"
)
_NUMBERED = re.compile(r"(?:kohta|asia|ärende|punkt)\s+\d{1,4}[.:]\s+(?=\S)", re.IGNORECASE)
_VALUE = re.compile(r"[^\W\d_][\w ]{1,25}:\s*(?:[a-zåäö]+\s+)?\d")
_ALONE = re.compile(r"(?:§\s?(\d{1,4})|(\d{1,4})\s?§|(?:Pykälä|PYKÄLÄ|Paragraf)\s(\d{1,4}))\.?")
_OF_MEETING = re.compile(
    r"kokou|pöytäkir|muistio|esityslist|protokoll|möte|sammanträd|promemoria|minnesant|föredragningsl|§|aika|tid",
    re.IGNORECASE,
)
_NOT_A_TITLE = re.compile(
    r"\b(?:dnr|dno|diaari\w*|asianro|asianumero|asiatunnus|diarienummer|ärendenummer|klo|kello|kl|puh|tfn|sivu|sida|sid|asiakirja|kirje|vastaanottaja|mottagare|jakelu|läsnä|poissa|paikka|plats"
    r"|närvarande|frånvarande|puheenjohtaja|ordförande|sihteeri|sekreterare|osallistujat|deltagare|kutsutut)\b(?!\w)"
    r"|@|\bwww\.",
    re.IGNORECASE,
)
_LONGEST_TITLE = 300
_LOOKED_AT = 60
"""How many lines may stand before the head of an item; a front page is longer."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an item: the line with the body, and what other lines add to it."""

    body: tuple[str, Piece] | None
    region: str
    day: Header | None
    section: tuple[int, Piece] | None
    at: int


def _section_lines(draft: Draft) -> list[tuple[int, int, Piece, Piece | None]]:
    """Lines that begin with a §: number of the line, the §, its place, the title after it."""
    found = []
    for number, line in enumerate(draft.lines):
        text = line.text
        if (match := _ALONE.fullmatch(text)) or (match := _TITLED.match(text)):
            title = line.piece.part(match.end()) if match.end() < len(text) else None
            told = next(filter(None, match.groups()))
            found.append((number, int(told), line.piece.part(match.start(), match.end()), title))
    return found


def add_heads(draft: Draft, headers: list[Header]) -> None:
    """Offer body, date, §, stages, registry numbers and title; set the day and the body of the draft."""
    sections = _section_lines(draft)
    if any(each.body and each.section for each in headers):
        sections = [each for each in sections if _before_parts(draft, each[0])][:1]
    listed = len(sections) >= 3
    if listed:
        draft.remark(sections[0][2], "a list of sections, not one item")
        sections = []
    first_part = next((at for at, line in enumerate(draft.lines) if heading(line, draft.house)), len(draft.lines))
    headers = [each for each in headers if each.day or each.line < first_part]
    head = _main(headers, sections)
    if head is None and len(sections) == 1 and sections[0][0] < first_part:
        head = Head(None, "", None, (sections[0][1], sections[0][2]), sections[0][0])
    if not head and draft.house == "pdf":
        _add_squeezed(draft)
    if head:
        _add_head(draft, head, sections)
    _add_stages(draft, headers, sections)
    _add_numbers(draft)
    if not listed:
        _add_title(draft, headers, sections, head)


def _add_squeezed(draft: Draft) -> None:
    """Offer the body of a PDF's first page that is squeezed into one line: "1 Lapin … PÖYTÄKIRJA"."""
    for line in draft.lines[:3]:
        text = line.text[:200]
        opening = re.match(r"\d{1,3}\s+", text)
        start = opening.end() if opening else 0
        match = bodies().at_start.match(text, start)
        if match and re.match(r"\s+(?:PÖYTÄKIRJA|PROTOKOLL|ESITYSLISTA)\b", text[match.end() :]):
            region = bodies().regions.get((match["region"] or "").casefold(), "")
            name = bodies().names[match["body"].casefold()]
            place = line.piece.part(match.start(), match.end())
            draft.add(Kind.BODY, {"name": name, "region": region}, place.span, "head.squeezed", confidence=0.7)
            return


def _before_parts(draft: Draft, number: int) -> bool:
    """Whether a line stands before the first heading, with nothing but a head above it."""
    return number < 12 and not any(heading(line, draft.house) for line in draft.lines[:number])


def _main(headers: list[Header], sections: list[tuple[int, int, Piece, Piece | None]]) -> Head | None:
    """The header of this handling: one marked as of minutes, else the latest of the stages."""
    named = [each for each in headers if each.body]
    if not named and not headers:
        return None
    marked = [each for each in named if each.marked and each.line < _LOOKED_AT]
    lone = [each for each in named if not each.day and each.line < _LOOKED_AT]
    dated = [each for each in named if each.day]
    if marked or (lone and _follows(lone[0], headers)):
        first = min((*marked, *lone), key=lambda each: each.line)
    elif dated and any(each.section for each in dated):
        dated = [each for each in dated if each.section]
        last = max(each.day[0] for each in dated if each.day)
        first = next(each for each in dated if each.day and each.day[0] == last)
    elif dated:
        if len({each.day[0] for each in dated if each.day}) > 1:
            return None  # rows of a schedule, or handlings of which none is told to be this one
        last = max(each.day[0] for each in dated if each.day)
        first = next(each for each in dated if each.day and each.day[0] == last)
    else:
        told = [each for each in headers if each.section or _OF_MEETING.search(each.piece.text)]
        if not told:
            return None  # a date alone may be that of a letter
        first = min(told, key=lambda each: each.line)
    day = first if first.day else _follows(first, headers)
    section = first.section or (day.section if day else None)
    if section is None and day and day.day:
        same = [each for each in headers if each.section and each.day and each.day[0] == day.day[0]]
        section = same[0].section if same else None
    if section is None and sections:
        later = [each for each in sections if each[0] > first.line] or sections
        section = later[0][1], later[0][2]
    body = first.body
    region = first.region or next((each.region for each in headers if each.region and each.body == body), "")
    return Head(body, region, day, section, first.line)


def _follows(first: Header, headers: list[Header]) -> Header | None:
    """The dated line without a body of its own within a few lines of a header ("Pöytäkirja 29.11.2021/Pykälä 159")."""
    near = [each for each in headers if each.day and not each.body and abs(each.line - first.line) <= 4]
    return near[0] if near else None


def _add_head(draft: Draft, head: Head, sections: list[tuple[int, int, Piece, Piece | None]]) -> None:
    region = head.region or _region(draft)
    if head.body:
        name, place = head.body
        draft.add(Kind.BODY, {"name": name, "region": region}, place.span, "head.body", confidence=0.97)
        draft.body = name
    if head.day and head.day.day:
        told, place = head.day.day
        draft.add(Kind.DATE, {"date": told.isoformat()}, place.span, "head.date", confidence=0.97)
        draft.meeting = told
    if head.section:
        number, place = head.section
        draft.add(Kind.SECTION, {"number": number}, place.span, "head.section", confidence=0.97)


def _region(draft: Draft) -> str:
    """The region whose council the text names, when it names one only; sets the council of the draft."""
    folded = draft.text[:20000].casefold()
    found = {told for name, told in bodies().councils.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)}
    codes = {code for _, code in found}
    if len(codes) != 1:
        return ""
    draft.council = min(name for name, _ in found)
    return ""


def _add_stages(draft: Draft, headers: list[Header], sections: list[tuple[int, int, Piece, Piece | None]]) -> None:
    for each in headers:
        if not each.body or not each.day or each.marked:
            continue
        if draft.meeting and each.day[0] > draft.meeting:
            continue  # a row of a schedule
        number = each.section[0] if each.section else None
        fields = {"body": each.body[0], "date": each.day[0].isoformat(), "section": number}
        draft.add(Kind.STAGE, fields, each.piece.span, "head.stage", confidence=0.9)


def _add_numbers(draft: Draft) -> None:
    seen = set()
    for line in draft.lines:
        for number, place in find(line.piece):
            fields: dict[str, Value] = {
                "number": place.text,
                "scheme": number.scheme,
                "running": number.running,
                "task_class": number.task_class,
                "year": number.year,
            }
            if place.text not in seen:
                draft.add(Kind.REGISTRY_NUMBER, fields, place.span, f"number.{number.scheme}", confidence=0.97)
            seen.add(place.text)


def _is_letterhead(text: str) -> bool:
    """Whether words are those above an item: a council, the kind of the document with its number."""
    kind = re.sub(r"[\d/. ]+$", "", text)
    return bool(bodies().letterhead.fullmatch(text) or not kind or words("documents", "plain").fullmatch(kind))


def _is_title(draft: Draft, line: Line) -> bool:
    text = line.text
    if not 3 <= len(text) <= _LONGEST_TITLE or not re.search(r"[^\W\d_]{3}", text) or "://" in text or line.bullet:
        return False
    if all(_is_letterhead(cell) for cell in re.split(r"\s{3,}|\t|\s*[|•]\s*", text) if cell):
        return False
    if (
        _VALUE.match(text)
        or re.search(r"\S[ \xa0]{3,}\S|[-\u00ad]$", text)  # columns, and a word that goes on
        or boilerplate().match(text)
        or header(line, 0)
        or heading(line, draft.house)
        or any(find(line.piece))
    ):
        return False
    if (has_verb(text) and whens(line.piece)[0]) or _NOT_A_TITLE.search(text) or names_a_person(text):
        return False  # a sentence, an address, a person
    return not (text.endswith((".", ":", ";", ",", "?", "!")) or re.match(r"\d+\s", text))


def _add_title(
    draft: Draft, headers: list[Header], sections: list[tuple[int, int, Piece, Piece | None]], head: Head | None
) -> None:
    place = _title(draft, headers, sections, head)
    if place and (numbered := _NUMBERED.match(place.text)):
        place = place.part(numbered.end())
    if place and "://" not in place.text and len(place.text) <= _LONGEST_TITLE:
        draft.add(
            Kind.TITLE,
            {"title": " ".join(place.text.split())},
            Span(place.start, place.end),
            "head.title",
            confidence=0.85,
        )


def _title(
    draft: Draft, headers: list[Header], sections: list[tuple[int, int, Piece, Piece | None]], head: Head | None
) -> Piece | None:
    for _, _, _, title in sections:
        if title:
            return title
    first_part = next((at for at, line in enumerate(draft.lines) if heading(line, draft.house)), len(draft.lines))
    top = draft.lines[: min(first_part, _LOOKED_AT)]
    for line in top:
        if line.heading and _is_title(draft, line):
            return line.piece
    if head is None:
        return None
    stages = [each.line for each in headers if each.line > head.at and each.body and each.day]
    after = [line for line in draft.lines[head.at + 1 : stages[0] if stages else first_part] if _is_title(draft, line)]
    if stages and after:
        return _alone(after[-1:] if len(after) == 1 else [line for line in after if line.blank_before][-1:])
    before = [line for line in draft.lines[max(0, head.at - 2) : head.at] if _is_title(draft, line)]
    below = draft.lines[head.at + 1 : min(first_part, head.at + 6)]
    alone = [line for line in below if line.blank_before and _is_title(draft, line)]
    if len(before) == 1 and not stages and not alone:
        return before[0].piece
    near = [line for line in below if _is_title(draft, line)]
    if not near:  # "7. Katsaus", alone on its paragraph
        numbered = [line for line in below if re.fullmatch(r"\d{1,3}[.)]", line.bullet) and line.blank_before]
        near = [line for line in numbered[:1] if _is_title(draft, replace(line, bullet=""))]
    return _alone(near if len(near) == 1 else [line for line in near[:1] if line.blank_before])


def _alone(lines: list[Line]) -> Piece | None:
    return lines[0].piece if lines else None
