"""Paper beside the screen, played with the real acts: originals with their places, a hand-over signed for and one that
is open with a refusal, envelopes nobody may open, a paper sent by post."""

from datetime import datetime, timedelta

from tinhgon.core.actor import Actor
from tinhgon.documents.actions import envelopes, handover, originals
from tinhgon.documents.choices import EnvelopeKind, IncomingState, OutgoingState, RecipientRole
from tinhgon.documents.models import Document
from tinhgon.operations.demo.scenes import actor_of
from tinhgon.organisation import queries as organisation

OFFICE = "tinhuy"
PLACES = ("Tủ 1, cặp 3", "Tủ 2, cặp 14", "Kho tầng 1")


def play(until: datetime) -> int:
    """The provincial committee's paper of the day; how many originals were written down."""
    clerk = actor_of(f"vanthu.{OFFICE}", until)
    papers = Document.objects.filter(
        agency_id=clerk.agency_id, flow="incoming", state=IncomingState.DIRECTED, is_restricted=False,
        reader_ids__overlap=sorted(clerk.principals), lead_unit__agency_id=clerk.agency_id,
    )  # fmt: skip
    found = list(papers.order_by("-id")[:8])
    for place, paper in enumerate(found):
        originals.keep_original(
            clerk, paper.pk, until - timedelta(minutes=12), place=PLACES[place % 3], copies=1 + place % 2
        )
    if found:
        originals.print_labels(clerk, [paper.pk for paper in found[:3]], until - timedelta(minutes=11))
    _hand_over(clerk, found, until)
    _close_envelopes(clerk, until)
    _send_by_post(clerk, until)
    return len(found)


def _hand_over(clerk: Actor, found: list[Document], until: datetime) -> None:
    """One batch a unit: the first signed for on paper by its head, the next open with a paper that came back."""
    units: dict[int, list[int]] = {}
    for paper in found[:6]:
        assert paper.lead_unit_id is not None
        units.setdefault(paper.lead_unit_id, []).append(paper.pk)
    made = handover.make_batches(clerk, units, until - timedelta(minutes=10)) if units else []
    for place, row in enumerate(made[:2]):
        if row.batch is None:
            continue
        lines = list(row.batch.lines.order_by("ordinal").values_list("pk", flat=True))
        head = organisation.head_of(row.batch.to_unit_id, clerk.on)
        if head is None or not organisation.holders([head.pk], clerk.on):
            continue
        refused = {lines[0]: "Thiếu phụ lục kèm theo."} if place == 1 else {}
        received = [] if place == 1 else lines
        handover.decide_lines(
            clerk, row.batch.public_id, received, refused, until - timedelta(minutes=8), receiver_id=head.principal_id
        )


def _close_envelopes(clerk: Actor, until: datetime) -> None:
    leader = actor_of(f"lanhdao.{OFFICE}", until)
    for kind, sender, number in (
        (EnvelopeKind.NAMED, "Ban Tổ chức Trung ương", "127-CV/BTCTW"),
        (EnvelopeKind.DENUNCIATION, "Không ghi nơi gửi", ""),
    ):
        face = envelopes.Face(kind, sender, leader.post_id, number, is_declared_not_secret=True)
        made = envelopes.register_envelope(clerk, face, until - timedelta(minutes=6))
        if kind == EnvelopeKind.DENUNCIATION:
            envelopes.hand_envelope(clerk, made.public_id, "", until - timedelta(minutes=5))


def _send_by_post(clerk: Actor, until: datetime) -> None:
    """The newest issued paper that has a place to send to."""
    issued = Document.objects.filter(agency_id=clerk.agency_id, state=OutgoingState.ISSUED, is_restricted=False)
    mine = issued.filter(reader_ids__overlap=sorted(clerk.principals)).exclude(recipients=None)
    paper = mine.order_by("-id").first()
    to = paper.recipients.exclude(role=RecipientRole.FILE).order_by("ordinal").first() if paper else None
    if paper is None or to is None:
        return
    address = "Số 5 đường Lê Lợi, tỉnh Bình Sơn"
    sending = envelopes.Sending("post", 1, "RR123456789VN")
    (sent,) = envelopes.dispatch(clerk, paper.pk, {to.pk: address}, sending, until - timedelta(minutes=4))
    envelopes.prove_receipt(clerk, paper.pk, sent.pk, "Nguyễn Thị Lan, văn thư", until.date(), until)
