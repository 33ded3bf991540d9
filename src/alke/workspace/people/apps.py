"""The Django app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People."""

    name = "alke.workspace.people"
    label = "people"

    def ready(self) -> None:
        """Hear of sign-ins."""
        from alke.workspace.people import sign_ins

        sign_ins.listen()
