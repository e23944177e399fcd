"""`tinhgon guides`: the manuals of the roles as PDF files to print, with the pictures that lie beside their sources;
`make guides` takes those anew."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tinhgon.core.web import exports, queries


class Command(BaseCommand):
    help = "Print the manuals of the roles as PDF files."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=settings.VAR / "guides", help="folder to write into")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        out.mkdir(parents=True, exist_ok=True)
        printed = [shelf for guide in queries.guides(None) if (shelf := queries.guide(guide.key))]
        if not printed:
            raise CommandError(f"no manuals in {settings.GUIDES}")
        for shelf in printed:
            path = out / f"huong-dan-{shelf.guide.key}.pdf"
            path.write_bytes(exports.guide_pdf(shelf, timezone.localdate()))
            missing = len({p.path for p in shelf.manual.pictures()} - set(shelf.pictures))
            self.stdout.write(f"{path}" + (f" ({missing} pictures not taken: make guides)" if missing else ""))
