"""Every page says on `?` what it is for, in words of its own, and no help speaks of a page that is not there."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.template.loader import select_template
from django.urls import URLPattern, URLResolver, get_resolver

from tinhgon.core.web import choices as web

SRC = Path(__file__).parents[2] / "src" / "tinhgon"
FILES = re.compile(r"\.(pdf|png|ics|xlsx|csv|docx|<slug:extension>)$|tep/<int:|tep-y-kien/|hinh/<str")
# Answers that are no page a person looks at: parts of a page, what a picker offers, what a machine asks.
NOT_PAGES = re.compile(r"^(pick\w*|scan|preview|upload_pages|session|file|healthz|readyz|metrics|feed)$")
# The library's own pages that this office does not offer, or that only pass one on.
NOT_OFFERED = re.compile(r"^(account_(?!login|logout|reauth|change)|socialaccount_|openid_|mfa_download)")
HELD = """
{missing}

The page(s) above answer `?` with the general words only. Write one paragraph for each:
`{{% elif help_name == "<name of the address>" %}}<p>…</p>` in <app>/templates/<app>/help.html, in Vietnamese: what the
page is for, the keys that work there, what to do when it goes wrong. An address that is no page (a part loaded by HTMX,
a file, a picker) belongs to NOT_PAGES or FILES in {here}."""


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from addresses(found, found.namespace or namespace)
        else:
            yield namespace, found


def methods(view: object) -> list[str]:
    """What `require_POST` and its like let through; nothing where a view takes every method."""
    while view is not None:
        code = getattr(view, "__code__", None)
        if code and "request_method_list" in code.co_freevars:
            return view.__closure__[code.co_freevars.index("request_method_list")].cell_contents
        view = getattr(view, "__wrapped__", None)
    return []


def is_page(namespace: str, address: URLPattern) -> bool:
    name, allowed = str(address.name), methods(address.callback)
    if namespace.startswith("api") or (allowed and "GET" not in allowed):
        return False
    if f"{namespace}:{name}" in {panel.url_name for panel in web.PANELS} or FILES.search(str(address.pattern)):
        return False
    return not (NOT_PAGES.match(name) or NOT_OFFERED.match(name) or address.name is None)


def said(namespace: str, name: str) -> str:
    template = select_template([f"{namespace or 'accounts'}/help.html", "web/help.html"])
    return template.render({"help_name": name})


def test_every_page_has_help_of_its_own():
    pages = [(ns, str(a.name)) for ns, a in addresses(get_resolver()) if is_page(ns, a)]
    missing = [f"{ns}:{name}" for ns, name in pages if "data-general" in said(ns, name)]
    assert len(pages) > 150
    assert missing == [], HELD.format(missing="\n".join(missing), here="tests/house/test_help.py")


def test_no_help_speaks_of_a_page_that_is_not_there():
    known: dict[str, set[str]] = {}
    for namespace, address in addresses(get_resolver()):
        known.setdefault(namespace or "accounts", set()).add(str(address.name))
    for namespace, names in known.items():
        for path in SRC.rglob(f"templates/{namespace}/help.html"):
            said_of = set(re.findall(r'help_name == "(\w+)"', path.read_text(encoding="utf-8")))
            assert said_of - names == set(), f"{path.name} of {namespace}: no address has this name"
