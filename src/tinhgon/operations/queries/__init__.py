"""Reads about the installation: `database` asks its tables, `findings` says what is missing."""

from tinhgon.operations.queries.database import (
    JobCount,
    database_version,
    has_agency,
    has_tables,
    is_superuser_connection,
    job_counts,
    last_heartbeat,
    pending_migrations,
    web_role_exists,
)
from tinhgon.operations.queries.findings import OLDEST_POSTGRES, Finding, disk_shortage, examine, free_bytes

__all__ = [
    "OLDEST_POSTGRES",
    "Finding",
    "JobCount",
    "database_version",
    "disk_shortage",
    "examine",
    "free_bytes",
    "has_agency",
    "has_tables",
    "is_superuser_connection",
    "job_counts",
    "last_heartbeat",
    "pending_migrations",
    "web_role_exists",
]
