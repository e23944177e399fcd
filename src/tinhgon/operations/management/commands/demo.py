"""`tinhgon demo`: an installation with the demonstration organisation; a second run keeps its data."""

import json
import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.db import transaction

from tinhgon.operations.management.commands import run


class Command(run.Command):
    help = "The demonstration: database, a province's offices, web and worker, until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--papers", type=int, default=None, help="size of the demonstration")

    def prepare(self, **options: Any) -> None:
        super().prepare(**options)
        os.environ["TINHGON_BASE_URL"] = f"http://localhost:{options['port']}"
        arguments = {"papers": options["papers"]} if options["papers"] else {}
        with transaction.atomic():  # killed half-way, it is loaded again from the start
            call_command("load_demo", **arguments)

    def announce(self, base_url: str) -> None:
        super().announce(base_url)
        path = self.var / "demo-access.json"
        if not path.exists():
            return
        access = json.loads(path.read_text())
        if access["base_url"] != base_url:  # another PORT than last time: scripts read it from here
            path.write_text(json.dumps(access | {"base_url": base_url}, ensure_ascii=False, indent=2) + "\n")
        for row in self.one_of_every_role(access["roles"]):
            cells = (row["role"], row["username"], row["password"], f"{row['post']}, {row['agency']}")
            self.stdout.write("  {:22}{:22}{:16}{}".format(*cells))
        self.stdout.write(f"every account of every agency, with API tokens for scripts: {path}")

    @staticmethod
    def one_of_every_role(roles: list[dict[str, str]]) -> list[dict[str, str]]:
        """The first agency's accounts, and of others only roles it has none of: sixty lines help nobody. Where a person
        has two roles, somebody else shows the second if anybody of the agency can."""
        found: dict[str, dict[str, str]] = {}
        for row in roles:
            known = found.setdefault(row["role"], row)
            taken = [other["username"] for other in found.values() if other is not known]
            if known["username"] in taken and row["agency"] == known["agency"] and row["username"] not in taken:
                found[row["role"]] = row
        return list(found.values())
