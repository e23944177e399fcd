"""`load_demo`: the demonstration organisation and its papers into an empty installation; a second run keeps what is
there. Writes `$VAR/demo-access.json` (accounts and API tokens of every role) for people and scripts."""

import json
import os
import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from officekit import typeset
from tinhgon.core.accounts import actions as accounts
from tinhgon.core.identity.models import Agency
from tinhgon.operations.demo import organisation, whole
from tinhgon.operations.demo.organisation import Built

PAPERS = 720


class Command(BaseCommand):
    help = "Load the demonstration into an empty installation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--papers", type=int, default=PAPERS)

    def handle(self, *args: Any, **options: Any) -> None:
        if Agency.objects.exists():
            self.stdout.write("The demonstration is there already; nothing was changed.")
            return
        password = secrets.token_urlsafe(9)
        built = organisation.build(password)
        try:
            fonts = typeset.find_fonts(settings.FONT_FOLDERS)
        except typeset.FontsMissingError:
            fonts = None
            self.stdout.write("Without Liberation Serif the papers have no files; `tinhgon doctor` says how to get it.")
        count = whole.play(options["papers"], fonts)
        self._write_access(built, password)
        self.stdout.write(
            f"{len(built)} agencies, {sum(len(b.users) for b in built.values())} persons, {count} papers."
        )

    def _write_access(self, built: dict[str, Built], password: str) -> None:
        """`roles` in the order of decision 29, repeated per agency; the token acts in the role's post."""
        rows = []
        for office in built.values():
            for seat, post in office.posts.items():
                user = office.users[seat]
                _, token = accounts.issue_token(user, post.principal_id, "demo", ["read", "write"], timezone.now())
                rows += [
                    {
                        "role": role,
                        "username": user.username,
                        "password": password,
                        "post": post.title,
                        "agency": office.agency.profile.name,
                        "token": token,
                    }
                    for role in post.roles
                ]
        path = settings.VAR / "demo-access.json"
        path.touch(mode=0o600)
        base_url = os.environ.get("TINHGON_BASE_URL", "http://localhost:8000")
        path.write_text(json.dumps({"base_url": base_url, "roles": rows}, ensure_ascii=False, indent=2) + "\n")
