"""Let the database itself refuse to change a published version, a dispute, its answer, or what an operator did."""

from django.db import migrations

# Who did it is left out: an account that goes is no longer named. Record and statement of a version come later.
LOCKED = {
    "contested_version": "id, page_id, number, document, sha256, published, changed",
    "contested_dispute": "id, kind, about, reason, words, link, filed, named",
    "contested_operatoract": "id, at, did, kind, about, why, words",
}
SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table}
BEGIN SELECT RAISE(ABORT, 'what was published and said is never changed'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION contested_never_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what was published and said is never changed'
USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION contested_never_change()
"""
# Once given, an answer stands as it is; once withdrawn, a page stays so; and the operators' trail is never cut.
GUARDED = {
    "contested_answer_no_update": ("contested_dispute", "UPDATE OF answer, answer_words, answered", "OLD.answered IS NOT NULL"),
    "contested_withdrawn_no_update": (
        "contested_contestedpage",
        "UPDATE OF withdrawn, withdrawn_why",
        "OLD.withdrawn IS NOT NULL",
    ),
    "contested_operatoract_no_delete": ("contested_operatoract", "DELETE", "OLD.id IS NOT NULL"),
}
GUARD = "CREATE TRIGGER {name} BEFORE {event} ON {table} {each}WHEN ({when}) {act}"
SQLITE_ACT = "BEGIN SELECT RAISE(ABORT, 'what was published and said is never changed'); END"


def lock(apps, editor):
    """Put the triggers in place."""
    sqlite = editor.connection.vendor == "sqlite"
    if not sqlite:
        editor.execute(POSTGRESQL_FUNCTION)
    for table, columns in LOCKED.items():
        editor.execute((SQLITE if sqlite else POSTGRESQL).format(table=table, columns=columns))
    each, act = ("", SQLITE_ACT) if sqlite else ("FOR EACH ROW ", "EXECUTE FUNCTION contested_never_change()")
    for name, (table, event, when) in GUARDED.items():
        editor.execute(GUARD.format(name=name, event=event, table=table, when=when, each=each, act=act))


def unlock(apps, editor):
    """Take the triggers away again."""
    sqlite = editor.connection.vendor == "sqlite"
    names = {**{f"{table}_no_update": table for table in LOCKED}, **{name: one[0] for name, one in GUARDED.items()}}
    for name, table in names.items():
        editor.execute(f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}"))
    if not sqlite:
        editor.execute("DROP FUNCTION contested_never_change()")


class Migration(migrations.Migration):
    dependencies = (("contested", "0001_begin"),)
    operations = (migrations.RunPython(lock, unlock),)
