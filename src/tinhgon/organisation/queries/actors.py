"""Who a user is on a day, in one trip to the database: every request of every person begins with this question."""

import json
from datetime import date, datetime
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf

from tinhgon.core import rows
from tinhgon.core.actor import Actor, Seat
from tinhgon.organisation.choices import DelegationKind
from tinhgon.organisation.models import Delegation, Post
from tinhgon.organisation.queries.acting import appointments, in_force

# held: the posts held; every: with those stood in for during leave, also for one who is on leave himself; leaves: who
# has whose queue; below: the units a head or deputy sees, down the tree;
# seen: with the units they took over from, as far back as reading is inherited.
_ACTOR = """
WITH RECURSIVE held AS (
    SELECT p.id, p.principal_id, p.title, p.unit_id, p.agency_id, p.roles, p.is_head OR p.is_deputy AS heads,
        '' AS in_place_of, row_number() OVER (ORDER BY a.kind DESC, p."order", p.id) AS ordinal
    FROM organisation_appointment a
    JOIN organisation_post p ON p.id = a.post_id
    JOIN organisation_person n ON n.id = a.person_id
    JOIN accounts_user u ON u.principal_id = n.principal_id
    WHERE u.id = %(user)s AND u.is_active AND a.starts_on <= %(on)s AND (a.ends_on IS NULL OR a.ends_on > %(on)s)
        AND p.starts_on <= %(on)s AND (p.ends_on IS NULL OR p.ends_on > %(on)s)
), stands AS (
    SELECT id, 0::bigint AS delegation FROM held
    UNION
    SELECT d.from_post_id, d.id FROM stands JOIN organisation_delegation d ON d.to_post_id = stands.id
    WHERE d.kind = %(leave)s AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)
), every AS (
    SELECT * FROM held
    UNION ALL
    SELECT DISTINCT ON (p.id) p.id, p.principal_id, p.title, p.unit_id, p.agency_id, p.roles,
        p.is_head OR p.is_deputy, 'thay ' || p.title, 1000000 + s.delegation
    FROM stands s JOIN organisation_post p ON p.id = s.id
    WHERE s.delegation > 0 AND p.id NOT IN (SELECT id FROM held)
), leaves AS (
    SELECT d.id, d.from_post_id, d.to_post_id, d.starts_on FROM organisation_delegation d
    WHERE d.kind = %(leave)s AND d.from_post_id IN (SELECT id FROM every)
        AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)
    UNION
    SELECT d.id, d.from_post_id, d.to_post_id, d.starts_on
    FROM leaves JOIN organisation_delegation d ON d.from_post_id = leaves.to_post_id
    WHERE d.kind = %(leave)s AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)
), below AS (
    SELECT unit_id, principal_id AS head FROM every WHERE heads
    UNION
    SELECT v.unit_id, below.head FROM below JOIN organisation_unitversion v ON v.parent_id = below.unit_id
    WHERE v.starts_on <= %(on)s AND (v.ends_on IS NULL OR v.ends_on > %(on)s)
), seen AS (
    SELECT unit_id FROM below
    UNION
    SELECT s.predecessor_id FROM seen JOIN organisation_succession s ON s.successor_id = seen.unit_id
    WHERE s.inherits_reading
), own AS (
    SELECT * FROM every ORDER BY principal_id IS DISTINCT FROM %(post)s, ordinal LIMIT 1
)
SELECT own.principal_id, own.title, own.unit_id, own.agency_id, own.in_place_of, n.full_name, n.principal_id,
    ARRAY(SELECT principal_id FROM every),
    ARRAY(SELECT r.principal_id FROM organisation_roleprincipal r JOIN every
        ON every.agency_id = r.agency_id AND r.role = ANY (every.roles)),
    ARRAY(SELECT unit.principal_id FROM organisation_unit unit JOIN seen ON seen.unit_id = unit.id),
    (SELECT json_agg(json_build_array(unit_id, head))::text FROM below),
    (SELECT json_agg(json_build_array(e.principal_id, e.title, e.unit_id, e.agency_id, e.in_place_of,
        ARRAY(SELECT g.duty FROM organisation_dutygrant g
            WHERE g.agency_id = e.agency_id AND g.role = ANY (e.roles)
                AND g.starts_on <= %(on)s AND (g.ends_on IS NULL OR g.ends_on > %(on)s))) ORDER BY e.ordinal)::text
        FROM every e),
    (SELECT json_agg(json_build_array(f.principal_id, t.principal_id) ORDER BY l.starts_on, l.id)::text
        FROM leaves l JOIN organisation_post f ON f.id = l.from_post_id JOIN organisation_post t ON t.id = l.to_post_id
        WHERE EXISTS (SELECT FROM organisation_appointment a WHERE a.post_id = t.id
            AND a.starts_on <= %(on)s AND (a.ends_on IS NULL OR a.ends_on > %(on)s))),
    ARRAY(SELECT principal_id FROM held),
    ARRAY(SELECT p.principal_id FROM organisation_delegation d JOIN organisation_post p ON p.id = d.from_post_id
        WHERE d.kind = %(secretary)s AND d.to_post_id IN (SELECT id FROM held)
            AND d.starts_on <= %(on)s AND (d.ends_on IS NULL OR d.ends_on > %(on)s)),
    ARRAY(SELECT h.principal_id FROM identity_holding h WHERE h.person_id = n.principal_id
        AND h.starts_at <= %(at)s::timestamptz AND h.ends_at > %(at)s::timestamptz)
FROM own CROSS JOIN accounts_user u JOIN organisation_person n ON n.principal_id = u.principal_id
WHERE u.id = %(user)s
"""


