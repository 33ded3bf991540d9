"""What happened, happens or is owed at a time: events and deadlines.

Each rule looks at one clause with a time in it: an act (the verb) and what it is about (a noun in the clause, or in
what its pronoun stands for). Without both, nothing is said. Leaves out the year (`dates.py`) and the certainty
(`moods.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from alke.base.certainty import Certainty
from alke.minutes.dates import Direction, Form, Resolved, When, resolve
from alke.minutes.draft import Draft
from alke.minutes.facts import Kind, Span, Value
from alke.minutes.moods import Mood, mood
from alke.minutes.moods import supposed as is_supposed
from alke.minutes.said import (
    Clause,
    Said,
    acting,
    at_forum,
    body_acting,
    body_at,
    body_receiving,
    leans_back,
    obliged,
    of_before,
    own_council,
    place,
    receiving,
    talks,
    whose,
)
from alke.minutes.words import load, pattern, words

_TALKS_SUBJECT = re.compile(
    r"(?<!\w)(?:[\w-]*(?:kehit\w+|ALKE-)|maakunnan |maakuntamme |maakuntakohtaiset |yhteiset )?"
    r"keskustelu(?:t|tilaisuus|tilaisuudet|päivä|päivät)?(?!\w)"
    r"|(?<!\w)[\w-]*diskussion(?:en|erna|stillfället|stillfällena|sdagarna)(?!\w)",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"keskustelui?lle _?|varannut|varattu|reserverat|bokat|reserverats|ajankohta|ajankohdaksi|tidpunkt", re.IGNORECASE
)
_FOR_TALKS = re.compile(
    r"keskusteluille|keskustelujen ajankoh|keskusteluiden ajankoh|för diskussionerna|diskussionernas tidpunkt",
    re.IGNORECASE,
)
_COMPLETE = re.compile(
    r"\b(?:täydentää|täydentävät|täydennetään|kompletterar|kompletteras|päivittää|päivitetään|viimeistelee)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:ilmoitta\w+|ilmoitetaan|nimeä\w*|nimetään|anmäler|anmäls|utser|meddelar)\b", re.IGNORECASE)
_PARTICIPANTS = re.compile(r"\b(?:osallistuja\w*|edustaja\w*|deltagare\w*|representant\w*)\b", re.IGNORECASE)
_PRONOUN_START = re.compile(
    r"^(?:(?:ja |och )?(?:seuraavat|edelliset|nämä|följande|nästa)|ne|se|de|den|det|niitä|sitä)\b", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?:pyysi|pyytää|pyytävät|on pyytänyt|begär|begärde|har begärt|ber|bad)\b", re.IGNORECASE)
_MUST = re.compile(
    r"\b(?:tulee|tulisi|pitää|pitäisi|täytyy|on toimitettava|on lähetettävä|on annettava)\b", re.IGNORECASE
)
_SETTLING = re.compile(
    r"\b(?:päätti|päättivät|päätettiin|sopi|sovittiin|ilmoitti|esitti|ehdotti|linjasi|beslutade|beslöt|föreslog|meddelade)\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(
    r"\b(?:pitää|järjestää|käydä|toteuttaa|hålla|ordna|föra|pidettäväksi|pidettäviksi)\b", re.IGNORECASE
)
_AT_MEETING = re.compile(r"kokou|tapaami|möte|sammanträd|kokoon", re.IGNORECASE)
_THAT = re.compile(r"^(?:että|att)\b", re.IGNORECASE)


_PARTICIPLE = re.compile(
    r"\s*(?:päivät\w+|päiväämä\w+|anne(?:tu|tt)\w+|lähete(?:ty|tt)\w+|pide(?:ty|tt)y?\w+|järjeste(?:ty|tt)y?\w+|vahviste(?:tu|tt)\w+"
    r"|julkais(?:tu|t)\w+|kirja(?:tu|tt)\w+|saapunee\w+|tul(?:lee|ee)\w+|voimaan\b|dater\w+)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:daterat|daterad|av den|kokouksen|möte den \S+ protokoll)\s*$", re.IGNORECASE)
_MOST_TIMES = 6


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
        return bool(words(f"acts.{name}").search(self.own))

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


def _theme_act(scene: Scene) -> Found | None:
    """Proposing, confirming or deciding themes."""
    if not words("nouns.themes").search(scene.nouns):
        return None
    about_picture = words("nouns.picture").search(scene.own) and not talks(scene.nouns)
    if about_picture:
        return None
    forum, actor = at_forum(scene.own), acting(scene.own)
    if not (forum or actor) and _verb_first().match(scene.own):
        actor = acting(scene.clause.wide)  # "AUNE käsitteli teemoja ja vahvistaa ne …": who acts is said once
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


def _webinar(scene: Scene) -> Found | None:
    if not scene.noun("webinar") or not (scene.act("hold") or scene.act("present")):
        return None
    around = scene.clause.wide
    return Found("webinar", {"body": whose(around) or acting(around, kind="organisation"), "to": receiving(around)})


def _delivery(scene: Scene) -> Found | None:
    """A picture, themes, comments … handed over, or owed."""
    handed = scene.act("deliver") or words("moods.future_obligation").search(scene.own)
    completed = _COMPLETE.search(scene.own) and (scene.noun("picture") or _before_has(scene, "picture"))
    reported = _REPORT.search(scene.own)
    if not (handed or completed or reported):
        return None
    what = _owed(scene, bool(completed))
    if not what:
        return None
    who, to = acting(scene.own) or _obliged(scene.own) or own_council(scene.own), receiving(scene.own)
    if _ASKED.search(scene.own):  # who asks is who gets it
        who, to = "", to or who
    fields: dict[str, Value] = {"to": to}
    past = scene.told.certainty is Certainty.HELD
    if scene.when.by or (what == "picture" and not past):
        if past and what == "picture":
            return None
        return Found(what, {**fields, "who": who}, deadline=True)
    if past and what in ("picture", "themes", "comments", "statement", "agenda"):
        return Found("delivery", {**fields, "body": who or _council_genitive(scene.own)})
    return None


def _obliged(text: str) -> str:
    """Who must, in the genitive: "liittojen tulee toimittaa"."""
    match = _MUST.search(text)
    return obliged(text[: match.start()]) if match else ""


def _owed(scene: Scene, completed: bool) -> str:
    for what in ("candidates", "comments", "statement", "picture", "agenda", "themes"):
        if words(f"nouns.{what}").search(scene.own):
            return what
    if _PARTICIPANTS.search(scene.own) and _REPORT.search(scene.own):
        return "candidates"
    if words("nouns.points").search(scene.own):
        return "other"
    if completed or (of_before(scene.own) and _before_has(scene, "picture")):
        return "picture"
    return ""


def _before_has(scene: Scene, noun: str) -> bool:
    return bool(
        words(f"nouns.{noun}").search(scene.sentence.before) or words(f"nouns.{noun}").search(scene.clause.wide)
    )


def _council_genitive(text: str) -> str:
    from alke.minutes.houses import bodies, genitive

    folded = text.casefold()
    for told, _ in bodies().councils.values():
        if f"{genitive(told)} ".casefold() in folded:
            return told
    return ""


def _talks(scene: Scene) -> Found | None:
    """The talks themselves."""
    if scene.noun("webinar") or scene.when.by:
        return None
    if _of_the_settling(scene):
        return None
    reserved = _RESERVED.search(scene.own) and _FOR_TALKS.search(scene.own)
    if not reserved:
        if not scene.act("hold"):
            return None
        subject = _TALKS_SUBJECT.search(scene.own)
        if not subject and not _leaning_on_talks(scene):
            return None
        single = subject and subject[0].casefold() in ("keskustelu", "diskussionen")
        coming = (
            single
            and re.match(r"(?:Keskustelu|Diskussionen)\b", scene.own)
            and scene.told.certainty is not Certainty.HELD
        )
        if single and not coming and not (talks(scene.nouns) or talks(scene.sentence.earlier)):
            return None
    if not (talks(scene.nouns) or talks(scene.sentence.earlier) or reserved or _known_talks(scene)):
        return None
    return Found("talks", {"place": place(scene.near)})


def _of_the_settling(scene: Scene) -> bool:
    """Whether the time is that of a decision about the talks: "TEM päätti 15.11. järjestää keskustelut"."""
    infinitive = _INFINITIVE.search(scene.own) if _SETTLING.search(scene.own) else None
    return bool(infinitive and scene.when.piece.start < scene.clause.piece.start + infinitive.start())


def _leaning_on_talks(scene: Scene) -> bool:
    if scene.clause.leans and scene.clause.piece.start > scene.sentence.piece.start:
        before = scene.clause.wide[: -len(scene.own)].rstrip()
        return bool(re.search(r"keskustelu(?:ina|t|ihin|tilaisuu\w+)\b|diskussioner(?:na)?\b", before, re.IGNORECASE))
    if _PRONOUN_START.match(scene.own):
        before = scene.sentence.before
        return bool(
            _TALKS_SUBJECT.search(before)
            or (re.search(r"tilaisuu|tillfälle", before) and talks(scene.sentence.earlier))
        )
    return False


def _known_talks(scene: Scene) -> bool:
    return bool(
        re.search(
            r"\bkeskustelut\b|^keskustelu\b|\bkeskustelu pidetään\b|^diskussionen\b|\bdiskussionerna\b",
            scene.own,
            re.IGNORECASE,
        )
    )


def _handled(scene: Scene) -> Found | None:
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
        if forum or actor:
            return Found("forum_meeting", {"body": forum or actor})
        body = body_at(scene.own) or body
        if body and about:
            return Found("board_handling", {"body": body})
        return None
    if actor and scene.act("gather"):
        return Found("forum_meeting", {"body": actor, "place": place(scene.near)})
    if forum and _AT_MEETING.search(scene.own) and scene.told.verb:
        return Found("forum_meeting", {"body": forum})
    if scene.act("hold") and (named := _own_meeting(scene.own)):
        return Found("forum_meeting", {"body": named, "place": place(scene.near)})
    if about and scene.told.verb and (seat := body_at(scene.own)):
        return Found("board_handling", {"body": seat})
    if body and scene.act("hear") and about:
        return Found("hearing", {"body": body})
    del group
    return None


def _own_meeting(text: str) -> str:
    """The forum whose meeting is held: "AUNE:n kokous pidetään"."""
    from alke.minutes.words import actors

    for actor in actors():
        if actor.kind != "forum":
            continue
        for match in actor.mention.finditer(text):
            if re.match(
                r"\s*-?(?:seuraava |ylimääräinen |nästa )?(?:kokous|tapaaminen|möte|mötet|sammanträde|kokoukset)(?!\w)",
                text[match.end() :],
                re.IGNORECASE,
            ):
                return actor.name
            if re.search(r"(?:kokous|tapaaminen|mötet)$", match[0], re.IGNORECASE):
                return actor.name
    return ""


_RULES: tuple[Callable[[Scene], Found | None], ...] = (_theme_act, _webinar, _delivery, _talks, _handled)


def add_events(draft: Draft, sentence: Said) -> None:
    """Offer the events and deadlines of a sentence."""
    supposed = any(is_supposed(clause.text) for clause in sentence.clauses)
    for clause in sentence.clauses:
        if len(clause.whens) > _MOST_TIMES:
            draft.remark(clause.piece, "too many dates in one sentence to tell what belongs to which")
            continue
        for when in clause.whens:
            if _of_a_participle(clause, when):
                continue
            if when.form is Form.DAY and sentence.meeting and _is_head(draft, when):
                continue
            _add_event(draft, sentence, clause, when, supposed=supposed)


def _of_a_participle(clause: Clause, when: When) -> bool:
    """Whether a time belongs to a participle and not to the clause's verb: "15.8. päivätyn kirjeen mukaan"."""
    after = clause.text[when.piece.end - clause.piece.start :]
    return bool(_PARTICIPLE.match(after) or _DATED.search(clause.text[: when.piece.start - clause.piece.start]))


