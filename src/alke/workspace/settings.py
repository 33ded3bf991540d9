"""Settings of the Django project."""

DEBUG = False
