from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0002_recorded_calls"),
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="recordedcall",
            name="record",
            field=models.ForeignKey(null=True, on_delete=models.deletion.CASCADE, related_name="+", to="ledger.record"),
        ),
    ]
