"""Papers that ask for answers and their tables of opinions, opinion rounds of collective bodies; with the form of the table
and the rules of counting as dated data. New tables only."""

from datetime import date

import django.db.models.deletion
import tinhgon.core.identity.models
from django.db import migrations, models

HEADINGS = ["Nhóm vấn đề hoặc điều, khoản", "Chủ thể góp ý", "Nội dung góp ý", "Nội dung tiếp thu, giải trình"]
# Sources: titles and columns as practised; the number of the decree's own form was not read, hence "C".
FORMS = [
    ("", "Bản tổng hợp ý kiến, tiếp thu, giải trình", "Luật số 64/2025/QH15; NĐ 78/2025/NĐ-CP", "C", date(2025, 4, 1)),
    ("hd05", "Bảng tổng hợp ý kiến, tiếp thu, giải trình", "Thực tế của văn phòng cấp ủy", "C", date(2026, 5, 27)),
]
# (rule set, name, quorum, more than, tie with the chair, what follows, basis, how sure, from); all of the members.
RULES = [
    (
        "nd30", "UBND cấp tỉnh: quá nửa tổng số thành viên", 50, 50, True,
        "Báo cáo kết quả tại phiên họp gần nhất; ý kiến khác chuyển cơ quan soạn thảo giải trình, báo cáo người chủ trì.",
        "NĐ 314/2025/NĐ-CP", "A", date(2025, 12, 8),
    ),
    (
        "nd30", "UBND cấp xã: quá nửa tổng số thành viên", 50, 50, True,
        "Quá nửa đồng ý thì Chủ tịch quyết định, báo cáo tại phiên họp gần nhất; không quá nửa thì Chủ tịch quyết định "
        "việc đưa ra phiên họp.",
        "NĐ 315/2025/NĐ-CP", "A", date(2025, 12, 8),
    ),
    (
        "hd05", "Quá nửa tổng số uỷ viên", 50, 50, False, "Báo cáo tại cuộc họp gần nhất.",
        "Điều lệ Đảng Điều 9; quy chế làm việc của cấp uỷ", "B", date(2026, 5, 27),
    ),
    (
        "", "Quá nửa tổng số thành viên", 50, 50, False, "Báo cáo tại cuộc họp gần nhất.",
        "Quy chế làm việc của cơ quan", "C", date(2020, 1, 1),
    ),
]


def load(apps, schema_editor):
    form, rule = apps.get_model("documents", "AnnexForm"), apps.get_model("documents", "PollRule")
    for rule_set, title, basis, sure, starts_on in FORMS:
        form.objects.create(
            rule_set=rule_set, title=title, headings=HEADINGS, legal_basis=basis, confidence=sure, starts_on=starts_on
        )
    for rule_set, name, quorum, majority, tie, follow_up, basis, sure, starts_on in RULES:
        rule.objects.create(
            rule_set=rule_set, name=name, quorum_percent=quorum, majority_percent=majority, counts_of="members",
            is_tie_with_chair=tie, follow_up=follow_up, legal_basis=basis, confidence=sure, starts_on=starts_on,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0015_signed_for_a_joint_paper'),
        ('identity', '0001_initial'),
        ('organisation', '0007_duty_to_add_a_step'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnexForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule_set', models.CharField(blank=True, max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('headings', models.JSONField()),
                ('legal_basis', models.CharField(max_length=200)),
                ('confidence', models.CharField(default='B', max_length=1)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=300)),
                ('was_asked', models.BooleanField(default=True)),
                ('stance', models.CharField(blank=True, choices=[('agrees', 'Thống nhất'), ('opinions', 'Có ý kiến'), ('other', 'Đã trả lời')], max_length=8)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('entered_by', models.CharField(blank=True, max_length=300)),
                ('urged_at', models.DateTimeField(blank=True, null=True)),
                ('urge_count', models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='AnswerRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=300)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='OpinionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('place', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField()),
                ('outcome', models.CharField(blank=True, choices=[('accepted', 'Tiếp thu'), ('partly', 'Tiếp thu một phần'), ('explained', 'Giải trình')], max_length=9)),
                ('response', models.TextField(blank=True)),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('judged_by', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=tinhgon.core.identity.models.new_public_id, editable=False, unique=True)),
                ('question', models.TextField()),
                ('due_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.CharField(max_length=300)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_by', models.CharField(blank=True, max_length=300)),
                ('request_key', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='PollMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=300)),
                ('title', models.CharField(max_length=200)),
                ('is_chair', models.BooleanField(default=False)),
                ('vote', models.CharField(blank=True, choices=[('agree', 'Đồng ý'), ('disagree', 'Không đồng ý'), ('other', 'Ý kiến khác')], max_length=8)),
                ('text', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='PollRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule_set', models.CharField(blank=True, max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('quorum_percent', models.PositiveSmallIntegerField()),
                ('majority_percent', models.PositiveSmallIntegerField()),
                ('counts_of', models.CharField(choices=[('members', 'tổng số thành viên'), ('answers', 'số thành viên đã trả lời')], max_length=8)),
                ('is_tie_with_chair', models.BooleanField(default=False)),
                ('follow_up', models.CharField(blank=True, max_length=300)),
                ('legal_basis', models.CharField(max_length=300)),
                ('confidence', models.CharField(default='B', max_length=1)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name='annexform',
            constraint=models.UniqueConstraint(fields=('rule_set', 'starts_on'), name='annex_form_unique'),
        ),
        migrations.AddField(
            model_name='answer',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency'),
        ),
        migrations.AddField(
            model_name='answer',
            name='reply',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answers_given', to='documents.document'),
        ),
        migrations.AddField(
            model_name='answerrequest',
            name='document',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer_request', to='documents.document'),
        ),
        migrations.AddField(
            model_name='answer',
            name='request',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='documents.answerrequest'),
        ),
        migrations.AddField(
            model_name='opinionitem',
            name='answer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='documents.answer'),
        ),
        migrations.AddField(
            model_name='poll',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='identity.agency'),
        ),
        migrations.AddField(
            model_name='poll',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='organisation.issuingbody'),
        ),
        migrations.AddField(
            model_name='poll',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='documents.document'),
        ),
        migrations.AddField(
            model_name='poll',
            name='opener',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.post'),
        ),
        migrations.AddField(
            model_name='pollmember',
            name='poll',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='documents.poll'),
        ),
        migrations.AddField(
            model_name='pollmember',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.post'),
        ),
        migrations.AddField(
            model_name='poll',
            name='rule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.pollrule'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('request', 'ordinal'), name='answer_ordinal_unique'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(condition=models.Q(('agency', None), _negated=True), fields=('request', 'agency'), name='answer_once_per_agency'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at', None), models.Q(('stance', ''), _negated=True), _connector='OR'), name='answer_given_has_stance'),
        ),
        migrations.AddConstraint(
            model_name='opinionitem',
            constraint=models.UniqueConstraint(fields=('answer', 'ordinal'), name='opinion_ordinal_unique'),
        ),
        migrations.AddConstraint(
            model_name='opinionitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'explained'), _negated=True), models.Q(('response', ''), _negated=True), _connector='OR'), name='opinion_explained_says_why'),
        ),
        migrations.AddConstraint(
            model_name='pollmember',
            constraint=models.UniqueConstraint(fields=('poll', 'post'), name='poll_member_once'),
        ),
        migrations.AddConstraint(
            model_name='pollmember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('vote', 'other'), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='poll_other_opinion_has_words'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.UniqueConstraint(condition=models.Q(('request_key', ''), _negated=True), fields=('agency', 'request_key'), name='poll_request_once'),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
