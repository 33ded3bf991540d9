"""The talks themselves as what happens at a time: whether a clause speaks of them, in whichever words.

Plain "keskustelut" are the talks only where the text has named these. Leaves out what else happens (`scenes.py`).
"""

from __future__ import annotations

import re
from functools import cache

from alke.base.certainty import Certainty
from alke.minutes.houses import bodies
from alke.minutes.lines import is_record
from alke.minutes.named import talks
from alke.minutes.said import acting, place
from alke.minutes.scenes import INFINITIVE, PRONOUN_START, RESERVED, SETTLING, Found, Scene
from alke.minutes.words import load, words

_TALKS_SUBJECT = re.compile(
    r"(?<!\w)(?:[\w-]*(?:kehit\w+|ALKE-)|maakunnan |maakuntamme |maakuntakohtaiset |yhteiset )?"
    r"keskustelu(?:t|tilaisuus|tilaisuudet|päivä|päivät)?(?!\w)"
    r"|(?<!\w)(?:yhtei\w+\s+)?teemakeskustelu(?:t)?(?!\w)"
    r"|(?<!\w)[\w-]*diskussion(?:en|erna|stillfället|stillfällena|sdagarna)(?!\w)",
    re.IGNORECASE,
)
_OCCASION = re.compile(r"^(?:Tilaisuus|Tilaisuudet|Tillfället|Tillfällena)\b")
_ON_PART = re.compile(r"(?:[\w-]+\s+){1,3}osalta\s+(?:ne|se)\b", re.IGNORECASE)
_FOR_TALKS = re.compile(
    r"keskusteluille|keskustelu(?:n|jen|iden) ajankoh|för diskussionerna|diskussionernas tidpunkt",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?:ja|että|mutta|jolloin|kun)\s+)?(?:.{0,60}\bmukaan\s+)?"
    r"(?:(?:ensi|tämän|kuluvan|seuraavan)\s+vuoden\s+|(?:vuoden|vuonna)\s+\d{4}\s+|(?:seuraavat|edelliset|varsinaiset|kevään|syksyn)\s+)*",
    re.IGNORECASE,
)


def of_talks(scene: Scene) -> Found | None:
    """The talks themselves."""
    if scene.noun("webinar") or scene.when.by or not scene.sentence.of_talks or _of_the_settling(scene):
        return None
    reserved = bool(RESERVED.search(scene.own) and _FOR_TALKS.search(scene.own))
    if _row_of_talks(scene) or reserved or _held(scene):
        return Found("talks", {"place": place(scene.near)})
    return None


def _held(scene: Scene) -> bool:
    """Whether a clause says that the talks are held."""
    if not scene.act("hold"):
        return False
    of_region = _of_a_region(scene)
    subject = _TALKS_SUBJECT.search(scene.own) or of_region
    named = talks(scene.nouns) or talks(scene.sentence.earlier)
    if not subject:
        return _leaning_on_talks(scene)
    if not _is_of_the_talks(scene, subject):
        return False
    if subject[0].casefold() in ("keskustelu", "diskussionen") and not (of_region or named):
        opening = re.match(r"(?:Keskustelu|Diskussionen)\b", scene.own)
        return bool(opening and scene.told.certainty is not Certainty.HELD)
    return bool(named or of_region or _known_talks(scene))


def _of_a_region(scene: Scene) -> re.Match[str] | None:
    """The talks called by whose they are, where the text has named them: "Kainuun vuoro on"."""
    if not scene.sentence.of_talks:
        return None
    match = whose_talks().search(scene.own)
    if match and match["talks"].casefold() == "vuoro":
        return match if talks(f"{scene.sentence.before} {scene.sentence.text}") else None
    return match


@cache
def whose_talks() -> re.Pattern[str]:
    """Talks with whose they are: "Pirkanmaan (oma) keskustelu", "Nylands diskussion"."""
    names = sorted({*load("talks")["whose_talks"], *bodies().genitives}, key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})\s+(?:oma\s+|egen\s+)?"
        r"(?P<talks>[\w-]*keskustelu(?:tilaisuus)?|[\w-]*diskussion|vuoro)(?![\w-])",
        re.IGNORECASE,
    )


def _row_of_talks(scene: Scene) -> bool:
    """Whether a row of a schedule gives the day of the talks: "Keskustelu Kajaanissa: 21.4.2027"."""
    row = not scene.told.verb and scene.sentence.of_talks and len(scene.clause.whens) == 1
    return bool(row and is_record(scene.sentence.text) and words("talks_row").match(scene.own.lstrip("0123456789.–- ")))


def _of_the_settling(scene: Scene) -> bool:
    """Whether the time is that of a decision about the talks: "TEM päätti 15.11. järjestää keskustelut"."""
    infinitive = INFINITIVE.search(scene.own) if SETTLING.search(scene.own) else None
    return bool(infinitive and scene.when.piece.start < scene.clause.piece.start + infinitive.start())


def _is_of_the_talks(scene: Scene, subject: re.Match[str]) -> bool:
    """Whether plain "keskustelut" are the talks: they open the clause, or somebody known holds them."""
    before = scene.own[: subject.start()]
    plain = subject[0].casefold() in ("keskustelut", "keskustelutilaisuus", "keskustelutilaisuudet", "keskustelupäivät")
    return not plain or talks(scene.own) or bool(_OPENING.fullmatch(before) or acting(before))


def _leaning_on_talks(scene: Scene) -> bool:
    if scene.clause.leans and scene.clause.piece.start > scene.sentence.piece.start:
        before = scene.clause.wide[: -len(scene.own)].rstrip()
        return bool(re.search(r"keskustelu(?:ina|t|ihin|tilaisuu\w+)\b|diskussioner(?:na)?\b", before, re.IGNORECASE))
    if _ON_PART.match(scene.own):
        before = scene.clause.wide[: -len(scene.own)]
        return bool(_TALKS_SUBJECT.search(before))
    if _OCCASION.match(scene.own):
        return bool(re.search(r"keskustelutilaisuu|diskussionstillfäll", scene.sentence.earlier, re.IGNORECASE))
    if PRONOUN_START.match(scene.own):
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
