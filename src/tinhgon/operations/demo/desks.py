"""Saved views of the demonstration, some on their owner's desk and some given to others; played with the real acts."""

from datetime import datetime

from tinhgon.desk import actions
from tinhgon.documents.actions import saved_views
from tinhgon.operations.demo.scenes import actor_of
from tinhgon.organisation.models import Post

OFFICES = ("tinhuy", "ubnd")
URGENT = ("Khẩn, chưa xong", "tab=all&stage=waiting&stage=directed&urgency=hoa_toc&urgency=thuong_khan&urgency=khan")
LATE = ("Quá hạn", "tab=all&stage=overdue")
UNSUBMITTED = ("Chờ trình", "tab=all&stage=unsubmitted")


def set_out(until: datetime) -> int:
    """The chief of office gives everybody the late ones, a head his unit the urgent ones, the clerk keeps one for
    himself; how many views."""
    for office in OFFICES:
        chief, head = actor_of(f"chanhvp.{office}", until), actor_of(f"truongphong.{office}", until)
        saved_views.share_view(chief, saved_views.save_view(chief, *LATE).pk, None, until)
        unit_id = Post.objects.get(principal_id=head.post_id or 0).unit_id
        saved_views.share_view(head, saved_views.save_view(head, *URGENT).pk, unit_id, until)
        for who, (name, query) in ((chief, LATE), (actor_of(f"vanthu.{office}", until), UNSUBMITTED)):
            actions.put_tile(who, saved_views.save_view(who, name, query).pk)
    return 3 * len(OFFICES)
