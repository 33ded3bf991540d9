"""A clause with a time in it, and what each rule makes of it: the kind of event or deadline, who, to whom, where.

Each rule asks for an act (the verb) and what it is about (a noun in the clause, or in what its pronoun stands for).
Without both, nothing is said. Leaves out when and how certain (`events.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alke.base.certainty import Certainty
from alke.minutes.dates import When
from alke.minutes.facts import Value
from alke.minutes.houses import bodies, genitive
from alke.minutes.lines import is_record
from alke.minutes.moods import Mood
from alke.minutes.named import talks
from alke.minutes.said import (
    Clause,
    Said,
    acting,
    asking,
    at_forum,
    body_acting,
    body_at,
    body_receiving,
    obliged,
    of_before,
    own_council,
    place,
    receiving,
    whose,
)
from alke.minutes.words import actors, load, pattern, words

RESERVED = re.compile(
    r"keskustelui?lle _?|varannut|varattu|reserverat|bokat|reserverats|ajankohta|ajankohdaksi|tidpunkt", re.IGNORECASE
)
_COMPLETE = re.compile(
    r"\b(?:täydentää|täydentävät|täydennetään|kompletterar|kompletteras|päivittää|päivitetään|viimeistelee)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:ilmoitta\w+|ilmoitetaan|nimeä\w*|nimetään|anmäler|anmäls|utser|meddelar)\b", re.IGNORECASE)
_LIST = re.compile(r"\b(?:osallistujatie\w+|osallistujaluettelo\w*|deltagarlist\w+|deltagaruppgift\w+)", re.IGNORECASE)
_NAMES = re.compile(r"\b(?:nimet|nimensä|namnen)\b", re.IGNORECASE)
_PARTICIPANTS = re.compile(r"\b(?:osallistuja\w*|edustaja\w*|deltagare\w*|representant\w*)\b", re.IGNORECASE)
PRONOUN_START = re.compile(
    r"^(?:(?:ja |och )?(?:seuraavat|edelliset|nämä|följande|nästa)|ne|se|de|den|det|niitä|sitä)\b", re.IGNORECASE
)
ASKED = re.compile(
    r"\b(?:pyydämme|toivomme|odotamme|ombeds|pyysi|pyytää|pyytävät|on pyytänyt|begär|begärde|har begärt|ber|bad)\b",
    re.IGNORECASE,
)
WAS_ASKED = re.compile(r"\b(?:pyydettiin|edellytettiin|kehotettiin|begärdes|ombads)\b", re.IGNORECASE)
_MUST = re.compile(
    r"\b(?:tulee|tulisi|pitää|pitäisi|täytyy|on toimitettava|on lähetettävä|on annettava)\b", re.IGNORECASE
)
_SPOKEN = re.compile(r"\bkeskustelu(?:jen|iden|ille|t|issa)\b|\bdiskussioner\w+", re.IGNORECASE)
SETTLING = re.compile(
    r"\b(?:päätti|päättivät|päätettiin|sopi|sovittiin|ilmoitti|esitti|ehdotti|linjasi|beslutade|beslöt|föreslog|meddelade)\b",
    re.IGNORECASE,
)
INFINITIVE = re.compile(
    r"\b(?:pitää|järjestää|käydä|toteuttaa|hålla|ordna|föra|pidettäväksi|pidettäviksi)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"\b(?:eduskun\w+|komissio\w*|parlament\w+|riksdag\w*|kommission\w*)", re.IGNORECASE)
# Bodies of regions and working groups settle themes of their own.
_LOCAL = re.compile(
    r"\b(?:\w*hallituksen|\w*valtuuston|\w*ryhmän|sihteeristön|johtoryhmän|lautakunnan|jaoston)\s+kokou"
    r"|\b(?:\w*hallituksessa|\w*valtuustossa|johtoryhmässä|ohjausryhmässä|sihteeristössä)\b"
    r"|\bstyrelsens?\b|\w+styrelsens?\b|\w*fullmäktige\b|\bledningsgrupp\w+",
    re.IGNORECASE,
)
_UNKNOWN_RECEIVER = re.compile(
    r"\b(?!kierroks|kaude|vuode|aja|keskustelu|puolella|maakuntahallituks|yhteistyö|sihteeris|näille|niille|kaiki|joille"
    r"|verkosto|AUNE|osallistuji|liito|maakuntaliito|ministeriö)\w{4,}(?:[aeiouyäö]lle)\b",
    re.IGNORECASE,
)
_GENITIVES = 7
_ATTENDED = re.compile(r"\b(?:osallistui|osallistuivat|deltog)\b", re.IGNORECASE)
_AT_MEETING = re.compile(r"kokou|tapaami|möte|sammanträd|kokoon", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with one time in it, and what surrounds it.

    Attributes:
        own: The words of the clause.
        nouns: The words in which its subject matter is looked for: its own, and before it when it leans on that.
        when: The time.
        told: The mood of the clause.
    """

    sentence: Said
    clause: Clause
    own: str
    nouns: str
    when: When
    told: Mood

    @property
    def near(self) -> str:
        """The words around its time, up to the times beside it."""
        others = [when.piece for when in self.clause.whens if when is not self.when]
        start = max((each.end for each in others if each.end <= self.when.piece.start), default=self.clause.piece.start)
        ahead = [each for each in others if each.start >= self.when.piece.end]
        end = self.when.piece.end if ahead else self.clause.piece.end
        return self.own[start - self.clause.piece.start : end - self.clause.piece.start]

    def act(self, name: str) -> bool:
        """Whether the clause has a verb of this act."""
        if words(f"acts.{name}").search(self.own):
            return True
        # A row of a schedule names its act: "Teemojen vahvistaminen: 10.3., AUNE".
        return not self.told.verb and name in load("talks")["named_acts"] and self._row(name)

    def _row(self, name: str) -> bool:
        return is_record(self.sentence.text) and bool(words(f"named_acts.{name}").search(self.own))

    def noun(self, name: str) -> bool:
        """Whether it is about this."""
        return bool(words(f"nouns.{name}").search(self.nouns))


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule makes of a scene."""

    what: str
    fields: dict[str, Value]
    deadline: bool = False
    confidence: float = 0.85


def theme_act(scene: Scene) -> Found | None:
    """Proposing, confirming or deciding themes."""
    if not words("nouns.themes").search(scene.nouns) or not scene.sentence.of_talks:
        return None
    if words("other_themes").search(scene.nouns):
        return None
    about_picture = words("nouns.picture").search(scene.own) and not talks(scene.nouns)
    if about_picture:
        return None
    forum, actor = at_forum(scene.own), acting(scene.own)
    if not (forum or actor) and _verb_first().match(scene.own):
        actor = acting(scene.clause.wide)  # "AUNE käsitteli teemoja ja vahvistaa ne …": who acts is said once
    around = scene.nouns
    if re.match(r"(?:Neuvottelukunta|Delegationen)\b", scene.own):  # which one, the sentence before tells
        around = f"{scene.sentence.before} {around}"
    if not (forum or actor or talks(around) or _SPOKEN.search(around)) or (_LOCAL.search(scene.own) and not forum):
        return None
    if scene.act("propose") and scene.when.by:
        return Found("themes", {"who": actor, "to": receiving(scene.own)}, deadline=True)
    if scene.act("confirm"):
        return Found("theme_confirmation", {"body": forum or actor})
    if scene.act("propose"):
        return Found("theme_proposal", {"body": forum or actor})
    if scene.act("decide"):
        return Found("theme_decision", {"body": forum or actor})
    return None


@cache
def _verb_first() -> re.Pattern[str]:
    acts = load("talks")["acts"]
    return pattern([each for name in ("confirm", "propose", "decide") for each in acts[name]])


def webinar(scene: Scene) -> Found | None:
    """A webinar about the talks or the picture, or of somebody who has to do with them."""
    if not scene.noun("webinar") or not (scene.act("hold") or scene.act("present")):
        return None
    around = scene.clause.wide
    if not (
        talks(around)
        or words("nouns.picture").search(around)
        or whose(scene.own)
        or acting(scene.own)
        or receiving(scene.own)
    ):
        return None  # anybody holds webinars
    holder = _holder(around) or acting(around if scene.clause.leans else scene.own, kind="organisation")
    return Found("webinar", {"body": holder, "to": receiving(around)})


def _holder(text: str) -> str:
    """Whose webinar it is: "VN:n webinaari", "VN:n kansallisen tilannekuvan webinaari", genitives between."""
    match = words("nouns.webinar").search(text)
    before = text[: match.start()].split()[-_GENITIVES:] if match else []
    for at in range(len(before) - 1, -1, -1):
        if name := whose(f"{before[at]} "):
            return name
        if not re.fullmatch(r"\w+n|ja|\w+-", before[at]):
            return ""
    return ""


def delivery(scene: Scene) -> Found | None:
    """A picture, themes, comments … handed over, or owed."""
    handed = scene.act("deliver") or ASKED.search(scene.own) or words("moods.future_obligation").search(scene.own)
    completed = _COMPLETE.search(scene.own) and (scene.noun("picture") or _before_has(scene, "picture"))
    reported = _REPORT.search(scene.own)
    if not (handed or completed or reported):
        return None
    if completed and not handed and not scene.when.by:
        return None  # work on it is no deadline
    what = _owed(scene, bool(completed))
    of_talks = (
        scene.sentence.of_talks or what == "candidates" or (ASKED.search(scene.own) and acting(scene.own) == "TEM")
    )
    if not what or not of_talks or _ELSEWHERE.search(scene.own):
        return None
    who, to = acting(scene.own) or _obliged(scene.own) or own_council(scene.own), receiving(scene.own)
    if asked := ASKED.search(scene.own):  # who asks is who gets it
        that = re.search(r"\b(?:että|att)\b", scene.own[asked.end() :])
        if that:
            start = asked.end() + that.end()
            asker, rest = scene.own[:start], scene.own[start:]
            who, to = acting(rest) or own_council(rest), receiving(rest) or acting(asker) or asking(asker)
        elif not re.match("ombeds", asked[0], re.IGNORECASE):
            who, to = "", to or who
    if not to and _UNKNOWN_RECEIVER.search(scene.own):
        return None  # somebody else's matter
    fields: dict[str, Value] = {"to": to}
    past = scene.told.certainty is Certainty.HELD
    several = any(when.by for when in scene.clause.whens)
    if scene.when.by or (what == "picture" and not past and not several):
        if past and what == "picture" and not (ASKED.search(scene.own) or WAS_ASKED.search(scene.own)):
            return None
        return Found(what, {**fields, "who": who}, deadline=True)
    handed_over = past and (fields["to"] or who or _council_genitive(scene.own))
    if handed_over and what in ("picture", "themes", "comments", "statement", "agenda"):
        return Found("delivery", {**fields, "body": who or _council_genitive(scene.own)})
    return None


def _obliged(text: str) -> str:
    """Who must, in the genitive: "liittojen tulee toimittaa"."""
    match = _MUST.search(text)
    return obliged(text[: match.start()]) if match else ""


def _owed(scene: Scene, completed: bool) -> str:
    kinds = ("candidates", "comments", "statement", "picture", "agenda", "themes")
    each_its_own = sum(when.by for when in scene.clause.whens) > 1
    for text in (scene.near,) if each_its_own else (scene.own, scene.nouns):
        for what in kinds:
            if words(f"nouns.{what}").search(text):
                return what
        if words("nouns").search(scene.own) or _PARTICIPANTS.search(scene.own):
            break
    if _LIST.search(scene.own) and (_REPORT.search(scene.own) or scene.act("deliver")):
        return "candidates"
    named = _NAMES.search(scene.own) and _PARTICIPANTS.search(scene.sentence.before)
    if (_PARTICIPANTS.search(scene.own) or named) and _REPORT.search(scene.own):
        return "candidates"
    if words("nouns.points").search(scene.own):
        return "other"
    if words("nouns.document").search(scene.own) and words("nouns.picture").search(scene.sentence.earlier):
        return "picture"
    if completed or (of_before(scene.own) and _before_has(scene, "picture")):
        return "picture"
    return ""


def _before_has(scene: Scene, noun: str) -> bool:
    return bool(
        words(f"nouns.{noun}").search(scene.sentence.before) or words(f"nouns.{noun}").search(scene.clause.wide)
    )


def _council_genitive(text: str) -> str:
    folded = text.casefold()
    for told, _ in bodies().councils.values():
        if f"{genitive(told)} ".casefold() in folded:
            return told
    return ""


def handled(scene: Scene) -> Found | None:
    """A forum or a body met, handled something, or heard a presentation."""
    if scene.when.by:
        return None
    body, group = body_acting(scene.own)
    about = any(scene.noun(each) for each in ("picture", "themes", "results", "model")) or talks(scene.nouns)
    about = about or _before_has(scene, "picture")
    forum, actor = at_forum(scene.own), acting(scene.own, kind="forum")
    receiver = receiving(scene.own) or body_receiving(scene.own)
    if scene.act("present") and about and receiver:
        return Found("presentation", {"to": receiver})
    if scene.noun("hearing") and scene.act("hold"):
        return Found("hearing", {"body": actor, "to": receiving(scene.own)})
    if scene.act("treat") or (scene.act("approve") and body):
        if (forum or actor) and scene.sentence.of_talks:
            return Found("forum_meeting", {"body": forum or actor})
        body = body_at(scene.own) or body
        if body and about:
            return Found("board_handling", {"body": body})
        return None
    if actor and scene.act("gather"):
        return Found("forum_meeting", {"body": actor, "place": place(scene.near)})
    if forum and _AT_MEETING.search(scene.own) and scene.told.verb:
        return Found("forum_meeting", {"body": forum})
    if named := _meeting_held(scene):
        return Found("forum_meeting", {"body": named, "place": place(scene.near)})
    if about and scene.told.verb and (seat := body_at(scene.own)):
        return Found("board_handling", {"body": seat})
    if body and scene.act("hear") and about:
        return Found("hearing", {"body": body})
    del group
    return None


def _meeting_held(scene: Scene) -> str:
    """The forum whose meeting is held or was attended, or empty."""
    if attended := _ATTENDED.search(scene.own):
        return _own_meeting(scene.own[attended.end() :])
    return _own_meeting(scene.own) if scene.act("hold") else ""


def _own_meeting(text: str) -> str:
    """The forum whose meeting is held: "AUNE:n kokous pidetään"."""
    for actor in actors():
        if actor.kind != "forum":
            continue
        for match in actor.mention.finditer(text):
            if re.match(
                r"\s*-?(?:seuraava |ylimääräinen |nästa )?"
                r"(?:kokous|kokoukseen|kokoukset|tapaaminen|tapaamiseen|möte|mötet|sammanträde)(?!\w)",
                text[match.end() :],
                re.IGNORECASE,
            ):
                return actor.name
            if re.search(r"(?:kokous|tapaaminen|mötet)$", match[0], re.IGNORECASE):
                return actor.name
    return ""
