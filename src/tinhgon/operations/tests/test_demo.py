"""The generator leaves what the acts would have left: numbers without gaps, an intact chain, readers, findable text."""

from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Count, Max

from officekit import typeset
from tinhgon.core.audit import queries as audit
from tinhgon.core.numbering.models import Entry, Period
from tinhgon.documents import queries
from tinhgon.documents.models import Document, SearchText
from tinhgon.operations.demo import papers

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
    from django.db import transaction

    texts = []
    for _ in range(2):
        point = transaction.savepoint()
        papers.load(20, UNTIL, fonts=None)
        texts.append(list(Document.objects.order_by("pk").values_list("code", "subject")))
        transaction.savepoint_rollback(point)
    assert texts[0] == texts[1]


def test_the_newest_have_files_and_some_wait_in_another_office(province):
    fonts = typeset.find_fonts(settings.FONT_FOLDERS)
    papers.load(60, UNTIL, fonts, days=5)
    arrived = Document.objects.filter(state="arrived")
    assert arrived.exists()
    assert all(d.entry is None and d.source.state == "issued" and d.versions.exists() for d in arrived)
    assert all(report.is_intact for report in audit.verify())
