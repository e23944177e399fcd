import django.db.models.deletion
from django.db import migrations, models

import tinhgon.core.identity.models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0030_reading_for_a_time"),
        ("identity", "0001_initial"),
        ("numbering", "0007_numbers_given_by_hand"),
    ]
    operations = [
        migrations.CreateModel(
            name="Interruption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(default=tinhgon.core.identity.models.new_public_id, editable=False, unique=True),
                ),
                ("user_id", models.BigIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "Chờ quyết định"),
                            ("running", "Đang ghi"),
                            ("done", "Đã ghi xong"),
                            ("dropped", "Đã huỷ"),
                        ],
                        default="ready",
                        max_length=8,
                    ),
                ),
                ("total_count", models.PositiveIntegerField(default=0)),
                ("problem", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=300)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.principal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PackSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_on", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.CharField(max_length=300)),
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SheetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.CharField(max_length=31)),
                ("line", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                ("given_on", models.DateField(blank=True, null=True)),
                ("cells", models.JSONField(default=dict)),
                ("errors", models.JSONField(default=list)),
                ("clashes", models.JSONField(default=list)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("as_used", "Ghi đúng số đã dùng"),
                            ("next", "Lấy số tiếp theo, ghi chú số đã dùng"),
                            ("void", "Bỏ số, không ghi văn bản"),
                            ("leave_out", "Không ghi dòng này"),
                        ],
                        max_length=9,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("decided_by", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Chưa ghi"), ("done", "Đã ghi"), ("left_out", "Không ghi")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("problem", models.CharField(blank=True, max_length=500)),
                ("key", models.CharField(db_index=True, max_length=64)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="numbering.book"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="numbering.entry",
                    ),
                ),
                (
                    "interruption",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="documents.interruption"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="interruption",
            index=models.Index(fields=["agency", "-id"], name="interruption_newest"),
        ),
        migrations.AddConstraint(
            model_name="interruption",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["ready", "running", "done", "dropped"])),
                name="interruption_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="interruption",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="interruption_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="interruption",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "dropped"), _negated=True),
                fields=("agency", "sha256"),
                name="interruption_file_once",
            ),
        ),
        migrations.AddIndex(
            model_name="sheetrow",
            index=models.Index(fields=["interruption", "state", "id"], name="sheet_row_by_state"),
        ),
        migrations.AddConstraint(
            model_name="sheetrow",
            constraint=models.UniqueConstraint(fields=("interruption", "sheet", "line"), name="sheet_row_line_unique"),
        ),
        migrations.AddConstraint(
            model_name="sheetrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "done", "left_out"])), name="sheet_row_state_is_known"
            ),
        ),
    ]
