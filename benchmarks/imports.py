"""Importing the units of the whole country (34 provinces, 3,321 communes) into an agency that has none yet, against one
bare INSERT of many rows a table for the same principals, units and versions, with its commit. The two take turns,
medians are compared, each turn into an agency of its own. BENCH_UNITS names the list of administrative units
(code, name, parent_code); without it units of the same number and shape are made up. Refuses a result with a row
missing or a broken chain of history."""

import csv
import io
import os
import statistics
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import ground
import psycopg

PAPERS = 100
PROVINCES, COMMUNES = 34, 3321
TURNS = int(os.environ.get("BENCH_ROUNDS", "3"))
DAY = date(2025, 7, 1)
OFFICE = "ubnd"
# What a table gets in one statement: columns that are alike in all rows are written into it.
BARE = (
    "INSERT INTO identity_principal (agency_id, kind) SELECT %(agency)s, 'unit' FROM generate_series(1, %(count)s)"
    " RETURNING id",
    "INSERT INTO organisation_unit (agency_id, public_id, principal_id)"
    " SELECT %(agency)s, gen_random_uuid(), p FROM unnest(%(principals)s::int[]) p RETURNING id",
    "INSERT INTO organisation_unitversion (unit_id, name, short_name, symbol, agency_code, establishment, \"order\","
    " starts_on, legal_basis) SELECT u, n, left(n, 100), '', '', 0, 0, %(day)s, ''"
    " FROM unnest(%(units)s::bigint[], %(names)s::text[]) AS r(u, n)",
)  # fmt: skip


def rows() -> list[tuple[str, str, str]]:
    """Code, name and code of the parent."""
    if path := os.environ.get("BENCH_UNITS"):
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            return [(row["code"], row["name"], row["parent_code"]) for row in csv.DictReader(file)]
    above = [(f"{number:02}", f"Tỉnh Số {number}", "") for number in range(PROVINCES)]
    return above + [
        (f"{number:05}", f"Xã Số {number}", f"{number % PROVINCES:02}") for number in range(COMMUNES)
    ]  # fmt: skip


def table(units: list[tuple[str, str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Mã đơn vị", "Tên đơn vị", "Mã cấp trên", "Ngày bắt đầu"])
    writer.writerows([code, name, parent, f"{DAY:%d/%m/%Y}"] for code, name, parent in units)
    return out.getvalue().encode()


def counted(work: Callable[[], object]) -> int:
    """How many statements, savepoints among them; Django's own list of them has an end."""
    from django.db import connection

    count = 0

    def one_more(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*args)

    with connection.execute_wrapper(one_more):
        work()
    return count


def main() -> None:
    with ground.stand() as here, here.copy(PAPERS):
        from dataclasses import replace

        from django.utils import timezone

        from tinhgon.core.audit import queries as audit
        from tinhgon.core.identity.models import Agency
        from tinhgon.organisation import actions
        from tinhgon.organisation.models import AgencyProfile, UnitVersion

        units = rows()
        content, names = table(units), [name for _, name, _ in units]
        officer = ground.actor("tochuc", OFFICE)

        def agency() -> int:
            made = Agency.objects.create(key=f"do-{Agency.objects.count()}")
            AgencyProfile.objects.create(agency=made, name="Đo", short_name="Đo", bloc="state", level="province")
            return made.pk

        def load(agency_id: int, *, is_dry_run: bool = False) -> None:
            actor = replace(officer, agency_id=agency_id)
            report = actions.import_tables(actor, content, "do.csv", timezone.now(), is_dry_run=is_dry_run)
            if report.errors or report.new["units"] != len(units):
                raise SystemExit(f"not all units were new: {report.errors[:3]}")

        def bare(agency_id: int) -> None:
            with psycopg.connect(here.url) as connection:
                values = {"agency": agency_id, "count": len(units), "names": names, "day": DAY}
                for statement, key in zip(BARE, ("principals", "units", ""), strict=True):
                    done = connection.execute(statement, values)
                    if key:
                        values[key] = [pk for (pk,) in done]

        pairs, dry = [], []
        for _ in range(TURNS):
            ours, theirs = agency(), agency()
            dry += ground.milliseconds(lambda to=ours: load(to, is_dry_run=True), 1)
            pairs.append(
                (
                    ground.milliseconds(lambda to=ours: load(to), 1)[0],
                    ground.milliseconds(lambda to=theirs: bare(to), 1)[0],
                )
            )
            kept = UnitVersion.objects.filter(unit__agency_id=ours).count()
            if kept != len(units) or UnitVersion.objects.filter(unit__agency_id=theirs).count() != kept:
                raise SystemExit("a row is missing")
        if not all(chain.is_intact for chain in audit.verify()):
            raise SystemExit("a link of history is broken")
        statements = counted(lambda: load(agency()))
        value, baseline = (statistics.median(side) for side in zip(*pairs, strict=True))
        ground.compare(
            "import of units", value / 1000, baseline / 1000, "<= 25", unit="s", units=len(units),
            dry_run=round(statistics.median(dry) / 1000, 3), statements=statements,
            statements_a_row=round(statements / len(units), 3), chain_is_intact=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
