from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0032_held_once")]

    operations = [
        migrations.AddField("delivery", "settled_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "delivery", "settled_by", models.CharField(blank=True, db_default="", default="", max_length=300)
        ),
        migrations.AddField(
            "delivery", "settled_note", models.CharField(blank=True, db_default="", default="", max_length=300)
        ),
    ]
