"""`tinhgon smoke`: drives the main job over HTTP against a running installation, with the accounts of its access file,
and prints each step with its time. Needs no database. Leaves a registered paper and its answer behind."""

import datetime
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tinhgon.operations.gateways.api_client import ApiClient, ApiError, File

ROLES = ("clerk", "leader", "chief_of_office", "unit_head", "specialist")
DAYS = 3


@dataclass(frozen=True)
class Account:
    role: str
    post: str
    agency: str
    client: ApiClient


class Walk:
    """One paper's way; every method is a step and returns what it brought about."""

    def __init__(self, accounts: list[Account], file: File) -> None:
        self.accounts, self.file, self.key = accounts, file, uuid.uuid4().hex
        self.home = self._home()
        self.others = [row for row in accounts if row.role == "clerk" and row.agency != self.home]
        if len(self.others) < 2:
            raise CommandError("the access file names no clerks of two other agencies")
        self.subject = f"Trả lời {self.key[:8]}"

    def steps(self) -> list[tuple[str, Callable[[], Any]]]:
        names = ("register", "direct", "accept", "reply", "submit", "approve", "sign", "number", "address", "issue")
        names += ("arrive", "complete", "find", "strangers_see_nothing")
        return [(name, getattr(self, name)) for name in names]

    def register(self) -> str:
        form = {"accepts_duplicate": "true", "is_declared_not_secret": "true"}
        clerk = self.one("clerk").client
        try:
            self.incoming = clerk.submit("/documents", form, self.file, key=self.key)
        except ApiError as error:
            if error.status != 422:
                raise
            # a scan, or fields that were not read: the clerk types what is asked for
            form |= {"subject": f"Văn bản đến {self.key[:8]}", "issuer": "Nơi gửi"}
            self.incoming = clerk.submit("/documents", form, self.file, key=self.key)
        return f"số đến {self.incoming['register_number']}: {self.incoming['subject']}"

    def direct(self) -> str:
        leader, specialist = self.one("leader").client, self.one("specialist")
        choices = leader.get("/tasks/assignees")
        lead = next(row["id"] for row in choices if row["label"].endswith(f", {specialist.post}"))
        words = {"document": self.incoming["id"], "text": "Tham mưu văn bản trả lời.", "lead": lead}
        due = timezone.now() + datetime.timedelta(days=DAYS)
        direction = leader.post("/tasks/directions", {**words, "due": due.isoformat()}, key=f"{self.key}-b")
        (self.task,) = direction["tasks"]
        return specialist.post

    def accept(self) -> str:
        return str(self.one("specialist").client.post(f"/tasks/{self.task}/accept")["state"])

    def reply(self) -> str:
        draft = {"subject": self.subject, "type_code": "CV", "text": "Nội dung trả lời."}
        path = f"/documents/{self.incoming['id']}/reply"
        self.answer = self.one("specialist").client.post(path, draft, key=f"{self.key}-t")
        self.at = f"/documents/{self.answer['id']}"
        return self.subject

    def submit(self) -> str:
        return str(self.one("specialist").client.post(f"{self.at}/submit")["state"])

    def approve(self) -> str:
        """Whoever's turn it is: the route is the office's affair."""
        seats = [row for row in self.accounts if row.agency == self.home and row.role in ROLES]
        words: list[str] = []
        for row in seats * len(ROLES):
            try:
                self.answer = row.client.post(f"{self.at}/approve")
            except ApiError as error:
                if error.status not in {403, 404, 409}:
                    raise
                continue
            words.append(row.post)
            if self.answer["state"] == "approved":
                return " → ".join(words)
        raise ApiError(409, "nobody of the access file can take the next step of approval")

    def sign(self) -> str:
        form = {"signed_on": f"{timezone.localdate()}", "signer_name": "Người Ký", "signer_title": "Lãnh đạo"}
        form |= {"is_declared_not_secret": "true"}
        return str(self.one("clerk").client.submit(f"{self.at}/sign", form, self.file)["state"])

    def number(self) -> str:
        self.answer = self.one("clerk").client.post(f"{self.at}/number")
        return str(self.answer["code"])

    def address(self) -> str:
        bodies = self.one("clerk").client.get("/documents/bodies")
        for clerk in self.others:
            name = clerk.agency.casefold()
            body = next((row for row in bodies if row["label"].casefold() == name), None)
            if body:
                self.recipient = clerk
                line = {"role": "act", "body_id": body["id"]}
                self.one("clerk").client.post(f"{self.at}/recipients", {"lines": [line]})
                return clerk.agency
        raise ApiError(404, "no issuing body carries the name of another agency of the access file")

    def issue(self) -> str:
        return str(self.one("clerk").client.post(f"{self.at}/issue")["state"])

    def arrive(self) -> str:
        waiting = self.recipient.client.get("/documents?flow=incoming&state=arrived&limit=200")["results"]
        paper = next(row for row in waiting if row["code"] == self.answer["code"])
        done = self.recipient.client.post(f"/documents/{paper['id']}/register-arrived")
        return f"số đến {done['register_number']}"

    def complete(self) -> str:
        body = {"document": self.answer["id"], "text": "Đã phát hành văn bản trả lời."}
        return str(self.one("specialist").client.submit(f"/tasks/{self.task}/done", body)["state"])

    def find(self) -> str:
        found = self.one("leader").client.get(f"/documents?q={self.key[:8]}")["results"]
        if self.answer["id"] not in {row["id"] for row in found}:
            raise ApiError(404, "the leader does not find the issued paper")
        return f"{len(found)} văn bản"

    def strangers_see_nothing(self) -> str:
        stranger = next(row for row in self.others if row.agency != self.recipient.agency)
        if stranger.client.get(f"/documents?q={self.key[:8]}")["results"]:
            raise ApiError(200, f"{stranger.agency} finds a paper that is not theirs")
        for path in (self.at, f"/documents/{self.incoming['id']}"):
            try:
                stranger.client.get(path)
            except ApiError as error:
                if error.status == 404:
                    continue
                raise
            raise ApiError(200, f"{stranger.agency} opens a paper that is not theirs")
        return stranger.agency

    def one(self, role: str) -> Account:
        return next(row for row in self.accounts if row.agency == self.home and row.role == role)

    def _home(self) -> str:
        """An agency with every role, whose specialist's post no other account shares."""
        for agency in dict.fromkeys(row.agency for row in self.accounts):
            rows = [row for row in self.accounts if row.agency == agency]
            has_all = {row.role for row in rows} >= set(ROLES)
            posts = [row.post for row in rows if row.role == "specialist"]
            if has_all and [row.post for row in rows].count(posts[0]) == 1:
                return agency
        raise CommandError(f"the access file names no agency with one account each of {', '.join(ROLES)}")


