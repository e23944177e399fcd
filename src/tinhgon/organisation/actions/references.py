"""What a file names and does not bring: kinds of bodies and territories, read once for all rows."""

from datetime import date
from functools import cached_property

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.verdict import Refused
from tinhgon.organisation import queries, rules
from tinhgon.organisation.models import BodyType, Territory


class References:
    def __init__(self, actor: Actor) -> None:
        self._agency_id = actor.agency_id

    @cached_property
    def _body_types(self) -> list[BodyType]:
        """The agency's own level and bloc first: names of bodies repeat."""
        profile = queries.profile(self._agency_id)
        rows = BodyType.objects.order_by("-starts_on", "pk")
        return sorted(rows, key=lambda row: (row.bloc != profile.bloc, row.level != profile.level))

    @cached_property
    def _territories(self) -> dict[str, list[Territory]]:
        found: dict[str, list[Territory]] = {}
        for row in Territory.objects.order_by("-valid_from"):
            found.setdefault(row.code, []).append(row)
        return found

    @cached_property
    def _begun_on(self) -> dict[int, date]:
        return {row.pk: row.valid_from for rows in self._territories.values() for row in rows}

    def require_body_type(self, pk: int, on: date) -> None:
        """The kind of body is one of the day."""
        if not any(row.pk == pk and rules.is_in_force(row, on) for row in self._body_types):
            raise Refused("Không tìm thấy loại hình vào ngày này.", code="not_found")

    def require_territory(self, pk: int, on: date) -> None:
        """The place is one of the day."""
        if self._begun_on.get(pk, date.max) > on:
            raise Refused("Không tìm thấy địa bàn vào ngày này.", code="not_found")

    def body_type(self, words: str, on: date) -> int | None:
        if not words:
            return None
        wanted = vntext.same_tone(words).lower()
        for row in self._body_types:
            if rules.is_in_force(row, on) and wanted in (
                row.code,
                f"{row.level}/{row.code}",
                vntext.same_tone(row.name).lower(),
            ):
                return row.pk
        raise Refused(
            f"Không có loại hình “{words[:60]}” vào ngày này. Xem danh mục ở trang Loại hình.", field="body_type"
        )

    def territory(self, code: str, on: date) -> int | None:
        """A code is used again for other ground after a reorganisation: the newest valid on the day is meant."""
        if not code:
            return None
        for row in self._territories.get(code, []):
            if row.valid_from <= on:
                return row.pk
        raise Refused(
            f"Không có địa bàn mã “{code[:20]}” vào ngày này. Kiểm tra mã đơn vị hành chính.", field="territory"
        )
