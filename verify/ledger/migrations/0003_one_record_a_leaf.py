from django.db import migrations, models


def doubles_drop(apps, schema_editor):
    """A waiting record whose leaf another record has already could never be given a place."""
    records = apps.get_model("ledger", "Record").objects.using(schema_editor.connection.alias)
    twins = records.values("leaf_hash").annotate(count=models.Count("pk")).filter(count__gt=1)
    for name in list(twins.values_list("leaf_hash", flat=True)):
        kept = records.filter(leaf_hash=name).order_by("state", "created", "pk").first()
        records.filter(leaf_hash=name).exclude(pk=kept.pk).delete()


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_beacons")]
    operations = [migrations.RunPython(doubles_drop, migrations.RunPython.noop)]
