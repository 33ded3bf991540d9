"""Votes and attachments.

Leaves out names per vote.
"""

from __future__ import annotations

import re

from alke.base.certainty import Certainty
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind, Value
from alke.minutes.lines import Piece
from alke.minutes.parts import Part

_INLINE = re.compile(
    r"(?P<yes>\d{1,4})\s(?:jaa|ja|kyllä)\b(?:-ääntä)?(?:,|\sja|\soch)?\s(?P<no>\d{1,4})\s(?:ei|nej)\b(?:-ääntä)?"
    r"(?:(?:,|\sja|\soch)?\s(?P<abstain>\d{1,4})\s(?:tyhjä|blank)\w*)?",
    re.IGNORECASE,
)
# "JAA (jatketaan) 12 ääntä, EI (palautetaan) 31 ääntä": what each answer means may stand in brackets.
_ANSWERS = re.compile(
    r"\b(?:jaa|ja)\b(?:\s*\([^()]{1,80}\))?\s*:?\s*(?P<yes>\d{1,4})(?:\s(?:ääntä|röster))?(?:,|;|\sja|\soch)?\s+"
    r"(?:ei|nej)\b(?:\s*\([^()]{1,80}\))?\s*:?\s*(?P<no>\d{1,4})(?:\s(?:ääntä|röster))?"
    r"(?:(?:,|;|\sja|\soch)?\s+(?:tyhjää|tyhjiä|blanka|blankt)\s*:?\s*(?P<abstain>\d{1,4}))?(?!\w)",
    re.IGNORECASE,
)
# "pohjaehdotus voitti äänin 9–4": which side is meant is told only when the proposal is what won.
_WON = re.compile(
    r"\b(?:pohjaehdotus|esittelijän\s(?:ehdotus|esitys)|päätösehdotus|päätösesitys|basförslaget|grundförslaget|beslutsförslaget)\s(?:\w+\s){1,3}?"
    r"(?:äänin|med\srösterna|med\srösttalen)\s(?P<yes>\d{1,4})\s?(?:[-–]|mot\s)\s?(?P<no>\d{1,4})(?![\w.–-]|,\d)"
    r"(?:(?:,|\sja|\soch)?\s(?P<blank>yksi|en|kaksi|två|kolme|tre|\d{1,4})\s(?:äänesti\s)?(?:tyhjää|tyhjä|blankt|blank|blanka)\b)?",
    re.IGNORECASE,
)
_NUMBERS = {"yksi": 1, "en": 1, "kaksi": 2, "två": 2, "kolme": 3, "tre": 3}
_COLUMN = re.compile(
    r"(?P<what>kyllä|jaa|ja|ei|nej|tyhjä\w*|blank\w*)[ :]+(?P<number>\d{1,4})(?:\s(?:kpl|st|ääntä|röster)\b.*)?",
    re.IGNORECASE,
)
_WHAT = {"kyllä": "yes", "jaa": "yes", "ja": "yes", "ei": "no", "nej": "no"}
_NONE = re.compile(r"(?:ei\b|-|–|inga?\b|ei liitteitä|saknas|puuttu)", re.IGNORECASE)
_SIZE = re.compile(r"\s*\(\d+\s?[kKmM][tTbB]\)\s*$")


def add_inline_votes(draft: Draft, paragraph: Piece) -> None:
    """Offer a vote told in a sentence: "äänin 47 JAA, 2 EI, 1 tyhjä"."""
    for match in (match for told in (_INLINE, _ANSWERS, _WON) for match in told.finditer(paragraph.text)):
        held = match.groupdict()
        blank = (held.pop("blank", None) or "").casefold()
        fields: dict[str, Value] = {name: int(told) for name, told in held.items() if told}
        if blank:
            fields["abstain"] = _NUMBERS.get(blank) or int(blank)
        draft.add(Kind.VOTE, fields, paragraph.of(match).span, "vote.inline", certainty=Certainty.HELD)


def add_votes(draft: Draft, parts: list[Part]) -> None:
    """Offer the vote of a part with votes in lines: "Kyllä 47 kpl"."""
    for part in (each for each in parts if each.part == "votes"):
        held: dict[str, Value] = {}
        places: list[Piece] = []
        for line in part.lines:
            match = _COLUMN.fullmatch(line.text)
            name = _WHAT.get(match["what"].casefold(), "abstain") if match else ""
            if match and name not in held:
                held[name] = int(match["number"])
                places.append(line.piece)
        if {"yes", "no"} <= held.keys():
            span = type(places[0].span)(places[0].start, places[-1].end)
            draft.add(Kind.VOTE, held, span, "vote.column", certainty=Certainty.HELD)


def add_attachments(draft: Draft, parts: list[Part]) -> None:
    """Offer the attachments that are listed under their heading."""
    for part in (each for each in parts if each.part == "attachments"):
        for line in part.lines[:60]:
            text = _SIZE.sub("", line.text)
            numbered = re.match(r"\d{1,3}\.?\s+", text)
            name = line.piece.part(numbered.end() if numbered else 0, len(text))
            sentence = name.text.endswith(".") and " " in name.text
            if _NONE.match(name.text):
                continue
            if name.text and len(name.text) <= 200 and not sentence and re.search(r"[^\W\d_]{2}", name.text):
                draft.add(Kind.ATTACHMENT, {"name": name.text}, name.span, "attachment", confidence=0.8)
