"""An urgent paper of the provincial committee in the middle of the night, and the people around it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from officekit.workdays import VIETNAM
from tinhgon.core.actor import Actor

if TYPE_CHECKING:
    from tinhgon.documents.models import Document

NIGHT = datetime(2026, 3, 4, 22, 0, tzinfo=VIETNAM)  # a Wednesday
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    settings.VAR = tmp_path
    settings.QUARANTINE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def who(province: Any) -> Callable[[str], Actor]:
    def find(name: str) -> Actor:
        return province.actor(name if "." in name else f"{name}.tinhuy", NIGHT.date())

    return find


@pytest.fixture
def person(province: Any) -> Callable[[str], Any]:
    from tinhgon.organisation.models import Person

    return lambda name: Person.objects.get(principal__user__username=f"{name}.tinhuy")


@pytest.fixture
def urgent(province: Any, who: Callable[[str], Actor]) -> "Callable[..., Document]":
    """An urgent paper in the book at a moment, put before a leader."""
    from tinhgon.documents.actions import intake

    def register(key: str = "1", at: datetime = NIGHT, **more: Any) -> "Document":
        to = more.pop("to", "lanhdao")
        fields = intake.IncomingFields(
            **{
                "subject": "Sơ tán dân vùng lũ quét",
                "issuer": "UBND tỉnh Bình Sơn",
                "code": f"{key}/CĐ-UBND",
                "issued_on": date(2026, 3, 4),
                "urgency": "hoa_toc",
                **more,
            }
        )
        post = province.post(f"{to}.tinhuy").pk if to else None
        return intake.register_incoming(who("vanthu"), fields, at, request_key=key, submit_to_post=post)

    return register
