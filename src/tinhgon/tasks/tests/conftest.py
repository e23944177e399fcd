"""A registered paper of the provincial committee, and the people around it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from officekit.workdays import VIETNAM
from tinhgon.core.actor import Actor

if TYPE_CHECKING:
    from tinhgon.documents.models import Document

AT = datetime(2026, 3, 4, 9, 0, tzinfo=VIETNAM)  # a Wednesday
DUE = datetime(2026, 3, 11, 17, 0, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    settings.VAR = tmp_path
    settings.QUARANTINE_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def who(province: Any) -> Callable[[str], Actor]:
    """`who("lanhdao")`: an actor of the provincial committee; other offices by their whole username."""

    def find(name: str) -> Actor:
        return province.actor(name if "." in name else f"{name}.tinhuy", AT.date())

    return find


@pytest.fixture
def principal(province: Any) -> Callable[[str], int]:
    """Principals to give work to: a username's post, or a unit by its name."""

    def find(name: str) -> int:
        if name[0].isupper():
            return province.unit("tinhuy", name).principal_id
        return province.post(name if "." in name else f"{name}.tinhuy").principal_id

    return find


@pytest.fixture
def paper(province: Any, who: Callable[[str], Actor]) -> "Document":
    from tinhgon.documents.actions import intake

    fields = intake.IncomingFields(
        subject="Rà soát thủ tục hành chính",
        issuer="UBND tỉnh Bình Sơn",
        code="1180/UBND-KSTT",
        issued_on=date(2026, 3, 3),
        type_code="CV",
    )
    return intake.register_incoming(
        who("vanthu"), fields, AT, request_key="paper", submit_to_post=province.post("lanhdao.tinhuy").pk
    )
