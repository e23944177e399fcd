"""Papers as files: registers, labels and sheets to print, tables to work with, and the phiếu trình."""

from tinhgon.documents.exports.briefing import brief_pdf
from tinhgon.documents.exports.packs import pack_files, pack_pdf, pack_xlsx
from tinhgon.documents.exports.sheets import (
    arrival_labels,
    envelope_labels,
    incoming_xlsx,
    journal_pdf,
    kept_record_pdf,
    minutes_pdf,
    opinions,
    pile_pdf,
    poll_minutes,
    register_pdf,
    register_xlsx,
)

__all__ = [
    "arrival_labels",
    "brief_pdf",
    "envelope_labels",
    "incoming_xlsx",
    "journal_pdf",
    "kept_record_pdf",
    "minutes_pdf",
    "opinions",
    "pack_files",
    "pack_pdf",
    "pack_xlsx",
    "pile_pdf",
    "poll_minutes",
    "register_pdf",
    "register_xlsx",
]
