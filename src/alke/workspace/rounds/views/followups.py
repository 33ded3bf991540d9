"""Follow-ups on pages: the board of a round, worsening first, one follow-up with its evidence, and the acts on it.

Leaves out what the figures say: `contracts.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from alke.areas import area
from alke.base.languages import Language
from alke.indicators.generation import Generation
from alke.workspace import clock
from alke.workspace.addresses import Pages, address, below
from alke.workspace.forms import WordsForm
from alke.workspace.frame import page
from alke.workspace.journal import writings
from alke.workspace.journal.acts import kind_of
from alke.workspace.people.access import readable
from alke.workspace.people.actors import Actor, actor_of
from alke.workspace.rounds.actions import followups as acts
from alke.workspace.rounds.models import Evidence, Evidenced, FollowUp, Round, Said, Session
from alke.workspace.rounds.policies.conclusions import CONCLUSIONS
from alke.workspace.rounds.policies.followups import FOLLOWUPS
from alke.workspace.rounds.rules.contracts import judged
from alke.workspace.rounds.rules.followups import disputes, left, schedule_of
from alke.workspace.rounds.rules.outcomes import shortened
from alke.workspace.rounds.views.contracts import Told, in_words
from alke.workspace.rounds.views.positions import round_of
from alke.workspace.rounds.views.tabs import Panel, tabs
from alke.workspace.rounds.views.verbs import ReasonForm, offer, posted, verb_page
from alke.workspace.strategies.figures import in_use
from alke.workspace.words import word

SAID_MARKS = {"not_said": "", "not_started": "soon", "under_way": "part", "done": "good", "dropped": "off"}
EVIDENCED_MARKS = {
    "not_assessed": "",
    "none_found": "soon",
    "partly": "part",
    "supported": "good",
    "contradicted": "bad",
}
SCHEDULE_MARKS = {"no_date": "off", "on_time": "part", "late": "bad", "over": "off"}
MARKS = {"said": SAID_MARKS, "evidenced": EVIDENCED_MARKS, "schedule": SCHEDULE_MARKS}
FILTERS = ("all", "worsened", "disputed", "undisputed", "untreated", "mine")


@dataclass(frozen=True, slots=True)
class Line:
    """A follow-up as the board shows it.

    Attributes:
        row: The follow-up.
        schedule: Its schedule as of today, or of the day the round closed.
        contract: What the figures say; None without a contract.
        disputes: Where what is said and what is evidenced part, in the page's language.
        regions: The regions it concerns, in words.
        left: Whether it has been neither discussed nor skipped.
        mine: Whether the reader's organisation answers for it.
    """

    row: FollowUp
    schedule: str
    contract: Told | None
    disputes: tuple[str, ...]
    regions: str
    left: bool
    mine: bool

    @property
    def worsened(self) -> bool:
        """Whether its indicator has moved away from the target."""
        return self.contract is not None and self.contract.worsened

    @property
    def order(self) -> tuple[bool, bool, bool, int, int, int]:
        """Worsening first, then disputes, then what is late; then the oldest."""
        conclusion = self.row.conclusion
        late = self.schedule != "late"
        return (
            not self.worsened,
            not self.disputes,
            late,
            conclusion.outcome.round.year,
            conclusion.number,
            conclusion.pk,
        )


def _rows() -> QuerySet[FollowUp]:
    return FollowUp.objects.select_related(
        "round", "conclusion__owner", "conclusion__theme", "conclusion__outcome__round", "discussed_at__meeting"
    )


def line_of(row: FollowUp, actor: Actor, made: Generation | None, language: Language) -> Line:
    """A follow-up with what is worked out of it."""
    contract = in_words(row.conclusion, made, language)
    told = disputes(row.said, row.evidenced, worsened=contract is not None and contract.worsened)
    codes = row.conclusion.regions or row.conclusion.outcome.regions
    everywhere = word("outcome_all_regions")[language]
    return Line(
        row,
        schedule_of(row, clock.today()),
        contract,
        tuple(one[language] for one in told),
        ", ".join(area(code).names[language] for code in codes) if codes else everywhere,
        left(row),
        actor.signed_in and actor.organisation_id == row.conclusion.owner_id,
    )


def lines(of: Round, actor: Actor, language: Language) -> list[Line]:
    """The board of a round, worsening first."""
    made = in_use()
    rows = FOLLOWUPS.visible(actor, _rows().filter(round=of))
    return sorted((line_of(row, actor, made, language) for row in rows), key=lambda one: one.order)


def _kept(all_of: list[Line], chosen: str) -> list[Line]:
    tests: dict[str, Callable[[Line], bool]] = {
        "worsened": lambda one: one.worsened,
        "disputed": lambda one: bool(one.disputes),
        "undisputed": lambda one: not one.disputes,
        "untreated": lambda one: one.left,
        "mine": lambda one: one.mine,
    }
    return [one for one in all_of if tests[chosen](one)] if chosen in tests else all_of


def followups_page(request: HttpRequest, language: Language, year: int) -> HttpResponse:
    """The board: every follow-up of the round, three statuses side by side."""
    actor = actor_of(request)
    of = round_of(actor, year)
    every = lines(of, actor, language)
    chosen = request.GET.get("show", "all")
    filters = [
        (name, word(f"followup_show_{name}")[language], len(_kept(every, name)))
        for name in FILTERS
        if name != "mine" or actor.organisation_id
    ]
    told: dict[str, Any] = {
        "round": of,
        "tabs": tabs(of, "followups", language),
        "lines": _kept(every, chosen),
        "every": len(every),
        "worsened": len(_kept(every, "worsened")),
        "left": len(_kept(every, "untreated")),
        "filters": filters,
        "chosen": chosen if chosen in FILTERS else "all",
        "marks": MARKS,
    }
    return page(request, "rounds/followups", language, **told)


def _fetch(request: HttpRequest, verb: str, year: int, pk: int) -> tuple[Actor, FollowUp]:
    actor = actor_of(request)
    return actor, FOLLOWUPS.fetch(actor, verb, _rows(), pk=pk, round__year=year)


def followup_page(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """One follow-up: what is said, what supports it, what the figures say, and how it has gone at other rounds."""
    actor, one = _fetch(request, "see", year, pk)
    evidence = list(one.evidence.select_related("organisation"))
    others = one.conclusion.followups.exclude(pk=pk).select_related("round", "conclusion", "discussed_at__meeting")
    pieces = [str(each.pk) for each in evidence]
    ours = Q(subject_kind=kind_of(one), subject_id=str(pk))
    theirs = Q(subject_kind="rounds.evidence", subject_id__in=pieces)
    verbs = ("say", "assess", "bring", "remark", "discuss", "skip")
    told: dict[str, Any] = {
        "round": one.round,
        "tabs": tabs(one.round, "followups", language),
        "one": one,
        "line": line_of(one, actor, in_use(), language),
        "evidence": evidence,
        "others": [(each, schedule_of(each, clock.today())) for each in others.order_by("round__year")],
        "remarks": writings.best(writings.current([one]), one, "remarks", language),
        "may": {verb: bool(FOLLOWUPS.may(actor, verb, one)) for verb in verbs},
        "may_settle": bool(CONCLUSIONS.may(actor, "settle", one.conclusion)),
        "events": readable(actor).filter(ours | theirs)[:60],
        "marks": MARKS,
    }
    return page(request, "rounds/followup", language, **told)


class SayForm(WordsForm):
    """What the responsible party says."""

    labels: ClassVar[Mapping[str, str]] = {"said": "followup_said", "reason": "followup_said_reason"}
    choices: ClassVar[Mapping[str, str]] = {"said": "followup_said"}
    said = forms.ChoiceField(choices=[(one, one) for one in Said.values], widget=forms.RadioSelect)
    reason = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class AssessForm(WordsForm):
    """What the evidence supports, and why it is thought so."""

    labels: ClassVar[Mapping[str, str]] = {"evidenced": "followup_evidenced", "reason": "followup_grounds"}
    choices: ClassVar[Mapping[str, str]] = {"evidenced": "followup_evidenced"}
    evidenced = forms.ChoiceField(choices=[(one, one) for one in Evidenced.values], widget=forms.RadioSelect)
    reason = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class EvidenceForm(WordsForm):
    """A piece of evidence."""

    labels: ClassVar[Mapping[str, str]] = {
        name: f"followup_evidence_{name}" for name in ("title", "address", "dated", "supports")
    }
    choices: ClassVar[Mapping[str, str]] = {"supports": "followup_supports"}
    title = forms.CharField(max_length=300)
    address = forms.URLField(required=False, max_length=400, assume_scheme="https")
    dated = forms.DateField(required=False)
    supports = forms.ChoiceField(choices=[("yes", ""), ("no", "")], widget=forms.RadioSelect)


class DiscussForm(WordsForm):
    """At which session."""

    labels: ClassVar[Mapping[str, str]] = {"session": "followup_session"}
    session = forms.ChoiceField()


def _verb(
    request: HttpRequest, language: Language, one: FollowUp, form: WordsForm, title: str, done: str, do: Any
) -> HttpResponse:
    """A page of a verb of one follow-up."""
    back = address(language, "followup", year=one.round.year, pk=one.pk)
    lead = f"{one.conclusion.outcome.round.year}/{one.conclusion.number}: {shortened(one.conclusion.quote, 200)}"
    return verb_page(request, language, form, title=title, do=do, back=back, done=done, lead=lead)


def followup_say(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Say how it stands."""
    actor, one = _fetch(request, "say", year, pk)
    form = SayForm(language, posted(request), initial={"said": one.said})
    return _verb(request, language, one, form, "followup_say", "followup_was_said",
                 lambda given: acts.say(one, given["said"], reason=given["reason"], by=actor))  # fmt: skip


