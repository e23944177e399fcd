"""Rows of approval asked in order and at once: what holds a round up, what ends it, the rows of one paper alone, and
that nothing is numbered before it is signed."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.audit.models import Event
from tinhgon.core.notices.models import Notice
from tinhgon.core.verdict import Refused
from tinhgon.documents import exports, queries
from tinhgon.documents.actions import approval, issuing, routes
from tinhgon.documents.choices import OutgoingState, StepKind, StepState, VersionKind
from tinhgon.documents.models import ApprovalStep, Document
from tinhgon.documents.tests.ladder import Ladder, fresh, refused
from tinhgon.organisation.choices import Duty
from tinhgon.organisation.models import DutyGrant

Line = routes.RouteLine
SEATS = ("truongphong", "chanhvp", "phochutich", "lanhdao", "tochuc", "vanthu")


@pytest.fixture
def ladder(province: Any, tmp_path: Any, settings: Any) -> Ladder:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    return Ladder(province)


def route(ladder: Ladder, *lines: routes.RouteLine) -> None:
    routes.set_route(ladder.who("chanhvp"), "", [*lines, at(ladder, "signature", "lanhdao")], ladder.at)


def at(ladder: Ladder, kind: str, seat: str, **more: Any) -> routes.RouteLine:
    return Line(kind, "post", ladder.province.post(f"{seat}.ubnd").pk, **more)


def current(document: Document) -> list[str]:
    rows = document.steps.filter(state=StepState.CURRENT).select_related("post").order_by("ordinal")
    return [step.post.title for step in rows]


def titles(ladder: Ladder, *seats: str) -> list[str]:
    return [ladder.province.post(f"{seat}.ubnd").title for seat in seats]


def agree(ladder: Ladder, document: Document, seat: str, opinion: str = "") -> Document:
    step = queries.step_for(ladder.who(seat), document.public_id)
    assert step is not None
    return approval.approve(ladder.who(seat), step.pk, ladder.at, opinion=opinion)


def test_a_stage_runs_at_once_and_ends_when_all_have_answered(ladder: Ladder) -> None:
    route(
        ladder,
        Line("content"),
        at(ladder, "opinion", "tochuc"),
        at(ladder, "appraisal", "phochutich", is_together=True),
        at(ladder, "format", "chanhvp"),
    )
    document = ladder.submitted()
    assert current(document) == titles(ladder, "truongphong")
    agree(ladder, document, "truongphong")
    assert current(document) == titles(ladder, "tochuc", "phochutich")
    assert fresh(document) in queries.outgoing_page(ladder.who("phochutich"), "mine").rows, "also of the second asked"
    agree(ladder, document, "phochutich")
    assert current(document) == titles(ladder, "tochuc")
    agree(ladder, document, "tochuc")
    assert current(document) == titles(ladder, "chanhvp")
    step = document.steps.get(kind=StepKind.OPINION)
    assert refused(approval.send_back, ladder.who("tochuc"), document.pk, "muộn", ladder.at).code == "forbidden"
    assert approval.approve(ladder.who("tochuc"), step.pk, ladder.at).state == "submitted", "said twice is said once"


def test_one_sends_back_and_the_round_ends_for_all(ladder: Ladder) -> None:
    route(ladder, at(ladder, "opinion", "tochuc"), at(ladder, "opinion", "phochutich", is_together=True))
    document = ladder.submitted()
    approval.send_back(ladder.who("phochutich"), document.pk, "Sai căn cứ", ladder.at)
    states = [step.state for step in document.steps.order_by("ordinal")]
    assert states == [StepState.SKIPPED, StepState.SENT_BACK, StepState.SKIPPED]
    told = Notice.objects.filter(to=ladder.province.post("tochuc.ubnd").principal, text__startswith="Không cần cho")
    assert "Sai căn cứ" in told.get().text
    approval.submit(ladder.who("chuyenvien"), document.pk, ladder.at)
    assert current(document) == titles(ladder, "tochuc", "phochutich"), "asked anew, all of them"
    approval.pull_back(ladder.who("chuyenvien"), document.pk, "", ladder.at)
    assert told.count() == 2


def test_a_late_opinion_does_not_block_and_may_still_be_given(ladder: Ladder) -> None:
    route(ladder, at(ladder, "opinion", "tochuc", wait="4 giờ"), at(ladder, "format", "chanhvp"))
    document = ladder.submitted()
    until = document.steps.get(kind=StepKind.OPINION).waits_until
    assert until is not None
    assert approval.move_on_late(until - timedelta(minutes=1)) == 0
    assert approval.move_on_late(until) == 1
    assert approval.move_on_late(until) == 0, "twice is once"
    assert current(document) == titles(ladder, "chanhvp")
    assert Event.objects.filter(verb="documents.pass_late", object_id=document.pk).count() == 1
    assert refused(approval.send_back, ladder.who("tochuc"), document.pk, "không", ladder.at).code == "forbidden"
    agree(ladder, document, "tochuc", "Nhất trí")
    assert document.steps.get(kind=StepKind.OPINION).opinion == "Nhất trí"
    assert current(document) == titles(ladder, "chanhvp"), "a late word moves nothing"
    approval.send_back(ladder.who("chanhvp"), document.pk, "Sai thể thức", ladder.at)
    assert queries.step_for(ladder.who("tochuc"), document.public_id) is None


def test_one_answer_is_enough_where_the_row_says_so(ladder: Ladder) -> None:
    route(
        ladder,
        at(ladder, "opinion", "tochuc", quorum="any"),
        at(ladder, "opinion", "phochutich", quorum="any", is_together=True),
        at(ladder, "opinion", "vanthu", is_together=True),
    )
    document = ladder.submitted()
    agree(ladder, document, "phochutich")
    assert current(document) == titles(ladder, "vanthu"), "who is waited for in any case still is"
    agree(ladder, document, "vanthu")
    assert current(document) == titles(ladder, "lanhdao")


def test_what_is_no_sound_row_is_refused(ladder: Ladder) -> None:
    for line, words in (
        (at(ladder, "content", "tochuc", wait="2 ngày"), "hạn chờ"),
        (at(ladder, "opinion", "tochuc", wait="25/6"), "4 giờ"),
        (at(ladder, "appraisal", "tochuc", quorum="any"), "Cho ý kiến"),
        (at(ladder, "opinion", "tochuc", quorum="half"), "Bước 1"),
        (at(ladder, "format", "tochuc"), "Chánh Văn phòng"),
    ):
        with pytest.raises(Refused, match=words):
            route(ladder, line)
    together = [at(ladder, "opinion", "tochuc"), at(ladder, "signature", "lanhdao", is_together=True)]
    with pytest.raises(Refused, match="không làm cùng lúc"):
        routes.set_route(ladder.who("chanhvp"), "", together, ladder.at)


def test_a_drafter_with_the_right_adds_a_row_to_one_paper(ladder: Ladder) -> None:
    added = approval.Added(StepKind.APPRAISAL, ladder.province.post("phochutich.ubnd").pk)
    document = approval.submit(ladder.who("chuyenvien"), ladder.draft().pk, ladder.at, added=[added])
    kinds = [step.kind for step in document.steps.order_by("ordinal")]
    assert kinds == ["content", "format", "appraisal", "signature"]
    more = approval.Added(StepKind.OPINION, ladder.province.post("tochuc.ubnd").pk, "2 ngày")
    for _ in range(2):
        step = approval.add_step(ladder.who("chuyenvien"), document.pk, more, ladder.at)
    assert (step.state, step.place, bool(step.waits_until)) == (StepState.CURRENT, 1, True)
    assert document.steps.count() == 5
    assert ladder.province.post("tochuc.ubnd").principal_id in fresh(document).reader_ids
    for seat in ("truongphong", "tochuc"):
        agree(ladder, document, seat)
    agree(ladder, document, "chanhvp")
    agree(ladder, document, "phochutich")
    assert "chờ ký" in refused(approval.add_step, ladder.who("chuyenvien"), document.pk, more, ladder.at).reason
    for actor in (ladder.who("phochutich"), ladder.who("vanthu")):
        assert refused(approval.add_step, actor, document.pk, more, ladder.at).code == "forbidden"
    stranger = ladder.province.actor("vanthu.sonoivu")
    assert refused(approval.add_step, stranger, document.pk, more, ladder.at).code == "not_found"
    DutyGrant.objects.filter(agency=document.agency_id, duty=Duty.ADD_STEP).delete()
    draft = ladder.draft()
    assert refused(approval.submit, ladder.who("chuyenvien"), draft.pk, ladder.at, added=[added]).code == "forbidden"
    assert approval.submit(ladder.who("chuyenvien"), draft.pk, ladder.at).state == "submitted"


def test_pages_build_stages_and_add_a_row(ladder: Ladder) -> None:
    chief, edit = ladder.province.client("chanhvp.ubnd"), "/van-ban/tuyen-trinh/sua/"
    post = {seat: str(ladder.province.post(f"{seat}.ubnd").pk) for seat in SEATS}
    rows = [("opinion", "tochuc"), ("opinion", "phochutich"), ("signature", "lanhdao")]
    data = {"buoc-TOTAL_FORMS": "3", "buoc-INITIAL_FORMS": "0", "lam": "luu"}
    for n, (kind, seat) in enumerate(rows):
        data |= {f"buoc-{n}-kind": kind, f"buoc-{n}-rule": "post", f"buoc-{n}-post": post[seat]}
    data |= {"buoc-1-is_together": "on", "buoc-1-wait": "2 ngày", "buoc-0-quorum": "any", "buoc-2-wait": "đã ẩn"}
    shown = chief.post(edit, data | {"lam": "them", "version": chief.get(edit).context["version"]})
    assert shown.context["steps"].forms[1]["is_together"].value() is True, "kept while the rows are moved"
    assert chief.post(edit, data | {"version": chief.get(edit).context["version"]}).status_code == 302
    steps = queries.approval_routes(ladder.who("chanhvp"))[0].steps
    assert [(step.stage, step.wait, step.quorum) for step in steps] == [
        (1, "", "any"), (1, "2 ngày", "all"), (2, "", "all"),
    ]  # fmt: skip
    page = chief.get("/van-ban/tuyen-trinh/").content.decode()
    assert "Cùng lúc với bước trên" in page
    assert "không chờ quá 2 ngày" in page
    drafter, document = ladder.province.client("chuyenvien.ubnd"), ladder.draft()
    sent = {"appraised_by": [post["chanhvp"]], "opinions_from": [post["vanthu"]], "wait": "4 giờ"}
    assert drafter.post(reverse("documents:submit", args=[document.public_id]), sent).status_code == 302
    found = {step.kind: step for step in document.steps.exclude(added_by="")}
    assert found["opinion"].wait == "4 giờ"
    assert found["appraisal"].place < found["opinion"].place
    address = reverse("documents:add_step", args=[document.public_id])
    assert address in drafter.get(reverse("documents:document", args=[document.public_id])).content.decode()
    assert drafter.post(address, {"kind": "appraisal", "post_id": post["truongphong"]}).status_code == 302
    assert drafter.post(address, {"kind": "appraisal"}).status_code == 422
    assert ladder.province.client("vanthu.sonoivu").get(address).status_code == 404


def test_initials_stay_with_the_kept_copy(ladder: Ladder) -> None:
    document = ladder.issued()
    record = queries.kept_record(ladder.who("chanhvp"), document.public_id)
    assert record is not None
    assert [mark.is_initial for mark in record.marks] == [True, True, False]
    assert exports.kept_record_pdf(record, ladder.at, "Người in").startswith(b"%PDF")
    address = reverse("documents:kept_record", args=[document.public_id])
    assert ladder.province.client("chanhvp.ubnd").get(address)["Content-Type"] == "application/pdf"
    received = document.deliveries.get().received_document
    assert received is not None
    assert [file.kind for file in received.versions.all()] == [VersionKind.ORIGINAL]
    assert not received.steps.exists()
    clerk = ladder.province.actor("vanthu.tanhoa")
    assert queries.kept_record(clerk, received.public_id) is None
    assert ladder.province.client("vanthu.tanhoa").get(address).status_code == 404


def test_a_draft_is_called_by_its_turn_and_kind(ladder: Ladder) -> None:
    document = ladder.submitted("BC")
    assert document.shown_code == "Dự thảo lần 1 · BC"
    assert "Dự thảo lần 1 · BC" in Notice.objects.filter(kind="approval").latest("pk").text
    for address in ("/van-ban/di/?muc=submitted", reverse("documents:document", args=[document.public_id])):
        assert "Dự thảo lần 1 · BC" in ladder.province.client("truongphong.ubnd").get(address).content.decode()


@pytest.mark.parametrize("change", [{"number": "5"}, {"register_number": 5}])
def test_the_database_keeps_numbers_from_what_is_not_signed(ladder: Ladder, change: dict[str, Any]) -> None:
    for document in (ladder.draft(), ladder.approved(), ladder.signed()):
        with pytest.raises(IntegrityError, match="number_after_signature"), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**change)


@pytest.mark.parametrize("seed", range(12))
def test_places_only_rise_and_no_path_numbers_an_unsigned_paper(ladder: Ladder, seed: int) -> None:
    """Whatever people do in whatever order: nothing of a later place is asked while an earlier one is open, and only a
    signed paper has a number."""
    rng = random.Random(seed)
    seats = rng.sample([seat for seat in SEATS if seat != "lanhdao"], 4)
    lines = [
        at(
            ladder, "opinion", seat, is_together=rng.random() < 0.5, quorum=rng.choice(["all", "any"]),
            wait=rng.choice(["", "4 giờ"]),
        )
        for seat in seats
    ]  # fmt: skip
    route(ladder, *lines)
    document, moment = ladder.draft(), timezone.now()
    for _ in range(25):
        moment += timedelta(minutes=rng.randrange(90))
        try:
            with transaction.atomic():
                _anything(ladder, rng, document, moment)
        except Refused:
            pass
        _holds(document)


def _anything(ladder: Ladder, rng: random.Random, document: Document, moment: Any) -> None:
    who, clerk = ladder.who(rng.choice(SEATS)), ladder.who("vanthu")
    step = queries.step_for(who, document.public_id)
    acts = [
        lambda: approval.submit(ladder.who("chuyenvien"), document.pk, moment),
        lambda: approval.approve(who, step.pk, moment) if step else None,
        lambda: approval.approve(who, step.pk, moment) if step else None,
        lambda: approval.send_back(who, document.pk, "không", moment),
        lambda: approval.move_on_late(moment),
        lambda: issuing.number(clerk, document.pk, moment),
        lambda: approval.sign_by_hand(clerk, document.pk, ladder.signature(), ladder.at),
    ]
    rng.choice(acts)()


def _holds(document: Document) -> None:
    row = fresh(document)
    steps = list(ApprovalStep.objects.filter(document=document).order_by("-round"))
    last = [step for step in steps if step.round == steps[0].round]
    asked = {step.place for step in last if step.state == StepState.CURRENT}
    waiting = [step.place for step in last if step.state == StepState.WAITING]
    assert len(asked) <= 1
    assert all(place > max(asked, default=0) for place in waiting)
    assert bool(asked) == (row.state == OutgoingState.SUBMITTED)
    has_signed = row.versions.filter(kind=VersionKind.SIGNED).exists()
    assert has_signed or not (row.entry_id or row.number or row.code or row.register_number)
