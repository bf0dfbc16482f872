from django.db import migrations

NOTICE = 9


def owners_leave(apps, schema_editor):
    """A notice was told as the record's owner's own."""
    records = apps.get_model("ledger", "Record").objects.using(schema_editor.connection.alias)
    records.filter(kind=NOTICE).update(organisation_id=None, user_id=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_parked")]
    operations = [migrations.RunPython(owners_leave, migrations.RunPython.noop)]
