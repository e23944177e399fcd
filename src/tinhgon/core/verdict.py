"""The answer of a rule: yes, or no with the reason that is shown to the person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """Truthy when allowed; `reason` is a Vietnamese sentence that says what to do next."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(reason: str) -> Verdict:
    return Verdict(False, reason)


class Refused(Exception):  # noqa: N818  the field's word: an act was refused
    """An act was refused by its rule, or bad input was found; nothing was changed."""

    def __init__(self, reason: str, *, code: str = "refused", field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.field = field


def require(verdict: Verdict, *, code: str = "forbidden") -> None:
    """Let an act go on, or refuse it with the rule's reason; `code` where it is not for want of a right."""
    if not verdict:
        raise Refused(verdict.reason, code=code)