def _is_head(draft: Draft, when: When) -> bool:
    return any(fact.span == when.piece.span for fact in draft.of(Kind.DATE))


def _add_event(draft: Draft, sentence: Said, clause: Clause, when: When, *, supposed: bool) -> None:
    told = _mood(clause)
    own = clause.text
    has_noun = words("nouns").search(own)
    nouns = own if has_noun and not clause.leans else clause.wide
    if _PRONOUN_START.match(own) or (leans_back(sentence.text) and (clause.leans or not has_noun)):
        nouns = f"{sentence.before} {nouns}"
    scene = Scene(sentence, clause, own, nouns, when, told)
    found = next((found for rule in _RULES if (found := rule(scene))), None)
    if not found:
        return
    if told.denied or (supposed and told.certainty is Certainty.HELD):
        draft.remark(when.piece, f"{when.words!r} is denied, moved or only supposed; read it yourself")
        return
    if sentence.part == "proposal" and told.certainty is Certainty.DECIDED:
        told = Mood(Certainty.PROPOSED, told.direction, denied=False, verb=True)
    if supposed:
        told = Mood(Certainty.EXPECTED, told.direction, denied=False, verb=True)
    settled = _RESERVED.search(own) or (_SETTLING.search(own) and _INFINITIVE.search(own))
    if found.what == "talks" and settled and told.certainty is Certainty.HELD:
        told = Mood(Certainty.DECIDED, Direction.FUTURE, denied=False, verb=True)
    resolved = resolve(when, sentence.meeting, told.direction)
    if resolved is None:
        draft.remark(when.piece, f"the year of {when.words!r} cannot be told, the day of the meeting is not known")
    _offer(draft, sentence, clause, when, found, told, resolved)


