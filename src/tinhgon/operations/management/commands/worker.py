"""`tinhgon worker`: runs background jobs until told to stop; any number of them share the queue."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from procrastinate.exceptions import ConnectorException

from tinhgon.core.jobs.gateways import connector


class Command(BaseCommand):
    help = "The worker for background jobs alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="jobs at the same time")
        parser.add_argument("--queues", default="", help="only these queues, separated by commas")

    def handle(self, *args: Any, **options: Any) -> None:
        queues = [name for name in options["queues"].split(",") if name]
        try:
            asyncio.run(connector.work(options["concurrency"], queues))
        except ConnectorException as error:
            raise CommandError(f"the database does not answer: {error.__cause__ or error}") from error
