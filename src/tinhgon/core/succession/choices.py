"""What moves in a reorganisation: each app that owns work declares a `Movable` in `apps.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Movable:
    """A kind of work with an owning unit.

    `model` is its label (`app.Model`), `field` the owning column; `owned(unit_ids)` counts per unit and
    `hand_over(from_unit, to_unit, at, by, cause)` moves everything in one set-based statement, writes the
    journal in the same one and returns how many rows moved. `label` is what people call it.
    """

    name: str
    model: str
    field: str
    owned: Callable[[list[int]], dict[int, int]]
    hand_over: Callable[..., int]
    label: str = "việc"


MOVABLES: dict[str, Movable] = {}


def register(movable: Movable) -> None:
    MOVABLES[movable.name] = movable
