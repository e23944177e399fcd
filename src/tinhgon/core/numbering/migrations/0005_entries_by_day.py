from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("numbering", "0004_reservation_holder")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["period", "taken_at"], name="entry_by_day"),
        ),
    ]
