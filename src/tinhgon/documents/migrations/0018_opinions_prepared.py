"""What a leader's secretary has prepared for a step."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0017_urgent_papers_waiting")]

    operations = [
        migrations.AddField("approvalstep", "prepared", models.TextField(blank=True, default=""), False),
        migrations.AddField(
            "approvalstep", "prepared_by", models.CharField(blank=True, default="", max_length=300), False
        ),
    ]
