"""Who acts: a person in a post of a unit on a date, perhaps in place of another. Knows no request and no
database; `organisation.queries` makes one, once per request."""

from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True)
class Seat:
    """One of the posts a person may act in on the day, held or stood in for; `post_id` is its principal."""

    post_id: int
    title: str
    unit_id: int
    agency_id: int
    in_place_of: str
    duties: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """`principals` are the integer ids (`identity.Principal`) whose papers the actor may read: the person, all
    posts held, roles, and the units seen through a post with their predecessors. `duties` are the codes of what
    the post acted in may do (`organisation.DutyGrant`); `agency_id` is the agency acted for. `seats` are all the posts
    that may be acted in, the one acted in among them: work of any of them is found and done without switching
    (office-practice A 10). `away_ids` are those of the posts whose queue somebody else has on the day: their holder is
    on leave (C 30). `desk_ids` are the posts the actor is secretary to: what waits for them is seen, not decided.
    `lent_ids` are principals lent for a time, known to requests that only look: nothing is done by them."""

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
    # Of these the ones headed in no post but those of `away_ids`.
    away_unit_ids: frozenset[int] = frozenset()
    in_place_of: str = ""
    channel: str = "web"
    scopes: frozenset[str] | None = field(default=None)
    is_system: bool = False
    seats: tuple[Seat, ...] = ()
    away_ids: frozenset[int] = frozenset()
    desk_ids: frozenset[int] = frozenset()
    lent_ids: frozenset[int] = frozenset()

    @property
    def readers(self) -> frozenset[int]:
        """As whom the actor reads papers; what he does he does as `principals`."""
        return self.principals | self.lent_ids

    @property
    def queue_ids(self) -> frozenset[int]:
        """The posts whose work waits for this person on the day."""
        return self.post_ids - self.away_ids

    @property
    def queue_unit_ids(self) -> frozenset[int]:
        """The units headed whose work waits for this person on the day."""
        return self.headed_unit_ids - self.away_unit_ids

    def may(self, duty: str) -> bool:
        return duty in self.duties

    def seated(self, post_id: int | None) -> "Actor":
        """The same person in another of the posts held; unchanged where the post is not one of them."""
        seat = next((seat for seat in self.seats if seat.post_id == post_id), None)
        if seat is None or seat.post_id == self.post_id:
            return self
        return replace(
            self,
            post_id=seat.post_id,
            title=seat.title,
            unit_id=seat.unit_id,
            agency_id=seat.agency_id,
            in_place_of=seat.in_place_of,
            duties=seat.duties,
        )

    def seated_for(self, agency_id: int, post_id: int | None = None, duty: str = "") -> "Actor":
        """The person in the post that a piece of work of an agency asks for: the one it waits for, else one with the
        duty it needs, else any of the agency; in the post acted in before others."""
        if any(seat.post_id == post_id and seat.agency_id == agency_id for seat in self.seats):
            return self.seated(post_id)
        there = [seat for seat in self.seats if seat.agency_id == agency_id]
        there.sort(key=lambda seat: (bool(duty) and duty not in seat.duties, seat.post_id != self.post_id))
        return self.seated(there[0].post_id) if there else self

    def agencies_where(self, *duties: str) -> list[int]:
        """The agencies in one of whose posts the person has one of these duties."""
        here = {self.agency_id} if self.duties & set(duties) else set()
        return sorted(here | {seat.agency_id for seat in self.seats if seat.duties & set(duties)})

    def seated_with(self, *duties: str) -> "Actor":
        """The person in a post with one of these duties, the one acted in before others; unchanged where none has."""
        if self.duties & set(duties):
            return self
        return self.seated(next((seat.post_id for seat in self.seats if seat.duties & set(duties)), None))

    @property
    def label(self) -> str:
        """How history names the actor; outlives the person's account."""
        text = f"{self.name}, {self.title}" if self.title else self.name
        return f"{text} ({self.in_place_of})" if self.in_place_of else text
