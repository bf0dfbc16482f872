from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_walletnonce_walletquestion_walletlogin_grant")]

    operations = [
        migrations.AddField("user", "sessions_from", models.DateTimeField(blank=True, editable=False, null=True)),
    ]
