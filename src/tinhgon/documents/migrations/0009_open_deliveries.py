from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_changes_of_rights")]

    operations = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=~Q(state="registered"), fields=["state", "changed_at"], name="delivery_open"
            ),
        ),
    ]
