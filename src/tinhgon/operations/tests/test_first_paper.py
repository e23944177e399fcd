"""An empty installation to its first paper sent: founded, people let in, body, book, the way offered and taken, then
the ladder to the end."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tinhgon.core.accounts.models import User
from tinhgon.core.actor import Actor
from tinhgon.core.identity.models import Agency
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused
from tinhgon.documents.actions import approval, drafting, issuing, papers
from tinhgon.documents.models import Document
from tinhgon.documents.tests import files
from tinhgon.operations import actions
from tinhgon.organisation import actions as organisation
from tinhgon.organisation import queries
from tinhgon.organisation.choices import Role
from tinhgon.organisation.models import IssuingBody, Unit

PEOPLE = {
    "leader": ("Trần Văn Bình", "Chủ tịch", Role.LEADER),
    "chief": ("Lê Thị Cúc", "Chánh Văn phòng", Role.CHIEF_OF_OFFICE),
    "head": ("Phạm Văn Dũng", "Trưởng phòng", Role.UNIT_HEAD),
    "clerk": ("Hoàng Thị Em", "Văn thư", Role.CLERK),
    "drafter": ("Vũ Văn Giang", "Chuyên viên", Role.SPECIALIST),
}


@pytest.fixture
def empty(db: None, tmp_path: Any, settings: Any) -> None:
    """Nobody and nothing of anybody, for one transaction: every row that leads to an agency is gone."""
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_refuse_truncate")
        cursor.execute(f"TRUNCATE {Agency._meta.db_table} CASCADE")
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER audit_refuse_truncate")


def actor(username: str) -> Actor:
    found = queries.actor(User.objects.get(username=username).pk, timezone.localdate())
    assert found is not None
    return found


def client(username: str) -> Client:
    found = Client()
    found.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return found


def with_a_password_of_ones_own(slip: organisation.Slip) -> Client:
    """The first thing anybody does who got a slip."""
    found, chosen = client(slip.username), "Mùa thu Bình Sơn 2026"
    given = {"oldpassword": slip.password, "password1": chosen, "password2": chosen}
    assert found.post(reverse("account_change_password"), given).status_code == 302
    return found


def let_in(admin: Actor) -> dict[str, str]:
    """One post, one person, one account each; the user names by what the person does."""
    unit, at, names = Unit.objects.get(), timezone.now(), {}
    office = organisation.create_unit(admin, organisation.NewUnit("Văn phòng", unit.pk, "VP"), admin.on, at)
    for key, (name, title, role) in PEOPLE.items():
        seat = organisation.NewPost(
            unit.pk if key == "leader" else office.pk, title, job_position=title, roles=(role,), is_head=key == "head"
        )
        post = organisation.create_post(admin, seat, admin.on, at)
        person = organisation.create_person(admin, name, at)
        organisation.appoint(admin, organisation.NewAppointment(person.pk, post.pk, admin.on), at)
        (slip,) = organisation.issue_slips(admin, [person.pk], at)
        names[key] = slip.username
    return names


def body_with_its_book(admin: Actor, chief: Actor) -> IssuingBody:
    at = timezone.now()
    new = organisation.NewBody("UBND TỈNH BÌNH SƠN", "UBND", "Bình Sơn", unit_id=Unit.objects.order_by("pk")[0].pk)
    body = organisation.open_body(admin, new, admin.on, at)
    book = organisation.NewBook(body.pk, "Sổ văn bản đi", Flow.OUTGOING)
    organisation.open_book(chief, book, admin.on, at)
    return body


@pytest.mark.usefixtures("empty")
def test_from_nothing_to_the_first_paper_sent() -> None:
    given = {
        "key": "ubnd",
        "name": "Uỷ ban nhân dân tỉnh Bình Sơn",
        "short_name": "UBND tỉnh",
        "bloc": "state",
        "level": "province",
        "person": "Nguyễn Văn An",
    }
    slip = actions.found(actions.Founder(**given, rule_set="nd30"), timezone.localdate(), timezone.now())
    admin = actor(slip.username)
    names = let_in(admin)
    who = {key: actor(username) for key, username in names.items()}
    body = body_with_its_book(admin, who["chief"])
    at = timezone.now()
    new = drafting.NewDraft(subject="khai trương hệ thống", type_code="CV", body_id=body.pk, text="Nội dung.")
    document = drafting.draft(who["drafter"], new, at)
    with pytest.raises(Refused, match="mục Tuyến trình"):
        approval.submit(who["drafter"], document.pk, at)
    take_what_is_offered(with_a_password_of_ones_own(slip))
    approval.submit(who["drafter"], document.pk, at)
    for key in ("head", "chief", "leader"):
        step = document.steps.get(state="current")
        approval.approve(who[key], step.pk, timezone.now())
    signature = approval.HandSignature(
        papers.Upload(files.pdf(), "ky.pdf"), timezone.localdate(), "Trần Văn Bình", "Chủ tịch"
    )
    approval.sign_by_hand(who["clerk"], document.pk, signature, timezone.now())
    issuing.number(who["clerk"], document.pk, timezone.now())
    line = issuing.RecipientLine("act", name="Bộ Nội vụ")
    issuing.set_recipients(who["clerk"], document.pk, [line], timezone.now())
    issuing.issue(who["clerk"], document.pk, timezone.now())
    document = Document.objects.get(pk=document.pk)
    assert (document.state, document.register_number) == ("issued", 1)
    assert re.fullmatch(r"0?1/UBND(-VP)?", document.code)


def take_what_is_offered(admin: Client) -> None:
    """The page offers head of the drafting unit, chief of office, leader; saved as it stands."""
    assert "Dùng tuyến gợi ý" in admin.get(reverse("documents:approval_routes")).content.decode()
    steps = admin.get(reverse("documents:set_route")).context["steps"]
    data = {"buoc-TOTAL_FORMS": str(len(steps.forms)), "buoc-INITIAL_FORMS": "0", "version": ""}
    for n, form in enumerate(steps.forms):
        data |= {f"buoc-{n}-{name}": form[name].value() or "" for name in ("kind", "rule", "post")}
    assert admin.post(reverse("documents:set_route"), data).status_code == 302
