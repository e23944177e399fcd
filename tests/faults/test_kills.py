"""Web processes and workers of a running installation, killed with -9 at random moments of registering, numbering and
issuing: nothing acknowledged is lost, no number is missing or double, the chain of history holds. Ten kills here,
TINHGON_KILLS=200 in `make faults`."""

import datetime
import io
import json
import logging
import os
import random
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import psycopg

from tinhgon.operations.gateways.api_client import ApiError, File

from .installation import PATIENCE, TINHGON, Installation

logger = logging.getLogger(__name__)
KILLS = int(os.environ.get("TINHGON_KILLS", "10"))
SEED = int(os.environ.get("TINHGON_KILLS_SEED", "20250701"))


@dataclass
class Client(threading.Thread):
    """Does an office's work over the API until told to stop; `heard` is all that was acknowledged to it."""

    label: str
    office: Installation
    stop: threading.Event
    heard: list[tuple[str, str, int]] = field(default_factory=list)
    error: Exception | None = None

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        number = 0
        try:
            while not self.stop.is_set():
                number += 1
                self.register(f"den-{self.label}-{number}")
                self.send(f"di-{self.label}-{number}")
        except Exception as error:
            self.error = error

    def register(self, key: str) -> None:
        form = {"subject": f"Về việc {key}", "issuer": "Bộ Nội vụ", "accepts_duplicate": "true"}
        form |= {"code": f"{key}/BNV", "is_declared_not_secret": "true"}
        done = self.office.seat("vanthu").submit("/documents", form, paper(key), key=key)
        self.heard.append(("registered", done["id"], done["register_number"]))

    def send(self, key: str) -> None:
        """A draft, its approvals, the signature by hand, number, recipients, issue."""
        drafter, clerk = self.office.seat("chuyenvien"), self.office.seat("vanthu")
        new = {"subject": f"Trả lời {key}", "type_code": "CV", "text": "Kính gửi quý cơ quan."}
        at = f"/documents/{drafter.post('/documents/drafts', new, key=key)['id']}"
        drafter.post(f"{at}/submit")
        for name in ("truongphong", "chanhvp", "lanhdao"):
            try:
                self.office.seat(name).post(f"{at}/approve")
            except ApiError as error:
                if error.status not in {404, 409}:  # approved already, the answer was cut off
                    raise
        signature = {"signed_on": f"{today()}", "signer_name": "Người Ký", "signer_title": "Chủ tịch"}
        signature |= {"is_declared_not_secret": "true"}
        clerk.submit(f"{at}/sign", signature, paper(f"ký {key}"))
        numbered = clerk.post(f"{at}/number")
        self.heard.append(("numbered", numbered["id"], numbered["register_number"]))
        clerk.post(f"{at}/recipients", {"lines": [{"role": "act", "body_id": self.office.recipient}]})
        clerk.post(f"{at}/issue")
        self.heard.append(("issued", numbered["id"], numbered["register_number"]))


def today() -> datetime.date:
    """The day in the office, not on the machine."""
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()


def paper(text: str) -> File:
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(f"Văn bản {text}")
    document.save(buffer)
    return File("van-ban.docx", buffer.getvalue())


def rows(environment: dict[str, str], query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        return connection.execute(query).fetchall()  # type: ignore[arg-type]


def assert_nothing_acknowledged_is_lost(environment: dict[str, str], client: Client) -> None:
    found = {
        str(document): (number, issued_at)
        for document, number, issued_at in rows(
            environment, "SELECT public_id, register_number, issued_at FROM documents_document"
        )
    }
    for act, document, number in client.heard:
        assert found[document][0] == number, act
        if act == "issued":
            assert found[document][1] is not None


def assert_numbers_are_whole(environment: dict[str, str]) -> None:
    """In every book 1, 2, 3 … to the last, each standing for exactly one paper."""
    periods = dict(rows(environment, "SELECT id, last_number FROM numbering_period"))
    taken: dict[int, list[int]] = {period: [] for period in periods}
    for period, number in rows(environment, "SELECT period_id, number FROM numbering_entry ORDER BY number"):
        taken[period].append(number)
    for period, last in periods.items():
        assert taken[period] == list(range(1, last + 1))
    homeless = "SELECT e.id FROM numbering_entry e LEFT JOIN documents_document d ON d.entry_id = e.id"
    assert rows(environment, f"{homeless} GROUP BY e.id HAVING count(d.id) <> 1") == []


def assert_issued_papers_arrived_once(environment: dict[str, str]) -> None:
    sent = "SELECT count(*) FROM documents_document WHERE flow = 'outgoing' AND issued_at IS NOT NULL"
    arrived = "SELECT count(*), count(DISTINCT source_id) FROM documents_document WHERE source_id IS NOT NULL"
    ((issued,),) = rows(environment, sent)
    ((copies, sources),) = rows(environment, arrived)
    assert copies == sources == issued


def assert_every_file_is_there(environment: dict[str, str]) -> None:
    files = Path(environment["VAR"]) / "files"
    stored = {path.name for path in files.rglob("*") if path.is_file()}
    kept = rows(environment, "SELECT b.sha256 FROM storage_blob b JOIN documents_version v ON v.blob_id = b.id")
    assert {sha256 for (sha256,) in kept} <= stored


def assert_history_holds(environment: dict[str, str]) -> None:
    command = [*TINHGON, "doctor", "--json"]
    report = json.loads(subprocess.run(command, env=environment, check=False, capture_output=True).stdout)
    (chain,) = [part for part in report["parts"] if part["part"] == "audit chain"]
    assert chain["state"] == "ok", chain


def test_kills_lose_nothing(installation: Installation) -> None:
    rng = random.Random(SEED)
    stop = threading.Event()
    clients = [Client(label, installation, stop) for label in ("a", "b", "c")]  # they meet at the books' rows
    for client in clients:
        client.start()
    started = time.monotonic()
    for kill in range(1, KILLS + 1):
        killed = installation.kill_one(rng)
        acts = sum(len(client.heard) for client in clients)
        logger.info("%d: %s after %.0f s, %d acts acknowledged", kill, killed, time.monotonic() - started, acts)
    stop.set()
    for client in clients:
        client.join(PATIENCE * 2)
        assert client.error is None, client.error
        assert_nothing_acknowledged_is_lost(installation.environment, client)
    assert {act for client in clients for act, *_ in client.heard} == {"registered", "numbered", "issued"}
    assert_numbers_are_whole(installation.environment)
    assert_issued_papers_arrived_once(installation.environment)
    assert_every_file_is_there(installation.environment)
    assert_history_holds(installation.environment)
