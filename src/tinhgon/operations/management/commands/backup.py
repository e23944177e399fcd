"""`tinhgon backup FILE`: database and files of this installation into one archive; may run beside it."""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tinhgon.core.storage import rules as storage
from tinhgon.operations import actions
from tinhgon.operations.gateways.archive import ArchiveError

NO_ROOM = (
    "the disk of {folder} is full, no archive was kept: name a file on another disk\n"
    "Ổ đĩa của {folder} đã đầy, chưa có bản sao lưu nào: ghi tệp sang ổ đĩa khác."
)


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
            is_no_room = storage.is_no_room(error) or "No space left on device" in str(error)
            raise CommandError(NO_ROOM.format(folder=path.parent) if is_no_room else str(error)) from error
        self.stdout.write(json.dumps({"backed up": str(path), **report}, ensure_ascii=False))
