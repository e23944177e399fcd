"""The whole demonstration in its order: papers of two months, then the scenes of every room, played with the acts
themselves where their rows lie ready. Expects the offices and no papers."""

from pathlib import Path

from django.utils import timezone

from tinhgon.operations.demo import (
    answers,
    approvals,
    around,
    briefs,
    by_hand,
    desks,
    lending,
    on_paper,
    papers,
    resting,
    scenes,
    schedule,
)


def play(count: int, fonts: Path | None) -> int:
    """All of it as of now; how many papers there are besides those of the scenes."""
    made = papers.load(count, timezone.now(), fonts)
    scenes.replace(timezone.now())
    scenes.cross(timezone.now())
    answers.play(timezone.now())
    approvals.go_up(timezone.now())
    briefs.play(timezone.now(), fonts)
    around.play(timezone.now())
    schedule.meet(timezone.now(), fonts)
    schedule.stand_watch(timezone.now())
    on_paper.play(timezone.now())
    by_hand.play(timezone.now())
    lending.play(timezone.now())
    resting.put_off(timezone.now())
    desks.set_out(timezone.now())
    return made
