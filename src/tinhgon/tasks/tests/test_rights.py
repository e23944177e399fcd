"""The visibility matrix is of papers alone: a row that begins or ends gives nobody a task and takes
none away."""

from typing import Any

from tinhgon.documents.actions import recompiling, rights
from tinhgon.documents.models import Document, VisibilityRule
from tinhgon.documents.queries import rights as matrix
from tinhgon.tasks import queries
from tinhgon.tasks.models import Task
from tinhgon.tasks.tests.conftest import AT, DUE


def test_a_row_that_ends_hides_the_paper_and_not_its_task(province: Any, who: Any, paper: Document) -> None:
    lead, given_by = province.post("chanhvp.tinhuy"), province.post("lanhdao.tinhuy")
    task = Task.objects.create(
        agency=lead.agency,
        owner_unit=lead.unit,
        document=paper,
        title="Rà soát",
        lead_post=lead,
        given_by=given_by,
        given_at=AT,
        first_due_at=DUE,
        due_at=DUE,
        state="accepted",
        reader_ids=[lead.principal_id, given_by.principal_id],
    )
    chief, before = who("chanhvp"), list(task.reader_ids)
    row = next(
        row
        for row in matrix.matrix(who("antoan"), matrix.MatrixFilter(AT.date(), scope="body"))
        if row.principal == "Chánh Văn phòng"
    )
    role = VisibilityRule.objects.get(pk=row.pk).principal_id
    assert role in paper.reader_ids
    change = rights.propose_end(who("antoan"), row.pk, AT.date(), "Thử", AT)
    rights.approve(who("lanhdao"), change.pk, "", AT)
    run = matrix.latest_run(chief)
    assert run is not None
    recompiling.step(run.pk, AT)
    paper.refresh_from_db()
    task.refresh_from_db()
    assert role not in paper.reader_ids
    assert task.reader_ids == before
    view = queries.task_view(chief, task.public_id, AT)
    assert view is not None
    assert view.document_is_visible is bool(chief.principals & set(paper.reader_ids))
