"""Rows written and read with SQL made once are the rows that Django's own `save` and `get` know."""

import pytest
from django.db import DataError, IntegrityError, transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from tinhgon.core import rows
from tinhgon.core.storage.models import Blob
from tinhgon.documents.models import Document, Upload


def _paper(agency, **more):
    values = {"flow": "incoming", "state": "arrived", "subject": "Thử", "created_at": timezone.now()}
    return Document(agency=agency, reader_ids=[1, 2], chain_ids=[], created_by="Thử", **(values | more))


def test_what_is_inserted_is_found(province):
    paper = rows.insert(_paper(province.agency("ubnd"), page_count=3, is_restricted=True))
    same = Document.objects.get(pk=paper.pk)
    assert model_to_dict(same) == model_to_dict(paper)
    found = rows.find(Document, id=paper.pk, agency_id=paper.agency_id)
    assert found is not None
    assert {name: getattr(found, name) for name in vars(same) if name != "_state"} == {
        name: value for name, value in vars(same).items() if name != "_state"
    }
    found.subject = "Lưu lại theo cách của Django"
    found.save()
    assert Document.objects.filter(subject=found.subject).count() == 1


def test_json_and_arrays_are_read_back(province):
    agency = province.agency("ubnd")
    reading = {"subject": {"value": "Về “việc”", "confidence": 0.9, "box": [1.5, None]}}
    upload = rows.insert(Upload(agency=agency, post_id=1, ticket="a", size=1, reading=reading, at=timezone.now()))
    found = rows.find(Upload, id=upload.pk)
    assert found is not None
    assert found.reading == reading == Upload.objects.get(pk=upload.pk).reading
    found.reading = {"x": 1}
    rows.update(found, ["reading", "size"])
    assert Upload.objects.get(pk=upload.pk).reading == {"x": 1}


def test_only_the_named_columns_change(province):
    paper = rows.insert(_paper(province.agency("ubnd")))
    paper.subject, paper.note, paper.reader_ids = "Mới", "không ghi", [3]
    rows.update(paper, ["subject", "reader_ids"])
    same = Document.objects.get(pk=paper.pk)
    assert (same.subject, same.note, same.reader_ids) == ("Mới", "", [3])


def test_nothing_found_is_none_and_bad_values_are_refused(province):
    assert rows.find(Document, id=0) is None
    with pytest.raises(DataError), transaction.atomic():
        rows.insert(_paper(province.agency("ubnd"), code="x" * 81))
    blob = {"size": 1, "media_type": "text/plain", "created_at": timezone.now()}
    rows.insert(Blob(sha256="a", **blob))
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(Blob(sha256="a", **blob))


def test_statements_are_counted_like_all_others(province, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows.find(Document, id=0)
