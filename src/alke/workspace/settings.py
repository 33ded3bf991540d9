"""Settings of the Django project."""

SECRET_KEY = "set-by-the-web-room"
