"""Keeping an installation: back it up, restore it, sweep up after a kill.

Knows the order that keeps database and files together. Refuses to overwrite: a restore needs an
empty database; and to sweep what somebody still waits for.
"""

import datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connections

from tinhgon.core.storage.gateways import quarantine
from tinhgon.core.storage.gateways.files import WholeFiles
from tinhgon.documents import queries as documents
from tinhgon.operations import queries
from tinhgon.operations.gateways import archive
from tinhgon.operations.gateways.postgres import WEB, EmbeddedPostgres

# Longer than any request lives: what is younger may be in somebody's hands.
LEFT_BEHIND = datetime.timedelta(hours=1)


def _programs(var: Path) -> archive.Programs:
    server = EmbeddedPostgres(var)
    return archive.Programs(server.binary("pg_dump"), server.binary("pg_restore"))


def back_up(url: str, target: Path, var: Path, files: Path, at: datetime.datetime) -> dict[str, object]:
    """Write database and files into one archive; the installation may be running."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made_at = at.isoformat(timespec="seconds")
    return archive.write(target.resolve(), url, files, _programs(var), made_at)


def restore(url: str, source: Path, var: Path, files: Path) -> dict[str, object]:
    """Fill an empty installation from an archive and bring its schema to this version."""
    found = archive.verify(source)
    if queries.has_tables():
        raise archive.ArchiveError("this installation is not empty: restore into another VAR or an empty database")
    with_rights = queries.web_role_exists(WEB)
    connections.close_all()
    archive.read(source.resolve(), url, files, _programs(var), with_rights=with_rights)
    call_command("migrate", interactive=False, verbosity=0)
    return found


def sweep(at: datetime.datetime) -> int:
    """Clear away what a killed process left behind: files in quarantine without a row (it may be a secret paper), and
    parts of files that never became whole. Says how many."""
    before = at - LEFT_BEHIND
    swept = quarantine.here().sweep(documents.waiting_tickets(), before)
    if isinstance(default_storage, WholeFiles):
        swept += default_storage.sweep_parts(before)
    return swept
