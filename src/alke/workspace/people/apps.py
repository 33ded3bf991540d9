"""The Django app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People."""

    name = "alke.workspace.people"
    label = "people"
