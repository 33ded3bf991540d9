"""Forms of people: inviting, answering an invitation, ending a role, one's own details."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from alke.base.languages import Language
from alke.workspace.forms import WordsForm
from alke.workspace.people.models import User
from alke.workspace.words import word

LANGUAGES = [(str(code), str(code)) for code in Language]


class InviteForm(WordsForm):
    """Whom to invite, and to which of the roles that may be given."""

    labels: ClassVar = {
        "email": "person_email",
        "name": "person_name",
        "role": "person_role",
        "tongue": "person_language",
    }
    choices: ClassVar = {"tongue": "language"}

    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(max_length=200, required=False)
    role = forms.ChoiceField()
    tongue = forms.ChoiceField(choices=LANGUAGES)

    def __init__(self, language: Language, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        named = [(role, word(f"role_{role}")[language]) for role in roles]
        cast("forms.ChoiceField", self.fields["role"]).choices = [("", word("choose")[language]), *named]


class AcceptForm(WordsForm):
    """A new person's name and password."""

    labels: ClassVar = {"name": "person_name", "password": "person_password"}

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, language: Language, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """The password must be good for this person."""
        found = super().clean() or {}
        if password := found.get("password"):
            try:
                validate_password(password, User(email=self.email, name=found.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return found


class ReasonForm(WordsForm):
    """Why."""

    labels: ClassVar = {"reason": "person_reason"}
    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ConfirmForm(WordsForm):
    """Nothing to fill: only to confirm."""


class EmailForm(WordsForm):
    """A new address for one's account; `now` is the one it has."""

    labels: ClassVar = {"email": "account_new_email"}
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def __init__(self, language: Language, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(language, *args, **kwargs)
        self.now = now

    def clean_email(self) -> str:
        """Another address than now, as accounts have them."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if email == self.now:
            self.fail("email", "account_email_same")
        return email


class ProfileForm(WordsForm):
    """One's own details."""

    labels: ClassVar = {"name": "person_name", "tongue": "person_language", "reminders": "profile_reminders"}
    choices: ClassVar = {"tongue": "language"}

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    tongue = forms.ChoiceField(choices=LANGUAGES)
    reminders = forms.BooleanField(required=False)
