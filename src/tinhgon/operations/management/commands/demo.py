"""`tinhgon demo`: an installation with the demonstration organisation; a second run keeps its data."""

import json
import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

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
        call_command("load_demo", **arguments)

    def announce(self, base_url: str) -> None:
        super().announce(base_url)
        path = self.var / "demo-access.json"
        if not path.exists():
            return
        access = json.loads(path.read_text())
        if access["base_url"] != base_url:  # another PORT than last time: scripts read it from here
            path.write_text(json.dumps(access | {"base_url": base_url}, ensure_ascii=False, indent=2) + "\n")
        rows = [(r["role"], r["username"], r["password"], r["post"], r["agency"]) for r in access["roles"]]
        widths = [max(len(str(row[i])) for row in rows) for i in range(5)]
        for row in rows:
            self.stdout.write(
                "  " + "  ".join(f"{value!s:{width}}" for value, width in zip(row, widths, strict=True))
            )
        self.stdout.write(f"the same for scripts, with API tokens: {path}")
