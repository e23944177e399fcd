"""Reads of papers; every one narrowed to what the actor may see."""

from tinhgon.documents.queries.visible import paper_for, version_for, visible_to

__all__ = ["paper_for", "version_for", "visible_to"]
