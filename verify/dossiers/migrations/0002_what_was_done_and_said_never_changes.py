"""Let the database itself refuse to change a line of a trail, or what somebody said that they found."""

from django.db import migrations

# Who did it is left out: an account that goes is no longer named, and what was done stays. So is the check that a
# finding came from: it may be taken out of the dossier.
LOCKED = {
    "dossiers_act": "at, kind, params, dossier_id",
    "dossiers_humanfinding": "id, dossier_id, sha256, kind, outcome, words, at, named",
}
SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table}
BEGIN SELECT RAISE(ABORT, 'what was done and said in a dossier is never changed'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION dossiers_never_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what was done and said in a dossier is never changed'
USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION dossiers_never_change()
"""
# Once published, a document stands as it is.
PUBLISHED = """
CREATE TRIGGER dossiers_published_no_update BEFORE UPDATE OF document, published ON dossiers_humanfinding
{each}WHEN (OLD.published IS NOT NULL) {act}
"""
SQLITE_ACT = "BEGIN SELECT RAISE(ABORT, 'what was published is never changed'); END"


def lock(apps, editor):
    """Put the triggers in place; rows go with their dossier, so deleting is not refused."""
    sqlite = editor.connection.vendor == "sqlite"
    if not sqlite:
        editor.execute(POSTGRESQL_FUNCTION)
    for table, columns in LOCKED.items():
        editor.execute((SQLITE if sqlite else POSTGRESQL).format(table=table, columns=columns))
    each, act = ("", SQLITE_ACT) if sqlite else ("FOR EACH ROW ", "EXECUTE FUNCTION dossiers_never_change()")
    editor.execute(PUBLISHED.format(each=each, act=act))


def unlock(apps, editor):
    """Take the triggers away again."""
    sqlite = editor.connection.vendor == "sqlite"
    names = {**{f"{table}_no_update": table for table in LOCKED}, "dossiers_published_no_update": "dossiers_humanfinding"}
    for name, table in names.items():
        editor.execute(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}"))
    if not sqlite:
        editor.execute("DROP FUNCTION dossiers_never_change()")


class Migration(migrations.Migration):
    dependencies = (("dossiers", "0001_begin"),)
    operations = (migrations.RunPython(lock, unlock),)
