"""Foreign keys point down, registered names resolve, history knows its verbs."""

import re
from pathlib import Path

from django.apps import apps
from django.urls import NoReverseMatch, get_resolver, reverse

from tinhgon.core.audit.choices import VERBS
from tinhgon.core.succession.choices import MOVABLES
from tinhgon.core.web import choices as web

SRC = Path(__file__).parents[2] / "src" / "tinhgon"
FLOORS = ["core", "organisation", "documents", "tasks", "meetings", "roster", "desk", "operations"]


def _floor(model) -> int:
    return FLOORS.index(model.__module__.split(".")[1])


def test_foreign_keys_never_point_up_a_floor():
    models = [m for m in apps.get_models() if m.__module__.startswith("tinhgon.")]
    up = [
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and field.related_model.__module__.startswith("tinhgon.")
        and _floor(field.related_model) > _floor(model)
    ]
    assert up == []


def test_names_in_slots_resolve():
    names = {n.url_name for n in web.NAV}
    for name in names:
        reverse(name)
    known = {
        f"{ns}:{key}"
        for ns, (_, r) in get_resolver().namespace_dict.items()
        for key in r.reverse_dict
        if isinstance(key, str)
    }
    assert {p.url_name for p in web.PANELS} | {a.url_name for a in web.PAGE_ACTIONS} <= known


def test_every_verb_written_is_registered():
    pattern = re.compile(r'"((?:documents|tasks|meetings|roster|organisation|numbering|accounts)\.[a-z_]+)"')
    used = set()
    for path in SRC.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts) or path.stem == "choices":
            continue
        text = path.read_text()
        if "audit" in text and ("record(" in text or path.stem == "lifecycle"):
            used |= set(pattern.findall(text))
    jobs = {name for name in used if name in _job_names()}
    assert used - jobs - set(VERBS) == set()


def _job_names() -> set[str]:
    from procrastinate.contrib.django import app

    return set(app.tasks)


def test_what_a_unit_owns_can_be_handed_over():
    owned = {
        f"{m._meta.label}"
        for m in apps.get_models()
        if m.__module__.startswith("tinhgon.") and any(f.name == "owner_unit" for f in m._meta.get_fields())
    }
    assert owned == {movable.model for movable in MOVABLES.values() if movable.field == "owner_unit"}


def test_reverse_fails_for_unknown_names():
    try:
        reverse("nothing:here")
    except NoReverseMatch:
        return
    raise AssertionError("an unknown name resolved")
