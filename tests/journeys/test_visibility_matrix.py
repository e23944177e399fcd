"""Every role, every kind of paper, every door: who may see a paper finds it everywhere, who may not finds nothing of it
anywhere — lists, search, counts, notices, pages, files, API. Who sees what stands here as a table, by the practice of
offices (office-practice A 2 to A 4), not computed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tinhgon.core.web.tests.caller import Caller, ok
from tinhgon.documents.actions import granting
from tinhgon.documents.models import Document, ReadingGrant
from tinhgon.documents.tests.ladder import Ladder

from . import api_world

OFFICE = "tinhuy"
CLERKS = {"vanthu"}
LEADERS = {"lanhdao", "bithu"}
CHAIN = {"truongphong", "chuyenvien"}
WITHOUT_CONTENT = {"antoan", "quantri"}
STRANGERS = {"vanthu.sonoivu", "phochutich.ubnd"}
RECEIVER = {"vanthu.tanhoa", "lanhdao.tanhoa"}
EVERYBODY = (
    CLERKS
    | LEADERS
    | CHAIN
    | WITHOUT_CONTENT
    | STRANGERS
    | RECEIVER
    | {"chanhvp", "chuyenvien2", "truongbtc", "tochuc"}
)

# A word that stands in the subject of that paper alone, and who sees it.
SEEN = {
    "registered": CLERKS | LEADERS | {"chanhvp"},
    # Given to the unit: its head has it until it is passed on.
    "directed": CLERKS | LEADERS | {"chanhvp", "truongphong"},
    # In the register the clerk sees the number and "hạn chế".
    "restricted": LEADERS | {"chuyenvien"},
    "draft": LEADERS | {"chanhvp"} | CHAIN,
    "restricted draft": LEADERS | {"chuyenvien"},
    "submitted": LEADERS | {"chanhvp"} | CHAIN,
    "issued": CLERKS | LEADERS | {"chanhvp"} | CHAIN,
    "received": RECEIVER | {"chanhvp.tanhoa"},
}
# What is received is what was issued.
WORDS = dict(
    zip(SEEN, ("Anhdào", "Bằnglăng", "Cẩmchướng", "Đỗquyên", "Hoàngyến", "Mộclan", "Phượngvĩ", "Phượngvĩ"), strict=True)
)

PAGES = (
    "/", "/nhiem-vu/", "/nhiem-vu/?tab=unit", "/cuoi-ngay/", "/van-ban/den/?tab=all", "/van-ban/den/?tab=mine",
    "/van-ban/di/?tab=all", "/van-ban/di/?tab=mine", "/van-ban/trinh-ky/", "/trang/thong-bao/",
)  # fmt: skip
LISTS = ("/documents?limit=50", "/documents/incoming?tab=all&limit=50", "/documents/outgoing?tab=all&limit=50",
         "/documents/approvals", "/tasks?tab=unit", "/notices?limit=50")  # fmt: skip


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> None:
    settings.VAR, settings.QUARANTINE_KEYS, settings.MEDIA_ROOT = tmp_path, tmp_path / "k", tmp_path / "f"


@pytest.fixture
def papers(province: Any) -> dict[str, Document]:
    """One paper of each kind, by the people who make them."""
    clerk, leader = Caller(province, f"vanthu.{OFFICE}"), Caller(province, f"lanhdao.{OFFICE}")
    unit = province.unit(OFFICE, "Phòng Tổng hợp").principal_id
    person = province.post(f"chuyenvien.{OFFICE}").principal_id

    def incoming(kind: str, seed: int, lead: int | None = None, *, restricted: bool = False) -> None:
        fields = {"file": api_world.pdf(seed), "subject": WORDS[kind], "is_restricted": restricted}
        made = ok(clerk.form("/documents", **fields), 201)["id"]
        if lead:
            words = {"document": made, "text": "Giao tham mưu.", "lead": lead, "due": "5 ngày"}
            ok(leader.post("/tasks/directions", words), 201)

    incoming("registered", 21)
    incoming("directed", 22, unit)
    incoming("restricted", 23, person, restricted=True)
    ladder = Ladder(province, OFFICE)
    ladder.draft(key="1", subject=WORDS["draft"])
    ladder.draft(key="2", subject=WORDS["restricted draft"], is_restricted=True)
    ladder.submitted(key="3", subject=WORDS["submitted"])
    ladder.issued("tanhoa", key="4", subject=WORDS["issued"])
    return {
        kind: Document.objects.get(
            agency=province.agency("tanhoa" if kind == "received" else OFFICE), subject__contains=word
        )
        for kind, word in WORDS.items()
    }


def doors(caller: Caller, browser: Any, document: Document) -> dict[str, bool]:
    """Whether each door that leads to one paper opens."""
    own, page = f"/documents/{document.public_id}", f"/van-ban/{document.public_id}/"
    version = document.versions.order_by("-pk").first()
    answers = {
        "opened": caller.get(own),
        "history": caller.get(f"{own}/history"),
        "versions": caller.get(f"{own}/versions"),
        "comments": caller.get(f"{own}/comments"),
        "file": caller.get(f"{own}/versions/{version.pk}/file"),
        "page": browser.get(page),
        "file of the page": browser.get(f"{page}tep/{version.pk}/"),
    }
    if document.is_incoming:
        answers["preview"] = browser.get(f"{page}xem-nhanh/")
    assert all(answer.status_code in (200, 404) for answer in answers.values()), answers
    opens = {name: answer.status_code == 200 for name, answer in answers.items()}
    return opens | {
        "listed": str(document.public_id) in caller.get("/documents", q=document.subject).content.decode(),
        "found": str(document.public_id) in caller.get("/documents/search", q=document.subject).content.decode(),
        "found on the page": str(document.public_id)
        in browser.get("/van-ban/tim/", {"q": document.subject}).content.decode(),
    }


def wrong(username: str, province: Any, papers: dict[str, Document]) -> list[str]:
    """Where the table and the doors differ for one person."""
    name = username if "." in username else f"{username}.{OFFICE}"
    caller, browser = Caller(province, name), province.client(name)
    anywhere = {address: caller.get(address).content.decode() for address in LISTS}
    anywhere |= {address: browser.get(address).content.decode() for address in PAGES}
    found = []
    for kind, document in papers.items():
        sees = username in SEEN[kind]
        found += [f"{kind}: {door}" for door, opens in doors(caller, browser, document).items() if opens != sees]
        named = [address for address, said in anywhere.items() if str(document.public_id) in said]
        if bool(named) != sees:
            found.append(f"{kind}: named by {named}")
    for word in set(WORDS.values()):
        seen = sum(username in SEEN[kind] for kind in SEEN if WORDS[kind] == word)
        if (total := ok(caller.get("/documents/search", q=word))["total"]) != seen:
            found.append(f"{word}: {total} counted, not {seen}")
        if not seen:
            found += [f"{word} on {address}" for address, said in anywhere.items() if word in said]
    return [
        f"{username}: {'must' if username in SEEN.get(row.split(':')[0], ()) else 'must not'} {row}" for row in found
    ]


# Who reads what is lent to him for a time (office-practice A 2, A 3).
INSPECTOR, INSPECTED = "chuyenvien2", ("registered", "submitted")


def lend(province: Any, papers: dict[str, Document]) -> list[ReadingGrant]:
    """An emergency of the administrator and a case with an inspector, each asked for and approved by two."""
    officer, chief, at = province.actor(f"antoan.{OFFICE}"), province.actor(f"chanhvp.{OFFICE}"), timezone.now()
    reader = province.actor(f"quantri.{OFFICE}")
    urgent = granting.ask_emergency(reader, str(papers["restricted"].public_id), 2, "Bão vào bờ", at)
    inspector = province.actor(f"{INSPECTOR}.{OFFICE}").person_id
    case = granting.NewCase(
        name="Kiểm tra", basis="45-QĐ/UBKT", basis_on=at.date(), reason="Mua sắm", readers=(inspector,),
        starts_on=timezone.localdate(at), until=timezone.localdate(at),
        papers=tuple(str(papers[kind].public_id) for kind in INSPECTED),
    )  # fmt: skip
    asked = [urgent, granting.open_case(officer, case, at)]
    for username in ("quantri", INSPECTOR):
        assert not wrong(username, province, papers), "what is asked for is not lent yet"
    return [granting.approve_grant(chief, grant.pk, "", at) for grant in asked]


def test_what_is_lent_is_seen_at_every_door_for_its_time(
    province: Any, papers: dict[str, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    grants = lend(province, papers)
    now = {kind: set(who) for kind, who in SEEN.items()}
    now["restricted"].add("quantri")
    for kind in INSPECTED:
        now[kind].add(INSPECTOR)
    people = ("quantri", INSPECTOR, "antoan", "vanthu", "tochuc")
    with monkeypatch.context() as within:
        within.setitem(globals(), "SEEN", now)
        assert not [row for username in people for row in wrong(username, province, papers)]
    ends_at = timezone.now()
    for grant in grants:  # its last second has passed, and no job has run
        grant.principal.holdings.update(starts_at=ends_at - timedelta(hours=2), ends_at=ends_at)
    assert not [row for username in people for row in wrong(username, province, papers)]


def test_a_paper_is_seen_at_every_door_or_at_none(province: Any, papers: dict[str, Document]) -> None:
    found = [row for username in sorted(EVERYBODY) for row in wrong(username, province, papers)]
    assert not found, "\n".join(found)
