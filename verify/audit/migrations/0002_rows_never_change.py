"""Let the database itself refuse to change or delete a row of the audit trail."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION audit_entry_never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_never_changes()
"""
VERBS = ("update", "delete")


def lock(apps, editor):
    """Put the triggers in place."""
    sqlite = editor.connection.vendor == "sqlite"
    if not sqlite:
        editor.execute(POSTGRESQL_FUNCTION)
    for verb in VERBS:
        editor.execute((SQLITE if sqlite else POSTGRESQL).format(verb=verb))


def unlock(apps, editor):
    """Take the triggers away again."""
    on = "" if editor.connection.vendor == "sqlite" else " ON audit_entry"
    for verb in VERBS:
        editor.execute(f"DROP TRIGGER audit_entry_no_{verb}{on}")
    if editor.connection.vendor != "sqlite":
        editor.execute("DROP FUNCTION audit_entry_never_changes()")


class Migration(migrations.Migration):
    dependencies = (("audit", "0001_begin"),)
    operations = (migrations.RunPython(lock, unlock),)
