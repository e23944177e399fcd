from django.db import migrations, models

from tinhgon.core.indexing import BuildIndex


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("numbering", "0004_reservation_holder")]

    operations = [
        BuildIndex(
            model_name="entry",
            index=models.Index(fields=["period", "taken_at"], name="entry_by_day"),
        ),
    ]
