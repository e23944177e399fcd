"""Reading of papers: what kind a file is, what its fields say and where, and the text of its pages.

Knows bytes in and frozen dataclasses out; refuses clocks, networks, databases, and to write anything."""

from officekit.docformat.doctypes import DocType, doc_types
from officekit.docformat.fields import FIELDS
from officekit.docformat.found import Evidence, Found
from officekit.docformat.guard import Kind, UnreadableError, ZipLimits
from officekit.docformat.heading import bare_subject
from officekit.docformat.layout import Box
from officekit.docformat.marks import secrecy_in
from officekit.docformat.reading import Reading, read, text_pages

__all__ = [
    "FIELDS",
    "Box",
    "DocType",
    "Evidence",
    "Found",
    "Kind",
    "Reading",
    "UnreadableError",
    "ZipLimits",
    "bare_subject",
    "doc_types",
    "read",
    "secrecy_in",
    "text_pages",
]
