"""A registered invitation of the provincial committee, and the people around it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from officekit.workdays import VIETNAM
from tinhgon.core.actor import Actor

if TYPE_CHECKING:
    from tinhgon.documents.models import Document

AT = datetime(2026, 3, 4, 9, 0, tzinfo=VIETNAM)  # a Wednesday
STARTS = datetime(2026, 3, 6, 8, 0, tzinfo=VIETNAM)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    settings.VAR = tmp_path
    settings.QUARANTINE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def who(province: Any) -> Callable[[str], Actor]:
    def find(name: str) -> Actor:
        return province.actor(name if "." in name else f"{name}.tinhuy", AT.date())

    return find


@pytest.fixture
def principal(province: Any) -> Callable[[str], int]:
    return lambda name: province.post(f"{name}.tinhuy").principal_id


@pytest.fixture
def invite(province: Any, who: Callable[[str], Actor]) -> "Callable[..., Document]":
    """Register an invitation: `invite(key, starts)`; more fields of the meeting and of the paper by name."""
    from tinhgon.documents.actions import intake

    def register(key: str, starts: datetime | None = STARTS, *, to: str = "lanhdao", **more: Any) -> "Document":
        paper = {"subject": f"Họp {key}", "is_restricted": more.pop("is_restricted", False)}
        fields = intake.IncomingFields(
            issuer="UBND tỉnh Bình Sơn", code=f"{key}/GM-UBND", issued_on=date(2026, 3, 3), type_code="GM", **paper
        )
        return intake.register_incoming(
            who("vanthu"),
            fields,
            more.pop("at", AT),
            request_key=key,
            meeting=intake.MeetingFields(**{"starts_at": starts, "place": "Phòng họp số 1", **more}),
            submit_to_post=province.post(f"{to}.tinhuy").pk if to else None,
        )

    return register
