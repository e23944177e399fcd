"""Peoples the installation of the kill test and prints what its clients need: tokens and the recipient's body."""

import json
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from tinhgon.core.accounts import actions as accounts  # noqa: E402
from tinhgon.operations.demo import organisation as demo  # noqa: E402

SEATS = ("vanthu", "chuyenvien", "truongphong", "chanhvp", "lanhdao")

built = demo.build("mat-khau-thu")
sender, recipient = built["ubnd"], built["tinhuy"]
tokens = {}
for seat in SEATS:
    user, post = sender.users[seat], sender.posts[seat]
    _, tokens[seat] = accounts.issue_token(user, post.principal_id, "test", ["read", "write"], timezone.now())
json.dump({"tokens": tokens, "recipient": recipient.body.pk}, sys.stdout)
