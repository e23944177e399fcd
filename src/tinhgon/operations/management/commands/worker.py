"""`tinhgon worker`: runs background jobs until told to stop; any number of them share the queue."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "The worker for background jobs alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at the same time")
        parser.add_argument("--queues", default="", help="only these queues, separated by commas")

    def handle(self, *args: Any, **options: Any) -> None:
        arguments = ["worker", "--concurrency", str(options["concurrency"])]
        if options["queues"]:
            arguments += ["--queues", options["queues"]]
        call_command("procrastinate", *arguments)
