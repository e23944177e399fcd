"""Joint papers: who signs besides the body that leads; a paper signed there waits for the lead's number in a state of its
own."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

STATES = [
    ("waiting", "Chưa đến lượt"),
    ("current", "Đang chờ ký"),
    ("signed", "Đã ký"),
    ("refused", "Không ký"),
    ("void", "Chữ ký hết hiệu lực"),
]


def key(to: str, name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0013_steps_asked_within_a_limit"),
        ("identity", "0001_initial"),
        ("organisation", "0007_duty_to_add_a_step"),
    ]

    operations = [
        migrations.CreateModel(
            name="JointSigner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("state", models.CharField(choices=STATES, default="waiting", max_length=8)),
                ("content_sha256", models.CharField(blank=True, max_length=64)),
                ("signer_name", models.CharField(blank=True, max_length=100)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("changed_at", models.DateTimeField()),
                ("agency", key("identity.agency")),
                ("body", key("organisation.issuingbody")),
                ("post", key("organisation.post")),
                ("document", key("documents.document", "joint_signers")),
                (
                    "copy",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_turn",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "ordinal"), name="joint_signer_ordinal_unique"),
                    models.UniqueConstraint(fields=("document", "agency"), name="joint_signer_once_per_agency"),
                    models.CheckConstraint(
                        condition=Q(state__in=[state for state, _ in STATES]), name="joint_signer_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="signed") | (~Q(content_sha256="") & Q(signed_on__isnull=False)),
                        name="joint_signer_signed_a_text",
                    ),
                ]
            },
        ),
    ]
