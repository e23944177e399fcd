import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial"), ("numbering", "0003_statutory_registers")]
    operations = [
        migrations.AddField(
            model_name="book",
            name="reservation_holder",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.principal",
            ),
        )
    ]
