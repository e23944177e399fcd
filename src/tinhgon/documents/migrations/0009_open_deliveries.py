from django.db import migrations, models
from django.db.models import Q

from tinhgon.core.indexing import BuildIndex


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("documents", "0008_changes_of_rights")]

    operations = [
        BuildIndex(
            model_name="delivery",
            index=models.Index(
                condition=~Q(state="registered"), fields=["state", "changed_at"], name="delivery_open"
            ),
        ),
    ]
