"""Changes written down before their day: on it they become what posts and issuing bodies are."""

from datetime import date

from tinhgon.organisation.actions import bodies, posts


def apply_due_versions(on: date) -> int:
    """Whatever is due by the day; returns how many changes. An officer decided each, in an act of its own."""
    return posts.apply_due_versions(on) + bodies.apply_due_versions(on)
