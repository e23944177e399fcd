"""Papers inside the office: a third flow with an optional book, never taken for papers that came or went out."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.numbering.models import Book, Period
from tinhgon.documents import queries
from tinhgon.documents.actions import issuing
from tinhgon.documents.queries.search import SearchFilter
from tinhgon.documents.tests.ladder import Ladder, refused


@pytest.fixture
def ladder(province):
    return Ladder(province)


def addressed(ladder, document):
    lines = [issuing.RecipientLine("act", name="Phòng Văn xã")]
    return issuing.set_recipients(ladder.who("vanthu"), document.pk, lines, ladder.at)


def test_without_a_book_it_goes_out_under_its_day(ladder):
    document = ladder.signed("PC", flow="internal")
    clerk = ladder.who("vanthu")
    assert "phát hành không số" in refused(issuing.number, clerk, document.pk, ladder.at).reason
    addressed(ladder, document)
    for _ in range(2):
        issued = issuing.issue(clerk, document.pk, ladder.at)
    assert (issued.state, issued.code, issued.issued_on) == ("issued", "", timezone.localdate())
    outgoing = ladder.signed("CV")
    addressed(ladder, outgoing)
    assert "cấp số" in refused(issuing.issue, clerk, outgoing.pk, ladder.at).reason


def test_with_a_book_it_has_a_series_of_its_own(ladder):
    body, year = ladder.province.body("ubnd"), timezone.localdate().year
    book = Book.objects.create(
        agency_id=body.agency_id, body=body.principal, name="Sổ nội bộ", flow="internal", starts_on=date(2020, 1, 1)
    )
    Period.objects.create(book=book, label=str(year), starts_on=date(year, 1, 1), ends_on=date(year + 1, 1, 1))
    ladder.numbered("PC")
    clerk, document = ladder.who("vanthu"), ladder.signed("PC", flow="internal")
    addressed(ladder, document)
    assert "Cấp số rồi phát hành" in refused(issuing.issue, clerk, document.pk, ladder.at).reason
    assert issuing.number(clerk, document.pk, ladder.at).code == "01/PC-UBND"
    assert issuing.issue(clerk, document.pk, ladder.at).state == "issued"


def test_lists_and_search_know_it_as_internal(ladder, province):
    inner, outer = ladder.draft("TTr", flow="internal"), ladder.draft("TTr")
    drafter = ladder.who("chuyenvien")
    rows = queries.outgoing_page(drafter, "internal").rows
    assert inner in rows and outer not in rows
    found = queries.search_papers(drafter, "thủ tục", SearchFilter(flow="internal"))
    assert {hit.document.pk for hit in found.hits} == {inner.pk}
    assert not queries.incoming_page(drafter, queries.ListFilter(), ladder.at).rows
    page = province.client("chuyenvien.ubnd").get(reverse("documents:outgoing") + "?muc=internal")
    assert "Nội bộ" in page.content.decode()
    signed = ladder.signed("PC", flow="internal")
    text = province.client("vanthu.ubnd").get(reverse("documents:document", args=[signed.public_id])).content.decode()
    assert "Phát hành không số" in text


def test_the_end_of_the_day_offers_a_number_only_where_a_book_has_one(ladder):
    inside, outside = ladder.signed("PC", flow="internal"), ladder.signed("CV")
    assert queries.numberless([inside, outside], timezone.localdate()) == {inside.pk}
    body, year = ladder.province.body("ubnd"), timezone.localdate().year
    book = Book.objects.create(
        agency_id=body.agency_id, body=body.principal, name="Sổ nội bộ", flow="internal", starts_on=date(2020, 1, 1),
        type_codes=["TTr"],
    )  # fmt: skip
    Period.objects.create(book=book, label=str(year), starts_on=date(year, 1, 1), ends_on=date(year + 1, 1, 1))
    assert queries.numberless([inside], timezone.localdate()) == {inside.pk}, "a book of other types"
    Book.objects.filter(pk=book.pk).update(type_codes=[])
    assert queries.numberless([inside], timezone.localdate()) == set()
