"""Let the database itself refuse to change a version of a policy, or when one was put in force."""

from django.db import migrations

LOCKED = {
    "labels_policyversion": "number, digest, name, text, created, organisation_id, person_id",
    "labels_activation": "version_id, at, organisation_id, person_id",
}
SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table}
BEGIN SELECT RAISE(ABORT, 'a policy of labels is never changed'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION labels_never_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a policy of labels is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION labels_never_change()
"""


def lock(apps, editor):
    """Put the triggers in place; rows go with their team, so deleting is not refused."""
    sqlite = editor.connection.vendor == "sqlite"
    if not sqlite:
        editor.execute(POSTGRESQL_FUNCTION)
    for table, columns in LOCKED.items():
        editor.execute((SQLITE if sqlite else POSTGRESQL).format(table=table, columns=columns))


def unlock(apps, editor):
    """Take the triggers away again."""
    sqlite = editor.connection.vendor == "sqlite"
    for table in LOCKED:
        editor.execute(f"DROP TRIGGER {table}_no_update" + ("" if sqlite else f" ON {table}"))
    if not sqlite:
        editor.execute("DROP FUNCTION labels_never_change()")


class Migration(migrations.Migration):
    dependencies = (("labels", "0001_begin"),)
    operations = (migrations.RunPython(lock, unlock),)