def _mood(clause: Clause) -> Mood:
    """The mood of a clause; one that hangs on a proposal is proposed."""
    told = mood(clause.text)
    if clause.governed and _THAT.match(clause.text):
        above = clause.governed
        if words("acts.propose").search(above) or re.search(
            r"\b(?:toivo\w+|önska\w+|vaadi\w+)\b", above, re.IGNORECASE
        ):
            return Mood(Certainty.PROPOSED, Direction.FUTURE, told.denied, verb=True)
        if words("moods.hedge").search(above):
            return Mood(Certainty.EXPECTED, Direction.NEAREST, told.denied, verb=True)
        if re.search(r"\b(?:ei|eivät|inte)\b", above):
            return Mood(told.certainty, told.direction, denied=True, verb=told.verb)
    return told


def _offer(
    draft: Draft, sentence: Said, clause: Clause, when: When, found: Found, told: Mood, resolved: Resolved | None
) -> None:
    fields: dict[str, Value] = {"what": found.what, **found.fields, "words": when.words}
    certainty = told.certainty
    if found.deadline:
        fields |= {"due": (resolved.end or _month_end(resolved)) if resolved else ""}
        certainty = Certainty.DECIDED if certainty in (Certainty.HELD, Certainty.PREPARING) else certainty
    elif resolved:
        fields |= {"start": resolved.start, "end": resolved.end if resolved.start else "", "month": resolved.month}
    if resolved:
        fields["year_from"] = resolved.year_from
    if certainty is Certainty.PREPARING:
        certainty = Certainty.EXPECTED
    kind = Kind.DEADLINE if found.deadline else Kind.EVENT
    draft.add(
        kind,
        fields,
        _span(clause, when),
        f"{kind}.{found.what}",
        certainty=certainty,
        confidence=found.confidence,
        said_by=sentence.by,
    )


def _month_end(resolved: Resolved) -> str:
    return resolved.end


def _span(clause: Clause, when: When) -> Span:
    """The clause without its full stop; it holds the time."""
    end = clause.piece.end
    if clause.text.endswith(".") and when.piece.end < end:
        end -= 1
    return Span(clause.piece.start, max(end, when.piece.end))
