"""What the desk shows in the shell: its entry of the side bar."""

from django.utils import timezone

from tinhgon.core.actor import Actor
from tinhgon.core.web.choices import Nav
from tinhgon.desk import queries

HOME = Nav("home", "Bàn làm việc", "home-2", "desk:home", 10, is_on_phone=True, phone_label="Việc")


def counts(actor: Actor) -> dict[str, tuple[int, bool]]:
    return queries.nav_counts(actor, timezone.now())