def actor(
    user_id: int, on: date, post_id: int | None = None, channel: str = "web", at: datetime | None = None
) -> Actor | None:
    """The actor a user is on a day, in the chosen post (its principal's id) or the first one held; None without
    any post, and for an account that is locked.

    The principal set is computed here, once per request: the person, the posts held, the roles of the posts,
    and the units seen through a head's post with their predecessors. What is lent to the person for a time is counted
    only where the moment is told, as a request does that looks and changes nothing.
    """
    values: dict[str, Any] = {
        "user": user_id,
        "on": on,
        "at": at,
        "post": post_id,
        "leave": DelegationKind.LEAVE.value,
        "secretary": DelegationKind.SECRETARY.value,
    }
    with rows.cursor() as cursor:
        cursor.execute(_ACTOR, values)
        found = cursor.fetchone()
    if found is None:
        return None
    own_id, title, unit_id, agency_id, in_place_of, name, person_id, posts, roles, units, headed, seats, *rest = found
    leaves, own_posts, desks, lent = rest
    held = _seats(seats)
    away = _away(posts, own_posts, dict(json.loads(leaves or "[]")))
    heads = json.loads(headed or "[]")
    return Actor(
        name=name,
        title=title,
        agency_id=agency_id,
        on=on,
        user_id=user_id,
        person_id=person_id,
        post_id=own_id,
        unit_id=unit_id,
        principals=frozenset([*posts, *roles, *units, person_id]),
        duties=next(seat.duties for seat in held if seat.post_id == own_id),
        post_ids=frozenset(posts),
        headed_unit_ids=frozenset(unit for unit, _ in heads),
        in_place_of=in_place_of,
        channel=channel,
        seats=held,
        away_ids=away,
        away_unit_ids=_only_away(heads, away),
        desk_ids=frozenset(desks) - frozenset(posts),
        lent_ids=frozenset(lent),
    )


def _away(posts: list[int], held: list[int], leaves: dict[int, int]) -> frozenset[int]:
    """The posts whose queue is another person's: it goes to who stands in, and on from one who is away too. Of several
    who stand in for a post the last named one has it; where everybody in a round is away, each keeps their own."""
    return frozenset(post for post in posts if _queue_of(post, leaves) not in held)


def _only_away(heads: list[tuple[int, int]], away: frozenset[int]) -> frozenset[int]:
    """Units headed in no post but those whose queue somebody else has."""
    return frozenset(unit for unit, _ in heads) - frozenset(unit for unit, post in heads if post not in away)


def queues_moved(on: date) -> dict[int, int]:
    """Of posts (by id) whose holder is on leave the post that has their queue on a day."""
    rows = Delegation.objects.filter(in_force(on), kind=DelegationKind.LEAVE)
    rows = rows.filter(to_post__in=appointments(on).values("post_id")).order_by("starts_on", "pk")
    leaves = dict(rows.values_list("from_post_id", "to_post_id"))
    return {post: to for post in leaves if (to := _queue_of(post, leaves)) != post}


# Where letters go: the person's own address, else the account's.
ADDRESS = Coalesce(NullIf("person__email", Value("")), "person__principal__user__email", Value(""))


def addresses(principals: set[int], on: date) -> dict[int, list[tuple[int, str]]]:
    """Who has the queue of posts on a day, with the e-mail address, by the post's principal; people by their own."""
    moved = queues_moved(on)
    posts = dict(Post.objects.filter(principal_id__in=principals).values_list("pk", "principal_id"))
    of_post: dict[int, list[tuple[int, str]]] = {}
    rows = appointments(on).filter(post_id__in={moved.get(pk, pk) for pk in posts})
    rows = rows.annotate(address=ADDRESS).exclude(address="")
    for pk, person, address in rows.values_list("post_id", "person__principal_id", "address"):
        of_post.setdefault(pk, []).append((person, address))
    found = {principal: of_post.get(moved.get(pk, pk), []) for pk, principal in posts.items()}
    people = appointments(on).filter(person__principal_id__in=principals).annotate(address=ADDRESS).exclude(address="")
    for person, address in people.values_list("person__principal_id", "address").distinct():
        found[person] = [(person, address)]
    return {principal: known for principal, known in found.items() if known}


def _queue_of(post: int, leaves: dict[int, int]) -> int:
    seen, at = {post}, post
    while at in leaves:
        at = leaves[at]
        if at in seen:
            return post
        seen.add(at)
    return at


def _seats(text: str) -> tuple[Seat, ...]:
    """Each post once: one held and stood in for besides is held."""
    found: dict[int, Seat] = {}
    for post, title, unit, agency, in_place_of, duties in json.loads(text):
        found.setdefault(post, Seat(post, title, unit, agency, in_place_of, frozenset(duties)))
    return tuple(found.values())
