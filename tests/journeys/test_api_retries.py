"""A request sent again with its key does nothing more, whatever it asked for, and gets the answer of the first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone

from tinhgon.core.accounts.models import User
from tinhgon.core.audit.models import Event
from tinhgon.core.web import actions
from tinhgon.core.web.models import Answer
from tinhgon.core.web.tests.caller import Caller, assert_problem, ok
from tinhgon.documents.models import Comment, Document, Upload
from tinhgon.documents.tests import files
from tinhgon.operations.demo import offices
from tinhgon.organisation import queries as organisation
from tinhgon.organisation.models import Person


def pdf(number: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("den.pdf", files.pdf(number))


@pytest.fixture
def clerk(province) -> Caller:
    return Caller(province, "vanthu.tinhuy")


@pytest.fixture
def paper(clerk) -> str:
    return ok(clerk.form("/documents", file=pdf(3)), 201)["id"]


@pytest.mark.django_db
def test_acts_that_know_no_key_of_their_own(clerk, paper):
    first = clerk.post(f"/documents/{paper}/comments", {"text": "Xem giúp"}, key="g-1")
    again = clerk.post(f"/documents/{paper}/comments", {"text": "Xem giúp"}, key="g-1")
    assert ok(again, 201) == ok(first, 201)
    assert "Idempotent-Replayed" not in first
    assert again["Idempotent-Replayed"] == "true"
    assert Comment.objects.count() == 1
    uploads = [ok(clerk.form("/documents/uploads", file=pdf(4), key="g-2"), 201)["id"] for _ in range(2)]
    assert uploads[0] == uploads[1]
    assert len(ok(clerk.get("/documents/uploads"))) == 1


@pytest.mark.django_db
def test_a_registration_takes_one_number(clerk):
    answers = [ok(clerk.form("/documents", file=pdf(3), key="v-1"), 201) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert Document.objects.count() == 1
    assert ok(clerk.get("/documents/incoming-books"))[0]["expected_number"] == 2


@pytest.mark.django_db
def test_a_key_stands_for_one_request_of_one_caller(clerk, paper, province):
    ok(clerk.post(f"/documents/{paper}/comments", {"text": "Một"}, key="k"), 201)
    other = clerk.post(f"/documents/{paper}/comments", {"text": "Hai"}, key="k")
    assert_problem(other, 422, field="Idempotency-Key")
    chief = Caller(province, "chanhvp.tinhuy")
    assert ok(chief.post(f"/documents/{paper}/comments", {"text": "Ba"}, key="k"), 201)["text"] == "Ba"
    assert Comment.objects.count() == 2


@pytest.mark.django_db
def test_two_files_of_one_name_and_size_are_two_requests(clerk):
    content = files.pdf(5)
    ok(clerk.form("/documents/uploads", file=SimpleUploadedFile("den.pdf", content), key="f"), 201)
    other = SimpleUploadedFile("den.pdf", content[:-1] + b" ")
    assert_problem(clerk.form("/documents/uploads", file=other, key="f"), 422, field="Idempotency-Key")


@pytest.mark.django_db
def test_one_person_in_two_posts_is_two_callers(province):
    username = offices.CONCURRENT[0][0]
    held = organisation.posts_of(User.objects.get(username=username).pk, timezone.localdate())
    assert len({post.agency_id for post in held}) == 2
    answers = [Caller(province, username, post=p.principal_id).post("/notices/read", key="p") for p in held]
    assert [answer.status_code for answer in answers] == [204, 204]
    assert not any("Idempotent-Replayed" in answer for answer in answers)


@pytest.mark.django_db
def test_a_password_is_kept_nowhere(province):
    officer = Caller(province, "antoan.ubnd")
    wanted = {"people": [Person.objects.get(principal__user__username="chuyenvien.ubnd").pk]}
    first, again = (officer.post("/organisation/accounts/slips", wanted, key="s") for _ in range(2))
    assert ok(first)[0]["password"] != ok(again)[0]["password"]
    assert first["Cache-Control"] == "no-store"
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_a_secret_address_is_kept_nowhere(clerk):
    first, again = (ok(clerk.post("/tasks/feed", key="f"), 201) for _ in range(2))
    assert first["address"] != again["address"]
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_a_refused_request_may_be_tried_again(clerk, paper):
    assert_problem(clerk.post(f"/documents/{paper}/comments", {"text": " "}, key="r"), 422)
    assert_problem(clerk.post(f"/documents/{paper}/comments", {"text": "a"}, key="r" * 65), 422)
    assert Answer.objects.count() == 0
    assert ok(clerk.post(f"/documents/{paper}/comments", {"text": "Có lời"}, key="r"), 201)


@pytest.mark.django_db
def test_a_secret_file_is_refused_and_its_refusal_stays_in_history(clerk):
    secret = SimpleUploadedFile("mat.pdf", files.pdf(5, "mat"))
    assert_problem(clerk.form("/documents/uploads", file=secret, key="m"), 422, code="secret")
    (held,) = ok(clerk.get("/documents/suspects"))
    refused = Event.objects.filter(object_type="upload", object_id=Upload.objects.get(public_id=held["id"]).pk)
    assert refused.count() == 1


@pytest.mark.django_db
def test_a_revoked_token_is_answered_nothing(clerk, paper, province):
    ok(clerk.post(f"/documents/{paper}/comments", {"text": "Một"}, key="k"), 201)
    ok(clerk.delete(f"/me/tokens/{clerk.token.pk}"), 204)
    assert_problem(clerk.post(f"/documents/{paper}/comments", {"text": "Một"}, key="k"), 401)


@pytest.mark.django_db
def test_answers_are_kept_for_a_day(clerk, paper):
    ok(clerk.post(f"/documents/{paper}/comments", {"text": "Một"}, key="k"), 201)
    at = timezone.now()
    assert actions.forget(at + timedelta(hours=23)) == 0
    assert actions.forget(at + timedelta(hours=25)) == 1


def test_two_at_once_are_one(committed):
    clerk = Caller(committed, "vanthu.tinhuy")
    paper = ok(clerk.form("/documents", file=pdf(3)), 201)["id"]

    def send(_: int) -> tuple[int, int]:
        try:
            response = clerk.post(f"/documents/{paper}/comments", {"text": "Xem giúp"}, key="x")
            return response.status_code, response.json()["id"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(send, range(4)))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 201
    assert Comment.objects.count() == 1
