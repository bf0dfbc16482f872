"""Let the database itself refuse to change or delete a trust list version."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER trust_list_version_no_{verb} BEFORE {verb} ON registry_trustlistversion
BEGIN SELECT RAISE(ABORT, 'a trust list version is never changed'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION trust_list_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a trust list version is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER trust_list_version_no_{verb} BEFORE {verb} ON registry_trustlistversion
FOR EACH ROW EXECUTE FUNCTION trust_list_version_never_changes()
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
    on = "" if editor.connection.vendor == "sqlite" else " ON registry_trustlistversion"
    for verb in VERBS:
        editor.execute(f"DROP TRIGGER trust_list_version_no_{verb}{on}")
    if editor.connection.vendor != "sqlite":
        editor.execute("DROP FUNCTION trust_list_version_never_changes()")


class Migration(migrations.Migration):
    dependencies = (("registry", "0001_initial"),)
    operations = (migrations.RunPython(lock, unlock),)
