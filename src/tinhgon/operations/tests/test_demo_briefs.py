"""The demonstration's files that go up: each stands where it is said to stand."""

from typing import Any

from django.conf import settings as django_settings
from django.utils import timezone

from officekit import typeset
from tinhgon.documents.models import Brief, TakenOver
from tinhgon.documents.queries import from_below
from tinhgon.operations.demo import briefs


def test_files_go_up_and_come_from_below(province: Any, tmp_path: Any, settings: Any) -> None:
    settings.VAR, settings.MEDIA_ROOT, settings.QUARANTINE_KEYS = tmp_path, tmp_path / "files", tmp_path / "keys"
    fonts = typeset.find_fonts(django_settings.FONT_FOLDERS)
    assert briefs.play(timezone.now(), fonts) == 2
    assert briefs.play(timezone.now(), None) == 0
    up = Brief.objects.get(state="sent")
    leader = province.actor("lanhdao.ubnd", office="ubnd")
    assert up.document.waits_for_id == leader.post_id
    taken = TakenOver.objects.get()
    assert (taken.document.state, taken.drafting_unit) == ("draft", "Phòng Công chức, viên chức")
    assert from_below.files_to_take(taken.proposal) == []
