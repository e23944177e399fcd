"""Reads about the installation itself: does the database answer, is the schema current, is a worker alive.

Knows the tables of the job queue and of migrations, and whether there is an agency. Refuses to look at any paper.
"""

import datetime
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from tinhgon.core.identity.models import Agency

WORKER_SILENCE = datetime.timedelta(seconds=60)  # procrastinate beats every 10 seconds


@dataclass(frozen=True)
class JobCount:
    queue: str
    status: str
    count: int


def database_version() -> int | None:
    """Major version of the answering server; None when it does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            row = cursor.fetchone()
    except DatabaseError:
        return None
    return int(row[0]) // 10000


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def last_heartbeat() -> datetime.datetime | None:
    """When a worker last said that it lives."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        row = cursor.fetchone()
    return row[0] if row else None


def job_counts() -> list[JobCount]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT queue_name, status::text, count(*) FROM procrastinate_jobs"
            " WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2"
        )
        return [JobCount(*row) for row in cursor.fetchall()]


def is_superuser_connection() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        row = cursor.fetchone()
    return bool(row and row[0])


def has_tables() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public')")
        row = cursor.fetchone()
    return bool(row and row[0])


def has_agency() -> bool:
    """Whether anybody can log in at all; an empty installation waits for `tinhgon found`."""
    return Agency.objects.exists()


def web_role_exists(role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)", [role])
        row = cursor.fetchone()
    return bool(row and row[0])
