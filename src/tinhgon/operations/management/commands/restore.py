"""`tinhgon restore FILE`: an archive into an empty installation; refuses to overwrite."""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tinhgon.operations import actions
from tinhgon.operations.gateways.archive import ArchiveError


class Command(BaseCommand):
    help = "An archive into an empty installation."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        var = Path(settings.VAR)
        files = Path(settings.MEDIA_ROOT)
        try:
            report = actions.restore(os.environ["DATABASE_URL"], path, var, files)
        except (ArchiveError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"restored": str(path), **report}, ensure_ascii=False))
