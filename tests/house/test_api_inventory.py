"""Everything a page can do is in the API: each act and each read that a view calls is called by an API module too.
What is not stands here by name, with the reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"

# (app, function): why no operation of the API calls it.
NOT_ACTS = {
    ("accounts", "issue_token"): "a token that makes tokens would outlive its own revocation: made on the page alone",
    ("documents", "register_incoming"): "`register_file` is the same act with the file in the call, and calls it",
}
NOT_READS = {
    ("documents", "address"): "the address of a page; the API has its own",
    ("documents", "lent_until"): "when an own grant ends; `GET /reading-grants` has it",
    ("documents", "letter_kind"): "which choice the form starts on; `GET /documents/kinds` has them all",
    ("documents", "recall_of"): "who called a paper back, in place of its picture; `GET /documents/{id}/history` tells",
    ("documents", "recipient_lines"): "the form's lines; `GET /documents/{id}/recipients` has them",
    ("documents", "step_on_desk"): "whose step the secretary's form is about; the API names it in /documents/desks",
    ("documents", "registered_from"): "a second click on a form; a retried request is the same act by its key",
    ("documents", "upload_page_sizes"): "where the page draws its marks; the boxes are in the reading",
    ("documents", "is_being_drawn"): "the page asks again by itself; a picture answers 404 until it is drawn",
    ("documents", "why_not_to_submit"): "said before the button is pressed; the act refuses with the same words",
    ("documents", "kinds"): "`kinds` of a book is in `GET /registers/books`",
    ("notices", "none"): "the page of an account without a post; the API refuses such an account",
    ("organisation", "account_of"): "`GET /organisation/accounts` has it",
    ("organisation", "account_state"): "`GET /organisation/accounts` has it",
    ("organisation", "bodies_with_versions"): "`GET /organisation/bodies`, and `…/bodies/{body_id}/versions` of one",
    ("organisation", "branch"): "`GET /organisation/units` with parents is the same in lines",
    ("organisation", "is_home_of"): "asked for greying a button out; the act asks again",
    ("organisation", "people"): "with the posts of the day for the eye; `GET /organisation/people` finds by name too",
    ("organisation", "post_version_on"): "`GET /organisation/posts/{post_id}/versions` has every day",
    ("organisation", "profile"): "the name above the page",
    ("organisation", "reservation_post"): "what the form starts on; `GET /organisation/books` has the holder",
    ("organisation", "role_labels"): "words for codes",
    ("organisation", "roles_of"): "asked for greying a button out; the act asks again",
    ("organisation", "shown_tree"): "`GET /organisation/units` with parents is the same in lines",
    ("organisation", "slider"): "the marks of the slider; versions of units have their days",
    ("organisation", "successors_of"): "written by reorganisations, which will have their own operations",
    ("organisation", "unit_names"): "`GET /organisation/units` has them",
    ("tasks", "task_for"): "the title above a form; `GET /tasks/{id}` has it",
    ("tasks", "circulation_for"): "the title above a form; `GET /tasks/circulations/{id}` has it",
    ("tasks", "direction_for"): "the act itself finds the proposal",
    ("tasks", "feed_owner"): "the same",
    ("web", "guide"): "a manual is read by people; its text is docs/howto, open to all",
    ("web", "guides"): "the same",
    ("web", "picture"): "the same",
    ("tasks", "feed"): "the feed is read by calendar programs under its secret address, which the API gives out",
}
# Apps whose pages have no operation at all.
NOT_APPS = {
    "operations": "is the machine alive, is it ready, its metrics: asked by programs already",
}


def _modules(room: str) -> Iterator[tuple[str, ast.Module]]:
    """(app, syntax tree) of the files of a room in every app."""
    for path in (SRC / "tinhgon").rglob("*.py"):
        parts = path.relative_to(SRC / "tinhgon").with_suffix("").parts
        if room in parts and "tests" not in parts:
            yield parts[parts.index(room) - 1], ast.parse(path.read_text())


def _used(tree: ast.Module, room: str) -> set[tuple[str, str]]:
    """(app, function) of a room's functions that a file names."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tinhgon."):
            for name in node.names:
                parts = f"{node.module}.{name.name}".split(".")
                if room in parts:
                    aliases[name.asname or name.name] = parts[parts.index(room) - 1]
    return {
        (aliases[node.value.id], node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases
        if node.attr[0].islower()
    }


def _named(face: str, room: str) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for app, tree in _modules(face):
        if app not in NOT_APPS:
            found |= _used(tree, room)
    return found


def test_apps_without_an_api_are_named():
    assert {app for app, _ in _modules("api")} & set(NOT_APPS) == set(), "it has one now: take it out of NOT_APPS"


@pytest.mark.parametrize(("room", "exceptions"), [("actions", NOT_ACTS), ("queries", NOT_READS)])
def test_what_a_page_calls_the_api_calls_too(room, exceptions):
    missing = _named("views", room) - _named("api", room)
    assert missing - set(exceptions) == set()
    assert set(exceptions) - missing == set(), "an exception that is none any more"
