"""Who acts: a person in a post of a unit on a date, perhaps in place of another. Knows no request and no
database; `organisation.queries` makes one, once per request."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Actor:
    """`principals` are the integer ids (`identity.Principal`) whose papers the actor may read: the person, all
    posts held, roles, and the units seen through a post with their predecessors. `duties` are the codes of what
    the post acted in may do (`organisation.DutyGrant`); `agency_id` is the agency acted for."""

    name: str
    title: str
    agency_id: int
    on: date
    user_id: int | None = None
    person_id: int | None = None
    post_id: int | None = None
    unit_id: int | None = None
    principals: frozenset[int] = frozenset()
    duties: frozenset[str] = frozenset()
    post_ids: frozenset[int] = frozenset()
    headed_unit_ids: frozenset[int] = frozenset()
    in_place_of: str = ""
    channel: str = "web"
    scopes: frozenset[str] | None = field(default=None)
    is_system: bool = False

    def may(self, duty: str) -> bool:
        return duty in self.duties

    @property
    def label(self) -> str:
        """How history names the actor; outlives the person's account."""
        text = f"{self.name}, {self.title}" if self.title else self.name
        return f"{text} ({self.in_place_of})" if self.in_place_of else text
