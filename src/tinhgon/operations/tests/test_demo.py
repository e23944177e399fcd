"""The generator leaves what the acts would have left: numbers without gaps, an intact chain, readers, findable text,
and work told in the order an office does it."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Max
from django.utils.timezone import localtime

from officekit import typeset
from tinhgon.core.audit import queries as audit
from tinhgon.core.audit.models import Event
from tinhgon.core.numbering.models import Entry, Period
from tinhgon.desk import queries as desk
from tinhgon.documents import queries
from tinhgon.documents.models import ApprovalStep, BatchLine, Document, Envelope, Interruption, Relation, SearchText
from tinhgon.operations.demo import by_hand, on_paper, papers
from tinhgon.tasks.models import Direction, Extension, Opinion, Report, Task, Urge

UNTIL = datetime(2025, 9, 26, 9, 0, tzinfo=UTC)


def test_a_hundred_papers(province):
    assert papers.load(100, UNTIL, fonts=None) == 100
    assert Document.objects.count() == SearchText.objects.count() == 100
    rows = Entry.objects.values("period").annotate(n=Count("pk"), last=Max("number"))
    assert rows and all(r["n"] == r["last"] == Period.objects.get(pk=r["period"]).last_number for r in rows)
    assert all(report.is_intact for report in audit.verify())
    clerk, stranger = province.actor("vanthu.tinhuy"), province.actor("quantri.tinhuy")
    registered = Document.objects.filter(agency=clerk.agency_id, flow="incoming").count()
    assert queries.visible_to(clerk).filter(flow="incoming").count() == registered > 0
    assert queries.visible_to(stranger).count() == 0
    assert not queries.visible_to(clerk).exclude(agency=clerk.agency_id).exists()


def test_the_same_seed_gives_the_same_papers(province):
    texts = []
    for _ in range(2):
        point = transaction.savepoint()
        papers.load(40, UNTIL, fonts=None)
        rows = [
            list(Document.objects.order_by("pk").values_list("code", "subject", "state", "progress")),
            list(Task.objects.order_by("pk").values_list("title", "state", "due_at", "completed_at")),
            list(Report.objects.order_by("pk").values_list("text", "at", "progress")),
            list(Event.objects.order_by("pk").values_list("verb", "at", "actor_label")),
        ]
        texts.append(rows)
        transaction.savepoint_rollback(point)
    assert texts[0] == texts[1]


def test_work_is_told_in_order_and_in_working_hours(province):
    papers.load(400, UNTIL, fonts=None)
    moments = [*Event.objects.values_list("at", flat=True), *Report.objects.values_list("at", flat=True)]
    assert moments and max(moments) <= UNTIL
    assert all(localtime(at).weekday() < 5 and 7 <= localtime(at).hour <= 17 for at in moments)
    assert all(localtime(due).weekday() < 5 for due in Task.objects.values_list("due_at", flat=True))
    _in_order()
    # History on every task, progress only with its report.
    told = set(Event.objects.filter(object_type="task").values_list("object_id", flat=True))
    assert set(Task.objects.values_list("pk", flat=True)) <= told
    for task in Task.objects.filter(progress__gt=0):
        assert task.reports.order_by("-id").values_list("progress", flat=True).first() == task.progress


def _in_order():
    seen: dict[tuple[str, int], datetime] = {}
    for kind, pk, at in Event.objects.order_by("pk").values_list("object_type", "object_id", "at"):
        assert seen.setdefault((kind, pk), at) <= at
        seen[kind, pk] = at


def test_done_work_has_its_product_and_most_of_it_came_in_time(province):
    papers.load(400, UNTIL, fonts=None)
    done = Task.objects.filter(state="completed")
    for task in done:
        last = task.reports.order_by("-id")[0]
        assert task.product and last.progress == 100 and (last.document_id or last.evidence_id)
    in_time = done.filter(parent=None, completed_at__lte=F("due_at")).count() / done.filter(parent=None).count()
    assert 0.75 < in_time < 0.95
    assert done.filter(reply_document__state="issued").exists() and Relation.objects.filter(kind="replies").exists()
    assert Task.objects.exclude(parent=None).exists() and Direction.objects.exclude(from_proposal=None).exists()
    assert {"granted", "refused"} <= set(Extension.objects.values_list("state", flat=True))
    assert Urge.objects.exists() and Opinion.objects.exclude(mentioned_ids=[]).exists()
    assert {"current", "approved", "sent_back"} <= set(ApprovalStep.objects.values_list("state", flat=True))
    assert not Document.objects.filter(handling="done", handled_at=None).exists()


def test_the_newest_have_files_and_some_wait_in_another_office(province):
    fonts = typeset.find_fonts(settings.FONT_FOLDERS)
    papers.load(60, UNTIL, fonts, days=5)
    arrived = Document.objects.filter(state="arrived")
    assert arrived.exists()
    assert all(d.entry is None and d.source.state == "issued" and d.versions.exists() for d in arrived)
    assert Document.objects.filter(state="recalled").exists() and Document.objects.filter(state="refused").exists()
    _in_order()
    assert all(report.is_intact for report in audit.verify())


def test_on_any_day_every_desk_has_work_and_some_of_it_is_due_today_or_late(province):
    monday_morning, friday_evening = datetime(2025, 9, 22, 1, 10, tzinfo=UTC), datetime(2025, 9, 26, 11, 30, tzinfo=UTC)
    for now in (monday_morning, friday_evening):
        point = transaction.savepoint()
        papers.load(500, now, fonts=None)
        for office in ("tinhuy", "ubnd", "tanhoa"):
            leader, clerk = province.actor(f"lanhdao.{office}"), province.actor(f"vanthu.{office}")
            specialist = province.actor(f"chuyenvien.{office}")
            least = 2 if office == "tanhoa" else 5
            assert desk.decisions(leader, now).total >= least
            assert desk.clerical(clerk).unsubmitted_count + desk.clerical(clerk).going_out_count >= least
            assert desk.work(specialist, now).counts.open >= least
        open_tasks = Task.objects.filter(state__in=("assigned", "accepted"))
        assert open_tasks.filter(due_at__lt=now).count() >= 5
        assert open_tasks.filter(due_at__range=(now, now + timedelta(days=1))).exists() or now == friday_evening
        assert Document.objects.filter(state="registered").exclude(urgency="").count() >= 5
        transaction.savepoint_rollback(point)


def test_paper_beside_the_screen(province):
    papers.load(250, UNTIL, fonts=None)
    assert on_paper.play(UNTIL) > 0
    assert set(BatchLine.objects.values_list("state", flat=True)) >= {"received"}
    assert set(Envelope.objects.values_list("state", flat=True)) == {"waiting", "handed"}
    _in_order()


def test_a_morning_without_electricity(province):
    papers.load(60, UNTIL, fonts=None)
    assert by_hand.play(UNTIL) == 2
    done, waiting = Interruption.objects.order_by("id")
    assert (done.state, waiting.state) == ("done", "ready")
    assert [[clash["kind"] for clash in row.clashes] for row in waiting.rows.order_by("line")] == [["taken"], ["gap"]]
    assert all(report.is_intact for report in audit.verify())
