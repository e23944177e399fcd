"""The pages of the design with something on them, in both sizes and themes; the README's pictures are made of them."""

from django.db.models import Count

from tinhgon.documents.models import Document
from tinhgon.organisation.models import Post
from tinhgon.tasks.models import Task

from . import looks, office


def addresses(home: str) -> dict[str, str]:
    """A page of each kind, with something on it: a paper in work with its file, and its task."""
    leader = Post.objects.get(agency__key=home, appointments__person__principal__user__username=f"lanhdao.{home}")
    with_file = Task.objects.filter(given_by=leader, document__versions__isnull=False)
    task = with_file.annotate(report_count=Count("reports")).order_by("-report_count", "-id")[0]
    assert isinstance(task.document, Document)
    return {"document": f"/van-ban/{task.document.public_id}/", "task": f"/nhiem-vu/{task.public_id}/"}


def test_pages_of_the_design(log_in, filled, drop):
    wrong: list[str] = []
    leader = log_in("lanhdao.tinhuy", viewport=looks.DESK)
    for name, address in {"home": "/", **addresses("tinhuy")}.items():
        leader.goto(address)
        looks.settle(leader)
        wrong += [f"{name} {fault}" for fault in looks.faults(leader, looks.EVERY)]
        looks.picture(leader, name)
    clerk = log_in("vanthu.tinhuy", viewport=looks.DESK)
    clerk.goto("/van-ban/den/?tab=all")
    looks.settle(clerk)
    looks.picture(clerk, "incoming")
    clerk.goto("/van-ban/den/tiep-nhan/")
    drop(clerk, "cong-van.pdf", office.sheet()[1])
    clerk.locator(".spot").first.wait_for()
    looks.settle(clerk)
    wrong += [f"register {fault}" for fault in looks.faults(clerk, looks.EVERY)]
    looks.picture(clerk, "register")
    assert wrong == [], "\n".join(wrong)
