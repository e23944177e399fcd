"""Papers over the API: the same acts, the same rules, the same eyes as the pages. One router for papers, because two
methods of one address must stand in one; another for books and registers."""

from tinhgon.documents.api import (
    acts,
    answering,
    approving,
    closing,
    drafting,
    envelopes,
    files,
    groups,
    handover,
    joint,
    lists,
    minutes,
    offers,
    originals,
    polling,
    registering,
    registers,
    relating,
    routes,
)
from tinhgon.documents.api.reading import router

__all__ = [
    "acts",
    "answering",
    "approving",
    "closing",
    "drafting",
    "envelopes",
    "files",
    "groups",
    "handover",
    "joint",
    "lists",
    "minutes",
    "offers",
    "originals",
    "polling",
    "registering",
    "registers",
    "relating",
    "router",
    "routes",
]