def followup_assess(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Weigh the evidence."""
    actor, one = _fetch(request, "assess", year, pk)
    form = AssessForm(language, posted(request), initial={"evidenced": one.evidenced})
    return _verb(request, language, one, form, "followup_assess", "followup_was_assessed",
                 lambda given: acts.assess(one, given["evidenced"], reason=given["reason"], by=actor))  # fmt: skip


def followup_evidence(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Add a piece of evidence."""
    actor, one = _fetch(request, "bring", year, pk)
    form = EvidenceForm(language, posted(request), initial={"supports": "yes"})

    def do(given: dict[str, Any]) -> Evidence:
        supports = given.pop("supports") == "yes"
        return acts.bring_evidence(one, supports=supports, **given, by=actor)

    return _verb(request, language, one, form, "followup_bring", "followup_was_brought", do)


def followup_discuss(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Record where it was discussed."""
    actor, one = _fetch(request, "discuss", year, pk)
    held = {str(each.pk): each for each in Session.objects.filter(round=one.round).select_related("meeting")}
    form = DiscussForm(language, posted(request), initial={"session": one.discussed_at_id})
    offer(form, "session", [(key, each.meeting.names[language]) for key, each in held.items()], choose=True)
    return _verb(request, language, one, form, "followup_discuss", "followup_was_discussed",
                 lambda given: acts.discuss(one, at=held[given["session"]], by=actor))  # fmt: skip


def followup_skip(request: HttpRequest, language: Language, year: int, pk: int) -> HttpResponse:
    """Leave it for this round with a reason."""
    actor, one = _fetch(request, "skip", year, pk)
    form = ReasonForm(language, posted(request), initial={"reason": one.skipped})
    return _verb(request, language, one, form, "followup_skip", "followup_was_skipped",
                 lambda given: acts.skip(one, reason=given["reason"], by=actor))  # fmt: skip


def panel(of: Round, actor: Actor, language: Language) -> Panel | None:
    """How many follow-ups have been treated, and which have worsened."""
    made = in_use()
    every = list(FOLLOWUPS.visible(actor, FollowUp.objects.filter(round=of).select_related("conclusion")))
    link = address(language, "followups", year=of.year)
    title, go = word("tab_followups")[language], word("followup_panel_link")[language]
    if not every:
        return Panel(title, (word("followup_panel_none")[language],), link, go)
    undone = sum(left(one) for one in every)
    worse = sum(told.worsened for one in every if (told := judged(one.conclusion, made)))
    said = [word("followup_panel_count")[language].format(count=len(every), left=undone)]
    if worse:
        said.append(word("followup_panel_worsened")[language].format(count=worse))
    return Panel(title, tuple(said), link, go)


_under = below("fi/kierros/<int:year>/seuranta/", "sv/omgang/<int:year>/uppfoljning/", "en/round/<int:year>/follow-up/")
_ONE = "<int:pk>/"
PAGES: Pages = {
    "followups": (_under(), followups_page),
    "followup": (_under(_ONE), followup_page),
    "followup-say": (_under(f"{_ONE}kerro/", f"{_ONE}beratta/", f"{_ONE}say/"), followup_say),
    "followup-assess": (_under(f"{_ONE}arvioi/", f"{_ONE}bedom/", f"{_ONE}assess/"), followup_assess),
    "followup-evidence": (_under(f"{_ONE}naytto/", f"{_ONE}belagg/", f"{_ONE}evidence/"), followup_evidence),
    "followup-discuss": (_under(f"{_ONE}kasittele/", f"{_ONE}behandla/", f"{_ONE}discuss/"), followup_discuss),
    "followup-skip": (_under(f"{_ONE}ohita/", f"{_ONE}hoppa-over/", f"{_ONE}skip/"), followup_skip),
}
