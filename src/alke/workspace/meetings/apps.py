"""The Django app of meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings."""

    name = "alke.workspace.meetings"
    label = "meetings"
