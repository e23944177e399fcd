"""The registered verbs of history and the words a lay inspector reads; each app adds its own in `apps.ready()`."""

VERBS: dict[str, str] = {}


def register(verbs: dict[str, str]) -> None:
    """Add an app's verbs (`app.verb` → Vietnamese words). A verb belongs to one app only."""
    for verb, words in verbs.items():
        if VERBS.setdefault(verb, words) != words:
            raise ValueError(f"audit verb {verb} is registered twice")
