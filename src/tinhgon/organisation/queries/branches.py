"""The tree of an agency on a day: all its units for a choice, or the branches that a page holds with the rest to be
opened. The same few queries however many units there are, of columns and not of rows."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count

from officekit import vntext
from tinhgon.organisation.queries.acting import appointments, unit_versions

# Levels are shown open from the top as long as so many units stand on the page.
SHOWN = 150


@dataclass
class Node:
    """A unit in the tree of a day."""

    unit_id: int
    public_id: UUID
    name: str
    symbol: str
    establishment: int
    people_count: int
    head: str
    is_new: bool
    ends_soon_on: date | None
    children: list["Node"] = field(default_factory=list)
    is_found: bool = False
    is_open: bool = True

    @property
    def is_over(self) -> bool:
        """More people than the establishment (biên chế) allows."""
        return self.people_count > self.establishment


@dataclass(frozen=True)
class Tree:
    """What a page shows of a tree, with people and establishment of all of it."""

    nodes: list[Node]
    people_count: int
    establishment: int


def tree(agency_id: int, on: date) -> list[Node]:
    """The units in force on a day under their parents."""
    versions = list(
        unit_versions(agency_id, on).values_list(
            "unit_id", "unit__public_id", "name", "symbol", "establishment", "starts_on", "ends_on", "parent_id"
        )
    )
    held = appointments(on).filter(post__agency_id=agency_id)
    people = dict(held.order_by().values_list("post__unit_id").annotate(Count("person_id", distinct=True)))
    heads: dict[int, str] = {}
    rows = held.filter(post__is_head=True).order_by("post__order", "kind")
    for unit_id, name, title in rows.values_list("post__unit_id", "person__full_name", "post__title"):
        heads.setdefault(unit_id, f"{name}, {title}")
    nodes = {
        pk: Node(pk, public_id, name, symbol, places, people.get(pk, 0), heads.get(pk, ""), starts_on == on, ends_on)
        for pk, public_id, name, symbol, places, starts_on, ends_on, _ in versions
    }
    roots: list[Node] = []
    for pk, *_, parent_id in versions:
        parent = nodes.get(parent_id) if parent_id else None
        (parent.children if parent else roots).append(nodes[pk])
    return roots


def shown_tree(agency_id: int, on: date, words: str = "") -> Tree:
    """The tree, or those parts of it that are meant, open as far as a page holds."""
    nodes = tree(agency_id, on)
    people, establishment = _headcount(nodes)
    nodes = _narrowed(nodes, words)
    _unfold(nodes)
    return Tree(nodes, people, establishment)


def branch(agency_id: int, public_id: UUID, on: date, words: str = "") -> Node | None:
    """A unit with what stands under it; None for one that is not there on the day."""
    edge = deque(_narrowed(tree(agency_id, on), words))
    while edge:
        node = edge.popleft()
        if node.public_id == public_id:
            _unfold(node.children)
            return node
        edge.extend(node.children)
    return None


def is_named(words: list[str], full_name: str) -> bool:
    """Every word typed begins a word of the name, in order ("nguyen minh q")."""
    rest = iter(vntext.search_fold(full_name).split())
    return all(any(part.startswith(word) for part in rest) for word in words)


def _unfold(nodes: Iterable[Node]) -> None:
    """Open whole levels from the top while a page holds them; what lies below is opened by hand."""
    level = list(nodes)
    shown = len(level)
    while level:
        below = [child for node in level for child in node.children]
        is_open = shown + len(below) <= SHOWN
        for node in level:
            node.is_open = is_open
        if not is_open:
            return
        shown, level = shown + len(below), below


def _narrowed(nodes: list[Node], text: str) -> list[Node]:
    """The tree cut down to units whose name, symbol or head is meant, with those above them."""
    words = vntext.search_fold(text).split()
    return _meant(nodes, words) if words else nodes


def _meant(nodes: list[Node], words: list[str]) -> list[Node]:
    kept = []
    for node in nodes:
        node.children = _meant(node.children, words)
        node.is_found = any(is_named(words, part) for part in (node.name, node.symbol, node.head))
        if node.is_found or node.children:
            kept.append(node)
    return kept


def _headcount(nodes: list[Node]) -> tuple[int, int]:
    """People and establishment of all units together."""
    people = establishment = 0
    edge = list(nodes)
    while edge:
        node = edge.pop()
        people, establishment = people + node.people_count, establishment + node.establishment
        edge += node.children
    return people, establishment
