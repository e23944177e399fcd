"""An archive behind the papers of the demonstration: many times as many papers in the tables that lists and search
read. Who holds, leads and reads an archived paper is copied from one that is there; subject, issuer, signer and text
are made up for each by the generator. Tasks, files and history are not copied. Used by ground.py."""

import os
import random
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import Any, NamedTuple

import django
import psycopg
from psycopg import sql

YEARS = 10
_TABLES = ("documents_searchtext", "documents_document", "numbering_entry")
_MADE_UP = (
    "subject", "issuer", "parent_issuer", "signer_name", "signer_title", "number", "symbol", "code", "code_key",
)  # fmt: skip


class Source(NamedTuple):
    """A paper there is, as far as the contents of its copies depend on it."""

    id: int
    flow: str
    state: str
    rule_set: str
    type_code: str | None
    issued_on: date | None
    issuer: str
    parent_issuer: str
    number: str
    symbol: str
    code: str


def grow(admin_url: str, times: int, words: int) -> None:
    """Make `times` as many papers of those there are. Indexes that are only for speed are made again at the end;
    references are not checked, for the copies keep them."""
    with (
        psycopg.connect(admin_url, autocommit=True) as connection,
        ProcessPoolExecutor(1, get_context("spawn"), initializer=django.setup) as generator,
    ):
        for setting in ("session_replication_role = replica", "synchronous_commit = off"):
            connection.execute(f"SET {setting}")  # type: ignore[arg-type]
        connection.execute("SET maintenance_work_mem = '1GB'")
        sources = [Source(*row) for row in connection.execute(_SOURCES).fetchall()]
        # Fixed now: the copies change them.
        tops = connection.execute(
            "SELECT (SELECT max(id) FROM documents_document), (SELECT max(id) FROM numbering_entry)"
        ).fetchone()
        assert tops is not None
        indexes = _drop_indexes(connection)
        connection.execute(_STAGE)
        rounds = list(range(times - 1, 0, -1))  # the oldest first: ids and time go the same way
        started = time.perf_counter()
        made = generator.submit(contents, sources, rounds[0], words)
        for index, n in enumerate(rounds):
            rows = made.result()
            if index + 1 < len(rounds):
                made = generator.submit(contents, sources, rounds[index + 1], words)
            _write(connection, rows, _own(n, times, *tops))
            progress(f"archive {index + 1}/{len(rounds)}, {time.perf_counter() - started:.0f} s")
        connection.execute("DROP TABLE stage")
        for definition in indexes:
            connection.execute(definition)  # type: ignore[arg-type]
            progress(f"{definition[:80]}, {time.perf_counter() - started:.0f} s")
        connection.execute(
            "UPDATE numbering_period p SET last_number = e.last"
            " FROM (SELECT period_id, max(number) AS last FROM numbering_entry GROUP BY 1) e WHERE e.period_id = p.id"
        )


_SOURCES = """
SELECT d.id, flow, state, coalesce(t.rule_set, ''), t.code, issued_on, issuer, parent_issuer, number, symbol, d.code
  FROM documents_document d LEFT JOIN documents_documenttype t ON t.id = d.type_id ORDER BY d.id
"""
_STAGE = f"""
CREATE UNLOGGED TABLE stage (source_id bigint, {", ".join(f"{name} text" for name in _MADE_UP)},
                             fold text, exact text, pairs integer[], body text)
"""