class Command(BaseCommand):
    help = "Drive the main job over HTTP against a running installation."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--url", default="", help="address of the installation; that of the access file unless given"
        )
        parser.add_argument("--file", type=Path, required=True, help="the paper that arrives")
        parser.add_argument("--access", type=Path, help="accounts; $VAR/demo-access.json unless given")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["access"] or Path(settings.VAR) / "demo-access.json"
        try:
            access = json.loads(path.read_text())
            file = File(options["file"].name, options["file"].read_bytes())
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        url = (options["url"] or access["base_url"]).rstrip("/")
        accounts = [
            Account(row["role"], row["post"], row["agency"], ApiClient(url, row["token"])) for row in access["roles"]
        ]
        for name, step in Walk(accounts, file).steps():
            started = time.perf_counter()
            try:
                detail, is_done = step(), True
            except (ApiError, StopIteration, KeyError, ValueError) as error:
                detail, is_done = str(error) or type(error).__name__, False
            seconds = round(time.perf_counter() - started, 3)
            if options["json"]:
                line = {"step": name, "ok": is_done, "seconds": seconds, "detail": detail}
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            else:
                self.stdout.write(f"{'ok    ' if is_done else 'FAILED'}  {name:22}{seconds:8.3f} s  {detail}")
            if not is_done:
                raise CommandError(f"the step {name} failed")
