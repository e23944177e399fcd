"""Urgent papers that nobody has taken up are looked at every minute: an index of those few, built while people work."""

from django.db import migrations, models
from django.db.models import Q

from tinhgon.core.indexing import BuildIndex


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("documents", "0016_answers_and_opinion_rounds")]

    operations = [
        BuildIndex(
            model_name="document",
            index=models.Index(
                fields=["state", "id"],
                name="document_urgent_waiting",
                condition=Q(flow="incoming", state__in=["arrived", "registered"]) & ~Q(urgency=""),
            ),
        ),
    ]
