"""Let the database itself refuse to change or delete a choice about a list; who made it may be forgotten."""

from django.db import migrations

COLUMNS = "organisation_id, name, own, how, version_id, reason, at"
SQLITE = (
    f"CREATE TRIGGER list_choice_no_update BEFORE UPDATE OF {COLUMNS} ON registry_listchoice "
    "BEGIN SELECT RAISE(ABORT, 'a choice about a list is never changed'); END",
    "CREATE TRIGGER list_choice_no_delete BEFORE DELETE ON registry_listchoice "
    "BEGIN SELECT RAISE(ABORT, 'a choice about a list is never changed'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION list_choice_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
    "'a choice about a list is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER list_choice_no_update BEFORE UPDATE OF {COLUMNS} ON registry_listchoice "
    "FOR EACH ROW EXECUTE FUNCTION list_choice_never_changes()",
    "CREATE TRIGGER list_choice_no_delete BEFORE DELETE ON registry_listchoice "
    "FOR EACH ROW EXECUTE FUNCTION list_choice_never_changes()",
)


def lock(apps, editor):
    """Put the triggers in place."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def unlock(apps, editor):
    """Take the triggers away again."""
    sqlite = editor.connection.vendor == "sqlite"
    for name in ("list_choice_no_update", "list_choice_no_delete"):
        editor.execute(f"DROP TRIGGER {name}" + ("" if sqlite else " ON registry_listchoice"))
    if not sqlite:
        editor.execute("DROP FUNCTION list_choice_never_changes()")


class Migration(migrations.Migration):
    dependencies = (("registry", "0006_list_choices"),)
    operations = (migrations.RunPython(lock, unlock),)
