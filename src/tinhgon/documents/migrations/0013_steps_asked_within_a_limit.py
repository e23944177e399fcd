"""What is asked within a limit is few, and found without a look at the steps of all years; no paper going out has a
number before it is signed, which is looked into without holding up anybody."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models
from django.db.models import Q

from tinhgon.core.indexing import BuildIndex, GuardRows


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("documents", "0012_rows_asked_at_once")]

    operations = [
        BuildIndex(
            "approvalstep",
            models.Index(fields=["waits_until"], condition=Q(state="current"), name="step_waits_until"),
        ),
        GuardRows(
            "document",
            models.CheckConstraint(
                condition=Q(flow="incoming")
                | Q(state__in=["numbered", "issued", "withdrawn"])
                | Q(entry=None, register_number=None, number=""),
                name="document_number_after_signature",
            ),
        ),
        ValidateConstraint("document", "document_number_after_signature"),
    ]
