"""Let the database itself refuse to change or delete the dated rows of makers and their revocations."""

from django.db import migrations

TABLES = ("makerrootversion", "statuslistversion", "ocspresponse")
SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON registry_{table}
BEGIN SELECT RAISE(ABORT, 'a dated row is never changed'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION registry_dated_row_never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a dated row is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON registry_{table}
FOR EACH ROW EXECUTE FUNCTION registry_dated_row_never_changes()
"""
VERBS = ("update", "delete")


def lock(apps, editor):
    """Put the triggers in place."""
    sqlite = editor.connection.vendor == "sqlite"
    if not sqlite:
        editor.execute(POSTGRESQL_FUNCTION)
    for table in TABLES:
        for verb in VERBS:
            editor.execute((SQLITE if sqlite else POSTGRESQL).format(table=table, verb=verb))


def unlock(apps, editor):
    """Take the triggers away again."""
    sqlite = editor.connection.vendor == "sqlite"
    for table in TABLES:
        for verb in VERBS:
            editor.execute(f"DROP TRIGGER {table}_no_{verb}{'' if sqlite else f' ON registry_{table}'}")
    if not sqlite:
        editor.execute("DROP FUNCTION registry_dated_row_never_changes()")


class Migration(migrations.Migration):
    dependencies = (("registry", "0004_makers_of_devices"),)
    operations = (migrations.RunPython(lock, unlock),)
