"""A database of the first landed state, with what offices had in it, goes through every later migration: nothing is
lost, no index stays half built."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps.registry import Apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

FIRST = [
    ("documents", "0003_few_papers_on_their_way"),
    ("numbering", "0003_statutory_registers"),
    ("organisation", "0001_initial"),
    ("tasks", "0001_initial"),
]
SINCE = date(2025, 7, 1)


@pytest.fixture
def empty_database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database beside the tests' own, which is the default one meanwhile."""
    own = settings.DATABASES["default"]["NAME"]
    beside = f"{own}_upgrade"
    quoted = connection.ops.quote_name(beside)
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
            cursor.execute(f"CREATE DATABASE {quoted}")
        connection.close()
        connection.settings_dict["NAME"] = beside
        yield
        connection.close()
        connection.settings_dict["NAME"] = own
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted}")


def filled(apps: Apps) -> None:
    """What later migrations touch: phrases kept twice, a seal with its keeper, duties, a way of approval."""

    def new(label: str, **values: object) -> object:
        return apps.get_model(label).objects.create(**values)

    agency = new("identity.Agency", key="tinhuy")
    person, unit, body, post = (new("identity.Principal", kind=kind) for kind in ("person", "unit", "body", "post"))
    for text in ("Giao Văn phòng", "Lưu", "Giao Văn phòng", "Giao Văn phòng"):
        new("tasks.QuickPhrase", owner=person, text=text)
    unit = new("organisation.Unit", agency=agency, principal=unit)
    post = new("organisation.Post", agency=agency, principal=post, unit=unit, title="Văn thư", starts_on=SINCE)
    body = new(
        "organisation.IssuingBody", agency=agency, principal=body, unit=unit, name="TỈNH ỦY", symbol="TU", place="X",
        starts_on=SINCE,
    )  # fmt: skip
    new("organisation.Seal", body=body, name="Con dấu", keeper_post=post, starts_on=SINCE)
    new("organisation.DutyGrant", agency=agency, role="clerk", duty="close_book", starts_on=SINCE)
    for ordinal, kind in enumerate(("content", "opinion", "opinion", "signature"), 1):
        new("documents.ApprovalRoute", agency=agency, ordinal=ordinal, kind=kind, post=post)


def test_the_first_state_goes_through_every_later_migration(empty_database: None):
    executor = MigrationExecutor(connection)
    executor.migrate(FIRST)
    filled(executor.loader.project_state(FIRST).apps)
    with connection.cursor() as cursor:  # as an earlier try would leave it, cut off while it built
        cursor.execute("CREATE INDEX document_urgent_waiting ON documents_document (id)")
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        assert rows(cursor, "SELECT text FROM tasks_quickphrase ORDER BY id") == [("Giao Văn phòng",), ("Lưu",)]
        assert rows(cursor, "SELECT count(*) FROM organisation_sealkeeping") == [(1,)]
        assert rows(cursor, "SELECT count(*) FROM organisation_dutygrant WHERE duty = 'manage_books'") == [(1,)]
        assert rows(cursor, "SELECT stage FROM documents_approvalroute ORDER BY ordinal") == [(1,), (2,), (2,), (4,)]
        assert rows(cursor, "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid") == []
        assert "urgency" in str(rows(cursor, "SELECT pg_get_indexdef('document_urgent_waiting'::regclass)"))
        assert rows(cursor, "SELECT conname FROM pg_constraint WHERE NOT convalidated") == []


def rows(cursor: object, query: str) -> list[tuple[object, ...]]:
    cursor.execute(query)
    return cursor.fetchall()
