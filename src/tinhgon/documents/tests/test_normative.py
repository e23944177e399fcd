"""Normative papers: offered to the bodies that issue them, numbered with the year in a series of their own."""

from datetime import date, time

import pytest
from django.utils import timezone

from tinhgon.core.numbering.models import Book, Period
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import issuing
from tinhgon.documents.models import Document, Version
from tinhgon.documents.tests.ladder import Ladder, refused
from tinhgon.organisation.models import IssuingBody

NAME = "Quyết định (QPPL)"


@pytest.fixture
def ladder(province):
    return Ladder(province)


def book(ladder, code, *years):
    body = ladder.province.body("ubnd")
    made = Book.objects.create(
        agency_id=body.agency_id, body=body.principal, name=f"Sổ {code}", flow="outgoing", type_codes=[code],
        starts_on=date(2020, 1, 1),
    )  # fmt: skip
    for year in years or (timezone.localdate().year,):
        Period.objects.create(book=made, label=str(year), starts_on=date(year, 1, 1), ends_on=date(year + 1, 1, 1))
    return made


def test_only_the_bodies_that_issue_them_are_offered_them(ladder, province):
    offered = [words for _value, words in queries.kinds_to_draft(ladder.who("chuyenvien"))]
    assert any(NAME in words for words in offered)
    assert not any("Nghị quyết (QPPL)" in words for words in offered)
    party = queries.kinds_to_draft(province.actor("chuyenvien.tinhuy"))
    assert not any("QPPL" in words for _value, words in party)
    council = IssuingBody.objects.get(pk=province.body("ubnd").pk)
    council.symbol = "HĐND"
    names = set(queries.types_of([council], timezone.localdate()).values_list("name", flat=True))
    assert "Nghị quyết (QPPL)" in names and NAME not in names


def test_a_normative_decision_has_the_year_and_its_own_series(ladder):
    year = timezone.localdate().year
    signed = ladder.signed("QĐ", type_name=NAME)
    clerk = ladder.who("vanthu")
    assert "QPPLQĐ" in refused(issuing.number, clerk, signed.pk, ladder.at).reason
    book(ladder, "QPPLQĐ")
    assert queries.proposed(signed, clerk.on).next_code == f"01/{year}/QĐ-UBND"
    assert issuing.number(clerk, signed.pk, ladder.at).code == f"01/{year}/QĐ-UBND"
    assert ladder.numbered("QĐ").code == "01/QĐ-UBND"
    assert ladder.numbered("QĐ", type_name=NAME).code == f"02/{year}/QĐ-UBND"
    assert rules.code("qppl", "15", rules.symbol("qppl", "NQ", "HĐND", ""), 2026) == "15/2026/NQ-HĐND"


def test_the_draft_is_printed_as_a_decision(ladder):
    draft = ladder.draft("QĐ", type_name=NAME)
    text = Version.objects.get(document=draft).text
    assert "QPPL" not in text and f"/{timezone.localdate().year}/QĐ-UBND" in text
    assert Document.objects.get(pk=draft.pk).type.name == NAME


def test_signed_in_december_numbered_in_january_stays_in_the_series_of_december(ladder):
    year = timezone.localdate().year
    book(ladder, "QPPLQĐ", year, year + 1)
    signed = ladder.signed("QĐ", type_name=NAME)
    version = signed.versions.get(kind="signed")
    version.verification["signed_on"] = f"{year}-12-31"
    version.save()
    january = ladder.at.combine(date(year + 1, 1, 2), time(9), tzinfo=timezone.get_current_timezone())
    clerk = ladder.province.actor("vanthu.ubnd", on=january.date())
    assert issuing.number(clerk, signed.pk, january).code == f"01/{year}/QĐ-UBND"
    assert Document.objects.get(pk=signed.pk).entry.period.label == str(year)
