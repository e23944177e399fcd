"""`tinhgon openapi`: writes the description of the API to a file, as it is kept in `docs/openapi.json`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string

# By its name: operations and config are neighbours and do not import each other.
API = "tinhgon.config.api.api"


class Command(BaseCommand):
    help = "Write the OpenAPI description of the API."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, help="file to write; printed unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        text = json.dumps(import_string(API).get_openapi_schema(), ensure_ascii=False, indent=1) + "\n"
        if options["out"]:
            options["out"].write_text(text)
        else:
            self.stdout.write(text, ending="")
