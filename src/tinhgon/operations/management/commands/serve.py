"""`tinhgon serve`: becomes the web server: one of N stateless ones, or the one of this installation."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tinhgon.operations.gateways import programs


class Command(BaseCommand):
    help = "The web server alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--workers", type=int, default=programs.WEB_WORKERS)

    def handle(self, *args: Any, **options: Any) -> None:
        command = programs.web_command(options["host"], options["port"], options["workers"])
        os.execv(command[0], command)  # noqa: S606  signals reach granian itself
