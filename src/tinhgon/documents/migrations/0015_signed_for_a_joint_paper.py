"""The state of a joint paper in the agency of one who signed it, looked into without holding up anybody; papers on their
way are few still."""

from django.contrib.postgres.operations import RemoveIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q

from tinhgon.core.indexing import BuildIndex, GuardRows

INCOMING = ["arrived", "registered", "directed", "closed", "refused", "recalled"]
OUTGOING = [
    "draft", "submitted", "approved", "signed", "cosigned", "numbered", "issued", "withdrawn", "abandoned",
]  # fmt: skip


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("documents", "0014_joint_signers")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveConstraint("document", "document_state_is_known")]
        ),
        GuardRows(
            "document",
            models.CheckConstraint(
                condition=Q(flow="incoming", state__in=INCOMING) | (~Q(flow="incoming") & Q(state__in=OUTGOING)),
                name="document_state_is_known",
            ),
        ),
        ValidateConstraint("document", "document_state_is_known"),
        RemoveIndexConcurrently("document", "document_on_its_way"),
        BuildIndex(
            "document",
            models.Index(
                fields=["state", "-id"],
                name="document_on_its_way",
                condition=~Q(flow="incoming")
                & Q(state__in=["draft", "submitted", "approved", "signed", "cosigned", "numbered"]),
            ),
        ),
    ]
