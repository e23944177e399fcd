"""Rows of approval get a place: those with the same are asked at once; opinions a limit and a quorum. Ways as they are,
and rounds under way, keep what they did until now: opinions that follow each other were asked at once."""

from django.db import migrations, models
from django.db.models import Q

QUORUM = [("all", "Chờ mọi người"), ("any", "Một người là đủ")]
STATES = [
    ("waiting", "Chưa đến lượt"),
    ("current", "Đang chờ"),
    ("approved", "Đồng ý"),
    ("sent_back", "Trả lại"),
    ("skipped", "Bỏ qua"),
    ("passed", "Không chờ nữa"),
]
# The place of an opinion is that of the first of the opinions it follows.
ROUTES = """
UPDATE documents_approvalroute r SET stage = (
    SELECT min(o.ordinal) FROM documents_approvalroute o
    WHERE (o.agency_id, o.type_code) = (r.agency_id, r.type_code) AND o.ordinal <= r.ordinal AND (o.id = r.id
        OR r.kind = 'opinion' AND o.kind = 'opinion' AND NOT EXISTS (
            SELECT FROM documents_approvalroute n WHERE (n.agency_id, n.type_code) = (r.agency_id, r.type_code)
                AND n.kind <> 'opinion' AND n.ordinal BETWEEN o.ordinal AND r.ordinal)))
"""
STEPS = """
UPDATE documents_approvalstep r SET stage = (
    SELECT min(o.ordinal) FROM documents_approvalstep o
    WHERE (o.document_id, o.round) = (r.document_id, r.round) AND o.ordinal <= r.ordinal AND (o.id = r.id
        OR r.kind = 'opinion' AND o.kind = 'opinion' AND NOT EXISTS (
            SELECT FROM documents_approvalstep n WHERE (n.document_id, n.round) = (r.document_id, r.round)
                AND n.kind <> 'opinion' AND n.ordinal BETWEEN o.ordinal AND r.ordinal)))
FROM documents_document d WHERE d.id = r.document_id AND d.state = 'submitted' AND d.flow <> 'incoming'
"""


def added(model: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(model, "stage", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField(model, "quorum", models.CharField(choices=QUORUM, default="all", max_length=3)),
        migrations.AddField(model, "wait", models.CharField(blank=True, default="", max_length=20), False),
    ]


class Migration(migrations.Migration):
    dependencies = [("documents", "0011_invitations")]

    operations = [
        *added("approvalroute"),
        *added("approvalstep"),
        migrations.AddField("approvalstep", "waits_until", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "approvalstep", "added_by", models.CharField(blank=True, default="", max_length=300), False
        ),
        migrations.AlterField(
            "approvalstep", "state", models.CharField(choices=STATES, default="waiting", max_length=9)
        ),
        migrations.RemoveConstraint("approvalstep", "step_state_is_known"),
        migrations.AddConstraint(
            "approvalstep",
            models.CheckConstraint(condition=Q(state__in=[state for state, _ in STATES]), name="step_state_is_known"),
        ),
        migrations.RunSQL(ROUTES, migrations.RunSQL.noop),
        migrations.RunSQL(STEPS, migrations.RunSQL.noop),
    ]
