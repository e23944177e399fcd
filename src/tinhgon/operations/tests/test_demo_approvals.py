"""The demonstration's papers on their way up: each stands where it is said to stand."""

from typing import Any

from django.utils import timezone

from tinhgon.documents import queries
from tinhgon.documents.choices import StepState
from tinhgon.documents.models import ApprovalStep, JointSigner
from tinhgon.operations.demo import approvals


def test_papers_wait_at_their_steps(province: Any, tmp_path: Any, settings: Any) -> None:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    approvals.go_up(timezone.now())
    assert [row.state for row in JointSigner.objects.order_by("ordinal")] == ["current", "waiting"]
    asked = ApprovalStep.objects.filter(state=StepState.CURRENT, document__type__code="KH")
    assert sorted(step.kind for step in asked) == ["appraisal", "opinion"]
    secretary = province.actor("chuyenvien.tinhuy", office="tinhuy")
    assert [desk.leader for desk in queries.desks(secretary)]
    away = province.actor("truongphong.sotaichinh", office="sotaichinh")
    assert queries.own_absences(away)
