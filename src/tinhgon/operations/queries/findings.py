"""What the doctor says of each part: is it there, what does not work without it, which line brings it.

Knows every part an installation stands on. Refuses to repair anything.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tinhgon.core.audit import queries as audit
from tinhgon.core.notices.gateways import webhook
from tinhgon.operations.gateways import machine
from tinhgon.operations.gateways.postgres import WEB, EmbeddedPostgres
from tinhgon.operations.queries import database

OLDEST_POSTGRES = 16
LOW_DISK = 1024**3
ROOT = Path(__file__).resolve().parents[4]


@dataclass(frozen=True)
class Finding:
    """One part: `state` is ok, missing (something does not work) or optional (only tests or comfort lack)."""

    part: str
    state: str
    detail: str
    without: str = ""
    remedy: str = ""


def examine(var: Path, at: datetime.datetime) -> list[Finding]:
    found = [*_machine(var), _address(), _text_messages()]
    version = database.database_version()
    if version is None:
        return [
            *found,
            Finding("database", "missing", "no answer", "nothing works", "make run, or set DATABASE_URL"),
        ]
    found += _database(version)
    if not database.pending_migrations():
        found += [*_organisation(), *_work(at), *_audit()]
    return found


def free_bytes(var: Path) -> int:
    """Room left on the disks of an installation: its own, and that of the embedded database, which may be another."""
    return machine.free_bytes(var, EmbeddedPostgres(var).state)


def fullest_folder(var: Path) -> Path:
    return min((var, EmbeddedPostgres(var).state), key=machine.free_bytes)


def disk_shortage(var: Path) -> str:
    """How little room the installation has left, in words; empty while there is enough."""
    free = free_bytes(var)
    return f"{free / 1024**2:.0f} MiB free" if free < LOW_DISK else ""


def _address() -> Finding:
    if settings.BASE_URL.startswith(("http://", "https://")):
        return Finding("address", "ok", settings.BASE_URL)
    detail = f"{settings.BASE_URL} is no web address" if settings.BASE_URL else "not set"
    remedy = "TINHGON_BASE_URL=https://vanphong.example.vn in the environment of web and worker"
    return Finding("address", "optional", detail, "links in letters are not whole", remedy)


def _text_messages() -> Finding:
    part, without = "text messages", "urgent papers call people at night in the app and by letter only"
    if not settings.SMS_WEBHOOK_URL:
        remedy = "SMS_WEBHOOK_URL=https://… and SMS_WEBHOOK_SECRET in the environment of the worker"
        return Finding(part, "optional", "no provider set", without, remedy)
    if not webhook.is_safe(settings.SMS_WEBHOOK_URL):
        detail = "SMS_WEBHOOK_URL goes over plain HTTP to another machine, nothing is sent"
        return Finding(part, "missing", detail, without, "an address that begins with https://")
    if not settings.SMS_WEBHOOK_SECRET:
        detail = "messages are signed with an empty secret"
        return Finding(part, "missing", detail, "the provider cannot tell them from others'", "SMS_WEBHOOK_SECRET")
    return Finding(part, "ok", settings.SMS_WEBHOOK_URL)


def _machine(var: Path) -> Iterator[Finding]:
    font = machine.serif_font(var)
    without = "printed registers and official papers in PDF"
    yield _part("serif font", font, without, "apt-get install fonts-liberation2 fonts-croscore")
    vendor = ROOT / "src/tinhgon/core/web/static/vendor"
    page_files = vendor / "htmx/htmx.min.js"
    yield _part(
        "page files (npm)",
        page_files if page_files.exists() else None,
        "styles and scripts of the pages",
        "make setup",
    )
    yield _part(
        "LibreOffice",
        machine.program("soffice", "libreoffice"),
        "old Word files (.doc) and pictures of the pages of Word files",
        "apt-get install --no-install-recommends libreoffice-writer-nogui",
        optional=True,
    )
    browser = machine.program("chromium", "chromium-browser", "google-chrome")
    yield _part(
        "chromium",
        browser,
        "browser tests",
        "apt-get install --no-install-recommends chromium",
        optional=True,
    )
    printer = machine.program("pdftoppm")
    yield _part("poppler", printer, "tests that look at printed pages", "apt-get install poppler-utils", optional=True)
    writable = machine.is_writable(var)
    yield _part(
        "folder VAR",
        var if writable else None,
        "everything: state, files and logs live there",
        f"chown -R $USER {var}",
    )
    shortage = disk_shortage(var)
    if shortage:
        without = "papers are refused at the door, now or soon"
        yield Finding("disk", "missing", shortage, without, f"make room on the disk of {fullest_folder(var)}")
    else:
        yield Finding("disk", "ok", f"{free_bytes(var) / 1024**3:.1f} GiB free")


def _part(part: str, found: object, without: str, remedy: str, *, optional: bool = False) -> Finding:
    if found:
        return Finding(part, "ok", str(found))
    return Finding(part, "optional" if optional else "missing", "not found", without, remedy)


def _database(version: int) -> Iterator[Finding]:
    if version < OLDEST_POSTGRES:
        remedy = f"move to PostgreSQL {OLDEST_POSTGRES} or newer (tinhgon backup, then restore)"
        yield Finding("database", "missing", f"PostgreSQL {version}", "search and identifiers", remedy)
    else:
        yield Finding("database", "ok", f"PostgreSQL {version}")
    if database.is_superuser_connection() or not database.web_role_exists(WEB):
        remedy = f"a role without superuser rights in DATABASE_URL, and one named {WEB} for web and worker"
        yield Finding(
            "database roles",
            "optional",
            "one role for everything",
            "audit rows are guarded by triggers only",
            remedy,
        )
    else:
        yield Finding("database roles", "ok", f"owner and {WEB} apart")
    pending = database.pending_migrations()
    if pending:
        detail = f"{len(pending)} pending, first {pending[0]}"
        yield Finding("migrations", "missing", detail, "the web server is not ready", "tinhgon migrate")
    else:
        yield Finding("migrations", "ok", "none pending")


def _organisation() -> Iterator[Finding]:
    if database.has_agency():
        yield Finding("organisation", "ok", "founded")
    else:
        yield Finding("organisation", "missing", "no agency yet", "nobody can log in", "tinhgon found")


def _work(at: datetime.datetime) -> Iterator[Finding]:
    beat = database.last_heartbeat()
    without = "reminders, indexing, mails and deliveries wait in the queue"
    if beat is None or at - beat > database.WORKER_SILENCE:
        detail = f"last sign of life {beat.isoformat(timespec='seconds')}" if beat else "never seen"
        yield Finding("worker", "missing", detail, without, "make run, or tinhgon worker")
    else:
        yield Finding("worker", "ok", f"alive {int((at - beat).total_seconds())} s ago")
    failed = sum(row.count for row in database.job_counts() if row.status == "failed")
    if failed:
        yield Finding(
            "jobs",
            "optional",
            f"{failed} failed",
            "their effect",
            "tinhgon procrastinate shell: list_jobs, retry",
        )


def _audit() -> Iterator[Finding]:
    """The chain of every agency, recomputed; `core.audit` is the judge."""
    reports = audit.verify()
    broken = [report for report in reports if not report.is_intact]
    if broken:
        detail = ", ".join(f"agency {report.agency_id} at link {report.broken_at}" for report in broken)
        remedy = "keep this database as evidence; restore the last backup into an empty VAR"
        yield Finding("audit chain", "missing", detail, "the history cannot be trusted", remedy)
    else:
        links = sum(report.length for report in reports)
        yield Finding("audit chain", "ok", f"{links} links of {len(reports)} agencies intact")
