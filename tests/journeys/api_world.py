"""One office's work, made over the API, and the table of its ids: what the tests of every operation call with."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tinhgon.core.accounts.models import User
from tinhgon.core.notices.models import Notice
from tinhgon.core.numbering.models import Book
from tinhgon.core.web.tests.caller import Caller, ok
from tinhgon.documents.tests import by_hand, files

CLERK, LEADER, DRAFTER, HEAD = (f"{seat}.tinhuy" for seat in ("vanthu", "lanhdao", "chuyenvien", "truongphong"))
# The same duties in another agency, and a leader there: who must find nothing.
STRANGERS = ("vanthu.sonoivu", "truongphong.sonoivu")
METHODS = ("get", "post", "put", "patch", "delete")
PREFIX = "/api/v1"


def pdf(number: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("tep.pdf", files.pdf(number))


@dataclass(frozen=True)
class Operation:
    """An operation of the description."""

    path: str
    method: str
    about: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.method.upper()} {self.path.removeprefix(PREFIX)}"

    @property
    def parameters(self) -> list[dict[str, Any]]:
        return [row for row in self.about.get("parameters", []) if row["in"] in ("path", "query")]

    @property
    def body(self) -> tuple[str, dict[str, Any]]:
        """Media type and schema of what is sent; ("", {}) without a body."""
        content = self.about.get("requestBody", {}).get("content", {})
        return next(((media, row["schema"]) for media, row in content.items()), ("", {}))


def operations(description: dict[str, Any]) -> list[Operation]:
    return [
        Operation(path, method, about)
        for path, methods in description["paths"].items()
        for method, about in methods.items()
        if method in METHODS
    ]


class World:
    """The office's rows, by the parameter that names them below an address."""

    def __init__(self, province: Any) -> None:
        self.callers: dict[str, Caller] = {}
        self.province = province
        clerk, leader = self.call(CLERK), self.call(LEADER)
        chief = ok(clerk.get("/documents/submit-choices"))[0]["id"]
        self.incoming = ok(clerk.form("/documents", file=pdf(3), submit_to_post=chief), 201)["id"]
        self.upload = ok(clerk.form("/documents/uploads", file=pdf(4)), 201)["id"]
        self.draft = ok(
            self.call(DRAFTER).post("/documents/drafts", {"subject": "báo cáo quý", "type_code": "BC"}), 201
        )["id"]
        ok(self.call(DRAFTER).form(f"/documents/{self.draft}/versions", file=pdf(5)), 201)
        self.asking = f"/documents/{self.draft}/answers"
        ok(self.call(DRAFTER).post(f"{self.asking}/ask", {"due": "5 ngày"}))
        asked = ok(self.call(DRAFTER).post(f"{self.asking}/places", {"name": "Đoàn luật sư"}), 201)["results"][0]["id"]
        given = {"text": "Bổ sung.", "place": "Điều 5"}
        said = ok(self.call(DRAFTER).post(f"{self.asking}/{asked}/opinions", given), 201)["results"][0]["opinions"][0]
        self.answer, self.item = asked, said["id"]
        self.version = ok(clerk.get(f"/documents/{self.incoming}/versions"))[0]["id"]
        unit = self.named("Phòng Tổng hợp")
        words = {"document": self.incoming, "text": "Giao tham mưu.", "lead": unit, "due": "5 ngày"}
        to_leader = next(row["id"] for row in ok(self.call("chanhvp.tinhuy").get("/tasks/leaders")))
        proposal = self.call("chanhvp.tinhuy").post("/tasks/proposals", {**words, "to_leader": to_leader})
        self.proposal = ok(proposal, 201)["id"]
        around = {"document": self.incoming, "readers": [unit]}
        circulation = ok(self.call("chanhvp.tinhuy").post("/tasks/circulations", around), 201)
        self.circulation, self.stop = circulation["id"], circulation["stops"][0]["id"]
        made = ok(leader.post("/tasks/directions", words), 201)
        self.task = made["tasks"][0]
        head = self.call(HEAD)
        ok(head.post(f"/tasks/{self.task}/accept"))
        asked = head.post(f"/tasks/{self.task}/questions", {"text": "Số liệu đến tháng nào?"})
        self.question, self.direction = ok(asked, 201)["id"], made["id"]
        self.report = ok(head.form(f"/tasks/{self.task}/progress", percent=10, text="a", file=pdf(6)), 201)["id"]
        group = {"name": "Các sở", "lines": [{"name": "Sở Tài chính"}]}
        self.group = ok(self.call(DRAFTER).post("/documents/recipient-groups", group), 201)[0]["id"]
        bodies = {"name": "Các cơ quan", "lines": [{"role": "act", "body_id": province.body("ubnd").pk}]}
        places = ok(self.call(DRAFTER).post("/documents/recipient-groups", bodies), 201)
        to = {"group": next(row["id"] for row in places if row["name"] == "Các cơ quan"), "words": "Để biết."}
        self.passing = ok(clerk.post("/documents/pass-on", {"papers": [self.incoming], **to}), 201)["id"]
        self.opinion = ok(head.form(f"/tasks/{self.task}/opinions", text="Đã rõ", file=pdf(7)), 201)["id"]
        self.phrase = ok(leader.post("/tasks/phrases/own", {"text": "Giao … chủ trì"}), 201)["id"]
        self.book = next(row["id"] for row in ok(clerk.get("/registers/books")) if row["flow"] == "outgoing")
        holder = ok(clerk.get("/registers/holders"))[0]["id"]
        until = (timezone.now() + timedelta(days=1)).isoformat()
        reserve = {"holder": holder, "reason": "ký ngoài trụ sở", "expires_at": until}
        self.entry = ok(clerk.post(f"/registers/books/{self.book}/reserve", reserve), 201)["id"]
        office, taker = ok(clerk.get("/registers/offers/offices"))[0]["code"], self.province.post(DRAFTER)
        taker_id = taker.appointments.first().person_id
        handed = {"office_id": int(office), "taker_id": taker_id, "reason": "chuyển công tác"}
        self.minutes = ok(clerk.post("/registers/minutes", handed), 201)["id"]
        self.period = ok(clerk.get(f"/registers/books/{self.book}"))["periods"][0]["id"]
        self.view = ok(clerk.post("/documents/saved-views", {"name": "Khẩn", "query": "urgency=khan"}), 201)["id"]
        head_view = ok(self.call(HEAD).post("/documents/saved-views", {"name": "Khẩn", "query": "urgency=khan"}), 201)
        shares = f"/documents/saved-views/{head_view['id']}/shares"
        given = self.call(HEAD).post(shares, {"unit": province.post(HEAD).unit_id})
        self.share = ok(given, 201)[0]["id"]
        self.relation = ok(
            clerk.post(f"/documents/{self.incoming}/relations", {"kind": "refers", "outside": "Luật số 64/2025/QH15"}),
            201,
        )[0]["id"]
        polls, posts = self.call(DRAFTER), ok(self.call(DRAFTER).get("/documents/offers/posts"))[:2]
        given = {"question": "Thông qua", "due": "2 ngày", "member_posts": [row["id"] for row in posts]}
        given |= {"body_id": ok(polls.get("/documents/polls/bodies"))[0]["id"]}
        given |= {"rule_id": ok(polls.get("/documents/polls/rules"))[0]["id"]}
        self.poll = ok(polls.post("/documents/polls", given), 201)["id"]
        self.original = ok(clerk.post(f"/documents/{self.incoming}/originals", {"place": "Tủ 1"}), 201)["id"]
        person = ok(clerk.get("/documents/offers/holders"))[0]["id"]
        face = {"kind": "named", "sender": "Sở Y tế", "addressee": person, "is_declared_not_secret": True}
        self.envelope = ok(clerk.post("/documents/envelopes", face), 201)["id"]
        unit = ok(clerk.get("/documents/offers/units"))[0]["id"]
        batches = {"units": [{"unit": unit, "papers": [self.incoming]}]}
        self.batch = ok(clerk.post("/documents/batches", batches), 201)["batches"][0]
        self.line = ok(clerk.get(f"/documents/batches/{self.batch}"))["lines"][0]["id"]
        self.notice = self._notice()
        clerk.form("/documents/uploads", file=SimpleUploadedFile("mat.pdf", files.pdf(5, "mat")))
        self.suspect = ok(clerk.get("/documents/suspects"))[0]["id"]
        self.structure = self._structure()
        self.interruption = self._interruption()
        keeper = self.call("antoan.tinhuy")
        self.right = ok(keeper.get("/rights"))[0]["id"]
        ending = {"effective_on": (timezone.localdate() + timedelta(days=9)).isoformat(), "reason": "sắp xếp lại"}
        self.change = ok(keeper.post(f"/rights/{self.right}/end", ending), 201)["id"]
        lending = {"paper": self.draft, "hours": 1, "reason": "Bão vào bờ"}
        self.grant = ok(clerk.post("/reading-grants/emergencies", lending), 201)["id"]
        self.shift = self._shift()
        self.session = UserSession.objects.create(
            user=User.objects.get(username=CLERK), ip="10.0.0.1", session_key="k", user_agent="thử"
        ).pk

    def _interruption(self) -> str:
        """A file of an interruption with a row that somebody must decide."""
        clerk, now = self.province.actor(CLERK), timezone.now()
        book = Book.objects.get(agency=self.province.agency("tinhuy"), flow="incoming")
        today = timezone.localdate(now)
        row = {"arrived": today, "number": 50, "issuer": "Sở Y tế", "dated": today, "content": "Báo cáo"}
        content = SimpleUploadedFile("tay.xlsx", by_hand.filled(clerk, now, {book: [row]}))
        span = {"starts_at": (now - timedelta(days=1)).isoformat(), "ends_at": now.isoformat(), "reason": "Mất điện"}
        made = self.call(CLERK).form("/registers/interruptions", file=content, **span)
        return str(ok(made, 201)["id"])

    def _shift(self) -> int:
        """Somebody on duty tonight, and a paper that invites to a meeting."""
        chief, starts = self.call("chanhvp.tinhuy"), timezone.now()
        when = {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=9)).isoformat()}
        ok(self.call(CLERK).post(f"/meetings/invitations/{self.incoming}", {"starts_at": when["ends_at"]}))
        person = ok(chief.get("/roster/people"))[0]["id"]
        return ok(chief.post("/roster/shifts", {"person": person, **when}), 201)["id"]

    def call(self, username: str) -> Caller:
        if username not in self.callers:
            self.callers[username] = Caller(self.province, username)
        return self.callers[username]

    def named(self, words: str) -> int:
        rows = ok(self.call(LEADER).get("/tasks/assignees"))
        return next(row["id"] for row in rows if row["label"].endswith(words))

    def _structure(self) -> dict[str, Any]:
        """Rows of the organisation, as its officer sees them."""
        officer = self.call("tochuc.tinhuy")
        unit = ok(officer.get("/organisation/units"))["results"][0]["id"]
        post = self.province.post(HEAD).pk
        held = ok(officer.get(f"/organisation/posts/{post}/appointments"))[0]
        until = {"starts_on": timezone.localdate().isoformat(), "ends_on": "2099-01-01"}
        leave = {"from_post": post, "to_post": self.province.post(DRAFTER).pk, "kind": "leave", **until}
        table = SimpleUploadedFile("a.csv", "Mã đơn vị,Tên đơn vị,Ngày bắt đầu\nA,Ban A,01/01/2026\n".encode())
        return {
            "unit_id": unit,
            "unit_version_id": ok(officer.get(f"/organisation/units/{unit}"))[0]["id"],
            "post_id": post,
            "appointment_id": held["id"],
            "person_id": held["person"],
            "delegation_id": ok(officer.post("/organisation/delegations", leave), 201)["id"],
            "body_id": ok(officer.get("/organisation/bodies"))["results"][0]["id"],
            "office_id": ok(officer.get("/organisation/offices"))["results"][0]["id"],
            "seal_id": ok(officer.get("/organisation/seals"))["results"][0]["id"],
            "term_id": ok(officer.get("/organisation/terms"))["results"][0]["id"],
            "run_id": ok(officer.form("/organisation/imports", file=table, is_dry_run="true"), 201)["id"],
            "sheet": "units",
        }

    def _notice(self) -> int:
        row = Notice.objects.filter(agency=self.province.agency("tinhuy")).order_by("pk").first()
        assert row is not None
        return row.pk

    def value(self, path: str, name: str) -> Any:
        """The office's own row for a parameter of a path."""
        if ("/answers" in path or "/brief" in path) and name == "public_id":
            return self.draft
        if name in ("public_id", "document_id"):
            if "/tasks/proposals/" in path:
                return self.proposal
            return self.task if "/tasks/{public_id}" in path else self.incoming
        if "/suspects/" in path:
            return self.suspect
        fixed = {"kind": "di", "page": 1, "old": 1, "new": 2, "type_code": "BC", "ending": "drop"}
        found = {
            "version_id": self.version,
            "upload_id": self.upload,
            "report_id": self.report,
            "opinion_id": self.opinion,
            "phrase_id": self.phrase,
            "group_id": self.group,
            "passing_id": self.passing,
            "circulation_id": self.circulation,
            "stop_id": self.stop,
            "question_id": self.question,
            "direction_id": self.direction,
            "book_id": self.book,
            "entry_id": self.entry,
            "minutes_id": self.minutes,
            "period_id": self.period,
            "relation_id": self.relation,
            "answer_id": self.answer,
            "poll_id": self.poll,
            "item_id": self.item,
            "view_id": self.view,
            "share_id": self.share,
            "notice_id": self.notice,
            "original_id": self.original,
            "batch_id": self.batch,
            "envelope_id": self.envelope,
            "dispatch_id": 1,
            "line_id": self.line,
            "rule_id": self.right,
            "change_id": self.change,
            "shift_id": self.shift,
            "grant_id": self.grant,
            **self.structure,
            "session_id": self.session,
            "interruption_id": self.interruption,
            "token_id": self.call(CLERK).token.pk,
        }
        return {**fixed, **found}[name]

    def address(self, operation: Operation) -> str:
        path = operation.path
        for row in operation.parameters:
            if row["in"] == "path":
                path = path.replace(f"{{{row['name']}}}", str(self.value(operation.path, row["name"])))
        return path
