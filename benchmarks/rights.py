"""The lists and the desk of the person with the most complicated rights against those of a plain specialist, with
BENCH_PAPERS papers: twelve posts in every agency, heads of units, two of them stood in for. And the number of queries,
which must not know how many posts there are. The posts are given in a transaction that is never committed."""

from collections.abc import Callable
from typing import Any

import ground
import lists

OFFICE = "tinhuy"
POSTS = 12
ROUNDS = 60


def burden(username: str) -> int:
    """Give the person posts, heads first, in every agency, and two to stand in for; returns the user's id."""
    from django.utils import timezone

    from tinhgon.core.accounts.models import User
    from tinhgon.organisation.models import Appointment, Delegation, Post

    today = timezone.localdate()
    user = User.objects.get(username=f"{username}.{OFFICE}")
    own = Appointment.objects.filter(person__principal__user=user).select_related("person").first()
    if own is None:
        raise SystemExit(f"{username} holds no post")
    free = Post.objects.exclude(appointments__person=own.person).order_by("-is_head", "agency_id", "id")
    for post in free[:POSTS]:
        Appointment.objects.create(person=own.person, post=post, kind="concurrent", starts_on=today)
    for post in free.order_by("id")[:2]:
        Delegation.objects.create(
            agency_id=post.agency_id, from_post=post, to_post_id=own.post_id, kind="leave", starts_on=today
        )
    return user.pk


def as_many_lines(shown: Any, many: Any, at: Any) -> Callable[[Any], Any]:
    """The list of what waits for the person, opened where it has as many lines left as the specialist's. Twelve posts
    bring more work, and a line costs what a line costs: a page of fifty against one of nine says little of rights."""
    from tinhgon.documents import queries
    from tinhgon.documents.queries.incoming import incoming

    chosen, lines = queries.ListFilter(tab="mine"), len(shown.rows)
    waiting = list(incoming(many, "mine").order_by("pk").values_list("pk", flat=True)[: lines + 1])
    place = waiting[lines] if len(waiting) > lines else None
    return lambda who: queries.incoming_page(who, chosen, at, before=place if who is many else None)


def desk(who: Any, at: Any) -> Any:
    from tinhgon.desk import queries

    return queries.queue(who, queries.decisions(who, at), queries.work(who, at), queries.clerical(who))


def main() -> None:
    with ground.stand() as here:
        from django.db import transaction
        from django.utils import timezone

        from tinhgon.desk import queries as desk_queries
        from tinhgon.documents import queries
        from tinhgon.organisation import queries as organisation

        here.use(ground.PAPERS)
        at = timezone.now()
        plain = ground.actor("chuyenvien", OFFICE)
        pages: dict[str, Callable[[Any], Any]] = {
            "incoming, all": lambda w: queries.incoming_page(w, queries.ListFilter(tab="all"), at),
            "incoming, mine": lambda w: queries.incoming_page(w, queries.ListFilter(tab="mine"), at),
            "outgoing, all": lambda w: queries.outgoing_page(w, "all"),
            "decisions": lambda w: desk_queries.decisions(w, at),
            "own work": lambda w: desk_queries.work(w, at),
        }
        with transaction.atomic():
            two = ground.actor("chanhvp", OFFICE)
            user = burden("chanhvp")
            many = organisation.actor(user, timezone.localdate())
            if many is None:
                raise SystemExit("the person with many posts is nobody")
            waiting = pages["incoming, mine"]
            pages["incoming, mine"] = as_many_lines(waiting(plain), many, at)
            for name, page in pages.items():
                value, baseline = ground.side_by_side(lambda p=page: p(many), lambda p=page: p(plain), ROUNDS)
                counts = [lists.statements(lambda p=page, w=w: p(w)) for w in (plain, two, many)]
                ground.compare(
                    f"rights: {name}", value, baseline, "<= 1.5", unit="ms", papers=ground.PAPERS,
                    posts=len(many.seats), principals=len(many.principals), queries=counts,
                )  # fmt: skip
            value, baseline = ground.side_by_side(lambda: waiting(many), lambda: waiting(plain), ROUNDS)
            lines = [len(waiting(who).rows) for who in (many, plain)]
            ground.say(
                "rights: incoming, mine, the whole first page",
                value=round(value, 3), baseline=round(baseline, 3), ratio=round(value / baseline, 3), unit="ms",
                lines=lines,
            )  # fmt: skip
            value, _ = ground.side_by_side(lambda: desk(many, at), lambda: desk(plain, at), ROUNDS)
            ground.say(
                "rights: the whole desk",
                value=round(value, 3),
                unit="ms",
                queries=lists.statements(lambda: desk(many, at)),
            )
            transaction.set_rollback(True)


if __name__ == "__main__":
    main()