def contents(sources: list[Source], n: int, words: int) -> list[tuple[Any, ...]]:
    """The made-up columns and the search texts of the n-th copy of each paper; the same every time."""
    from officekit.typeset import papers as sheets
    from officekit.typeset.papers.kinds import BY_BLOC
    from tinhgon.documents import search
    from tinhgon.documents.models import Document

    rng = random.Random(n)  # noqa: S311  invented papers
    state_codes = {kind.code for kind in BY_BLOC["state"]}
    rows = []
    for source in sources:
        is_party = source.rule_set == "hd05" or source.type_code not in state_codes
        bloc = None if source.type_code is None else "party" if is_party else "state"
        paper = sheets.sample_paper(rng, bloc=bloc, doc_type=source.type_code, words=words)
        if source.flow == "incoming":
            own = (paper.issuing_body, paper.parent_body, paper.signer, paper.signer_title, paper.number, paper.symbol,
                   paper.code)  # fmt: skip
        else:
            # The office's own numbers of a year go on from copy to copy.
            number = str(int(source.number or len(rows) + 1) + n % YEARS * 1000)
            code = re.sub(r"^\d+", number, source.code) or f"{number}/{paper.symbol}"
            own = (source.issuer, source.parent_issuer, paper.signer, paper.signer_title, number,
                   source.symbol or paper.symbol, code)  # fmt: skip
        made_up = (paper.subject[0].upper() + paper.subject[1:], *own, search.code_key(own[-1]))
        document = Document(**dict(zip(_MADE_UP, made_up, strict=True)))
        rows.append((source.id, *made_up, *search.texts(document, paper.text)))
    return rows


def _own(n: int, times: int, top_document: int, top_entry: int) -> dict[str, dict[str, str]]:
    """What the n-th copies have of their own beside their contents. Their work is done, and their ids lie below those
    of the papers that are there."""
    years = f"interval '{1 + (n - 1) * YEARS // times} years'"
    document = f"id - {n * top_document}"
    return {
        "documents_document": {
            "id": document,
            "public_id": "uuidv7()",
            "entry_id": f"entry_id - {n * top_entry}",
            "register_number": f"register_number + {n * 100_000}",
            "source_id": "NULL",
            "request_key": "''",
            "waits_for_id": "NULL",
            "handling": "CASE handling WHEN 'open' THEN 'done' ELSE handling END",
            "state": "CASE WHEN state = 'arrived' THEN 'refused' WHEN state IN ('registered', 'directed') THEN 'closed'"
            " WHEN flow <> 'incoming' THEN 'issued' ELSE state END",
            **{
                name: f"{name} - {years}"
                for name in ("created_at", "arrived_at", "registered_at", "issued_at", "due_at", "reply_due_at",
                             "handled_at")
            },
            "issued_on": f"(issued_on - {years})::date",
            **{name: f"stage.{name}" for name in _MADE_UP},
        },
        "documents_searchtext": {
            "document_id": f"document_id - {n * top_document}",
            "fold": "to_tsvector('simple', stage.fold)",
            "exact": "to_tsvector('simple', stage.exact)",
            "pairs": "stage.pairs",
            "text": "stage.body",
        },
        "numbering_entry": {
            "id": f"id - {n * top_entry}",
            "number": f"number + {n * 100_000}",
            "request_key": "''",
            "taken_at": f"taken_at - {years}",
        },
    }  # fmt: skip


def _write(connection: psycopg.Connection, rows: list[tuple[Any, ...]], own: dict[str, dict[str, str]]) -> None:
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE stage")
        with cursor.copy("COPY stage FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        for table in _TABLES:
            key = "document_id" if table == "documents_searchtext" else "id"
            names = [name for (name,) in cursor.execute(_COLUMNS, [table]).fetchall()]
            values = ", ".join(own[table].get(name, f"s.{name}") for name in names)
            # Only of the papers that were there first: their ids are above zero.
            source = f"(SELECT * FROM {table} WHERE {key} > 0) s"  # noqa: S608
            join = "" if table == "numbering_entry" else f"JOIN stage ON stage.source_id = s.{key}"
            insert = f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {source} {join} ORDER BY s.{key}"  # noqa: S608
            cursor.execute(insert)  # type: ignore[arg-type]


_COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"


def _drop_indexes(connection: psycopg.Connection) -> list[str]:
    """Those that no constraint stands on; returns how to make them again."""
    indexes = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexdef NOT LIKE '%%UNIQUE%%'",
        [list(_TABLES)],
    ).fetchall()
    for name, _ in indexes:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _, definition in indexes]


def progress(words: str) -> None:
    sys.stderr.write(f"{words}, load {os.getloadavg()[0]:.1f}\n")
    sys.stderr.flush()
