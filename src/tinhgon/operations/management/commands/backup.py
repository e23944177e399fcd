"""`tinhgon backup FILE`: database and files of this installation into one archive; may run beside it."""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tinhgon.operations import actions
from tinhgon.operations.gateways.archive import ArchiveError


class Command(BaseCommand):
    help = "An archive of database and files."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        var = Path(settings.VAR)
        files = Path(settings.MEDIA_ROOT)
        try:
            report = actions.back_up(os.environ["DATABASE_URL"], path, var, files, timezone.now())
        except (ArchiveError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"backed up": str(path), **report}, ensure_ascii=False))
