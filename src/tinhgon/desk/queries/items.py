"""An item of the one queue: a piece of work that waits for a person, in whichever of the posts held; its kind says what
to do. Knows the order of a queue; reads nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from tinhgon.core.actor import Actor
from tinhgon.desk.choices import OBJECTS
from tinhgon.documents.choices import Urgency
from tinhgon.tasks.models import Direction

PAGES = {
    "document": "documents:document",
    "task": "tasks:task",
    "circulation": "tasks:circulation",
    "question": "tasks:question",
    "poll": "documents:poll",
}
FAR = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    """How a kind of work is named, drawn and acted on. `url_name` is the page of the act, where it is not the page of
    the thing itself."""

    key: str
    label: str
    waiting: str
    icon: str
    tone: str
    act: str
    url_name: str = ""
    hotkey: str = ""


@dataclass(frozen=True)
class Item:
    """`post_id` is the post held that it waits for, and that acting on it acts in (office-practice A 10)."""

    kind: Kind
    object: str
    object_id: int
    public_id: UUID
    post_id: int | None
    urgency: str
    code: str
    source: str
    title: str
    due_at: datetime | None
    note: str = ""
    # The office's proposal for the words of a leader: one tap makes it the direction.
    proposal: Direction | None = None

    @property
    def url_name(self) -> str:
        return PAGES[self.object]

    @property
    def act_url_name(self) -> str:
        """Most is decided with the whole record in view; words, numbers and books have pages of their own."""
        return self.kind.url_name or self.url_name

    @property
    def key(self) -> tuple[str, int]:
        return self.object, self.object_id

    @property
    def snooze_kind(self) -> str:
        """How the address of putting it off names it; "" for what is not put off."""
        return next((word for word, kind in OBJECTS.items() if kind == self.object and not self.is_at_once), "")

    @property
    def is_at_once(self) -> bool:
        return self.urgency == Urgency.HOA_TOC

    @property
    def order(self) -> tuple[bool, datetime]:
        """Hoả tốc first, then by deadline."""
        return not self.is_at_once, self.due_at or FAR


def post_in(actor: Actor, agency_id: int, post_id: int | None = None, duty: str = "") -> int | None:
    """The post held that work of an agency waits for."""
    return actor.seated_for(agency_id, post_id, duty).post_id
