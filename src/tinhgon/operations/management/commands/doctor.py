"""`tinhgon doctor`: every part of the installation, and what to do about the missing ones."""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tinhgon.operations import queries

MARKS = {"ok": "ok     ", "missing": "MISSING", "optional": "without"}


class Command(BaseCommand):
    help = "What is missing, what does not work without it, the line that brings it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = queries.examine(Path(settings.VAR), timezone.now())
        is_healthy = all(finding.state != "missing" for finding in findings)
        if options["json"]:
            parts = [dataclasses.asdict(finding) for finding in findings]
            self.stdout.write(json.dumps({"healthy": is_healthy, "parts": parts}, ensure_ascii=False))
        else:
            for finding in findings:
                self.stdout.write(f"{MARKS[finding.state]}  {finding.part}: {finding.detail}")
                if finding.without:
                    self.stdout.write(f"         lacks: {finding.without}\n         do:    {finding.remedy}")
        if not is_healthy:
            sys.exit(1)
