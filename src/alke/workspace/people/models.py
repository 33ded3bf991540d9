"""Tables of people: organisations and what succeeded them, users, roles held, invitations, sign-ins."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alke.base.languages import Language, Text
from alke.workspace import clock
from alke.workspace.naming import Named


class OrganisationKind(models.TextChoices):
    """What an organisation is in the talks."""

    GOVERNMENT = "government"
    MINISTRY = "ministry"
    COUNCIL = "council"
    ALAND = "aland"
    EVK = "evk"
    ELY = "ely"
    WELLBEING = "wellbeing"
    MYR_PARTY = "myr_party"
    ASSOCIATION = "association"
    OTHER = "other"


class Role(models.TextChoices):
    """A role held in an organisation; labels are in texts/people.yaml under ``role_…``."""

    COORDINATOR = "coordinator"
    """Runs the round: TEM."""
    PREPARER = "preparer"
    APPROVER = "approver"
    """Releases and delivers on behalf of the organisation."""
    SECRETARY = "secretary"
    """Keeps a forum's or MYR's meetings; AUNE's secretariat."""
    PRESENTER = "presenter"
    MEMBER = "member"
    EXPERT = "expert"
    """Ministry expert."""
    AUDITOR = "auditor"
    READER = "reader"


class Organisation(Named):
    """An organisation; its data are in data/organisations.yaml.

    `regions` are the codes of the regions it answers for or covers: one for a council, up to three for an
    elinvoimakeskus, none for a ministry.
    """

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    short_fi = models.CharField(max_length=60, blank=True)
    short_sv = models.CharField(max_length=60, blank=True)
    short_en = models.CharField(max_length=60, blank=True)
    regions = models.JSONField(default=list)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="people_organisation_validity",
            )
        ]

    @property
    def short(self) -> Text:
        """The short name in every language, such as TEM; the whole name where there is none."""
        names = self.names
        return Text(self.short_fi or names.fi, self.short_sv or names.sv, self.short_en or names.en)


class Users(BaseUserManager["User"]):
    """Makes users; there are no superusers."""

    def create_user(self, email: str, name: str, password: str | None = None, **fields: object) -> User:
        """A user with this address and name; without a password she signs in by other means only."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who can sign in. She acts through a `Membership`; as such she may do nothing."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default=Language.FI, choices=[(code, code) for code in Language])
    is_active = models.BooleanField(default=True)
    fictional = models.BooleanField(default=False)
    """An example person of the demo content."""
    feed_token = models.CharField(max_length=64, unique=True, null=True)
    """Secret part of the address of her calendar feed; None until she asks for one."""
    reminders = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as she writes it."""
        return self.name

    def get_short_name(self) -> str:
        """The name as she writes it."""
        return self.name


class Membership(models.Model):
    """A role of a person in an organisation, for a time."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    """When it was ended before its time; from that moment nothing may be done by it."""

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="people_one_membership_per_role"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")), name="people_membership_validity"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.name}, {self.organisation.name_fi}"


class Invitation(models.Model):
    """An invitation to join an organisation in a role; the secret itself is only in the mail, here is its checksum."""

    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices)
    token_checksum = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2, default=Language.FI, choices=[(code, code) for code in Language])
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="invitations_sent")
    """None when the operator invited at the prompt."""
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="invitations_accepted")
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created", "-pk"]

    @property
    def open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_by_id is None and self.withdrawn is None and self.expires > clock.now()

    def __str__(self) -> str:
        return f"{self.email}, {self.organisation.name_fi}, {self.role}"


class SignIn(models.Model):
    """Someone signed in or out, or tried to and did not get in: for an auditor to read.

    Kept beside the log of acts: nothing of the round changes by it, and an address that someone only tries out must not
    stay for good. Never holds a password, nor what was typed as an address that no account has.
    """

    class Kind(models.TextChoices):
        """What happened."""

        IN = "in"
        OUT = "out"
        WRONG_PASSWORD = "wrong_password"  # noqa: S105 – the name of a kind
        WRONG_CODE = "wrong_code"
        """The second step failed."""

    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="sign_ins")
    """Whose account it is; None when no account has the address that was typed."""

    class Meta:
        ordering = ["-pk"]

    @property
    def failed(self) -> bool:
        """Whether nobody got in."""
        return self.kind not in (self.Kind.IN, self.Kind.OUT)

    def __str__(self) -> str:
        return f"{self.kind}, {self.user or '–'}"
