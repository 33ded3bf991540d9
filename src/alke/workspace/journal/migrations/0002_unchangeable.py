"""The database itself refuses to change or delete events and versions of texts."""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABLES = ("journal_event", "journal_version")


def refuse(apps: Any, schema_editor: Any) -> None:
    """Make the triggers, in the words of the database in use."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger AS $$ BEGIN "
                "RAISE EXCEPTION 'the journal is never changed'; END; $$ LANGUAGE plpgsql"
            )
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                name = f"{table}_no_{verb.lower()}"
                body = (
                    "FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
                    if schema_editor.connection.vendor == "postgresql"
                    else "BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END"
                )
                cursor.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {body}")


def allow(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            for verb in ("update", "delete"):
                on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_no_{verb}{on}")


class Migration(migrations.Migration):
    """Triggers of the journal."""

    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
